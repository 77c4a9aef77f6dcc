"""Sessions of the quiz: what they ask, how they go on, what is kept of them, what is said at the end."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz_world import the_deck
from rootmap.anatomy.vocabulary import Root
from rootmap.profile import Profile
from rootmap.progress.records import Confidence, Item, Limits, Mode
from rootmap.quiz.asked import Form, Given, How, grade_choice, outcome
from rootmap.quiz.opening import known_of, open_store
from rootmap.quiz.plan import BodyPart, Known, Setup, Style, What, plan
from rootmap.quiz.sitting import Sitting, by_confidence, by_form, calibration_in_words, tally, to_repeat


def planned(setup: Setup, known: Known | None = None, seed: int = 1) -> list[Item]:
    return plan(setup, the_deck(), known or Known(), Random(seed))


def given_to(sitting: Sitting, *, right: bool, level: Confidence | None = None) -> Given:
    assert sitting.asked is not None
    sure = level.value if level is not None else None
    return Given("an answer", right, float(right), Mode.CHOOSE, confidence=sure)


def test_a_mixed_session_changes_its_form_and_begins_with_a_choice() -> None:
    for seed in range(10):
        items = planned(Setup(count=10), seed=seed)
        forms = [the_deck().form(item) for item in items]
        assert len(items) == 10
        assert len(set(forms)) == 10
        assert forms[0] not in (Form.PAINT, Form.POINT)


@pytest.mark.parametrize("form", list(Form))
def test_a_session_of_one_kind_asks_that_kind(form: Form) -> None:
    items = planned(Setup(What.KIND, form=form, count=5))
    assert items
    assert {the_deck().form(item) for item in items} == {form}


@pytest.mark.parametrize("part", list(BodyPart))
def test_a_session_of_a_region_stays_there(part: BodyPart) -> None:
    items = planned(Setup(What.REGION, part=part, count=40))
    assert len(items) >= 5
    low, high = {
        BodyPart.HEAD: (Root.V1, Root.C3), BodyPart.ARM: (Root.C2, Root.T2), BodyPart.TRUNK: (Root.T1, Root.L2),
        BodyPart.LEG: (Root.L1, Root.S3), BodyPart.SADDLE: (Root.S1, Root.S5),
    }[part]  # fmt: skip
    assert all(any(low <= root <= high for root in item.roots) for item in items)


def test_by_weakness_the_least_known_comes_first_and_without_answers_there_is_nothing() -> None:
    assert planned(Setup(What.WEAKNESS)) == []
    names = ["territory_root:L5", "muscle_root:tibialis_anterior", "reflex_root:achilles"]
    known = Known(recall=dict(zip(names, (0.9, 0.2, 0.5), strict=True)))
    assert [item.id for item in planned(Setup(What.WEAKNESS), known)] == [names[1], names[2], names[0]]


def test_a_rapid_round_asks_only_what_is_chosen_at_a_glance() -> None:
    setup = Setup(style=Style.RAPID, confidence=True)
    items = planned(setup)
    assert len(items) > 40
    assert {the_deck().ask(item, Random(0)).how for item in items} == {How.ONE}
    assert setup.waits
    assert setup.seconds == 60
    assert not setup.asks_confidence


def test_what_is_left_out_is_not_asked() -> None:
    every = planned(Setup(What.KIND, form=Form.REFLEX, count=40))
    known = Known(left_out=frozenset({every[0].id}))
    assert every[0] not in planned(Setup(What.KIND, form=Form.REFLEX, count=40), known)


@given(st.lists(st.sampled_from(["right", "wrong", "undo", "skip"]), max_size=40), st.integers(0, 50))
def test_whatever_one_does_the_sitting_adds_up(deeds: list[str], seed: int) -> None:
    items = planned(Setup(What.KIND, form=Form.DISC, count=10), seed=seed)
    sitting = Sitting(items, the_deck(), Random(seed))
    sitting.next()
    for deed in deeds:
        if deed == "undo":
            before = len(sitting.answered)
            assert (sitting.undo() is None) == (before == 0)
        elif sitting.is_open and deed == "skip":
            sitting.skip()
            sitting.next()
        elif sitting.is_open:
            sitting.take(given_to(sitting, right=deed == "right"), kept=True)
            sitting.next()
        asked = [each.asked.item.id for each in sitting.answered]
        assert len(set(asked)) == len(asked)
        assert len(asked) <= sitting.total
        assert sitting.number <= sitting.total
        found = tally(sitting.answered)
        assert found.asked == sum(part.asked for part in by_form(sitting.answered).values())
        assert found.right == sum(part.right for part in by_form(sitting.answered).values())


def test_taking_back_opens_the_same_question_and_keeps_the_next_one() -> None:
    sitting = Sitting(planned(Setup(count=3)), the_deck(), Random(1))
    first = sitting.next()
    sitting.take(given_to(sitting, right=False), kept=True)
    second = sitting.next()
    assert second is not None
    assert sitting.undo() is first
    assert sitting.number == 1
    sitting.take(given_to(sitting, right=True), kept=True)
    again = sitting.next()
    assert again is not None
    assert again.item == second.item


def test_the_summary_holds_confidence_against_truth_and_names_what_to_repeat() -> None:
    sitting = Sitting(planned(Setup(What.KIND, form=Form.DISC, count=4)), the_deck(), Random(1))
    for right, level in ((True, Confidence.SURE), (False, Confidence.SURE), (True, Confidence.GUESSING), (False, None)):
        sitting.next()
        sitting.take(given_to(sitting, right=right, level=level), kept=False)
    counts = {level: (part.right, part.asked) for level, part in by_confidence(sitting.answered).items()}
    assert counts == {Confidence.GUESSING: (1, 1), Confidence.SURE: (1, 2)}
    assert calibration_in_words(sitting.answered) == "72% sure on average, 67% right: about as right as sure."
    assert len(to_repeat(sitting.answered)) == 3, "what was wrong, and what was guessed"


def test_every_answer_of_every_form_can_be_kept_and_taken_back(tmp_path: Path) -> None:
    deck = the_deck()
    store = open_store(Profile(tmp_path), deck)
    seen = Counter[Form]()
    for item in deck.catalogue.values():
        if not deck.can(item) or seen[deck.form(item)] >= 3:
            continue
        seen[deck.form(item)] += 1
        asked = deck.ask(item, Random(1))
        choice = [asked.choices[0].id] if asked.choices else []
        given_ = grade_choice(asked, choice) if choice else Given("60 of 100", False, 0.6, Mode.PAINT)
        before = store.card(item).memory
        done = store.answer(item, outcome(asked, given_))
        assert done.card.memory is not None
        store.undo()
        assert store.card(item).memory == before
        store.answer(item, outcome(asked, given_))
    assert len(store.reviews()) == sum(seen.values())
    known = known_of(store, Limits(), deck)
    assert known.recall is not None
    assert len(known.recall) == sum(seen.values())
    store.suspend(known.today[0])
    assert known.today[0].id in known_of(store, Limits(), deck).left_out
    store.close()


def test_what_cannot_be_asked_takes_no_place_among_what_is_new(tmp_path: Path) -> None:
    deck = the_deck()
    store = open_store(Profile(tmp_path), deck)
    for count in (0, 10, 60):
        today = known_of(store, Limits(new=count), deck).today
        assert len(today) == count
        assert all(deck.can(item) for item in today)
    store.close()


def test_the_progress_page_lives_with_what_the_quiz_adds(tmp_path: Path) -> None:
    from rootmap.progress.opening import open_progress
    from rootmap.progress.overview import overview

    deck, profile = the_deck(), Profile(tmp_path)
    store = open_store(profile, deck)
    item = next(item for item in deck.catalogue.values() if deck.form(item) is Form.NEXT_TEST and deck.can(item))
    asked = deck.ask(item, Random(1))
    store.answer(item, outcome(asked, grade_choice(asked, asked.correct)))
    store.close()
    page = open_progress(profile)
    assert overview(page).answers == 1
    assert page.session()
    page.close()
