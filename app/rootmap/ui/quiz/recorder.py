"""Keeps every answer in the learner's progress before it counts as given; without a store the quiz goes on."""

from collections.abc import Callable
from typing import TypeVar

from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.progress.records import Acknowledged, Item, Limits
from rootmap.progress.store import ProgressStore
from rootmap.quiz.asked import Asked, Given, outcome
from rootmap.quiz.deck import Deck
from rootmap.quiz.opening import known_of, open_store
from rootmap.quiz.plan import Known

T = TypeVar("T")


class Recorder:
    """Ties a quiz to a store; the first time the disk refuses it says so, in one line, and records no more."""

    def __init__(self, profile: Profile, deck: Deck, say: Callable[[str], None]) -> None:
        self._say, self._deck = say, deck
        self._store: ProgressStore | None = None
        try:
            self._store = open_store(profile, deck)
        except InputError as error:
            say(f"{error} Answers are not recorded.")
            return
        if self._store.notice:
            say(self._store.notice)

    @property
    def is_recording(self) -> bool:
        """Whether answers are kept."""
        return self._store is not None

    def known(self, limits: Limits) -> Known:
        """Return what progress knows."""
        return self._try(lambda store: known_of(store, limits, self._deck), Known())

    def keep(self, asked: Asked, given: Given) -> Acknowledged | None:
        """Write an answer; what this returns is on disk, None when it could not be kept."""

        def write(store: ProgressStore) -> Acknowledged | None:
            return store.answer(asked.item, outcome(asked, given))

        return self._try(write, None)

    def undo(self) -> bool:
        """Take the last answer back; tell whether that was possible."""
        return self._try(lambda store: store.undo() is not None, default=False)

    def suspend(self, item: Item) -> None:
        """Ask an item no more."""
        self._try(lambda store: store.suspend(item), None)

    def bury(self, item: Item) -> None:
        """Ask an item no more today."""
        self._try(lambda store: store.bury(item), None)

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
        self._store = None

    def _try(self, deed: Callable[[ProgressStore], T], default: T) -> T:
        if self._store is None:
            return default
        try:
            return deed(self._store)
        except InputError as error:
            self.close()
            self._say(f"{error} Answers are not recorded from here on.")
            return default
