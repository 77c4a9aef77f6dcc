"""Whatever a learner does, in any order: a session keeps to its rules, and undo goes back step by step."""

import random
from pathlib import Path

import pytest

from progress_world import DAY, MINUTE, Learner, right, the_catalogue, wrong
from rootmap.progress.records import Card, Confidence, Limits

STEPS = 120
PAUSES = (1000, MINUTE, 12 * MINUTE, DAY, 4 * DAY)


def answers(learner: Learner, chance: random.Random) -> list[dict[str, Card]]:
    """Answer at random and return the cards before each answer."""
    names, before = chance.sample(list(the_catalogue()), 12), []
    for _ in range(STEPS):
        before.append(learner.store.cards())
        learner.clock.forward(chance.choice(PAUSES))
        outcome = chance.choice([wrong(), right(), right(1000, Confidence.SURE.value), right(90_000)])
        learner.answer(chance.choice(names), outcome)
    return before


def remembered(cards: dict[str, Card]) -> dict[str, Card]:
    """Return the cards that say anything: one whose only answer was taken back says nothing."""
    return {name: card for name, card in cards.items() if card.memory is not None}


@pytest.mark.parametrize("seed", range(3))
def test_undo_goes_back_through_every_state_to_the_beginning(seed: int, tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for before in reversed(answers(learner, random.Random(seed))):
        assert learner.store.undo() is not None
        assert remembered(learner.store.cards()) == remembered(before)
    assert learner.store.undo() is None
    assert learner.store.reviews() == []
    learner.store.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_session_keeps_to_its_limits_and_asks_nothing_it_should_not(seed: int, tmp_path: Path) -> None:
    chance, learner = random.Random(seed), Learner(tmp_path)
    store = learner.store
    for _ in range(25):
        limits = Limits(new=chance.randint(0, 12), due=chance.randint(0, 15))
        begun = {review.item_id for review in store.reviews() if review.is_first}
        new_today, asked = set[str](), store.session(limits=limits)
        for item in asked[: chance.randint(0, len(asked))]:
            learner.answer(item.id, chance.choice([wrong(), right(), right(1000, Confidence.SURE.value)]))
            new_today |= {item.id} - begun
            if chance.random() < 0.15:
                chance.choice([store.suspend, store.bury])(item)
        again, cards = store.session(limits=limits), store.cards()
        names = [item.id for item in again]
        assert len(names) == len(set(names))
        fresh = [name for name in names if name not in cards or cards[name].memory is None]
        assert len(fresh) + len(new_today) <= limits.new
        assert len(names) - len(fresh) <= limits.due
        for name in names:
            card = cards.get(name)
            assert card is None or not card.suspended
            assert card is None or card.buried_until <= store.today.isoformat()
        learner.clock.forward(chance.choice([DAY, 2 * DAY, 9 * DAY]))
    store.close()
