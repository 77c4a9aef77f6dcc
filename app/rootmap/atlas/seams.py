"""Carry a border across the seam of two segments: find where it crosses and give the next curve that knot."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.curves import Curve, Floats
from rootmap.atlas.paint import TURN_DEG, is_angular, make_curve
from rootmap.atlas.source import AtlasSource, CurveSource, Knot
from rootmap.errors import InputError
from rootmap.skin.figure import Figure
from rootmap.skin.grid import NO_SKIN, SurfaceGrid

TOUCHING_MM = 8.0  # neighbouring samples farther apart than this in space lie on either side of a silhouette
# How near the crossing must come to the border's curve to count, in the curve's own units.
CLOSE_DEG, CLOSE_FIRST, CLOSE_DIGIT = 8.0, 0.03, 0.25
CROSSING_MM = 5.0  # on a real crossing the border changes side within this distance
ONE_CROSSING_MM = 40.0  # crossings nearer than this are one


@dataclass(frozen=True)
class Seams:
    """Pairs of touching samples in two segments: `codes`, `first`, `second` (n, 2) and their `place` (n, 3), mm."""

    names: tuple[str, ...]
    codes: NDArray[np.uint8]
    first: Floats
    second: Floats
    place: Floats

    def between(self, segments: tuple[str, ...], others: tuple[str, ...]) -> "Seams":
        """Return the pairs from `segments` (column 0) to `others` (column 1)."""
        a, b = ([self.names.index(s) for s in group] for group in (segments, others))
        mine = np.isin(self.codes[:, 0], a) & np.isin(self.codes[:, 1], b)
        return Seams(self.names, self.codes[mine], self.first[mine], self.second[mine], self.place[mine])


def find_seams(figure: Figure) -> Seams:
    """Return the seams of a figure, from all its views, in both directions."""
    grids = [view.grid for view in figure.views.values()]
    parts = [part for grid in grids for part in _seams_of(grid)]
    codes, first, second, place = (np.concatenate(kind) for kind in zip(*parts, strict=True))
    codes, first, second = (np.concatenate([values, values[:, ::-1]]) for values in (codes, first, second))
    return Seams(grids[0].segment_names, codes, first, second, np.concatenate([place, place]))


def _seams_of(grid: SurfaceGrid) -> Iterator[tuple[NDArray[np.uint8], Floats, Floats, Floats]]:
    segment = grid.segment
    for down, right in ((1, 0), (0, 1)):
        one = segment[: segment.shape[0] - down, : segment.shape[1] - right]
        two = segment[down:, right:]
        r, c = np.nonzero((one != two) & (one != NO_SKIN) & (two != NO_SKIN))
        places = grid.places(r, c), grid.places(r + down, c + right)
        near = np.linalg.norm(places[0] - places[1], axis=1) < TOUCHING_MM
        r, c, place = r[near], c[near], places[0][near].astype(np.float64)
        pairs = [
            np.stack([values[r, c], values[r + down, c + right]], axis=1)
            for values in (segment, grid.first, grid.second)
        ]
        yield pairs[0], pairs[1].astype(np.float64), pairs[2].astype(np.float64), place


def join_curves(source: AtlasSource, seams: Seams) -> dict[str, Curve]:
    """Return every curve of a source, those that join others with the knots where they meet. Raises InputError."""
    knots: dict[str, tuple[Knot, ...]] = {}
    open_names: list[str] = []

    def visit(name: str) -> Curve:
        curve = source.curves[name]
        if name not in knots:
            if name in open_names:
                raise _fault(source, curve, "joins itself by a circle of joins", "leave one of the joins out")
            open_names.append(name)
            joined = [_meetings(source, curve, source.curves[other], visit(other), seams) for other in curve.joins]
            knots[name] = tuple(knot for meeting in joined for knot in meeting)
        return make_curve(curve, knots[name])

    return {name: visit(name) for name in source.curves}


def _meetings(
    source: AtlasSource, curve: CurveSource, other: CurveSource, border: Curve, seams: Seams
) -> Iterator[Knot]:
    """Yield a knot in the curve's own segment for each place where `other` crosses the seam to it."""
    pairs = seams.between(other.segments, curve.segments)
    if not len(pairs.codes):
        raise _fault(source, curve, f'joins "{other.name}", but their segments do not touch', "leave the join out")
    gap = _gap(pairs, other, border)
    left = np.abs(gap) <= _close(other)
    found = 0
    while left.any():
        best = int(np.argmin(np.where(left, np.abs(gap), np.inf)))
        apart = np.linalg.norm(pairs.place - pairs.place[best], axis=1)
        around = apart < CROSSING_MM
        if np.ptp(np.sign(gap[around])) == 2:
            found += 1
            yield _knot(pairs, gap, around, best, curve)
        left &= apart > ONE_CROSSING_MM
    nearest = int(np.argmin(np.abs(gap)))
    if not found and abs(gap[nearest]) <= _close(other) / 2:  # it ends at the seam, or meets it unseen
        yield float(pairs.first[nearest, 1]), _nearest_turn(float(pairs.second[nearest, 1]), curve)
    elif not found:
        raise _fault(source, curve, f'joins "{other.name}", which does not reach the seam', "lengthen that curve")


def _knot(pairs: Seams, gap: Floats, around: NDArray[np.bool_], best: int, curve: CurveSource) -> Knot:
    """Return where the border meets the seam in the curve's own coordinates: a line fitted to the pairs around."""
    second = pairs.second[around, 1]
    if is_angular(curve.segments[0]):
        second = (second - pairs.second[best, 1] + TURN_DEG / 2) % TURN_DEG - TURN_DEG / 2 + pairs.second[best, 1]
    samples = np.stack([pairs.first[around, 1], second], axis=1)
    slope_and_value, *_ = np.linalg.lstsq(np.stack([gap[around], np.ones(len(second))], axis=1), samples, rcond=None)
    return float(slope_and_value[1, 0]), _nearest_turn(float(slope_and_value[1, 1]), curve)


def _gap(pairs: Seams, other: CurveSource, border: Curve) -> Floats:
    if not other.lengthwise:
        return pairs.first[:, 0] - border(pairs.second[:, 0])
    gap = pairs.second[:, 0] - border(pairs.first[:, 0])
    return (gap + TURN_DEG / 2) % TURN_DEG - TURN_DEG / 2 if is_angular(other.segments[0]) else gap


def _close(other: CurveSource) -> float:
    if other.lengthwise:
        return CLOSE_DEG if is_angular(other.segments[0]) else CLOSE_DIGIT
    return TOUCHING_MM if other.segments[0] == "perineum" else CLOSE_FIRST


def _nearest_turn(second: float, curve: CurveSource) -> float:
    """Return the same angle in the turn the curve is written in."""
    if not is_angular(curve.segments[0]):
        return second
    near = float(np.mean([knot[1] for knot in curve.knots]))
    return second + TURN_DEG * round((near - second) / TURN_DEG)


def _fault(source: AtlasSource, curve: CurveSource, problem: str, remedy: str) -> InputError:
    return InputError(source.path, f"line {curve.line}: curves.{curve.name}", problem, remedy)
