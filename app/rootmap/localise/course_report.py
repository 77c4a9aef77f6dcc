"""A course as the JSON object that `rootmap visits --json` prints: a public contract."""

from typing import TYPE_CHECKING, Any

from rootmap.localise.course import Change, Course, Step
from rootmap.localise.course_words import change_words, due_words
from rootmap.localise.due import Due, due_dates
from rootmap.localise.extent import Extent, Limb
from rootmap.localise.visit_measures import Measured

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.visits import Record

FORMAT, VERSION = "rootmap.course", 1
REACH_DIGITS, AREA_DIGITS = 3, 1


def to_json(record: "Record", seen: Course, anatomy: "Anatomy") -> dict[str, Any]:
    """Return a course as plain JSON values, the earliest visit first."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "patient": record.patient,
        "visits": [_visit(visit) for visit in seen.visits],
        "steps": [_step(step, anatomy) for step in seen.steps],
        "overall": _step(seen.overall, anatomy) if seen.overall is not None else None,
        "due": [_due(due) for due in due_dates(seen)],
    }


def _visit(visit: Measured) -> dict[str, Any]:
    power = visit.power
    return {
        "date": visit.date.isoformat(),
        "pain_extent": [_extent(extent) for extent in visit.pain.values()],
        "numbness_extent": [_extent(extent) for extent in visit.numbness.values()],
        "area_cm2": {str(quality): round(area, AREA_DIGITS) for quality, area in visit.area_cm2.items()},
        "power": {"muscles": power.graded, "sum": power.total, "lowest": power.lowest} if power is not None else None,
        "reflexes": [
            {"test": test, "side": str(side) if side is not None else None, "result": result}
            for (test, side), result in visit.results("reflex.").items()
        ],
        "roots": [str(root) for root in visit.roots],
        "sitting_min": visit.measures.sitting_min,
        "walking_min": visit.measures.walking_min,
        "falls": visit.measures.falls,
    }


def _extent(extent: Extent) -> dict[str, Any]:
    return {
        "limb": str(extent.limb),
        "zone": extent.zone.name_on(extent.limb),
        "reach": round(extent.reach, REACH_DIGITS),
        "words": extent.words,
    }


def _step(step: Step, anatomy: "Anatomy") -> dict[str, Any]:
    return {
        "from": step.before.isoformat(),
        "to": step.after.isoformat(),
        "verdict": str(step.verdict),
        "changes": [_change(change, step, anatomy) for change in step.changes],
    }


def _change(change: Change, step: Step, anatomy: "Anatomy") -> dict[str, Any]:
    return {
        "aspect": change.aspect.value,
        "of": _of(change),
        "trend": change.trend.value,
        "decides": change in step.reasons,
        "words": change_words(change, anatomy),
    }


def _of(change: Change) -> str | None:
    if isinstance(change.of, tuple):
        test, side = change.of
        return test if side is None else f"{test} {side}"
    return change.of.value if isinstance(change.of, Limb) else str(change.of) if change.of is not None else None


def _due(due: Due) -> dict[str, Any]:
    return {
        "from": due.start.isoformat(),
        "to": due.end.isoformat(),
        "urgency": due.urgency.value,
        "cause": due.cause.value,
        "words": due_words(due),
        "teaching_point": due.teaching or None,
        "source": due.source or None,
    }
