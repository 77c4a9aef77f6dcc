"""A learner for the tests: a store with a clock of its own, and a few things to say of an answer."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.progress.items import catalogue
from rootmap.progress.moments import milliseconds
from rootmap.progress.records import Item, Mode, Outcome
from rootmap.progress.store import ProgressStore

MINUTE, DAY = 60_000, 86_400_000  # milliseconds
MONDAY_MORNING = milliseconds(datetime(2026, 3, 2, 9, tzinfo=UTC))


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: int = MONDAY_MORNING

    def __call__(self) -> int:
        """Return milliseconds UTC."""
        return self.now

    def forward(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds


@dataclass
class Learner:
    """A store in a folder, in UTC, that can be closed and opened again."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.store = self.opened()

    def opened(self) -> ProgressStore:
        """Open the store."""
        return ProgressStore(self.folder, the_catalogue(), None, self.clock, UTC)

    def reopen(self) -> ProgressStore:
        """Close the store and open it again."""
        self.store.close()
        self.store = self.opened()
        return self.store

    def answer(self, name: str, outcome: Outcome | None = None) -> int:
        """Answer an item, rightly unless told otherwise, a second later; return the number of the answer."""
        self.clock.forward(1000)
        return self.store.answer(the_catalogue()[name], outcome or right()).number


@cache
def the_catalogue() -> dict[str, Item]:
    """Return every item."""
    return dict(catalogue(load_anatomy(), load_links()))


def right(milliseconds: int = 9000, confidence: float | None = None) -> Outcome:
    """Return a right answer."""
    return Outcome(Mode.CHOOSE, "L5", True, 1.0, milliseconds, confidence, "L5", "L5")


def wrong(chosen: str = "S1", true: str = "L5", confidence: float | None = None) -> Outcome:
    """Return a wrong answer: which root was chosen for which."""
    return Outcome(Mode.CHOOSE, chosen, False, 0.0, 9000, confidence, true, chosen)
