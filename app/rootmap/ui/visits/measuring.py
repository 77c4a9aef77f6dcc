"""Measures visits beside the window and draws their little pictures; what is known of a drawing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from rootmap.errors import InputError
from rootmap.localise.course import Course, course
from rootmap.localise.visit_measures import Measured, VisitMeter
from rootmap.localise.visits import Record, Visit
from rootmap.profile import Profile
from rootmap.skin.drawing import Painted, paint
from rootmap.ui.background import LatestOnly
from rootmap.ui.bodymap.still import Crop, Stills
from rootmap.ui.theme import Theme
from rootmap.ui.visits.framing import SHOWN, frame

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure
    from rootmap.ui.session import Knowledge

_LINES = 0.6  # times the usual width, in pictures so small
Pictures = tuple[QImage, ...]  # one for each view of SHOWN


@dataclass(frozen=True)
class Request:
    """What to measure, and how large (pixels, width and height of one view) and in which colours to draw it."""

    record: Record
    theme: Theme
    width: int
    height: int


@dataclass(frozen=True)
class Seen:
    """A record measured: its course, and the pictures of each visit in order."""

    record: Record
    course: Course
    pictures: tuple[Pictures, ...]


class Measuring(QObject):
    """Works in a thread; `measured` comes in the thread of the window, for the newest request only."""

    measured = Signal(object)  # Seen
    complained = Signal(str)
    _done = Signal(object)

    def __init__(self, figure: "Figure", knowledge: "Knowledge", profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        assert knowledge.anatomy is not None
        self._anatomy: Anatomy = knowledge.anatomy
        self._figures, self._profile = {figure.name: figure}, profile
        self._maps = {figure.name: knowledge.root_maps}
        self._meters: dict[str, VisitMeter] = {}
        self._known: dict[int, tuple[Visit, Measured, Painted]] = {}  # by identity; holding the visit keeps its id
        self._drawn: dict[tuple[object, ...], Pictures] = {}
        self._wanted: Request | None = None
        self._worker: LatestOnly[Request] = LatestOnly("visits", self._work)
        self._done.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wanted is not None

    def put(self, request: Request) -> None:
        """Ask for a record to be measured."""
        self._wanted = request
        self._worker.put(request)

    def close(self) -> None:
        """End the thread."""
        self._wanted = None
        self._worker.forget()
        self._worker.close()

    def _tell(self, answer: tuple[Request, Seen | InputError]) -> None:
        request, found = answer
        if request is self._wanted:
            self._wanted = None
            if isinstance(found, InputError):
                self.complained.emit(str(found))
            else:
                self.measured.emit(found)

    # --- in the thread -----------------------------------------------------------------------------------------------

    def _work(self, request: Request) -> None:
        try:
            self._done.emit((request, self._see(request)))
        except InputError as error:
            self._done.emit((request, error))

    def _see(self, request: Request) -> Seen:
        known = [self._measure(visit) for visit in request.record.visits]
        self._known = {
            id(visit.drawing): (visit, *rest) for visit, rest in zip(request.record.visits, known, strict=True)
        }
        seen = course([measured for measured, _ in known])
        pictures = self._draw(request, [painted for _, painted in known])
        return Seen(request.record, seen, pictures)

    def _measure(self, visit: Visit) -> tuple[Measured, Painted]:
        """Return what a visit measures; when only date, note or minutes are new nothing is measured again."""
        before = self._known.get(id(visit.drawing))
        if before is not None and before[0].findings == visit.findings:
            return replace(before[1], date=visit.date, measures=visit.measures), before[2]
        name = visit.drawing.figure
        if name not in self._meters:
            self._meters[name] = VisitMeter(self._figure(name), self._maps_of(name), self._anatomy)
        painted = paint(visit.drawing, self._figure(name))
        return self._meters[name].measure(visit, painted), painted

    def _figure(self, name: str) -> "Figure":
        from rootmap.skin.figure import load_figure

        if name not in self._figures:
            self._figures[name] = load_figure(name)
        return self._figures[name]

    def _maps_of(self, name: str) -> "Sequence[CompiledAtlas]":
        from rootmap.atlas.store import of_roots, usable_atlases

        if name not in self._maps:
            self._maps[name] = of_roots(usable_atlases(self._figure(name), self._profile)[0])
        return self._maps[name]

    def _draw(self, request: Request, painted: Sequence[Painted]) -> tuple[Pictures, ...]:
        """Draw every visit from the same distance, so that one sees what has moved."""
        visits = request.record.visits
        fine = replace(request.theme, line_width=_LINES)
        stills: dict[str, Stills] = {}
        crops: dict[str, Mapping[str, Crop]] = {}
        kept: dict[tuple[object, ...], Pictures] = {}
        result = []
        for visit, areas in zip(visits, painted, strict=True):
            name = visit.drawing.figure
            if name not in stills:
                stills[name] = Stills(self._figure(name), fine)
                alike = [each for other, each in zip(visits, painted, strict=True) if other.drawing.figure == name]
                crops[name] = frame(self._figure(name), alike, request.width / request.height)
            size = max(request.width, request.height)
            key = id(visit.drawing), request.theme.name, size, tuple(crops[name].values())
            if key not in self._drawn:
                images = (stills[name].still(view, areas, crops[name][view], size, sides=False) for view in SHOWN)
                self._drawn[key] = tuple(images)
            result.append(self._drawn[key])
            kept[key] = self._drawn[key]
        self._drawn = kept
        return tuple(result)
