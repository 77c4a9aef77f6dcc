"""The least a painting program can be: the same imports, a cached body, a line per move."""

import sqlite3  # noqa: F401 - the imports are the point: they are part of the bare start
import sys

import numpy  # noqa: F401
import shapely  # noqa: F401
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.stage import Places, say_where

BRUSH = 30
SIZE = (1600, 1000)
STROKE = QColor(200, 40, 40)


class BareWidget(QWidget):
    """A body-like blob on a cached pixmap; a press and move draws on it and updates only what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._last = QPointF()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Paint the body for the new size."""
        self._paint_body()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        """Take the strokes back: any key will do."""
        self._paint_body()
        self.update()

    def _paint_body(self) -> None:
        self._picture = QPixmap(self.size())
        shade = QLinearGradient(0, 0, self.width(), 0)
        shade.setColorAt(0, QColor("white"))
        shade.setColorAt(1, QColor("gray"))
        with QPainter(self._picture) as painter:
            painter.fillRect(self.rect(), QColor("white"))
            painter.setBrush(shade)
            painter.drawRect(self.rect().adjusted(50, 50, -50, -50))

    def places(self) -> Places:
        """Return where one can paint; the window stands at the corner of the screen."""
        lanes = [(x, 400, 20, self.height() - 500) for x in range(200, self.width() - 200, 100)]
        return Places(lanes, fillers=[(100, 100, self.width() - 200, 200)], brush_px=BRUSH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the new segment only."""
        here = event.position()
        pen = QPen(STROKE, BRUSH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        with QPainter(self._picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.drawLine(self._last, here)
        dirty = QRect(self._last.toPoint(), here.toPoint()).normalized()
        self._last = here
        self.update(dirty.adjusted(-BRUSH, -BRUSH, BRUSH, BRUSH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the dirty part of the picture."""
        with QPainter(self) as painter:
            painter.drawPixmap(event.rect(), self._picture, event.rect())


def main() -> int:
    """Show the widget until it is closed."""
    application = QApplication(sys.argv)
    widget = BareWidget()
    widget.resize(*SIZE)
    widget.show()
    answerer = say_where(widget.places)
    status = application.exec()
    del answerer
    return status


if __name__ == "__main__":
    sys.exit(main())
