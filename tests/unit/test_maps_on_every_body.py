"""What holds for the maps on the neutral body holds for them on the others."""

from functools import cache

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.atlas.source import read_source
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.resources import atlases
from rootmap.skin.coordinates import nearest_skin
from rootmap.skin.figure import FIGURES, Figure, SkinPoint, load_figure
from rootmap.skin.names import join_segment

SMALLEST_MM2 = 25.0
OUTSIDE_MM2 = 1.0  # a zone is compiled by itself, its nerve with its neighbours
LEAST_SHARE, MOST_SHARE = 0.4, 2.5  # of a territory's share of the neutral body's skin; shapes differ
TIP_MM = 4.0  # a point is felt with a tip, and a border may pass beside it on a body of another shape
LEAST_CM2 = 5.0  # smaller ones are spots, as large on every body

figure_named = cache(load_figure)


@cache
def mapped(atlas_id: str, figure: str) -> CompiledAtlas:
    return load_atlas(atlas_id, figure_named(figure))


@pytest.fixture(scope="module", params=FIGURES[1:])
def figure(request: pytest.FixtureRequest) -> Figure:
    return figure_named(request.param)


@pytest.mark.parametrize("atlas_id", available_atlases())
def test_no_part_is_a_sliver(atlas_id: str, figure: Figure) -> None:
    atlas = mapped(atlas_id, figure.name)
    if atlas.info.overlapping:  # what shares no border may show just its end, where a limb hides the rest
        return
    for name, half in atlas.halves.items():
        for territory, shape in half.polygons.items():
            assert not [part for part in shape.geoms if part.area < SMALLEST_MM2], (name, territory)


@pytest.mark.parametrize("atlas_id", available_atlases())
def test_a_territory_has_about_its_share_of_each_body(atlas_id: str, figure: Figure) -> None:
    atlas, neutral = mapped(atlas_id, figure.name), mapped(atlas_id, FIGURES[0])
    scale = figure.skin_area_cm2 / figure_named(FIGURES[0]).skin_area_cm2
    for territory, area in neutral.area_cm2.items():
        if area > LEAST_CM2:
            assert LEAST_SHARE < atlas.area_cm2[territory] / (area * scale) < MOST_SHARE, territory


def test_every_autonomous_zone_lies_inside_its_nerve(figure: Figure) -> None:
    zones, nerves = (mapped(name, figure.name) for name in ("autonomous-zones", "nerves"))
    for name, half in zones.halves.items():
        for territory, zone in half.polygons.items():
            outside = zone.difference(nerves.halves[name].polygons[territory])
            assert outside.area < OUTSIDE_MM2, (territory, name)


@pytest.mark.parametrize("atlas_id", [name for name in available_atlases() if name != "isncsci"])
def test_every_key_point_lies_in_its_root_or_where_its_map_says(atlas_id: str, figure: Figure) -> None:
    atlas = mapped(atlas_id, figure.name)
    if atlas.info.kind is not Kind.DERMATOME:
        return
    (path,) = atlases().glob(f"**/{atlas_id}.yaml")
    excused = {each.level: each.territory for each in read_source(path).key_point_exceptions}
    for level, point in load_anatomy().key_points.items():
        segment, first, second = point.skin
        view, x, y = nearest_skin(figure, SkinPoint(join_segment(segment, Side.LEFT), first, second))[0]
        around = ((0.0, 0.0), (TIP_MM, 0.0), (-TIP_MM, 0.0), (0.0, TIP_MM), (0.0, -TIP_MM))
        found = {name for right, down in around for name in atlas.at(view, x + right, y + down)}
        roots = {str(root) for name in found for root in atlas.info.territory(name).roots}
        assert not found or excused.get(level) in found or roots & set(level.replace("S4-5", "S4 S5").split()), level
