"""The side view: paint follows the skin round the edge, only the near side shows, and nothing counts twice."""

import numpy as np
import pytest
import shapely

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.overlap import measure
from rootmap.skin.drawing import Drawing, PolygonMark, paint, to_marks
from rootmap.skin.figure import FIGURES, Figure, load_figure
from rootmap.skin.marks import carry


@pytest.fixture(scope="module", params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Figure:
    return load_figure(request.param)


def lateral_shank(figure: Figure, side: Side) -> shapely.Polygon:
    """Return a patch in the middle of the shank of one profile, view mm: 60 to 120 degrees, half way down."""
    view = figure.views["lateral"]
    grid = view.grid
    shank = grid.segment == grid.segment_names.index("leg")
    rows, columns = np.nonzero(
        shank & (grid.first > 1.4) & (grid.first < 1.6) & (grid.second > 60) & (grid.second < 120)
    )
    outward = 1 if (side is Side.LEFT) == view.left_is_right else -1
    x = view.width_mm / 2 + outward * (columns + 0.5) * grid.resolution_mm
    return shapely.box(x.min(), rows.min(), x.max(), rows.max())


@pytest.mark.parametrize("side", list(Side))
def test_paint_on_the_lateral_shank_appears_at_the_edges_of_front_and_back(figure: Figure, side: Side) -> None:
    shown = carry("lateral", lateral_shank(figure, side), figure)
    assert set(shown) == {"anterior", "posterior"}
    for name, shape in shown.items():
        view = figure.views[name]
        assert shape.area > 300
        for part in shape.geoms:
            assert view.side_at(part.representative_point().x) is side
            assert shapely.distance(part, shapely.boundary(view.outline)) < 0.5
    back = carry("anterior", shown["anterior"], figure)["lateral"]
    patch = lateral_shank(figure, side)
    assert (
        shapely.intersection(back, patch).area > 0.8 * back.area
    )  # an edge cell of one view is a strip of several in the other


def test_the_left_half_shows_left_skin_seen_from_the_left_and_faces_outwards(figure: Figure) -> None:
    view = figure.views["lateral"]
    grid = view.grid
    assert view.side_at(1.0) is Side.LEFT
    assert not grid.mask[:, 0].any(), "the two profiles do not touch"
    assert grid.position[grid.mask][:, 0].min() > -1.0
    face = grid.segment == grid.segment_names.index("head")
    columns = np.nonzero(face)[1]
    forward = grid.position[face][:, 2]
    assert np.corrcoef(columns, forward)[0, 1] > 0.99


def test_flank_and_axilla_are_not_hidden_by_the_arm(figure: Figure) -> None:
    grid = figure.views["lateral"].grid
    trunk = grid.segment == grid.segment_names.index("trunk")
    flank = trunk & (np.abs(grid.second - 90) < 20)
    shown = grid.first[flank]
    bins = np.histogram(shown, np.arange(0.27, 0.8, 0.05))[0]
    assert (bins > 200).all()


def whole_body(figure: Figure) -> Drawing:
    """Return a drawing that covers every view."""
    marks = [mark for name, view in figure.views.items() for mark in to_marks(name, view.outline)]
    return Drawing(figure.name).with_marks(Quality.PAIN, tuple(marks))


def test_a_body_painted_all_over_counts_its_skin_once(figure: Figure) -> None:
    table = measure(paint(whole_body(figure), figure), figure, ())
    assert table.painted[Quality.PAIN] == pytest.approx(figure.skin_area_cm2, rel=0.01)


@pytest.mark.parametrize("side", list(Side))
def test_the_same_skin_counts_the_same_whichever_view_it_is_painted_in(figure: Figure, side: Side) -> None:
    def counted(*marks: PolygonMark) -> float:
        drawing = Drawing(figure.name).with_marks(Quality.PAIN, marks)
        return float(measure(paint(drawing, figure), figure, ()).painted[Quality.PAIN])

    patch = shapely.MultiPolygon([lateral_shank(figure, side)])
    from_the_side = counted(*to_marks("lateral", patch))
    shown = carry("lateral", patch, figure)
    both = [mark for name in ("anterior", "posterior") for mark in to_marks(name, shown[name])]
    assert counted(*both) == pytest.approx(from_the_side, rel=0.12)
    assert counted(*both, *to_marks("lateral", patch)) == pytest.approx(from_the_side, rel=0.12)


def test_skin_seen_squarely_from_the_front_or_back_is_not_counted_at_the_side(figure: Figure) -> None:
    lateral = figure.views["lateral"].grid
    area, facing = lateral.area, np.abs(lateral.normal[..., 2])
    for name in ("anterior", "posterior"):
        grid = figure.views[name].grid
        mine, theirs = figure.linked(name, "lateral")
        square = np.abs(grid.normal[..., 2])
        counted = grid.full(grid.area).ravel()[mine] > 0
        at_the_side = lateral.full(area).ravel()[theirs] > 0
        assert (counted & at_the_side).mean() < 0.01
        assert (at_the_side & (grid.full(square).ravel()[mine] > 0.45)).mean() < 0.005
    assert area[facing < 0.3].sum() > 0.8 * area.sum()
