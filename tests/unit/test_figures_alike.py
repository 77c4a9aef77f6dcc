"""All figures carry the same skin coordinates at the same places: landmarks, key points and marks fit each of them."""

from functools import cache

import numpy as np
import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.store import load_atlas
from rootmap.localise.overlap import measure
from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.skin.drawing import Drawing, PolygonMark, StrokeMark, on_figure, paint
from rootmap.skin.figure import FIGURES, Figure, SkinPoint, load_figure
from rootmap.skin.names import join_segment

figure_named = cache(load_figure)


@pytest.fixture(scope="module", params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Figure:
    return figure_named(request.param)


def height_mm(figure: Figure, name: str) -> float:
    """Return how far below the crown a landmark lies, in the front or back view."""
    view, _, y = next(
        hit for hit in nearest_skin(figure, figure.landmarks[name]) if hit[0] in ("anterior", "posterior")
    )
    grid = figure.views[view].grid
    return y - float(np.nonzero(grid.mask.any(axis=1))[0][0]) * grid.resolution_mm


def test_landmarks_lie_at_the_heights_of_such_a_body(figure: Figure) -> None:
    """Shares of the stature from the crown, round figures of adults; a child's trunk begins and ends lower."""
    stature = {"neutral": 1720, "female": 1680, "male": 1770, "child": 1330}[figure.name]
    shares = {"jugular_notch": 0.185, "nipple": 0.27, "umbilicus": 0.40, "pubic_symphysis": 0.50, "patella": 0.735}
    for name, share in shares.items():
        assert height_mm(figure, name) / stature == pytest.approx(share, abs=0.04), name


@pytest.mark.parametrize("side", list(Side))
def test_every_key_point_lies_in_its_territory_of_the_standard_map(figure: Figure, side: Side) -> None:
    atlas = load_atlas("isncsci", figure)
    for level, point in load_anatomy().key_points.items():
        segment, first, second = point.skin
        second = -second if side is Side.RIGHT and segment in ("trunk", "neck", "head", "perineum") else second
        view, x, y = nearest_skin(figure, SkinPoint(join_segment(segment, side), first, second))[0]
        assert level in atlas.at(view, x, y), (level, view)


@pytest.mark.parametrize("view", ["anterior", "posterior", "perineal", "lateral"])
def test_skin_coordinates_lead_back_to_the_same_place(figure: Figure, view: str) -> None:
    shown = figure.views[view]
    rows, columns = np.nonzero(shown.grid.mask)
    for pick in np.random.default_rng(7).integers(0, len(rows), 40):
        x, y = shown.grid.place(int(rows[pick]), int(columns[pick]), Side.LEFT)
        point = skin_at(shown, x, y)
        assert point is not None
        found = {name: (fx, fy) for name, fx, fy in nearest_skin(figure, point)}
        assert view in found, point
        assert np.hypot(found[view][0] - x, found[view][1] - y) < 12, point


def test_a_stroke_in_skin_coordinates_covers_about_its_share_of_each_body(figure: Figure) -> None:
    mark = StrokeMark((SkinPoint("leg.left", 1.2, 80), SkinPoint("leg.left", 1.8, 80)), 40.0)
    drawing = Drawing(figure.name).with_marks(Quality.PAIN, (mark,))
    area = measure(paint(drawing, figure), figure, ()).painted[Quality.PAIN]
    shank = {"neutral": 400, "female": 390, "male": 420, "child": 300}[figure.name]
    assert area == pytest.approx((0.6 * shank * 40 + np.pi * 20**2) / 100, rel=0.15)


def test_only_what_is_outlined_on_a_view_stays_with_its_figure() -> None:
    skin = StrokeMark((SkinPoint("leg.left", 1.2, 80),), 40.0)
    outline = PolygonMark("anterior", ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0)))
    drawing = Drawing("neutral").with_marks(Quality.PAIN, (skin,))
    assert on_figure(drawing, "child") == Drawing("child", drawing.layers)
    mixed = drawing.with_marks(Quality.TINGLING, (outline,))
    assert on_figure(mixed, "neutral") == mixed
    assert on_figure(mixed, "child") is None
