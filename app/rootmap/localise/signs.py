"""What each bedside sign says of each hypothesis: published figures, else innervation and clinical pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy, BedsideTest, Supply
from rootmap.anatomy.vocabulary import Root
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import CandidateKind
from rootmap.localise.figures import Figure, citation, figure_of, rows_by_finding

Array = NDArray[np.float64]
JUDGEMENT = "innervation; the size is judgement"
PICTURE = "the clinical picture; the size is judgement"
UNRELATED = "lies outside what this would touch; the size is judgement"


class SignKind(Enum):
    """Signs of one kind depend on each other most."""

    REFLEX = "reflex"
    MOTOR = "motor"
    SENSORY = "sensory"
    MANOEUVRE = "manoeuvre"
    HISTORY = "history"
    CORD = "cord"

    def __str__(self) -> str:
        return self.value


TESTED_MUSCLE = {
    "heel_walk": "muscle.tibialis_anterior",
    "single_leg_heel_raise": "muscle.gastrocnemius",
    "single_leg_sit_to_stand": "muscle.quadriceps_femoris",
    "step_up_weak": "muscle.quadriceps_femoris",
    "trendelenburg": "muscle.gluteus_medius",
    "calf_wasting": "muscle.gastrocnemius",
}
"""Tests of power that go by a name of their own, and the muscle they test."""

SKIN_TESTS = ("pinprick", "touch")  # at the key point of a root: "pinprick.L5"
LOSSES = (SignKind.REFLEX, SignKind.MOTOR, SignKind.SENSORY)  # what no lesion elsewhere explains
_FALLBACK = {
    SignKind.REFLEX: (model.REFLEX_MAJOR, model.REFLEX_MINOR),
    SignKind.MOTOR: (model.MOTOR_MAJOR, model.MOTOR_MINOR),
    SignKind.SENSORY: (model.SENSORY_SIGN, model.SENSORY_SIGN),
    SignKind.MANOEUVRE: (model.MANOEUVRE_SIGN, model.MANOEUVRE_SIGN),
    SignKind.HISTORY: (model.MANOEUVRE_SIGN, model.MANOEUVRE_SIGN),
    SignKind.CORD: (model.MANOEUVRE_SIGN, model.MANOEUVRE_SIGN),
}
_SURE = dict([model.TELLING_SIGN, model.PROVING_SIGN])  # by the chance with the condition, that without it
_REGIONS = {"cervical": (Root.C2, Root.T1), "lumbar": (Root.L1, Root.S5)}


@dataclass(frozen=True)
class Sign:
    """A bedside test as evidence: natural log likelihood ratios, each (hypotheses, 2) for its own and the other side.

    `place` is the root it hangs on most, if any. `abnormal`, `normal` and, for tendon reflexes, `brisk` are the
    outcomes; `healthy` is abnormal and normal where no nerve is hit. `sources` tells where the ratio of a hypothesis
    comes from, and `default_source` that of the rest.
    """

    test: str
    kind: SignKind
    place: Root | None
    abnormal: Array
    normal: Array
    brisk: Array
    healthy: tuple[float, float]
    sources: Mapping[int, str]
    default_source: str

    def source(self, row: int) -> str:
        """Return where the ratios of one hypothesis come from."""
        return self.sources.get(row, self.default_source)

    @property
    def is_published(self) -> bool:
        """Whether any of its figures was published rather than judged."""
        return any(source not in (JUDGEMENT, PICTURE) for source in self.sources.values())

    @property
    def tells_apart(self) -> bool:
        """Whether it speaks for anything at all."""
        return bool(self.sources)


@dataclass(frozen=True)
class PresenceFigure:
    """What a test says about there being any root lesion in a region: log ratios, abnormal and normal."""

    region: str
    kind: SignKind
    abnormal: float
    normal: float
    source: str


@dataclass(frozen=True)
class _Test:
    """What is needed of any item of the tables to make a sign of it."""

    id: str
    kind: SignKind
    roots: tuple[Root, ...]
    major: tuple[Root, ...]
    picture_id: str  # under which the pictures list it


def signs_of(anatomy: Anatomy, candidates: CandidateSet) -> dict[str, Sign]:
    """Return every sign that says something about a hypothesis of `candidates`, by finding id."""
    build = _SignBuilder(anatomy, candidates)
    signs = (build.sign(test) for test in _tests(anatomy))
    return {sign.test: sign for sign in signs if sign.tells_apart}


def presence_of(anatomy: Anatomy) -> dict[str, PresenceFigure]:
    """Return, by finding id, what tests say about there being a root lesion at all."""
    result = {}
    for finding, rows in rows_by_finding(anatomy, "presence").items():
        usable = [row for row in rows if row.lr_positive is not None]
        if usable:
            figure = figure_of(usable, anatomy)
            source = "; ".join(dict.fromkeys(citation(row, anatomy) for row in usable))
            kind = _kind_of_finding(finding, anatomy)
            result[finding] = PresenceFigure(
                usable[0].region, kind, figure.abnormal or 0.0, figure.normal or 0.0, source
            )
    return result


def kind_of_test(test: BedsideTest) -> SignKind:
    """Return the kind of a test that is neither a muscle nor a reflex."""
    if test.id in TESTED_MUSCLE:
        return SignKind.MOTOR
    if test.kind == "history":
        return SignKind.HISTORY
    return SignKind.SENSORY if "sensation" in test.id else SignKind.MANOEUVRE


def _kind_of_finding(finding: str, anatomy: Anatomy) -> SignKind:
    family = finding.partition(".")[0]
    known = {"muscle": SignKind.MOTOR, "reflex": SignKind.REFLEX}
    return known[family] if family in known else kind_of_test(anatomy.tests[finding])


def _tests(anatomy: Anatomy) -> Iterator[_Test]:
    for muscle in anatomy.muscles.values():
        if muscle.supply in (Supply.SPINAL_ROOT, Supply.TRIGEMINAL):
            name = f"muscle.{muscle.id}"
            yield _Test(name, SignKind.MOTOR, muscle.roots, muscle.major_roots, name)
    for reflex in anatomy.reflexes.values():
        name = f"reflex.{reflex.id}"
        if reflex.kind == "pathological":
            yield _Test(name, SignKind.CORD, (), (), name)
        else:
            yield _Test(name, SignKind.REFLEX, reflex.roots, reflex.major_roots, name)
    for point in anatomy.key_points.values():
        for family in SKIN_TESTS:
            for root in point.roots[:1]:
                yield _Test(f"{family}.{point.id}", SignKind.SENSORY, point.roots, point.roots, f"{family}.{root}")
    for test in anatomy.tests.values():
        kind = kind_of_test(test)
        listed = TESTED_MUSCLE.get(test.id, test.id)
        if kind is SignKind.SENSORY and test.id.startswith("sensation_") and test.roots:
            listed = f"pinprick.{test.roots[0]}"
        yield _Test(test.id, kind, test.roots, test.roots, listed)


class _SignBuilder:
    """Turns items of the tables into signs for one set of hypotheses."""

    def __init__(self, anatomy: Anatomy, candidates: CandidateSet) -> None:
        self._anatomy, self._hypotheses = anatomy, candidates.hypotheses
        self._level = rows_by_finding(anatomy, "level")
        self._about = rows_by_finding(anatomy, "other")
        self._presence = presence_of(anatomy)
        self._row = {each.id: row for row, each in enumerate(self._hypotheses)}
        anywhere = np.array([any(patch.evenly and patch.roots for patch in each.own) for each in self._hypotheses])
        self._intact = np.array([each.kind is CandidateKind.REFERRAL for each in self._hypotheses]) & ~anywhere
        self._anywhere = anywhere  # in one root no matter which: any loss of feeling or a reflex may be its own
        self._listed: dict[str, list[tuple[int, int, float]]] = {}
        self._brisk: dict[str, list[tuple[int, int]]] = {}
        for row, each in enumerate(self._hypotheses):
            for column, (signs, brisk) in enumerate(((each.signs, each.brisk), (each.other_signs, each.other_brisk))):
                for name, chance in signs.items():
                    self._listed.setdefault(name, []).append((row, column, chance))
                for name in brisk:
                    self._brisk.setdefault(name, []).append((row, column))
        radicular = [(row, each) for row, each in enumerate(self._hypotheses) if each.is_radicular]
        self._singles = [(row, set(each.roots)) for row, each in radicular if "+" not in each.id]
        pairs = [(row, *(self._row[name] for name in each.id.split("+"))) for row, each in radicular if "+" in each.id]
        self._pairs = np.array(pairs, dtype=np.intp).reshape(-1, 3)
        self._never_brisk = np.zeros((len(self._hypotheses), 2))  # one for all signs of which this holds: most
        self._never_brisk.setflags(write=False)
        self._twins = np.array([row for row, each in radicular if not each.is_sided], dtype=np.intp)

    def sign(self, test: _Test) -> Sign:
        """Return what a test says of every hypothesis."""
        count = len(self._hypotheses)
        abnormal, normal = np.zeros((count, 2)), np.zeros((count, 2))
        brisk = np.zeros((count, 2)) if test.id in self._brisk else self._never_brisk
        healthy = (0.0, 0.0)
        if test.kind in LOSSES and test.roots:
            without = _FALLBACK[test.kind][0][1]
            healthy = log(model.HEALTHY / without), log((1.0 - model.HEALTHY) / (1.0 - without))
            abnormal[:] = log(model.UNRELATED / without)
            abnormal[self._intact], normal[self._intact] = healthy
            if test.kind in (SignKind.SENSORY, SignKind.REFLEX):
                abnormal[self._anywhere] = 0.0
            near = self._near(test.roots)
            abnormal[near, 0] = normal[near, 0] = 0.0
        sources: dict[int, str] = {}
        for row, (bad, good, source) in self._of_roots(test):
            abnormal[row, 0], normal[row, 0], sources[row] = bad, good, source
        self._join_pairs(abnormal, normal, sources)
        best = max((abnormal[row, 0] for row, _ in self._singles), default=0.0) if test.kind in LOSSES else 0.0
        for row, column, bad, good in self._of_pictures(test):
            whole = bad > 0.0 and best > bad and self._takes_arc(row, test)
            abnormal[row, column], normal[row, column], sources[row] = best if whole else bad, good, PICTURE
        for row, figure in self._of_published_pictures(test):
            columns = [0] if self._hypotheses[row].is_sided else [0, 1]
            abnormal[row, columns] = abnormal[row, 0] if figure.abnormal is None else figure.abnormal
            normal[row, columns] = normal[row, 0] if figure.normal is None else figure.normal
            sources[row] = figure.source
        for row, column in self._brisk.get(test.id, ()):
            brisk[row, column] = log(model.CORD_SIGN[0] / model.CORD_SIGN[1])
            normal[row, column] = log((1.0 - model.CORD_SIGN[0]) / (1.0 - model.CORD_SIGN[1]))
            sources[row] = PICTURE
        default = UNRELATED if test.kind in LOSSES else ""
        place = next(iter((*test.major, *test.roots)), None)
        return Sign(test.id, test.kind, place, abnormal, normal, brisk, healthy, sources, default)

    @cached_property
    def _orders(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first and last root of each radicular hypothesis by their order, far away for all others."""
        far = -1000
        first = [min(each.roots).order if each.is_radicular else far for each in self._hypotheses]
        last = [max(each.roots).order if each.is_radicular else far for each in self._hypotheses]
        return np.array(first), np.array(last)

    def _near(self, roots: tuple[Root, ...]) -> NDArray[np.bool_]:
        """Return which roots lie within NEAR_LEVELS of those of a sign: its figures compare these with each other."""
        first, last = self._orders
        low, high = min(roots).order, max(roots).order
        return np.asarray((last >= low - model.NEAR_LEVELS) & (first <= high + model.NEAR_LEVELS))

    def _of_roots(self, test: _Test) -> Iterator[tuple[int, tuple[float, float, str]]]:
        """Yield what a test says of each single root that serves it, or of all roots of a region that it speaks for."""
        about_presence = self._presence.get(test.id)
        if test.id not in self._level and about_presence is not None and test.kind not in LOSSES:
            low, high = _REGIONS[about_presence.region]
            for row, roots in self._singles:
                if low <= min(roots) <= high:
                    yield row, (about_presence.abnormal, about_presence.normal, about_presence.source)
        elif test.kind not in (SignKind.HISTORY, SignKind.CORD):
            for row, roots in self._singles:
                if not roots.isdisjoint(test.roots):
                    yield row, self._of_root(test, roots)

    def _of_root(self, test: _Test, roots: set[Root]) -> tuple[float, float, str]:
        """Return the ratios of a root that serves a test; a figure for "L5 or S1" says nothing of one that does not."""
        rows = [row for row in self._level.get(test.id, ()) if roots & set(row.roots)]
        is_major = bool(roots & set(test.major))
        with_it, without = _FALLBACK[test.kind][0 if is_major else 1]
        judged = log(with_it / without), log((1.0 - with_it) / (1.0 - without))
        if not rows:
            return (*judged, JUDGEMENT)
        figure = figure_of(rows, self._anatomy)
        power = 1.0 if is_major else model.MINOR_POWER
        bad = judged[0] if figure.abnormal is None else figure.abnormal
        good = judged[1] if figure.normal is None else figure.normal
        return power * bad, power * good, figure.source

    def _join_pairs(self, abnormal: Array, normal: Array, sources: dict[int, str]) -> None:
        """Give a lesion of two roots the signs of either, one of a root on both sides its signs on both."""
        rows, first, second = self._pairs.T
        abnormal[rows] = np.maximum(abnormal[first], abnormal[second])
        normal[rows] = np.minimum(normal[first], normal[second])
        for ratios in (abnormal, normal):
            ratios[self._twins, 1] = ratios[self._twins, 0]
        for row, *singles in self._pairs.tolist():
            named = [sources[single] for single in singles if single in sources]
            if named:
                sources[row] = "; ".join(dict.fromkeys(named))

    def _of_pictures(self, test: _Test) -> Iterator[tuple[int, int, float, float]]:
        """Yield what the pictures list of a test, on their own side (column 0) and the other (1)."""
        for row, column, chance in self._listed.get(test.picture_id, ()):
            without = _SURE.get(chance) or self._without(test)
            yield row, column, log(chance / without), log((1.0 - chance) / (1.0 - without))

    def _of_published_pictures(self, test: _Test) -> Iterator[tuple[int, Figure]]:
        """Yield published figures about a look-alike rather than about roots."""
        rows = self._about.get(test.id, ())
        for name in dict.fromkeys(row.about for row in rows):
            if name in self._row:
                yield self._row[name], figure_of([row for row in rows if row.about == name], self._anatomy)

    def _takes_arc(self, row: int, test: _Test) -> bool:
        """Return whether a hypothesis takes all that a sign hangs on: then its sign is no weaker than any root's."""
        return self._hypotheses[row].signs.get(test.picture_id) == model.LIKELY

    @staticmethod
    def _without(test: _Test) -> float:
        """Return the chance of an abnormal result without the condition that lists it."""
        if test.kind is SignKind.CORD:
            return model.CORD_SIGN[1]
        return _FALLBACK[test.kind][0][1] if test.kind in LOSSES else model.SPECIFIC_SIGN


def in_column(values: Array, column: int) -> Array:
    """Return a sign's ratios (hypotheses, 2: own and other side) for a finding in column 0 (left) or 1 (right).

    The result is for a hypothesis on the left and on the right, (hypotheses, 2).
    """
    return values if column == 0 else values[:, ::-1]
