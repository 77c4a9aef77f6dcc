"""The names of the territories, above the paint: what is painted over must still say which root it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from rootmap.ui.bodymap.body_painter import BodyLook
from rootmap.ui.bodymap.labels import Bounds, Label
from rootmap.ui.bodymap.lettering import ROOT_LETTERS, Sprite
from rootmap.ui.bodymap.overlay import AtlasPaths, Drawing
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.bodymap.stage import Stage

_BESIDE_MM = 60.0  # the name of a spot is written when it is no longer than this on the skin
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
        page = _Page(stage, look, place, atlas)
        for spot in page.beside(labels, seen) if atlas.drawing is Drawing.SPOTS else page.fitting(labels):
            lit = overlay.is_lit(spot.label.territory, spot.label.side)
            if (overlay.atlases or lit) and not any(spot.rect.intersects(other) for other in page.written):
                page.written.append(spot.rect)
                found.append(Name(spot.rect, spot.sprite.image, 1.0 if lit or overlay.highlight is None else _DIM))
    return found


@dataclass(frozen=True)
class _Spot:
    """Where a name would be written."""

    label: Label
    rect: QRectF
    sprite: Sprite


@dataclass(frozen=True)
class _Page:
    """One view to write the names of an atlas on, and where some are written already (device pixels)."""

    stage: Stage
    look: BodyLook
    place: Placement
    atlas: AtlasPaths
    written: list[QRectF] = field(default_factory=list)

    def fitting(self, labels: Sequence[Label]) -> list[_Spot]:
        """Return the labels that fit; names of one territory that meet at the midline share one in the middle.

        What is lit has its name even where there is little room; sheets over each other then go without theirs.
        """
        found: list[_Spot] = []
        scale, overlay = self.stage.scale(self.place), self.look.overlay
        for label in labels:
            lit = overlay.is_lit(label.territory, label.side)
            if overlay.highlight and not lit and self.atlas.drawing is Drawing.SHEETS:
                continue
            sprite = self._sprite(label, (label.room_mm[0] * scale, label.room_mm[1] * scale))
            same = [spot for spot in found if spot.label.territory == label.territory]
            if sprite is None and lit and not any(spot.label.side is label.side for spot in same):
                sprite = self._shortest(label)
            if sprite is None or self._named(found, label, sprite):
                continue
            rect = QRectF(sprite.image.rect())
            rect.moveCenter(self.stage.to_device(self.place, label.x_mm, label.y_mm))
            twins = [] if overlay.highlight else [spot.rect for spot in same if spot.rect.intersects(rect)]
            for twin in twins[:1]:
                twin.moveCenter((twin.center() + rect.center()) / 2)
            if not twins:
                found.append(_Spot(label, rect, sprite))
        return found

    def _shortest(self, label: Label) -> Sprite | None:
        """Return the narrowest way to write a name, unless it is a root's, which would hide what it names."""
        title = self.atlas.titles[label.territory]
        if len(title) <= ROOT_LETTERS:
            return None
        return self.look.lettering.shortest(title, self.look.theme, self.stage.ratio)

    def _named(self, found: Sequence[_Spot], label: Label, sprite: Sprite) -> bool:
        """Whether another territory on this side has the same name: the core of one and the whole of it."""
        side = [spot for spot in found if spot.label.side is label.side and spot.sprite.text == sprite.text]
        return any(spot.label.territory != label.territory for spot in side)

    def beside(self, labels: Sequence[Label], seen: Bounds) -> Iterator[_Spot]:
        """Yield the names of spots at their sides, where they cover neither each other nor another spot."""
        scale = self.stage.scale(self.place)
        near = {(label.territory, label.side): label for label in reversed(labels) if _within(label, seen)}
        dots = [self._dot(label, scale) for label in near.values()]
        for label in reversed(near.values()):
            sprite = self._sprite(label, (_BESIDE_MM / 2 * scale, _BESIDE_MM * scale))
            if sprite is None:
                continue
            dot, rect = self._dot(label, scale), QRectF(sprite.image.rect())
            outward = 1 if dot.center().x() >= self._middle else -1
            for way in (outward, -outward):
                rect.moveCenter(dot.center() + QPointF(way * (dot.width() + rect.width()) / 2, 0.0))
                free = QRectF(self.stage.rect).contains(rect)
                if free and not any(rect.intersects(other) for other in (*self.written, *dots) if other != dot):
                    yield _Spot(label, QRectF(rect), sprite)
                    break

    def _dot(self, label: Label, scale: float) -> QRectF:
        rect = QRectF(0, 0, 2 * label.room_mm[0] * scale, 2 * label.room_mm[1] * scale)
        rect.moveCenter(self.stage.to_device(self.place, label.x_mm, label.y_mm))
        return rect

    @property
    def _middle(self) -> float:
        return self.stage.to_device(self.place, self.place.view.width_mm / 2, 0.0).x()

    def _sprite(self, label: Label, room: tuple[float, float]) -> Sprite | None:
        look = self.look
        return look.lettering.fitting(self.atlas.titles[label.territory], look.theme, self.stage.ratio, room)


def _within(label: Label, seen: Bounds) -> bool:
    return seen[0] <= label.x_mm <= seen[2] and seen[1] <= label.y_mm <= seen[3]


def paint_names(painter: QPainter, found: Sequence[Name], part: QRect) -> None:
    """Write the names that show in a part (device pixels)."""
    box = QRectF(part)
    for name in found:
        if name.rect.intersects(box):
            painter.setOpacity(name.opacity)
            painter.drawImage(name.rect.topLeft(), name.image)
    painter.setOpacity(1.0)
