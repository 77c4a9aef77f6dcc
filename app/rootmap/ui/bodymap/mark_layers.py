"""The paint as pictures: the quality being painted in one, all others in another, and the brush at work on them.

A live stroke replaces pixels by the finished ink (it does not blend), so paint never grows denser by going over it
twice. That ink ends at the silhouette: `_body` is where there is body, one byte a pixel, and each dab is cut with it.
"""

from collections.abc import Mapping

import shapely
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Painted, as_multipolygon
from rootmap.ui.bodymap.inks import edge_pens, ink_brush
from rootmap.ui.bodymap.paths import path_of
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

_SPILL_PX = 4  # edges reach this far beyond an area
_Mode = QPainter.CompositionMode


class MarkLayers:
    """Two transparent pictures of the stage's size, made when there is something to show, kept up to date by parts."""

    def __init__(self, pictures: Mapping[str, ViewPictures]) -> None:
        self._pictures = pictures
        self._stage: Stage | None = None
        self._theme: Theme | None = None
        self._active = Quality.PAIN
        self._painted: Painted = {}
        self._layers: dict[bool, QImage] = {}  # False: all other qualities, True: the active one
        self._body: QImage | None = None
        self._brush = QBrush()

    def rebuild(self, stage: Stage, theme: Theme, painted: Painted, active: Quality) -> None:
        """Paint everything anew for a stage."""
        self._layers.clear()
        self._stage, self._theme, self._active = stage, theme, active
        self._body = None
        self.refresh(painted, stage.rect)

    def refresh(self, painted: Painted, part: QRect) -> None:
        """Paint a part anew from the polygons."""
        self._painted = painted
        if self._stage is None or self._theme is None:
            return
        for wanted in (False, True):
            shown = [quality for quality in Quality if quality in painted and (quality is self._active) == wanted]
            if not shown and wanted not in self._layers:
                continue
            with QPainter(self._layer(wanted)) as painter:
                painter.setClipRect(part)
                painter.setCompositionMode(_Mode.CompositionMode_Clear)
                painter.fillRect(part, Qt.GlobalColor.transparent)
                painter.setCompositionMode(_Mode.CompositionMode_SourceOver)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                for quality in shown:
                    self._paint(painter, quality, part)

    def draw(self, painter: QPainter, part: QRect) -> None:
        """Show a part of both pictures; the painter works in device pixels."""
        for layer in self._in_order():
            painter.drawImage(part, layer, part)

    def draw_scaled(self, painter: QPainter, target: QRectF) -> None:
        """Show the pictures at another size or place, while the camera moves."""
        for layer in self._in_order():
            painter.drawImage(target, layer)

    def shift(self, dx: int, dy: int, stage: Stage) -> None:
        """Move the pictures along with a panning camera; what comes in is to be refreshed."""
        self._stage, self._body = stage, None
        for layer in self._layers.values():
            scroll(layer, dx, dy)

    def prepare(self) -> None:
        """Make ready for a stroke, so that its first dab costs no more than the next."""
        if self._body is None and self._stage is not None and self._theme is not None:
            self._body = _silhouettes(self._stage, self._pictures)
            self._brush = ink_brush(self._theme.paint[self._active], self._stage.ratio)

    def dab(self, line: QLineF, width: float, *, erase: bool) -> QRect:
        """Paint, or rub out, a capsule (device pixels); return the pixels touched."""
        reach = width / 2 + 2
        box = QRectF(line.p1(), line.p2()).normalized().adjusted(-reach, -reach, reach, reach).toAlignedRect()
        brush = QBrush(Qt.GlobalColor.black) if erase else QBrush(self._ink(box))
        pen = QPen(brush, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        mode = _Mode.CompositionMode_DestinationOut if erase else _Mode.CompositionMode_Source
        for layer in self._in_order() if erase else [self._layer(True)]:
            with QPainter(layer) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setCompositionMode(mode)
                painter.setBrushOrigin(box.topLeft())
                painter.setPen(pen)
                if line.isNull():
                    painter.drawPoint(line.p1())
                else:
                    painter.drawLine(line)
        return box

    def _ink(self, box: QRect) -> QImage:
        """Return the ink of the active quality in a box, as far as there is body."""
        self.prepare()
        assert self._stage is not None
        assert self._body is not None
        ink = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
        with QPainter(ink) as painter:
            painter.translate(-box.topLeft())
            painter.setBrushOrigin(_anchor(self._stage))
            painter.setCompositionMode(_Mode.CompositionMode_Source)
            painter.fillRect(box, self._brush)
            painter.setCompositionMode(_Mode.CompositionMode_DestinationIn)
            painter.drawImage(box.topLeft(), self._body, box)
        return ink

    def _layer(self, active: bool, /) -> QImage:
        assert self._stage is not None
        if active not in self._layers:
            self._layers[active] = _blank(self._stage)
        return self._layers[active]

    def _in_order(self) -> list[QImage]:
        return [self._layers[active] for active in (False, True) if active in self._layers]

    def _paint(self, painter: QPainter, quality: Quality, part: QRect) -> None:
        assert self._stage is not None
        assert self._theme is not None
        ink, ratio = self._theme.paint[quality], self._stage.ratio
        painter.setBrush(ink_brush(ink, ratio))
        painter.setBrushOrigin(_anchor(self._stage))
        lift, edge = edge_pens(ink, self._theme, ratio)
        for place, seen in self._stage.visible(part):
            shape = self._painted[quality].get(place.view.name)
            if shape is not None:
                near = _near(shape, self._stage, place, seen)
                path = self._stage.transform(place).map(path_of(near))
                painter.strokePath(path, lift)
                painter.setPen(edge)
                painter.drawPath(path)


def scroll(image: QImage, dx: int, dy: int) -> None:
    """Move a picture's content by whole pixels, in place; what comes in is left as it was."""
    copy = image.copy()
    with QPainter(image) as painter:
        painter.setCompositionMode(_Mode.CompositionMode_Source)
        painter.drawImage(dx, dy, copy)


def bounds_on(stage: Stage, place: Placement, shape: MultiPolygon) -> QRect:
    """Return the pixels an area (view mm) and its edge cover."""
    x0, y0, x1, y1 = shape.bounds
    box = QRectF(stage.to_device(place, x0, y0), stage.to_device(place, x1, y1))
    spill = _SPILL_PX * stage.ratio
    return box.adjusted(-spill, -spill, spill, spill).toAlignedRect()


def _near(shape: MultiPolygon, stage: Stage, place: Placement, part: QRect) -> MultiPolygon:
    """Cut an area down to what can show in a part, well outside of it so that no cut is seen."""
    spill = 2 * _SPILL_PX * stage.ratio
    x0, y0 = stage.to_view(place, QPointF(part.left() - spill, part.top() - spill))
    x1, y1 = stage.to_view(place, QPointF(part.right() + spill, part.bottom() + spill))
    low_x, low_y, high_x, high_y = shape.bounds
    if x0 <= low_x and y0 <= low_y and high_x <= x1 and high_y <= y1:
        return shape
    return as_multipolygon(shapely.clip_by_rect(shape, x0, y0, x1, y1))


def _silhouettes(stage: Stage, pictures: Mapping[str, ViewPictures]) -> QImage:
    """Return how much of each pixel is body."""
    image = QImage(stage.width, stage.height, QImage.Format.Format_Alpha8)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        for place, part in stage.visible(stage.rect):
            painter.setClipRect(part)
            painter.drawPath(stage.transform(place).map(pictures[place.view.name].outline(stage.scale(place))))
    return image


def _anchor(stage: Stage) -> QPointF:
    """Return where patterns start, so that they keep their place on the body when it is moved."""
    return QPointF(stage.lens.dx, stage.lens.dy)


def _blank(stage: Stage) -> QImage:
    image = QImage(stage.width, stage.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
