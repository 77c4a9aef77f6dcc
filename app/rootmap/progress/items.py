"""The catalogue: everything that can be asked, made from the anatomy tables, in the order it should be learned."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy, Supply
from rootmap.anatomy.vocabulary import Root
from rootmap.progress.records import Item, ItemKind

# The commonest radiculopathies first: judgement, after the shares of frequencies.csv (L5 and S1 lead among lumbar
# roots, C7 and C6 among cervical ones; C6 goes first because its thumb is the easiest to keep).
_INTRODUCED = (
    "L5", "S1", "L4", "C6", "C7", "C5", "C8", "L3", "T1", "L2", "S2", "C4", "L1", "S3", "S4", "S5", "T10", "T4",
    "C3", "C2", "T12", "T8", "T6", "T2", "T11", "T9", "T7", "T5", "T3", "V1", "V2", "V3",
)  # fmt: skip
_RANK = {Root(name): place for place, name in enumerate(_INTRODUCED)}
_LAST = len(_INTRODUCED)
# How many turns a kind waits before its first item: the map, muscles and reflexes come before the nerves. Judgement.
_WAITS = {
    ItemKind.DISC_ROOT: 1,
    ItemKind.ROOT_REFLEX: 2,
    ItemKind.KEY_POINT_ROOT: 2,
    ItemKind.ROOT_COMPLAINT: 2,
    ItemKind.MUSCLE_NERVE: 3,
    ItemKind.NERVE_TERRITORY: 3,
    ItemKind.NERVE_MUSCLE: 6,
}
_CLASSIC = ("achilles", "patellar", "biceps", "brachioradialis", "triceps")  # the five everybody learns first
_DISC = re.compile(r"([CTL]\d+-[CTLS]\d+) disc")
_NO_SKIN = re.compile(r"None|Any mix|.*\(no skin\)")


def catalogue(anatomy: Anatomy, links: Links) -> Mapping[str, Item]:
    """Return every item by its id, in the order in which new ones are introduced.

    Each kind has a queue of its own, and the queues take turns. In a queue the roots take turns, the commonest first:
    one muscle of L5, one of S1 and so on, before the second of L5.
    """
    queues: dict[ItemKind, list[Item]] = {kind: [] for kind in ItemKind}
    for item in chain(_of_roots(anatomy), _of_muscles(anatomy, links), _of_the_rest(anatomy, links)):
        queues[item.kind].append(item)
    placed: list[tuple[int, int, Item]] = []
    for turn, (kind, queue) in enumerate(queues.items()):
        by_urgency = kind is ItemKind.RED_FLAG_URGENCY  # the table has the most urgent first
        ordered = queue if by_urgency else _by_turns(queue)
        placed += [(place, turn, item) for place, item in enumerate(ordered, start=_WAITS.get(kind, 0))]
    return {item.id: item for _, _, item in sorted(placed, key=lambda each: each[:2])}


def _by_turns(queue: list[Item]) -> list[Item]:
    seen: Counter[int] = Counter()
    placed = []
    for item in queue:
        placed.append((seen[rank(item.roots)], rank(item.roots), item))
        seen[rank(item.roots)] += 1
    return [item for _, _, item in sorted(placed, key=lambda each: each[:2])]


def rank(roots: tuple[Root, ...]) -> int:
    """Return how early roots come: the place of their commonest one."""
    return min((_RANK[root] for root in roots), default=_LAST)


def _of_roots(anatomy: Anatomy) -> Iterator[Item]:
    points = [(point.id, point.roots) for point in anatomy.key_points.values()]
    divisions = [(root.value, (root,)) for root in anatomy.roots if not root.is_spinal]
    for name, roots in (*points, *divisions):
        yield Item(ItemKind.TERRITORY_ROOT, name, f"Name the territory of {name}", roots)
        yield Item(ItemKind.ROOT_TERRITORY, name, f"Find the territory of {name}", roots)
    for name, roots in points:
        yield Item(ItemKind.KEY_POINT_ROOT, name, f"Root of the key point: {name}", roots)
    told = Counter(facts.complaint for facts in anatomy.roots.values())
    for root, facts in anatomy.roots.items():
        if facts.muscles_major:
            yield Item(ItemKind.ROOT_MUSCLE, root.value, f"Muscles of {root}", (root,))
        if any(root in reflex.major_roots for reflex in anatomy.reflexes_of(root)):
            yield Item(ItemKind.ROOT_REFLEX, root.value, f"Reflexes of {root}", (root,))
        if facts.complaint and told[facts.complaint] == 1:  # what several roots share tells none of them
            yield Item(ItemKind.ROOT_COMPLAINT, root.value, f"Complaint of {root}", (root,))
    yield from _of_discs(anatomy)


def _of_discs(anatomy: Anatomy) -> Iterator[Item]:
    caught: dict[str, list[Root]] = {}
    for root, facts in anatomy.roots.items():
        found = _DISC.match(facts.disc_paracentral)
        if found:
            caught.setdefault(found[1], []).append(root)
    for disc, roots in caught.items():
        if len(roots) == 1:  # a disc that may catch either of two roots is no fair question
            yield Item(ItemKind.DISC_ROOT, disc, f"Root caught by the disc: {disc}", tuple(roots))


def _of_muscles(anatomy: Anatomy, links: Links) -> Iterator[Item]:
    driven = {name for nerve in links.nerves.values() for name in nerve.muscles}
    for muscle in sorted(anatomy.muscles.values(), key=lambda muscle: muscle.isncsci_key is None):
        if muscle.supply in (Supply.SPINAL_ROOT, Supply.TRIGEMINAL) and muscle.major_roots:
            yield Item(ItemKind.MUSCLE_ROOT, muscle.id, f"Root of: {muscle.name}", muscle.major_roots)
        if muscle.id in driven:
            yield Item(ItemKind.MUSCLE_NERVE, muscle.id, f"Nerve of: {muscle.name}", muscle.major_roots)


def _of_the_rest(anatomy: Anatomy, links: Links) -> Iterator[Item]:
    for reflex in sorted(anatomy.reflexes.values(), key=lambda reflex: reflex.id not in _CLASSIC):
        if reflex.kind in ("tendon", "superficial") and reflex.major_roots:
            yield Item(ItemKind.REFLEX_ROOT, reflex.id, f"Root of the reflex: {reflex.name}", reflex.major_roots)
    for nerve in sorted(anatomy.nerves.values(), key=lambda nerve: len(nerve.roots)):  # a plexus comes last
        if not _NO_SKIN.match(nerve.skin):
            yield Item(ItemKind.NERVE_TERRITORY, nerve.id, f"Skin of the nerve: {nerve.name}", nerve.roots)
        if nerve.id in links.nerves and links.nerves[nerve.id].muscles:
            yield Item(ItemKind.NERVE_MUSCLE, nerve.id, f"Muscles of the nerve: {nerve.name}", nerve.roots)
    for flag in anatomy.red_flags.values():
        yield Item(ItemKind.RED_FLAG_URGENCY, flag.id, f"Urgency of: {flag.text}")
