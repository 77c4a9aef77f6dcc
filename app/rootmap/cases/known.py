"""Which localisations a case, a question or a student may name, and what gives each of them away."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rootmap.anatomy.links import load_links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root

JOINED, JOINED_ROOTS = "S4-5", ("S4", "S5")  # how most maps and the ISNCSCI examination name S4 with S5


@dataclass(frozen=True)
class KnownCandidate:
    """A localisation one may name: its id, its name, and the roots it is made of (none for nerves and mimics)."""

    id: str
    name: str
    roots: tuple[Root, ...] = ()


def known_candidates(anatomy: Anatomy) -> Mapping[str, KnownCandidate]:
    """Return all localisations by id: roots, neighbouring pairs such as "L5+S1", nerves, and mimics without a nerve.

    A mimic that is the lesion of one nerve is named by the nerve.
    """
    roots = [root for root in Root if root in anatomy.roots]
    found = [KnownCandidate(root.value, root.value, (root,)) for root in roots]
    found.append(KnownCandidate(JOINED, JOINED, (Root.S4, Root.S5)))
    found += [
        KnownCandidate(f"{one}+{other}", f"{one} and {other}", (one, other))
        for one, other in pairwise(roots)
        if one.is_spinal
    ]
    found += [KnownCandidate(nerve.id, nerve.name) for nerve in anatomy.nerves.values()]
    renamed = nerve_of_condition()
    found += [
        KnownCandidate(mimic.id, mimic.name) for mimic in anatomy.differentials.values() if mimic.id not in renamed
    ]
    return {each.id: each for each in found}


def nerve_of_condition() -> Mapping[str, str]:
    """Return, for each mimic that is the lesion of one nerve, that nerve's id."""
    return {links.condition: nerve for nerve, links in load_links().nerves.items() if links.condition}


def giveaways(candidate: KnownCandidate) -> tuple[str, ...]:
    """Return what must not stand in a title, a tag or a file name: each as plain lower-case words."""
    if candidate.roots:
        return tuple(plain(root.value) for root in candidate.roots)
    renamed = {nerve: condition for condition, nerve in nerve_of_condition().items()}
    whole = (candidate.id, candidate.name.partition("(")[0], renamed.get(candidate.id, ""))
    words = {plain(each).strip() for each in whole}
    return tuple(sorted(word for word in words if word))


def gives_away(text: str, words: tuple[str, ...]) -> str:
    """Return the first of some words that a text holds as whole words, "" when it holds none."""
    padded = f" {plain(text)} "
    return next((word for word in words if f" {word} " in padded), "")


def plain(text: str) -> str:
    """Return a text in lower case with nothing but letters, digits and single spaces."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
