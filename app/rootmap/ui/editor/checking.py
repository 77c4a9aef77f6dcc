"""Checks, ranks and draws what is written in a thread; the form never waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from rootmap.cases.authoring.checked import Checked, Remark, check
from rootmap.cases.authoring.finding_lines import FindingLines
from rootmap.cases.authoring.sheet import Sheet, keep_draft, text_of, value_of
from rootmap.cases.reading import Reader
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.ui.background import LatestOnly
from rootmap.ui.cases.case_picture import decoded
from rootmap.ui.theme import Theme

if TYPE_CHECKING:
    from rootmap.cases.model import Case
    from rootmap.cases.ranking import CaseRanker
    from rootmap.localise.evidence import Ranking
    from rootmap.skin.figure import Figure
    from rootmap.ui.session import Knowledge

_LINES = 0.6  # times the usual width, in pictures so small
_LEADING = 3  # candidates named beside the answer's place


@dataclass(frozen=True)
class Request:
    """What to check, under which name, and how to draw it (pixels of one view). `draft` is where it is kept first."""

    sheet: Sheet
    path: Path
    draft: Path
    theme: Theme
    width: int
    height: int


@dataclass(frozen=True)
class Found:
    """What came of a check: remarks, the ranking, the pictures, comments lost, a draft not kept."""

    request: Request
    checked: Checked
    ranking: str
    drawn: tuple[QImage, ...]
    shown: Mapping[str, QImage]
    lost: tuple[str, ...]
    trouble: str = ""


class Checking(QObject):
    """`found` comes in the thread of the window, for the newest request only; every request is kept as a draft."""

    found = Signal(object)  # Found
    _done = Signal(object)

    def __init__(self, figure: "Figure", knowledge: "Knowledge", lines: FindingLines, tables: Tables) -> None:
        super().__init__()
        self._figure, self._knowledge, self._lines, self._tables = figure, knowledge, lines, tables
        self._reader = Reader(tables.anatomy)
        self._ranker: CaseRanker | None = None
        self._wanted: Request | None = None
        self._last: Found | None = None
        self._worker: LatestOnly[Request] = LatestOnly("editor", self._work)
        self._done.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wanted is not None

    def put(self, request: Request) -> None:
        """Ask for a sheet to be kept and checked."""
        self._wanted = request
        self._worker.put(request)

    def finish(self) -> None:
        """Wait for the answer to what was asked, and tell it at once."""
        self._worker.flush()
        if self._last is not None and self._last.request is self._wanted:
            self._tell(self._last)

    def close(self) -> None:
        """Do what waits and end the thread."""
        self._worker.close()
        self._wanted = None

    def _tell(self, found: Found) -> None:
        if found.request is self._wanted:
            self._wanted = None
            self.found.emit(found)

    # --- in the thread -----------------------------------------------------------------------------------------------

    def _work(self, request: Request) -> None:
        """Keep and check a sheet; should anything trip over it, that is one line, and the form goes on."""
        try:
            self._last = self._look(request)
        except Exception as error:
            line = f"could not be checked ({type(error).__name__}: {error})"
            checked = Checked((Remark("id", line),), ())
            self._last = Found(request, checked, "", (), {}, ())
        self._done.emit(self._last)

    def _look(self, request: Request) -> Found:
        trouble = ""
        try:
            if request.sheet.is_changed:
                keep_draft(request.sheet, request.draft)
            else:
                request.draft.unlink(missing_ok=True)
        except InputError as error:
            trouble = str(error)
        text = text_of(request.sheet, self._lines)
        value = value_of(request.sheet, self._lines)
        checked = check(self._reader, request.path, text.text, value)
        ranking = self._ranked(checked) if checked.case is not None else ""
        drawn = self._drawn(request, checked.case) if checked.case is not None else ()
        shown = _shown(value, request)
        return Found(request, checked, ranking, drawn, shown, text.lost, trouble)

    def _ranked(self, checked: Checked) -> str:
        """Return where the ranking has the answer, with what is entered so far."""
        from rootmap.cases.ranking import CaseRanker, place_of

        maps, case = self._knowledge.maps, checked.case
        if maps is None or case is None or "drawing" in checked.missing:
            return "Draw something to see the ranking" if maps is not None else ""
        if self._ranker is None:
            self._ranker = CaseRanker(self._figure, maps.atlases, self._tables, maps)
        ranking = self._ranker.rank(case)
        leading = _leading(ranking, self._tables)
        if "answer" in checked.missing:
            return f"The ranking has first {leading}"
        place = place_of(case.answer, ranking)
        where = f"in place {place}" if place is not None else "nowhere"
        return f"The ranking has the answer {where}; first {leading}"

    def _drawn(self, request: Request, case: "Case") -> tuple[QImage, ...]:
        from dataclasses import replace

        from rootmap.skin.drawing import on_figure, paint
        from rootmap.ui.bodymap.still import Stills
        from rootmap.ui.visits.framing import SHOWN, frame

        drawing = on_figure(case.drawing, self._figure.name)
        if drawing is None or not request.sheet.form.get("drawing"):
            return ()
        painted = paint(drawing, self._figure)
        crops = frame(self._figure, [painted], request.width / request.height)
        stills = Stills(self._figure, replace(request.theme, line_width=_LINES))
        size = max(request.width, request.height)
        return tuple(stills.still(view, painted, crops[view], size, sides=False) for view in SHOWN)


def _leading(ranking: "Ranking", tables: Tables) -> str:
    names = []
    for entry in ranking.entries[:_LEADING]:
        known = tables.candidates.get(entry.candidate.id)
        name = known.name if known is not None else entry.candidate.id
        names.append(f"{name} {entry.candidate.side} {entry.probability:.0%}")
    return ", ".join(names)


def _shown(value: dict[str, Any], request: Request) -> dict[str, QImage]:
    """Return the pictures of a case, decoded only once their size is known to be harmless, and as small as shown."""
    shown = {}
    images = value.get("images")
    for image in images if isinstance(images, list) else ():
        name = image.get("file") if isinstance(image, dict) else None
        if isinstance(name, str) and "/" not in name and "\\" not in name and name not in shown:
            picture = decoded(request.path.parent.parent / "images" / name, request.width * 2)
            if picture is not None:
                shown[name] = picture
    return shown
