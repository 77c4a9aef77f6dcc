"""Paints the spine from back to front: bone, discs, zones, what has slipped out, dura, cord, roots, pedicles, names."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from rootmap.anatomy.spine import SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import CandidateSide
from rootmap.localise.level import Place
from rootmap.ui.spine.bones import BonePainter
from rootmap.ui.spine.inks import SIDES, Inks, Look, mixed, sign
from rootmap.ui.spine.names import NamePainter
from rootmap.ui.spine.shapes import DiscShape, RootShape, SpineShape
from rootmap.ui.theme import Theme

_SEEN_THROUGH = 0.78  # how strong what presses the sac from the front shines through it
_FAINT = 0.3  # how strong the other roots stay while some are lit


class SpinePainter:
    """Paints one region in one theme; `scale` is pixels per mm."""

    def __init__(self, shape: SpineShape, theme: Theme, scale: float, font: QFont) -> None:
        self._shape, self._inks = shape, Inks(theme)
        self._bones = BonePainter(shape, self._inks)
        self._names = NamePainter(shape, self._inks, scale, font)

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint everything; the painter counts in mm."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._bones.stumps(painter)
        self._bones.bones(painter)
        self._bones.discs(painter)
        self._zones(painter, look)
        central = look.chosen is not None and look.chosen.is_central
        if look.chosen is not None and not central:
            self._slipped(painter, look.chosen)
        self._canal(painter)
        if look.chosen is not None and central:
            self._pressed_sac(painter, look.chosen)
        for shape, side in self._back_to_front(look):
            self._root(painter, shape, side, look)
        self._bones.pedicles(painter)
        self._names.paint(painter, look)

    # --- zones and what has slipped out ------------------------------------------------------------------------------

    def disc(self, name: str) -> DiscShape | None:
        """Return the shape of a disc, None when it is in another region."""
        return next((disc for disc in self._shape.discs if disc.id == name), None)

    def _zones(self, painter: QPainter, look: Look) -> None:
        for number, place in enumerate(look.places):
            self._tint(painter, place, 0.62 if not number else 0.4)
        if look.pointed is not None and look.pointed != look.chosen:
            self._tint(painter, look.pointed, 0.3, edge=True)
        if look.chosen is not None:
            self._tint(painter, look.chosen, 0.2, edge=True)

    def _tint(self, painter: QPainter, place: Place, strength: float, *, edge: bool = False) -> None:
        disc = self.disc(place.disc)
        if disc is None:
            return
        colour = QColor(self._inks.colours.accent)
        painter.setPen(self._inks.pen(self._inks.colours.accent, 0.8) if edge else Qt.PenStyle.NoPen)
        colour.setAlphaF(strength)
        painter.setBrush(colour)
        painter.drawPath(zone_path(disc, place))

    def _slipped(self, painter: QPainter, place: Place) -> None:
        """Paint disc matter that has left the ring in a zone."""
        disc = self.disc(place.disc)
        if disc is None:
            return
        start, end = disc.span(place.zone)
        middle = 0.0 if place.is_central else sign(place.side) * (start + min(end, start + 11.0)) / 2
        half = 8.4 if place.is_central else max(6.4, min(end - start, 11.0) * 0.68)
        middle += 0.0 if place.zone is not Zone.PARACENTRAL else sign(place.side) * 0.8
        down = (disc.top + disc.bottom) / 2 - 0.6 + self._towards_root(place.zone)
        height = (disc.bottom - disc.top) * 0.5 + 3.4
        centre = QPointF(middle, down)
        path = _blob(centre, half, height)
        gradient = QRadialGradient(centre - QPointF(half * 0.25, height * 0.3), max(half, height) * 1.25)
        colour = QColor(self._inks.colours.matter)
        gradient.setColorAt(0.0, colour.lighter(150))
        gradient.setColorAt(0.6, colour)
        gradient.setColorAt(1.0, colour.darker(125))
        painter.setPen(self._inks.pen(colour.darker(170).name(), 0.5))
        painter.setBrush(gradient)
        painter.drawPath(path)

    def _towards_root(self, zone: Zone) -> float:
        """Return how far matter in the foramen lies from the middle of its disc: where the root is, mm downwards."""
        if zone is not Zone.FORAMINAL:
            return 0.0
        return 2.6 if self._shape.region is SpineRegion.CERVICAL else -0.46 * self._shape.build.disc

    def _pressed_sac(self, painter: QPainter, place: Place) -> None:
        """Paint what presses the sac from the front as it shines through, and the length of sac that suffers."""
        disc = self.disc(place.disc)
        if disc is None:
            return
        reach = self._shape.build.pitch * 0.4
        painter.save()
        painter.setClipRect(QRectF(-40.0, disc.top - reach, 80.0, disc.bottom - disc.top + 2 * reach))
        glow = QColor(self._inks.theme.lit_tint)
        glow.setAlphaF(0.75)
        painter.setPen(QPen(glow, 1.8 * self._inks.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._shape.sac)
        painter.restore()
        painter.setOpacity(_SEEN_THROUGH)
        self._slipped(painter, place)
        painter.setOpacity(1.0)

    # --- canal and roots ---------------------------------------------------------------------------------------------

    def _canal(self, painter: QPainter) -> None:
        half = self._shape.build.sac
        gradient = QLinearGradient(-half, 0.0, half, 0.0)
        for place, alpha in ((0.0, 0.95), (0.25, 0.62), (0.5, 0.5), (0.75, 0.62), (1.0, 0.95)):
            colour = QColor(self._inks.colours.dura)
            colour.setAlphaF(alpha)
            gradient.setColorAt(place, colour)
        painter.setPen(self._inks.pen(self._inks.colours.rim, 0.35))
        painter.setBrush(gradient)
        painter.drawPath(self._shape.sac)
        bounds = self._shape.cord.boundingRect()
        matter = QLinearGradient(bounds.left(), 0.0, bounds.right(), 0.0)
        for place, dark in ((0.0, 128), (0.35, 100), (0.65, 100), (1.0, 128)):
            matter.setColorAt(place, QColor(self._inks.colours.cord).darker(dark))
        painter.setBrush(matter)
        painter.drawPath(self._shape.cord)
        painter.setPen(self._inks.pen(self._inks.colours.rim, 0.2))
        painter.drawLine(QPointF(0.0, bounds.top()), QPointF(0.0, bounds.bottom() - 3.0))

    def _back_to_front(self, look: Look) -> Iterator[tuple[RootShape, CandidateSide]]:
        """Yield the roots, those lit last."""
        every = [(shape, side) for shape in self._shape.roots for side in SIDES]
        yield from sorted(every, key=lambda each: (each[0].root, each[1]) in look.lit)

    def _root(self, painter: QPainter, shape: RootShape, side: CandidateSide, look: Look) -> None:
        key = (shape.root, side)
        lit = key in look.lit or key == look.pointed_root
        ink = QColor(self._inks.theme.territory(str(shape.root)))
        colour, rim = (ink, ink.darker(220)) if lit or not look.lit else self._faint(ink)
        width = self._shape.build.nerve * (0.7 if Root.S2 <= shape.root <= Root.S5 else 1.0)
        painter.save()
        painter.scale(sign(side), 1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        strong = lit and bool(look.lit)
        for tone, mm in ((rim, 1.5 if strong else 0.85), (colour, 1.0 if strong else 0.5)):
            painter.setPen(self._inks.pen(tone.name(), mm))
            painter.drawPath(shape.threads)
        if key in look.lit:
            glow = QColor(self._inks.theme.lit_tint)
            glow.setAlphaF(0.5)
            painter.setPen(QPen(glow, width + 3.2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(shape.course)
        for tone, mm in ((rim, width + 0.9 * self._inks.line), (colour, width), (colour.lighter(114), width * 0.32)):
            painter.setPen(QPen(tone, mm, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(shape.course)
        self._bulge(painter, shape, colour, rim, width)
        painter.restore()

    def _faint(self, ink: QColor) -> tuple[QColor, QColor]:
        """Return body and rim of a root that steps back behind those that are lit."""
        ground = QColor(self._inks.colours.bone)
        return mixed(ink, ground, _FAINT), mixed(ink.darker(220), ground, _FAINT + 0.1)

    def _bulge(self, painter: QPainter, shape: RootShape, colour: QColor, rim: QColor, width: float) -> None:
        """Paint the ganglion and the light along the root."""
        centre, degrees = shape.ganglion
        painter.save()
        painter.translate(centre)
        painter.rotate(degrees)
        painter.setPen(QPen(rim, 0.45 * self._inks.line))
        gradient = QRadialGradient(QPointF(-1.0, -0.8), width * 1.7)
        gradient.setColorAt(0.0, colour.lighter(118))
        gradient.setColorAt(1.0, colour.darker(112))
        painter.setBrush(gradient)
        painter.drawEllipse(QPointF(0.0, 0.0), width * 1.35, width * 0.86)
        painter.restore()


def zone_path(disc: DiscShape, place: Place) -> QPainterPath:
    """Return the part of the plane a zone takes: of the disc, far lateral beside it."""
    start, end = disc.span(place.zone)
    if place.zone is Zone.FAR_LATERAL:
        area = QRectF(start, disc.top - 1.5, end - start, disc.bottom - disc.top + 3.0)
    else:
        area = QRectF(start, disc.top - 0.6, end - start, disc.bottom - disc.top + 1.2)
    if place.is_central:
        area = QRectF(-end, area.top(), 2 * end, area.height())
    elif place.side is CandidateSide.LEFT:
        area = QRectF(-end, area.top(), end - start, area.height())
    path = QPainterPath()
    path.addRoundedRect(area, 1.6, 1.6)
    return path


def _blob(centre: QPointF, half: float, height: float) -> QPainterPath:
    """Return a soft lump, a little uneven, as disc matter is."""
    x, y = centre.x(), centre.y()
    path = QPainterPath(QPointF(x - half, y + height * 0.1))
    path.cubicTo(x - half * 1.05, y - height * 0.7, x - half * 0.5, y - height * 1.05, x + half * 0.05, y - height)
    path.cubicTo(x + half * 0.62, y - height * 0.95, x + half * 1.1, y - height * 0.55, x + half, y + height * 0.05)
    path.cubicTo(x + half * 0.95, y + height * 0.75, x + half * 0.5, y + height * 1.05, x, y + height)
    path.cubicTo(x - half * 0.55, y + height * 1.02, x - half * 0.98, y + height * 0.65, x - half, y + height * 0.1)
    path.closeSubpath()
    return path
