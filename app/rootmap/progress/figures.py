"""What the answers show: how well each thing is known today, what is confused with what, how sure one may be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from statistics import fmean, median

from rootmap.anatomy.vocabulary import Root
from rootmap.progress.moments import day_of
from rootmap.progress.records import Card, Item, ItemKind, Mode, Review
from rootmap.progress.schedule import Schedule

# Items that tell how well the skin of a root is known.
_OF_TERRITORIES = (ItemKind.TERRITORY_ROOT, ItemKind.ROOT_TERRITORY, ItemKind.KEY_POINT_ROOT)
BINS = 5
FORECAST_DAYS = 30
FREE_DAYS = 1  # so many days in a row without an answer break no streak


@dataclass(frozen=True)
class Confusion:
    """Roots asked for (rows) and answered (columns), both in the order of `names`; `counts[row][column]`."""

    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """How many answers are counted."""
        return sum(map(sum, self.counts))

    def worst(self, most: int) -> list[tuple[str, str, int]]:
        """Return the confusions made most often: asked for, answered, how often."""
        wrong = [
            (true, given, count)
            for true, row in zip(self.names, self.counts, strict=True)
            for given, count in zip(self.names, row, strict=True)
            if count and true != given
        ]
        return sorted(wrong, key=lambda each: -each[2])[:most]


@dataclass(frozen=True)
class Bin:
    """Answers given with a confidence from `low` to `high`: how many, how sure on average, and the share right."""

    low: float
    high: float
    count: int
    said: float
    right: float


@dataclass(frozen=True)
class Week:
    """The answers of one mode in a week from Monday: how many, the share right, the median time in seconds."""

    monday: date
    mode: Mode
    count: int
    right: float
    seconds: float


@dataclass(frozen=True)
class Streak:
    """Days with an answer: in the present run, in the longest one, and in all."""

    current: int
    longest: int
    days: int


def recall_by_item(cards: Mapping[str, Card], schedule: Schedule, now_ms: int) -> dict[str, float]:
    """Return the chance, 0 to 1, that each answered item is known now; what was never answered is left out."""
    return {name: schedule.recall(card.memory, now_ms) for name, card in cards.items() if card.memory is not None}


def recall_by_territory(catalogue: Mapping[str, Item], recall: Mapping[str, float]) -> dict[Root, float]:
    """Return how well the skin of each root is known: the mean over its items answered so far. Unseen roots are absent.

    Never answered is not the same as forgotten: a root without any answer has no entry.
    """
    found: defaultdict[Root, list[float]] = defaultdict(list)
    for name, chance in recall.items():
        item = catalogue.get(name)
        if item is not None and item.kind in _OF_TERRITORIES:
            for root in item.roots:
                found[root].append(chance)
    return {root: fmean(found[root]) for root in sorted(found)}


def confusion(reviews: Iterable[Review]) -> Confusion:
    """Count which root was answered for which; names are those that occur, from head to tail."""
    pairs = Counter((each.true_root, each.chosen_root) for each in reviews if each.true_root and each.chosen_root)
    names = sorted({name for pair in pairs for name in pair if name}, key=_place)
    return Confusion(tuple(names), tuple(tuple(pairs[true, given] for given in names) for true in names))


def calibration(reviews: Iterable[Review]) -> list[Bin]:
    """Return answers with a stated confidence in five bins of equal width; empty bins are left out."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for each in reviews:
        if each.confidence is not None:
            bins[min(int(each.confidence * BINS), BINS - 1)].append((each.confidence, each.correct))
    return [
        Bin(
            place / BINS, (place + 1) / BINS, len(found), fmean(said for said, _ in found), fmean(ok for _, ok in found)
        )
        for place, found in sorted(bins.items())
    ]


def weeks(reviews: Iterable[Review], zone: tzinfo | None = None) -> list[Week]:
    """Return each week in which a mode was practised, the earliest first."""
    found: defaultdict[tuple[date, Mode], list[Review]] = defaultdict(list)
    for each in reviews:
        day = day_of(each.when_ms, zone)
        found[day - timedelta(days=day.weekday()), each.mode].append(each)
    return [
        Week(monday, mode, len(group), fmean(each.correct for each in group),
             median(each.milliseconds for each in group) / 1000)
        for (monday, mode), group in sorted(found.items(), key=lambda pair: (pair[0][0], pair[0][1].value))
    ]  # fmt: skip


def streak(reviews: Iterable[Review], today: date, zone: tzinfo | None = None) -> Streak:
    """Return the days with an answer. One day off breaks no run and is not counted; today may still be empty."""
    days = sorted({day_of(each.when_ms, zone) for each in reviews})
    runs: list[int] = []
    for before, day in zip([None, *days], days, strict=False):
        if before is not None and (day - before).days <= FREE_DAYS + 1:
            runs[-1] += 1
        else:
            runs.append(1)
    goes_on = bool(days) and (today - days[-1]).days <= FREE_DAYS + 1
    return Streak(runs[-1] if goes_on else 0, max(runs, default=0), len(days))


def forecast(cards: Iterable[Card], today: date, zone: tzinfo | None = None) -> list[int]:
    """Return how many items come due on each of the next 30 days, today first with all that is overdue."""
    counts = [0] * FORECAST_DAYS
    for card in cards:
        if card.memory is not None and not card.suspended:
            ahead = max((day_of(card.memory.due_ms, zone) - today).days, 0)
            if ahead < FORECAST_DAYS:
                counts[ahead] += 1
    return counts


def weakest(catalogue: Mapping[str, Item], recall: Mapping[str, float], most: int) -> Sequence[tuple[Item, float]]:
    """Return the answered items least likely to be known now."""
    known = sorted((chance, name) for name, chance in recall.items() if name in catalogue)
    return [(catalogue[name], chance) for chance, name in known[:most]]


def _place(name: str) -> tuple[int, str]:
    """Return where a root, or joined roots such as "S4-5", stands from head to tail."""
    first = name.split("-")[0]
    return (Root(first).order if first in Root.__members__ else len(Root), name)
