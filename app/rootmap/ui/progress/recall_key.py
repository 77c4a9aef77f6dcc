"""What the colours of the body mean, in one line below it: it must not lie over the feet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rootmap.ui.progress.recall_map import LEAST, RAMP
from rootmap.ui.theme import LIGHT, Theme

_TITLE, _BLANK = "Likely known today", "not asked yet"
_ENDS = (f"≤ {LEAST:.0%}", "100%")
_HEIGHT_EM, _BOX_EM, _THICK_EM = 2.2, 1.5, 0.8
_LEAST_BAR_EM, _BAR_EM = 4.0, 9.0
_GAP_EM, _EDGE_EM = 0.5, 1.2  # between a word and what it names, and round both


class RecallKey(QWidget):
    """Draws title, ramp with its ends, and the look of skin never asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self.setAccessibleName(f"{_TITLE}: orange {_ENDS[0]}, blue {_ENDS[1]}; bare skin: {_BLANK}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height in em."""
        em = self.font().pixelSize()
        return QSize(20 * em, round(_HEIGHT_EM * em))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key on the ground of the body; where there is little room, the ramp gives way, then the title."""
        em, theme = self.font().pixelSize(), self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(theme.page))
            room = self._room([_TITLE, *_ENDS, _BLANK])
            x = _EDGE_EM * em
            if room >= _LEAST_BAR_EM * em:
                x = self._write(painter, x, _TITLE) + _EDGE_EM * em
            else:
                room = self._room([*_ENDS, _BLANK])
            x = self._write(painter, x, _ENDS[0]) + _GAP_EM * em
            width = min(max(room, _LEAST_BAR_EM * em), _BAR_EM * em)
            bar = QRectF(x, self.height() / 2 - _THICK_EM * em / 2, width, _THICK_EM * em)
            self._draw_ramp(painter, bar)
            x = self._write(painter, bar.right() + _GAP_EM * em, _ENDS[1]) + _EDGE_EM * em
            painter.setPen(QPen(QColor(theme.caption), 1.0))
            painter.setBrush(QColor(theme.light))
            painter.drawRect(QRectF(x, bar.top(), _BOX_EM * em, bar.height()))
            self._write(painter, x + (_BOX_EM + _GAP_EM) * em, _BLANK)

    def _room(self, words: list[str]) -> float:
        """Return how wide the ramp may be beside some words."""
        em, metrics = self.font().pixelSize(), QFontMetricsF(self.font())
        gaps = (len(words) * _EDGE_EM + 3 * _GAP_EM + _BOX_EM) * em
        return self.width() - gaps - sum(metrics.horizontalAdvance(word) for word in words)

    def _draw_ramp(self, painter: QPainter, bar: QRectF) -> None:
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for step, colour in enumerate(RAMP):
            gradient.setColorAt(step / (len(RAMP) - 1), QColor(colour))
        painter.setPen(QPen(QColor(self._theme.caption), 1.0))
        painter.setBrush(gradient)
        painter.drawRect(bar)

    def _write(self, painter: QPainter, x: float, text: str) -> float:
        """Write a word and return where it ends."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        painter.setPen(QColor(self._theme.caption))
        box = QRectF(QPointF(x, 0), QPointF(x + width + 1, self.height()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        return x + width
