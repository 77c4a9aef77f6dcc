"""What questions are made of: tables, maps, banks; and what all of them need: near roots, sources in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Protocol

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.progress.records import Item
from rootmap.quiz.asked import Asked, Choice, Form

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.cases.bank import QuestionBank
    from rootmap.localise.ranker import Ranker
    from rootmap.quiz.case_heads import CaseHead

CHOICES = 4  # as many as one takes in at a glance; judgement


@dataclass(frozen=True)
class Material:
    """All that questions are made of. `wanted` is the id of the map in use, `pairs` are roots and a nerve like them."""

    anatomy: Anatomy
    links: Links
    atlases: tuple["CompiledAtlas", ...] = ()
    wanted: str = ""
    banks: tuple["QuestionBank", ...] = ()
    pairs: tuple[tuple[tuple[Root, ...], str], ...] = ()
    ranker: "Ranker | None" = None
    cases: tuple["CaseHead", ...] = ()

    def maps(self, fits: "Callable[[CompiledAtlas], bool]") -> "list[CompiledAtlas]":
        """Return the maps that fit, the one in use first."""
        found = [atlas for atlas in self.atlases if fits(atlas)]
        return sorted(found, key=lambda atlas: atlas.info.id != self.wanted)


class Maker(Protocol):
    """Makes the questions of one kind of item."""

    form: Form

    def can(self, item: Item) -> bool:
        """Whether there is a fair question about an item."""

    def ask(self, item: Item, random: Random) -> Asked:
        """Return a question about an item that it can ask about."""


def source_of(anatomy: Anatomy, *provenances: Provenance) -> str:
    """Return where facts come from, in words: each publication once, with whether it was recalled only."""
    said: dict[str, None] = {}
    for provenance in provenances:
        for key in provenance.sources:
            recalled = key in provenance.recalled or (not provenance.read and not provenance.recalled)
            known = anatomy.sources.get(key)  # a case may have a source of its own
            said[(known.citation if known else key) + (" (recalled, not re-read)" if recalled else "")] = None
    return "; ".join(said)


def near(root: Root, among: Iterable[Root]) -> list[Root]:
    """Return roots by how near they lie to one, itself left out."""
    return sorted((other for other in among if other != root), key=lambda other: abs(other.order - root.order))


def root_name(roots: Sequence[Root]) -> str:
    """Return roots as one answer: "L5", "C5 and C6", "L2, L3 and L4"."""
    names = [root.value for root in roots]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def root_choices(roots: tuple[Root, ...], never: Iterable[Root], known: Iterable[Root]) -> tuple[Choice, ...]:
    """Return the leading roots as one choice among others of as many neighbours, from head to tail.

    `never` are roots that also have a share: none of them is offered as wrong.
    """
    order, width, barred = sorted(known), len(roots), {*never, *roots}
    runs = [tuple(order[place : place + width]) for place in range(len(order) - width + 1)]
    middle = sum(root.order for root in roots) / width
    fair = [run for run in runs if not barred & set(run)]
    fair.sort(key=lambda run: abs(sum(root.order for root in run) / width - middle))
    offered = sorted([roots, *fair[: CHOICES - 1]])
    return tuple(Choice("+".join(root.value for root in run), root_name(run)) for run in offered)


def shuffled(right: Choice, wrong: Sequence[Choice], random: Random) -> tuple[Choice, ...]:
    """Return one right and at most three wrong choices in any order."""
    offered = [right, *wrong[: CHOICES - 1]]
    return tuple(random.sample(offered, len(offered)))


def a_side(random: Random) -> Side:
    """Return either side."""
    return random.choice(list(Side))
