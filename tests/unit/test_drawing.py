"""A drawing's marks become polygons, in order, on every view."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Drawing, Layer, PatchMark, PolygonMark, StrokeMark, add, mirrored, paint, subtract
from rootmap.skin.figure import Figure, SkinPoint, load_figure

SQUARE = ((600.0, 1000.0), (640.0, 1000.0), (640.0, 1040.0), (600.0, 1040.0))  # on the left thigh
MIDDLE = ((615.0, 1010.0), (625.0, 1010.0), (625.0, 1030.0), (615.0, 1030.0))


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


def area(figure: Figure, *marks: StrokeMark | PatchMark | PolygonMark) -> float:
    painted = paint(Drawing(figure.name, (Layer(Quality.PAIN, marks),)), figure)
    return painted[Quality.PAIN]["anterior"].area if painted else 0.0


def test_a_polygon_covers_its_area_less_its_holes(figure: Figure) -> None:
    assert area(figure, PolygonMark("anterior", SQUARE)) == pytest.approx(1600)
    assert area(figure, PolygonMark("anterior", SQUARE, (MIDDLE,))) == pytest.approx(1400)


def test_an_erasing_mark_takes_from_the_marks_before_it_only(figure: Figure) -> None:
    whole, rub = PolygonMark("anterior", SQUARE), PolygonMark("anterior", MIDDLE, erase=True)
    assert area(figure, whole, rub) == pytest.approx(1400)
    assert area(figure, rub, whole) == pytest.approx(1600)
    assert area(figure, PolygonMark("anterior", MIDDLE), PolygonMark("anterior", SQUARE, erase=True)) == 0.0


def test_skin_marks_and_outlines_join(figure: Figure) -> None:
    patch = PatchMark(SkinPoint("leg.left", 0.6, 0.0), 30.0)
    stroke = StrokeMark((SkinPoint("leg.left", 0.6, 0.0), SkinPoint("leg.left", 0.7, 0.0)), 60.0)
    assert area(figure, patch, stroke) == pytest.approx(area(figure, stroke), rel=0.05)


def test_paint_off_the_body_leaves_nothing(figure: Figure) -> None:
    assert area(figure, PolygonMark("anterior", ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0)))) == 0.0


def test_a_layer_without_marks_is_left_out() -> None:
    drawing = Drawing("neutral").with_marks(Quality.PAIN, (PolygonMark("anterior", SQUARE),))
    assert drawing.marks(Quality.PAIN)
    assert drawing.with_marks(Quality.PAIN, ()) == Drawing("neutral")


squares = st.builds(
    lambda x, y, size: MultiPolygon([box(x, y, x + size, y + size)]),
    st.integers(0, 60), st.integers(0, 60), st.integers(1, 40),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(squares, min_size=1, max_size=8), squares)
def test_adding_and_taking_away_agree_with_plain_sets(shapes: list[MultiPolygon], less: MultiPolygon) -> None:
    """The short cut that unions only touching parts gives the same area as the whole union."""
    import shapely

    held: dict[str, MultiPolygon] = {}
    for shape in shapes:
        held = add(held, {"anterior": shape})
    whole = shapely.union_all(shapes)
    assert held["anterior"].area == pytest.approx(whole.area)
    assert held["anterior"].is_valid
    left = subtract(held, {"anterior": less})
    assert sum(shape.area for shape in left.values()) == pytest.approx(whole.difference(less).area)


@given(squares)
def test_mirroring_twice_changes_nothing(shape: MultiPolygon) -> None:
    assert mirrored(mirrored(shape, 500.0), 500.0).equals(shape)


def test_the_examples_open_and_paint_where_they_say(figure: Figure) -> None:
    from rootmap.resources import quizzes
    from rootmap.skin.drawing_file import read_drawing

    def views(name: str, quality: Quality) -> set[str]:
        return set(paint(read_drawing(Path(quizzes("examples", name))), figure)[quality])

    assert "posterior" in views("left_s1_burning.rootmap", Quality.BURNING)
    assert {"anterior", "posterior"} <= views("right_c7_tingling.rootmap", Quality.TINGLING)
    assert "perineal" in views("saddle_numbness.rootmap", Quality.NUMBNESS)
