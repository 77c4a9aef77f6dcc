"""The key points on the figure: on skin, on their own side, in the order and the views the standard gives them."""

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.skin.coordinates import join_segment, nearest_skin, skin_at
from rootmap.skin.figure import Figure, SkinPoint, load_figure

KEY_POINTS = load_anatomy().key_points
FIRST_TOLERANCE, SECOND_TOLERANCE = 0.06, 8.0  # of a segment's length; degrees: the skin next to the point


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


def places(figure: Figure, level: str, side: Side) -> list[tuple[str, float, float]]:
    """Return where a key point shows: (view, x mm, y mm), its home view first."""
    segment, first, second = KEY_POINTS[level].skin
    mirrored = segment in ("trunk", "neck", "head", "perineum") and side is Side.RIGHT
    return nearest_skin(figure, SkinPoint(join_segment(segment, side), first, -second if mirrored else second))


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("level", list(KEY_POINTS))
def test_a_key_point_lies_on_skin_of_its_side(figure: Figure, level: str, side: Side) -> None:
    segment, first, second = KEY_POINTS[level].skin
    view_name, x_mm, y_mm = places(figure, level, side)[0]
    view = figure.views[view_name]
    found = skin_at(view, x_mm, y_mm)
    assert found is not None
    assert view.side_at(x_mm) is side
    if segment != "perineum":
        assert found.first == pytest.approx(first, abs=FIRST_TOLERANCE)
        digits = segment.startswith(("hand", "foot"))
        distance = abs((abs(found.second) if segment in ("trunk", "neck", "head") else found.second) - second)
        assert min(distance, 360 - distance) <= (0.5 if digits else SECOND_TOLERANCE)


@pytest.mark.parametrize(
    ("level", "view"),
    [
        ("C2", "posterior"),
        ("C5", "anterior"),
        ("C7", "posterior"),
        ("T4", "anterior"),
        ("L3", "anterior"),
        ("L5", "anterior"),
        ("S1", "posterior"),
        ("S2", "posterior"),
        ("S3", "posterior"),
        ("S4-5", "perineal"),
    ],
)
def test_a_key_point_shows_in_the_view_where_it_is_tested(figure: Figure, level: str, view: str) -> None:
    assert view in {name for name, _, _ in places(figure, level, Side.LEFT)}


def test_the_points_of_trunk_and_thigh_follow_each_other_downwards(figure: Figure) -> None:
    levels = [f"T{number}" for number in range(3, 13)] + ["L1", "L2", "L3", "L5"]
    heights = [places(figure, level, Side.LEFT)[0][2] for level in levels]
    assert heights == sorted(heights)


def test_l1_is_half_way_between_t12_and_l2(figure: Figure) -> None:
    (_, x12, y12), (_, x1, y1), (_, x2, y2) = (places(figure, level, Side.LEFT)[0] for level in ("T12", "L1", "L2"))
    assert x1 == pytest.approx((x12 + x2) / 2, abs=10)
    assert y1 == pytest.approx((y12 + y2) / 2, abs=10)


def test_t4_is_at_nipple_height_and_t10_lies_on_the_same_upright_line(figure: Figure) -> None:
    (_, _, nipple) = nearest_skin(figure, SkinPoint("trunk", 0.29, 36.0))[0]
    (_, x4, y4), (_, x10, _) = places(figure, "T4", Side.LEFT)[0], places(figure, "T10", Side.LEFT)[0]
    assert y4 == pytest.approx(nipple, abs=8)
    assert x4 == pytest.approx(x10, abs=10)
