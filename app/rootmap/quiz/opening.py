"""Gets a quiz ready: reads banks, makes the deck, opens the progress of a profile with all that the quiz can ask."""

from rootmap.profile import Profile
from rootmap.progress.figures import recall_by_item
from rootmap.progress.records import Limits
from rootmap.progress.schedule import Schedule
from rootmap.progress.store import ProgressStore
from rootmap.quiz.deck import Deck
from rootmap.quiz.plan import Known


def open_store(profile: Profile, deck: Deck) -> ProgressStore:
    """Return the store of a profile. Raises InputError when its folder cannot be written."""
    return ProgressStore(profile.folder, deck.catalogue, Schedule(fuzz=True))


def known_of(store: ProgressStore | None, limits: Limits) -> Known:
    """Return what a store knows; nothing without one. Raises InputError when the disk refuses."""
    if store is None:
        return Known()
    cards, today = store.cards(), store.today.isoformat()
    left_out = {name for name, card in cards.items() if card.suspended or card.buried_until > today}
    recall = recall_by_item(cards, store.schedule, store.now_ms)
    return Known(store.session(limits=limits), recall, frozenset(left_out))
