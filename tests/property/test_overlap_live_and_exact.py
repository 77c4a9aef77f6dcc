"""The counting while painting agrees with the exact intersection, after any strokes, erasures and undo."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, box

from localise_world import BAND_MM, NAMES, WIDTH_MM, make_atlas, make_figure
from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.stack import stack
from rootmap.localise import raster
from rootmap.localise.live import LiveOverlap
from rootmap.localise.overlap import ExactOverlap

FIGURE = make_figure()
ATLASES = [make_atlas(FIGURE), make_atlas(FIGURE, "shifted", 7.3)]
STACK = stack(FIGURE, ATLASES)
EXACT = ExactOverlap(FIGURE, STACK)
HEIGHT_MM = BAND_MM * len(NAMES)
POINT = st.tuples(st.floats(-10, WIDTH_MM + 10), st.floats(-10, HEIGHT_MM + 10))
STROKE = st.tuples(
    st.sampled_from([Quality.PAIN, Quality.NUMBNESS, None]),
    st.sampled_from(["anterior", "posterior"]),
    st.lists(POINT, min_size=1, max_size=5),
    st.floats(6, 80),
)


def play(strokes):
    """Paint strokes both ways; a stroke of quality None erases all layers. Returns (live, painted polygons)."""
    live, painted = LiveOverlap(FIGURE, STACK), {}
    for quality, view, points, width in strokes:
        live.begin(quality)
        for start, end in zip(points, points[1:] or points, strict=False):
            live.add_segment(view, start, end, width)
        shape = (LineString(points) if len(points) > 1 else shapely.Point(points[0])).buffer(width / 2, 32)
        frame = box(0, 0, WIDTH_MM, HEIGHT_MM)
        for each in [quality] if quality else list(painted):
            layer = painted.setdefault(each, {})
            old = layer.get(view, MultiPolygon())
            new = (old.union(shape) if quality else old.difference(shape)).intersection(frame)
            parts = [part for part in shapely.get_parts(new) if part.geom_type == "Polygon" and part.area > 0]
            layer[view] = MultiPolygon(parts)
            painted[each] = {name: area for name, area in layer.items() if not area.is_empty}
    return live, {quality: layer for quality, layer in painted.items() if layer}


def rubbed_edge_cm2(strokes):
    """Return what fractions may lose along the eraser's edge.

    A cell painted and erased in part, a, keeps a (1 - a), a sixth of it on average; skin slants to twice the picture.
    """
    lines = [
        (shapely.MultiPoint(points) if len(points) == 1 else LineString(points), width)
        for quality, _, points, width in strokes
        if quality is None
    ]
    return sum(line.buffer(width / 2).length for line, width in lines) * 2 / 6 / 100


def assert_same(one, other, slack_cm2=0.0):
    """Hold every area of two tables within 1 % of the painted area, and half a cell along a small brush's edge."""
    blank = np.zeros((len(NAMES), 2))
    for quality in Quality:
        total = other.painted.get(quality, 0.0)
        close = {"abs": 0.01 * total + 0.06 + slack_cm2}
        assert one.painted.get(quality, 0.0) == pytest.approx(total, **close)
        for atlas in ATLASES:
            mine, theirs = (table.areas.get(quality, {}).get(atlas.info.id, blank) for table in (one, other))
            assert mine == pytest.approx(theirs, **close)
        if quality in one.segments and quality in other.segments:
            assert one.segments[quality] == pytest.approx(other.segments[quality], **close)
    close = {"abs": 0.01 * other.union_cm2 + 0.06 + slack_cm2}
    assert one.union_cm2 == pytest.approx(other.union_cm2, **close)
    for atlas in ATLASES:
        mine, theirs = (table.union.get(atlas.info.id, blank) for table in (one, other))
        assert mine == pytest.approx(theirs, **close)


@given(st.lists(STROKE, min_size=1, max_size=6))
@settings(max_examples=60)
def test_live_and_exact_agree_after_any_strokes_and_erasures(strokes):
    live, painted = play(strokes)
    assert_same(live.table(), EXACT.measure(painted), rubbed_edge_cm2(strokes))


@given(st.lists(STROKE, min_size=1, max_size=5), st.lists(STROKE, min_size=1, max_size=3))
@settings(max_examples=30)
def test_taking_over_the_polygons_forgets_what_was_painted_since(strokes, undone):
    live, painted = play(strokes)
    for quality, view, points, width in undone:
        live.begin(quality)
        live.add_segment(view, points[0], points[-1], width)
    live.set_from(painted)
    assert_same(live.table(), EXACT.measure(painted))


@given(st.lists(st.tuples(st.lists(STROKE, min_size=1, max_size=3), STROKE), min_size=2, max_size=4))
@settings(max_examples=30)
def test_one_drawing_after_another_leaves_nothing_behind(drawings):
    live = LiveOverlap(FIGURE, STACK)
    kept = ExactOverlap(FIGURE, STACK)
    for strokes, (quality, view, points, width) in drawings:
        _, painted = play(strokes)
        live.set_from(painted)
        assert_same(live.table(), EXACT.measure(painted))
        assert_same(kept.measure(painted), ExactOverlap(FIGURE, STACK).measure(painted))
        live.begin(quality)
        live.add_segment(view, points[0], points[-1], width)


@given(st.lists(STROKE, min_size=1, max_size=4), STROKE)
@settings(max_examples=30)
def test_taking_over_only_where_the_drawing_changed_gives_the_same(strokes, last):
    _, painted = play(strokes)
    _, again = play([*strokes, last])
    _, view, points, width = last
    change = MultiPolygon([shapely.MultiPoint(points).convex_hull.buffer(width / 2 + 2)])
    live = LiveOverlap(FIGURE, STACK)
    live.set_from(painted)
    live.set_from(again, within={view: change})
    assert_same(live.table(), EXACT.measure(again))
    live.set_from(painted)
    assert_same(live.table(), EXACT.measure(painted))


def combs(teeth):
    """Return a painted comb with so many teeth, and the same with a dab between two of them."""
    comb = shapely.union_all(
        [box(150, 100, 160, 500), *(box(160, 100 + 8 * k, 190, 104 + 8 * k) for k in range(teeth))]
    )
    dab = shapely.Point(190, 120).buffer(9)
    return tuple({Quality.PAIN: {"anterior": MultiPolygon([shape])}} for shape in (comb, comb.union(dab))), dab


def test_a_dab_on_a_large_area_is_measured_by_itself(monkeypatch):
    (before, after), dab = combs(teeth=50)
    exact, parts = ExactOverlap(FIGURE, STACK), []
    exact.measure(before)
    measure_part = exact._measure_part
    monkeypatch.setattr(exact, "_measure_part", lambda view, part: parts.append(part) or measure_part(view, part))
    table = exact.measure(after)
    assert 0 < sum(part.area for part in parts) <= dab.area
    assert_same(table, ExactOverlap(FIGURE, STACK).measure(after))


def test_what_measures_asks_again_and_again_whether_it_should_give_way():
    (before, after), _ = combs(teeth=50)
    asked = []
    exact = ExactOverlap(FIGURE, STACK, give_way=lambda: asked.append(None))
    assert_same(exact.measure(after), EXACT.measure(after))
    assert len(asked) > len(before[Quality.PAIN]["anterior"].geoms)


def test_taking_over_a_dab_cuts_as_much_boundary_on_a_large_area_as_on_a_small_one(monkeypatch):
    cut, row_pieces = [], raster.row_pieces

    def counted(*words):
        pieces = row_pieces(*words)
        cut.append(len(pieces.row))
        return pieces

    counts = []
    for teeth in (5, 50):
        (before, after), dab = combs(teeth)
        live = LiveOverlap(FIGURE, STACK)
        live.set_from(before)
        monkeypatch.setattr(raster, "row_pieces", counted)
        cut.clear()
        live.set_from(after, within={"anterior": MultiPolygon([dab])})
        counts.append(sum(cut))
        monkeypatch.undo()
        assert_same(live.table(), EXACT.measure(after))
    assert counts[0] == counts[1] > 0
