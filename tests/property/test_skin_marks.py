"""What holds for any mark anywhere on the skin."""

from functools import cache

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.skin.drawing import PatchMark, StrokeMark
from rootmap.skin.figure import VIEWS, SkinPoint, load_figure
from rootmap.skin.marks import carry, project
from rootmap.skin.nearest import SCALES
from rootmap.skin.raster import fill

figure = cache(load_figure)


@st.composite
def skin_points(draw: st.DrawFn) -> SkinPoint:
    view = figure().views[draw(st.sampled_from(VIEWS))]
    names = [name for name in sorted(SCALES) if len(view.grid.cells_of(name)[0])]
    rows, columns = view.grid.cells_of(draw(st.sampled_from(names)))
    k = draw(st.integers(0, len(rows) - 1))
    place = view.grid.place(int(rows[k]), int(columns[k]), view.side_at(draw(st.sampled_from((0.0, 1e4)))))
    point = skin_at(view, *place)
    assert point is not None
    return point


@settings(max_examples=60, deadline=None)
@given(skin_points(), st.floats(8, 30))
def test_a_patch_contains_its_centre(centre: SkinPoint, radius: float) -> None:
    shown = project(PatchMark(centre, radius), figure())
    view, x, y = nearest_skin(figure(), centre)[0]
    assert view in shown
    assert shapely.distance(shown[view], shapely.Point(x, y)) < 1.0


@settings(max_examples=25, deadline=None)
@given(skin_points(), st.floats(6, 15), st.floats(1.2, 2))
def test_a_larger_patch_covers_a_smaller_one(centre: SkinPoint, radius: float, factor: float) -> None:
    small = project(PatchMark(centre, radius), figure())
    large = project(PatchMark(centre, radius * factor), figure())
    for view, shape in small.items():
        assert view in large
        assert shapely.difference(shape, shapely.buffer(large[view], 0.6)).area < 0.02 * shape.area + 2


@settings(max_examples=20, deadline=None)
@given(skin_points(), st.floats(10, 40))
def test_a_mark_and_its_mirror_image_have_mirrored_polygons(point: SkinPoint, width: float) -> None:
    if ".left" in point.segment or ".right" in point.segment:
        swapped = {"left": "right", "right": "left"}
        other = SkinPoint(".".join(swapped.get(p, p) for p in point.segment.split(".")), point.first, point.second)
    else:
        other = SkinPoint(point.segment, point.first, -point.second)
    shown, mirrored = (project(StrokeMark((p, p), width), figure()) for p in (point, other))
    assert set(shown) == set(mirrored)
    for name, shape in shown.items():
        width_mm = figure().views[name].width_mm
        flipped = shapely.transform(mirrored[name], lambda p, w=width_mm: p * [-1, 1] + [w, 0])
        assert shapely.symmetric_difference(shape, flipped).area < 0.05 * shape.area + 5


@settings(max_examples=30, deadline=None)
@given(st.floats(80, 380), st.floats(60, 290), st.floats(6, 30))
def test_carried_paint_lies_on_the_body_and_is_valid(x: float, y: float, radius: float) -> None:
    paint = shapely.intersection(shapely.Point(x, y).buffer(radius), figure().views["perineal"].outline)
    for name, shape in carry("perineal", paint, figure()).items():
        assert name != "perineal"
        assert shape.is_valid
        assert not shape.is_empty
        assert shapely.difference(shape, shapely.buffer(figure().views[name].outline, 0.05)).area < 0.5


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-10, 60), st.floats(-10, 60)), min_size=3, max_size=12),
    st.sampled_from((0.5, 1.0, 2.0)),
)
def test_a_filled_polygon_has_its_area(points: list[tuple[float, float]], resolution: float) -> None:
    shape = shapely.convex_hull(shapely.MultiPoint(points)).intersection(shapely.box(0, 0, 50, 50))
    if shape.geom_type != "Polygon" or shape.area < 1:
        return
    mask = fill(shape, resolution, (round(50 / resolution), round(50 / resolution)))
    assert abs(mask.sum() * resolution**2 - shape.area) <= shape.length * resolution + resolution**2
