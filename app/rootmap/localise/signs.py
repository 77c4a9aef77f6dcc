"""What each bedside sign says about each root: published level figures first, innervation where there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Accuracy, Anatomy, BedsideTest, Confidence, Muscle, Reflex, Supply
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet

JUDGEMENT = "innervation; the size is judgement"


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
    level = _rows_by_finding(anatomy, "level")
    presence = _rows_by_finding(anatomy, "presence")
    found: list[Sign] = []
    for muscle in anatomy.muscles.values():
        if muscle.supply in (Supply.SPINAL_ROOT, Supply.TRIGEMINAL):
            found.append(_sign(f"muscle.{muscle.id}", muscle, SignKind.MOTOR, level, candidates))
    for reflex in anatomy.reflexes.values():
        if reflex.kind != "pathological":
            found.append(_sign(f"reflex.{reflex.id}", reflex, SignKind.REFLEX, level, candidates))
    for test in anatomy.tests.values():
        # A test known only for whether there is a root lesion at all must not move one root against another.
        only_presence = test.id in presence and test.id not in level
        if test.kind != "history" and not only_presence:
            found.append(_sign(test.id, test, kind_of_test(test), level, candidates))
    return {sign.test: sign for sign in found if np.any(sign.abnormal) or np.any(sign.normal)}


def presence_of(anatomy: Anatomy) -> dict[str, PresenceFigure]:
    """Return, by finding id, what tests say about there being a root lesion at all."""
    result = {}
    for finding, rows in _rows_by_finding(anatomy, "presence").items():
        usable = [row for row in rows if row.lr_positive is not None]
        if usable:
            source = "; ".join(dict.fromkeys(row.source for row in usable))
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


def trusted(ratio: float, confidence: Confidence) -> float:
    """Return the natural log of a published ratio, capped and then shrunk by our confidence in it."""
    capped = min(max(ratio, 1.0 / model.LR_CAP), model.LR_CAP)
    return model.TRUST[confidence.value] * log(capped)


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
    ratios = [(getattr(row, field), row.confidence) for row in rows]
    logs = [trusted(ratio, confidence) for ratio, confidence in ratios if ratio is not None]
    return sum(logs) / len(logs) if logs else None


def _sign(
    test: str,
    item: Muscle | Reflex | BedsideTest,
    kind: SignKind,
    level: Mapping[str, list[Accuracy]],
    candidates: CandidateSet,
) -> Sign:
    major = item.roots if isinstance(item, BedsideTest) else item.major_roots
    count = len(candidates.groups)
    abnormal, normal, sources = np.zeros(count), np.zeros(count), [""] * count
    for place, group in enumerate(candidates.groups):
        rows = [row for row in level.get(test, ()) if set(group.roots) & set(row.roots)]
        is_major, is_minor = bool(set(group.roots) & set(major)), bool(set(group.roots) & set(item.roots))
        if not (is_major or is_minor or rows):
            continue
        judged = _judged(kind, is_major)
        if rows:
            power = 1.0 if is_major or not is_minor else model.MINOR_POWER
            abnormal[place] = power * _or(_trusted_mean(rows, "lr_positive"), judged[0])
            normal[place] = power * _or(_trusted_mean(rows, "lr_negative"), judged[1])
            sources[place] = "; ".join(_cited(row) for row in rows)
        else:
            abnormal[place], normal[place] = judged
            sources[place] = JUDGEMENT
    return Sign(test, kind, abnormal, normal, tuple(sources))


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _judged(kind: SignKind, is_major: bool) -> tuple[float, float]:
    """Return the log ratios of a sign without a published figure, abnormal and normal."""
    with_lesion, without = _FALLBACK[kind][0 if is_major else 1]
    return log(with_lesion / without), log((1.0 - with_lesion) / (1.0 - without))


def _cited(row: Accuracy) -> str:
    ratio = "infinite" if row.lr_positive == inf else f"{row.lr_positive:g}" if row.lr_positive is not None else "none"
    return f"{row.source} (LR+ {ratio}, {row.confidence.value} confidence)"
