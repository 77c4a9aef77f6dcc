"""What paint looks like: a translucent colour with a pattern, so that qualities differ without colour too."""

from itertools import product

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from rootmap.ui.theme import Ink, Pattern, Theme

_TILE_PX = 9  # logical pixels
_GROUND_ALPHA = 0.46  # the shading stays visible below
_PLAIN_ALPHA = 0.62
_FIGURE_ALPHA = 0.92
_FIGURE_DARKER = 116  # per cent
_LINE_PX = 2.0
_DOT_PX = 3.4
_ARM_SHARE = 0.27  # of a tile, from the middle of a cross to its end
_EDGE_PX = 1.4
_LIFT_PX, _LIFT_ALPHA = 3.6, 0.7


def ink_brush(ink: Ink, ratio: float) -> QBrush:
    """Return the brush for one quality, in device pixels; anchor it with the brush origin."""
    colour = QColor(ink.colour)
    if ink.pattern is Pattern.PLAIN:
        colour.setAlphaF(_PLAIN_ALPHA)
        return QBrush(colour)
    return tiled(ink, ratio, _GROUND_ALPHA)


def tiled(ink: Ink, ratio: float, ground_alpha: float) -> QBrush:
    """Return a brush of a pattern over its own colour at an opacity of 0..1, in device pixels."""
    colour = QColor(ink.colour)
    size = round(_TILE_PX * ratio)
    tile = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    colour.setAlphaF(ground_alpha)
    tile.fill(colour)
    colour = colour.darker(_FIGURE_DARKER)
    colour.setAlphaF(_FIGURE_ALPHA)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        _draw(painter, ink.pattern, QPen(colour, _LINE_PX * ratio), float(size))
    return QBrush(tile)


def edge_pens(ink: Ink, theme: Theme, ratio: float) -> tuple[QPen, QPen]:
    """Return the pens for the edge of finished paint: a light one that lifts it off any territory, and its own."""
    light = QColor(theme.halo)
    light.setAlphaF(_LIFT_ALPHA)
    pens = QPen(light, _LIFT_PX * ratio), QPen(QColor(ink.colour).darker(135), _EDGE_PX * ratio)
    for pen in pens:
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pens


def _draw(painter: QPainter, pattern: Pattern, pen: QPen, size: float) -> None:
    """Draw one tile of a pattern; what leaves at one edge comes in at the other."""
    middle = size / 2
    painter.setPen(pen)
    if pattern is Pattern.DIAGONAL:
        for shift in (-size, 0.0, size):
            painter.drawLine(QPointF(shift - 1, size + 1), QPointF(shift + size + 1, -1))
    elif pattern is Pattern.HORIZONTAL:
        painter.drawLine(QPointF(-1, middle), QPointF(size + 1, middle))
    elif pattern is Pattern.DOTS:
        pen.setWidthF(pen.widthF() * _DOT_PX / _LINE_PX)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoint(QPointF(middle, middle))
    elif pattern is Pattern.CROSSES:
        arm = size * _ARM_SHARE
        for x, y in product((0.0, size), repeat=2):  # at the corners, between the dots of a layer below
            painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
            painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))
