"""Label samples of skin: the painter's list of a source, resolved to curves, applied to skin coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

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
    def by_segment(self) -> Mapping[int, NDArray[np.intp]]:
        """The samples of each segment."""
        order = np.argsort(self.segment, kind="stable")
        codes, starts = np.unique(self.segment[order], return_index=True)
        return dict(zip(codes.tolist(), np.split(order, starts[1:]), strict=False))


@dataclass(frozen=True)
class Area:
    """One resolved area: label, segment codes, whether the second coordinate is an angle, limits or an outline ring."""

    label: int
    codes: tuple[int, ...]
    angular: bool = True
    along: tuple[Edge, Edge] = (None, None)
    round: tuple[Edge, Edge] = (None, None)
    ring: Floats | None = None

    def covers(self, first: Floats, second: Floats) -> NDArray[np.bool_]:
        """Return which of the samples (n,) of its segments the area covers."""
        if self.ring is not None:
            return _within(self.ring, first, second, self.angular)
        inside = np.ones(first.shape, bool)
        low, high = self.along
        if low is not None:
            inside &= first >= _value(low, second)
        if high is not None:
            inside &= first < _value(high, second)
        low, high = self.round
        if low is None and high is None:
            return inside
        start = _value(0.0 if low is None else low, first)
        stop = _value(HALF_TURN_DEG if high is None else high, first)
        if not self.angular:
            return inside & (low is None or second >= start) & (high is None or second < stop)
        slack = TURN_DEG - WIDEST_STRIP_DEG
        width = (stop - start + slack) % TURN_DEG - slack
        if low is None or high is None:  # open towards a midline, which it includes
            return inside & (second >= start if high is None else second < stop)
        return inside & ((second - start) % TURN_DEG < width)


def _value(edge: float | Curve, at: Floats) -> Floats:
    return edge(at) if isinstance(edge, Curve) else np.full(at.shape, edge)


def _within(ring: Floats, first: Floats, second: Floats, angular: bool) -> NDArray[np.bool_]:
    if angular:
        middle = (ring[:, 1].min() + ring[:, 1].max()) / 2
        second = (second - middle + HALF_TURN_DEG) % TURN_DEG - HALF_TURN_DEG + middle
    return np.asarray(shapely.contains_xy(shapely.Polygon(ring).buffer(0), first, second))


def paint(areas: Sequence[Area], samples: Samples) -> NDArray[np.uint8]:
    """Return the label (n,) of each sample, 0 where no area lies: later areas cover earlier ones."""
    labels = np.zeros(samples.segment.shape, np.uint8)
    for area in areas:
        for code in area.codes:
            mine = samples.by_segment.get(code)
            if mine is not None:
                labels[mine[area.covers(samples.first[mine], samples.second[mine])]] = area.label
    return labels


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
