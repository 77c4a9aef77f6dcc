"""In every published map, for every root and side: a stroke inside one region alone ranks that root first."""

from functools import cache

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.model import Kind
from rootmap.atlas.stack import stack
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.localise.live import LiveOverlap
from rootmap.localise.overlap import ExactOverlap
from rootmap.localise.ranker import Ranker
from rootmap.skin.figure import load_figure

FIGURE = load_figure()
STROKES = 4
LEAST_OWN_CM2 = 8.0  # where roots share skin, one with less than this to itself cannot be told by its skin alone
LEAST_CM2 = 0.2  # of counted skin: less than a fingernail is no stroke


@cache
def atlas_of(name):
    return load_atlas(name, FIGURE)


@cache
def tools_of(name):
    return Ranker([atlas_of(name)]), ExactOverlap(FIGURE, stack(FIGURE, [atlas_of(name)]))


OF_ROOTS = [name for name in available_atlases() if atlas_of(name).info.kind is Kind.DERMATOME]


def own_cm2(atlas, territory):
    """Return the skin of one side that no other root shares."""
    alone = [
        all(same_roots(atlas, territory, other) for other in atlas.named(k)) for k in range(len(atlas.combinations))
    ]
    mine = [territory in atlas.named(k) for k in range(len(atlas.combinations))]
    return float(np.sum(np.array(atlas.label_area_cm2)[np.array(alone) & np.array(mine)]))


def same_roots(atlas, one, other):
    return atlas.info.territory(one).roots == atlas.info.territory(other).roots


def own_region(atlas, territory, side, view):
    """Return what of a territory no other root shares on a view; where skin is shared, a millimetre from any edge."""
    others = [
        shape
        for other in atlas.info.territories
        if not same_roots(atlas, territory, other.id)
        and (shape := atlas.polygons(other.id, side).get(view)) is not None
        and atlas.info.overlapping
    ]
    region = atlas.polygons(territory, side)[view]
    return region.buffer(-1.0).difference(shapely.union_all(others).buffer(1.0)) if others else region


CASES = [
    (name, territory.id, side)
    for name in OF_ROOTS
    for territory in atlas_of(name).info.territories
    for side in Side
    if own_cm2(atlas_of(name), territory.id) > LEAST_OWN_CM2 or not atlas_of(name).info.overlapping
]


def strokes_inside(region, seed):
    """Yield strokes of varied place, length and width that stay inside a region, as polygons."""
    random = np.random.default_rng(seed)
    parts = [part for part in shapely.get_parts(region) if part.area > 30.0]
    for _ in range(STROKES if parts else 0):
        part = parts[int(random.integers(len(parts)))]
        left, top, right, bottom = part.bounds
        points = random.uniform((left, top), (right, bottom), (60, 2))
        inner = points[shapely.contains_xy(part, points)]
        if len(inner) >= 2:
            brush = shapely.LineString(inner[:2]).buffer(random.uniform(3.0, 25.0))
            yield MultiPolygon([p for p in shapely.get_parts(brush.intersection(part)) if p.geom_type == "Polygon"])


@pytest.mark.parametrize(("name", "territory", "side"), CASES)
def test_a_stroke_inside_one_region_alone_ranks_that_root_first(name, territory, side):
    ranker, exact = tools_of(name)
    tried = 0
    roots = atlas_of(name).info.territory(territory).roots
    root = territory if len(roots) > 1 else roots[0].value
    for view in atlas_of(name).polygons(territory, side):
        region = own_region(atlas_of(name), territory, side, view)
        for seed, stroke in enumerate(strokes_inside(region, 7)):
            quality = list(Quality)[seed % len(Quality)]
            table = exact.measure({quality: {view: stroke}})
            if table.union_cm2 < LEAST_CM2:
                continue  # skin that another view counts
            tried += 1
            first = ranker.rank(table, suggest=False, explain=False).entries[0]
            assert (first.candidate.id, first.candidate.side) == (root, side.value)
            assert first.inside > (0.97 if atlas_of(name).info.overlapping else 0.99)  # shared skin is counted by cells
    assert tried


@pytest.mark.parametrize("name", OF_ROOTS)
def test_live_and_exact_areas_agree_within_one_percent_on_the_real_body(name):
    atlas = atlas_of(name)
    maps = stack(FIGURE, [atlas])
    exact, live = ExactOverlap(FIGURE, maps), LiveOverlap(FIGURE, maps)
    random = np.random.default_rng(3)
    painted = {}
    for _ in range(12):
        view = str(random.choice(["anterior", "posterior"]))
        size = FIGURE.views[view].width_mm, FIGURE.views[view].height_mm
        start = random.uniform((0.25, 0.1), (0.75, 0.95)) * size
        end, width = start + random.normal(0.0, 60.0, 2), random.uniform(12.0, 60.0)
        live.begin(Quality.PAIN)
        live.add_segment(view, tuple(start), tuple(end), width)
        stroke = shapely.LineString([start, end]).buffer(width / 2).intersection(FIGURE.views[view].outline)
        painted[view] = painted.get(view, MultiPolygon()).union(stroke)
    layers = {Quality.PAIN: {view: MultiPolygon(list(shapely.get_parts(shape))) for view, shape in painted.items()}}
    mine, theirs = live.table(), exact.measure(layers)
    total = theirs.painted[Quality.PAIN]
    assert mine.painted[Quality.PAIN] == pytest.approx(total, rel=0.01)
    assert mine.areas[Quality.PAIN][name] == pytest.approx(theirs.areas[Quality.PAIN][name], abs=0.01 * total)
