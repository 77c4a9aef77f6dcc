"""Fingers on the body map: one paints, two pinch and pan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QTouchEvent

if TYPE_CHECKING:
    from rootmap.ui.bodymap.widget import BodyMap


class Touch:
    """What fingers do, from the first one down to the last one up."""

    def __init__(self, body: BodyMap) -> None:
        self._body = body
        self._pair: tuple[QPointF, QPointF] | None = None

    def handle(self, event: QTouchEvent) -> None:
        """Act on a touch event of the body map."""
        body = self._body
        places = [body.device(point.position()) for point in event.points()]
        if event.type() == QEvent.Type.TouchCancel:
            body.cancel()
        elif len(places) >= 2:
            self._pinch(places[0], places[1])
        elif event.type() == QEvent.Type.TouchBegin:
            body.press(places[0])
        elif event.type() == QEvent.Type.TouchUpdate and self._pair is None:
            body.drag(places[0])
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._pair = None
            body.release()

    def _pinch(self, one: QPointF, two: QPointF) -> None:
        """Keep what is under the two fingers under them."""
        body = self._body
        body.cancel()
        if self._pair is not None:
            before, after = (math.dist(a.toTuple(), b.toTuple()) for a, b in (self._pair, (one, two)))
            old, new = (self._pair[0] + self._pair[1]) / 2, (one + two) / 2
            if before > 0:
                body.zoom_by(after / before, (old.x(), old.y()))
            body.pan_by(new.x() - old.x(), new.y() - old.y())
        self._pair = (one, two)
