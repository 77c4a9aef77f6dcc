"""A course as text for a terminal: a line for each visit, the verdicts with what they rest on, the dates."""

import textwrap
from typing import TYPE_CHECKING

from rootmap.cli.ranking_text import DISCLAIMER, WIDTH
from rootmap.localise.course import Course, Step
from rootmap.localise.course_words import (
    MEANS,
    RULE,
    RULE_SOURCE,
    day,
    due_when,
    due_words,
    other_words,
    pain_words,
    step_words,
    title,
)
from rootmap.localise.due import Due, Urgency, due_dates
from rootmap.localise.visit_measures import Measured

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.visits import Record

_INDENT = "  "


def in_words(record: "Record", seen: Course, anatomy: "Anatomy") -> str:
    """Return the text of a course, ending in a newline."""
    if not seen.visits:
        return f"{record.patient or 'This file'} has no visits yet.\n\n{DISCLAIMER}\n"
    blocks = [
        [record.patient] if record.patient else [],
        _table(seen),
        *([_step("Since the visit before", seen.last, anatomy)] if seen.last is not None else []),
        *([_step("Since the first visit", seen.overall, anatomy)] if seen.overall and len(seen.steps) > 1 else []),
        _filled(f"The rule: {RULE} {RULE_SOURCE}") if seen.steps else [],
        ["See again:", *(line for due in due_dates(seen) for line in _due(due, anatomy))],
        [DISCLAIMER],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _table(seen: Course) -> list[str]:
    verdicts = ["", *(title(step.verdict) for step in seen.steps)]
    rows: list[tuple[str, ...]] = [("Visit", "Pain reaches", "pain", "numb", "power", "sit", "walk", "")]
    rows += [_row(visit, verdict) for visit, verdict in zip(seen.visits, verdicts, strict=True)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    left = (0, 1, len(widths) - 1)
    return [
        "  ".join(
            text.ljust(width) if column in left else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _row(visit: Measured, verdict: str) -> tuple[str, ...]:
    numb = sum(area for quality, area in visit.area_cm2.items() if quality.value == "numbness")
    power = f"{visit.power.lowest} of 5" if visit.power is not None else "–"
    minutes = (visit.measures.sitting_min, visit.measures.walking_min)
    spent = (f"{value:.0f} min" if value is not None else "–" for value in minutes)
    areas = (f"{visit.pain_cm2:.0f} cm²", f"{numb:.0f} cm²")
    return (day(visit.date), pain_words(visit), *areas, power, *spent, verdict)


def _step(heading: str, step: Step, anatomy: "Anatomy") -> list[str]:
    lines = [f"{heading}: {title(step.verdict).upper()}. {MEANS[step.verdict]}"]
    lines += [f"{_INDENT}because  {words}" for words in step_words(step, anatomy)]
    lines += [f"{_INDENT}{trend.value:<7}  {words}" for words, trend in other_words(step, anatomy)]
    return lines


def _due(due: Due, anatomy: "Anatomy") -> list[str]:
    mark = {Urgency.TODAY: "TODAY", Urgency.DONE: "done", Urgency.PLANNED: ""}[due.urgency]
    when = "" if due.urgency is Urgency.TODAY else due_when(due)
    return textwrap.wrap(
        f"{due_words(due)} [{source(due, anatomy)}]",
        WIDTH,
        initial_indent=f"{_INDENT}{mark:<6}{when:<24}",
        subsequent_indent=" " * 32,
    )


def source(due: Due, anatomy: "Anatomy") -> str:
    """Return who says so: a red flag's source, or those of the teaching point."""
    if due.source:
        return due.source
    point = anatomy.teaching.get(due.teaching)
    if point is None:
        return "judgement"
    cited = (anatomy.sources[key].citation for key in point.provenance.sources if key in anatomy.sources)
    return "; ".join(cited) + (", read" if point.provenance.read else ", recalled")


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)
