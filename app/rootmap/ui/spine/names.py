"""Writes the names of vertebrae on their pedicles, of discs beside them, of roots where they end."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTransform

from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import CandidateSide
from rootmap.ui.spine.inks import SIDES, Inks, Look, mirrored, mixed, sign
from rootmap.ui.spine.shapes import DiscShape, RootShape, SpineShape

_ON_BONE = {"light": "#5a4a30", "dark": "#1a1610", "projector": "#2b2419"}  # on sawn bone
_ON_CHIP = "#14181c"
STEPPED_BACK = 0.45  # how much of its colour a root keeps that makes room for another
_NAME_MM, _LEAST_PX = 5.6, 9.5  # the height of names in the picture, and the least on screen
_BESIDE_EM = 0.85  # the least of those beside the picture, where there is room, in parts of the window's type


@dataclass(frozen=True)
class Hand:
    """How a name is written: colour, height in mm, weight, and whether it begins, ends or stands round its point."""

    colour: str
    mm: float
    bold: bool = False
    ends: bool = False
    begins: bool = False


class NamePainter:
    """Writes the names of a region; `scale` is pixels per mm."""

    def __init__(self, shape: SpineShape, inks: Inks, scale: float, font: QFont) -> None:
        self._shape, self._inks, self._scale, self._font = shape, inks, scale, font
        self._beside_mm = max(_NAME_MM, _BESIDE_EM * font.pixelSize() / scale)

    def paint(self, painter: QPainter, look: Look) -> None:
        """Write all names."""
        for bone in self._shape.bones:
            for side in SIDES:
                area = mirrored(bone.pedicle, side)
                self._write(painter, area.center(), bone.name, Hand(_ON_BONE[self._inks.theme.name], 4.6))
        for shape in self._shape.roots:
            for side in SIDES:
                self._root_name(painter, shape, side, look)
        outermost = max(shape.name_at.x() for shape in self._shape.roots)
        edge = -outermost - 9.0
        for disc in self._shape.discs:
            at = QPointF(edge, (disc.top + disc.bottom) / 2)
            chosen = disc.id in {place.disc for place in (look.chosen, *look.places) if place is not None}
            colour = self._inks.colours.text if chosen else self._inks.colours.quiet
            self._write(painter, at, disc.name, Hand(colour, self._beside_mm, bold=chosen, ends=True))
            self._zones(painter, disc, look, -edge)

    def _zones(self, painter: QPainter, disc: DiscShape, look: Look, edge: float) -> None:
        """Write at the right which zones of a disc are meant."""
        one = next(
            (place for place in (look.pointed, look.chosen) if place is not None and place.disc == disc.id), None
        )
        named = [one.zone] if one is not None else [place.zone for place in look.places if place.disc == disc.id]
        if not named:
            return
        lines = list(dict.fromkeys(zone.words for zone in named))
        step = self._beside_mm * 1.25
        down = (disc.top + disc.bottom) / 2 - step * (len(lines) - 1) / 2
        for number, words in enumerate(lines):
            hand = Hand(self._inks.colours.text, self._beside_mm, bold=one is not None, begins=True)
            self._write(painter, QPointF(edge, down + number * step), words, hand)

    def _root_name(self, painter: QPainter, shape: RootShape, side: CandidateSide, look: Look) -> None:
        strong = look.is_lit((shape.root, side)) and bool(look.lit)
        steps_back = look.steps_back((shape.root, side))
        colour = QColor(self._inks.theme.territory(str(shape.root)))
        at = QPointF(sign(side) * shape.name_at.x(), shape.name_at.y())
        small = Root.S2 <= shape.root <= Root.S5
        height = 6.4 if small else 8.0
        chip = QRectF(0.0, 0.0, height * 1.55, height)
        chip.moveCenter(at)
        painter.save()
        colour = mixed(colour, QColor(self._inks.colours.ground), STEPPED_BACK) if steps_back else colour
        edge = self._inks.theme.lit if strong else colour.darker(190).name()
        painter.setPen(self._inks.pen(edge, 1.0 if strong else 0.4))
        painter.setBrush(colour)
        painter.drawRoundedRect(chip, height * 0.3, height * 0.3)
        text = self._inks.colours.text if steps_back else _ON_CHIP
        self._write(painter, at, str(shape.root), Hand(text, 3.9 if small else 4.9, bold=True))
        painter.restore()

    def _write(self, painter: QPainter, at: QPointF, text: str, hand: Hand) -> None:
        """Write round a point in mm, or so that the text ends there."""
        painter.save()
        where = painter.transform().map(at)
        painter.setTransform(QTransform())
        font = QFont(self._font)
        font.setPixelSize(round(max(_LEAST_PX, hand.mm * self._scale)))
        font.setBold(hand.bold)
        painter.setFont(font)
        painter.setPen(QColor(hand.colour))
        room = QRectF(0.0, 0.0, 400.0, 60.0)
        flag = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        if hand.ends:
            room.moveTo(where.x() - room.width(), where.y() - 30.0)
            flag |= Qt.AlignmentFlag.AlignRight
        elif hand.begins:
            room.moveTo(where.x(), where.y() - 30.0)
            flag |= Qt.AlignmentFlag.AlignLeft
        else:
            room.moveCenter(where)
            flag |= Qt.AlignmentFlag.AlignHCenter
        painter.drawText(room, flag, text)
        painter.restore()
