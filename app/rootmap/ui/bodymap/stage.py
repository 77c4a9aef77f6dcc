"""One picture to be painted: the scene through a lens, at a size and pixel ratio."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTransform

from rootmap.ui.bodymap.scene import Lens, Placement, Scene


@dataclass(frozen=True)
class Stage:
    """Where everything falls on a picture of `width` x `height` device pixels, `ratio` of them to a logical pixel."""

    scene: Scene
    lens: Lens
    width: int
    height: int
    ratio: float

    @property
    def rect(self) -> QRect:
        """The whole picture."""
        return QRect(0, 0, self.width, self.height)

    def transform(self, place: Placement) -> QTransform:
        """Return the map from view mm to device pixels."""
        scale = place.scale * self.lens.scale
        dx, dy = self.lens.to_device(place.x, place.y)
        return QTransform(scale, 0, 0, scale, dx, dy)

    def frame(self, place: Placement) -> QRectF:
        """Return a view's frame in device pixels."""
        x, y = self.lens.to_device(place.x, place.y)
        return QRectF(x, y, place.width * self.lens.scale, place.height * self.lens.scale)

    def visible(self, within: QRect) -> Iterator[tuple[Placement, QRect]]:
        """Yield each view that shows in a part of the picture, with the pixels it has there."""
        for place in self.scene.placements:
            part = self.frame(place).toAlignedRect() & within
            if not part.isEmpty():
                yield place, part

    def scale(self, place: Placement) -> float:
        """Return device pixels per view mm."""
        return place.scale * self.lens.scale

    def to_device(self, place: Placement, x_mm: float, y_mm: float) -> QPointF:
        """Return the device pixel of a point in view mm."""
        return QPointF(*self.lens.to_device(*place.to_scene(x_mm, y_mm)))

    def to_view(self, place: Placement, at: QPointF) -> tuple[float, float]:
        """Return the point in view mm at a device pixel."""
        return place.to_view(*self.lens.to_scene(at.x(), at.y()))

    def place_at(self, at: QPointF) -> Placement | None:
        """Return the view under a device pixel."""
        return self.scene.at(*self.lens.to_scene(at.x(), at.y()))
