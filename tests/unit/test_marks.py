"""Marks on the skin: how large they are, where they wrap, what they never touch."""

import math

import numpy as np
import pytest
import shapely

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.skin.drawing import PatchMark, PolygonMark, StrokeMark
from rootmap.skin.figure import Figure, SkinPoint, load_figure
from rootmap.skin.marks import carry, project
from rootmap.skin.raster import below, fill


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


@pytest.mark.parametrize(
    "centre",
    [
        SkinPoint("trunk", 0.55, 8),  # the belly
        SkinPoint("trunk", 0.45, 170),  # the back
        SkinPoint("leg.left", 0.5, 0),
        SkinPoint("head", 0.72, 0),
    ],
)
@pytest.mark.parametrize("radius", [6.0, 15.0])
def test_a_patch_on_flat_skin_is_a_disc(figure: Figure, centre: SkinPoint, radius: float) -> None:
    shown = project(PatchMark(centre, radius), figure)
    home = nearest_skin(figure, centre)[0][0]
    assert set(shown) <= {home, "lateral"}  # at its edge
    assert shown[home].area == pytest.approx(math.pi * radius**2, rel=0.15)


def test_a_wide_stroke_on_the_lateral_shank_wraps_to_both_sides(figure: Figure) -> None:
    stroke = StrokeMark((SkinPoint("leg.left", 1.2, 90), SkinPoint("leg.left", 1.8, 90)), 60)
    shown = project(stroke, figure)
    assert set(shown) == {"anterior", "posterior", "lateral"}
    for name, shape in shown.items():
        view = figure.views[name]
        for part in shape.geoms:
            place = part.representative_point()
            assert view.side_at(place.x) is Side.LEFT
            over_the_edge = shapely.distance(part, shapely.boundary(view.outline)) < 0.5
            assert over_the_edge == (name != "lateral")


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", ["leg", "arm"])
def test_a_stroke_on_a_limb_never_falls_on_the_other_limb(figure: Figure, name: str, side: str) -> None:
    points = tuple(SkinPoint(f"{name}.{side}", first / 10, 270) for first in (2, 6, 10, 14, 18))
    for view_name, shape in project(StrokeMark(points, 80), figure).items():
        view = figure.views[view_name]
        for part in shape.geoms:
            point = skin_at(view, part.representative_point().x, part.representative_point().y)
            assert point is None or not point.segment.startswith(("leg", "arm")) or side in point.segment


def test_a_stroke_from_shank_to_foot_is_one_piece(figure: Figure) -> None:
    points = (SkinPoint("leg.left", 1.1, 60), SkinPoint("leg.left", 1.9, 45), SkinPoint("foot.left.dorsal", 1.0, 1.0))
    shown = project(StrokeMark(points, 45), figure)
    assert len(shown["anterior"].geoms) == 1
    assert shown["anterior"].area > 12_000


def test_a_belt_is_the_same_on_both_sides(figure: Figure) -> None:
    belt = StrokeMark((SkinPoint("trunk", 0.5, -60), SkinPoint("trunk", 0.5, 60)), 40)
    shape = project(belt, figure)["anterior"]
    view = figure.views["anterior"]
    mirrored = shapely.transform(shape, lambda p: p * [-1, 1] + [view.width_mm, 0])
    assert shapely.symmetric_difference(shape, mirrored).area < 0.03 * shape.area


def test_a_patch_beside_the_anus_is_there_below_and_behind(figure: Figure) -> None:
    shown = project(PatchMark(SkinPoint("perineum", 45, 110), 18), figure)
    assert {"perineal", "posterior"} <= set(shown)


def test_marks_stay_inside_the_silhouette(figure: Figure) -> None:
    stroke = StrokeMark((SkinPoint("arm.right", 0.1, 90), SkinPoint("arm.right", 1.9, 90)), 90)
    for name, shape in project(stroke, figure).items():
        assert shapely.difference(shape, shapely.buffer(figure.views[name].outline, 0.05)).area < 0.5


def test_a_polygon_is_clipped_and_carried(figure: Figure) -> None:
    view = figure.views["perineal"]
    x, y = view.width_mm / 2, view.height_mm * 0.72
    square = ((x + 20, y - 15), (x + 60, y - 15), (x + 60, y + 15), (x + 20, y + 15))
    shown = project(PolygonMark("perineal", square), figure)
    assert shown["perineal"].area == pytest.approx(1200, rel=0.02)
    assert shown["posterior"].area > 100
    assert project(PolygonMark("anterior", ((0, 0), (5, 0), (0, 5))), figure) == {}


def test_paint_carried_there_and_back_is_where_it_was(figure: Figure) -> None:
    view = figure.views["posterior"]
    paint = shapely.Point(view.width_mm / 2 - 60, 900).buffer(22)
    there = carry("posterior", paint, figure)
    assert set(there) == {"perineal", "lateral"}
    back = carry("perineal", there["perineal"], figure)["posterior"]
    assert shapely.intersection(back, paint).area > 0.9 * back.area
    assert shapely.intersection(back, paint).area > 0.6 * paint.area


def test_paint_that_no_other_view_shows_is_carried_nowhere(figure: Figure) -> None:
    assert carry("anterior", shapely.Point(600, 1300).buffer(15), figure) == {}  # the inner shin
    assert set(carry("anterior", shapely.Point(540, 600).buffer(30), figure)) == {"lateral"}  # the belly, in profile
    assert carry("anterior", shapely.MultiPolygon(), figure) == {}
    assert carry("anterior", shapely.Point(-500, -500).buffer(3), figure) == {}


def test_a_mark_on_a_segment_that_does_not_exist_is_an_input_error(figure: Figure) -> None:
    with pytest.raises(InputError, match="not a part of the body"):
        project(PatchMark(SkinPoint("wing.left", 1, 1), 5), figure)


def test_filling_agrees_with_shapely_point_by_point() -> None:
    shape = shapely.Point(20.3, 17.9).buffer(12.1).difference(shapely.Point(22, 15).buffer(5))
    for resolution in (0.5, 1.0):
        rows, columns = round(40 / resolution), round(36 / resolution)
        mask = fill(shape, resolution, (rows, columns))
        x, y = ((np.arange(count) + 0.5) * resolution for count in (columns, rows))
        inside = shapely.contains_xy(shape, *np.meshgrid(x, y))
        assert (mask == inside).all()


def test_a_shape_that_hangs_over_the_edge_of_the_grid_is_filled_up_to_it() -> None:
    mask = fill(shapely.box(-5, -5, 3, 2), 1.0, (4, 6))
    assert mask.sum() == 6
    assert fill(shapely.box(50, 50, 60, 60), 1.0, (4, 6)).sum() == 0


def test_contours_of_a_filled_shape_give_the_shape_back() -> None:
    shape = shapely.Point(30, 30).buffer(20)
    again = below(1 - fill(shape, 0.5, (140, 120)).astype(float), 0.5, 0.5, (0, 0))
    assert again.is_valid
    assert shapely.symmetric_difference(again, shape).area < 0.02 * shape.area
