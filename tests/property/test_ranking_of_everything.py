"""What must hold of the whole list: roots, nerves, look-alikes, cauda and cord, with drawings and findings."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon

from classical import ARM_NORMAL, LEG_NORMAL, Felt, figure, findings, maps, ranker, table
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import AreaTable, Finding, Ranking
from rootmap.localise.overlap import measure
from rootmap.skin.coordinates import SkinPoint
from rootmap.skin.drawing import Drawing, Layer, StrokeMark, paint

ANATOMY = load_anatomy()
STRUCTURAL = ("root", "roots", "plexus", "polyneuropathy", "cauda", "cord")
ROOTS = ("C5", "C6", "C7", "C8", "T4", "T10", "L2", "L3", "L4", "L5", "S1", "S2")
FELT = st.lists(
    st.builds(
        lambda quality, root, side, part: Felt(quality, "isncsci", (root,), (side,), part),
        st.sampled_from(Quality),
        st.sampled_from(ROOTS),
        st.sampled_from(Side),
        st.floats(0.02, 1.0),
    ),
    min_size=1,
    max_size=3,
)
SIDED = [*LEG_NORMAL, *ARM_NORMAL]
FOUND = st.lists(
    st.builds(
        lambda test, side, bad: _finding(test, side, bad=bad),
        st.sampled_from(SIDED),
        st.sampled_from(Side),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda finding: (finding.test, finding.side),
)


def _finding(test: str, side: Side, *, bad: bool) -> Finding:
    if test.startswith("muscle."):
        return Finding(test, side, mrc=4 if bad else 5)
    return Finding(test, side, "reduced" if bad else "normal")


def chances(ranking: Ranking) -> dict[tuple[str, str], float]:
    return {(each.candidate.id, str(each.candidate.side)): each.probability for each in ranking.entries}


def turned(side: str) -> str:
    return {"left": "right", "right": "left"}.get(side, side)


@given(FELT, FOUND)
@settings(max_examples=25)
def test_the_mirrored_patient_gets_the_mirrored_list(felt: list[Felt], found: list[Finding]) -> None:
    mirrored = [Felt(each.quality, each.map_id, each.territories, (each.sides[0].other,), each.part) for each in felt]
    here = chances(ranker().rank(table(felt), found, suggest=False, explain=False))
    other = [Finding(each.test, each.side.other, each.result, each.mrc) for each in found if each.side is not None]
    there = chances(ranker().rank(table(mirrored), other, suggest=False, explain=False))
    for (name, side), value in here.items():
        assert there[name, turned(side)] == pytest.approx(value, rel=1e-4, abs=1e-9)


@given(FELT, FOUND)
@settings(max_examples=25)
def test_beliefs_and_what_is_kept_back_sum_to_one_and_each_lies_in_its_interval(
    felt: list[Felt], found: list[Finding]
) -> None:
    ranking = ranker().rank(table(felt), found)
    assert sum(each.probability for each in ranking.entries) + ranking.unexplained == pytest.approx(1.0)
    for each in ranking.entries:
        assert each.interval is not None
        assert 0.0 <= each.interval[0] <= each.probability <= each.interval[1] <= 1.0


@given(FELT, FOUND)
@settings(max_examples=25)
def test_above_95_percent_takes_two_kinds_of_evidence_and_one_kind_stays_below_88(
    felt: list[Felt], found: list[Finding]
) -> None:
    best = ranker().rank(table(felt), found, suggest=False, explain=False).entries[0].probability
    assert best <= 0.95
    assert ranker().rank(table(felt), suggest=False, explain=False).entries[0].probability < 0.88


@given(FELT, FOUND, st.sampled_from(SIDED), st.sampled_from(Side))
@settings(max_examples=60)
def test_a_finding_never_lowers_the_candidate_it_supports_most(
    felt: list[Felt], found: list[Finding], test: str, side: Side
) -> None:
    rest = [each for each in found if (each.test, each.side) != (test, side)]
    drawn, more = table(felt), _finding(test, side, bad=True)
    before = chances(ranker().rank(drawn, rest, suggest=False, explain=False))
    after = chances(ranker().rank(drawn, [*rest, more], suggest=False, explain=False))
    gains = {name: after[name] / before[name] for name in before if before[name] > 0.0}
    roots = [name for name in gains if name[0] in ROOTS]
    assert max(gains.values()) >= 1.0 - 1e-9
    sign = ranker().findings.signs[test]
    row = int(sign.abnormal[: len(ranker().candidates.singles), 0].argmax())
    supported = (ranker().candidates.hypotheses[row].id, str(side))
    unmoved = [name for name in roots if name[0].startswith("C" if supported[0][0] in "LS" else "S")]
    for name in unmoved:
        assert gains[supported] >= gains[name] - 1e-9


@given(FELT, FOUND, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_entry_does_not_matter(felt: list[Felt], found: list[Finding], chance) -> None:
    drawn = table(felt)
    first = chances(ranker().rank(drawn, found, suggest=False, explain=False))
    again = chances(ranker().rank(drawn, chance.sample(found, len(found)), suggest=False, explain=False))
    assert first == pytest.approx(again)


def whole_examination() -> tuple[Finding, ...]:
    """Return a full examination in which everything is normal."""
    tests = [f"muscle.{name}" for name in ANATOMY.muscles]
    reflexes = [f"reflex.{name}" for name, each in ANATOMY.reflexes.items() if each.kind == "tendon"]
    points = [f"{kind}.{name}" for name in ANATOMY.key_points for kind in ("pinprick", "touch")]
    sided = [*(f"{test} 5" for test in tests), *(f"{test} normal" for test in (*reflexes, *points))]
    cord = ("reflex.plantar flexor", "reflex.hoffmann absent", "sensory_level absent", "bladder_change absent")
    return findings((*sided, *cord, "slr negative", "spurling negative", "femoral_stretch negative"), tuple(Side))


@pytest.mark.parametrize("root", ROOTS)
def test_a_normal_examination_pulls_every_structural_candidate_down(root: str) -> None:
    drawn = table([Felt(Quality.PAIN, "textbook", (root,))])
    before, after = (
        ranker().rank(drawn, suggest=False, explain=False),
        ranker().rank(drawn, whole_examination(), suggest=False, explain=False),
    )
    kept = chances(after)
    for each in before.entries:
        if each.candidate.kind in STRUCTURAL and each.probability >= 0.01:
            assert kept[each.candidate.id, str(each.candidate.side)] < each.probability, each.candidate


STROKES = (
    (("leg.left", 1.15, 80.0), ("leg.left", 1.85, 60.0)),
    (("leg.right", 0.3, 170.0), ("leg.right", 1.9, 180.0)),
    (("arm.left", 0.5, 80.0), ("arm.left", 1.8, 70.0)),
    (("hand.right.palmar", 0.4, 4.3), ("hand.right.palmar", 1.7, 4.4)),
    (("foot.left.dorsal", 0.5, 2.5), ("foot.left.dorsal", 1.7, 1.0)),
    (("trunk", 0.5, 20.0), ("trunk", 0.52, 100.0)),
)


@pytest.mark.parametrize("line", STROKES, ids=lambda line: line[0][0])
@pytest.mark.parametrize("quality", [Quality.PAIN, Quality.NUMBNESS])
@pytest.mark.parametrize("grown_mm", [-3.0, 3.0])
def test_three_millimetres_of_brush_move_no_belief_by_more_than_five_points(line, quality, grown_mm) -> None:
    painted = paint(
        Drawing("neutral", (Layer(quality, (StrokeMark(tuple(SkinPoint(*at) for at in line), 45.0),)),)), figure()
    )
    grown = {
        each: {view: _grown(shape, grown_mm, view) for view, shape in views.items()} for each, views in painted.items()
    }
    before, after = (chances(ranker().rank(measured(each), suggest=False, explain=False)) for each in (painted, grown))
    assert max(abs(after[name] - before[name]) for name in before) <= 0.05


def measured(painted) -> AreaTable:
    return measure(painted, figure(), maps())


def _grown(shape: MultiPolygon, by_mm: float, view: str) -> MultiPolygon:
    body = shapely.box(0.0, 0.0, figure().views[view].width_mm, figure().views[view].height_mm)
    result = shapely.intersection(shapely.buffer(shape, by_mm), body)
    return MultiPolygon([part for part in shapely.get_parts(result) if part.geom_type == "Polygon"])


def test_no_number_of_the_list_is_ever_missing() -> None:
    ranking = ranker().rank(AreaTable(), whole_examination())
    assert np.isfinite([each.probability for each in ranking.entries]).all()
