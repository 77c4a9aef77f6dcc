"""Skin coordinates, both ways and in words."""

import math

import numpy as np
import pytest

from rootmap.errors import InputError
from rootmap.skin.coordinates import in_words, nearest_skin, skin_at
from rootmap.skin.figure import Figure, SkinPoint, load_figure
from rootmap.skin.names import ROUND_LIMBS, join_segment, split_segment
from rootmap.skin.nearest import SCALES

TRIED_PER_SEGMENT = 200


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


def apart_mm(a: SkinPoint, b: SkinPoint) -> float:
    name, _ = split_segment(a.segment)
    if name == "perineum":
        one, two = (p.first * np.exp(1j * math.radians(p.second)) for p in (a, b))
        return float(abs(one - two))
    turn = a.second - b.second
    if name in ROUND_LIMBS or name in ("trunk", "neck", "head"):
        turn = (turn + 180) % 360 - 180
    return math.hypot((a.first - b.first) * SCALES[name].first, turn * SCALES[name].second)


@pytest.mark.parametrize("name", sorted(SCALES))
def test_a_point_found_on_the_skin_leads_back_to_a_view_that_shows_it(figure: Figure, name: str) -> None:
    generator = np.random.default_rng(7)
    tried = 0
    for view in figure.views.values():
        rows, columns = view.grid.cells_of(name)
        for k in generator.integers(0, max(1, len(rows)), TRIED_PER_SEGMENT if len(rows) else 0):
            side = list(type(view.side_at(0)))[int(k) % 2]
            point = skin_at(view, *view.grid.place(int(rows[k]), int(columns[k]), side))
            assert point is not None
            assert point.segment == join_segment(name, side)
            places = nearest_skin(figure, point)
            found = skin_at(figure.views[places[0][0]], *places[0][1:])
            assert found is not None
            assert apart_mm(point, found) < 2, (view.name, point, found)
            tried += 1
    assert tried >= TRIED_PER_SEGMENT


def test_the_home_view_comes_first(figure: Figure) -> None:
    assert nearest_skin(figure, SkinPoint("leg.left", 1.5, 0))[0][0] == "anterior"
    assert nearest_skin(figure, SkinPoint("leg.right", 1.5, 180))[0][0] == "posterior"
    anus = nearest_skin(figure, SkinPoint("perineum", 5, 0))
    assert anus[0][0] == "perineal"


def test_left_and_right_are_mirror_images(figure: Figure) -> None:
    for first, second in ((0.5, 30), (1.7, 200)):
        left, right = (nearest_skin(figure, SkinPoint(f"leg.{side}", first, second)) for side in ("left", "right"))
        for (view, x, y), (other, u, v) in zip(left, right, strict=True):
            assert (view, y) == (other, v)
            assert x + u == pytest.approx(figure.views[view].width_mm)


def test_degrees_of_the_midline_segments_are_positive_on_the_left(figure: Figure) -> None:
    view = figure.views["anterior"]
    left, right = (skin_at(view, view.width_mm / 2 + dx, 600) for dx in (60, -60))
    assert left is not None
    assert right is not None
    assert left.segment == right.segment == "trunk"
    assert left.second == pytest.approx(-right.second)
    assert left.second > 0


@pytest.mark.parametrize(
    "point",
    [
        SkinPoint("foot.left.plantar", 0.1, 4.9),
        SkinPoint("foot.left.dorsal", -0.05, 2.5),
        SkinPoint("leg.left", 2.03, 60),
        SkinPoint("trunk", -0.03, 10),
        SkinPoint("leg.left", 1.5, 420),
        SkinPoint("trunk", 0.5, 270),
    ],
)
def test_a_point_a_little_outside_a_segment_is_taken_to_the_nearest_skin(figure: Figure, point: SkinPoint) -> None:
    view, x, y = nearest_skin(figure, point)[0]
    found = skin_at(figure.views[view], x, y)
    assert found is not None
    assert found.segment == point.segment
    assert apart_mm(point, found) < 25


@pytest.mark.parametrize("segment", ["leg", "tail", "leg.middle", "hand.left", "trunk.left", "", "foot.left.palmar"])
def test_a_segment_that_does_not_exist_is_an_input_error(figure: Figure, segment: str) -> None:
    with pytest.raises(InputError, match="not a part of the body"):
        nearest_skin(figure, SkinPoint(segment, 0.5, 0.5))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_coordinate_that_is_no_number_is_an_input_error(figure: Figure, bad: float) -> None:
    with pytest.raises(InputError):
        nearest_skin(figure, SkinPoint("leg.left", bad, 0))
    assert skin_at(figure.views["anterior"], bad, 100) is None


def test_there_is_no_skin_beside_the_body_or_outside_the_picture(figure: Figure) -> None:
    for x, y in ((1, 1), (-5, 900), (5000, 900), (540, -1), (540, 1e9)):
        assert skin_at(figure.views["anterior"], x, y) is None


@pytest.mark.parametrize(
    ("segment", "first", "second", "words"),
    [
        ("leg.left", 1.5, 90, "left leg · lateral shank, middle third"),
        ("leg.right", 1.0, 180, "right leg · hollow of the knee"),
        ("leg.left", 1.97, 272, "left leg · medial malleolus"),
        ("arm.right", 0.5, 90, "right arm · lateral upper arm, middle third"),
        ("hand.left.palmar", 1.9, 2.5, "left hand, palm · tip of the middle finger"),
        ("hand.left.dorsal", 0.6, 4.5, "left hand, back of the hand · behind the little finger"),
        ("foot.left.dorsal", 1.2, 2.5, "left foot, dorsum · base of the third toe"),
        ("foot.right.plantar", 0.1, 4.9, "right foot, sole · lateral heel"),
        ("trunk", 0.66, 30, "trunk, left front · at the umbilicus"),
        ("trunk", 0.66, 0, "trunk, front in the midline · at the umbilicus"),
        ("trunk", 0.30, -150, "trunk, right back · at the inferior angle of the scapula"),
        ("neck", 0.5, -90, "neck, right side · middle third"),
        ("head", 0.7, 2, "head, midline · forehead"),
        ("head", 0.2, 95, "head, left · ear"),
        ("perineum", 4, 120, "perineum · at the anus"),
        ("perineum", 30, 100, "perineum, left · inner buttock, 30 mm from the anus"),
    ],
)
def test_a_point_is_said_in_words(segment: str, first: float, second: float, words: str) -> None:
    assert in_words(SkinPoint(segment, first, second)) == words


def test_every_bit_of_skin_has_words(figure: Figure) -> None:
    for view in figure.views.values():
        rows, columns = np.nonzero(view.grid.mask)
        for k in range(0, len(rows), 501):
            place = view.grid.place(int(rows[k]), int(columns[k]), view.side_at(0))
            point = skin_at(view, *place)
            assert point is not None
            assert " · " in in_words(point)
