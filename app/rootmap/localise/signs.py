"""What each bedside sign says about each root: published level figures first, innervation where there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Accuracy, Anatomy, BedsideTest, Muscle, Reflex, Supply
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet

JUDGEMENT = "innervation; the size is judgement"
Z_95 = 1.96  # half the width of a 95 % interval in standard errors


class SignKind(Enum):
    """Signs of one kind depend on each other most."""

    REFLEX = "reflex"
    MOTOR = "motor"
    SENSORY = "sensory"
    MANOEUVRE = "manoeuvre"

    def __str__(self) -> str:
        return self.value


MOTOR_TESTS = frozenset(
    {"heel_walk", "single_leg_heel_raise", "single_leg_sit_to_stand", "step_up_weak", "trendelenburg", "calf_wasting"}
)
_FALLBACK = {
    SignKind.REFLEX: (model.REFLEX_MAJOR, model.REFLEX_MINOR),
    SignKind.MOTOR: (model.MOTOR_MAJOR, model.MOTOR_MINOR),
    SignKind.SENSORY: (model.SENSORY_SIGN, model.SENSORY_SIGN),
    SignKind.MANOEUVRE: (model.MANOEUVRE_SIGN, model.MANOEUVRE_SIGN),
}


@dataclass(frozen=True)
class Sign:
    """A bedside test as evidence: natural log likelihood ratios per group, abnormal and normal, with their sources."""

    test: str
    kind: SignKind
    abnormal: NDArray[np.float64]
    normal: NDArray[np.float64]
    sources: tuple[str, ...]

    @property
    def is_published(self) -> bool:
        """Whether any of its figures was published rather than judged."""
        return any(source not in ("", JUDGEMENT) for source in self.sources)


@dataclass(frozen=True)
class PresenceFigure:
    """What a test says about there being any root lesion in a region: log ratios, abnormal and normal."""

    region: str
    kind: SignKind
    abnormal: float
    normal: float
    source: str


def signs_of(anatomy: Anatomy, candidates: CandidateSet) -> dict[str, Sign]:
    """Return every sign that says something about a root of `candidates`, by finding id."""
    build = _SignBuilder(anatomy, candidates)
    signs = [
        build.sign(f"muscle.{muscle.id}", muscle, SignKind.MOTOR)
        for muscle in anatomy.muscles.values()
        if muscle.supply in (Supply.SPINAL_ROOT, Supply.TRIGEMINAL)
    ]
    signs += [
        build.sign(f"reflex.{reflex.id}", reflex, SignKind.REFLEX)
        for reflex in anatomy.reflexes.values()
        if reflex.kind != "pathological"
    ]
    signs += [build.sign(test.id, test, kind_of_test(test)) for test in anatomy.tests.values() if build.ranks(test)]
    return {sign.test: sign for sign in signs if np.any(sign.abnormal)}


def presence_of(anatomy: Anatomy) -> dict[str, PresenceFigure]:
    """Return, by finding id, what tests say about there being a root lesion at all."""
    result = {}
    for finding, rows in _rows_by_finding(anatomy, "presence").items():
        usable = [row for row in rows if row.lr_positive is not None]
        if usable:
            source = "; ".join(dict.fromkeys(citation(row, anatomy) for row in usable))
            result[finding] = PresenceFigure(
                usable[0].region,
                _kind_of_finding(finding, anatomy),
                _trusted_mean(usable, "lr_positive") or 0.0,
                _trusted_mean(usable, "lr_negative") or 0.0,
                source,
            )
    return result


def kind_of_test(test: BedsideTest) -> SignKind:
    """Return the kind of a test that is neither a muscle nor a reflex."""
    if test.id in MOTOR_TESTS:
        return SignKind.MOTOR
    return SignKind.SENSORY if "sensation" in test.id else SignKind.MANOEUVRE


def trusted(ratio: float, row: Accuracy) -> float:
    """Return the natural log of a ratio that `row` states: capped, then shrunk by confidence and by its interval."""
    capped = min(max(ratio, 1.0 / model.LR_CAP), model.LR_CAP)
    power = model.TRUST[row.confidence.value]
    if ratio in (0.0, inf) or _is_small(row):
        power *= model.UNCERTAIN_POWER
    elif row.lr_positive_interval is not None and ratio == row.lr_positive:
        low, high = row.lr_positive_interval
        error = log(high / low) / (2.0 * Z_95)
        power *= model.SIGN_SPREAD**2 / (model.SIGN_SPREAD**2 + error**2)
    return power * log(capped)


def _is_small(row: Accuracy) -> bool:
    return row.size.isdigit() and int(row.size) < model.SMALL_STUDY


def _rows_by_finding(anatomy: Anatomy, kind: str) -> dict[str, list[Accuracy]]:
    rows: dict[str, list[Accuracy]] = {}
    for row in anatomy.accuracy.values():
        if row.kind == kind and row.finding and (row.lr_positive is not None or row.lr_negative is not None):
            rows.setdefault(row.finding, []).append(row)
    return rows


def _kind_of_finding(finding: str, anatomy: Anatomy) -> SignKind:
    if finding.startswith("muscle."):
        return SignKind.MOTOR
    if finding.startswith("reflex."):
        return SignKind.REFLEX
    return kind_of_test(anatomy.tests[finding])


def _trusted_mean(rows: Sequence[Accuracy], field: str) -> float | None:
    """Return the mean trusted log of one ratio over the rows that state it, None when none does."""
    ratios = [(getattr(row, field), row) for row in rows]
    logs = [trusted(ratio, row) for ratio, row in ratios if ratio is not None]
    return sum(logs) / len(logs) if logs else None


class _SignBuilder:
    """Turns rows of the tables into signs for one set of candidates."""

    def __init__(self, anatomy: Anatomy, candidates: CandidateSet) -> None:
        self._anatomy, self._groups = anatomy, candidates.groups
        self._level = _rows_by_finding(anatomy, "level")
        self._presence = {row.finding for row in anatomy.accuracy.values() if row.kind == "presence"}

    def ranks(self, test: BedsideTest) -> bool:
        """Return whether a test may move one root against another.

        One known only for whether there is a root lesion at all must not, and history is for the red flags.
        """
        return test.kind != "history" and (test.id in self._level or test.id not in self._presence)

    def sign(self, test: str, item: Muscle | Reflex | BedsideTest, kind: SignKind) -> Sign:
        """Return what a test says of each group that serves it."""
        major = set(item.roots if isinstance(item, BedsideTest) else item.major_roots)
        count = len(self._groups)
        abnormal, normal, sources = np.zeros(count), np.zeros(count), [""] * count
        for place, group in enumerate(self._groups):
            roots = set(group.roots)
            if not roots & set(item.roots):
                continue  # a figure for "L5 or S1" says nothing of the root that does not serve this sign
            rows = [row for row in self._level.get(test, ()) if roots & set(row.roots)]
            judged = _judged(kind, is_major=bool(roots & major))
            if rows:
                power = 1.0 if roots & major else model.MINOR_POWER
                abnormal[place] = power * _or(_trusted_mean(rows, "lr_positive"), judged[0])
                normal[place] = power * _or(_trusted_mean(rows, "lr_negative"), judged[1])
                sources[place] = "; ".join(self._cited(row) for row in rows)
            else:
                abnormal[place], normal[place] = judged
                sources[place] = JUDGEMENT
        return Sign(test, kind, abnormal, normal, tuple(sources))

    def _cited(self, row: Accuracy) -> str:
        infinite = row.lr_positive is not None and row.lr_positive == inf
        ratio = "unlimited" if infinite else "not given" if row.lr_positive is None else f"{row.lr_positive:g}"
        return f"{citation(row, self._anatomy)} (ratio {ratio}, {row.confidence.value} confidence)"


def citation(row: Accuracy, anatomy: Anatomy) -> str:
    """Return the study behind a figure, as its table of sources cites it."""
    return anatomy.sources[row.source].citation if row.source in anatomy.sources else row.source


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _judged(kind: SignKind, *, is_major: bool) -> tuple[float, float]:
    """Return the log ratios of a sign without a published figure, abnormal and normal."""
    with_lesion, without = _FALLBACK[kind][0 if is_major else 1]
    return log(with_lesion / without), log((1.0 - with_lesion) / (1.0 - without))
