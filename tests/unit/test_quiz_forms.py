"""Every question that the whole catalogue can give: one right set, plausible others, why and a source."""

from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest

from quiz_world import figure, the_deck, the_material
from rootmap.anatomy.spine import Zone
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.cases.levels import discs_by_name, struck_roots
from rootmap.cases.model import Level
from rootmap.progress.records import Item, ItemKind, Mode
from rootmap.quiz.asked import Asked, Form, How, grade_choice, outcome
from rootmap.quiz.next_test_form import CLEARLY_WORSE, BestTest
from rootmap.quiz.pointing import RIGHT_MM, distance_mm, grade_point, point_at, spot_of
from rootmap.quiz.questions import LEAST_AREA_CM2

SEEDS = range(3)


def askable(*kinds: ItemKind) -> list[Item]:
    deck = the_deck()
    return [item for item in deck.catalogue.values() if (not kinds or item.kind in kinds) and deck.can(item)]


def asked(item: Item, seed: int = 0) -> Asked:
    return the_deck().ask(item, Random(seed))


def every(*kinds: ItemKind) -> list[Asked]:
    return [asked(item, seed) for item in askable(*kinds) for seed in SEEDS]


def test_of_every_form_there_are_questions_and_of_the_tables_hardly_any_item_is_left_out() -> None:
    forms = Counter(the_deck().form(item) for item in askable())
    assert set(forms) == set(Form)
    assert min(count for form, count in forms.items() if form is not Form.BANK) >= 10
    left = Counter(item.kind for item in the_deck().catalogue.values() if not the_deck().can(item))
    assert left[ItemKind.TERRITORY_ROOT] == left[ItemKind.ROOT_TERRITORY] == left[ItemKind.KEY_POINT_ROOT] == 0
    assert left[ItemKind.MUSCLE_ROOT] == left[ItemKind.REFLEX_ROOT] == left[ItemKind.RED_FLAG_URGENCY] == 0
    assert sum(count for kind, count in left.items() if kind is not ItemKind.NEXT_TEST) <= 25


@pytest.mark.parametrize("form", list(Form))
def test_every_question_has_one_right_set_a_reason_and_a_source(form: Form) -> None:
    for item in askable():
        if the_deck().form(item) is not form:
            continue
        for seed in SEEDS:
            question = asked(item, seed)
            assert question.text
            assert question.answer, item.id
            assert question.why, item.id
            assert question.source, item.id
            names = [choice.id for choice in question.choices]
            assert len(set(names)) == len(names), item.id
            assert len({choice.text for choice in question.choices}) == len(names), item.id
            if question.how in (How.ONE, How.SEVERAL):
                assert len(names) >= 3, item.id
                assert set(question.correct) < set(names), item.id
                assert len(question.correct) == 1 or question.how is How.SEVERAL, item.id
            else:
                assert question.target is not None
                assert not names


def test_the_right_choice_is_graded_right_and_every_other_wrong() -> None:
    for question in every():
        if question.how is How.ONE:
            for choice in question.choices:
                given = grade_choice(question, [choice.id])
                assert given.right == (choice.id in question.correct)
                assert given.score == float(given.right)
                kept = outcome(question, given)
                assert kept.correct == given.right
                if kept.true_root is not None:
                    assert kept.true_root == question.correct[0]


def test_no_question_holds_its_answer_in_its_own_words() -> None:
    for question in every():
        is_of_now = question.item.kind is ItemKind.CASE_IMAGING  # patients say "now" of anything
        if question.how is How.ONE and question.form not in (Form.BANK, Form.NEXT_TEST) and not is_of_now:
            said = f"{question.text} {question.hint}".lower()
            assert f" {question.answer.lower()} " not in f" {said.replace(':', ' ').replace('?', ' ')} ", (
                question.item.id
            )


def test_no_root_with_a_share_is_offered_as_a_wrong_answer() -> None:
    anatomy = the_material().anatomy
    for question in every(ItemKind.MUSCLE_ROOT, ItemKind.REFLEX_ROOT):
        is_muscle = question.item.kind is ItemKind.MUSCLE_ROOT
        record = anatomy.muscles[question.item.subject] if is_muscle else anatomy.reflexes[question.item.subject]
        for choice in question.choices:
            if choice.id not in question.correct:
                assert not {Root(name) for name in choice.id.split("+")} & set(record.roots), question.item.id


def test_a_muscle_or_reflex_offered_as_wrong_has_nothing_of_the_root() -> None:
    anatomy = the_material().anatomy
    for question in every(ItemKind.ROOT_MUSCLE, ItemKind.ROOT_REFLEX):
        root = Root(question.item.subject)
        table = anatomy.muscles if question.item.kind is ItemKind.ROOT_MUSCLE else anatomy.reflexes
        for choice in question.choices:
            assert (root in table[choice.id].roots) == (choice.id in question.correct), question.item.id


def test_a_nerve_offered_as_wrong_does_not_reach_the_muscle() -> None:
    links = the_material().links
    for question in every(ItemKind.MUSCLE_NERVE):
        for choice in question.choices:
            reaches = question.item.subject in links.muscles_of(choice.id)
            assert reaches == (choice.id in question.correct), question.item.id
    for question in every(ItemKind.NERVE_MUSCLE):
        for choice in question.choices:
            moved = choice.id in links.muscles_of(question.item.subject)
            assert moved == (choice.id in question.correct), question.item.id


def test_distractors_of_roots_are_neighbours() -> None:
    for question in every(ItemKind.ROOT_COMPLAINT, ItemKind.DISC_ROOT):
        right = Root(question.correct[0])
        away = [abs(Root(choice.id).order - right.order) for choice in question.choices]
        assert max(away) <= 10
        assert sum(steps <= 3 for steps in away) >= 3, question.item.id


def test_discs_follow_the_table_both_ways() -> None:
    discs = discs_by_name(the_material().anatomy)
    names = list(discs)
    for question in every(ItemKind.ROOT_DISC):
        root, _, zone = question.item.subject.partition(".")
        struck = {choice.id: struck_roots(Level(choice.id, Zone(zone)), discs) for choice in question.choices}
        assert [disc for disc, roots in struck.items() if Root(root) in roots] == list(question.correct)
        places = sorted(names.index(disc) for disc in struck)
        assert places == list(range(places[0], places[-1] + 1)), "neighbours, in order"
    lumbar = {question.item.subject: question.answer for question in every(ItemKind.ROOT_DISC)}
    assert (lumbar["L5.paracentral"], lumbar["L5.foraminal"], lumbar["C6.paracentral"]) == ("L4-5", "L5-S1", "C5-6")
    assert lumbar["C8.paracentral"] == "C7-T1"


def test_what_is_lit_is_what_is_asked_and_large_enough() -> None:
    atlases = {atlas.info.id: atlas for atlas in the_material().atlases}
    for question in every(ItemKind.TERRITORY_ROOT, ItemKind.ROOT_OR_NERVE):
        assert question.lit is not None
        atlas = atlases[question.lit.atlas]
        assert min(atlas.area_cm2[name] for name in question.lit.territories) >= LEAST_AREA_CM2
        if question.item.kind is ItemKind.TERRITORY_ROOT:
            assert question.lit.territories == question.correct
    sides = {question.lit.side for question in every(ItemKind.TERRITORY_ROOT) if question.lit}
    assert sides == set(Side)


def test_root_and_nerve_are_both_offered_and_each_is_sometimes_lit() -> None:
    seen = Counter[bool]()
    nerves, links = the_material().anatomy.nerves, the_material().links
    for question in every(ItemKind.ROOT_OR_NERVE):
        offered = {choice.id for choice in question.choices}
        assert question.item.subject in offered
        assert offered & Root.__members__.keys()
        seen[question.correct[0] in nerves] += 1
        for one, other in combinations(offered & nerves.keys(), 2):
            assert other not in links.branches_of(one)
            assert one not in links.branches_of(other)
    assert min(seen[True], seen[False]) > 20


def test_a_red_flag_is_as_urgent_as_the_table_says_and_no_other_urgency_can_be_defended() -> None:
    flags = the_material().anatomy.red_flags
    for question in every(ItemKind.RED_FLAG_URGENCY):
        flag = flags.get(question.item.subject)
        assert question.correct == ((flag.urgency.value if flag is not None else "none"),)
    bilateral = next(q for q in every(ItemKind.RED_FLAG_URGENCY) if q.item.subject == "cauda_equina_both_legs")
    assert "U" not in {choice.id for choice in bilateral.choices}, "the table has it as the same day, too"


def test_warning_signs_are_imaged_now_and_plain_root_pain_as_the_rules_say() -> None:
    anatomy = the_material().anatomy
    items = askable(ItemKind.IMAGING_TIME)
    found = {asked(item, seed).correct[0] for item in items for seed in range(8)}
    assert found == {"now", "after_six_weeks", "not_now"}
    reasons = {rule.reason: rule.answer.value for rule in anatomy.imaging.values()}
    for question in every(ItemKind.IMAGING_TIME):
        if question.item.subject in anatomy.red_flags:
            assert question.correct == ("now",)
        else:
            assert question.correct[0] == next(answer for why, answer in reasons.items() if why in question.why)


def test_the_best_test_clears_up_at_least_twice_as_much_as_any_other_offered() -> None:
    maker = BestTest(the_material())
    for item in askable(ItemKind.NEXT_TEST):
        found = maker._weigh(item)
        assert found is not None
        bits = dict(zip(found.tests, found.bits, strict=True))
        question = asked(item)
        best = bits[question.correct[0]]
        assert best == np.max(found.bits)
        for choice in question.choices:
            assert choice.id in question.correct or bits[choice.id] <= CLEARLY_WORSE * best


def test_the_tables_give_the_best_test_to_one_of_the_two_and_no_other_offered() -> None:
    anatomy, links = the_material().anatomy, the_material().links

    def bears_on(test: str, name: str) -> bool:
        family, _, subject = test.partition(".")
        if name in Root.__members__:
            table = anatomy.muscles if family == "muscle" else anatomy.reflexes
            return Root(name) in table[subject].major_roots
        return subject in (links.muscles_of(name) if family == "muscle" else links.reflexes_of(name))

    for question in every(ItemKind.NEXT_TEST):
        one, other = question.item.subject.split("|")
        for choice in question.choices:
            decides = bears_on(choice.id, one) != bears_on(choice.id, other)
            assert decides == (choice.id in question.correct), question.item.id


def test_l5_against_the_common_fibular_is_asked_with_muscles_that_both_weaken() -> None:
    item = the_deck().catalogue["next_test:L5|common_fibular"]
    assert the_deck().can(item)
    question = asked(item)
    assert "Medial hamstring" in question.answer
    assert "muscle.tibialis_anterior" in {choice.id for choice in question.choices}


def test_a_multiple_choice_earns_shares_and_is_right_only_when_complete() -> None:
    question = next(q for q in every(ItemKind.BANK) if q.how is How.SEVERAL)
    whole = grade_choice(question, question.correct)
    assert (whole.right, whole.score) == (True, 1.0)
    part = grade_choice(question, question.correct[:-1])
    assert not part.right
    assert 0.0 < part.score < 1.0
    everything = grade_choice(question, [choice.id for choice in question.choices])
    assert not everything.right


@pytest.mark.parametrize("side", list(Side))
def test_pointing_at_a_key_point_is_right_and_at_the_next_one_is_not(side: Side) -> None:
    anatomy = the_material().anatomy
    for item in askable(ItemKind.KEY_POINT_ROOT):
        question = next(q for seed in range(40) if (q := asked(item, seed)).target and q.target.side is side)
        assert question.spot is not None
        there = grade_point(question, point_at(figure(), anatomy, question, question.spot))
        assert there.right
        assert there.score == 1.0
        assert there.mode is Mode.POINT
        other = "L3" if item.subject != "L3" else "C7"
        missed = grade_point(question, point_at(figure(), anatomy, question, spot_of(anatomy, other, side)))
        assert not missed.right
        assert missed.score < 0.5
        assert f"key point of {other}" in missed.told


def test_the_other_hand_is_told_and_wrong() -> None:
    anatomy = the_material().anatomy
    question = asked(the_deck().catalogue["key_point_root:C6"])
    assert question.target is not None
    given = grade_point(
        question, point_at(figure(), anatomy, question, spot_of(anatomy, "C6", question.target.side.other))
    )
    assert not given.right
    assert "on the other side" in given.told


def test_fingers_are_told_apart() -> None:
    anatomy = the_material().anatomy
    thumb, middle, little = (spot_of(anatomy, name, Side.LEFT) for name in ("C6", "C7", "C8"))
    assert distance_mm(figure(), middle, little) < 3 * RIGHT_MM
    assert distance_mm(figure(), thumb, thumb) == 0.0
    question = next(q for seed in range(20) if (q := asked(the_deck().catalogue["key_point_root:C7"], seed)).target
                    and q.target.side is Side.LEFT)  # fmt: skip
    assert not grade_point(question, point_at(figure(), anatomy, question, little)).right


def test_the_same_seed_asks_the_same() -> None:
    for item in askable():
        assert asked(item, 7) == asked(item, 7)


def test_every_item_of_the_quiz_keeps_its_name_and_the_tables_come_first() -> None:
    catalogue = the_deck().catalogue
    assert all(name == item.id for name, item in catalogue.items())
    assert next(iter(catalogue)) == "territory_root:L5"
    kinds = [item.kind for item in list(catalogue.values())[:60]]
    assert ItemKind.ROOT_OR_NERVE in kinds
    assert ItemKind.NEXT_TEST in kinds
    assert ItemKind.BANK in kinds
