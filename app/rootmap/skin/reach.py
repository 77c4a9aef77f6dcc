"""Lines on the skin, and how far along the skin every sample of a view is from them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.coordinates import on_left
from rootmap.skin.figure import Figure, SkinPoint
from rootmap.skin.grid import SurfaceGrid
from rootmap.skin.names import ROUND_LIMBS, split_segment
from rootmap.skin.nearest import nearest_cells

Numbers = NDArray[np.float64]
Cells = tuple[NDArray[np.int64], NDArray[np.int64]]
Placed = tuple[Numbers, Numbers]  # places and normals, (n, 3) each
_Laid = tuple[SkinPoint, Placed]

LOOK_UP_MM = (6.0, 24.0)  # a line is laid on the skin at least this often, by the stroke's width
SAMPLE_MM = (0.75, 3.0)  # and between those places sampled this densely
CHUNK_MM = 24.0  # the line is worked through in pieces about this long
BEYOND_MM = 5.0  # distances are known this far beyond the reach, so that the contour sees both sides


@dataclass(frozen=True)
class Line:
    """A line on the skin: samples (n, 3) in the standing pose, mm, and the skin's normals there."""

    places: Numbers
    normals: Numbers
    limb_side: Side | None  # when all of it lies on one side's limbs: it never falls on the other side's


@dataclass(frozen=True)
class Reached:
    """Samples near a line: full-grid rows and columns, and the distance along the skin in mm (one cell may repeat)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    distance: NDArray[np.float32]


def lay(points: tuple[SkinPoint, ...], reach: float, figure: Figure) -> Line:
    """Return the line through skin points, laid on the skin. Raises InputError for a segment that does not exist."""
    step = float(np.clip(2 * reach, *LOOK_UP_MM))
    laid = [(point, _on_skin(figure, point.segment, np.array([[point.first, point.second]]))) for point in points]
    pieces = [laid[0][1], *(_between(figure, start, stop, step) for start, stop in pairwise(laid))]
    places = np.concatenate([place for place, _ in pieces])
    normals = np.concatenate([normal for _, normal in pieces])
    places, normals = _densify(places, normals, float(np.clip(reach / 4, *SAMPLE_MM)))
    sides = {split_segment(point.segment)[1] for point in points}
    return Line(places, normals, sides.pop() if len(sides) == 1 else None)


def reached(grid: SurfaceGrid, line: Line, reach: float) -> Reached:
    """Return the samples of both halves within `reach` (and a little more) of a line.

    Straight distance d between places whose normals differ by theta is taken as d (theta/2) / sin(theta/2), which is
    exact on a cylinder or sphere.
    """
    rows, columns, distances = [], [], []
    half = grid.half_shape[1]
    for side in Side:
        outward = (side is Side.LEFT) == grid.frame.left_is_right
        for cells, distance in _on_half(grid, line, side, reach + BEYOND_MM):
            rows.append(cells[0])
            columns.append(half + cells[1] if outward else half - 1 - cells[1])
            distances.append(distance)
    if not rows:
        return Reached(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Reached(np.concatenate(rows), np.concatenate(columns), np.concatenate(distances))


def _on_half(grid: SurfaceGrid, line: Line, side: Side, limit: float) -> list[tuple[Cells, NDArray[np.float32]]]:
    mirror = np.array([1.0 if side is Side.LEFT else -1.0, 1, 1])
    places, normals = line.places * mirror, (line.normals * mirror).astype(np.float32)
    if (places[:, 0] < -limit).all():
        return []
    rows, columns = _candidates(grid, places, limit)
    if line.limb_side is not None and line.limb_side is not side:
        keep = ~np.isin(grid.segment[rows, columns], limb_codes(grid))
        rows, columns = rows[keep], columns[keep]
    at = grid.places(rows, columns)
    down = -at[:, 1]
    spacing = float(np.linalg.norm(places[1] - places[0])) if len(places) > 1 else 1.0
    span = max(1, int(CHUNK_MM / max(spacing, 1e-6)))
    found = []
    for start in range(0, len(places), span):
        piece = slice(start, start + span)
        low, high = places[piece].min(axis=0) - limit, places[piece].max(axis=0) + limit
        first, last = np.searchsorted(down, [-high[1], -low[1]])
        near = at[first:last]
        inside = np.flatnonzero(((near >= low) & (near <= high)).all(axis=1)) + first
        if len(inside):
            cells = rows[inside], columns[inside]
            found.append((cells, along_skin(at[inside], grid.normals(*cells), places[piece], normals[piece])))
    return found


def _candidates(grid: SurfaceGrid, places: Numbers, limit: float) -> Cells:
    """Return the half cells round all samples (those in their window, or box in another pose), from the top down."""
    low, high = places.min(axis=0) - limit, places.max(axis=0) + limit
    if grid.frame.top is None:
        rows, columns = grid.cells_in(low, high)
        down = np.argsort(-grid.places(rows, columns)[:, 1], kind="stable")
        return rows[down], columns[down]
    first, last = (max(0, int((grid.frame.top - y) / grid.resolution_mm)) for y in (high[1], low[1]))
    left, right = (max(0, int(x / grid.resolution_mm)) for x in (low[0], high[0]))
    rows, columns = np.nonzero(grid.mask[first : last + 1, left : right + 1])
    return rows + first, columns + left


def along_skin(
    at: NDArray[np.float32], facing: NDArray[np.float32], places: Numbers, normals: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the distance along the skin from each place `at`, with normals `facing`, to its nearest sample."""
    middle = places.mean(axis=0)
    here, there = (at - middle).astype(np.float32), (places - middle).astype(np.float32)
    squared = sum((here[:, k, None] - there[:, k]) ** 2 for k in range(3))  # no BLAS: its threads cost more than this
    assert isinstance(squared, np.ndarray)
    best = squared.argmin(axis=1)
    straight = np.sqrt(squared[np.arange(len(here)), best])
    cosine = np.clip((facing * normals[best]).sum(axis=1), -1, 1)
    half_sine = np.sqrt((1 - cosine) / 2)
    bend = np.where(half_sine > 1e-3, np.arcsin(half_sine) / np.maximum(half_sine, np.float32(1e-3)), 1)
    return np.asarray(straight * bend, np.float32)


def _between(figure: Figure, first: _Laid, last: _Laid, step: float) -> Placed:
    """Return places and normals after a laid point up to and with another."""
    (start, stop), ends = (first[0], last[0]), (first[1], last[1])
    length = float(np.linalg.norm(ends[1][0] - ends[0][0]))
    share = np.linspace(0, 1, 1 + max(1, round(length / step)))[1:, None]
    if start.segment != stop.segment:
        return ends[0][0] + share * (ends[1][0] - ends[0][0]), ends[0][1] + share * (ends[1][1] - ends[0][1])
    turn = stop.second - start.second
    name, side = split_segment(start.segment)
    if name in ROUND_LIMBS or side is None:
        turn = (turn + 180) % 360 - 180
    track = np.array([start.first, start.second]) + share * [stop.first - start.first, turn]
    return _on_skin(figure, start.segment, track)


def _on_skin(figure: Figure, segment: str, coordinates: Numbers) -> Placed:
    """Return standing places and normals (n, 3) of coordinates (n, 2) of one segment, each in its nearest view."""
    lefts = [on_left(SkinPoint(segment, float(a), float(b))) for a, b in coordinates]
    name, first = lefts[0][0], coordinates[:, 0]
    second = np.array([left[2] for left in lefts])
    nearest = np.full(len(first), np.inf)
    places, normals = np.zeros((len(first), 3)), np.zeros((len(first), 3))
    for anywhere in (False, True):  # only a point beside the skin needs the slow search
        missing = np.isinf(nearest)
        for view in figure.views.values() if missing.any() else ():
            hit = nearest_cells(view.grid, name, first[missing], second[missing], anywhere)
            if hit is not None:
                better = hit[0] < nearest[missing]
                into = np.flatnonzero(missing)[better]
                nearest[into] = hit[0][better]
                places[into] = view.grid.places(hit[1][better], hit[2][better])
                normals[into] = view.grid.normals(hit[1][better], hit[2][better])
    flip = np.array([[1.0, 1, 1] if left[1] is Side.LEFT else [-1.0, 1, 1] for left in lefts])
    return places * flip, normals * flip


def _densify(places: Numbers, normals: Numbers, step: float) -> tuple[Numbers, Numbers]:
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(places, axis=0), axis=1))]
    if length[-1] == 0:
        return places[:1], normals[:1]
    at = np.linspace(0, length[-1], 2 + int(length[-1] / step))
    dense = [np.stack([np.interp(at, length, values[:, k]) for k in range(3)], axis=1) for values in (places, normals)]
    return dense[0], dense[1] / np.maximum(np.linalg.norm(dense[1], axis=1, keepdims=True), 1e-9)


def limb_codes(grid: SurfaceGrid) -> list[int]:
    """Return the codes of the segments that belong to one side."""
    return [k for k, name in enumerate(grid.segment_names) if name.startswith(("leg", "arm", "hand", "foot"))]
