"""When to see a patient again, and why: dates from the visits so far, each with the teaching point it follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from rootmap.localise.course import Course, Verdict
from rootmap.localise.extent import Zone
from rootmap.localise.visit_measures import FULL_POWER, Measured

FIRST_DAYS = 14  # reassess
EARLY_DAYS = 4  # who comes a little early has come (judgement)
PLAN_DAYS = (14, 28)  # change the plan if nothing functional moved
RESTRICTED_DAYS = (28, 42)  # reassess if still restricted
AT_EASE_MIN = 60.0  # who sits and walks so long is not restricted in it (judgement)
REASSESS = "reassess"  # the teaching point these dates follow


class Urgency(Enum):
    """How soon."""

    TODAY = "today"
    PLANNED = "planned"
    DONE = "done"


class Cause(Enum):
    """Why a date is given."""

    RED_FLAG = "red_flag"
    DEFICIT = "deficit"
    FALLS = "falls"
    FIRST = "first"
    PLAN = "plan"
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class Due:
    """A date, or the days from `start` to `end`: its cause and where that comes from.

    `teaching` is the id of a teaching point; a red flag brings words and a source of its own.
    """

    start: date
    end: date
    urgency: Urgency
    cause: Cause
    teaching: str = REASSESS
    words: str = ""
    source: str = ""


def due_dates(seen: Course) -> tuple[Due, ...]:
    """Return when to see the patient again, what must not wait first; nothing without a visit."""
    if not seen.visits:
        return ()
    now = tuple(_at_once(seen))
    return (*now, *_planned(seen))


def is_restricted(visit: Measured) -> bool:
    """Whether pain beyond the trunk, weakness or short sitting or walking still restrict the patient."""
    far = any(extent.zone > Zone.CENTRE for extent in visit.pain.values())
    weak = visit.power is not None and visit.power.lowest < FULL_POWER
    minutes = (visit.measures.sitting_min, visit.measures.walking_min)
    return far or weak or any(value is not None and value < AT_EASE_MIN for value in minutes)


def _at_once(seen: Course) -> Iterator[Due]:
    last = seen.visits[-1]
    for alert in last.red_flags:
        words = f"{alert.condition}: {alert.urgency.rstrip('.')}. {alert.next_step.rstrip('.')}."
        yield Due(last.date, last.date, Urgency.TODAY, Cause.RED_FLAG, "", words, alert.source)
    step = seen.last
    if step is not None and step.verdict is Verdict.WORSENING:
        yield Due(last.date, last.date, Urgency.TODAY, Cause.DEFICIT)
    if last.measures.falls:
        yield Due(last.date, last.date, Urgency.TODAY, Cause.FALLS)


def _planned(seen: Course) -> Iterator[Due]:
    first, last = seen.visits[0].date, seen.visits[-1]
    two_weeks = first + timedelta(days=FIRST_DAYS)
    seen_again = last.date >= two_weeks - timedelta(days=EARLY_DAYS)
    yield Due(two_weeks, two_weeks, Urgency.DONE if seen_again else Urgency.PLANNED, Cause.FIRST)
    begin, end = _days(first, PLAN_DAYS)
    gained = seen.overall is not None and seen.overall.has_functional_gain
    late = Urgency.TODAY if last.date >= end else Urgency.PLANNED
    yield Due(begin, max(end, last.date), Urgency.DONE if gained else late, Cause.PLAN)
    begin, end = _days(first, RESTRICTED_DAYS)
    over = not is_restricted(last) or last.date >= begin
    yield Due(begin, end, Urgency.DONE if over else Urgency.PLANNED, Cause.RESTRICTED)


def _days(start: date, days: tuple[int, int]) -> tuple[date, date]:
    return start + timedelta(days=days[0]), start + timedelta(days=days[1])
