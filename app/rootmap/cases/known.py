"""Which localisations a case, a question or a student may name, and what gives each of them away."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rootmap.anatomy.links import load_links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.hypotheses import beyond_roots
from rootmap.localise.model import PRIOR_PERCENT
from rootmap.localise.naming import name_of

JOINED, JOINED_ROOTS = "S4-5", ("S4", "S5")  # how most maps and the ISNCSCI examination name S4 with S5


# What has a record of its own in the tables and goes by another name among the candidates.
_BY_ANOTHER_NAME = {
    "ophthalmic": "V1",
    "maxillary": "V2",
    "mandibular": "V3",
    "lumbosacral_plexus": "lumbosacral_plexopathy",
}


@dataclass(frozen=True)
class KnownCandidate:
    """A localisation one may name: its id, its name in words, and the roots of a root or a pair.

    What is not `sided`, such as the cauda equina, goes by the side `both`.
    """

    id: str
    name: str
    roots: tuple[Root, ...] = ()
    sided: bool = True


def known_candidates(anatomy: Anatomy) -> Mapping[str, KnownCandidate]:
    """Return all localisations by id, as the ranking knows them.

    Roots (S4 and S5 alone, too), neighbouring pairs such as "L5+S1", one root on both sides such as "S1+S1" (also said
    as "S1" with the side `both`), nerves, plexus, look-alikes, cauda equina, cord and its levels such as
    "transverse_cord_lesion_T10". A look-alike that is the lesion of one nerve goes by the nerve.
    """
    roots = [root for root in Root if root in anatomy.roots]
    found = [KnownCandidate(root.value, root.value, (root,)) for root in roots]
    found.append(KnownCandidate(JOINED, JOINED, (Root.S4, Root.S5)))
    groups = [KnownCandidate(root.value, "", (root,)) for root in roots if root.is_spinal and root < Root.S4]
    for one, other in pairwise([*groups, found[-1]]):
        found.append(KnownCandidate(f"{one.id}+{other.id}", f"{one.id} and {other.id}", one.roots + other.roots))
        if one.roots[0].value in PRIOR_PERCENT:
            found.append(KnownCandidate(f"{one.id}+{one.id}", f"{one.id} on both sides", one.roots, sided=False))
    for each in beyond_roots(anatomy):
        name = name_of(Candidate(each.id, CandidateSide.BOTH, each.kind))
        found.append(KnownCandidate(each.id, name, sided=each.is_sided))
    return {each.id: each for each in found}


def alone(candidate: str) -> str:
    """Return "S1" for "S1+S1", the root on both sides; anything else as it is."""
    first, _, second = candidate.partition("+")
    return first if first == second else candidate


def nerve_of_condition() -> Mapping[str, str]:
    """Return, for each look-alike that is the lesion of one nerve, that nerve's id."""
    return {links.condition: nerve for nerve, links in load_links().nerves.items() if links.condition}


def called_otherwise(name: str, known: Mapping[str, KnownCandidate]) -> str:
    """Return the id among the candidates of what has another name in the tables, "" when there is none."""
    renamed = {**nerve_of_condition(), **_BY_ANOTHER_NAME}
    if name in renamed:
        return renamed[name]
    return next((each for each in known if each.startswith(f"{name}_") and each.rpartition("_")[2][:1].isupper()), "")


def giveaways(candidate: KnownCandidate, anatomy: Anatomy) -> tuple[str, ...]:
    """Return what must not stand in a title, a tag or a file name: each as plain lower-case words."""
    if candidate.roots:
        return tuple(plain(root.value) for root in candidate.roots)
    conditions = {nerve: condition for condition, nerve in nerve_of_condition().items()}
    whole, _, level = candidate.id.rpartition("_")
    at_level = (whole, level) if level[:1].isupper() else ()
    record = anatomy.nerves.get(candidate.id) or anatomy.differentials.get(candidate.id)
    named = record.name.partition("(")[0] if record is not None else ""
    words = {plain(each) for each in (candidate.id, candidate.name, named, conditions.get(candidate.id, ""), *at_level)}
    return tuple(sorted(word for word in words if word))


def gives_away(text: str, words: tuple[str, ...]) -> str:
    """Return the first of some words that a text holds as whole words, "" when it holds none."""
    padded = f" {plain(text)} "
    return next((word for word in words if f" {word} " in padded), "")


def plain(text: str) -> str:
    """Return a text in lower case with nothing but letters, digits and single spaces."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
