"""Label samples of skin: the painter's list of a source, resolved to curves, applied to skin coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from rootmap.atlas.curves import Curve, Floats, closed_outline, round_limb, round_midline, through
from rootmap.atlas.source import AreaSource, AtlasSource, CurveSource, Knot, Limit

TURN_DEG = 360.0
HALF_TURN_DEG = 180.0
# A strip whose two borders cross has a width just below zero; anything above this much of a turn counts as such.
WIDEST_STRIP_DEG = 300.0
_LIMBS = ("leg", "arm")
Edge = float | Curve | None


@dataclass(frozen=True)
class Samples:
    """Places on the LEFT side's skin: index into the figure's segments, first and second coordinate, all (n,)."""

    segment: NDArray[np.uint8]
    first: Floats
    second: Floats

    @cached_property
    def by_segment(self) -> Mapping[int, tuple[NDArray[np.intp], Floats, Floats]]:
        """The samples of each segment: their places here, and both coordinates."""
        order = np.argsort(self.segment, kind="stable")
        stops = np.cumsum(np.bincount(self.segment, minlength=1)).tolist()
        groups = {code: order[a:b] for code, (a, b) in enumerate(pairwise([0, *stops])) if b > a}
        return {code: (mine, self.first[mine], self.second[mine]) for code, mine in groups.items()}


@dataclass(frozen=True)
class Area:
    """One resolved area: label, segment codes, whether the second coordinate is an angle, limits or an outline ring."""

    label: int
    codes: tuple[int, ...]
    angular: bool = True
    along: tuple[Edge, Edge] = (None, None)
    round: tuple[Edge, Edge] = (None, None)
    ring: Floats | None = None

    @cached_property
    def enclosed(self) -> BaseGeometry:
        """What the ring encloses."""
        return shapely.Polygon(self.ring).buffer(0)

    def covers(self, first: Floats, second: Floats) -> NDArray[np.bool_]:
        """Return which of the samples (n,) of its segments the area covers."""
        if self.ring is not None:
            return self._encloses(self.ring, first, second)
        low, high = self.along
        inside = np.ones(first.shape, bool)
        if low is not None:
            inside = _reaches(first, low, second)
        if high is not None:
            inside &= ~_reaches(first, high, second)
        low, high = self.round
        if self.angular and low is not None and high is not None:
            left = np.flatnonzero(inside)
            inside[left] = _in_strip(second[left], _value(low, first[left]), _value(high, first[left]))
            return inside
        if low is not None:  # else open towards a midline, which it includes, or an edge of hand or foot
            inside &= _reaches(second, low, first)
        if high is not None:
            inside &= ~_reaches(second, high, first)
        return inside

    def _encloses(self, ring: Floats, first: Floats, second: Floats) -> NDArray[np.bool_]:
        low, high = ring.min(axis=0), ring.max(axis=0)
        near = np.flatnonzero((first >= low[0]) & (first <= high[0]))
        y = second[near]
        if self.angular:
            middle = (low[1] + high[1]) / 2
            y = (y - middle + HALF_TURN_DEG) % TURN_DEG - HALF_TURN_DEG + middle
        level = (y >= low[1]) & (y <= high[1])
        near, y = near[level], y[level]
        inside = np.zeros(first.shape, bool)
        inside[near] = shapely.contains_xy(self.enclosed, first[near], y)
        return inside


def _reaches(values: Floats, edge: float | Curve, at: Floats) -> NDArray[np.bool_]:
    """Return where the values are at least those of the edge; a curve is asked only where it can make a difference."""
    if not isinstance(edge, Curve):
        return np.asarray(values >= edge)
    low, high = edge.reach
    result = values >= high
    near = np.flatnonzero((values >= low) & ~result)
    result[near] = values[near] >= edge(at[near])
    return result


def _in_strip(second: Floats, start: Floats, stop: Floats) -> NDArray[np.bool_]:
    slack = TURN_DEG - WIDEST_STRIP_DEG
    width = (stop - start + slack) % TURN_DEG - slack
    return np.asarray((second - start) % TURN_DEG < width)


def _value(edge: float | Curve, at: Floats) -> Floats:
    return edge(at) if isinstance(edge, Curve) else np.full(at.shape, edge)


def paint(areas: Sequence[Area], samples: Samples) -> NDArray[np.uint8]:
    """Return the label (n,) of each sample, 0 where no area lies: later areas cover earlier ones."""
    labels = np.zeros(samples.segment.shape, np.uint8)
    for code, (mine, first, second) in samples.by_segment.items():
        here = np.zeros(len(mine), np.uint8)
        for area in areas:
            if code in area.codes:
                here[area.covers(first, second)] = area.label
        labels[mine] = here
    return labels


def covered(areas: Sequence[Area], samples: Samples) -> NDArray[np.intp]:
    """Return which samples any of the areas covers."""
    found = [np.zeros(0, np.intp)]
    for code, (mine, first, second) in samples.by_segment.items():
        inside = [area.covers(first, second) for area in areas if code in area.codes]
        if inside:
            found.append(mine[np.logical_or.reduce(inside)])
    return np.concatenate(found)


def is_angular(segment: str) -> bool:
    """Return whether the second coordinate of a segment is in degrees (else digits, 0 to 5)."""
    return not segment.startswith(("hand", "foot"))


def make_curve(source: CurveSource, extra: Sequence[Knot] = ()) -> Curve:
    """Return the curve of a border; `extra` knots (where it meets another across a seam) are sorted in."""
    key, value = (0, 1) if source.lengthwise else (1, 0)
    knots = {knot[key]: knot[value] for knot in (*source.knots, *extra)}
    x = np.array(sorted(knots), float)
    y = np.array([knots[k] for k in sorted(knots)], float)
    if source.lengthwise or not is_angular(source.segments[0]):
        return through(x, y)
    return round_limb(x, y) if source.segments[0] in _LIMBS else round_midline(x, y)


def resolve(
    source: AtlasSource, segment_names: Sequence[str], curves: Mapping[str, Curve] | None = None
) -> tuple[Area, ...]:
    """Return the painter's list for a figure with these segments, without spots; `curves` as joined when given."""
    known = {name: make_curve(curve) for name, curve in source.curves.items()} if curves is None else curves
    return tuple(_area(area, source, segment_names, known) for area in source.areas if area.spot is None)


def _area(area: AreaSource, source: AtlasSource, names: Sequence[str], curves: Mapping[str, Curve]) -> Area:
    def edge(limit: Limit) -> Edge:
        return curves[limit] if isinstance(limit, str) else limit

    return Area(
        source.info.codes[area.territory],
        tuple(names.index(segment) for segment in area.segments),
        is_angular(area.segments[0]),
        (edge(area.along[0]), edge(area.along[1])),
        (edge(area.round[0]), edge(area.round[1])),
        closed_outline(np.array(area.outline, float)) if area.outline else None,
    )
