"""Polygons and brush dabs on the half-view grids that count skin: exact area integrals and antialiased cover."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

FULL = 255  # cover of a cell that lies wholly inside
_POINT2 = 1e-9  # square of a length, in cells, so short that it has no direction

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Point = tuple[float, float]


@dataclass(frozen=True)
class RowPieces:
    """The boundary of an area cut at the rows of a grid: row, mean x from the midline and signed height, in cells.

    The area of anything with a row-wise antiderivative F(x) is the sum of `rise * F(x)`.
    """

    row: NDArray[np.int64]
    x: Floats
    rise: Floats


@dataclass(frozen=True)
class Window:
    """A rectangle of cells of a half grid."""

    top: int
    bottom: int
    near: int
    far: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """The window as an index into a half array."""
        return slice(self.top, self.bottom), slice(self.near, self.far)


def row_pieces(shape: BaseGeometry, resolution_mm: float, midline_mm: float, rows: tuple[int, int]) -> RowPieces:
    """Cut the boundary of `shape` (view mm) at every row of a grid from one to before another; the rest is left out."""
    starts, ends = _edges(shape)
    start = (starts - (midline_mm, 0.0)) / resolution_mm
    end = (ends - (midline_mm, 0.0)) / resolution_mm
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first = np.clip(np.floor(low).astype(np.int64), *rows)
    last = np.clip(np.ceil(high).astype(np.int64), *rows)
    count = np.maximum(last - first, 0)
    edge = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    top, bottom = np.maximum(low[edge], row), np.minimum(high[edge], row + 1)
    height = (end - start)[edge, 1]
    along = ((top + bottom) / 2.0 - start[edge, 1]) / np.where(height == 0.0, 1.0, height)
    x = start[edge, 0] + along * (end - start)[edge, 0]
    return RowPieces(row, x, (bottom - top) * np.sign(height))


def _edges(shape: BaseGeometry) -> tuple[Floats, Floats]:
    """Return the edges of all rings, shells running so that the interior counts as positive in y-down coordinates."""
    oriented = shapely.orient_polygons(shapely.get_parts(shape), exterior_cw=False)
    rings = shapely.get_rings(oriented)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return points[:-1][same], points[1:][same]


def cumulative(cells: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the row-wise antiderivative of a half array, shape (rows, half + 1), 0 at the midline."""
    result = np.zeros((cells.shape[0], cells.shape[1] + 1), np.float32)
    np.cumsum(cells, axis=1, out=result[:, 1:])
    return result


def integral(pieces: RowPieces, antiderivative: NDArray[np.float32]) -> float:
    """Return the integral over an area (both sides of the midline) of the density behind `antiderivative`."""
    half = antiderivative.shape[1] - 1
    distance = np.minimum(np.abs(pieces.x), half)
    cell = np.minimum(distance.astype(np.int64), half - 1)
    below, above = antiderivative[pieces.row, cell], antiderivative[pieces.row, cell + 1]
    value = below + (above - below) * (distance - cell)
    return float(np.sum(pieces.rise * np.sign(pieces.x) * value))


def cover(pieces: RowPieces, window: Window, outward: float) -> Bytes:
    """Return the cover (0..255) of the cells of one half; `outward` is +1 for the half with x > midline, else -1."""
    rows, columns = window.bottom - window.top, window.far - window.near
    inside = (pieces.row >= window.top) & (pieces.row < window.bottom)
    x = np.clip(pieces.x[inside] * outward, window.near, window.far) - window.near
    rise, row = pieces.rise[inside] * outward, pieces.row[inside] - window.top
    cell = np.minimum(x.astype(np.int64), columns)
    part = x - cell
    flat = row * (columns + 2) + cell
    steps = np.bincount(flat, rise * (1.0 - part), rows * (columns + 2))
    steps += np.bincount(flat + 1, rise * part, rows * (columns + 2))
    # Walking outward, what lies beyond a rising boundary is outside: the cover is the running sum taken from afar.
    running = -np.cumsum(steps.reshape(rows, columns + 2), axis=1)[:, :columns]
    running += np.bincount(row, rise, rows)[:, None]
    return np.asarray(np.rint(np.clip(running, 0.0, 1.0) * FULL), dtype=np.uint8)


def capsule_window(start: Point, end: Point, radius: float, half_shape: tuple[int, int]) -> Window | None:
    """Return the cells a capsule between two points (outward x, y; in cells) may touch, None when there are none."""
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    near, far = max(int(x0 - radius - 1.0), 0), min(int(x1 + radius + 2.0), half_shape[1])
    top, bottom = max(int(y0 - radius - 1.0), 0), min(int(y1 + radius + 2.0), half_shape[0])
    return Window(top, bottom, near, far) if near < far and top < bottom else None


def capsule_cover(start: Point, end: Point, radius: float, window: Window) -> Bytes:
    """Return the antialiased cover (0..255) of a capsule on the cells of `window`."""
    x = np.arange(window.near, window.far, dtype=np.float32)[None, :] + np.float32(0.5 - start[0])
    y = np.arange(window.top, window.bottom, dtype=np.float32)[:, None] + np.float32(0.5 - start[1])
    dx, dy = end[0] - start[0], end[1] - start[1]
    length2 = dx * dx + dy * dy
    ramp = 1.0
    if length2 > _POINT2:
        ramp = (abs(dx) + abs(dy)) / length2**0.5  # how deep a cell lies across the edge: keeps the area right
        along = x * np.float32(dx / length2) + y * np.float32(dy / length2)
        np.maximum(along, 0.0, out=along)
        np.minimum(along, 1.0, out=along)
        x, y = x - along * np.float32(dx), y - along * np.float32(dy)
    edge = np.sqrt(x * x + y * y)
    edge *= np.float32(-FULL / ramp)
    edge += np.float32(FULL * (radius / ramp + 0.5) + 0.5)  # the half rounds
    np.maximum(edge, 0.0, out=edge)
    np.minimum(edge, FULL, out=edge)
    return np.asarray(edge, dtype=np.uint8)
