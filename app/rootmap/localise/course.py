"""The rule that says how a patient fares between two visits; docs/visits.md gives it in words with its sources."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import pairwise

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise.evidence import Finding
from rootmap.localise.extent import ROOT_OF_LIMB, Extent, Limb
from rootmap.localise.visit_measures import Measured, Test

MOVED_UNITS = 0.25  # limb units, a quarter of a thigh: farther than two drawings of one patient differ (judgement)
ZONE_UNITS = 0.10  # limb units, some 4 cm: crossing into the next zone by less is the same place (judgement)
NUMB_CM2, NUMB_SHARE = 10.0, 0.25  # numb skin has grown when by both (judgement)
AREA_SHARE = 0.25  # an area is told of as changed when by this share and by NUMB_CM2
MINUTES = 10.0  # sitting or walking has moved (judgement)
SLR_DEGREES = 10.0  # a straight leg raise has moved: about what two readings of it differ (judgement)
SENSATION = ("normal", "reduced", "absent")  # words of pinprick and touch, better first
ALARMS = ("progressive_weakness", "new_neurological_deficit", "acute_foot_drop", "saddle_numbness")  # of history


class Verdict(Enum):
    """How the pain has moved; WORSENING, more numbness or weakness, outranks the rest."""

    WORSENING = "worsening"
    PERIPHERALISING = "peripheralising"
    UNCHANGED = "unchanged"
    CENTRALISING = "centralising"

    def __str__(self) -> str:
        return self.value


class Trend(Enum):
    """Whether a change is for the better."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"


class Aspect(Enum):
    """What has changed."""

    PAIN_EXTENT = "pain_extent"
    NUMBNESS_EXTENT = "numbness_extent"
    NUMBNESS_AREA = "numbness_area"
    POWER = "power"
    SENSATION = "sensation"
    ALARM = "alarm"
    REFLEX = "reflex"
    AREA = "area"
    SITTING = "sitting"
    WALKING = "walking"
    SLR = "slr"
    FALLS = "falls"


DEFICITS = (Aspect.NUMBNESS_EXTENT, Aspect.NUMBNESS_AREA, Aspect.POWER, Aspect.SENSATION, Aspect.ALARM)
FUNCTIONS = (Aspect.SITTING, Aspect.WALKING, Aspect.SLR, Aspect.POWER)
Value = Extent | str | float | None


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: whose (a limb, a quality or a test with its side), from what, to what."""

    aspect: Aspect
    of: Limb | Quality | Test | None
    before: Value
    after: Value
    trend: Trend

    @property
    def decides(self) -> bool:
        """Whether the verdict may rest on it."""
        is_deficit = self.aspect in DEFICITS and self.trend is Trend.WORSE
        return is_deficit or (self.aspect is Aspect.PAIN_EXTENT and self.trend is not Trend.OTHER)


@dataclass(frozen=True)
class Step:
    """What became of a patient from one visit to another; `reasons` are the changes the verdict rests on."""

    before: date
    after: date
    verdict: Verdict
    changes: tuple[Change, ...]

    @property
    def reasons(self) -> tuple[Change, ...]:
        """The changes that decided, none for an unchanged patient."""
        if self.verdict is Verdict.WORSENING:
            return tuple(change for change in self.changes if change.decides and change.aspect in DEFICITS)
        wanted = {Verdict.PERIPHERALISING: Trend.WORSE, Verdict.CENTRALISING: Trend.BETTER}.get(self.verdict)
        return tuple(change for change in self.changes if change.decides and change.trend is wanted)

    @property
    def has_functional_gain(self) -> bool:
        """Whether sitting, walking, straight leg raise or power got better."""
        return any(change.aspect in FUNCTIONS and change.trend is Trend.BETTER for change in self.changes)


@dataclass(frozen=True)
class Course:
    """All visits measured, each compared with the one before, and the last with the first."""

    visits: tuple[Measured, ...]
    steps: tuple[Step, ...]
    overall: Step | None

    @property
    def last(self) -> Step | None:
        """The step to the last visit."""
        return self.steps[-1] if self.steps else None


def course(measured: Sequence[Measured]) -> Course:
    """Return the course over visits given in any order; a test is compared with the last time it was done."""
    visits = tuple(sorted(measured, key=lambda visit: visit.date))
    known: dict[Test, Finding] = {}
    steps = []
    for before, after in pairwise(visits):
        known |= {(found.test, found.side): found for found in before.findings}
        steps.append(compare(replace(before, findings=tuple(known.values())), after))
    overall = compare(visits[0], visits[-1]) if len(visits) > 1 else None
    return Course(visits, tuple(steps), overall)


def compare(before: Measured, after: Measured) -> Step:
    """Return what has changed between two visits and the verdict on it."""
    changes = (
        *_extent_changes(Aspect.PAIN_EXTENT, before.pain, after.pain),
        *_numbness(before, after),
        *_graded(Aspect.POWER, before.grades, after.grades, lambda old, new: float(new - old)),
        *_graded(Aspect.SENSATION, _sensed(before), _sensed(after), _sensation_gain),
        *_alarms(before, after),
        *_graded(Aspect.REFLEX, before.results("reflex."), after.results("reflex."), _reflex_gain),
        *_areas(before, after),
        *_function(before, after),
    )
    return Step(before.date, after.date, _verdict(changes), changes)


def _verdict(changes: Sequence[Change]) -> Verdict:
    deciding = [change for change in changes if change.decides]
    if any(change.aspect in DEFICITS for change in deciding):
        return Verdict.WORSENING
    if any(change.trend is Trend.WORSE for change in deciding):
        return Verdict.PERIPHERALISING
    return Verdict.CENTRALISING if deciding else Verdict.UNCHANGED


def moved(before: Extent | None, after: Extent | None) -> float:
    """Return how far an outermost place has moved outwards, limb units; 0 within the tolerance.

    Skin of the back (neck) counts as the root of the limb, as no paint does: pain that came home is not farther out.
    """
    old, new = (max(extent.reach, ROOT_OF_LIMB) if extent is not None else ROOT_OF_LIMB for extent in (before, after))
    zones = tuple(extent.zone.value if extent is not None else 0 for extent in (before, after))
    by = new - old
    is_real = abs(by) >= MOVED_UNITS - 1e-9 or (zones[0] != zones[1] and abs(by) >= ZONE_UNITS - 1e-9)
    return by if is_real else 0.0


def _extent_changes(aspect: Aspect, before: Mapping[Limb, Extent], after: Mapping[Limb, Extent]) -> Iterator[Change]:
    for limb in Limb:
        by = moved(before.get(limb), after.get(limb))
        if by:
            trend = Trend.WORSE if by > 0 else Trend.BETTER
            yield Change(aspect, limb, before.get(limb), after.get(limb), trend)


def _numbness(before: Measured, after: Measured) -> Iterator[Change]:
    yield from _extent_changes(Aspect.NUMBNESS_EXTENT, before.numbness, after.numbness)
    old, new = (visit.area_cm2.get(Quality.NUMBNESS, 0.0) for visit in (before, after))
    if _differs(old, new):
        trend = Trend.WORSE if new > old else Trend.BETTER
        yield Change(Aspect.NUMBNESS_AREA, Quality.NUMBNESS, old, new, trend)


def _areas(before: Measured, after: Measured) -> Iterator[Change]:
    """Yield the areas of the other qualities that have changed: told of, never deciding."""
    for quality in Quality:
        old, new = (visit.area_cm2.get(quality, 0.0) for visit in (before, after))
        if quality is not Quality.NUMBNESS and _differs(old, new):
            yield Change(Aspect.AREA, quality, old, new, Trend.WORSE if new > old else Trend.BETTER)


def _differs(old: float, new: float) -> bool:
    return abs(new - old) >= max(NUMB_CM2, AREA_SHARE * min(old, new))


def _graded(
    aspect: Aspect, before: Mapping[Test, int] | Mapping[Test, str], after: Mapping[Test, int] | Mapping[Test, str],
    gain: Callable[..., float],
) -> Iterator[Change]:  # fmt: skip
    """Yield what changed in the tests done at both visits: one that was not done before cannot be new."""
    for test in sorted(before.keys() & after.keys(), key=lambda test: (test[0], str(test[1]))):
        old, new = before[test], after[test]
        if old != new:
            better = gain(old, new)
            trend = Trend.BETTER if better > 0 else Trend.WORSE if better < 0 else Trend.OTHER
            yield Change(aspect, test, old, new, trend)


def _sensed(visit: Measured) -> dict[Test, str]:
    return visit.results("pinprick.") | visit.results("touch.")


def _sensation_gain(old: str, new: str) -> float:
    if old not in SENSATION or new not in SENSATION:
        return 0.0
    return float(SENSATION.index(old) - SENSATION.index(new))


def _reflex_gain(old: str, new: str) -> float:
    """Return whether a tendon reflex came nearer to normal; words of other signs have no order."""
    order = ("normal", "reduced", "absent_reinforced", "absent")
    return float(order.index(old) - order.index(new)) if {old, new} <= set(order) else 0.0


def _alarms(before: Measured, after: Measured) -> Iterator[Change]:
    """Yield what the history says of new weakness or numbness at this visit and did not say before."""
    old, new = before.results(""), after.results("")
    for test in sorted(new, key=str):
        if test[0] in ALARMS and new[test] == "present" and old.get(test) != "present":
            yield Change(Aspect.ALARM, test, old.get(test), "present", Trend.WORSE)


def _function(before: Measured, after: Measured) -> Iterator[Change]:
    pairs = (
        (Aspect.SITTING, before.measures.sitting_min, after.measures.sitting_min),
        (Aspect.WALKING, before.measures.walking_min, after.measures.walking_min),
    )
    for aspect, old, new in pairs:
        if old is not None and new is not None and abs(new - old) >= MINUTES:
            yield Change(aspect, None, old, new, Trend.BETTER if new > old else Trend.WORSE)
    raises = after.slr_degrees
    for test, angle in before.slr_degrees.items():
        if test in raises and abs(raises[test] - angle) >= SLR_DEGREES:
            trend = Trend.BETTER if raises[test] > angle else Trend.WORSE
            yield Change(Aspect.SLR, test, angle, raises[test], trend)
    if after.measures.falls:
        yield Change(Aspect.FALLS, None, before.measures.falls, after.measures.falls, Trend.WORSE)
