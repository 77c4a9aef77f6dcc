"""Which territories of a map lie next to each other on the skin, so that neighbours can be told apart."""

import itertools
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely

from rootmap.atlas.model import CompiledAtlas, HalfView, TerritoryId

SHARED_MM = 2.0  # a shorter common border is a corner
Pair = tuple[TerritoryId, TerritoryId]
Border = frozenset[TerritoryId]


def neighbours(compiled: CompiledAtlas) -> set[Pair]:
    """Return the pairs of territories with a common border, in order of `info.territories`.

    Counts borders within a view and, along the silhouettes, from the front to the back of the body.
    """
    found: dict[Border, float] = defaultdict(float)
    for half in compiled.halves.values():
        for pair, length in _borders(half):
            found[pair] += length
    if {"anterior", "posterior"} <= set(compiled.halves) and not compiled.info.overlapping:
        for pair in _round_the_edge(compiled):
            found[pair] += compiled.halves["anterior"].resolution_mm
    order = compiled.info.codes
    pairs = [sorted(pair, key=order.__getitem__) for pair, length in found.items() if length >= SHARED_MM]
    return {(one, two) for one, two in pairs}


def _borders(half: HalfView) -> Iterator[tuple[Border, float]]:
    for one, two in itertools.combinations(half.polygons, 2):
        a, b = half.polygons[one], half.polygons[two]
        if shapely.box(*a.bounds).intersects(shapely.box(*b.bounds)):
            length = a.intersection(b).length
            if length > 0:
                yield frozenset((one, two)), length


def _round_the_edge(compiled: CompiledAtlas) -> Iterator[Border]:
    """Yield each cell of the silhouette where front and back meet with different territories."""
    front, back = compiled.labels("anterior"), compiled.labels("posterior")
    skin = np.pad((front > 0) & (back > 0), 1)
    inner = skin[1:-1, :-2] & skin[1:-1, 2:] & skin[:-2, 1:-1] & skin[2:, 1:-1]
    edge = skin[1:-1, 1:-1] & ~inner
    edge[:, 0] = False  # the midline is no edge of the body
    ids = [territory.id for territory in compiled.info.territories]
    for one, two in zip(front[edge].tolist(), back[edge].tolist(), strict=True):
        if one != two:
            yield frozenset((ids[one - 1], ids[two - 1]))
