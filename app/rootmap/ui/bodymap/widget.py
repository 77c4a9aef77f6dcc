"""The body map one paints on: mouse, pen, touch and keyboard over the view of the body."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.keyboard import Keyboard
from rootmap.ui.bodymap.pointer import Ring, paint_crosshair, paint_focus, paint_lasso, ring_box
from rootmap.ui.bodymap.tools import BRUSH_STEP, Stroke, Tool, pressed_width, scaled_brush
from rootmap.ui.bodymap.touch import Touch
from rootmap.ui.bodymap.view import BodyView

_WHEEL_STEP = 1.0015  # zoom per 1/8 degree of the wheel: one notch is 20 %
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class BodyMap(BodyView):
    """A body view with tools. Strokes go to `editor`, one undo step each; the signals tell of them as they grow."""

    hovered = Signal(object, str, float, float)  # SkinPoint or None, view name or "", x and y in view mm
    stroke_started = Signal(object, str)  # Quality, or None when erasing; view name
    stroke_extended = Signal(str, tuple, tuple, float)  # view name, from, to (view mm), width in mm
    stroke_finished = Signal()
    probed = Signal(str, float, float)  # a click with the tool that examines: view name, x and y in view mm
    brush_changed = Signal(float)
    pointer_moved = Signal(object)  # where the hand is: (scene x, scene y), or None

    def __init__(self, figure: Figure, parent: QWidget | None = None, like: BodyView | None = None) -> None:
        super().__init__(figure, parent, like)
        self._tool = Tool.BRUSH
        self._brush_mm = 36.0
        self._enabled_tools = True
        self._stroke: Stroke | None = None
        self._pointer: QPointF | None = None  # device pixels
        self._panned_from: QPointF | None = None
        self._space = False
        self.keyboard = Keyboard(self)
        self._touch = Touch(self)
        self._ring = Ring()
        self.view_changed.connect(self._on_view_changed)
        self.setAccessibleDescription(
            "Enter brings a crosshair; arrow keys move it, with Shift finely; Enter or space held paints; "
            "keys 1 to 9 fly to a part of the body."
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._show_cursor()

    # settings

    @property
    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does."""
        self.cancel()
        self._tool = tool
        self._show_cursor()
        self.update()

    @property
    def brush_mm(self) -> float:
        """The brush's diameter."""
        return self._brush_mm

    def set_brush_mm(self, width_mm: float) -> None:
        """Choose the brush's diameter, mm on the skin."""
        self._refresh_pointer()  # the old ring may reach further than the new one
        self._brush_mm = scaled_brush(width_mm, 1.0)
        self._refresh_pointer()
        self.brush_changed.emit(self._brush_mm)

    def set_painting(self, allowed: bool) -> None:
        """Allow or forbid painting; forbidden, the left button pans."""
        self.cancel()
        self._enabled_tools = allowed
        self._show_cursor()

    @property
    def painting(self) -> bool:
        """Whether a stroke is in hand."""
        return self._stroke is not None

    # a stroke, from press to release; positions in device pixels

    def press(self, at: QPointF, pressure: float = 1.0) -> None:
        """Begin what the tool does."""
        place = self.stage.place_at(at)
        if place is None or not self._enabled_tools or self._stroke is not None:
            return
        if self._tool is Tool.EXAMINE:
            self.probed.emit(place.view.name, *self.stage.to_view(place, at))
            return
        if self._tool is Tool.FILL:
            self._fill(place.view.name, *self.stage.to_view(place, at))
            return
        self._stroke = Stroke(self._tool, self.quality, place)
        if self._tool is not Tool.LASSO:
            self.stroke_started.emit(None if self._stroke.erases else self.quality, place.view.name)
        self.drag(at, pressure)

    def drag(self, at: QPointF, pressure: float = 1.0) -> None:
        """Go on with the stroke in hand."""
        stroke = self._stroke
        if stroke is None:
            return
        piece = stroke.extend(self.stage.to_view(stroke.place, at), pressed_width(self._brush_mm, pressure))
        if piece is None:
            return
        if stroke.tool is Tool.LASSO:
            self.update()
            return
        self.extend_live(piece, erase=stroke.erases)
        self.stroke_extended.emit(piece.view, piece.start, piece.end, piece.width_mm)

    def release(self) -> None:
        """Make the stroke in hand a step of the drawing."""
        stroke, self._stroke = self._stroke, None
        if stroke is None:
            return
        before = self.editor.drawing
        stroke.commit(self.editor)
        if self.editor.drawing is before:
            self.drop_live()
        if stroke.tool is Tool.LASSO:
            self.update()
        else:
            self.stroke_finished.emit()

    def cancel(self) -> None:
        """Let go of the stroke in hand without a trace."""
        if self._stroke is not None:
            self._stroke = None
            self.drop_live()
            self.stroke_finished.emit()

    def move_pointer(self, at: QPointF | None) -> None:
        """Show the hand at another place, and tell what lies under it."""
        if at == self._pointer:
            return
        self._refresh_pointer()
        self._pointer = at
        self._refresh_pointer()
        self._tell_pointer(at)

    def fly_to(self, place: str) -> None:
        """Fly to a place, and take the keys if one can paint there."""
        super().fly_to(place)
        if self._enabled_tools:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def device(self, at: QPointF) -> QPointF:
        """Return the device pixel of a point in logical pixels."""
        return at * self.stage.ratio

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Paint with the left button; pan with the middle one, or with space held."""
        at = self.device(event.position())
        self.keyboard.leave()
        if event.button() == _MIDDLE or (event.button() == _LEFT and (self._space or not self._enabled_tools)):
            self._panned_from = at
            self._show_cursor()
        elif event.button() == _LEFT:
            self.press(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on painting or panning, or just look."""
        at = self.device(event.position())
        if self._panned_from is not None:
            delta, self._panned_from = at - self._panned_from, at
            self.pan_by(delta.x(), delta.y())
        else:
            self.drag(at)
        self.keyboard.leave()
        self.move_pointer(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke or the panning."""
        if self._panned_from is not None and event.button() in (_LEFT, _MIDDLE):
            self._panned_from = None
            self._show_cursor()
        elif event.button() == _LEFT:
            self.release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Paint with a pen, as wide as it is pressed."""
        at, kind = self.device(event.position()), event.type()
        if kind == QEvent.Type.TabletPress and event.button() == _LEFT:
            self.keyboard.leave()
            self.press(at, event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self.drag(at, event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self.release()
        self.move_pointer(at)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Ctrl, change the brush; a touch pad's sideways motion pans."""
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_brush_mm(self._brush_mm * BRUSH_STEP ** (steps / 120))
        elif steps:
            at = self.device(event.position())
            self.zoom_by(_WHEEL_STEP**steps, (at.x(), at.y()))
        else:
            self.pan_by(event.angleDelta().x() * self.stage.ratio / 2, 0)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom by pinching; let Tab and the rest go their usual way."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            at = self.device(event.position())
            self.zoom_by(1 + event.value(), (at.x(), at.y()))
            return True
        if isinstance(event, QTouchEvent):
            self._touch.handle(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do everything from the keyboard (see `Keyboard`)."""
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Lift the pen, or stop panning."""
        if not self.keyboard.release(event):
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the ring away."""
        super().leaveEvent(event)
        if not self.keyboard.active:
            self.move_pointer(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.keyboard.shows_focus = True
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring and the crosshair; a popup gives the keyboard back, so then they stay."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self.hold_space(False)
        self.keyboard.leave()
        self.update()

    def hold_space(self, held: bool) -> None:
        """While space is held, the left button pans."""
        self._space = held
        self._show_cursor()

    def _fill(self, view: str, x_mm: float, y_mm: float) -> None:
        """Paint the territory under a point, of the first atlas shown or, with none shown, the first known."""
        atlases = self.overlay.atlases or self.overlay.lit_from
        for paths in atlases[:1]:
            side = self.figure.views[view].side_at(x_mm)
            for territory in paths.atlas.at(view, x_mm, y_mm)[:1]:
                self.editor.fill(self.quality, paths.atlas.polygons(territory, side))

    def _on_view_changed(self) -> None:
        """Tell what lies under the resting hand once the body has moved below it."""
        if self._pointer is not None:
            self._tell_pointer(self._pointer)

    def _tell_pointer(self, at: QPointF | None) -> None:
        self.pointer_moved.emit(self.stage.lens.to_scene(at.x(), at.y()) if at is not None else None)
        if self._stroke is None:
            self._tell_hover(at)

    def _tell_hover(self, at: QPointF | None) -> None:
        place = self.stage.place_at(at) if at is not None else None
        if at is None or place is None:
            self.hovered.emit(None, "", 0.0, 0.0)
            return
        from rootmap.skin.coordinates import skin_at

        x, y = self.stage.to_view(place, at)
        self.hovered.emit(skin_at(place.view, x, y), place.view.name, x, y)

    # what moves with the hand

    def _paint_over(self, painter: QPainter, part: QRect) -> None:
        stroke, at, ratio = self._stroke, self._pointer, self.stage.ratio
        if stroke is not None and stroke.tool is Tool.LASSO:
            points = [self.stage.to_device(stroke.place, *point) for point in stroke.points]
            paint_lasso(painter, points, self.theme.paint[stroke.quality].colour, ratio)
        if at is not None and self._has_ring() and part.intersects(ring_box(at, self._ring_radius(at), ratio)):
            self._ring.paint(painter, at, self._ring_radius(at), ratio, erases=self._tool is Tool.ERASER)
        if at is not None and self.keyboard.active:
            paint_crosshair(painter, at, self.theme, ratio)
        if self.hasFocus() and self.keyboard.shows_focus:
            paint_focus(painter, QRectF(self.stage.rect), self.theme, ratio)

    def _has_ring(self) -> bool:
        return self._enabled_tools and not self._space and self._tool in (Tool.BRUSH, Tool.ERASER)

    def _ring_radius(self, at: QPointF) -> float:
        place = self._stroke.place if self._stroke else self.stage.place_at(at)
        return self._brush_mm / 2 * (self.stage.scale(place) if place is not None else self.stage.lens.scale)

    def _refresh_pointer(self) -> None:
        if self._pointer is not None:
            self._update_device(ring_box(self._pointer, self._ring_radius(self._pointer), self.stage.ratio))

    def _show_cursor(self) -> None:
        if self._panned_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space or not self._enabled_tools:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.BlankCursor if self._has_ring() else Qt.CursorShape.CrossCursor)
