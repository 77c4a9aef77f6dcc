"""Counting skin in pieces agrees with the exact overlap, for any marks on the body."""

from functools import cache

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.stack import stack
from rootmap.atlas.store import load_atlas
from rootmap.localise.cells import CellOverlap
from rootmap.localise.overlap import ExactOverlap
from rootmap.skin.drawing import Drawing, Layer, PatchMark, PolygonMark, StrokeMark, paint
from rootmap.skin.figure import SkinPoint, load_figure

SHARE = 0.01
EDGE_MM = 0.4  # what smoothing and silhouettes do to an edge: less than half a cell

FIRST, TURN = st.floats(0.1, 1.9), st.floats(0, 359)
LIMB_POINTS = st.builds(SkinPoint, st.sampled_from(["leg.left", "leg.right", "arm.left", "arm.right"]), FIRST, TURN)
OTHER_POINTS = st.builds(
    SkinPoint, st.sampled_from(["trunk", "neck", "head"]), st.floats(0.1, 0.9), st.floats(-170, 170)
)
ENDS = st.builds(
    SkinPoint,
    st.sampled_from(["hand.left.palmar", "foot.right.dorsal", "foot.left.plantar"]),
    FIRST,
    st.floats(0.5, 4.5),
)
POINTS = st.one_of(LIMB_POINTS, OTHER_POINTS, ENDS)


@st.composite
def strokes(draw):
    start = draw(LIMB_POINTS)
    end = SkinPoint(start.segment, draw(FIRST), (start.second + draw(st.floats(-60, 60))) % 360)
    return StrokeMark((start, end), draw(st.floats(20, 60)), draw(st.booleans()))


@st.composite
def outlines(draw):
    x, y, width, height = draw(
        st.tuples(st.floats(560, 680), st.floats(300, 1500), st.floats(20, 90), st.floats(20, 90))
    )
    box = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return PolygonMark(draw(st.sampled_from(["anterior", "posterior"])), box)


PATCHES = st.builds(PatchMark, POINTS, st.floats(12, 45), st.booleans())
MARKS = st.lists(st.one_of(strokes(), PATCHES, outlines()), min_size=1, max_size=3)


@cache
def the_two():
    figure = load_figure()
    maps = tuple(load_atlas(name, figure) for name in ("isncsci", "foerster-1933", "lee-2008"))
    stacked = stack(figure, maps)
    return figure, CellOverlap(figure, stacked), ExactOverlap(figure, stacked)


def edges_cm2(painted):
    """Return the skin along all edges that may be counted either way; it slants to twice the picture."""
    length = sum(shapely.length(shape) for layer in painted.values() for shape in layer.values())
    return length * 2 * EDGE_MM / 100


@settings(max_examples=25, deadline=None)
@given(MARKS, MARKS)
def test_pieces_of_skin_add_up_to_the_exact_areas(pain, numb):
    figure, cells, exact = the_two()
    drawing = Drawing("neutral", (Layer(Quality.PAIN, tuple(pain)), Layer(Quality.NUMBNESS, tuple(numb))))
    painted = paint(drawing, figure)
    mine, theirs = cells.measure(drawing), exact.measure(painted)
    slack = edges_cm2(painted)
    for quality in (Quality.PAIN, Quality.NUMBNESS):
        total = theirs.painted.get(quality, 0.0)
        close = {"abs": SHARE * total + slack + 0.1}
        assert mine.painted.get(quality, 0.0) == pytest.approx(total, **close)
        if quality in mine.painted and quality in theirs.painted:
            for atlas, areas in theirs.areas[quality].items():
                assert mine.areas[quality][atlas] == pytest.approx(areas, **close)
            assert mine.segments[quality] == pytest.approx(theirs.segments[quality], **close)
    assert mine.union_cm2 == pytest.approx(theirs.union_cm2, abs=SHARE * theirs.union_cm2 + slack + 0.1)


@pytest.mark.parametrize(
    "mark",
    [
        StrokeMark((SkinPoint("leg.left", 1.1, 80), SkinPoint("leg.left", 1.9, 55)), 45),
        StrokeMark((SkinPoint("leg.right", 0.1, 150), SkinPoint("leg.right", 1.9, 180)), 45),
        StrokeMark((SkinPoint("arm.left", 0.2, 80), SkinPoint("hand.left.dorsal", 1.2, 0.6)), 30),
        StrokeMark((SkinPoint("trunk", 0.5, 20), SkinPoint("trunk", 0.5, 120)), 45),
        PatchMark(SkinPoint("foot.left.dorsal", 1.5, 0.5), 25),
        PatchMark(SkinPoint("perineum", 30, 90), 30),
    ],
)
def test_ordinary_marks_are_within_one_percent(mark):
    figure, cells, exact = the_two()
    drawing = Drawing("neutral", (Layer(Quality.PAIN, (mark,)),))
    mine, theirs = cells.measure(drawing), exact.measure(paint(drawing, figure))
    total = theirs.painted[Quality.PAIN]
    assert mine.painted[Quality.PAIN] == pytest.approx(total, rel=SHARE)
    for atlas, areas in theirs.areas[Quality.PAIN].items():
        assert mine.areas[Quality.PAIN][atlas] == pytest.approx(areas, abs=SHARE * total)
