"""Turn a label image into smooth polygons that share their borders exactly."""

from collections.abc import Collection

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from rootmap.atlas.parts import parts_of, sparse

Labels = NDArray[np.uint8]
Floats = NDArray[np.float64]
Geometries = NDArray[np.object_]

SMOOTH_MM = 4.0  # spread of the smoothing along a border: no step of the sampling shows in print at six times the size
REACH_SPREADS = 4  # weights beyond so many spreads are nothing
STEP_MM = 0.5  # spacing of the points that are smoothed
SIMPLIFY_MM = 0.06  # borders keep within this of the smoothed line
GRID_MM = 0.01  # coordinates are rounded to this
SLIVER_MM2 = 25.0  # smaller parts go to the neighbour with the longest common border
THIN_MM = 1.5  # mean width of a hair at the silhouette, which may hide the rest of it
THIN_WITHIN_MM = 2.2  # inside the silhouette
THIN_MM2 = 100.0  # a larger part is no hair, however thin
BEYOND_SHARE = 40  # of the sliver size: a part up to this large may lie beyond the silhouette but for a sliver
PASSES = 8  # removing a sliver can leave another; two or three passes settle every map we know


def clean(labels: Labels, skin: NDArray[np.bool_], spacing: float, keep: Collection[int]) -> Labels:
    """Return the labels without slivers; the largest part of each label in `keep` stays whatever its size.

    `skin` marks the samples that count for a part's size, or blocks of them if it is a coarser image; the others lie
    beyond the silhouette.
    """
    labels = labels.copy()
    for _ in range(PASSES):
        _part_corners(labels)
        cells = _small_parts(labels, skin, spacing, keep)
        for rows, columns in cells:
            _give_to_neighbour(labels, rows, columns)
        if not cells:
            break
    return labels


def _part_corners(labels: Labels) -> None:
    """Undo every place where two parts of one label touch by a corner only: a border could not pass there."""
    height, width = labels.shape
    places = sparse(labels[:-1, :-1] != labels[:-1, 1:])
    rows, columns = np.divmod(places, width - 1)
    for _ in range(PASSES):
        a, b = labels[rows, columns], labels[rows, columns + 1]
        c, d = labels[rows + 1, columns], labels[rows + 1, columns + 1]
        falling, rising = (a == d) & (a != b) & (a != c), (b == c) & (b != a) & (b != d)
        rising &= ~falling
        if not (falling.any() or rising.any()):
            return
        labels[rows[falling], columns[falling] + 1] = a[falling]
        labels[rows[rising], columns[rising]] = labels[rows[rising], columns[rising] + 1]
        changed = np.concatenate([rows[falling], rows[rising]]), np.concatenate([columns[falling] + 1, columns[rising]])
        around = [(changed[0] - down, changed[1] - right) for down in (0, 1) for right in (0, 1)]
        rows, columns = (np.concatenate(index) for index in zip(*around, strict=True))
        inside = (rows >= 0) & (rows < height - 1) & (columns >= 0) & (columns < width - 1)
        rows, columns = np.divmod(np.unique(rows[inside] * width + columns[inside]), width)


def _small_parts(
    labels: Labels, skin: NDArray[np.bool_], spacing: float, keep: Collection[int]
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return rows and columns of the samples of each part to be given away."""
    parts = parts_of(labels)
    limit = SLIVER_MM2 / spacing**2
    size = parts.size.copy()
    doubtful = (parts.label > 0) & (size < BEYOND_SHARE * limit)
    samples, part = parts.samples(doubtful)
    rows, columns = np.divmod(samples, labels.shape[1])
    factor = labels.shape[0] // skin.shape[0]
    counted = np.bincount(part[skin[rows // factor, columns // factor]], minlength=len(size))
    size[doubtful] = counted[doubtful]
    largest = np.zeros(256, np.int64)
    np.maximum.at(largest, parts.label, size)
    kept = np.isin(parts.label, list(keep)) & (size >= largest[parts.label])
    small = doubtful & (size < limit) & ~kept
    order = np.argsort(part, kind="stable")
    starts = np.searchsorted(part[order], np.flatnonzero(small), side="left")
    stops = np.searchsorted(part[order], np.flatnonzero(small), side="right")
    members = [order[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [(rows[one], columns[one]) for one in members]


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
    width = labels.shape[1]
    row, column = np.divmod(sparse(labels[1:, :] != labels[:-1, :]), width)
    beside_row, beside_column = np.divmod(sparse(labels[:, 1:] != labels[:, :-1]), width - 1)
    one = np.concatenate([labels[row, column], labels[beside_row, beside_column]]).astype(np.int64)
    two = np.concatenate([labels[row + 1, column], labels[beside_row, beside_column + 1]]).astype(np.int64)
    x = np.concatenate([column, beside_column])
    y = np.concatenate([row + 1, beside_row])
    across = np.arange(len(x)) < len(row)
    edges = np.empty((len(x), 2, 2))
    edges[:, 0, 0], edges[:, 0, 1] = x - across, y - 1
    edges[:, 1, 0], edges[:, 1, 1] = x, y - across
    return edges, np.minimum(one, two) * 256 + np.maximum(one, two)


def polygons(
    labels: Labels, spacing: float, outline: MultiPolygon, keep: Collection[int] | None = None
) -> dict[int, MultiPolygon]:
    """Return the polygons (mm) of each label within the outline: a valid coverage with smooth common borders.

    What is small or a hair goes to a neighbour, but for the only part of a label in `keep` (None: of any label).
    """
    lines = [*borders(labels, spacing), outline.boundary]
    noded = shapely.union_all(lines, grid_size=GRID_MM)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.point_on_surface(cells)
    x, y = shapely.get_x(inside), shapely.get_y(inside)
    within = shapely.contains_xy(outline, x, y)
    cells, x, y = cells[within], x[within], y[within]
    row = np.clip((y / spacing).astype(int), 0, labels.shape[0] - 1)
    column = np.clip((x / spacing).astype(int), 0, labels.shape[1] - 1)
    return _without_crumbs(cells, labels[row, column], keep, outline)


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
    vertices = shapely.get_coordinates(line)
    span = np.diff(vertices, axis=0)
    each = np.sqrt((span**2).sum(axis=1))
    along = np.concatenate([[0.0], np.cumsum(each)])
    length = float(along[-1])
    count = max(int(np.ceil(length / STEP_MM)), 2)
    places = np.linspace(0, length, count + 1)
    before = np.minimum(np.searchsorted(along[1:], places, side="right"), len(each) - 1)
    share = np.minimum((places - along[before]) / each[before], 1.0)[:, None]
    points = span[before] * share + vertices[before]
    step = length / count
    sigma = min(SMOOTH_MM, length / 8) / step
    reach = min(max(int(np.ceil(REACH_SPREADS * sigma)), 1), count)
    kernel = _kernel(sigma, reach)
    if shapely.is_closed(line):
        padded = np.concatenate([points[-1 - reach : -1], points, points[1 : reach + 1]])
    else:  # mirrored through the ends, which therefore stay where they are
        ahead, beyond = 2 * points[0] - points[reach:0:-1], 2 * points[-1] - points[-2 : -2 - reach : -1]
        padded = np.concatenate([ahead, points, beyond])
    smooth = np.stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)], axis=1)
    return LineString(smooth).simplify(SIMPLIFY_MM)


def _kernel(sigma: float, reach: int) -> Floats:
    """Return weights (2 reach + 1,) that even out waves and leave wide bends where they are.

    A bell curve alone pulls every bend inwards. What it takes away is smoothed too and given back: twice the bell curve
    less the bell curve applied twice (Tukey's twicing).
    """
    at = np.arange(-reach, reach + 1)
    once, twice = (np.exp(-0.5 * (at / spread) ** 2) / spread for spread in (sigma, sigma * np.sqrt(2.0)))
    kernel = 2.0 * once / once.sum() - twice / twice.sum()
    return np.asarray(kernel)


def _without_crumbs(
    cells: Geometries, label: Labels, keep: Collection[int] | None, outline: MultiPolygon
) -> dict[int, MultiPolygon]:
    """Join cells by label, then give slivers to the neighbour with the longest border, the smallest first."""
    parts, owner = _joined(cells, label)
    lone = {int(k) for k, n in zip(*np.unique(owner, return_counts=True), strict=True) if n == 1}
    lone = lone if keep is None else lone.intersection(keep)
    sliver = slivers(parts, outline)
    small = [k for k in np.argsort(shapely.area(parts)) if sliver[k] and int(owner[k]) not in lone]
    tree = shapely.STRtree(parts)
    for k in small:
        near = [int(n) for n in tree.query(parts[k]) if n != k]
        common = [shapely.intersection(parts[k].boundary, parts[n].boundary).length for n in near]
        if near and max(common) > 0:
            owner[k] = owner[near[int(np.argmax(common))]]
    parts, owner = _joined(parts, owner)
    return {int(k): MultiPolygon(list(parts[owner == k])) for k in np.unique(owner) if k}


def slivers(parts: Geometries, outline: MultiPolygon) -> NDArray[np.bool_]:
    """Return which parts (n,) of a view are too small or too thin to be told from an accident."""
    area = shapely.area(parts)
    width = 2 * area / shapely.length(parts)
    at_edge = shapely.distance(parts, outline.boundary) < GRID_MM
    thin = width < np.where(at_edge, THIN_MM, THIN_WITHIN_MM)
    return np.asarray((area < SLIVER_MM2) | (thin & (area < THIN_MM2)))


def _joined(cells: Geometries, label: Labels) -> tuple[Geometries, Labels]:
    parts: list[Polygon] = []
    owner: list[int] = []
    for k in np.unique(label):
        joined = shapely.get_parts(shapely.normalize(shapely.coverage_union_all(cells[label == k])))
        parts += list(joined)
        owner += [int(k)] * len(joined)
    return np.array(parts, dtype=object), np.array(owner, np.uint8)
