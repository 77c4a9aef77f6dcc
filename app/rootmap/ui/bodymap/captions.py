"""The name of each view, and which side of the picture is the patient's right and left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter

from rootmap.anatomy.vocabulary import Side
from rootmap.ui.bodymap.lettering import letter_font
from rootmap.ui.bodymap.room import covered
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

NAMES = {
    "anterior": "Front",
    "posterior": "Back",
    "perineal": "Perineum",
    "lateral": "Side",
}
_PROFILES = {Side.LEFT: "Left side", Side.RIGHT: "Right side"}  # a view of profiles needs no letters
_SHORT = {Side.LEFT: "Left", Side.RIGHT: "Right"}  # where that does not fit
_LETTERS = {Side.LEFT: "L", Side.RIGHT: "R"}
_WORDS = {Side.LEFT: "patient’s left", Side.RIGHT: "patient’s right"}
_MARGIN_EM = 0.6
_SMALLEST_EM = 5  # a view that shows less than this is not captioned
_SMALLEST_SHARE = 0.02  # of the picture; of a view cut off that shows less body one need not know the name
_NEAR_EDGE_SHARE = 0.15  # with the midline this near the edge, one looks at one side
_STEPS_UP = 10  # lines by which the name of a profile may rise above its toes
_EM, _LEAST_EM = 0.95, 0.6
_SMALL_BODY_EM = 30.0  # a body less high than this has smaller captions
_CHIP_ALPHA = 0.72  # of the page colour behind a caption, where a zoomed body reaches below it


@dataclass(frozen=True)
class Caption:
    """A short text in its place, device pixels."""

    rect: QRectF
    text: str
    strong: bool = False


def captions(stage: Stage, theme: Theme) -> list[Caption]:
    """Return the captions of all visible views. When only one half of a view shows, its side is written out."""
    metrics = QFontMetricsF(letter_font(theme, stage.ratio, _size(stage), bold=True))
    em = metrics.height()
    found = []
    for place, part in stage.visible(stage.rect):
        is_whole = part == stage.frame(place).toAlignedRect()
        if part.width() < _SMALLEST_EM * em or not (is_whole or _body_share(stage, place, part) >= _SMALLEST_SHARE):
            continue
        margin = em * _MARGIN_EM
        box = QRectF(part).adjusted(margin, margin, -margin, -margin)
        found += _of_view(stage, place, box, metrics)
    return found


def paint_captions(painter: QPainter, stage: Stage, theme: Theme, found: list[Caption], part: QRect) -> None:
    """Write those captions that show in a part of the stage (device pixels, untransformed painter)."""
    size = _size(stage)
    for caption in found:
        if caption.rect.toAlignedRect().intersects(part):
            chip = QColor(theme.page)
            chip.setAlphaF(_CHIP_ALPHA)
            painter.fillRect(caption.rect, chip)
            painter.setFont(letter_font(theme, stage.ratio, size, bold=caption.strong))
            painter.setPen(QColor(theme.caption))
            painter.drawText(caption.rect, Qt.AlignmentFlag.AlignCenter, caption.text)


def _size(stage: Stage) -> float:
    """Return the size of captions, em: smaller beside a small body, so that they find room."""
    body_em = stage.frame(stage.scene.placements[0]).height() / (stage.ratio * QGuiApplication.font().pixelSize())
    return min(_EM, max(_LEAST_EM, _EM * body_em / _SMALL_BODY_EM))


def _body_share(stage: Stage, place: Placement, part: QRect) -> float:
    """Return how much of the whole picture is body of one view, as seen in a part of it."""
    x0, y0 = stage.to_view(place, QPointF(part.topLeft()))
    x1, y1 = stage.to_view(place, QPointF(part.bottomRight()))
    body = shapely.clip_by_rect(place.view.outline, x0, y0, x1, y1)
    return float(shapely.area(body)) * stage.scale(place) ** 2 / (stage.width * stage.height)


def _of_view(stage: Stage, place: Placement, box: QRectF, metrics: QFontMetricsF) -> list[Caption]:
    middle = stage.to_device(place, place.view.width_mm / 2, 0).x()
    name = NAMES.get(place.view.name, place.view.name)
    em = metrics.height()

    def row(x: float, text: str, *, strong: bool = False) -> Caption:
        return Caption(QRectF(x, box.top(), metrics.horizontalAdvance(text) + 0.2 * em, em), text, strong)

    near = _NEAR_EDGE_SHARE * box.width()
    if not box.left() + near < middle < box.right() - near:
        side = place.side_towards(picture_right=middle < box.center().x())
        alone = _PROFILES[side] if place.view.name == "lateral" else f"{name} · {_WORDS[side]}"
        said = next((text for text in (alone, name) if metrics.horizontalAdvance(text) <= box.width()), "")
        return [row(box.left(), said, strong=True)] if said else []
    marks = _PROFILES if place.view.name == "lateral" else _LETTERS

    def both(words: Mapping[Side, str]) -> list[Caption]:
        left, right = (words[place.side_towards(picture_right=there)] for there in (False, True))
        far = box.right() - metrics.horizontalAdvance(right) - 0.2 * em
        return [row(box.left(), left, strong=True), row(far, right, strong=True)]

    sides = both(marks)
    if marks is _PROFILES:  # the raised hands fill the upper corners, the toes may reach the lower ones
        return _of_profiles(stage, stage.frame(place), (sides, both(_SHORT)), box.bottom() - em)
    if place.inset:
        return _of_inset(stage, stage.frame(place) & QRectF(stage.rect), sides, row(box.left(), name))
    called = row(box.left() + 1.35 * em, name)
    is_whole = stage.rect.contains(stage.frame(place).toAlignedRect().adjusted(1, 1, -1, -1))
    return [*sides, called] if not (is_whole and covered(stage, called.rect)) else sides


def _of_profiles(stage: Stage, frame: QRectF, names: Sequence[list[Caption]], low: float) -> list[Caption]:
    """Return the names of two profiles level with each other, long or short: low, below the toes, or above them."""
    em = names[0][0].rect.height()
    heights = [low, frame.bottom() + 0.2 * em, *(low - step * em for step in range(1, _STEPS_UP))]
    return _clear(stage, [[_at(side, y=y) for side in sides] for sides in names for y in heights], [])


def _of_inset(stage: Stage, card: QRectF, letters: list[Caption], name: Caption) -> list[Caption]:
    """Return letters and name of a smaller view: inside its card where the body leaves room, else the name above it."""
    em = name.rect.height()
    margin = letters[0].rect.top() - card.top()
    low, above = card.bottom() - margin - em, card.top() - em - 0.1 * margin
    letters = _clear(stage, [letters, *([_at(letter, y=y) for letter in letters] for y in (low, above))], [])
    places = [
        _at(name, y=low),
        _at(name, x=card.right() - margin - name.rect.width(), y=above),
        _at(name, x=card.left() + margin, y=above),
    ]
    called = _clear(stage, [[place] for place in places], letters)
    is_whole = stage.rect.contains(card.toAlignedRect().adjusted(-1, -1, 1, 1))
    return [*letters, *called] if not (is_whole and _hides(stage, called[0], letters)) else letters


def _clear(stage: Stage, choices: Sequence[list[Caption]], taken: list[Caption]) -> list[Caption]:
    """Return the first choice that lies neither on a body nor on what is taken; the first of all when none is."""
    found = (choice for choice in choices if not any(_hides(stage, caption, taken) for caption in choice))
    return next(found, choices[0])


def _hides(stage: Stage, caption: Caption, taken: list[Caption]) -> bool:
    return bool(covered(stage, caption.rect)) or any(caption.rect.intersects(other.rect) for other in taken)


def _at(caption: Caption, *, x: float | None = None, y: float) -> Caption:
    rect = QRectF(caption.rect)
    rect.moveTo(rect.left() if x is None else x, y)
    return replace(caption, rect=rect)
