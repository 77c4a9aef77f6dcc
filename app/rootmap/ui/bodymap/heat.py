"""A quantity over the skin as colour, such as how far the maps disagree: a picture per view, and its key."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QLinearGradient, QPainter

from rootmap.ui.bodymap.lettering import letter_font
from rootmap.ui.bodymap.room import covered, under_insets
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

# Light to dark in even steps of lightness, so that it reads without colour too; multiplied over the shading.
RAMP = ("#ffffff", "#fde3b0", "#f7ab6a", "#e0695c", "#a8326b", "#5b1569")
_LEVELS = 256
_KEY_TYPE = 0.85
_LEAST_BAR_EM, _BAR_EM = 11.0, 0.75  # width and height of the key's bar
_PAD_EM = 0.6  # round the key
_MARGINS_EM = (1.2, 0.4)  # from the edge of the picture: the second where there is little room


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
    """Write what the colours mean where it hides no skin: a lower or the upper right corner (device pixels)."""
    font = letter_font(theme, stage.ratio, _KEY_TYPE)
    metrics = QFontMetricsF(font)
    em = metrics.height()
    words = [word for _, word in heat.ticks]
    longest = max(metrics.horizontalAdvance(heat.title), metrics.horizontalAdvance("   ".join(words)))
    card = key_card(stage, em, max(longest, _LEAST_BAR_EM * em))
    bar = QRectF(card.left() + _PAD_EM * em, card.top() + 1.5 * em, card.width() - 2 * _PAD_EM * em, _BAR_EM * em)
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
    painter.drawText(QPointF(bar.left(), bar.top() - 0.45 * em), heat.title)
    for share, word in heat.ticks:
        x = bar.left() + share * (bar.width() - metrics.horizontalAdvance(word))
        painter.drawText(QPointF(x, bar.bottom() + 0.95 * em), word)


def key_card(stage: Stage, em: float, bar: float) -> QRectF:
    """Return the place of a key with a bar of some width: of the places looked at, the one that hides least."""
    size = QSizeF(bar + 2 * _PAD_EM * em, (2.8 + _BAR_EM) * em)
    right, low = stage.width - size.width(), stage.height - size.height()
    gaps = [stage.frame(place).right() - size.width() / 2 for place in stage.scene.placements if not place.inset]
    corners = [
        *(QPointF(margin * em, low - margin * em) for margin in _MARGINS_EM),
        *(QPointF(right - margin * em, margin * em) for margin in _MARGINS_EM),
        *(QPointF(x, low - margin * em) for x in gaps for margin in _MARGINS_EM),
        *(QPointF(margin * em, margin * em) for margin in _MARGINS_EM),
    ]
    cards = [QRectF(corner, size) for corner in corners]
    return min(cards, key=lambda card: covered(stage, card) + under_insets(stage, card))


def table_of(ramp: tuple[str, ...], levels: int, blank: str = "") -> list[int]:
    """Return a ramp as a table of colours; with `blank`, that colour stands first and the ramp after it."""
    colours = [QColor(colour) for colour in ramp]
    at, stops = np.linspace(0, len(ramp) - 1, levels), np.arange(len(ramp))
    channels = ([c.red() for c in colours], [c.green() for c in colours], [c.blue() for c in colours])
    red, green, blue = (np.interp(at, stops, channel).round().astype(int) for channel in channels)
    first = [QColor(blank).rgba()] if blank else []
    return [*first, *(int(tone) for tone in 0xFF000000 | red << 16 | green << 8 | blue)]
