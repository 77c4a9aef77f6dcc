"""What was missed, and today what is still being learnt, comes back before the session ends."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz_world import the_deck
from rootmap.progress.records import Mode, Stage
from rootmap.quiz.asked import Form, Given, grade_choice
from rootmap.quiz.plan import LATER, SOON, Known, Setup, Style, What, comes_back, plan
from rootmap.quiz.sitting import MOST_TIMES, Sitting, first_tries, to_repeat

LEARNT = Stage.REVIEW


def a_sitting(count: int = 10) -> Sitting:
    setup = Setup(What.KIND, form=Form.DISC, count=count)
    return Sitting(plan(setup, the_deck(), Known(), Random(1)), the_deck(), Random(1))


def an_answer(sitting: Sitting, *, right: bool) -> Given:
    asked = sitting.asked
    assert asked is not None
    wanted = [choice.id for choice in asked.choices if (choice.id in asked.correct) == right]
    return grade_choice(asked, wanted[:1], Mode.CHOOSE)


@pytest.mark.parametrize(
    ("setup", "right", "stage", "after"),
    [
        (Setup(What.TODAY), False, Stage.RELEARNING, SOON),
        (Setup(What.MIXED), False, Stage.LEARNING, SOON),
        (Setup(What.MIXED), False, None, SOON),  # no store: it comes back all the same
        (Setup(What.TODAY), True, Stage.LEARNING, LATER),
        (Setup(What.TODAY), True, LEARNT, None),
        (Setup(What.MIXED), True, Stage.LEARNING, None),
        (Setup(What.TODAY, Style.EXAM), False, Stage.LEARNING, None),
        (Setup(What.TODAY, Style.RAPID), False, Stage.LEARNING, None),
        (Setup(What.TODAY, deferred=True), False, Stage.LEARNING, None),
    ],
)
def test_what_comes_back_and_when(setup: Setup, right: bool, stage: Stage | None, after: int | None) -> None:
    assert comes_back(setup, right=right, stage=stage) == after


def test_a_missed_item_comes_back_after_some_others_and_not_once_it_was_right() -> None:
    sitting = a_sitting()
    first = sitting.next()
    assert first is not None
    sitting.take(an_answer(sitting, right=False), kept=True, again_after=SOON)
    assert sitting.total == 11
    asked = []
    while (each := sitting.next()) is not None:
        asked.append(each.item)
        sitting.take(an_answer(sitting, right=True), kept=True)
    assert asked.index(first.item) == SOON
    assert asked.count(first.item) == 1
    assert [each.given.right for each in first_tries(sitting.answered)] == [False, *[True] * 9]
    assert to_repeat(sitting.answered) == [], "it was right in the end"


def test_at_the_end_of_a_session_it_comes_at_once_and_at_most_so_often() -> None:
    sitting = a_sitting(1)
    times = 0
    while sitting.next() is not None:
        sitting.take(an_answer(sitting, right=False), kept=True, again_after=SOON)
        times += 1
    assert times == MOST_TIMES
    assert len(to_repeat(sitting.answered)) == 1


def test_taking_the_answer_back_takes_back_that_it_comes_again() -> None:
    sitting = a_sitting(3)
    first = sitting.next()
    sitting.take(an_answer(sitting, right=False), kept=True, again_after=SOON)
    sitting.next()
    assert sitting.undo() is first
    assert sitting.total == 3
    sitting.take(an_answer(sitting, right=True), kept=True)
    rest = []
    while (each := sitting.next()) is not None:
        rest.append(each.item.id)
        sitting.take(an_answer(sitting, right=True), kept=True)
    assert len(rest) == 2
    assert first is not None
    assert first.item.id not in rest


@given(st.lists(st.sampled_from(["right", "wrong", "later", "undo", "skip"]), max_size=60))
def test_whatever_one_does_the_numbers_add_up_and_the_session_ends(deeds: list[str]) -> None:
    sitting = a_sitting(4)
    sitting.next()
    for deed in deeds:
        if deed == "undo":
            sitting.undo()
        elif sitting.is_open and deed == "skip":
            sitting.skip()
            sitting.next()
        elif sitting.is_open:
            again = {"right": None, "wrong": SOON, "later": LATER}[deed]
            sitting.take(an_answer(sitting, right=deed != "wrong"), kept=True, again_after=again)
            sitting.next()
        assert sitting.number <= sitting.total
        assert len(sitting.answered) <= sitting.total
    for _ in range(100):
        if not sitting.is_open:
            break
        sitting.take(an_answer(sitting, right=True), kept=True)
        sitting.next()
    assert sitting.asked is None
    assert len(sitting.answered) == sitting.total
