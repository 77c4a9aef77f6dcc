"""All figures of a learner at one moment, worked out together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from rootmap.anatomy.vocabulary import Root
from rootmap.progress import figures, moments
from rootmap.progress.records import Item
from rootmap.progress.store import ProgressStore

WEAKEST = 8


@dataclass(frozen=True)
class Overview:
    """What the page of progress shows. `recall` is by item, `territories` by root, both for today, as its last
    moment has it: right after an answer, even a wrong one, FSRS holds everything for known.

    What was never asked is in neither: it is not the same as forgotten. `left_out` counts items that are suspended.
    """

    answers: int
    items: int
    recall: Mapping[str, float]
    territories: Mapping[Root, float]
    confusion: figures.Confusion
    calibration: Sequence[figures.Bin]
    weeks: Sequence[figures.Week]
    streak: figures.Streak
    forecast: Sequence[int]
    weakest: Sequence[tuple[Item, float]]
    left_out: int = 0

    @property
    def known(self) -> float | None:
        """The mean chance that an item asked before is known today, None before the first answer."""
        return fmean(self.recall.values()) if self.recall else None


def overview(store: ProgressStore) -> Overview:
    """Return all figures of a store as they are now."""
    reviews, cards, today = store.reviews(), store.cards(), store.today
    recall = figures.recall_by_item(cards, store.schedule, moments.day_start(today + timedelta(days=1), store.zone))
    return Overview(
        answers=len(reviews),
        items=len(store.catalogue),
        recall=recall,
        territories=figures.recall_by_territory(store.catalogue, recall),
        confusion=figures.confusion(reviews),
        calibration=figures.calibration(reviews),
        weeks=figures.weeks(reviews, store.zone),
        streak=figures.streak(reviews, today, store.zone),
        forecast=figures.forecast(cards.values(), today, store.zone),
        weakest=figures.weakest(store.catalogue, recall, WEAKEST),
        left_out=sum(card.suspended for card in cards.values()),
    )
