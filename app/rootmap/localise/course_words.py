"""A course in plain sentences: what has changed, the verdict with its rule, and when to see the patient again."""

from datetime import date
from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.course import MOVED_UNITS, NUMB_CM2, Aspect, Change, Step, Trend, Verdict
from rootmap.localise.due import Cause, Due, Urgency
from rootmap.localise.extent import Extent, Limb
from rootmap.localise.visit_measures import PAINFUL, Measured, Test

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy

RULE = (
    "Pain and burning are followed by the outermost place they reach on each limb: back, buttock, thigh, calf, foot; "
    "neck, shoulder, upper arm, forearm, hand. Centralising: it came nearer by a quarter of a thigh (or upper arm) or "
    "more, or into a nearer zone. Peripheralising: it went as far out; one limb is enough. How large the area is does "
    f"not decide. New numbness ({NUMB_CM2:.0f} cm² or more, or farther out), a lost grade of power or lost feeling is "
    "worsening and outranks both."
)
RULE_SOURCE = "The order of places: teaching point “centralisation”. The tolerances: judgement."
MEANS = {
    Verdict.WORSENING: "More numbness or weakness: to be seen at once, whatever the pain does.",
    Verdict.PERIPHERALISING: "The pain has moved outwards: a reason to stop or change what is being done.",
    Verdict.UNCHANGED: "The pain reaches as far as it did.",
    Verdict.CENTRALISING: "The pain has moved towards the middle of the body: a good sign.",
}
_KINDS_OF_REFLEX = ("reflex", "jerk", "sign", "clonus", "response", "wink")
_NAMES = {
    Aspect.PAIN_EXTENT: "Pain",
    Aspect.NUMBNESS_EXTENT: "Numbness",
    Aspect.NUMBNESS_AREA: "Numb skin",
    Aspect.SITTING: "Sitting",
    Aspect.WALKING: "Walking",
    Aspect.FALLS: "Falls",
}
_FUNCTION_UNIT = {Aspect.SITTING: "min", Aspect.WALKING: "min", Aspect.SLR: "°"}
_CAUSES = {
    Cause.DEFICIT: "More numbness or weakness: see the patient now, not at the next date.",
    Cause.FALLS: "Falls since the visit before: see the patient now, not at the next date.",
    Cause.FIRST: "Reassess at 2 weeks.",
    Cause.PLAN: "Change the plan if nothing functional has moved by 2 to 4 weeks.",
    Cause.RESTRICTED: "Reassess at 4 to 6 weeks if still restricted.",
}
_DONE = {
    Cause.FIRST: "Seen again at 2 weeks.",
    Cause.PLAN: "Something functional has moved: the plan may stand.",
    Cause.RESTRICTED: "4 to 6 weeks: seen again, or no longer restricted.",
}
_LATE = "Nothing functional has moved in 4 weeks: change the plan."


def title(verdict: Verdict) -> str:
    """Return a verdict as a heading."""
    return verdict.value.capitalize()


def day(when: date) -> str:
    """Return a date as people write it: "1 Oct 2026"."""
    return f"{when.day} {when:%b %Y}"


def change_words(change: Change, anatomy: "Anatomy | None" = None) -> str:
    """Return a change as one line: "Pain, left leg: foot, toes → calf, lower half"."""
    unit = _FUNCTION_UNIT.get(change.aspect, "")
    if isinstance(change.of, Quality):
        return f"{str(change.of).capitalize()}: {_number(change.before)} → {_number(change.after)} cm²"
    if change.aspect is Aspect.ALARM and isinstance(change.of, tuple):
        return f"{named_test(change.of, anatomy)}: new"
    if change.aspect is Aspect.FALLS:
        return f"Falls since the visit before: {_number(change.after)}"
    name = _NAMES.get(change.aspect, "")
    if isinstance(change.of, Limb):
        name = f"{name}, {change.of}"
    elif change.of is not None:
        name = named_test(change.of, anatomy)
    return f"{name}: {_value(change.before)} → {_value(change.after)}{' ' if unit == 'min' else ''}{unit}"


def step_words(step: Step, anatomy: "Anatomy | None" = None) -> tuple[str, ...]:
    """Return what a verdict rests on, a line for each reason; for an unchanged patient why it is not called changed."""
    if step.reasons:
        return tuple(change_words(change, anatomy) for change in step.reasons)
    return (f"On no limb did the pain move by {MOVED_UNITS:g} limb units or into another zone.",)


def other_words(step: Step, anatomy: "Anatomy | None" = None) -> tuple[tuple[str, Trend], ...]:
    """Return the changes a verdict does not rest on, each with its trend."""
    return tuple((change_words(change, anatomy), change.trend) for change in step.changes if change not in step.reasons)


def due_words(due: Due) -> str:
    """Return why a date is given."""
    if due.words:
        return due.words
    if due.urgency is Urgency.DONE:
        return _DONE[due.cause]
    return _LATE if due.cause is Cause.PLAN and due.urgency is Urgency.TODAY else _CAUSES[due.cause]


def due_when(due: Due) -> str:
    """Return when: "today", "15 Oct 2026", or "15 to 29 Oct 2026"."""
    if due.urgency is Urgency.TODAY:
        return "Today"
    if due.start == due.end:
        return day(due.start)
    same_month = (due.start.year, due.start.month) == (due.end.year, due.end.month)
    same_year = due.start.year == due.end.year
    start = str(due.start.day) if same_month else f"{due.start.day} {due.start:%b}" if same_year else day(due.start)
    return f"{start} to {day(due.end)}"


def named_test(test: Test, anatomy: "Anatomy | None" = None) -> str:
    """Return the name of a test with its side: "Gastrocnemius, left"."""
    family, _, key = test[0].partition(".")
    name = (key or family).replace("_", " ")
    if anatomy is not None:
        found = anatomy.muscles.get(key) if family == "muscle" else anatomy.reflexes.get(key)
        known = found if family in ("muscle", "reflex") else anatomy.tests.get(test[0])
        name = known.name if known is not None else name
    if family == "reflex" and not any(word in name.lower().split() for word in _KINDS_OF_REFLEX):
        name = f"{name} reflex"
    return _sided(name[:1].upper() + name[1:], test[1])


def measured_words(visit: Measured) -> tuple[tuple[str, str], ...]:
    """Return what a visit measures as pairs of a name and a value."""
    pairs = [(f"Pain, {limb}", extent.words) for limb, extent in visit.pain.items()] or [("Pain", "none drawn")]
    pairs += [(f"{str(quality).capitalize()}", f"{area:.0f} cm²") for quality, area in visit.area_cm2.items()]
    power = visit.power
    if power is not None:
        of = f"{power.total} of {5 * power.graded} over {power.graded} muscle{'s' if power.graded > 1 else ''}"
        pairs.append(("Power", f"lowest {power.lowest}; {of}"))
    pairs += [(named_test(test), result) for test, result in visit.results("reflex.").items()]
    if visit.roots:
        pairs.append(("Roots involved", f"{len(visit.roots)}: {', '.join(map(str, visit.roots))}"))
    return tuple(pairs)


def pain_words(visit: Measured) -> str:
    """Return in one line how far out the pain reaches, the farthest limb first: "left foot, toes"."""
    outermost = sorted(visit.pain.values(), key=lambda extent: -extent.reach)
    if not outermost:
        return "pain drawn elsewhere" if any(visit.area_cm2.get(quality) for quality in PAINFUL) else "no pain drawn"
    far = outermost[0]
    is_central = far.zone.value == 0
    return far.words if is_central else f"{far.limb.side} {far.words}"


def _value(value: object) -> str:
    if isinstance(value, Extent):
        return value.words
    if value is None:
        return "none"
    return _number(value) if isinstance(value, int | float) else str(value).replace("_", " ")


def _number(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, int | float) else "none"


def _sided(name: str, side: Side | None) -> str:
    return name if side is None else f"{name}, {side}"
