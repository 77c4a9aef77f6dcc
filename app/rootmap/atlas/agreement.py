"""Where maps agree: the territory each gives a spot, and the skin on which they differ about a root."""

from collections.abc import Mapping, Sequence

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.model import CompiledAtlas, TerritoryId


def opinions(
    atlases: Sequence[CompiledAtlas], view: str, x_mm: float, y_mm: float
) -> dict[str, tuple[TerritoryId, ...]]:
    """Return the territories at a spot (view mm) by atlas id; empty tuples off the skin."""
    return {atlas.info.id: atlas.at(view, x_mm, y_mm) for atlas in atlases}


def skin_of(atlas: CompiledAtlas, root: Root, side: Side) -> dict[str, BaseGeometry]:
    """Return, per view, all skin (view mm) that a map gives to a root on one side."""
    shapes: dict[str, list[MultiPolygon]] = {}
    for territory in atlas.info.territories:
        if root in territory.roots:
            for view, shape in atlas.polygons(territory.id, side).items():
                shapes.setdefault(view, []).append(shape)
    return {view: shapely.union_all(parts) for view, parts in shapes.items()}


def tolerant_zone(atlases: Sequence[CompiledAtlas], root: Root, side: Side) -> Mapping[str, MultiPolygon]:
    """Return, per view, the skin (view mm) that some of the maps, but not all, give to a root on one side."""
    maps = [skin_of(atlas, root, side) for atlas in atlases]
    zones = {}
    for view in {name for shapes in maps for name in shapes}:
        found = [shapes.get(view, MultiPolygon()) for shapes in maps]
        disputed = shapely.difference(shapely.union_all(found), shapely.intersection_all(found))
        zones[view] = MultiPolygon([p for p in shapely.get_parts(disputed) if p.geom_type == "Polygon"])
    return {view: zone for view, zone in sorted(zones.items()) if not zone.is_empty}
