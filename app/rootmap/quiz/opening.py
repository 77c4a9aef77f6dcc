"""Gets a quiz ready: reads banks, makes the deck, opens the progress of a profile with all that the quiz can ask."""

from dataclasses import replace

from rootmap.profile import Profile
from rootmap.progress.figures import recall_by_item
from rootmap.progress.records import Limits
from rootmap.progress.schedule import Schedule
from rootmap.progress.store import ProgressStore
from rootmap.quiz.deck import Deck
from rootmap.quiz.plan import Known

_SPARE = 100  # items without a fair question on these maps must not take the place of others that wait behind them


def open_store(profile: Profile, deck: Deck) -> ProgressStore:
    """Return the store of a profile. Raises InputError when its folder cannot be written."""
    return ProgressStore(profile.folder, deck.catalogue, Schedule(fuzz=True))


def known_of(store: ProgressStore, limits: Limits, deck: Deck) -> Known:
    """Return what a store knows, and today's items that can be asked. Raises InputError when the disk refuses."""
    cards, today = store.cards(), store.today.isoformat()
    left_out = {name for name, card in cards.items() if card.suspended or card.buried_until > today}
    recall = recall_by_item(cards, store.schedule, store.now_ms)
    fresh = sum(item.id not in recall for item in store.session(limits=limits))
    items = []
    for item in store.session(limits=replace(limits, new=limits.new + _SPARE)):
        is_new = item.id not in recall
        if deck.can(item) and (fresh > 0 or not is_new):
            items.append(item)
            fresh -= is_new
    return Known(items, recall, frozenset(left_out))
