"""Where the name of a territory goes: well inside it, near its middle if there is room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil, log2
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.drawing import as_multipolygon

if TYPE_CHECKING:
    from rootmap.ui.bodymap.overlay import AtlasLike

_ENOUGH_ROOM = 0.7  # of the largest circle: then the middle is preferred to the roomiest place
_SMALLEST_MM = 3.0  # a part narrower than this is never named
Bounds = tuple[float, float, float, float]

_TILE_PX = 700.0  # logical: about what one sees of a body at once
_TOLERANCE_SHARE = 0.02  # of the part's size, in the search for the largest circle


@dataclass(frozen=True)
class Label:
    """A territory's name: the point in view mm it is centred on, and how far it may reach from there each way."""

    territory: str
    side: Side
    x_mm: float
    y_mm: float
    room_mm: tuple[float, float]


class Labels:
    """Where the names of an atlas go, at any scale.

    Each part of a territory has one name. From near, a part larger than the window is cut into tiles, which are laid
    out from the midline, and is named in every tile. Places are found when first asked for, and kept.
    """

    def __init__(self, atlas: AtlasLike) -> None:
        self._parts: dict[str, list[_Part]] = {}
        for territory in atlas.info.territories:
            for side in Side:
                for view, shape in atlas.polygons(territory.id, side).items():
                    self._parts.setdefault(view, []).extend(_Part(territory.id, side, part) for part in shape.geoms)
        self._tiles: dict[tuple[str, float, int, int], list[Label]] = {}

    def seen(self, view: str, box: Bounds, px_per_mm: float) -> list[Label]:
        """Return the names for a part of a view (view mm) at a scale in logical pixels, the roomiest first."""
        parts = self._parts.get(view, [])
        size = 2.0 ** ceil(log2(_TILE_PX / px_per_mm))
        found = [label for part in parts if part.size <= size for label in part.whole]
        if any(part.size > size for part in parts):
            middle = _middle(parts)
            columns = range(int((box[0] - middle) // size), int((box[2] - middle) // size) + 1)
            rows = range(int(box[1] // size), int(box[3] // size) + 1)
            found += [label for row in rows for column in columns for label in self._tile(view, size, column, row)]
        return sorted(found, key=lambda label: -min(label.room_mm))

    def _tile(self, view: str, size: float, column: int, row: int) -> list[Label]:
        key = (view, size, column, row)
        if key not in self._tiles:
            parts = self._parts[view]
            x, y = _middle(parts) + column * size, row * size
            large = [part for part in parts if part.size > size]
            self._tiles[key] = [label for part in large for label in part.within((x, y, x + size, y + size))]
        return self._tiles[key]


@dataclass(frozen=True)
class _Part:
    """One connected piece of a territory on one side of one view."""

    territory: str
    side: Side
    shape: Polygon

    @cached_property
    def size(self) -> float:
        low_x, low_y, high_x, high_y = self.shape.bounds
        return max(high_x - low_x, high_y - low_y)

    @cached_property
    def whole(self) -> list[Label]:
        return self._labels(MultiPolygon([self.shape]))

    def within(self, tile: Bounds) -> list[Label]:
        return self._labels(as_multipolygon(shapely.clip_by_rect(self.shape, *tile)))

    def _labels(self, shape: MultiPolygon) -> list[Label]:
        spots = [_spot(part) for part in shape.geoms]
        return [Label(self.territory, self.side, *spot) for spot in spots if min(spot[2]) >= _SMALLEST_MM]


def _middle(parts: list[_Part]) -> float:
    """Return the midline: left and right are mirror images."""
    return (min(part.shape.bounds[0] for part in parts) + max(part.shape.bounds[2] for part in parts)) / 2


def _spot(part: Polygon) -> tuple[float, float, tuple[float, float]]:
    """Return a point well inside a polygon and the free distance to either side and up or down."""
    low_x, low_y, high_x, high_y = part.bounds
    size = max(high_x - low_x, high_y - low_y)
    radius = shapely.maximum_inscribed_circle(part, tolerance=size * _TOLERANCE_SHARE)
    (x, y), *_ = radius.coords
    middle = part.centroid
    if part.contains(middle) and part.exterior.distance(middle) >= _ENOUGH_ROOM * radius.length:
        x, y = middle.x, middle.y
    across = LineString([(low_x - 1, y), (high_x + 1, y)])
    upright = LineString([(x, low_y - 1), (x, high_y + 1)])
    return x, y, (_free(part, across, x, 0), _free(part, upright, y, 1))


def _free(part: Polygon, line: LineString, at: float, axis: int) -> float:
    """Return how far a line through a point runs inside a polygon, to the nearer end."""
    pieces = shapely.get_parts(shapely.intersection(part, line))
    ends = shapely.bounds(pieces)[:, [axis, axis + 2]]
    return float(max((min(at - low, high - at) for low, high in ends), default=0.0))
