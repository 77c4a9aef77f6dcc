"""A view of the body that does what another one does: for the lecture hall's screen."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.tools import Segment
from rootmap.ui.bodymap.view import BodyView
from rootmap.ui.bodymap.widget import BodyMap

_POINTER_PX = 9.0


class BodyFollower(BodyView):
    """Shows a body map's paint, camera and pointer as they change; its overlay and theme are its own."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(figure, parent)
        self._erases = False
        self._drawing_before = self.editor.drawing
        self._pointer: tuple[float, float] | None = None
        self._leader: BodyMap | None = None
        self.setAccessibleName("Body map for the audience")

    def follow(self, leader: BodyMap | None) -> None:
        """Do from now on what `leader` does; with None, stay as it is."""
        if self._leader is not None:
            for signal, slot in self._ties(self._leader):
                signal.disconnect(slot)
            self._subscription.end()
        self._leader = leader
        if leader is not None:
            for signal, slot in self._ties(leader):
                signal.connect(slot)
            self._take_editor()
            self._take_camera()

    def _ties(self, leader: BodyMap) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (leader.view_changed, self._take_camera),
            (leader.editor_replaced, self._take_editor),
            (leader.stroke_started, self._begin),
            (leader.stroke_extended, self._extend),
            (leader.stroke_finished, self._finish),
            (leader.pointer_moved, self._point),
        )

    def _take_camera(self) -> None:
        if self._leader is not None:
            self.camera = self._leader.camera

    def _take_editor(self) -> None:
        if self._leader is not None:
            if self.figure is not self._leader.figure:
                self.set_figure(self._leader.figure)
            self.set_quality(self._leader.quality)
            self.set_editor(self._leader.editor)

    def _begin(self, quality: Quality | None, _view: str) -> None:
        self._erases = quality is None
        self._drawing_before = self.editor.drawing
        if quality is not None:
            self.set_quality(quality)

    def _extend(self, view: str, start: tuple[float, float], end: tuple[float, float], width_mm: float) -> None:
        self.extend_live(Segment(view, start, end, width_mm), erase=self._erases)

    def _finish(self) -> None:
        if self.editor.drawing is self._drawing_before:
            self.drop_live()

    def _point(self, at: tuple[float, float] | None) -> None:
        self._refresh_pointer()
        self._pointer = at
        self._refresh_pointer()

    def _refresh_pointer(self) -> None:
        box = self._pointer_box()
        if box is not None:
            self._update_device(box)

    def _pointer_box(self) -> QRect | None:
        if self._pointer is None:
            return None
        x, y = self.stage.lens.to_device(*self._pointer)
        reach = round((_POINTER_PX + 3) * self.stage.ratio)
        return QRect(round(x) - reach, round(y) - reach, 2 * reach, 2 * reach)

    def _paint_over(self, painter: QPainter, part: QRect) -> None:
        """Show where the teacher points."""
        box = self._pointer_box()
        if self._pointer is None or box is None or not box.intersects(part):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at, ratio = QPointF(*self.stage.lens.to_device(*self._pointer)), self.stage.ratio
        for colour, width in (("#ffffff", 5.0), (self.theme.accent, 2.5)):
            painter.setPen(QPen(QColor(colour), width * ratio))
            painter.drawEllipse(at, _POINTER_PX * ratio, _POINTER_PX * ratio)
