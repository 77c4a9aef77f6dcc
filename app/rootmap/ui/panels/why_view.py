"""The chart of signed bars in the window: click one, or walk with the arrow keys, and its source is shown below."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rootmap.ui.panels.why_chart import Bar, ChartLook, draw, height_of, row_at, row_span, strength
from rootmap.ui.style import FAMILIES, Chrome


def look_of(chrome: Chrome, em: float, width: int) -> ChartLook:
    """Return how a chart looks in a theme."""
    return ChartLook(
        ground=chrome.panel,
        text=chrome.text,
        quiet=chrome.quiet,
        line=chrome.line,
        speaks_for=chrome.accent,
        speaks_against=chrome.caution,
        em=em,
        width=width,
        families=FAMILIES,
    )


class BarsView(QWidget):
    """Draws the bars once per width and theme; `chosen` tells which bar was clicked or walked to."""

    chosen = Signal(int)

    def __init__(self, bars: Sequence[Bar], chrome: Chrome, name: str) -> None:
        super().__init__()
        self.bars, self._chrome = tuple(bars), chrome
        self._image: QImage | None = None
        self._drawn: tuple[int, float] = (0, 0.0)
        self.row: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bars else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height_of(self.bars, self._em))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.words}: {strength(bar.weight)}" for bar in self.bars))

    @property
    def _em(self) -> float:
        return float(self.font().pixelSize())

    def sizeHint(self) -> QSize:
        """Return a width that fits the panel."""
        return QSize(round(20 * self._em), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width: the panel decides."""
        return QSize(round(8 * self._em), self.height())

    def choose(self, row: int) -> None:
        """Take one bar and tell so."""
        self.row = row
        self.update()
        self.chosen.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the bar under the pointer."""
        row = row_at(event.position().y(), self.bars, self._em)
        if row is not None:
            self.choose(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bars with the arrow keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self.bars:
            super().keyPressEvent(event)
            return
        start = -1 if self.row is None else self.row
        self.choose(min(max(start + step, 0), len(self.bars) - 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart, and round the bar in hand a frame."""
        wanted = self.width(), self.devicePixelRatioF()
        if self._image is None or self._drawn != wanted:
            self._image, self._drawn = self._render(*wanted), wanted
        with QPainter(self) as painter:
            painter.drawImage(0, 0, self._image)
            if self.row is not None:
                top, height = row_span(self.row, self._em)
                painter.fillRect(QRectF(-2.0, top + 2, 3.0, height - 4), QColor(self._chrome.accent))
                painter.setPen(QColor(self._chrome.accent))
                painter.drawRect(QRectF(0.5, top + 1.5, self.width() - 1.0, height - 2.0))

    def _render(self, width: int, ratio: float) -> QImage:
        figure = draw(self.bars, look_of(self._chrome, self._em, width), ratio=ratio)
        canvas = figure.canvas
        canvas.draw()
        pixels = np.ascontiguousarray(canvas.buffer_rgba())  # type: ignore[attr-defined]
        rows, columns = pixels.shape[:2]
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(ratio)
        return image
