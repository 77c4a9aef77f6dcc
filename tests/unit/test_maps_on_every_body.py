"""What holds for the maps on the neutral body holds for them on the others."""

from functools import cache

import numpy as np
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
HAIR_MM, HAIR_WITHIN_MM = 1.5, 2.2  # mean width of a hair: at the silhouette, and inside it
HAIR_MM2 = 100.0  # larger parts are none
SIDE_OF_TOE = 0.006  # the side of a toe has a whole number as second coordinate, but for rounding
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


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("atlas_id", available_atlases())
def test_no_part_is_thin_as_a_hair(atlas_id: str, name: str) -> None:
    """Such as the other side's territory seen just past an edge; where a territory shows best it may be thin.

    Round spots are not cut from their surroundings and show as they lie.
    """
    atlas = mapped(atlas_id, name)
    (path,) = atlases().glob(f"**/{atlas_id}.yaml")
    spots = {area.territory for area in read_source(path).areas if area.spot is not None}
    for territory in {territory for half in atlas.halves.values() for territory in half.polygons} - spots:
        shown = {view: half.polygons[territory] for view, half in atlas.halves.items() if territory in half.polygons}
        home = max(shown, key=lambda view: shown[view].area)
        for view, shape in shown.items():
            edge = figure_named(name).views[view].outline_half.boundary
            for part in shape.geoms:
                thin = 2 * part.area / part.length < (HAIR_MM if part.distance(edge) < 0.01 else HAIR_WITHIN_MM)
                alone = view == home and len(shape.geoms) == 1
                assert alone or not (thin and part.area < HAIR_MM2), (territory, view, part.centroid)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("atlas_id", available_atlases())
def test_the_side_of_a_toe_belongs_to_what_lies_on_that_toe(atlas_id: str, name: str) -> None:
    """A border between two toes must not run along the flank of one; the profile looks at their outer sides."""
    atlas, grid = mapped(atlas_id, name), figure_named(name).views["lateral"].grid
    labels = atlas.labels("lateral")
    codes = [grid.segment_names.index(f"foot.{side}") for side in ("dorsal", "plantar")]
    toes = np.isin(grid.segment, codes) & (grid.first > 1.3)
    for toe in (2, 3, 4):
        flank = toes & (np.abs(grid.second - toe) < SIDE_OF_TOE)
        beside = toes & (grid.second > toe - 0.5) & (grid.second < toe - 0.05)
        assert set(np.unique(labels[flank])) <= set(np.unique(labels[beside])), toe


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
