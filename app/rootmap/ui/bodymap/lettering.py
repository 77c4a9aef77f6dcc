"""Names of territories as small ready pictures, dark on a light halo, so that they read on any colour."""

from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPainterPath, QPen

from rootmap.ui.theme import Theme

_LABEL_EM = 0.92  # of the application's font
_CAPTION_EM = 1.0
_HALO_PX = 2.6
_ROOM_SHARE = 0.42  # of a name's width that must be free on either side; the halo carries the rest


@dataclass(frozen=True)
class Sprite:
    """A written name, and the free device pixels it needs to either side, and up or down."""

    image: QImage
    needs: tuple[float, float]


@dataclass
class Lettering:
    """Writes each name once for each theme and pixel ratio."""

    _sprites: dict[tuple[str, str, float, int], Sprite] = field(default_factory=dict)

    def sprite(self, text: str, theme: Theme, ratio: float) -> Sprite:
        """Return a territory's name as a picture."""
        em = QGuiApplication.font().pixelSize()
        key = (text, theme.name, ratio, em)
        if key not in self._sprites:
            self._sprites[key] = _write(text, theme, ratio)
        return self._sprites[key]


def letter_font(theme: Theme, ratio: float, em: float = _CAPTION_EM, *, bold: bool = False) -> QFont:
    """Return the application's font at so many em, in device pixels."""
    font = QGuiApplication.font()
    base = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 4 / 3
    font.setPixelSize(max(1, round(base * em * theme.text_scale * ratio)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _write(text: str, theme: Theme, ratio: float) -> Sprite:
    font = letter_font(theme, ratio, _LABEL_EM, bold=True)
    halo = _HALO_PX * ratio
    box = QFontMetricsF(font).tightBoundingRect(text)
    width, height = ceil(box.width() + 2 * halo), ceil(box.height() + 2 * halo)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addText(halo - box.left(), halo - box.top(), font, text)
    soft = QColor(theme.halo)
    soft.setAlphaF(0.75)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(soft, halo * 1.4, Qt.PenStyle.SolidLine, _ROUND, Qt.PenJoinStyle.RoundJoin))
        painter.fillPath(path, QColor(theme.label))
    return Sprite(image, (box.width() * _ROOM_SHARE, box.height() / 2))


_ROUND = Qt.PenCapStyle.RoundCap
