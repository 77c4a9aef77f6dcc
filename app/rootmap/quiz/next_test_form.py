"""The next best test: two explanations lead and stand equal; which of four tests tells them apart best?"""

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import CandidateSide
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import CHOICES, Material, shuffled, source_of

if TYPE_CHECKING:
    from rootmap.localise.next_test import NextTestModel

Array = NDArray[np.float64]
_ROOT_PAIRS = (("C5", "C6"), ("C6", "C7"), ("C7", "C8"), ("L2", "L3"), ("L3", "L4"), ("L4", "L5"), ("L5", "S1"))
_NO_LIMB = ("head", "neck", "chest", "trunk", "perineum")
_REFLEXES = ("biceps", "brachioradialis", "triceps", "patellar", "adductor", "medial_hamstring", "achilles")
LEAST_BITS = 0.125  # a test that clears up less is no answer worth knowing; judgement
CLEARLY_WORSE = 0.5  # what is offered as wrong clears up at most this share of what the best does; judgement
MUCH_THE_SAME = 0.12  # so near are its chances with either: nobody could defend it as the better test; judgement
OFTEN = 0.3  # a test this often abnormal is one that one would think of; judgement


@dataclass(frozen=True)
class _Weighed:
    """Two candidates' tests: what each clears up in bits, and the chance that it is abnormal under either."""

    tests: tuple[str, ...]
    bits: Array
    chances: Array


def next_test_items(material: Material) -> list[Item]:
    """Return an item for each pair: neighbouring roots, and a root with the nerve taken for it."""
    pairs = [*_ROOT_PAIRS, *((roots[0].value, nerve) for roots, nerve in material.pairs)]
    return [
        Item(ItemKind.NEXT_TEST, f"{one}|{other}", f"Next test between {one} and {_title(material, other)}",
             tuple(Root(name) for name in (one, other) if name in Root.__members__))
        for one, other in pairs
    ]  # fmt: skip


def _title(material: Material, name: str) -> str:
    nerve = material.anatomy.nerves.get(name)
    return nerve.name if nerve is not None else name


class BestTest:
    """Asks for the test with the greatest expected information, as the ranking reckons it."""

    form = Form.NEXT_TEST

    def __init__(self, material: Material) -> None:
        self._material = material
        self._known: dict[str, _Weighed | None] = {}
        self._tests: NextTestModel | None = None

    def can(self, item: Item) -> bool:
        """Whether the ranking knows both, and one test stands out that the tables, too, give to one of them alone."""
        found = self._weigh(item)
        if found is None:
            return False
        best = found.tests[int(np.argmax(found.bits))]
        return self._decides(item, best) and len(self._wrong(item, found)) >= CHOICES - 1

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer the best test among those that turn out much the same either way."""
        found = self._weigh(item)
        assert found is not None
        best = int(np.argmax(found.bits))
        anatomy, (one, other) = self._material.anatomy, item.subject.split("|")
        names = _title(self._material, one), _title(self._material, other)
        test = found.tests[best]
        wrong = [Choice(found.tests[k], _test_name(anatomy, found.tests[k]), _alike(found, k, names))
                 for k in self._wrong(item, found)]  # fmt: skip
        return Asked(
            item, self.form, How.ONE, f"{names[0]} or {names[1]}: which test tells them apart best?",
            answer=_test_name(anatomy, test),
            why=f"{_test_name(anatomy, test)}: {_odds(found, best, names)}. "
            f"Expected to clear up {found.bits[best]:.2f} bits of one.",
            source=f"Rootmap's ranking; {_source(anatomy, test)}",
            hint="Both fit equally well so far; reckoned as the ranking does.",
            choices=shuffled(Choice(test, _test_name(anatomy, test)), wrong, random),
            correct=(test,),
        )  # fmt: skip

    def _wrong(self, item: Item, found: _Weighed) -> list[int]:
        """Return tests that tell much less, in the tables as in the ranking; those of the best one's kind first."""
        best = found.tests[int(np.argmax(found.bits))].partition(".")[0]
        apart = np.abs(found.chances[:, 0] - found.chances[:, 1])
        fair = [
            int(k)
            for k in np.flatnonzero(found.bits <= CLEARLY_WORSE * found.bits.max())
            if not self._decides(item, found.tests[k])
            and (apart[k] <= MUCH_THE_SAME or self._bears_on(found.tests[k], item.subject.split("|")[0]))
        ]
        often = found.chances.max(axis=1)
        alike = {k: found.tests[k].partition(".")[0] == best and often[k] >= OFTEN for k in fair}
        return sorted(fair, key=lambda k: (not alike[k], -often[k]))

    def _decides(self, item: Item, test: str) -> bool:
        """Whether by the tables a test bears on one of the two alone: a root that leads in it, a nerve it runs by."""
        one, other = (self._bears_on(test, name) for name in item.subject.split("|"))
        return one != other

    def _bears_on(self, test: str, name: str) -> bool:
        anatomy, links = self._material.anatomy, self._material.links
        family, _, subject = test.partition(".")
        if name in Root.__members__:
            record = anatomy.muscles[subject] if family == "muscle" else anatomy.reflexes[subject]
            return Root(name) in record.major_roots
        return subject in (links.muscles_of(name) if family == "muscle" else links.reflexes_of(name))

    def _weigh(self, item: Item) -> _Weighed | None:
        if item.id not in self._known:
            self._known[item.id] = self._weighed(item)
        return self._known[item.id]

    def _weighed(self, item: Item) -> _Weighed | None:
        ranker = self._material.ranker
        if ranker is None or ranker.anatomy is None:
            return None
        places = {each.id: k for k, each in enumerate(ranker.candidates.candidates) if each.side is CandidateSide.LEFT}
        pair = item.subject.split("|")
        if not all(name in places for name in pair):
            return None
        if self._tests is None:
            from rootmap.localise.next_test import NextTestModel

            self._tests = NextTestModel(ranker.candidates, ranker.findings.signs, ranker.anatomy)
        chances = self._tests.all_chances(0, np.array([places[name] for name in pair]))
        names = [sign.test for sign in self._tests.tests]
        near = _around(self._material.anatomy, pair)
        kept = [k for k, name in enumerate(names) if near & set(_roots_of(self._material.anatomy, name))]
        bits = _gain(chances[kept])
        if not len(kept) or bits.max() < LEAST_BITS:
            return None
        return _Weighed(tuple(names[k] for k in kept), bits, chances[kept])


def _around(anatomy: Anatomy, pair: list[str]) -> set[Root]:
    """Return the roots of a pair and their neighbours: what a test near enough to think of bears on."""
    roots = [
        root for name in pair for root in ([Root(name)] if name in Root.__members__ else anatomy.nerves[name].roots)
    ]
    return {root for root in Root if any(abs(root.order - each.order) <= 1 for each in roots)}


def _roots_of(anatomy: Anatomy, test: str) -> tuple[Root, ...]:
    """Return the roots that the strength of a limb's muscle or a usual tendon reflex bears on; none for other tests.

    Key points name a root by themselves, and manoeuvres tell that a root is struck rather than which.
    """
    family, _, name = test.partition(".")
    if family == "muscle" and anatomy.muscles[name].region.partition("/")[0] not in _NO_LIMB:
        return anatomy.muscles[name].roots
    return anatomy.reflexes[name].roots if family == "reflex" and name in _REFLEXES else ()


def _entropy(share: Array) -> Array:
    return np.asarray(-share * np.log2(share) - (1.0 - share) * np.log2(1.0 - share))


def _gain(chances: Array) -> Array:
    """Return the expected drop in bits between two equal explanations, shape (tests,)."""
    return np.asarray(_entropy(chances.mean(axis=1)) - _entropy(chances).mean(axis=1))


def _odds(found: _Weighed, place: int, names: tuple[str, str]) -> str:
    one, other = found.chances[place]
    return f"abnormal in about {one:.0%} with {names[0]}, in {other:.0%} with {names[1]}"


def _alike(found: _Weighed, place: int, names: tuple[str, str]) -> str:
    odds = _odds(found, place, names)
    return f"{odds[0].upper()}{odds[1:]}: it tells less."


def _test_name(anatomy: Anatomy, test: str) -> str:
    family, _, name = test.partition(".")
    return f"Strength: {anatomy.muscles[name].name}" if family == "muscle" else f"Reflex: {anatomy.reflexes[name].name}"


def _source(anatomy: Anatomy, test: str) -> str:
    family, _, name = test.partition(".")
    record = anatomy.muscles[name] if family == "muscle" else anatomy.reflexes[name]
    return source_of(anatomy, record.provenance)
