"""What is drawn where the hand is: the brush's ring in true size, the crosshair, the lasso in hand."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from rootmap.ui.theme import Theme

_SMALLEST_RING_PX = 3.0
_CROSS_PX = 13.0
_CROSS_GAP_PX = 4.0
_LASSO_ALPHA = 0.22


def ring_box(at: QPointF, radius: float, ratio: float) -> QRect:
    """Return the device pixels a ring or a crosshair covers."""
    reach = max(radius, _CROSS_PX * ratio) + 3 * ratio
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


class Ring:
    """The brush's edge, dark on light so that it shows on any ground; drawn once for each size, then moved."""

    def __init__(self) -> None:
        self._image = QImage()
        self._drawn: tuple[float, float, bool] | None = None

    def paint(self, painter: QPainter, at: QPointF, radius: float, ratio: float, *, erases: bool) -> None:
        """Draw the ring round a point, to the nearest device pixel; dashed when it erases."""
        look = (max(radius, _SMALLEST_RING_PX * ratio), ratio, erases)
        if look != self._drawn:
            self._drawn, self._image = look, _ring_image(*look)
        middle = self._image.width() // 2
        painter.drawImage(round(at.x()) - middle, round(at.y()) - middle, self._image)


def _ring_image(radius: float, ratio: float, erases: bool) -> QImage:
    middle = ceil(radius + 2 * ratio) + 1
    image = QImage(2 * middle + 1, 2 * middle + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    at = QPointF(middle + 0.5, middle + 0.5)
    style = Qt.PenStyle.DashLine if erases else Qt.PenStyle.SolidLine
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width, line in (("#ffffff", 3.0, Qt.PenStyle.SolidLine), ("#20262b", 1.2, style)):
            ink = QColor(colour)
            ink.setAlphaF(0.8)
            painter.setPen(QPen(ink, width * ratio, line))
            painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(QColor("#20262b"), 2.0 * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoint(at)
    return image


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
