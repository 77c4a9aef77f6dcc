"""What the rule says of a patient between two visits, and when it wants to see the patient again."""

from datetime import date

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.course import Aspect, Verdict, compare, course
from rootmap.localise.course_words import change_words, due_when, due_words, pain_words, step_words
from rootmap.localise.due import Cause, Due, Urgency, due_dates, is_restricted
from rootmap.localise.evidence import Contribution, Finding, RedFlagAlert
from rootmap.localise.extent import Extent, Limb, Zone
from rootmap.localise.visits import Measures
from visits_world import after, measured, mrc

LEG, ARM = Limb.LEFT_LEG, Limb.RIGHT_ARM
ACHILLES = ("reflex.achilles", Side.LEFT)


def verdict(before: dict, now: dict) -> Verdict:
    return compare(measured(0, **before), measured(14, **now)).verdict


def touch(result: str) -> dict:
    return {"findings": (Finding("touch.S1", Side.LEFT, result),)}


def flag() -> RedFlagAlert:
    reason = Contribution("red_flag.finding", {}, 0.0, "NICE")
    return RedFlagAlert("ces", "Cauda equina", "E", "Emergency.", "Scan now.", "NICE NG59", reason)


@pytest.mark.parametrize(
    ("limb", "reach", "words"),
    [
        (LEG, -0.9, "back"),
        (LEG, -0.2, "buttock or groin"),
        (LEG, 0.3, "thigh, upper half"),
        (LEG, 0.8, "thigh, lower half"),
        (LEG, 1.4, "calf, upper half"),
        (LEG, 1.9, "calf, lower half"),
        (LEG, 2.05, "foot, heel"),
        (LEG, 2.4, "foot, middle"),
        (LEG, 2.9, "foot, toes"),
        (ARM, -0.8, "neck"),
        (ARM, -0.25, "shoulder"),
        (ARM, 0.7, "upper arm, lower half"),
        (ARM, 1.2, "forearm, upper half"),
        (ARM, 2.9, "hand, fingers"),
    ],
)
def test_a_reach_has_a_clinicians_name(limb: Limb, reach: float, words: str) -> None:
    assert Extent(limb, reach).words == words


def test_the_zones_are_ordered_from_the_middle_outwards() -> None:
    assert [Zone(place) for place in range(5)] == sorted(Zone)
    assert [zone.name_on(LEG).split()[0] for zone in Zone] == ["back", "buttock", "thigh", "calf", "foot"]
    assert [zone.name_on(ARM) for zone in Zone] == ["neck", "shoulder", "upper arm", "forearm", "hand"]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (2.5, 1.5, Verdict.CENTRALISING),
        (1.5, 2.5, Verdict.PERIPHERALISING),
        (1.30, 1.56, Verdict.PERIPHERALISING),  # a quarter of a shank in the same zone
        (1.30, 1.50, Verdict.UNCHANGED),
        (1.05, 0.95, Verdict.CENTRALISING),  # into the thigh
        (1.02, 0.98, Verdict.UNCHANGED),  # over the border, but within the tolerance
        (-0.9, -0.55, Verdict.UNCHANGED),  # both in the back
        (0.5, None, Verdict.CENTRALISING),
        (None, 0.5, Verdict.PERIPHERALISING),
        (None, -0.9, Verdict.UNCHANGED),  # pain of the back is at home there
        (None, None, Verdict.UNCHANGED),
    ],
)
def test_pain_that_moves_by_a_quarter_of_a_limb_or_a_zone_decides(
    before: float | None, now: float | None, expected: Verdict
) -> None:
    old, new = ({} if reach is None else {LEG: reach} for reach in (before, now))
    assert verdict({"pain": old}, {"pain": new}) is expected


def test_one_limb_that_moves_outwards_outranks_one_that_moves_in() -> None:
    step = compare(measured(0, {LEG: 2.5, ARM: 0.5}), measured(7, {LEG: 1.0, ARM: 1.5}))
    assert step.verdict is Verdict.PERIPHERALISING
    assert [change.of for change in step.reasons] == [ARM]


def test_a_smaller_area_is_told_of_and_does_not_decide() -> None:
    step = compare(
        measured(0, {LEG: 1.5}, area_cm2={Quality.PAIN: 400.0}), measured(7, {LEG: 1.5}, area_cm2={Quality.PAIN: 100.0})
    )
    assert step.verdict is Verdict.UNCHANGED
    assert [change.aspect for change in step.changes] == [Aspect.AREA]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"area_cm2": {Quality.NUMBNESS: 20.0}}, {"area_cm2": {Quality.NUMBNESS: 35.0}}),
        ({}, {"area_cm2": {Quality.NUMBNESS: 10.0}}),
        ({"numbness": {LEG: 1.4}}, {"numbness": {LEG: 2.4}}),
        ({"findings": (mrc(5),)}, {"findings": (mrc(4),)}),
        (touch("normal"), touch("absent")),
        ({}, {"findings": (Finding("progressive_weakness", None, "present"),)}),
        ({}, {"findings": (Finding("acute_foot_drop", Side.LEFT, "present"),)}),
    ],
)
def test_new_numbness_or_weakness_is_worsening_even_while_the_pain_centralises(before: dict, now: dict) -> None:
    assert verdict({"pain": {LEG: 2.5}} | before, {"pain": {LEG: 0.5}} | now) is Verdict.WORSENING


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"area_cm2": {Quality.NUMBNESS: 20.0}}, {"area_cm2": {Quality.NUMBNESS: 28.0}}),  # the hand that draws
        ({"area_cm2": {Quality.NUMBNESS: 100.0}}, {"area_cm2": {Quality.NUMBNESS: 120.0}}),
        ({}, {"findings": (mrc(3),)}),  # not tested before: not known to be new
        ({"findings": (mrc(3),)}, {}),
        ({"findings": (Finding(*ACHILLES, "normal"),)}, {"findings": (Finding(*ACHILLES, "absent"),)}),
    ],
)
def test_what_may_be_the_hand_or_is_no_loss_of_power_or_feeling_is_not_worsening(before: dict, now: dict) -> None:
    assert verdict({"pain": {LEG: 1.5}} | before, {"pain": {LEG: 1.5}} | now) is Verdict.UNCHANGED


def test_a_muscle_is_compared_with_the_last_time_it_was_graded() -> None:
    seen = course([measured(0, findings=(mrc(5),)), measured(7), measured(14, findings=(mrc(4),))])
    assert [step.verdict for step in seen.steps] == [Verdict.UNCHANGED, Verdict.WORSENING]


def test_reasons_name_places_and_tests_in_words() -> None:
    anatomy = load_anatomy()
    step = compare(
        measured(0, {LEG: 2.9}, findings=(mrc(5), Finding("slr", Side.LEFT, "positive", degrees=60.0))),
        measured(14, {LEG: 1.9}, findings=(mrc(3), Finding("slr", Side.LEFT, "positive", degrees=30.0))),
    )
    assert step_words(step, anatomy) == ("Gastrocnemius, left: 5 → 3",)
    said = [change_words(change, anatomy) for change in step.changes]
    assert said[0] == "Pain, left leg: foot, toes → calf, lower half"
    assert said[-1] == "Straight leg raise, left: 60 → 30°"
    assert "limb units" in step_words(compare(measured(0), measured(7)))[0]


def test_a_visit_says_in_a_line_how_far_the_pain_reaches() -> None:
    assert pain_words(measured(0, {LEG: 2.9, Limb.RIGHT_LEG: -0.7})) == "left foot, toes"
    assert pain_words(measured(0, {LEG: -0.7})) == "back"
    assert pain_words(measured()) == "no pain drawn"
    assert pain_words(measured(area_cm2={Quality.PAIN: 30.0})) == "pain drawn elsewhere"


# --- when to see the patient again -----------------------------------------------------------------------------------


def causes(*visits, urgency: Urgency) -> list[Cause]:
    return [due.cause for due in due_dates(course(visits)) if due.urgency is urgency]


def test_the_first_visit_gives_the_three_dates_of_the_teaching_point() -> None:
    found = due_dates(course([measured(0, {LEG: 2.0})]))
    assert [(due.cause, due.start, due.end) for due in found] == [
        (Cause.FIRST, date(2026, 10, 15), date(2026, 10, 15)),
        (Cause.PLAN, date(2026, 10, 15), date(2026, 10, 29)),
        (Cause.RESTRICTED, date(2026, 10, 29), date(2026, 11, 12)),
    ]
    assert {due.urgency for due in found} == {Urgency.PLANNED}
    assert all(due.teaching in load_anatomy().teaching for due in found)
    assert [due_when(due) for due in found] == ["15 Oct 2026", "15 to 29 Oct 2026", "29 Oct to 12 Nov 2026"]


def test_without_a_visit_there_is_no_date() -> None:
    assert due_dates(course([])) == ()


def test_red_flags_deficits_and_falls_are_for_today_and_come_first() -> None:
    last = measured(
        7, {LEG: 2.0}, findings=(mrc(3),), red_flags=(flag(),), measures=Measures(falls=2), area_cm2={Quality.PAIN: 9.0}
    )
    found = due_dates(course([measured(0, {LEG: 2.0}, findings=(mrc(5),)), last]))
    assert [due.cause for due in found[:3]] == [Cause.RED_FLAG, Cause.DEFICIT, Cause.FALLS]
    assert {(due.start, due.urgency) for due in found[:3]} == {(after(7), Urgency.TODAY)}
    assert found[0].source == "NICE NG59"
    assert due_words(found[0]) == "Cauda equina: Emergency. Scan now."
    assert due_when(found[0]) == "Today"


def test_nothing_functional_in_four_weeks_asks_for_another_plan_today() -> None:
    still = {"measures": Measures(20.0, 15.0)}
    visits = [measured(0, {LEG: 2.0}, **still), measured(15, {LEG: 2.0}, **still)]
    assert causes(*visits, urgency=Urgency.DONE) == [Cause.FIRST]
    assert causes(*visits, measured(29, {LEG: 2.0}, **still), urgency=Urgency.TODAY) == [Cause.PLAN]
    moved = measured(29, {LEG: 2.0}, measures=Measures(30.0, 15.0))
    assert causes(*visits, moved, urgency=Urgency.TODAY) == []


def test_who_is_restricted_no_more_needs_no_visit_at_four_to_six_weeks() -> None:
    free = measured(14, {LEG: -0.8}, measures=Measures(90.0, 90.0), findings=(mrc(5),))
    assert not is_restricted(free)
    assert Cause.RESTRICTED in causes(measured(0, {LEG: 2.0}), free, urgency=Urgency.DONE)
    for rest in ({"pain": {LEG: 0.5}}, {"findings": (mrc(4),)}, {"measures": Measures(sitting_min=30.0)}):
        assert is_restricted(measured(14, **rest))


def test_a_span_over_the_end_of_a_year_names_both_years() -> None:
    assert (
        due_when(Due(date(2026, 12, 20), date(2027, 1, 3), Urgency.PLANNED, Cause.PLAN)) == "20 Dec 2026 to 3 Jan 2027"
    )
