"""Findings that do not go together are taken as they are, and said."""

import pytest

from localise_world import make_atlas, make_figure
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise import contradictions
from rootmap.localise.contradictions import EXCLUSIVE, JERKING, RULES, TEXTS, WASTED_MUSCLE
from rootmap.localise.evidence import AreaTable, Candidate, CandidateSide, Finding, Ranking
from rootmap.localise.ranker import Ranker
from rootmap.localise.report import to_json

ANATOMY = load_anatomy()
RANKER = Ranker([make_atlas(make_figure())], ANATOMY)
LEFT, RIGHT = Side.LEFT, Side.RIGHT


def said(*findings: Finding, leader: str = "S1", side: CandidateSide = CandidateSide.LEFT) -> dict[str, str]:
    hypothesis = next((each for each in RANKER.candidates.hypotheses if each.id == leader), None)
    kind = hypothesis.kind if hypothesis is not None else None
    candidate = Candidate(leader, side, kind) if kind is not None else None
    found = contradictions.contradictions(findings, candidate, hypothesis, ANATOMY)
    return {each.key: contradictions.in_words(each) for each in found}


def test_a_brisk_ankle_jerk_and_an_s1_root_do_not_go_together():
    words = said(Finding("reflex.achilles", LEFT, "brisk"))["brisk_in_own_arc"]
    assert words == (
        "A brisk Achilles reflex, left, and S1 left do not go together: a lesion of its arc weakens it. "
        "Think of the cord above."
    )
    assert said(Finding("reflex.achilles", RIGHT, "brisk")) == {}
    assert said(Finding("reflex.achilles", LEFT, "reduced")) == {}
    assert said(Finding("reflex.achilles", LEFT, "brisk"), leader="C6") == {}


CASES = {
    "cord_sign": (Finding("reflex.plantar", LEFT, "extensor"),),
    "sensory_level": (Finding("sensory_level", None, "present"),),
    "absent_and_brisk": (Finding("reflex.biceps", LEFT, "absent"), Finding("reflex.triceps", LEFT, "brisk")),
    "clonus_without_jerk": (
        Finding("reflex.ankle_clonus", LEFT, "present"),
        Finding("reflex.achilles", LEFT, "absent"),
    ),
    "wasted_but_strong": (Finding("calf_wasting", LEFT, "present"), Finding("muscle.gastrocnemius", LEFT, mrc=5)),
    "degrees": (Finding("slr", LEFT, "positive", degrees=0.0),),
    "both_sides": (Finding("muscle.gastrocnemius", LEFT, mrc=4), Finding("muscle.soleus", RIGHT, mrc=3)),
    "no_power_but_jerk": (Finding("muscle.gastrocnemius", LEFT, mrc=0), Finding("reflex.achilles", LEFT, "normal")),
    "can_and_cannot": (Finding("heel_walk", LEFT, "negative"), Finding("muscle.tibialis_anterior", LEFT, mrc=1)),
    "exclusive": (Finding("better_sitting", None, "present"), Finding("worse_sitting", None, "present")),
}


@pytest.mark.parametrize("key", CASES)
def test_each_rule_finds_its_case_and_says_it_without_gaps(key):
    words = said(*CASES[key])
    assert key in words
    assert "{" not in words[key]
    assert "  " not in words[key]


@pytest.mark.parametrize("key", sorted(set(CASES) - {"cord_sign", "sensory_level", "degrees"}))
def test_half_of_a_contradiction_is_none(key):
    for one in CASES[key]:
        assert key not in said(one)


def test_an_extensor_plantar_speaks_against_the_cauda_but_not_against_conus_or_cord():
    finding = Finding("reflex.plantar", LEFT, "extensor")
    assert "cord_sign" in said(finding, leader="cauda_equina", side=CandidateSide.BOTH)
    assert "cord_sign" not in said(finding, leader="conus_medullaris", side=CandidateSide.BOTH)
    assert said(finding, leader="transverse_cord_lesion_T10", side=CandidateSide.BOTH) == {}


def test_what_takes_both_sides_explains_signs_on_both():
    assert "both_sides" not in said(*CASES["both_sides"], leader="cauda_equina", side=CandidateSide.BOTH)


def test_an_ordinary_s1_root_is_no_contradiction():
    found = (
        *(Finding("reflex.achilles", LEFT, "absent"), Finding("muscle.gastrocnemius", LEFT, mrc=3)),
        *(Finding("slr", LEFT, "positive", degrees=40.0), Finding("reflex.achilles", RIGHT, "normal")),
        *(Finding("calf_wasting", LEFT, "present"), Finding("reflex.plantar", LEFT, "flexor")),
    )
    assert said(*found) == {}


def test_every_rule_has_words_a_source_that_is_listed_and_names_what_the_tables_know():
    assert {rule.key for rule in RULES} == set(TEXTS) == {*CASES, "brisk_in_own_arc"}
    for rule in RULES:
        assert set(rule.provenance.sources) <= set(ANATOMY.sources)
    for test, muscles in WASTED_MUSCLE.items():
        assert test in ANATOMY.tests
        assert set(muscles) <= set(ANATOMY.muscles)
    for reflex, muscles in JERKING.items():
        assert ANATOMY.reflexes[reflex].kind == "tendon"
        assert set(muscles) <= set(ANATOMY.muscles)
    assert {test for pair in EXCLUSIVE for test in pair} <= set(ANATOMY.tests)


def test_findings_that_contradict_each_other_still_rank_and_are_reported():
    ranking: Ranking = RANKER.rank(AreaTable(), CASES["no_power_but_jerk"])
    assert [each.key for each in ranking.contradictions] == ["no_power_but_jerk"]
    assert any(part.params.get("mrc") == 0 for entry in ranking.entries for part in entry.contributions)
    reported = to_json(ranking)["contradictions"]
    assert reported[0]["id"] == "no_power_but_jerk"
    assert reported[0]["findings"] == ["muscle.gastrocnemius", "reflex.achilles"]
    assert reported[0]["sources"] == ["dejong_2019"]
