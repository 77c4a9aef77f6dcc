"""Which cells of two views show the same skin, found by its place in the standing pose."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.grid import SurfaceGrid

Numbers = NDArray[np.int64]
Pairs = tuple[Numbers, Numbers, Numbers, Numbers]
"""Row and half column in one grid, then in the other, pair by pair."""

SAME_SKIN_MM = 3.0  # two samples closer than this in depth show the same skin
STEEPEST_MM = 12.0  # a cell that sees its skin edge-on shows a strip of it this deep at most
BESIDE = ((0, 0), (0, -1), (0, 1), (-1, 0), (1, 0))  # skin at the very edge falls into no cell but the one beside it
MOST_BESIDE = 12  # cells of a view that sees their skin squarely, to one cell of a view that sees it edge-on
VOXEL_MM = 2.0


@dataclass(frozen=True)
class Links:
    """Pairs of flat half-grid indices that show the same skin, in no order; the other side is alike."""

    mine: NDArray[np.int32]
    theirs: NDArray[np.int32]

    def turned(self) -> "Links":
        """Return the pairs as the other view has them, in the same memory."""
        return Links(self.theirs, self.mine)

    def between(self, first: int, last: int) -> "Links":
        """Return the pairs whose index in the first grid lies in a range."""
        inside = np.flatnonzero((self.mine >= first) & (self.mine < last))
        return Links(self.mine[inside], self.theirs[inside])

    def full(self, a: SurfaceGrid, b: SurfaceGrid) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return flat full-grid indices of both sides, pairwise."""
        mine, theirs = (
            [_full(grid, cells, side) for side in Side] for grid, cells in ((a, self.mine), (b, self.theirs))
        )
        return np.concatenate(mine), np.concatenate(theirs)


def link(a: SurfaceGrid, b: SurfaceGrid) -> Links:
    """Return which cells of two grids show the same skin.

    Where both show the standing pose only their silhouettes touch: the answer is empty.
    """
    if a.frame.top is not None and b.frame.top is not None:
        return Links(np.zeros(0, np.int32), np.zeros(0, np.int32))
    if a.frame.top is not None:
        return link(b, a).turned()
    row, column, there_row, there_column = _by_place(a, b) if b.frame.top is None else _by_projection(a, b)
    for grid in (a, b):
        grid.forget_places()
    mine = (row * a.half_shape[1] + column).astype(np.int32)
    theirs = (there_row * b.half_shape[1] + there_column).astype(np.int32)
    return Links(mine, theirs)


def _by_projection(posed: SurfaceGrid, standing: SurfaceGrid) -> Pairs:
    """Pair each cell of a view in another pose with the cell of a standing view onto which its skin projects."""
    assert standing.frame.top is not None
    assert standing.frame.facing is not None
    row, column = np.nonzero(posed.mask)
    place, normal = posed.places(row, column), posed.normals(row, column)
    there_row = np.floor((standing.frame.top - place[:, 1]) / standing.resolution_mm).astype(np.int64)
    there_column = np.floor(np.maximum(place[:, 0], 0) / standing.resolution_mm).astype(np.int64)
    facing = normal[:, 2] * standing.frame.facing
    slope = standing.resolution_mm * np.abs(normal[:, :2]).sum(axis=1) / np.maximum(facing, np.float32(1e-3))
    reach = np.minimum(SAME_SKIN_MM + slope / 2, STEEPEST_MM)
    rows, half = standing.half_shape
    free = facing > 0
    for down, out in BESIDE:
        at_row, at_column = there_row + down, there_column + out
        there = free & (at_row >= 0) & (at_row < rows) & (at_column >= 0) & (at_column < half)
        there[there] &= standing.mask[at_row[there], at_column[there]]
        depth = standing.places(at_row[there], at_column[there])[:, 2]
        there[there] &= np.abs(depth - place[there, 2]) < reach[there]
        there_row[there], there_column[there] = at_row[there], at_column[there]
        free &= ~there
    found = (facing > 0) & ~free
    pairs = row[found], column[found], there_row[found], there_column[found]
    more = _edge_on(posed, standing, pairs)
    return tuple(np.concatenate(each) for each in zip(pairs, more, strict=True))  # type: ignore[return-value]


def _edge_on(posed: SurfaceGrid, standing: SurfaceGrid, pairs: Pairs) -> Pairs:
    """Pair what the posed view sees edge-on, many cells of the standing view to one of its own, with the nearest."""
    index = np.full(standing.half_shape, -1, np.int32)
    index[pairs[2], pairs[3]] = np.arange(len(pairs[0]))
    row, column = np.nonzero(standing.also_in(posed.path.stem) & (index < 0))
    found = []
    for away in range(1, MOST_BESIDE + 1):
        for down, out in ((0, away), (0, -away), (away, 0), (-away, 0)):
            at_row = np.clip(row + down, 0, index.shape[0] - 1)
            at_column = np.clip(column + out, 0, index.shape[1] - 1)
            partner = index[at_row, at_column]
            hit = partner >= 0
            found.append((pairs[0][partner[hit]], pairs[1][partner[hit]], row[hit], column[hit]))
            row, column = row[~hit], column[~hit]
    return tuple(np.concatenate(each) for each in zip(*found, strict=True))  # type: ignore[return-value]


def _by_place(a: SurfaceGrid, b: SurfaceGrid) -> Pairs:
    """Pair the cells of two views in other poses whose skin lies in the same small cube of the standing body."""
    cells = [np.nonzero(grid.mask) for grid in (a, b)]
    cubes = [_cubes(grid, *cell) for grid, cell in zip((a, b), cells, strict=True)]
    one, other = _same(cubes[0], cubes[1])
    back, forth = _same(cubes[1], cubes[0])
    first, second = np.concatenate([one, forth]), np.concatenate([other, back])
    return cells[0][0][first], cells[0][1][first], cells[1][0][second], cells[1][1][second]


def _cubes(grid: SurfaceGrid, row: Numbers, column: Numbers) -> Numbers:
    x, y, z = np.floor(grid.places(row, column) / np.float32(VOXEL_MM)).astype(np.int64).T
    return np.asarray((x << 40) + (y << 20) + z)


def _same(mine: Numbers, theirs: Numbers) -> tuple[Numbers, Numbers]:
    """Return the indices of `mine` that are also among `theirs`, and where the first of these is."""
    order = np.argsort(theirs, kind="stable")
    at = np.minimum(np.searchsorted(theirs, mine, sorter=order), len(theirs) - 1)
    hit = np.flatnonzero(theirs[order[at]] == mine)
    return hit, order[at[hit]]


def _full(grid: SurfaceGrid, cells: NDArray[np.int32], side: Side) -> NDArray[np.int32]:
    half = grid.half_shape[1]
    row, column = cells // half, cells % half
    outward = (side is Side.LEFT) == grid.frame.left_is_right
    return np.asarray(row * grid.shape[1] + (half + column if outward else half - 1 - column), np.int32)
