"""Joins the drawing, the maps, the findings and the ranking, so that no widget has to know more than one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.memory import give_back
from rootmap.skin.drawing import Drawing, Painted, as_multipolygon
from rootmap.skin.editing import Change, Editor
from rootmap.skin.figure import Figure
from rootmap.ui.background import LatestOnly

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.agreement import Agreement
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.atlas.stack import MapStack
    from rootmap.localise.evidence import AreaTable, Finding, Ranking
    from rootmap.localise.live import LiveOverlap
    from rootmap.localise.overlap import ExactOverlap
    from rootmap.localise.ranker import Ranker

SHOWN_MS = 0  # as soon as the stroke is painted: Qt paints what is asked for before it looks at its timers
REST_MS = 250  # the hand rests this long before the exact areas are measured

Area = Mapping[str, MultiPolygon]
FindingKey = tuple[str, Side | None]
Segment = tuple[str, tuple[float, float], tuple[float, float], float]


@dataclass(frozen=True)
class Knowledge:
    """What is read after the first painted body: all maps, those one ranks by laid over each other, tables."""

    atlases: tuple["CompiledAtlas", ...] = ()
    maps: "MapStack | None" = None
    anatomy: "Anatomy | None" = None
    problems: tuple[str, ...] = field(default=())

    @cached_property
    def roots(self) -> "MapStack | None":
        """The maps of roots alone, laid over each other."""
        from rootmap.atlas.store import of_roots

        return self.maps.first(len(of_roots(self.maps.atlases))) if self.maps is not None else None

    @cached_property
    def ranker(self) -> "Ranker | None":
        """The reasoning over these maps; made in the thread that reads them, for it takes a tenth of a second."""
        from rootmap.localise.ranker import Ranker

        return Ranker(self.maps.atlases, self.anatomy) if self.maps is not None and self.root_maps else None

    @cached_property
    def agreement(self) -> "Agreement | None":
        """What the maps of roots make of the skin together; worked out when first asked for."""
        from rootmap.atlas.agreement import Agreement

        return Agreement(self.roots) if self.roots is not None else None

    @property
    def root_maps(self) -> tuple["CompiledAtlas", ...]:
        """The maps of roots."""
        return self.roots.atlases if self.roots is not None else ()

    @property
    def whole_root_maps(self) -> tuple["CompiledAtlas", ...]:
        """The maps that give all skin to one root each: one can ask about these, and be graded by them."""
        return tuple(atlas for atlas in self.root_maps if not atlas.info.shares)


class Session(QObject):
    """One drawing at work. Ranks live while the brush moves, exactly when it rests, and again with every finding."""

    ranking_changed = Signal(object)  # Ranking
    editor_changed = Signal(object)  # Editor: another drawing was opened
    drawing_changed = Signal()  # a step was done, undone or loaded
    findings_changed = Signal()
    knowledge_changed = Signal()
    _measured = Signal(object, object, object)  # ExactOverlap, Painted, AreaTable: from the thread

    def __init__(self, figure: Figure, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        self.editor = Editor(figure)
        self.knowledge = Knowledge()
        self.ranking: Ranking | None = None
        self._findings: dict[FindingKey, Finding] = {}
        self._segments: list[Segment] = []
        self._stroke: Quality | None = None
        self._in_stroke = False
        self._live: LiveOverlap | None = None
        self.choose_ranker: Callable[[Knowledge], Ranker | None] = lambda knowledge: knowledge.ranker
        self._ranker: Ranker | None = None
        self._table: AreaTable | None = None
        self._exact: ExactOverlap | None = None
        self._calm = Event()  # no stroke is in hand
        self._calm.set()
        self._measuring: LatestOnly[Painted] = LatestOnly("exact areas", self._measure_beside)
        self._measured.connect(self._take_measured)
        self._changed: list[Area] = []
        self._after_paint = _timer(self, SHOWN_MS, self._rank_live)
        self._after_paint.setTimerType(Qt.TimerType.PreciseTimer)
        self._after_release = _timer(self, 0, self._take_over)
        self._at_rest = _timer(self, REST_MS, lambda: self._measuring.put(self.editor.painted))
        self._unsubscribe = self.editor.subscribe(self._on_change)

    def learn(self, knowledge: Knowledge) -> None:
        """Take the maps and tables, now read, and rank what is already painted."""
        from rootmap.localise.live import LiveOverlap
        from rootmap.localise.overlap import ExactOverlap

        self.knowledge = knowledge
        if knowledge.maps is not None and knowledge.ranker is not None:
            self._live = LiveOverlap(self.figure, knowledge.maps)
            self._exact = ExactOverlap(self.figure, knowledge.maps, give_way=self._calm.wait)
            self._ranker = self.choose_ranker(knowledge)
            self._live.set_from(self.editor.painted)
        if self.ranking is not None and self._live is not None and self.editor.painted:
            self._table = self._live.table()  # at once, so that the window does not stall; exactly a moment later
            self._rank(is_live=True)
            self._at_rest.start()
        else:
            self.measure()
        self.knowledge_changed.emit()

    @property
    def ranker(self) -> "Ranker | None":
        """The reasoning by the maps that count; None while they are read."""
        return self._ranker

    def rank_by(self, ranker: "Ranker | None") -> None:
        """Rank by others of the known maps; with None the last ranking stays until they are prepared."""
        self._ranker = ranker
        self._rank()

    @property
    def is_painting(self) -> bool:
        """Whether a stroke runs: what it counts by must not change under it."""
        return self._in_stroke or bool(self._segments)

    def warm_up(self, view: str) -> None:
        """Load what ranking on a view needs, so that the first dab there is as fast as the next."""
        if self._live is not None:
            self._live.prepare(view)

    # --- painting ----------------------------------------------------------------------------------------------------

    def begin_stroke(self, quality: Quality | None) -> None:
        """Prepare for a stroke in a quality, or for the eraser (None)."""
        self._calm.clear()
        self._stroke = quality

    def extend_stroke(self, view: str, start: tuple[float, float], end: tuple[float, float], width_mm: float) -> None:
        """Note what the brush just covered; it is ranked when nothing is left to paint."""
        self._segments.append((view, start, end, width_mm))
        self._at_rest.stop()
        if not self._after_paint.isActive():
            self._after_paint.start()

    def end_stroke(self) -> None:
        """Forget what a stroke let go of has left in the live areas; one that was finished has told so already."""
        self._calm.set()
        if self._segments or self._in_stroke:
            self._segments.clear()
            self._in_stroke = False
            if self._live is not None:
                self._live.set_from(self.editor.painted)
            self._at_rest.start()

    def _rank_live(self) -> None:
        segments, self._segments = self._segments, []
        if self._live is None or not segments:
            return
        if not self._in_stroke:
            self._in_stroke = True
            self._take_over()
            self._live.begin(self._stroke)
        for segment in segments:
            self._live.add_segment(*segment)
        self._table = self._live.table()
        self._rank(is_live=True)

    def _on_change(self, change: Change) -> None:
        self._segments.clear()
        self._in_stroke = False
        self._changed += [*change.added.values(), *change.removed.values()]
        self._after_release.start()
        self._at_rest.start()
        self.drawing_changed.emit()

    def _take_over(self) -> None:
        """Count what a step changed on every view that shows that skin."""
        self._after_release.stop()
        changed, self._changed = self._changed, []
        if self._live is None or not changed:
            return
        self._live.set_from(self.editor.painted, within=_together(changed))
        self._table = self._live.table()
        self._rank()

    def measure(self) -> None:
        """Measure the painted skin exactly, now, and rank."""
        self._calm.set()
        self._at_rest.stop()
        self._take_over()
        if self._exact is not None:
            self._measuring.forget()
            self._table = self._exact.measure(self.editor.painted)
            self._rank()

    def close(self) -> None:
        """End what runs beside the window."""
        self._at_rest.stop()
        self._calm.set()
        self._measuring.close()

    def _measure_beside(self, painted: Painted) -> None:
        """In a thread: measure a drawing that nobody changes any more."""
        exact = self._exact
        if exact is not None:
            self._measured.emit(exact, painted, exact.measure(painted))
            give_back()

    def _take_measured(self, exact: "ExactOverlap", painted: Painted, table: "AreaTable") -> None:
        """Rank by exact areas, unless the drawing or the maps have changed meanwhile."""
        if exact is self._exact and painted is self.editor.painted and not self.is_painting:
            self._table = table
            self._rank()

    def settle(self) -> None:
        """Finish at once whatever waits for the hand to rest."""
        if self._at_rest.isActive():
            self.measure()

    # --- findings ----------------------------------------------------------------------------------------------------

    @property
    def findings(self) -> tuple["Finding", ...]:
        """What was found at the bedside."""
        return tuple(self._findings.values())

    def finding(self, test: str, side: Side | None) -> "Finding | None":
        """Return what was found by one test, if it was done."""
        return self._findings.get((test, side))

    def find(self, finding: "Finding") -> None:
        """Enter a finding and rank again."""
        self._findings[finding.test, finding.side] = finding
        self._findings_done()

    def unfind(self, test: str, side: Side | None) -> None:
        """Take a finding back and rank again."""
        if self._findings.pop((test, side), None):
            self._findings_done()

    def set_findings(self, findings: tuple["Finding", ...]) -> None:
        """Replace all findings."""
        self._findings = {(item.test, item.side): item for item in findings}
        self._findings_done()

    def _findings_done(self) -> None:
        self._rank()
        self.findings_changed.emit()

    def _rank(self, *, is_live: bool = False) -> None:
        if self._ranker is not None and self._table is not None:
            self.ranking = self._ranker.rank(self._table, self.findings, suggest=not is_live, explain=not is_live)
            self.ranking_changed.emit(self.ranking)

    # --- the drawing -------------------------------------------------------------------------------------------------

    def use(self, figure: Figure) -> None:
        """Work on another body, blank, whose maps are still to be learned."""
        self._calm.set()
        self.figure = figure
        self._live = self._exact = self._ranker = self._table = None
        self.knowledge = Knowledge(anatomy=self.knowledge.anatomy)
        self.knowledge_changed.emit()
        self.load(Drawing(figure.name))

    def load(self, drawing: Drawing) -> None:
        """Open another drawing, with a history of its own."""
        editor = Editor(self.figure, drawing)
        self._unsubscribe()
        self.editor = editor
        self._unsubscribe = editor.subscribe(self._on_change)
        self._segments.clear()
        self._changed.clear()
        self._in_stroke = False
        if self._live is not None:
            self._live.set_from(editor.painted)
        self.editor_changed.emit(editor)
        self.drawing_changed.emit()
        self.measure()

    @property
    def painted_cm2(self) -> Mapping[Quality, float]:
        """Painted skin by quality, as last measured."""
        return self._table.painted if self._table is not None else {}


def _together(areas: list[Area]) -> dict[str, MultiPolygon]:
    """Return the union of some areas, view by view."""
    views = {view for area in areas for view in area}
    return {view: as_multipolygon(shapely.union_all([area[view] for area in areas if view in area])) for view in views}


def _timer(parent: QObject, interval_ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval_ms)
    timer.timeout.connect(then)
    return timer
