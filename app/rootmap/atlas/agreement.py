"""Where maps agree: the skin that all of them give to a territory, and the skin that any of them does."""

from collections.abc import Sequence

import shapely
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas, TerritoryId
from rootmap.skin.drawing import as_multipolygon

Area = dict[str, MultiPolygon]


def agreed_and_claimed(atlases: Sequence[CompiledAtlas], territory: TerritoryId, side: Side) -> tuple[Area, Area]:
    """Return, per view (view mm), what all maps that have the territory give to it, and what any of them does."""
    having = [atlas for atlas in atlases if any(each.id == territory for each in atlas.info.territories)]
    shapes = [atlas.polygons(territory, side) for atlas in having]
    agreed, claimed = {}, {}
    for view in {name for each in shapes for name in each}:
        here = [each.get(view, MultiPolygon()) for each in shapes]
        agreed[view] = as_multipolygon(shapely.intersection_all(here))
        claimed[view] = as_multipolygon(shapely.union_all(here))
    return agreed, claimed
