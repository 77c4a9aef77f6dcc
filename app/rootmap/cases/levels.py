"""Discs by their vertebrae, and which root a lesion at one strikes as a rule."""

from itertools import pairwise

from rootmap.anatomy.vocabulary import Root
from rootmap.cases.model import Level, Zone

_VERTEBRAE = (
    *(f"C{number}" for number in range(2, 8)),
    *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)),
    "S1",
)


def _named(upper: str, lower: str) -> str:
    return f"{upper}-{lower[1:]}" if upper[0] == lower[0] else f"{upper}-{lower}"


_PAIRS = {_named(upper, lower): (upper, lower) for upper, lower in pairwise(_VERTEBRAE)}
DISCS = tuple(_PAIRS)  # C2-3 … C7-T1 … T12-L1 … L5-S1


def struck_root(level: Level) -> Root | None:
    """Return the root that a lesion there strikes as a rule; None where it may strike several.

    In the neck the root that leaves at a disc has the number of the vertebra below (C8 at C7-T1) and is struck
    whether beside the middle or in the foramen. From T1 down the root that leaves has the number of the vertebra
    above; in the lumbar spine one beside the middle strikes the next, which passes by. As roots.yaml says it.
    """
    upper, lower = _PAIRS[level.disc]
    if level.zone is Zone.CENTRAL:
        return None
    if upper[0] == "C":
        return Root.C8 if upper == "C7" else Root(lower)
    passing = level.zone is Zone.PARACENTRAL and (upper[0] == "L" or level.disc == "T12-L1")
    return Root(lower) if passing else Root(upper)
