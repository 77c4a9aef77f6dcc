"""What the store makes of a history of answers is what the package `fsrs` makes of it, to the last bit."""

import random
from datetime import timedelta
from pathlib import Path

import fsrs
import pytest

from progress_world import DAY, MINUTE, Learner, right, the_catalogue, wrong
from rootmap.progress.moments import milliseconds, moment
from rootmap.progress.records import Card, Confidence, Outcome, Rating
from rootmap.progress.schedule import Schedule

HISTORIES = 1000
OUTCOMES: dict[Rating, Outcome] = {
    Rating.AGAIN: wrong(),
    Rating.HARD: right(9000, Confidence.GUESSING.value),
    Rating.GOOD: right(),
    Rating.EASY: right(1000, Confidence.SURE.value),
}
PAUSES = (0, 1, 30_000, MINUTE, 11 * MINUTE, DAY - 1, DAY, 3 * DAY, 40 * DAY, 900 * DAY, -MINUTE)


def history(chance: random.Random) -> list[tuple[int, Rating]]:
    """Return pauses (milliseconds; a clock may be set back) and ratings."""
    return [(chance.choice(PAUSES), chance.choice(list(Rating))) for _ in range(chance.randint(1, 12))]


def by_package(begun: int, steps: list[tuple[int, Rating]], number: int) -> fsrs.Card:
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    now, card = begun, fsrs.Card(card_id=number, due=moment(begun))
    for pause, rating in steps:
        now += pause
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment(now))
    return card


def same(card: Card, expected: fsrs.Card) -> bool:
    memory = card.memory
    assert memory is not None
    assert expected.last_review is not None
    return (memory.stage, memory.step, memory.stability, memory.difficulty, memory.due_ms, memory.last_ms) == (
        expected.state,
        expected.step,
        expected.stability,
        expected.difficulty,
        milliseconds(expected.due),
        milliseconds(expected.last_review),
    )


def test_a_thousand_random_histories_end_as_the_package_ends_them() -> None:
    chance, schedule = random.Random(11), Schedule()
    for number in range(1, HISTORIES + 1):
        steps, now, card = history(chance), 1_772_442_000_000 + chance.randrange(DAY), Card(number, "")
        begun = now
        for pause, rating in steps:
            now += pause
            card = Card(number, "", schedule.after(card, rating, now))
        expected = by_package(begun, steps, number)
        assert same(card, expected)
        assert card.memory is not None
        later = now + chance.randrange(100 * DAY)
        recall = fsrs.Scheduler().get_card_retrievability(expected, moment(later))
        assert schedule.recall(card.memory, later) == recall


def test_replaying_the_log_of_the_store_through_the_package_gives_the_cards_of_the_store(tmp_path: Path) -> None:
    chance, learner = random.Random(12), Learner(tmp_path)
    names = list(the_catalogue())[:40]
    for _ in range(600):
        learner.clock.forward(max(0, chance.choice(PAUSES)))
        learner.answer(chance.choice(names), OUTCOMES[chance.choice(list(Rating))])
        if chance.random() < 0.1:
            learner.store.undo()
    replayed: dict[str, fsrs.Card] = {}
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    cards = learner.store.cards()
    for review in learner.store.reviews():
        when = moment(review.when_ms)
        card = replayed.get(review.item_id) or fsrs.Card(card_id=cards[review.item_id].number, due=when)
        replayed[review.item_id], _ = scheduler.review_card(card, fsrs.Rating(review.rating), when)
    learner.store.close()
    assert len(replayed) > 30
    assert {name for name, card in cards.items() if card.memory is not None} == set(replayed)
    for name, expected in replayed.items():
        assert same(cards[name], expected)


def test_fuzz_moves_only_the_day_an_item_is_due() -> None:
    plain, fuzzy = Schedule(), Schedule(fuzz=True)
    card = Card(1, "", plain.after(Card(1, ""), Rating.EASY, 0))
    one = plain.after(card, Rating.GOOD, 9 * DAY)
    found = [fuzzy.after(card, Rating.GOOD, 9 * DAY) for _ in range(20)]
    assert {(each.stability, each.difficulty) for each in found} == {(one.stability, one.difficulty)}
    assert len({each.due_ms for each in found}) > 1


@pytest.mark.parametrize("when", [0, 1, 999, 1_772_442_000_123, -5])
def test_moments_are_exact_both_ways(when: int) -> None:
    assert milliseconds(moment(when)) == when
    assert moment(when).utcoffset() == timedelta(0)
