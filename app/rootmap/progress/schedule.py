"""When an item should be asked again, and how likely it is still known: FSRS 6, as the package `fsrs` has it."""

from functools import cached_property
from typing import TYPE_CHECKING

from rootmap.progress.moments import milliseconds, moment
from rootmap.progress.records import Card, Memory, Rating, Stage

if TYPE_CHECKING:
    import fsrs

# Parameters, steps of learning and the wanted recall of 0.9 are the package's defaults: those of the published FSRS 6.


class Schedule:
    """The scheduler; `fuzz` spreads what would come due on one day over the days round it."""

    def __init__(self, *, fuzz: bool = False) -> None:
        self._fuzz = fuzz

    def after(self, card: Card, rating: Rating, when_ms: int) -> Memory:
        """Return what an answer leaves in memory of a card."""
        import fsrs

        asked = self._package_card(card, when_ms)
        found, _ = self._scheduler.review_card(asked, fsrs.Rating(rating), moment(when_ms))
        assert found.stability is not None
        assert found.difficulty is not None
        return Memory(
            Stage(found.state), found.step, found.stability, found.difficulty, milliseconds(found.due), when_ms
        )

    def recall(self, memory: Memory, when_ms: int) -> float:
        """Return the chance, 0 to 1, that an item is known at a moment."""
        card = self._package_card(Card(0, "", memory), when_ms)
        return float(self._scheduler.get_card_retrievability(card, moment(when_ms)))

    @cached_property
    def _scheduler(self) -> "fsrs.Scheduler":
        import fsrs  # here, for it is slow to import and only a session or the figures need it

        return fsrs.Scheduler(enable_fuzzing=self._fuzz)

    def _package_card(self, card: Card, when_ms: int) -> "fsrs.Card":
        """Return the package's card. Number and moment are always given: else it takes the clock's, and waits."""
        import fsrs

        memory = card.memory
        if memory is None:
            return fsrs.Card(card_id=card.number, due=moment(when_ms))
        return fsrs.Card(
            card_id=card.number,
            state=fsrs.State(memory.stage),
            step=memory.step,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=moment(memory.due_ms),
            last_review=moment(memory.last_ms),
        )
