"""The list of cases: what one may see of a case before it is worked on, and the search through it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from rootmap.anatomy.spelling import plain
from rootmap.cases.kept import Summary, Turn
from rootmap.cases.model import Case, Region

REGION_NAMES: Mapping[Region, str] = {
    Region.HEAD: "Head",
    Region.NECK_AND_ARM: "Neck and arm",
    Region.TRUNK: "Trunk",
    Region.BACK_AND_LEG: "Back and leg",
    Region.PELVIS: "Pelvis",
    Region.WIDESPREAD: "Widespread",
}
DIFFICULTIES: Mapping[int, str] = {
    1: "a textbook picture",
    2: "clear",
    3: "as in a clinic",
    4: "misleading",
    5: "hard for a specialist",
}


class Progress(Enum):
    """How far a learner has come with a case."""

    NEW = "new"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class Row:
    """One case as the list shows it: nothing of its answer."""

    case: Case
    progress: Progress
    turns: tuple[Turn, ...] = ()

    @property
    def outcome(self) -> str:
        """How it turned out last, in words."""
        if not self.turns:
            return "begun" if self.progress is Progress.BEGUN else "new"
        last = self.turns[-1]
        said = "a warning sign missed" if last.failed else f"{last.score:.0%}"
        return f"{said}, begun again" if self.progress is Progress.BEGUN else said


@dataclass(frozen=True)
class Wanted:
    """Which cases to list; None and "" leave a question open."""

    region: Region | None = None
    difficulty: int | None = None
    only_new: bool = False
    text: str = ""

    def fits(self, row: Row) -> bool:
        """Whether a case is wanted."""
        case = row.case
        if self.region not in (None, case.region) or self.difficulty not in (None, case.difficulty):
            return False
        if self.only_new and row.progress is not Progress.NEW:
            return False
        shown = plain(
            f"{case.title} {REGION_NAMES[case.region]} {case.patient.occupation} {' '.join(case.tags)}".lower()
        )
        return all(word in shown for word in plain(self.text.lower()).split())


def rows_of(cases: Iterable[Case], begun: Mapping[str, Summary]) -> tuple[Row, ...]:
    """Return the list, the easiest first, then by title; `begun` says by id how far one has come."""
    rows = [_row(case, begun.get(case.id)) for case in cases]
    return tuple(sorted(rows, key=lambda row: (row.case.difficulty, row.case.title)))


def next_row(rows: Iterable[Row], region: Region | None) -> Row | None:
    """Return the case to work on next, of a region if one is wanted: one begun, else a new one, else the easiest."""
    wanted = [row for row in rows if region in (None, row.case.region)]
    order = (Progress.BEGUN, Progress.NEW, Progress.DONE)
    return min(wanted, key=lambda row: order.index(row.progress), default=None)


def _row(case: Case, begun: Summary | None) -> Row:
    if begun is None:
        return Row(case, Progress.NEW)
    return Row(case, Progress.BEGUN if begun.is_open else Progress.DONE, begun.turns)
