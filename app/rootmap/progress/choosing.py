"""What to ask today: items that are due and new ones, mixed so that what is alike does not stand together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rootmap.progress.records import Card, Item, Limits


@dataclass(frozen=True)
class Today:
    """The day a session is for: its date, the moment it ends, and what was already asked on it.

    `begun` are ids of items first answered today, `repeated` is how many others were asked.
    """

    day: date
    end_ms: int
    begun: frozenset[str] = frozenset()
    repeated: int = 0


def choose(catalogue: Mapping[str, Item], cards: Mapping[str, Card], today: Today, limits: Limits) -> list[Item]:
    """Return the items still to be asked today, in order.

    Due items come the longest overdue first, new ones in the order of the catalogue; what is suspended, or buried
    until a later day, is left out.
    """
    due = _due(catalogue, cards, today)[: max(0, limits.due - today.repeated)]
    fresh = _fresh(catalogue, cards, today, max(0, limits.new - len(today.begun)))
    return _interleaved(_mixed(due, fresh))


def alike(one: Item, other: Item) -> bool:
    """Whether two items confuse each other when they are new together.

    They do when they have the same subject, or are of one kind and about the same or neighbouring roots, or none.
    """
    if one.subject == other.subject:
        return True
    return one.kind is other.kind and (_near(one, other) or not (one.roots and other.roots))


def _near(one: Item, other: Item) -> bool:
    return any(abs(a.order - b.order) <= 1 for a in one.roots for b in other.roots)


def _may_be_asked(card: Card | None, today: Today) -> bool:
    return card is None or not (card.suspended or card.buried_until > today.day.isoformat())


def _due(catalogue: Mapping[str, Item], cards: Mapping[str, Card], today: Today) -> list[Item]:
    found = [
        (card.memory.due_ms, card.number, catalogue[name])
        for name, card in cards.items()
        if card.memory is not None
        and card.memory.due_ms < today.end_ms
        and name in catalogue
        and _may_be_asked(card, today)
    ]
    return [item for _, _, item in sorted(found, key=lambda each: each[:2])]


def _fresh(catalogue: Mapping[str, Item], cards: Mapping[str, Card], today: Today, count: int) -> list[Item]:
    """Return new items: first those unlike all others begun today, then any."""
    begun = [catalogue[name] for name in today.begun if name in catalogue]
    waiting = [
        item
        for item in catalogue.values()
        if ((card := cards.get(item.id)) is None or card.memory is None) and _may_be_asked(card, today)
    ]
    chosen: list[Item] = []
    for item in waiting:
        if len(chosen) >= count:
            return chosen
        if not any(alike(item, other) for other in (*begun, *chosen)):
            chosen.append(item)
    taken = {item.id for item in chosen}
    return [*chosen, *(item for item in waiting if item.id not in taken)][:count]


def _mixed(due: Sequence[Item], fresh: Sequence[Item]) -> list[Item]:
    """Return both lists as one, each in its order, spread evenly."""
    places = [((place + 0.5) / len(items), turn, item) for turn, items in enumerate((due, fresh))
              for place, item in enumerate(items)]  # fmt: skip
    return [item for _, _, item in sorted(places, key=lambda each: each[:2])]


def _interleaved(items: Iterable[Item]) -> list[Item]:
    """Return items so that, where possible, one follows another of a different kind that is not about its neighbour."""
    waiting, ordered = list(items), list[Item]()
    while waiting:
        last = ordered[-1] if ordered else None
        place = min(range(len(waiting)), key=lambda at: (_clash(last, waiting[at]), at))
        ordered.append(waiting.pop(place))
    return ordered


def _clash(last: Item | None, item: Item) -> int:
    if last is None:
        return 0
    return 2 * (last.kind is item.kind) + (last.subject == item.subject or _near(last, item))
