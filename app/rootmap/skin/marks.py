"""Marks on the skin become polygons on every view that shows that skin."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.skin.drawing import Mark, PatchMark, PolygonMark, StrokeMark, clip, to_polygon
from rootmap.skin.figure import Figure, View
from rootmap.skin.raster import Window, below, fill_window, window_of
from rootmap.skin.reach import Line, lay, reached

FAR_MM = 1e4
SIMPLIFY_MM = 0.15
EDGE_CELLS = 3  # the field runs on this far beyond the silhouette before the outline cuts it
SPECK_MM2 = 1.0  # less is an accident of the cells, at an edge seen sideways
CARRY_LEVEL = 0.5
KEPT_MARKS = 64  # those of a rich case ten times over; some 10 kB each


def project(mark: Mark, figure: Figure) -> dict[str, MultiPolygon]:
    """Return the polygons (view mm, clipped to the silhouette) a mark covers on every view; nothing is empty.

    A stroke or patch is all skin within half its width (its radius) of its line, measured along the skin.
    Raises InputError for a segment or view that does not exist.
    """
    if isinstance(mark, PolygonMark):
        here = clip(to_polygon(mark), figure, mark.view)
        return {mark.view: here} | carry(mark.view, here, figure) if not here.is_empty else {}
    known = figure.covered.get(mark)
    if known is None:
        known = _spread(mark, figure)
        _keep(known, mark, figure)
    return dict(known)


def _keep(covered: dict[str, MultiPolygon], mark: Mark, figure: Figure) -> None:
    """Keep what a mark covers, one of the last few: a case or a visit is put on the body again and again."""
    figure.covered[mark] = covered
    for oldest in list(figure.covered)[:-KEPT_MARKS]:
        figure.covered.pop(oldest, None)


def _spread(mark: StrokeMark | PatchMark, figure: Figure) -> dict[str, MultiPolygon]:
    reach = mark.radius_mm if isinstance(mark, PatchMark) else mark.width_mm / 2
    line = lay((mark.centre,) if isinstance(mark, PatchMark) else mark.points, reach, figure)
    found = {view.name: _cover(view, line, reach, figure) for view in figure.views.values()}
    return {name: shape for name, shape in found.items() if not shape.is_empty}


def carry(view_name: str, polygon: BaseGeometry, figure: Figure) -> dict[str, MultiPolygon]:
    """Return what shows the same skin as `polygon` (view mm) on the other views; nothing is empty."""
    grid = figure.views[view_name].grid
    window = window_of(polygon, grid.resolution_mm, grid.shape)
    if window.empty:
        return {}
    mask: NDArray[np.bool_] | None = None
    result = {}
    for other in figure.views:
        if other == view_name:
            continue
        half = grid.half_shape[1]
        links = figure.links(view_name, other).between(window.row * half, (window.row + window.height) * half)
        cells, theirs = links.full(grid, figure.views[other].grid)
        row, column = cells // grid.shape[1] - window.row, cells % grid.shape[1] - window.column
        near = (row >= 0) & (row < window.height) & (column >= 0) & (column < window.width)
        if not near.any():
            continue
        mask = fill_window(polygon, grid.resolution_mm, window) if mask is None else mask
        shape = _carried(figure, other, theirs[near], mask[row[near], column[near]])
        if not shape.is_empty:
            result[other] = shape
    return result


def _carried(figure: Figure, view: str, cells: NDArray[np.int32], hit: NDArray[np.bool_]) -> MultiPolygon:
    """Contour where linked `cells` (flat) are mostly hit; cells without a link take their neighbours' answer."""
    if not hit.any():
        return MultiPolygon()
    grid = figure.views[view].grid
    row, column = cells // grid.shape[1], cells % grid.shape[1]
    hit_row, hit_column, margin = row[hit], column[hit], 4
    low = np.maximum([hit_row.min() - margin, hit_column.min() - margin], 0)
    size = np.minimum([hit_row.max() + margin + 1, hit_column.max() + margin + 1], grid.shape) - low
    inside = (row >= low[0]) & (row < low[0] + size[0]) & (column >= low[1]) & (column < low[1] + size[1])
    flat = (row[inside] - low[0]) * size[1] + column[inside] - low[1]
    known = _blur(np.minimum(np.bincount(flat, minlength=size.prod()), 1).reshape(size).astype(np.float32))
    share = np.bincount(flat, hit[inside], minlength=size.prod()) / np.maximum(
        np.bincount(flat, minlength=size.prod()), 1
    )
    painted = _blur(share.reshape(size).astype(np.float32))
    field = np.where(known > 0.25, 1 - painted / np.maximum(known, np.float32(1e-6)), 1)
    shape = below(field, CARRY_LEVEL, grid.resolution_mm, (int(low[0]), int(low[1])))
    return _finish(shape, figure, view)


def _blur(field: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean over 3 x 3 cells, twice."""
    for _ in range(2):
        for axis in (0, 1):
            wide = np.pad(field, [(1, 1) if k == axis else (0, 0) for k in (0, 1)])
            parts = (wide[:-2], wide[1:-1], wide[2:]) if axis == 0 else (wide[:, :-2], wide[:, 1:-1], wide[:, 2:])
            field = (parts[0] + parts[1] + parts[2]) / np.float32(3)
    return field


def _finish(shape: MultiPolygon, figure: Figure, view: str) -> MultiPolygon:
    if shape.is_empty:
        return shape
    simple: BaseGeometry = shapely.simplify(shape, SIMPLIFY_MM)
    if not simple.is_valid:
        simple = shapely.make_valid(simple, method="structure", keep_collapsed=False)
    cut = clip(simple, figure, view)
    return MultiPolygon([part for part in cut.geoms if part.area > SPECK_MM2])


def _cover(view: View, line: Line, reach: float, figure: Figure) -> MultiPolygon:
    """Return the part of a view within `reach` of a line."""
    grid = view.grid
    near = reached(grid, line, reach)
    if len(near.rows) == 0 or near.distance.min() >= reach:
        return MultiPolygon()
    margin = EDGE_CELLS + 2
    row, column = (max(0, int(index.min()) - margin) for index in (near.rows, near.columns))
    last_row, last_column = (int(index.max()) + margin + 1 for index in (near.rows, near.columns))
    rows, full = grid.shape
    window = Window(row, column, min(last_row, rows) - row, min(last_column, full) - column)
    field = np.full(window.height * window.width, FAR_MM, np.float32)
    np.minimum.at(field, (near.rows - row) * window.width + near.columns - column, near.distance)
    half = grid.half_shape[1]
    columns = np.arange(column, column + window.width)
    skin = grid.mask[window.slices[0], np.where(columns >= half, columns - half, half - 1 - columns)]
    field = _run_on(field.reshape(window.height, window.width), skin)
    return _finish(below(field, reach, grid.resolution_mm, (window.row, window.column)), figure, view.name)


def _run_on(field: NDArray[np.float32], skin: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Continue a field a few cells beyond the skin, so that the outline and not the cells' steps cuts it."""
    field, known = field.copy(), skin.copy()
    for _ in range(EDGE_CELLS):
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            beside, beside_known = np.roll(field, step, axis), np.roll(known, step, axis)
            take = ~known & beside_known
            field[take], known = beside[take], known | take
    return field
