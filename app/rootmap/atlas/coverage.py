"""Turn a label image into smooth polygons that share their borders exactly."""

from collections.abc import Collection, Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Labels = NDArray[np.uint8]
Floats = NDArray[np.float64]
Geometries = NDArray[np.object_]

SMOOTH_MM = 2.0  # spread of the smoothing along a border: no step of the sampling shows in print at six times the size
STEP_MM = 0.5  # spacing of the points that are smoothed
SIMPLIFY_MM = 0.06  # borders keep within this of the smoothed line
GRID_MM = 0.01  # coordinates are rounded to this
SLIVER_MM2 = 25.0  # smaller parts go to the neighbour with the longest common border
PASSES = 8  # removing a sliver can leave another; two or three passes settle every map we know


def clean(labels: Labels, skin: NDArray[np.bool_], spacing: float, keep: Collection[int]) -> Labels:
    """Return the labels without slivers; the largest part of each label in `keep` stays whatever its size.

    `skin` marks the samples that count for a part's size; the others lie beyond the silhouette.
    """
    labels = labels.copy()
    for _ in range(PASSES):
        _part_corners(labels)
        cells = list(_small_cells(labels, skin, spacing, keep))
        for rows, columns in cells:
            _give_to_neighbour(labels, rows, columns)
        if not cells:
            break
    return labels


def _part_corners(labels: Labels) -> None:
    """Undo every place where two parts of one label touch by a corner only: a border could not pass there."""
    for _ in range(PASSES):
        a, b, c, d = labels[:-1, :-1], labels[:-1, 1:], labels[1:, :-1], labels[1:, 1:]
        falling, rising = (a == d) & (a != b) & (a != c), (b == c) & (b != a) & (b != d)
        if not (falling.any() or rising.any()):
            return
        np.copyto(b, a, where=falling)
        np.copyto(a, b, where=rising & ~falling)


def _small_cells(
    labels: Labels, skin: NDArray[np.bool_], spacing: float, keep: Collection[int]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    cells = _cells(_edges(np.pad(labels, 1))[0])
    found = []
    limit = SLIVER_MM2 / spacing**2
    largest: dict[int, float] = {}
    for cell in cells:
        inside = cell.representative_point()
        label = int(labels[min(int(inside.y), labels.shape[0] - 1), min(int(inside.x), labels.shape[1] - 1)])
        size = cell.area
        if label and size < 40 * limit:  # what lies beyond the silhouette may be most of it
            rows, columns = _samples_in(cell, labels.shape)
            size = float(np.count_nonzero(skin[rows, columns]))
            if size < limit:
                found.append((label, size, rows, columns))
        largest[label] = max(largest.get(label, 0.0), size)
    for label, size, rows, columns in found:
        if label not in keep or size < largest[label]:
            yield rows, columns


def _cells(edges: Floats) -> Geometries:
    lines: Geometries = np.asarray(shapely.linestrings(edges))
    return shapely.get_parts(shapely.polygonize(lines))


def _samples_in(cell: BaseGeometry, shape: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    left, top, right, bottom = (int(v) for v in cell.bounds)
    rows, columns = np.mgrid[top : min(bottom, shape[0]), left : min(right, shape[1])]
    inside = shapely.contains_xy(cell, columns + 0.5, rows + 0.5)
    return rows[inside], columns[inside]


def _give_to_neighbour(labels: Labels, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
    own = labels[rows[0], columns[0]]
    around = [(0, 1), (0, -1), (1, 0), (-1, 0)]
    near = np.concatenate(
        [
            labels[np.clip(rows + r, 0, labels.shape[0] - 1), np.clip(columns + c, 0, labels.shape[1] - 1)]
            for r, c in around
        ]
    )
    counts = np.bincount(near[(near != own) & (near != 0)], minlength=1)
    if counts.sum():
        labels[rows, columns] = counts.argmax()


def _edges(labels: Labels) -> tuple[Floats, NDArray[np.int64]]:
    """Return the unit edges (n, 2, 2) between unlike samples of a padded image and the pair of labels (n,) of each."""
    down = np.argwhere(labels[1:, :] != labels[:-1, :])
    right = np.argwhere(labels[:, 1:] != labels[:, :-1])
    ends = [
        np.stack([np.c_[down[:, 1] - 1, down[:, 0]], np.c_[down[:, 1], down[:, 0]]], axis=1),
        np.stack([np.c_[right[:, 1], right[:, 0] - 1], np.c_[right[:, 1], right[:, 0]]], axis=1),
    ]
    one = np.concatenate([labels[down[:, 0], down[:, 1]], labels[right[:, 0], right[:, 1]]]).astype(np.int64)
    two = np.concatenate([labels[down[:, 0] + 1, down[:, 1]], labels[right[:, 0], right[:, 1] + 1]]).astype(np.int64)
    return np.concatenate(ends).astype(np.float64), np.minimum(one, two) * 256 + np.maximum(one, two)


def polygons(labels: Labels, spacing: float, outline: MultiPolygon) -> dict[int, MultiPolygon]:
    """Return the polygons (mm) of each label within the outline: a valid coverage with smooth common borders."""
    lines = [*borders(labels, spacing), outline.boundary]
    noded = shapely.union_all(lines, grid_size=GRID_MM)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.point_on_surface(cells)
    x, y = shapely.get_x(inside), shapely.get_y(inside)
    within = shapely.contains_xy(outline, x, y)
    cells, x, y = cells[within], x[within], y[within]
    row = np.clip((y / spacing).astype(int), 0, labels.shape[0] - 1)
    column = np.clip((x / spacing).astype(int), 0, labels.shape[1] - 1)
    return _without_crumbs(cells, labels[row, column])


def borders(labels: Labels, spacing: float) -> list[BaseGeometry]:
    """Return the smoothed borders (mm) between unlike labels; the ground (0) has none."""
    edges, pairs = _edges(np.pad(labels, 1, mode="edge"))
    real = pairs >= 256
    edges, pairs = edges[real] * spacing, pairs[real]
    order = np.argsort(pairs, kind="stable")
    edges, pairs = edges[order], pairs[order]
    result: list[BaseGeometry] = []
    for group in np.split(edges, np.nonzero(np.diff(pairs))[0] + 1):
        lines: Geometries = np.asarray(shapely.linestrings(group))
        merged = shapely.line_merge(shapely.multilinestrings(lines))
        result += [_smoothed(line) for line in shapely.get_parts(merged)]
    return result


def _smoothed(line: BaseGeometry) -> BaseGeometry:
    """Return the line smoothed along itself, its ends kept (a ring goes round)."""
    length = line.length
    count = max(int(np.ceil(length / STEP_MM)), 2)
    places = np.linspace(0, length, count + 1)
    points = shapely.get_coordinates(shapely.line_interpolate_point(np.array(line), places))
    step = length / count
    sigma = min(SMOOTH_MM, length / 8) / step
    reach = min(max(int(np.ceil(3 * sigma)), 1), count)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    if shapely.is_closed(line):
        padded = np.concatenate([points[-1 - reach : -1], points, points[1 : reach + 1]])
    else:  # mirrored through the ends, which therefore stay where they are
        before, after = 2 * points[0] - points[reach:0:-1], 2 * points[-1] - points[-2 : -2 - reach : -1]
        padded = np.concatenate([before, points, after])
    smooth = np.stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)], axis=1)
    return LineString(smooth).simplify(SIMPLIFY_MM)


def _without_crumbs(cells: Geometries, label: Labels) -> dict[int, MultiPolygon]:
    """Join cells by label, then give parts below the sliver size to the neighbour with the longest border."""
    parts, owner = _joined(cells, label)
    lone = {int(k) for k, n in zip(*np.unique(owner, return_counts=True), strict=True) if n == 1}
    small = [k for k in np.argsort(shapely.area(parts)) if parts[k].area < SLIVER_MM2 and int(owner[k]) not in lone]
    tree = shapely.STRtree(parts)
    for k in small:
        near = [int(n) for n in tree.query(parts[k]) if n != k]
        common = [shapely.intersection(parts[k].boundary, parts[n].boundary).length for n in near]
        if near and max(common) > 0:
            owner[k] = owner[near[int(np.argmax(common))]]
    parts, owner = _joined(parts, owner)
    return {int(k): MultiPolygon(list(parts[owner == k])) for k in np.unique(owner) if k}


def _joined(cells: Geometries, label: Labels) -> tuple[Geometries, Labels]:
    parts: list[Polygon] = []
    owner: list[int] = []
    for k in np.unique(label):
        joined = shapely.get_parts(shapely.normalize(shapely.coverage_union_all(cells[label == k])))
        parts += list(joined)
        owner += [int(k)] * len(joined)
    return np.array(parts, dtype=object), np.array(owner, np.uint8)
