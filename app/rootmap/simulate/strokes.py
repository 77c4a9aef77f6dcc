"""A simulated drawing as strokes and patches in skin coordinates, so that any figure can show it."""

from collections.abc import Iterable, Sequence

import numpy as np

from rootmap.anatomy.vocabulary import Side
from rootmap.simulate.skin_bits import Disc, SkinBits
from rootmap.skin.drawing import Mark, PatchMark, StrokeMark
from rootmap.skin.figure import SkinPoint
from rootmap.skin.names import MIDLINE_SEGMENTS, join_segment

NEXT_WITHIN = 1.6  # marks whose middles are this many radii apart, or less, are drawn in one stroke


def to_marks(discs: Sequence[Disc], bits: SkinBits) -> tuple[Mark, ...]:
    """Return round marks as strokes through those that overlap; a stroke covers what they cover and little more.

    Painting a stroke costs no more than painting one patch.
    """
    brushes: dict[tuple[int, int, float], list[int]] = {}
    for disc in discs:
        brushes.setdefault((int(bits.segment[disc.bit]), disc.side, disc.radius_mm), []).append(disc.bit)
    found: list[Mark] = []
    for (_, side, radius), group in brushes.items():
        for line in _lines(group, radius, bits):
            points = tuple(_point(bits, bit, side) for bit in line)
            found.append(PatchMark(points[0], radius) if len(points) == 1 else StrokeMark(points, 2.0 * radius))
    return tuple(found)


def _lines(group: Sequence[int], radius: float, bits: SkinBits) -> Iterable[list[int]]:
    """Join middles to lines: from each on to the nearest one left, as long as it is near."""
    left = list(dict.fromkeys(group))
    while left:
        line = [left.pop(0)]
        while left:
            away = np.sqrt(((bits.place[left] - bits.place[line[-1]]) ** 2).sum(axis=1))
            away += np.where(bits.normal[left] @ bits.normal[line[-1]] < 0.0, np.inf, 0.0)  # not through the limb
            nearest = int(away.argmin())
            if away[nearest] > NEXT_WITHIN * radius:
                break
            line.append(left.pop(nearest))
        yield line


def _point(bits: SkinBits, bit: int, side: int) -> SkinPoint:
    name, second = bits.names[bits.segment[bit]], float(bits.second[bit])
    which = Side.RIGHT if side else Side.LEFT
    turned = -second if name in MIDLINE_SEGMENTS and side else second
    return SkinPoint(join_segment(name, which), float(bits.first[bit]), turned)
