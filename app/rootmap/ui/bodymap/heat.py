"""A quantity over the skin as colour, such as how far the maps disagree: a picture per view, and its key."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QLinearGradient, QPainter

from rootmap.ui.bodymap.lettering import letter_font
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

# Light to dark in even steps of lightness, so that it reads without colour too; multiplied over the shading.
RAMP = ("#ffffff", "#fde3b0", "#f7ab6a", "#e0695c", "#a8326b", "#5b1569")
_LEVELS = 256
_KEY_EM = (17.0, 0.75)  # width and height of the key's bar
_MARGIN_EM = 1.2


@dataclass(frozen=True, eq=False)
class Heat:
    """Pictures of whole views (view name -> one pixel a grid cell), what they show, and the words along the key.

    Without ticks the body has no key.
    """

    images: Mapping[str, QImage]
    title: str
    ticks: tuple[tuple[float, str], ...]  # share of the bar 0..1, word


def heat_image(half: NDArray[np.float32], most: float) -> QImage:
    """Return half-view values (rows, half columns) from 0 to `most` as a picture of the whole view, its mirror too."""
    return coloured(np.clip(half * ((_LEVELS - 1) / most), 0, _LEVELS - 1).astype(np.uint8), table_of(RAMP, _LEVELS))


def coloured(half: NDArray[np.uint8], table: list[int]) -> QImage:
    """Return half-view levels (rows, half columns) as a picture of the whole view; `table` has a colour for each."""
    whole = np.ascontiguousarray(np.concatenate([half[:, ::-1], half], axis=1))
    image = QImage(whole.data, whole.shape[1], whole.shape[0], whole.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(table)
    return image.copy()


def paint_heat(painter: QPainter, heat: Heat, view: str, box: QRectF) -> None:
    """Multiply a view's picture over what is painted; the painter works in view mm, `box` is the view's frame."""
    image = heat.images.get(view)
    if image is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(box, image.convertToFormat(QImage.Format.Format_RGB32))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_key(painter: QPainter, stage: Stage, theme: Theme, heat: Heat) -> None:
    """Write what the colours mean into the lower left corner (device pixels)."""
    font = letter_font(theme, stage.ratio, 0.85)
    metrics = QFontMetricsF(font)
    em = metrics.height()
    width, height = _KEY_EM[0] * em, _KEY_EM[1] * em
    bar = QRectF(_MARGIN_EM * em, stage.height - (_MARGIN_EM + 1.3) * em - height, width, height)
    card = bar.adjusted(-0.6 * em, -1.6 * em, 0.6 * em, 1.4 * em)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QColor(theme.page)
    page.setAlphaF(0.88)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(page)
    painter.drawRoundedRect(card, 0.4 * em, 0.4 * em)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for step, colour in enumerate(RAMP):
        gradient.setColorAt(step / (len(RAMP) - 1), QColor(colour))
    painter.setBrush(gradient)
    painter.setPen(QColor(theme.caption))
    painter.drawRect(bar)
    painter.setFont(font)
    painter.drawText(QPointF(bar.left(), bar.top() - 0.5 * em), heat.title)
    for share, word in heat.ticks:
        x = bar.left() + share * (width - metrics.horizontalAdvance(word))
        painter.drawText(QPointF(x, bar.bottom() + 1.0 * em), word)


def table_of(ramp: tuple[str, ...], levels: int, blank: str = "") -> list[int]:
    """Return a ramp as a table of colours; with `blank`, that colour stands first and the ramp after it."""
    colours = [QColor(colour) for colour in ramp]
    at, stops = np.linspace(0, len(ramp) - 1, levels), np.arange(len(ramp))
    channels = ([c.red() for c in colours], [c.green() for c in colours], [c.blue() for c in colours])
    red, green, blue = (np.interp(at, stops, channel).round().astype(int) for channel in channels)
    first = [QColor(blank).rgba()] if blank else []
    return [*first, *(int(tone) for tone in 0xFF000000 | red << 16 | green << 8 | blue)]
