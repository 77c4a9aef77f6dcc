"""The fewest muscles, then reflexes, whose power tells two candidates apart, and what to expect under each."""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import SIDES, Candidate, CandidateSide
from rootmap.localise.next_test import COMMON, RARE, NextTestModel
from rootmap.localise.signs import SignKind

Array = NDArray[np.float64]
MOST = 3  # muscles, and again reflexes
_ALIKE_DIGITS = 4


@dataclass(frozen=True)
class Telling:
    """One sign and the chance that it is abnormal under the first and under the second candidate."""

    test: str
    side: Side
    first: float
    second: float


@dataclass(frozen=True)
class Separation:
    """What tells two candidates apart best: muscles first.

    `error` is the belief that on average still lies with the wrong one, of two equally likely before (0.5 without any
    sign); `is_enough` says whether it is as small as ENOUGH_ERROR.
    """

    first: Candidate
    second: Candidate
    signs: tuple[Telling, ...]
    error: float

    @property
    def is_enough(self) -> bool:
        """Whether these signs settle it well enough."""
        return self.error <= model.ENOUGH_ERROR


@dataclass(frozen=True)
class _Sign:
    """A sign on its way: its chance without either candidate, with each, and how gladly one takes it."""

    test: str
    without: float
    with_it: tuple[float, float]
    rank: tuple[int, ...]

    @property
    def apart(self) -> float:
        return abs(self.with_it[0] - self.with_it[1])


class Separator:
    """Searches all sets of up to three; dependent signs count as the ranking counts them."""

    def __init__(self, candidates: CandidateSet, tests: NextTestModel, anatomy: Anatomy) -> None:
        self._candidates, self._tests, self._anatomy = candidates, tests, anatomy
        self._known: dict[tuple[Candidate, Candidate], Separation] = {}
        self._place = {each: place for place, each in enumerate(candidates.candidates)}

    def between(self, first: Candidate, second: Candidate) -> Separation:
        """Return the smallest set of muscles that is enough, else the best one, then with the reflexes it needs.

        Raises KeyError for what is no candidate.
        """
        if (first, second) not in self._known:  # nothing in it depends on what is painted or found
            self._known[first, second] = self._search(first, second)
        return self._known[first, second]

    def _search(self, first: Candidate, second: Candidate) -> Separation:
        chosen = np.array([self._place[first], self._place[second]], dtype=np.intp)
        column = next((SIDES.index(Side(each.side)) for each in (first, second) if each.side != CandidateSide.BOTH), 0)
        muscles = _smallest(self._signs(chosen, column, SignKind.MOTOR), ())
        taken = muscles
        if _error(muscles) > model.ENOUGH_ERROR:
            taken = (*muscles, *_smallest(self._signs(chosen, column, SignKind.REFLEX), muscles))
        signs = tuple(Telling(each.test, SIDES[column], *each.with_it) for each in taken)
        return Separation(first, second, signs, _error(taken))

    def _signs(self, chosen: NDArray[np.intp], column: int, kind: SignKind) -> list[_Sign]:
        """Return the signs of a kind that hang on either candidate, of those alike the three one likes best."""
        ratios, without = self._tests.log_ratios(chosen, column)
        rows = {int(row) for row in self._candidates.rows[chosen]}
        named = self._named(rows)
        classes: dict[tuple[float, ...], list[_Sign]] = {}
        family = {SignKind.MOTOR: "muscle.", SignKind.REFLEX: "reflex."}[kind]
        for place, sign in enumerate(self._tests.tests):
            if sign.kind is kind and sign.test.startswith(family) and rows & set(sign.sources):
                one, two = np.clip(without[place] * np.exp(ratios[place]), RARE, COMMON).tolist()
                usual = float(without[place])
                item = _Sign(sign.test, usual, (one, two), self._rank(sign.test, named))
                key = tuple(round(value, _ALIKE_DIGITS) for value in (usual, one, two))
                if item.apart > 10.0**-_ALIKE_DIGITS:
                    classes.setdefault(key, []).append(item)
        return [item for alike in classes.values() for item in sorted(alike, key=lambda each: each.rank)[:MOST]]

    def _named(self, rows: set[int]) -> str:
        """Return what the tables say discriminates either candidate."""
        anatomy, said = self._anatomy, []
        for row in rows:
            name = self._candidates.hypotheses[row].id
            if name in anatomy.nerves:
                said.append(anatomy.nerves[name].discriminates)
            if name in anatomy.differentials:
                said.append(anatomy.differentials[name].discriminates)
        return f"{' '.join(said).lower()} "

    def _rank(self, test: str, named: str) -> tuple[int, ...]:
        """Return how gladly one takes a sign, small first: named by the tables, a key muscle, one that is easy to test.

        What is hard to test at the bedside is what the tables say nothing of.
        """
        family, _, item = test.partition(".")
        if family == "reflex":
            reflex = self._anatomy.reflexes[item]
            return not self._is_named(test, named), reflex.kind != "tendon", not reflex.value
        muscle = self._anatomy.muscles[item]
        return not self._is_named(test, named), muscle.isncsci_key is None, not muscle.bedside_test

    def _is_named(self, test: str, named: str) -> bool:
        family, _, item = test.partition(".")
        if family == "reflex":
            return f"{self._anatomy.reflexes[item].name.lower()} reflex" in named
        muscle = self._anatomy.muscles[item]
        words, action = muscle.name.lower(), f"{muscle.region} {muscle.action}".lower()
        return words in named or action in named or f"{words.split()[0]}s " in named


def _smallest(signs: list[_Sign], taken: tuple[_Sign, ...]) -> tuple[_Sign, ...]:
    """Return the smallest set that with `taken` is enough; without one the smallest that is nearly the best."""
    best: list[tuple[float, tuple[int, ...], tuple[_Sign, ...]]] = []
    for size in range(1, MOST + 1):
        sets = [(_error((*taken, *chosen)), _rank(chosen), chosen) for chosen in combinations(signs, size)]
        if not sets:
            break
        least = min(error for error, _, _ in sets)
        alike = [item for item in sets if item[0] <= least + model.NEARLY]
        best.append(min(alike, key=lambda item: (item[1], item[0])))
        if least <= model.ENOUGH_ERROR:
            enough = [item for item in alike if item[0] <= model.ENOUGH_ERROR]
            return min(enough, key=lambda item: (item[1], item[0]))[2]
    if not best:
        return ()
    least = min(error for error, _, _ in best)
    if taken and _error(taken) <= least + model.NEARLY:
        return ()
    return next(chosen for error, _, chosen in best if error <= least + model.NEARLY)


def _rank(signs: tuple[_Sign, ...]) -> tuple[int, ...]:
    return tuple(sum(each.rank[k] for each in signs) for k in range(3))


def _error(signs: tuple[_Sign, ...]) -> float:
    """Return the belief that after these signs still lies with the wrong one of two candidates, alike before.

    Dependent signs are weakened as in the ranking: within a kind each counts REPEAT of the one before, the kinds by
    KIND_DISCOUNT; what is left of them is taken as independent.
    """
    if not signs:
        return 0.5
    chance = np.array(_discounted(signs))
    results = np.array(list(product((False, True), repeat=len(signs))))
    likely = np.where(results[:, :, None], chance, 1.0 - chance).prod(axis=1)
    return float((likely.prod(axis=1) / likely.sum(axis=1)).sum())


def _discounted(signs: tuple[_Sign, ...]) -> list[tuple[float, float]]:
    kinds: dict[str, list[_Sign]] = {}
    for each in signs:
        kinds.setdefault(each.test.partition(".")[0], []).append(each)
    ordered = sorted(kinds.values(), key=lambda group: -max(each.apart for each in group))
    found = []
    for place, group in enumerate(ordered):
        for repeat, each in enumerate(sorted(group, key=lambda item: -item.apart)):
            power = model.KIND_DISCOUNT[place] * model.REPEAT**repeat
            one, two = (each.without * (chance / each.without) ** power for chance in each.with_it)
            found.append((one, two))
    return found
