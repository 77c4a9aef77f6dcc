"""The anatomy tables that travel with the program: complete, agreeing both ways, every fact with a source."""

import math
import re

import pytest

from rootmap.anatomy.check import provenances
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.model import Anatomy, Confidence, DrawingRule, Supply, Urgency
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.resources import data_root

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
DESIGN_TESTS = [
    "slr",
    "crossed_slr",
    "slump",
    "femoral_stretch",
    "spurling",
    "cervical_traction",
    "upper_limb_tension",
    "shoulder_abduction_relief",
    "faber",
    "phalen",
    "bladder_change",
    "bowel_change",
    "saddle_numbness",
    "fever",
    "cancer_history",
    "major_trauma",
    "weight_loss",
    "night_pain",
    "progressive_weakness",
    "worse_sitting",
    "worse_cough",
    "worse_walking",
]
RED_FLAG_HISTORY = [
    "bladder_change",
    "bowel_change",
    "saddle_numbness",
    "sexual_dysfunction",
    "bilateral_leg_symptoms",
    "bilateral_leg_weakness",
    "progressive_weakness",
    "fever",
    "cancer_history",
    "major_trauma",
    "weight_loss",
    "night_pain",
    "steroid_use",
    "osteoporosis",
    "immune_compromise",
    "injecting_drugs",
]


@pytest.fixture(scope="module")
def anatomy() -> Anatomy:
    return load_anatomy()


def test_every_root_has_a_record_that_a_card_can_show(anatomy: Anatomy) -> None:
    assert list(anatomy.roots) == list(Root)
    for facts in anatomy.roots.values():
        assert facts.pain
        assert facts.complaint
        assert facts.bedside_test
        assert facts.disc_paracentral
        assert facts.disc_foraminal
        assert facts.dermatomes


def test_every_fact_names_a_known_source(anatomy: Anatomy) -> None:
    stated = list(provenances(anatomy))
    assert len(stated) > 1000
    for file, place, provenance in stated:
        assert provenance.sources, (file, place)
        assert set(provenance.sources) <= set(anatomy.sources), (file, place)


def test_what_was_recalled_or_is_of_low_confidence_stays_marked(anatomy: Anatomy) -> None:
    assert not anatomy.muscles["extensor_hallucis_longus"].provenance.read
    assert anatomy.reflexes["tibialis_posterior"].provenance.confidence is Confidence.LOW
    assert anatomy.accuracy["mcgee_achilles"].confidence is Confidence.LOW
    assert anatomy.accuracy["mcgee_achilles"].numbers_seen_now == "partly"
    assert anatomy.roots[Root.L5].dermatomes["lee_2008"].provenance.recalled == ("lee_2008",)
    for _, _, provenance in provenances(anatomy):
        assert provenance.read == (not provenance.recalled)


def test_muscles_name_roots_that_list_them_back_and_no_others(anatomy: Anatomy) -> None:
    for muscle in anatomy.muscles.values():
        assert muscle.roots
        assert set(muscle.major_roots) <= set(muscle.roots)
        for root, facts in anatomy.roots.items():
            assert (muscle.id in facts.muscles_major) == (root in muscle.major_roots)
            assert (muscle.id in facts.muscles_minor) == (root in set(muscle.roots) - set(muscle.major_roots))


def test_reflexes_and_tests_name_roots_that_list_them_back_and_no_others(anatomy: Anatomy) -> None:
    for root, facts in anatomy.roots.items():
        rooted = {reflex.id for reflex in anatomy.reflexes.values() if root in reflex.roots}
        assert set(facts.reflexes) | set(facts.cord_signs) == rooted
        assert not set(facts.reflexes) & set(facts.cord_signs)
        assert set(facts.tests) == {test.id for test in anatomy.tests.values() if root in test.roots}


def test_a_sign_of_the_cord_is_never_expected_from_a_root(anatomy: Anatomy) -> None:
    for root in Root:
        assert "plantar" not in {reflex.id for reflex in anatomy.reflexes_of(root)}
    assert "plantar" in anatomy.roots[Root.S1].cord_signs
    assert anatomy.reflexes["plantar"].results == ("flexor", "extensor", "absent")


def test_ids_are_snake_case(anatomy: Anatomy) -> None:
    for name in [
        "muscles",
        "reflexes",
        "tests",
        "nerves",
        "sources",
        "red_flags",
        "differentials",
        "accuracy",
        "frequencies",
    ]:
        for entry in getattr(anatomy, name):
            assert SNAKE_CASE.fullmatch(entry), (name, entry)


def test_the_ids_of_the_design_exist(anatomy: Anatomy) -> None:
    assert {"tibialis_anterior", "extensor_hallucis_longus"} <= set(anatomy.muscles)
    assert {"achilles", "patellar", "biceps", "brachioradialis", "triceps", "plantar"} <= set(anatomy.reflexes)
    assert {"medial_hamstring", "cremasteric"} <= set(anatomy.reflexes)
    assert {"common_fibular", "lateral_femoral_cutaneous"} <= set(anatomy.nerves)
    assert {"hip_osteoarthritis", "cauda_equina"} <= set(anatomy.differentials)
    assert set(DESIGN_TESTS) | set(RED_FLAG_HISTORY) <= set(anatomy.tests)
    assert any(test.startswith("tinel_") for test in anatomy.tests)


def test_a_muscle_moved_by_the_accessory_nerve_is_major_for_no_root(anatomy: Anatomy) -> None:
    trapezius = anatomy.muscles["trapezius_upper"]
    assert trapezius.supply is Supply.ACCESSORY_NERVE
    assert trapezius.major_roots == ()
    assert "trapezius_upper" in anatomy.roots[Root.C4].muscles_minor


def test_each_of_the_ten_key_muscles_is_major_for_its_root(anatomy: Anatomy) -> None:
    keys = {muscle.isncsci_key for muscle in anatomy.muscles.values() if muscle.isncsci_key}
    assert keys == set(roots_between(Root.C5, Root.T1)) | set(roots_between(Root.L2, Root.S1))
    for muscle in anatomy.muscles.values():
        if muscle.isncsci_key:
            assert muscle.isncsci_key in muscle.major_roots, muscle.id


@pytest.mark.parametrize(
    ("root", "muscle", "reflex", "test"),
    [
        (Root.C5, "deltoid", "biceps", "spurling"),
        (Root.C6, "extensor_carpi_radialis_longus", "brachioradialis", "upper_limb_tension"),
        (Root.C7, "triceps_brachii", "triceps", "cervical_traction"),
        (Root.C8, "flexor_digitorum_profundus", "finger_flexor", "shoulder_abduction_relief"),
        (Root.L3, "quadriceps_femoris", "patellar", "femoral_stretch"),
        (Root.L4, "quadriceps_femoris", "patellar", "femoral_stretch"),
        (Root.L5, "extensor_hallucis_longus", "medial_hamstring", "slr"),
        (Root.S1, "gastrocnemius", "achilles", "slr"),
    ],
)
def test_the_panel_leads_with_the_signs_a_teacher_names_first(
    anatomy: Anatomy, root: Root, muscle: str, reflex: str, test: str
) -> None:
    assert anatomy.muscles_of(root)[0].id == muscle
    assert anatomy.reflexes_of(root)[0].id == reflex
    assert test in {each.id for each in anatomy.tests_of(root)}


def test_a_paracentral_disc_strikes_the_passing_root_and_a_foraminal_one_the_leaving_root(anatomy: Anatomy) -> None:
    assert anatomy.roots[Root.L5].disc_paracentral.startswith("L4-L5")
    assert anatomy.roots[Root.L5].disc_foraminal.startswith("L5-S1")
    assert anatomy.roots[Root.C7].disc_paracentral.startswith("C6-C7")


def test_presence_and_level_figures_are_told_apart(anatomy: Anatomy) -> None:
    assert anatomy.accuracy["slr_windt"].kind == "presence"
    assert anatomy.accuracy["hipabd_suri_2011_l5"].kind == "level"
    for row in anatomy.accuracy.values():
        assert (row.kind == "other") == (row.about != "radiculopathy")
        if "level given" in row.target_condition or "impingement" in row.target_condition:
            assert row.kind == "level", row.id
        if "any level" in row.target_condition:
            assert row.kind == "presence", row.id
        if row.kind == "level":
            assert row.roots, row.id


def test_accuracy_figures_are_possible_numbers_and_infinities_stay_infinite(anatomy: Anatomy) -> None:
    assert anatomy.accuracy["femoral_stretch_suri_2011_mid"].lr_positive == math.inf
    for row in anatomy.accuracy.values():
        for share in (row.sensitivity, row.specificity):
            assert share is None or 0 <= share <= 1, row.id
        known = (row.sensitivity, row.specificity, row.lr_positive, row.lr_negative)
        assert any(value is not None for value in known) or row.sensitivity_range or row.specificity_range, row.id


def test_computed_likelihood_ratios_follow_from_sensitivity_and_specificity(anatomy: Anatomy) -> None:
    checked = 0
    for row in anatomy.accuracy.values():
        if row.lr_origin != "computed" or row.sensitivity is None or row.specificity is None:
            continue
        if row.lr_positive is not None and row.specificity < 1:
            assert row.lr_positive == pytest.approx(row.sensitivity / (1 - row.specificity), rel=0.02, abs=0.01)
            checked += 1
        if row.lr_negative is not None:
            assert row.lr_negative == pytest.approx((1 - row.sensitivity) / row.specificity, rel=0.02, abs=0.01)
    assert checked > 50


def test_ranges_are_kept_as_low_and_high(anatomy: Anatomy) -> None:
    row = anatomy.accuracy["tawa_motor"]
    assert row.sensitivity is None
    assert row.sensitivity_range == (0.13, 0.61)


def test_every_red_flag_can_be_triggered_and_emergencies_come_first(anatomy: Anatomy) -> None:
    codes = [flag.urgency for flag in anatomy.red_flags.values()]
    assert codes == sorted(codes, key=list(Urgency).index)
    for flag in anatomy.red_flags.values():
        assert flag.when, flag.id
        assert all(conditions for conditions in flag.when), flag.id


@pytest.mark.parametrize("rule", list(DrawingRule))
def test_saddle_and_bilateral_numbness_in_the_drawing_raise_cauda_equina(anatomy: Anatomy, rule: DrawingRule) -> None:
    raised = [
        flag
        for flag in anatomy.red_flags.values()
        if any([condition.test for condition in conditions] == [rule.value] for conditions in flag.when)
    ]
    assert raised
    assert raised[0].urgency is Urgency.EMERGENCY
    assert "auda equina" in raised[0].condition


def test_there_are_28_key_points_from_c2_to_s4_5(anatomy: Anatomy) -> None:
    assert list(anatomy.key_points) == [str(root) for root in roots_between(Root.C2, Root.S3)] + ["S4-5"]
    assert anatomy.key_points["S4-5"].roots == (Root.S4, Root.S5)


def test_suggested_shares_of_roots_sum_to_about_everything(anatomy: Anatomy) -> None:
    for region in ("lumbar", "cervical"):
        rows = [
            row for row in anatomy.frequencies.values() if row.category == "prior_suggested" and row.region == region
        ]
        assert sum(row.percent or 0 for row in rows) == pytest.approx(100, abs=1)


def test_the_tables_cannot_be_changed(anatomy: Anatomy) -> None:
    with pytest.raises(TypeError):
        anatomy.muscles["own"] = anatomy.muscles["deltoid"]  # type: ignore[index]


def test_the_list_of_sources_for_readers_is_complete(anatomy: Anatomy) -> None:
    listed = (data_root() / "docs" / "sources.md").read_text(encoding="utf-8")
    missing = [source for source in anatomy.sources if f"`{source}`" not in listed]
    assert not missing
