"""Whatever the labels, the polygons cover the outline exactly, share their borders and hold no slivers."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.atlas import coverage
from rootmap.atlas.curves import closed_outline, round_limb, round_midline, through
from rootmap.atlas.labels import extend

SPACING = 0.5
SIZE = 120
HALF = MultiPolygon([shapely.Point(30, 30).buffer(26)])


@st.composite
def label_images(draw: st.DrawFn) -> NDArray[np.uint8]:
    """Draw a map of 1 to 6 labels, each sample taking the label of the nearest seed, with some stray samples."""
    count = draw(st.integers(1, 12))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    seeds, names = rng.uniform(0, SIZE, (count, 2)), rng.integers(1, 7, count)
    rows, columns = np.mgrid[:SIZE, :SIZE] + 0.5
    nearest = np.argmin([(rows - r) ** 2 + (columns - c) ** 2 for r, c in seeds], axis=0)
    labels = names[nearest].astype(np.uint8)
    stray = rng.random(labels.shape) < draw(st.sampled_from([0.0, 0.002, 0.02]))
    labels[stray] = rng.integers(1, 7, int(stray.sum()))
    return labels


@settings(max_examples=40)
@given(labels=label_images())
def test_polygons_cover_the_outline_and_share_their_borders(labels: NDArray[np.uint8]) -> None:
    skin = np.ones(labels.shape, bool)
    cleaned = coverage.clean(labels, skin, SPACING, keep=set())
    shapes = coverage.polygons(cleaned, SPACING, HALF)
    parts = [part for shape in shapes.values() for part in shape.geoms]
    assert shapely.coverage_is_valid(parts)
    assert sum(part.area for part in parts) == pytest.approx(HALF.area, rel=1e-3)
    assert shapely.union_all(parts).symmetric_difference(HALF).area < 1e-3 * HALF.area
    assert set(shapes) <= set(np.unique(labels).tolist())
    for shape in shapes.values():
        assert len(shape.geoms) == 1 or min(part.area for part in shape.geoms) >= coverage.SLIVER_MM2


@settings(max_examples=40)
@given(labels=label_images())
def test_cleaning_leaves_no_small_part_and_keeps_what_it_is_told_to(labels: NDArray[np.uint8]) -> None:
    skin = np.ones(labels.shape, bool)
    present = set(np.unique(labels).tolist())
    kept = coverage.clean(labels, skin, SPACING, keep=present)
    assert set(np.unique(kept).tolist()) == present
    assert (kept > 0).all()


@given(labels=label_images(), cells=st.integers(1, 6))
def test_growing_labels_keeps_what_was_there_and_reaches_the_distance(labels: NDArray[np.uint8], cells: int) -> None:
    hole = labels.copy()
    hole[40:80, 40:80] = 0
    grown = extend(hole, cells)
    assert np.array_equal(grown[hole > 0], hole[hole > 0])
    assert (grown[60, 40 : 40 + cells] > 0).all()
    assert grown[60, 40 + cells] == 0 or cells >= 20


KNOTS = st.lists(st.floats(-100, 100), min_size=2, max_size=8)


@given(values=KNOTS, gaps=st.lists(st.floats(0.01, 40), min_size=8, max_size=8))
def test_a_border_passes_its_points_and_never_overshoots(values: list[float], gaps: list[float]) -> None:
    y = np.array(values)
    x = np.cumsum(gaps[: len(y)])
    curve = through(x, y)
    assert curve(x) == pytest.approx(y, abs=1e-6)
    for a, b, low, high in zip(x[:-1], x[1:], np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:]), strict=True):
        between = curve(np.linspace(a, b, 20))
        assert (between >= low - 1e-6).all()
        assert (between <= high + 1e-6).all()
    assert curve(np.array([x[0] - 50, x[-1] + 50])) == pytest.approx([y[0], y[-1]])


@given(values=st.lists(st.floats(-1, 1), min_size=2, max_size=8))
def test_a_border_round_a_limb_closes_and_one_round_the_trunk_mirrors(values: list[float]) -> None:
    y = np.array(values)
    limb = round_limb(np.linspace(-60, 200, len(y)), y)
    degrees = np.linspace(0, 360, 50)
    assert limb(degrees) == pytest.approx(limb(degrees - 360), abs=1e-6)
    trunk = round_midline(np.linspace(0, 180, len(y)), y)
    assert trunk(degrees / 2) == pytest.approx(trunk(-degrees / 2), abs=1e-6)


@given(radius=st.floats(5, 50), points=st.integers(6, 12))
def test_an_outline_through_points_of_a_circle_is_nearly_that_circle(radius: float, points: int) -> None:
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    ring = closed_outline(np.c_[radius * np.cos(angle), radius * np.sin(angle)])
    assert np.linalg.norm(ring, axis=1) == pytest.approx(np.full(len(ring), radius), rel=0.07)
    assert shapely.Polygon(ring).is_valid
