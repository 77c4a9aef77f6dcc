"""A piece of skin as it looks on the body when it is marked: for legends."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rootmap.ui.theme import LIGHT, Theme

_RADIUS = 3.0  # logical pixels

Style = Callable[[Theme, float], tuple[QPen, QBrush]]
"""The pen and the brush of a mark in a theme, at a pixel ratio."""


class Swatch(QWidget):
    """Shows one style over skin."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style, self._theme = style, LIGHT
        em = self.font().pixelSize()
        self.setFixedSize(2 * em, 3 * em // 2)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as the body does, skin below."""
        ratio = self.devicePixelRatioF()
        pen, brush = self._style(self._theme, ratio)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        box = QRectF(box.topLeft() * ratio, box.size() * ratio)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(1 / ratio, 1 / ratio)
            painter.setPen(pen)
            for fill in (QBrush(QColor(self._theme.light)), brush):
                painter.setBrush(fill)
                painter.drawRoundedRect(box, _RADIUS * ratio, _RADIUS * ratio)
