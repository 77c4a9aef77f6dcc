"""Number the colours of a map's territories: those that touch or share skin never have the same, and few are used."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.labels import extend
from rootmap.atlas.model import Codes, Combinations
from rootmap.atlas.parts import sparse
from rootmap.skin.figure import Figure

NEAR_MM = 10.0
Neighbours = tuple[frozenset[int], ...]
"""For each territory the places of those that it touches or shares skin with."""


def tints_of(figure: Figure, labels: Mapping[str, Codes], combinations: Combinations, count: int) -> tuple[int, ...]:
    """Return a colour number, from 0, for each of `count` territories; the same for the same map.

    Territories less than twice NEAR_MM apart, with blank skin between them, count as touching.
    """
    grown = dict(labels)
    for name, image in labels.items():
        grid = figure.views[name].grid
        if (image[grid.mask] == 0).any():
            grown[name] = extend(image.astype(np.uint16), round(NEAR_MM / grid.resolution_mm))
    return colouring(touching(figure, grown, combinations, count))


def touching(figure: Figure, labels: Mapping[str, Codes], combinations: Combinations, count: int) -> Neighbours:
    """Return which territories touch or share skin, in any view or round the silhouette from front to back."""
    found: list[set[int]] = [set() for _ in range(count)]
    for one, two in {pair for pairs in _label_pairs(figure, labels) for pair in pairs}:
        for place in combinations[one]:
            found[place].update(combinations[two])
        for place in combinations[two]:
            found[place].update(combinations[one])
    for label in np.unique(np.concatenate([np.unique(image) for image in labels.values()])).tolist():
        for place in combinations[label]:
            found[place].update(combinations[label])
    return tuple(frozenset(near - {place}) for place, near in enumerate(found))


def _label_pairs(figure: Figure, labels: Mapping[str, Codes]) -> Iterator[set[tuple[int, int]]]:
    """Yield the pairs of unlike labels beside each other, a part of the skin at a time."""
    for image in labels.values():
        yield _unlike(image[1:].reshape(-1), image[:-1].reshape(-1))
        yield _unlike(image[:, 1:].reshape(-1), image[:, :-1].reshape(-1))
    if {"anterior", "posterior"} <= set(labels):
        edge = _silhouette(*(figure.views[name].grid.mask for name in ("anterior", "posterior")))
        yield _unlike(labels["anterior"][edge], labels["posterior"][edge])


def _unlike(one: NDArray[Any], two: NDArray[Any]) -> set[tuple[int, int]]:
    places = sparse(one != two)
    pairs = np.unique(np.stack([one[places], two[places]], axis=1).astype(np.int64), axis=0)
    return {(a, b) for a, b in pairs.tolist()}


def _silhouette(front: NDArray[np.bool_], back: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells where the skin passes from front to back; the midline is no edge of the body."""
    skin = np.pad(front & back, 1)
    inner = skin[1:-1, :-2] & skin[1:-1, 2:] & skin[:-2, 1:-1] & skin[2:, 1:-1]
    edge = skin[1:-1, 1:-1] & ~inner
    edge[:, 0] = False
    return np.asarray(edge)


def colouring(neighbours: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Return a number for each node so that neighbours differ.

    The node with fewest choices left comes first (Brélaz 1979) and takes the number least used so far.
    """
    numbers: dict[int, int] = {}
    used: Counter[int] = Counter()
    while len(numbers) < len(neighbours):
        taken = {
            node: {numbers[other] for other in near if other in numbers}
            for node, near in enumerate(neighbours)
            if node not in numbers
        }
        node = max(taken, key=lambda node: (len(taken[node]), len(neighbours[node]), -node))
        free = [number for number in range(len(used)) if number not in taken[node]]
        numbers[node] = min(free, key=lambda number: (used[number], number), default=len(used))
        used[numbers[node]] += 1
    return tuple(numbers[node] for node in range(len(neighbours)))
