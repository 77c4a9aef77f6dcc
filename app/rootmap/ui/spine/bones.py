"""Paints bodies, sacrum, discs and pedicles; the picture counts in mm."""

from itertools import product

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QRadialGradient

from rootmap.ui.spine.inks import SIDES, Inks, mirrored, sign
from rootmap.ui.spine.shapes import SpineShape


class BonePainter:
    """Paints the hard parts of a region."""

    def __init__(self, shape: SpineShape, inks: Inks) -> None:
        self._shape, self._inks = shape, inks

    def _bone_brush(self, half: float) -> QBrush:
        gradient = QLinearGradient(-half, 0.0, half, 0.0)
        edge, middle = QColor(self._inks.colours.bone_edge), QColor(self._inks.colours.bone)
        for place, colour in ((0.0, edge), (0.16, middle), (0.84, middle), (1.0, edge)):
            gradient.setColorAt(place, colour)
        return QBrush(gradient)

    def stumps(self, painter: QPainter) -> None:
        """Paint the sawn stumps of the transverse processes."""
        painter.setPen(self._inks.pen(self._inks.colours.rim, 0.35))
        for bone in self._shape.bones:
            pedicle = bone.pedicle
            for side in SIDES:
                outer = sign(side) * (pedicle.right() + 10.0)
                inner = sign(side) * pedicle.center().x()
                height = pedicle.height() * 0.28
                down = pedicle.center().y()
                path = QPainterPath(QPointF(inner, down - height))
                path.cubicTo(inner, down - height, outer, down - height * 0.9, outer, down - height * 0.7)
                path.quadTo(outer + sign(side) * 1.6, down, outer, down + height * 0.7)
                path.cubicTo(outer, down + height * 0.9, inner, down + height, inner, down + height)
                painter.setBrush(QColor(self._inks.colours.bone_edge))
                painter.drawPath(path)

    def bones(self, painter: QPainter) -> None:
        """Paint bodies and sacrum."""
        painter.setPen(self._inks.pen(self._inks.colours.rim))
        for bone in self._shape.bones:
            painter.setBrush(self._bone_brush(bone.outline.boundingRect().width() / 2))
            painter.drawPath(bone.outline)
        if self._shape.sacrum is not None:
            painter.setBrush(self._bone_brush(44.0))
            painter.drawPath(self._shape.sacrum)
            painter.setPen(self._inks.pen(self._inks.colours.bone_edge, 0.6))
            for foramen in self._shape.foramina:
                width = foramen.center().x() - 4.0
                painter.drawLine(QPointF(-width, foramen.top() - 6.5), QPointF(width, foramen.top() - 6.5))
            painter.setPen(self._inks.pen(self._inks.colours.rim, 0.35))
            painter.setBrush(QColor(self._inks.colours.rim))
            for foramen in self._shape.foramina:
                for side in SIDES:
                    painter.drawEllipse(mirrored(foramen, side))

    def discs(self, painter: QPainter) -> None:
        """Paint the discs."""
        for disc in self._shape.discs:
            bounds = disc.outline.boundingRect()
            gradient = QRadialGradient(bounds.center(), bounds.width() / 2)
            gradient.setColorAt(0.0, QColor(self._inks.colours.nucleus))
            gradient.setColorAt(0.55, QColor(self._inks.colours.disc))
            gradient.setColorAt(1.0, QColor(self._inks.colours.disc_edge))
            painter.setPen(self._inks.pen(self._inks.colours.rim))
            painter.setBrush(gradient)
            painter.drawPath(disc.outline)
            painter.setPen(self._inks.pen(self._inks.colours.disc_edge, 0.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.save()
            painter.setClipPath(disc.outline)
            for share in (0.62, 0.8):  # the lamellae of the ring
                ring = QRectF(bounds)
                ring.setSize(bounds.size() * share)
                ring.moveCenter(bounds.center())
                painter.drawEllipse(ring.adjusted(0.0, -1.0, 0.0, 1.0))
            painter.restore()

    def pedicles(self, painter: QPainter) -> None:
        """Paint the pedicles, sawn through where the arches were."""
        for bone, side in product(self._shape.bones, SIDES):
            area = mirrored(bone.pedicle, side)
            gradient = QRadialGradient(area.center(), area.height() * 0.62)
            gradient.setColorAt(0.0, QColor(self._inks.colours.cut))
            gradient.setColorAt(0.72, QColor(self._inks.colours.bone))
            gradient.setColorAt(1.0, QColor(self._inks.colours.bone_edge))
            painter.setPen(self._inks.pen(self._inks.colours.rim, 0.7))
            painter.setBrush(gradient)
            radius = area.width() * 0.48
            painter.drawRoundedRect(area, radius, radius)
