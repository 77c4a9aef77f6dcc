"""A vectorised z-buffer: which triangle each pixel shows, and where in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CANDIDATES_PER_BATCH = 4_000_000  # bounds the memory of one batch


@dataclass(frozen=True)
class Raster:
    """One picture: per pixel the triangle (-1: nothing), its weights of the three corners, and the depth."""

    triangle: NDArray[np.int32]  # (rows, columns)
    weights: NDArray[np.float32]  # (rows, columns, 3)
    depth: NDArray[np.float32]  # (rows, columns); larger is nearer, -inf where nothing

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Where something is seen."""
        return self.triangle >= 0

    def sample(self, tris: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return per-vertex `values` (n or n,k) interpolated at the pixels where something is seen (in order)."""
        corners = tris[self.triangle[self.mask]]
        weights = self.weights[self.mask].astype(np.float64)
        if values.ndim == 1:
            return np.asarray((values[corners] * weights).sum(axis=1))
        return np.asarray(np.einsum("pk,pkc->pc", weights, values[corners]))


def rasterise(
    xy: NDArray[np.float64], depth: NDArray[np.float64], tris: NDArray[np.int64], shape: tuple[int, int]
) -> Raster:
    """Draw triangles whose corners are at `xy` (pixels; pixel (r, c) has its centre at (c + 0.5, r + 0.5))."""
    rows, columns = shape
    p = xy[tris]
    doubled = _cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    low = np.maximum(np.ceil(p.min(axis=1) - 0.5), 0).astype(np.int64)
    high = np.minimum(np.floor(p.max(axis=1) - 0.5), [columns - 1, rows - 1]).astype(np.int64)
    size = high - low + 1
    use = np.flatnonzero((size > 0).all(axis=1) & (np.abs(doubled) > 1e-9))
    use = use[np.argsort(size[use].max(axis=1), kind="stable")]
    target = _Target(np.full(rows * columns, -np.inf, np.float32), np.full(rows * columns, -1, np.int32), columns)
    corners = _Corners(p, depth[tris], doubled, low, size)
    start = 0
    while start < len(use):
        span = int(size[use[start]].max())
        stop = start + max(1, CANDIDATES_PER_BATCH // (max(span, 4) * 2) ** 2)
        _draw(use[start:stop], corners, target)
        start = stop
    return _finish(target.near.reshape(shape), target.shown.reshape(shape), corners)


@dataclass(frozen=True)
class _Corners:
    """Per triangle: corners (n, 3, 2), their depths, twice the signed area, first pixel and size of the bounds."""

    places: NDArray[np.float64]
    depths: NDArray[np.float64]
    doubled: NDArray[np.float64]
    low: NDArray[np.int64]
    size: NDArray[np.int64]

    def weights(self, triangle: NDArray[np.integer], point: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weights (n, 3) of the corners of each triangle at a point."""
        corner, doubled = self.places[triangle], self.doubled[triangle]
        a = _cross(corner[:, 1] - point, corner[:, 2] - point) / doubled
        b = _cross(corner[:, 2] - point, corner[:, 0] - point) / doubled
        return np.stack([a, b, 1 - a - b], axis=1)


@dataclass(frozen=True)
class _Target:
    """The picture so far, flat: nearest depth and the triangle there."""

    near: NDArray[np.float32]
    shown: NDArray[np.int32]
    columns: int


def _draw(batch: NDArray[np.int64], corners: _Corners, target: _Target) -> None:
    counts = corners.size[batch].prod(axis=1)
    owner = np.repeat(batch, counts)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    width = corners.size[owner, 0]
    column, row = corners.low[owner, 0] + place % width, corners.low[owner, 1] + place // width
    weight = corners.weights(owner, np.stack([column + 0.5, row + 0.5], axis=1))
    hit = (weight >= -1e-9).all(axis=1)
    owner, pixel = owner[hit], row[hit] * target.columns + column[hit]
    height = (weight[hit] * corners.depths[owner]).sum(axis=1).astype(np.float32)
    np.maximum.at(target.near, pixel, height)
    best = height >= target.near[pixel]
    target.shown[pixel[best]] = owner[best]


def _finish(near: NDArray[np.float32], shown: NDArray[np.int32], corners: _Corners) -> Raster:
    weights = np.zeros((*shown.shape, 3), np.float32)
    row, column = np.nonzero(shown >= 0)
    weights[row, column] = corners.weights(shown[row, column], np.stack([column + 0.5, row + 0.5], axis=1))
    return Raster(shown, weights, near)


def _cross(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
