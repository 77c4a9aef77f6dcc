"""Names of territories as small ready pictures, dark on a light halo, so that they read on any colour."""

from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPainterPath, QPen

from rootmap.ui.bodymap.wording import forms
from rootmap.ui.theme import Theme

_LABEL_EM = 0.92  # of the application's font
_LONG_EM = 0.8  # for names longer than a root's
ROOT_LETTERS = 4
_LINE_SHARE = 0.92  # of the font's height, from one line of a name to the next
_CAPTION_EM = 1.0
_HALO_PX = 2.6
_ROOM_SHARE = 0.42  # of a name's width that must be free on either side; the halo carries the rest


@dataclass(frozen=True)
class Sprite:
    """A name as it is written, and the free device pixels it needs to either side, and up or down."""

    text: str
    image: QImage
    needs: tuple[float, float]


@dataclass
class Lettering:
    """Writes each name once for each theme and pixel ratio."""

    _sprites: dict[tuple[str, str, float, int], Sprite] = field(default_factory=dict)
    _needs: dict[tuple[str, str, float, int], tuple[float, float]] = field(default_factory=dict)

    def sprite(self, text: str, theme: Theme, ratio: float) -> Sprite:
        """Return a territory's name, as broken into lines, as a picture."""
        key = (text, theme.name, ratio, QGuiApplication.font().pixelSize())
        if key not in self._sprites:
            self._sprites[key] = _write(text, theme, ratio)
        return self._sprites[key]

    def fitting(self, title: str, theme: Theme, ratio: float, room: tuple[float, float]) -> Sprite | None:
        """Return the fullest way to write a name in the room (device pixels to either side, and up or down)."""
        for text in forms(title):
            key = (text, theme.name, ratio, QGuiApplication.font().pixelSize())
            if key not in self._needs:
                self._needs[key] = _Lines(text, theme, ratio).needs
            if all(need <= free for need, free in zip(self._needs[key], room, strict=True)):
                return self.sprite(text, theme, ratio)
        return None

    def shortest(self, title: str, theme: Theme, ratio: float) -> Sprite:
        """Return the narrowest way to write a name."""
        return self.sprite(forms(title)[-1], theme, ratio)


def letter_font(theme: Theme, ratio: float, em: float = _CAPTION_EM, *, bold: bool = False) -> QFont:
    """Return the application's font at so many em, in device pixels."""
    font = QGuiApplication.font()
    base = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 4 / 3
    font.setPixelSize(max(1, round(base * em * theme.text_scale * ratio)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class _Lines:
    """A name measured: one line below the other, each in the middle."""

    def __init__(self, text: str, theme: Theme, ratio: float) -> None:
        self.lines = text.split("\n")
        em = _LABEL_EM if len(text) <= ROOT_LETTERS else _LONG_EM
        self.font = letter_font(theme, ratio, em, bold=True)
        metrics = QFontMetricsF(self.font)
        self.boxes = [metrics.tightBoundingRect(line) for line in self.lines]
        self.step = metrics.height() * _LINE_SHARE
        self.top = self.boxes[0].top()
        self.width = max(box.width() for box in self.boxes)
        self.height = self.step * (len(self.lines) - 1) + self.boxes[-1].bottom() - self.top

    @property
    def needs(self) -> tuple[float, float]:
        """The free device pixels it needs to either side, and up or down."""
        return self.width * _ROOM_SHARE, self.height / 2


def _write(text: str, theme: Theme, ratio: float) -> Sprite:
    lines = _Lines(text, theme, ratio)
    halo = _HALO_PX * ratio
    image = QImage(ceil(lines.width + 2 * halo), ceil(lines.height + 2 * halo), _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    for row, (line, box) in enumerate(zip(lines.lines, lines.boxes, strict=True)):
        left = halo + (lines.width - box.width()) / 2 - box.left()
        path.addText(left, halo - lines.top + row * lines.step, lines.font, line)
    soft = QColor(theme.halo)
    soft.setAlphaF(0.75)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(soft, halo * 1.4, Qt.PenStyle.SolidLine, _ROUND, Qt.PenJoinStyle.RoundJoin))
        painter.fillPath(path, QColor(theme.label))
    return Sprite(text, image, lines.needs)


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_ROUND = Qt.PenCapStyle.RoundCap
