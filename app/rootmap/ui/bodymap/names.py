"""The names of the territories, above the paint: what is painted over must still say which root it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from rootmap.ui.bodymap.body_painter import BodyLook
from rootmap.ui.bodymap.labels import Label
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.bodymap.stage import Stage

_DIM = 0.5  # opacity of the names of what is not lit


@dataclass(frozen=True)
class Name:
    """A written name in its place, device pixels."""

    rect: QRectF
    image: QImage
    opacity: float


def names(stage: Stage, look: BodyLook) -> list[Name]:
    """Return the names that fit on each view and do not cover each other, the roomiest first."""
    overlay = look.overlay
    atlas = overlay.atlases[0] if overlay.atlases else overlay.highlighted
    if atlas is None or not overlay.labels:
        return []
    found: list[Name] = []
    for place, part in stage.visible(stage.rect):
        seen = (*stage.to_view(place, QRectF(part).topLeft()), *stage.to_view(place, QRectF(part).bottomRight()))
        labels = atlas.labels.seen(place.view.name, seen, stage.scale(place) / stage.ratio)
        written: list[QRectF] = []
        for label, spot in _fitting(stage, look, place, [(label, atlas.titles[label.territory]) for label in labels]):
            lit = overlay.is_lit(label.territory, label.side)
            if (overlay.atlases or lit) and not any(spot.intersects(other) for other in written):
                written.append(spot)
                sprite = look.lettering.sprite(atlas.titles[label.territory], look.theme, stage.ratio)
                found.append(Name(spot, sprite.image, 1.0 if lit or overlay.highlight is None else _DIM))
    return found


def paint_names(painter: QPainter, found: Sequence[Name], part: QRect) -> None:
    """Write the names that show in a part (device pixels)."""
    box = QRectF(part)
    for name in found:
        if name.rect.intersects(box):
            painter.setOpacity(name.opacity)
            painter.drawImage(name.rect.topLeft(), name.image)
    painter.setOpacity(1.0)


def _fitting(
    stage: Stage, look: BodyLook, place: Placement, labels: list[tuple[Label, str]]
) -> list[tuple[Label, QRectF]]:
    """Return the labels (each with what is written) that fit, in place.

    Names of one territory that meet at the midline share one in the middle.
    """
    found: list[tuple[Label, QRectF]] = []
    scale = stage.scale(place)
    for label, title in labels:
        sprite = look.lettering.sprite(title, look.theme, stage.ratio)
        if any(room * scale < need for room, need in zip(label.room_mm, sprite.needs, strict=True)):
            continue
        spot = QRectF(sprite.image.rect())
        spot.moveCenter(stage.to_device(place, label.x_mm, label.y_mm))
        twins = (
            [other for twin, other in found if twin.territory == label.territory and other.intersects(spot)]
            if look.overlay.highlight is None
            else []
        )
        for twin in twins[:1]:
            twin.moveCenter((twin.center() + spot.center()) / 2)
        if not twins:
            found.append((label, spot))
    return found
