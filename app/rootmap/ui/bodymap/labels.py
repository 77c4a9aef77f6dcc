"""Where the name of a territory goes: well inside it, near its middle if there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from rootmap.anatomy.vocabulary import Side

if TYPE_CHECKING:
    from rootmap.ui.bodymap.overlay import AtlasLike

_ENOUGH_ROOM = 0.7  # of the largest circle: then the middle is preferred to the roomiest place
_SMALLEST_MM = 3.0  # a part narrower than this is never named
_TOLERANCE_SHARE = 0.02  # of the part's size, in the search for the largest circle


@dataclass(frozen=True)
class Label:
    """A name, the point in view mm it is centred on, and the radius that is free round it."""

    text: str
    territory: str
    side: Side
    x_mm: float
    y_mm: float
    room_mm: float


def labels_of(atlas: AtlasLike) -> dict[str, list[Label]]:
    """Return the names to write on each view: one for each part of a territory that is wide enough."""
    found: dict[str, list[Label]] = {}
    for territory in atlas.info.territories:
        for side in Side:
            for view, shape in atlas.polygons(territory.id, side).items():
                found.setdefault(view, []).extend(_labels(territory.id, side, shape))
    return found


def _labels(name: str, side: Side, shape: MultiPolygon) -> list[Label]:
    rooms = [_room(part) for part in shape.geoms]
    return [Label(name, name, side, x, y, room) for x, y, room in rooms if room >= _SMALLEST_MM]


def _room(part: Polygon) -> tuple[float, float, float]:
    """Return a point well inside a polygon and its distance from the edge."""
    low_x, low_y, high_x, high_y = part.bounds
    size = max(high_x - low_x, high_y - low_y)
    radius = shapely.maximum_inscribed_circle(part, tolerance=size * _TOLERANCE_SHARE)
    (x, y), *_ = radius.coords
    middle: Point = part.centroid
    if part.contains(middle):
        room = part.exterior.distance(middle)
        if room >= _ENOUGH_ROOM * radius.length:
            return middle.x, middle.y, room
    return x, y, radius.length
