"""One patient over time: visits with their drawing, findings and measures, in the order of their dates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from rootmap.localise.evidence import Finding
from rootmap.skin.drawing import Drawing


@dataclass(frozen=True)
class Measures:
    """What the patient can do: minutes of sitting and of walking, and falls since the visit before; None: not asked."""

    sitting_min: float | None = None
    walking_min: float | None = None
    falls: int | None = None


@dataclass(frozen=True)
class Visit:
    """What was drawn, found and measured on one day."""

    date: date
    drawing: Drawing
    findings: tuple[Finding, ...] = ()
    measures: Measures = field(default_factory=Measures)
    note: str = ""


@dataclass(frozen=True)
class Record:
    """The visits of one patient, the earliest first, whatever the order they were entered in; one to a day."""

    patient: str = ""
    visits: tuple[Visit, ...] = ()

    def __post_init__(self) -> None:
        if any(a.date >= b.date for a, b in pairwise(self.visits)):
            raise ValueError("visits must be in the order of their dates, one to a day: use `record_of`")

    def on(self, day: date) -> Visit | None:
        """Return the visit of a day."""
        return next((visit for visit in self.visits if visit.date == day), None)

    def with_visit(self, visit: Visit) -> "Record":
        """Return this record with a visit; one of the same day gives way to it."""
        return record_of(self.patient, [*self.without(visit.date).visits, visit])

    def without(self, day: date) -> "Record":
        """Return this record without the visit of a day."""
        return Record(self.patient, tuple(visit for visit in self.visits if visit.date != day))


def record_of(patient: str, visits: Iterable[Visit]) -> Record:
    """Return the record of visits in any order. Raises ValueError when two are of one day."""
    return Record(patient, tuple(sorted(visits, key=lambda visit: visit.date)))
