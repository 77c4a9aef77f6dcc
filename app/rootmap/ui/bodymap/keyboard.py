"""The keyboard's hand on the body map: a crosshair that paints, keys that pan, zoom and fly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from rootmap.ui.bodymap.places import KEYS
from rootmap.ui.bodymap.tools import BRUSH_STEP

if TYPE_CHECKING:
    from rootmap.ui.bodymap.widget import BodyMap

_STEP_PX, _FINE_PX, _PAN_PX = 10.0, 1.0, 60.0  # logical
_ZOOM_STEP = 1.25
_Key = Qt.Key
_ARROWS = {
    _Key.Key_Left: QPointF(-1, 0),
    _Key.Key_Right: QPointF(1, 0),
    _Key.Key_Up: QPointF(0, -1),
    _Key.Key_Down: QPointF(0, 1),
}
_NUMBERS = {_Key(_Key.Key_1.value + index): place for index, place in enumerate(KEYS)}


class Keyboard:
    """Keys of a body map.

    Enter brings the crosshair; arrows move it (Shift: finer); Enter lowers and lifts the brush, or space held does;
    Escape drops the stroke, then the crosshair. Without the crosshair arrows pan, as they do with Ctrl.
    """

    def __init__(self, body: BodyMap) -> None:
        self._body = body
        self._at: QPointF | None = None  # device pixels
        self.shows_focus = False

    @property
    def active(self) -> bool:
        """Whether the crosshair is out."""
        return self._at is not None

    def leave(self) -> None:
        """Put the crosshair away, for the mouse takes over; a stroke in hand ends."""
        self.shows_focus = False
        if self._at is not None:
            self._body.release()
            self._at = None
            self._body.move_pointer(None)
            self._body.update()

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was ours."""
        body, key = self._body, _Key(event.key())
        if not self.shows_focus:
            self.shows_focus = True
            body.update()
        if key in _ARROWS:
            self._arrow(_ARROWS[key], event.modifiers())
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self._enter()
        elif key == _Key.Key_Space:
            self._hold(event)
        elif key == _Key.Key_Escape:
            return self._escape()
        elif key in (_Key.Key_BracketLeft, _Key.Key_BracketRight):
            body.set_brush_mm(body.brush_mm * (BRUSH_STEP if key == _Key.Key_BracketRight else 1 / BRUSH_STEP))
        elif key in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus):
            at = (self._at.x(), self._at.y()) if self._at is not None else None
            body.zoom_by(1 / _ZOOM_STEP if key == _Key.Key_Minus else _ZOOM_STEP, at)
        elif key in _NUMBERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            body.fly_to(_NUMBERS[key])
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Act on a key let go; return whether it was ours."""
        if event.key() != _Key.Key_Space or event.isAutoRepeat():
            return False
        if self.active:
            self._body.release()
        self._body.hold_space(False)
        return True

    def _arrow(self, way: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        body, ratio = self._body, self._body.stage.ratio
        if self._at is None or modifiers & Qt.KeyboardModifier.ControlModifier:
            body.pan_by(-way.x() * _PAN_PX * ratio, -way.y() * _PAN_PX * ratio)
            return
        step = _FINE_PX if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
        at = self._at + way * (step * ratio)
        inside = QPointF(min(max(at.x(), 0.0), body.stage.width - 1.0), min(max(at.y(), 0.0), body.stage.height - 1.0))
        beyond = at - inside
        if not beyond.isNull() and not body.painting:
            body.pan_by(-beyond.x(), -beyond.y())
        self._at = inside
        body.drag(inside)
        body.move_pointer(inside)

    def _enter(self) -> None:
        body = self._body
        if self._at is None:
            self._at = QPointF(body.stage.width // 2, body.stage.height // 2)
            body.move_pointer(self._at)
            body.update()
        elif body.painting:
            body.release()
        else:
            body.press(self._at)

    def _hold(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if self._at is None:
            self._body.hold_space(True)
        elif not self._body.painting:
            self._body.press(self._at)

    def _escape(self) -> bool:
        if self._body.painting:
            self._body.cancel()
        elif self.active:
            self.leave()
        else:
            return False
        return True
