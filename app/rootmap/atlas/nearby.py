"""What one can examine at a place of the body: the points to test close by, the muscles under the skin."""

from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from rootmap.atlas.model import CompiledAtlas, HalfView, Kind, TerritoryId

NEAR_MM = 12.0  # from the middle of a spot: about a fingertip
_DEEP = "Deep"  # how a map of muscles begins the note of a belly that others lie over

Ids = tuple[TerritoryId, ...]


@dataclass(frozen=True)
class Nearby:
    """Territories at a place: points to test, the nearest first; muscles, deep ones last."""

    points: Ids = ()
    muscles: Ids = ()


@dataclass(frozen=True)
class Surroundings:
    """The maps of points and of muscles on one figure, ready to be asked about places."""

    points: CompiledAtlas | None
    muscles: CompiledAtlas | None
    _trees: dict[tuple[Kind, str], tuple[Ids, shapely.STRtree]] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(atlases: tuple[CompiledAtlas, ...]) -> "Surroundings":
        """Return the surroundings that some maps know: the first map of each kind."""
        first = {atlas.info.kind: atlas for atlas in reversed(atlases)}
        return Surroundings(first.get(Kind.POINTS), first.get(Kind.MUSCLE))

    def at(self, view: str, x_mm: float, y_mm: float) -> Nearby:
        """Return what lies at a point of a view (mm)."""
        if not (isfinite(x_mm) and isfinite(y_mm)):
            return Nearby()
        return Nearby(self._points(view, x_mm, y_mm), self._muscles(view, x_mm, y_mm))

    def _points(self, view: str, x_mm: float, y_mm: float) -> Ids:
        half = self.points.halves.get(view) if self.points is not None else None
        if half is None:
            return ()
        names, tree = self._tree(Kind.POINTS, view, half)
        here = Point(abs(x_mm - half.middle_mm), y_mm)
        found = tree.query(here, predicate="dwithin", distance=NEAR_MM).tolist()
        away = {names[place]: _away(tree.geometries[place], here) for place in found}
        return tuple(sorted((name for name, mm in away.items() if mm <= NEAR_MM), key=away.__getitem__))

    def _muscles(self, view: str, x_mm: float, y_mm: float) -> Ids:
        half = self.muscles.halves.get(view) if self.muscles is not None else None
        if half is None:
            return ()
        names, tree = self._tree(Kind.MUSCLE, view, half)
        found = tree.query(Point(abs(x_mm - half.middle_mm), y_mm), predicate="intersects").tolist()
        size = {names[place]: float(tree.geometries[place].area) for place in found}
        return tuple(sorted(size, key=lambda name: (name in self._deep, size[name])))

    def _tree(self, kind: Kind, view: str, half: HalfView) -> tuple[Ids, shapely.STRtree]:
        if (kind, view) not in self._trees:
            self._trees[kind, view] = tuple(half.polygons), shapely.STRtree(list(half.polygons.values()))
        return self._trees[kind, view]

    @cached_property
    def _deep(self) -> frozenset[TerritoryId]:
        territories = self.muscles.info.territories if self.muscles is not None else ()
        return frozenset(territory.id for territory in territories if territory.note.startswith(_DEEP))


def _away(spot: BaseGeometry, here: Point) -> float:
    """Return how far a point is from the middle of a spot, mm; on a spot, or a row of them, it is never far."""
    middle = float(shapely.distance(shapely.centroid(shapely.get_parts(spot)), here).min())
    return min(middle, NEAR_MM) if spot.intersects(here) else middle
