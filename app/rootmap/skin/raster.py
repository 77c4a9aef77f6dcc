"""Polygons to cells and back: an even-odd scanline fill, and smooth contours of a field."""

import math
from dataclasses import dataclass
from itertools import pairwise

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Window:
    """A rectangle of cells: rows row..row+height, columns column..column+width."""

    row: int
    column: int
    height: int
    width: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """The rectangle as an index into a full array."""
        return slice(self.row, self.row + self.height), slice(self.column, self.column + self.width)

    @property
    def empty(self) -> bool:
        """Whether it has no cells."""
        return self.height <= 0 or self.width <= 0


def window_of(shape: BaseGeometry, resolution_mm: float, grid_shape: tuple[int, int], margin: int = 0) -> Window:
    """Return the cells a geometry's bounds touch, `margin` cells more on each side, cut to the grid."""
    if shape.is_empty:
        return Window(0, 0, 0, 0)
    left, top, right, bottom = shape.bounds
    row, column = (max(0, math.floor(x / resolution_mm) - margin) for x in (top, left))
    last_row = min(grid_shape[0], math.ceil(bottom / resolution_mm) + margin)
    last_column = min(grid_shape[1], math.ceil(right / resolution_mm) + margin)
    return Window(row, column, last_row - row, last_column - column)


def fill(polygon: BaseGeometry, resolution_mm: float, shape: tuple[int, int]) -> Mask:
    """Return the mask (rows, columns) of the cells whose centres lie inside a valid (multi)polygon in mm."""
    result = np.zeros(shape, bool)
    window = window_of(polygon, resolution_mm, shape)
    if not window.empty:
        result[window.slices] = fill_window(polygon, resolution_mm, window)
    return result


def fill_window(polygon: BaseGeometry, resolution_mm: float, window: Window) -> Mask:
    """Return the mask of the cells of `window` whose centres lie inside a valid (multi)polygon in mm."""
    a, b = _edges(polygon, resolution_mm, window)
    low, high = np.minimum(a[:, 1], b[:, 1]), np.maximum(a[:, 1], b[:, 1])
    first = np.clip(np.ceil(low), 0, window.height).astype(np.int64)
    count = np.clip(np.ceil(high), 0, window.height).astype(np.int64) - first  # centres in [low, high)
    edge = np.repeat(np.arange(len(a)), count)
    row = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    share = (row - a[edge, 1]) / (b[edge, 1] - a[edge, 1])
    x = a[edge, 0] + share * (b[edge, 0] - a[edge, 0])
    column = np.clip(np.ceil(x), 0, window.width).astype(np.int64)
    flat = np.bincount(row * (window.width + 1) + column, minlength=window.height * (window.width + 1))
    toggles = flat.reshape(window.height, window.width + 1)[:, : window.width]
    return (np.cumsum(toggles, axis=1) & 1).astype(bool)


def _edges(
    polygon: BaseGeometry, resolution_mm: float, window: Window
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both ends of every edge, in cells with centres at whole numbers, horizontal edges left out."""
    rings = shapely.get_rings(shapely.get_parts(polygon))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    points = points / resolution_mm - 0.5 - [window.column, window.row]
    same = (ring[1:] == ring[:-1]) & (points[1:, 1] != points[:-1, 1])
    return points[:-1][same], points[1:][same]


def below(field: NDArray[np.floating], level: float, resolution_mm: float, origin: tuple[int, int]) -> MultiPolygon:
    """Return where `field` (samples at cell centres) is under `level`, in mm; `origin` is its (row, column).

    The field's border counts as above the level, so that every contour closes.
    """
    high = float(level + 1)
    padded = np.pad(np.minimum(field, 2 * high), 1, constant_values=2 * high)
    row, column = origin
    x, y = np.meshgrid(*(np.arange(size, dtype=np.float64) for size in reversed(padded.shape)))
    # contourpy.contour_generator would do the same and load numpy.ma, a megabyte for masks that are not used here
    generator = contourpy.SerialContourGenerator(
        x, y, padded, None, corner_mask=False, line_type=contourpy.LineType.Separate,  # type: ignore[arg-type]
        fill_type=contourpy.FillType.OuterOffset, quad_as_tri=False, z_interp=contourpy.ZInterp.Linear,
    )  # fmt: skip
    polygons = []
    for points, offsets in zip(*generator.filled(-1e9, level), strict=True):
        places = (np.asarray(points, float) + np.array([column - 0.5, row - 0.5])) * resolution_mm
        rings = [places[start:stop] for start, stop in pairwise(np.asarray(offsets).tolist())]
        polygons.append(Polygon(rings[0], rings[1:]))
    return MultiPolygon(polygons)
