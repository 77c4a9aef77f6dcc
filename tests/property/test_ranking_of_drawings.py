"""The drawing's part of the ranking, on bands: what must hold for every root, side, quality and size of stroke."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localise_world import NAMES, make_atlas, make_figure, table_of
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Ranking
from rootmap.localise.ranker import Ranker

FIGURE = make_figure()
ATLAS = make_atlas(FIGURE)
RANKER = Ranker([ATLAS])
SPOT = st.tuples(st.sampled_from(NAMES), st.sampled_from(Side))
LAYER = st.dictionaries(SPOT, st.floats(0.05, 400.0), min_size=1, max_size=6)
DRAWING = st.dictionaries(st.sampled_from(Quality), LAYER, min_size=1, max_size=5)


def ranked(drawing) -> Ranking:
    """Rank as while the brush moves: without next tests and intervals, which no test here looks at."""
    return RANKER.rank(table_of([ATLAS], drawing), suggest=False, explain=False)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", Side)
def test_paint_inside_one_region_alone_ranks_that_root_first(name, side):
    for quality, area_cm2 in itertools.product(Quality, (0.05, 1.0, 30.0, 1000.0)):
        first, second = ranked({quality: {(name, side): area_cm2}}).entries[:2]
        assert (first.candidate.id, first.candidate.side) == (name, side.value)
        assert first.probability > second.probability
        assert first.inside == pytest.approx(1.0)


@given(DRAWING)
def test_probabilities_sum_to_one_and_never_reach_certainty(drawing):
    ranking = ranked(drawing)
    entries = ranking.entries
    assert sum(entry.probability for entry in entries) + ranking.unexplained == pytest.approx(1.0)
    assert min(entry.probability for entry in entries) > 0.0
    assert max(entry.probability for entry in entries) < 0.88


@given(DRAWING)
def test_the_mirrored_drawing_gives_the_mirrored_ranking(drawing):
    mirrored = {q: {(name, side.other): area for (name, side), area in layer.items()} for q, layer in drawing.items()}
    here = _by_candidate(ranked(drawing))
    there = _by_candidate(ranked(mirrored))
    for (name, side), probability in here.items():
        assert there[name, "right" if side == "left" else "left"] == pytest.approx(probability)


@given(LAYER, st.sampled_from(Quality), SPOT, st.floats(0.1, 100.0))
@settings(max_examples=300)
def test_paint_added_to_the_only_layer_never_makes_its_root_rank_lower(layer, quality, spot, more):
    before = {quality: layer}
    after = {quality: layer | {spot: layer.get(spot, 0.0) + more}}
    assert _overtaken_by(spot, before, after) == set()


@given(DRAWING, st.sampled_from(Quality), SPOT, st.floats(0.1, 100.0))
@settings(max_examples=300)
def test_paint_in_a_new_layer_never_makes_its_root_rank_lower(drawing, quality, spot, more):
    before = {each: layer for each, layer in drawing.items() if each is not quality}
    assert _overtaken_by(spot, before, {**before, quality: {spot: more}}) == set()


@given(LAYER, st.sampled_from(Quality))
@settings(max_examples=300)
def test_a_root_whose_skin_bears_no_paint_never_ranks_before_one_that_holds_a_third(layer, quality):
    entries = ranked({quality: layer}).entries
    holders = [place for place, entry in enumerate(entries) if entry.inside >= 1 / 3]
    missed = [place for place, entry in enumerate(entries) if entry.inside == 0.0]
    assert not holders or holders[0] < missed[0]


def test_a_blank_drawing_ranks_by_the_prior_and_says_so():
    ranking = ranked({})
    assert not ranking.has_evidence
    assert {entry.candidate.id for entry in ranking.entries[:6]} == {"C7", "L5", "S1"}
    assert ranking.entries[0].probability < 0.05


def test_numbness_says_more_than_pain():
    spot = {("L5", Side.LEFT): 80.0}
    pain, numbness = (ranked({q: spot}).entries[0] for q in (Quality.PAIN, Quality.NUMBNESS))
    assert pain.probability < numbness.probability


def test_the_runner_up_of_one_territory_is_a_neighbour_on_the_same_side():
    runner_up = ranked({Quality.TINGLING: {("L5", Side.LEFT): 80.0}}).entries[1]
    assert (runner_up.candidate.id, runner_up.candidate.side) == ("S1", "left")


def test_a_map_of_better_evidence_counts_more_where_maps_disagree():
    strong, weak = make_atlas(FIGURE, "strong", evidence="A"), make_atlas(FIGURE, "weak", evidence="D")
    table = table_of([strong, weak], {Quality.NUMBNESS: {("L5", Side.LEFT): 50.0}})
    elsewhere = np.zeros((len(NAMES), 2))
    elsewhere[NAMES.index("L2"), 0] = 50.0
    table.areas[Quality.NUMBNESS]["weak"] = elsewhere
    entries = Ranker([strong, weak]).rank(table).entries
    order = [entry.candidate.id for entry in entries if entry.candidate.side == "left"]
    assert order[0] == "L5"
    assert order.index("L2") < order.index("S2")


def _by_candidate(ranking):
    return {(entry.candidate.id, entry.candidate.side.value): entry.probability for entry in ranking.entries}


def _overtaken_by(spot, before, after):
    """Return the candidates that were not likelier than the root of `spot` before, and are after."""
    mine = (spot[0], spot[1].value)
    old, new = (_by_candidate(ranked(drawing)) for drawing in (before, after))
    return {each for each in old if old[each] <= old[mine] and new[each] > new[mine] + 1e-9}
