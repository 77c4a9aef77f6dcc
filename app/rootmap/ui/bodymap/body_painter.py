"""Paint the body on a stage: shading, territories multiplied over it, lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from rootmap.ui.bodymap.lettering import Lettering
from rootmap.ui.bodymap.overlay import AtlasPaths, Drawing, Overlay, Region
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

_DIM = 0.32  # of the chosen opacity, for territories that are not lit
_LIT_TINT = 0.2  # of the theme's colour over what is lit: no hue of the map, for each is near to one of the paints
_SHEET = 0.5  # opacity of a territory that others may cover
_EDGE_DARKER, _EDGE_PX = 165, 1.3  # per cent: the border of such a territory
_SPOT_DARKER, _SPOT_HALO_PX = 230, 3.6
_SEAM_PX = 1.0  # device pixels: territories are drawn this much larger, so that no skin shows between neighbours
_LINE_PX = 0.9
_OUTLINE_PX = 1.3
_CREASE_PX = 1.1
_LIT_PX = 2.4
_CARD_RADIUS_PX = 10.0


@dataclass(frozen=True)
class BodyLook:
    """All that decides how the body looks."""

    theme: Theme
    overlay: Overlay
    pictures: Mapping[str, ViewPictures]
    lettering: Lettering = field(default_factory=Lettering)


def paint_body(painter: QPainter, stage: Stage, look: BodyLook, within: QRect) -> None:
    """Paint a part of the stage (device pixels, untransformed painter), page colour included."""
    painter.save()
    painter.setClipRect(within)
    painter.fillRect(within, QColor(look.theme.page))
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for place, part in stage.visible(within):
        painter.save()
        painter.setClipRect(part)
        _paint_view(_Canvas(painter, stage, look, place, part))
        painter.restore()
    painter.restore()


@dataclass(frozen=True)
class _Canvas:
    painter: QPainter
    stage: Stage
    look: BodyLook
    place: Placement
    part: QRect  # device pixels

    @cached_property
    def seen(self) -> QRectF:
        """The part in view mm, with room for the width of a line."""
        inverse, _ = self.transform.inverted()
        room = _LIT_PX * 2 * self.stage.ratio * self.look.theme.line_width
        return inverse.mapRect(QRectF(self.part).adjusted(-room, -room, room, room))

    def regions(self, atlas: AtlasPaths) -> list[Region]:
        """Return the territories that show in the part."""
        found = atlas.regions.get(self.place.view.name, ())
        return [region for region in found if region.box.intersects(self.seen)]

    @property
    def pictures(self) -> ViewPictures:
        return self.look.pictures[self.place.view.name]

    @property
    def scale(self) -> float:
        """Device pixels per view mm."""
        return self.stage.scale(self.place)

    @property
    def transform(self) -> QTransform:
        return self.stage.transform(self.place)

    def pen(self, colour: str, width: float, alpha: float = 1.0) -> QPen:
        """Return a pen of a width in logical pixels whatever the zoom."""
        ink = QColor(colour)
        ink.setAlphaF(alpha)
        pen = QPen(ink, width * self.stage.ratio * self.look.theme.line_width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen


def _paint_view(canvas: _Canvas) -> None:
    painter, look = canvas.painter, canvas.look
    _paint_shading(canvas)
    if look.overlay.heat is not None:
        from rootmap.ui.bodymap.heat import paint_heat

        view = canvas.place.view
        painter.setTransform(canvas.transform)
        paint_heat(painter, look.overlay.heat, view.name, QRectF(0, 0, view.width_mm, view.height_mm))
        painter.resetTransform()
    if look.overlay.atlases or look.overlay.highlighted:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(canvas.part.topLeft(), _territories(canvas))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        _paint_borders(canvas)
    painter.setTransform(canvas.transform)
    painter.fillPath(canvas.pictures.surroundings(canvas.scale), QColor(look.theme.page))
    for path, weight in canvas.pictures.creases:
        painter.strokePath(
            path, canvas.pen(look.theme.outline, _CREASE_PX * (0.5 + 0.5 * weight), 0.25 + 0.45 * weight)
        )
    painter.strokePath(canvas.pictures.outline(canvas.scale), canvas.pen(look.theme.outline, _OUTLINE_PX))
    painter.resetTransform()
    if canvas.place.inset:
        _paint_card(canvas)


def _paint_card(canvas: _Canvas) -> None:
    """Round off an inset, whose edge cuts the body, and frame it."""
    theme, ratio = canvas.look.theme, canvas.stage.ratio
    frame = canvas.stage.frame(canvas.place)
    half = ratio / 2
    card, corners = QPainterPath(), QPainterPath()
    card.addRoundedRect(frame.adjusted(half, half, -half, -half), _CARD_RADIUS_PX * ratio, _CARD_RADIUS_PX * ratio)
    corners.addRect(frame.adjusted(-ratio, -ratio, ratio, ratio))
    canvas.painter.strokePath(card, canvas.pen(theme.page, 2 * _OUTLINE_PX + 2))
    canvas.painter.fillPath(corners - card, QColor(theme.page))
    canvas.painter.strokePath(card, canvas.pen(theme.caption, 1.0, 0.45))


def _paint_shading(canvas: _Canvas) -> None:
    painter, view, theme = canvas.painter, canvas.place.view, canvas.look.theme
    painter.setTransform(canvas.transform)
    image, box = canvas.pictures.underlay(theme, canvas.scale, canvas.seen)
    painter.drawImage(box, image)
    if canvas.scale > view.underlay_px_per_mm:
        for image, box, flip in canvas.pictures.details(theme, canvas.seen):
            if flip:
                painter.setTransform(QTransform(-1, 0, 0, 1, view.width_mm, 0) * canvas.transform)
                painter.drawImage(QRectF(view.width_mm - box.right(), box.top(), box.width(), box.height()), image)
                painter.setTransform(canvas.transform)
            else:
                painter.drawImage(box, image)
    painter.resetTransform()


def _territories(canvas: _Canvas) -> QImage:
    """Return the territories' colours on white, for a part of the stage; to be multiplied over the shading."""
    part = canvas.part
    sheet = QImage(part.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    overlay = canvas.look.overlay
    with QPainter(sheet) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(canvas.transform * QTransform.fromTranslate(-part.x(), -part.y()))
        for atlas in overlay.atlases[:1]:
            if atlas.drawing is not Drawing.SPOTS:
                _lay_atlas(painter, canvas, atlas)
        for region in _lit(canvas):
            _lay(painter, canvas, region, _faded(canvas.look.theme.lit_tint, _LIT_TINT))
    return sheet


def _lay_atlas(painter: QPainter, canvas: _Canvas, atlas: AtlasPaths) -> None:
    """Fill a map: side by side, or thin sheets over each other, the smallest on top."""
    overlay, theme = canvas.look.overlay, canvas.look.theme
    opacity = overlay.opacity * (_DIM if overlay.highlight else 1.0)
    sheets = atlas.drawing is Drawing.SHEETS
    for region in canvas.regions(atlas):
        colour = _faded(theme.territory(region.territory, region.tint), opacity)
        colour.setAlphaF(_SHEET if sheets else 1.0)
        _lay(painter, canvas, region, colour)


def _lay(painter: QPainter, canvas: _Canvas, region: Region, colour: QColor) -> None:
    pen = QPen(colour, _SEAM_PX)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(colour)
    painter.drawPath(region.path.at(canvas.scale))


def _lit(canvas: _Canvas) -> list[Region]:
    overlay = canvas.look.overlay
    shown = canvas.regions(overlay.highlighted) if overlay.highlighted else []
    return [region for region in shown if overlay.is_lit(region.territory, region.side)]


def _faded(colour: str, opacity: float) -> QColor:
    """Return a colour mixed with white: multiplied, it then darkens only by its share."""
    full = QColor(colour)
    red, green, blue = (round(255 - (255 - c) * opacity) for c in (full.red(), full.green(), full.blue()))
    return QColor(red, green, blue)


def _paint_borders(canvas: _Canvas) -> None:
    painter, overlay, theme = canvas.painter, canvas.look.overlay, canvas.look.theme
    painter.setTransform(canvas.transform)
    for index, atlas in enumerate(overlay.atlases):
        if not index and atlas.drawing is Drawing.SPOTS:
            _paint_spots(canvas, atlas)
            continue
        for region in canvas.regions(atlas):
            pen = _second_atlas_pen(canvas, index) if index else _edge_pen(canvas, atlas, region)
            painter.strokePath(region.path.at(canvas.scale), pen)
    lit = [region.path.at(canvas.scale) for region in _lit(canvas)]
    for colour, width in ((theme.halo, 2 * _LIT_PX), (theme.lit, _LIT_PX)):
        for path in lit:
            painter.strokePath(path, canvas.pen(colour, width, 0.9))
    painter.resetTransform()


def _edge_pen(canvas: _Canvas, atlas: AtlasPaths, region: Region) -> QPen:
    """Return the pen for the border of a territory: its own colour, darker, where it may cross others."""
    theme, dim = canvas.look.theme, canvas.look.overlay.highlight is not None
    if atlas.drawing is Drawing.MOSAIC:
        return canvas.pen(theme.border, _LINE_PX, 0.16 if dim else 0.34)
    colour = QColor(theme.territory(region.territory, region.tint)).darker(_EDGE_DARKER)
    return canvas.pen(colour.name(), _EDGE_PX, 0.3 if dim else 0.85)


def _paint_spots(canvas: _Canvas, atlas: AtlasPaths) -> None:
    overlay, theme = canvas.look.overlay, canvas.look.theme
    for region in canvas.regions(atlas):
        colour = QColor(theme.territory(region.territory, region.tint))
        lit = overlay.highlight is None or overlay.is_lit(region.territory, region.side)
        path = region.path.at(canvas.scale)
        canvas.painter.setOpacity(1.0 if lit else _DIM)
        canvas.painter.strokePath(path, canvas.pen(theme.halo, _SPOT_HALO_PX, 0.9))
        canvas.painter.fillPath(path, colour)
        canvas.painter.strokePath(path, canvas.pen(colour.darker(_SPOT_DARKER).name(), _EDGE_PX))
    canvas.painter.setOpacity(1.0)


def _second_atlas_pen(canvas: _Canvas, index: int) -> QPen:
    pen = canvas.pen(canvas.look.theme.accent, 1.3, 0.85)
    pen.setDashPattern([4.0, 2.0 + index])
    return pen
