"""The warnings that go ahead of any ranking: set off by the drawing or the findings, and by nothing less."""

import numpy as np
import pytest
from shapely import MultiPolygon, box

from localise_world import NAMES, SEGMENTS, make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.overlap import measure
from rootmap.localise.ranker import Ranker

ANATOMY = load_anatomy()
FIGURE = make_figure()
ATLAS = make_atlas(FIGURE)
RANKER = Ranker([ATLAS], ANATOMY)


def alert_ids(table=None, findings=()):
    return [alert.id for alert in RANKER.rank(table or AreaTable(), findings, suggest=False, explain=False).red_flags]


def legs(quality, left_cm2, right_cm2):
    """Return a table with paint in the legs only."""
    table = table_of([ATLAS], {quality: {("L5", Side.LEFT): left_cm2, ("L5", Side.RIGHT): right_cm2}})
    segments = np.zeros((len(SEGMENTS), 2))
    segments[SEGMENTS.index("leg")] = left_cm2, right_cm2
    return AreaTable(table.areas, table.painted, table.union, table.union_cm2, {quality: segments}, SEGMENTS)


def test_nothing_painted_and_nothing_found_raises_nothing():
    assert alert_ids() == []


@pytest.mark.parametrize("quality", [Quality.NUMBNESS, Quality.TINGLING])
@pytest.mark.parametrize("name", ["S3", "S4-5"])
def test_numbness_or_tingling_painted_in_the_saddle_is_an_emergency(quality, name):
    table = table_of([ATLAS], {quality: {(name, Side.LEFT): 6.0}})
    ranking = RANKER.rank(table)
    assert ranking.red_flags[0].code == "E"
    assert ranking.red_flags[0].condition == "Cauda equina syndrome"
    assert ranking.red_flags[0].reason.params == {"causes": ("saddle_in_drawing",), "area_cm2": 6.0}
    assert ranking.red_flags[0].source
    assert ranking.red_flags[0].next_step


def test_the_saddle_is_found_on_the_skin_even_where_the_map_has_no_such_region():
    segments = np.zeros((len(SEGMENTS), 2))
    segments[SEGMENTS.index("perineum")] = 4.0, 4.0
    table = table_of([ATLAS], {Quality.NUMBNESS: {("S2", Side.LEFT): 8.0}})
    table = AreaTable(table.areas, table.painted, table.union, 8.0, {Quality.NUMBNESS: segments}, SEGMENTS)
    assert alert_ids(table) == ["cauda_equina_saddle"]


def test_a_slip_of_the_brush_or_pain_alone_in_the_saddle_raises_nothing():
    assert alert_ids(table_of([ATLAS], {Quality.NUMBNESS: {("S3", Side.LEFT): 2.0}})) == []
    assert alert_ids(table_of([ATLAS], {Quality.PAIN: {("S3", Side.LEFT): 60.0}})) == []


def test_numbness_in_both_legs_raises_the_alarm_and_in_one_leg_does_not():
    assert alert_ids(legs(Quality.NUMBNESS, 30.0, 12.0)) == ["cauda_equina_both_legs"]
    assert alert_ids(legs(Quality.NUMBNESS, 300.0, 3.0)) == []
    assert alert_ids(legs(Quality.PAIN, 300.0, 300.0)) == []


def test_painted_polygons_reach_the_rules_through_the_exact_measurement():
    bottom = len(NAMES) * 20.0
    saddle = MultiPolygon([box(180, bottom - 20, 220, bottom)])
    table = measure({Quality.NUMBNESS: {"posterior": saddle}}, FIGURE, [ATLAS])
    assert alert_ids(table) == ["cauda_equina_saddle"]


@pytest.mark.parametrize(
    ("finding", "flag", "code"),
    [
        (Finding("bladder_change", None, "present"), "cauda_equina_bladder", "E"),
        (Finding("bowel_change", None, "present"), "cauda_equina_bowel", "E"),
        (Finding("saddle_numbness", None, "present"), "cauda_equina_saddle", "E"),
        (Finding("progressive_weakness", None, "present"), "progressive_weakness", "U"),
        (Finding("muscle.tibialis_anterior", Side.LEFT, mrc=3), "severe_weakness", "U"),
        (Finding("fever", None, "present"), "fever", "U"),
        (Finding("cancer_history", None, "present"), "cancer_history", "U"),
        (Finding("major_trauma", None, "present"), "fracture_trauma", "U"),
        (Finding("weight_loss", None, "present"), "weight_loss", "U"),
        (Finding("night_pain", None, "present"), "night_pain", "U"),
    ],
)
def test_a_ticked_item_raises_its_flag_and_its_absence_does_not(finding, flag, code):
    alerts = RANKER.rank(AreaTable(), [finding]).red_flags
    assert (flag, code) in [(alert.id, alert.code) for alert in alerts]
    absent = Finding(finding.test, finding.side, None if finding.mrc else "absent", 5 if finding.mrc else None)
    assert alert_ids(findings=[absent]) == []


def test_a_flag_of_two_conditions_needs_both():
    cancer = Finding("cancer_history", None, "present")
    weak = Finding("muscle.quadriceps_femoris", Side.LEFT, mrc=4)
    assert "cancer_with_neurology" not in alert_ids(findings=[cancer])
    assert "cancer_with_neurology" not in alert_ids(findings=[weak])
    assert alert_ids(findings=[weak, cancer])[0] == "cancer_with_neurology"


def test_emergencies_come_before_urgent_matters():
    codes = [
        a.code
        for a in RANKER.rank(AreaTable(), [Finding(t, None, "present") for t in ("fever", "bladder_change")]).red_flags
    ]
    assert codes == ["E", "U"]
