"""What is drawn where the hand is: the brush's ring in true size, the crosshair, the lasso in hand."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from rootmap.ui.theme import Theme

_SMALLEST_RING_PX = 3.0
_CROSS_PX = 13.0
_CROSS_GAP_PX = 4.0
_LASSO_ALPHA = 0.22


def ring_box(at: QPointF, radius: float, ratio: float) -> QRect:
    """Return the device pixels a ring or a crosshair covers."""
    reach = max(radius, _CROSS_PX * ratio) + 3 * ratio
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


def paint_ring(painter: QPainter, at: QPointF, radius: float, ratio: float, *, erases: bool) -> None:
    """Draw the brush's edge, dark on light so that it shows on any ground (device pixels)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = max(radius, _SMALLEST_RING_PX * ratio)
    style = Qt.PenStyle.DashLine if erases else Qt.PenStyle.SolidLine
    for colour, width, line in (("#ffffff", 3.0, Qt.PenStyle.SolidLine), ("#20262b", 1.2, style)):
        ink = QColor(colour)
        ink.setAlphaF(0.8)
        painter.setPen(QPen(ink, width * ratio, line))
        painter.drawEllipse(at, radius, radius)
    painter.setPen(QPen(QColor("#20262b"), 2.0 * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoint(at)


def paint_crosshair(painter: QPainter, at: QPointF, theme: Theme, ratio: float) -> None:
    """Draw the keyboard's cursor (device pixels)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    near, far = _CROSS_GAP_PX * ratio, _CROSS_PX * ratio
    lines = [
        QLineF(at + QPointF(x * near, y * near), at + QPointF(x * far, y * far))
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    for colour, width in (("#ffffff", 4.0), (theme.accent, 2.0)):
        painter.setPen(QPen(QColor(colour), width * ratio))
        painter.drawLines(lines)


def paint_lasso(painter: QPainter, points: Sequence[QPointF], colour: str, ratio: float) -> None:
    """Draw a lasso in hand and what it would enclose (device pixels)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addPolygon(QPolygonF(list(points)))
    inside = QColor(colour)
    inside.setAlphaF(_LASSO_ALPHA)
    painter.fillPath(path, inside)
    painter.strokePath(path, QPen(QColor("#ffffff"), 3.0 * ratio))
    painter.strokePath(path, QPen(QColor(colour).darker(120), 1.5 * ratio, Qt.PenStyle.DashLine))


def paint_focus(painter: QPainter, box: QRectF, theme: Theme, ratio: float) -> None:
    """Draw the ring that shows the keyboard speaks to the body (device pixels)."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 2.0 * ratio))
    painter.drawRect(box.adjusted(ratio, ratio, -ratio, -ratio))
