"""Move a drawing from one figure to another: outlines made on a picture go by the skin they lie on."""

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.drawing import (
    GRID_MM,
    Drawing,
    Layer,
    Mark,
    PolygonMark,
    as_multipolygon,
    clip,
    on_figure,
    to_marks,
    to_polygon,
)
from rootmap.skin.figure import Figure, View, load_figure
from rootmap.skin.grid import NO_SKIN, SurfaceGrid
from rootmap.skin.nearest import nearest_cells

Points = NDArray[np.float64]
Cells = NDArray[np.int64]

STEP_MM = 2.0  # points of an outline that are looked up
EVEN_POINTS = 5  # shifts of so many neighbours are averaged: a cell of the other figure is a millimetre wide
AT_EDGE_MM = 1.5  # paint this near the silhouette reaches it on the other figure too ...
REACH_MM = 15.0  # ... where it comes to lie no farther from it than this
BEYOND_MM = 2.0  # and is led so far beyond it, to be cut by it
ASIDE = 4  # cells an outline may run beside the skin
SPECK_MM2 = 4.0  # less is an accident of the cells


def as_on(drawing: Drawing, figure: Figure) -> Drawing:
    """Return a drawing as one on `figure`, its outlines moved if it was made on another. Raises InputError."""
    here = on_figure(drawing, figure.name)
    return here if here is not None else moved(drawing, load_figure(drawing.figure), figure)


def moved(drawing: Drawing, figure: Figure, other: Figure) -> Drawing:
    """Return a drawing made on `figure` as one on `other`.

    Marks in skin coordinates stay as they are. An outline goes to the same view, point by point to where the other
    figure shows the same skin there, to about a millimetre. Raises InputError for views that do not exist.
    """
    layers = (
        Layer(layer.quality, tuple(one for mark in layer.marks for one in _mark(mark, figure, other)))
        for layer in drawing.layers
    )
    return Drawing(other.name, tuple(layer for layer in layers if layer.marks))


def _mark(mark: Mark, figure: Figure, other: Figure) -> tuple[Mark, ...]:
    if not isinstance(mark, PolygonMark):
        return (mark,)
    shape = clip(shapely.make_valid(to_polygon(mark)), figure, mark.view)
    view, there = figure.views[mark.view], other.views[mark.view]
    found = [_part(part, view, there) for part in shape.geoms]
    whole = clip(shapely.union_all(found, grid_size=GRID_MM), other, mark.view) if found else MultiPolygon()
    kept = MultiPolygon([part for part in whole.geoms if part.area > SPECK_MM2])
    return tuple(replace(each, erase=mark.erase) for each in to_marks(mark.view, kept))


def _part(part: BaseGeometry, view: View, there: View) -> BaseGeometry:
    """Return one polygon of a view where another figure's view shows its skin; it may run beyond the silhouette."""
    fine = shapely.segmentize(part, STEP_MM)
    rings = [_ring(shapely.get_coordinates(ring)[:-1], view, there) for ring in shapely.get_rings(fine)]
    shape = shapely.Polygon(rings[0], rings[1:])
    return as_multipolygon(shape if shape.is_valid else shapely.make_valid(shape))


def _ring(points: Points, view: View, there: View) -> Points:
    """Return the points (n, 2) of a closed line on the other view."""
    shift, known = _shifts(points, view.grid, there.grid)
    if not known.any():
        return points
    order = np.arange(len(points))
    for axis in (0, 1):  # what lies beside the skin goes with its neighbours on the line
        shift[:, axis] = np.interp(order, order[known], shift[known, axis], period=len(points))
    size = min(EVEN_POINTS, len(points))
    even = [np.roll(shift, step, axis=0) for step in range(-(size // 2), size - size // 2)]
    return _to_the_edge(points, points + np.mean(even, axis=0), view, there)


def _shifts(points: Points, grid: SurfaceGrid, there: SurfaceGrid) -> tuple[Points, NDArray[np.bool_]]:
    """Return how far each point moves, (n, 2), and for which that is known."""
    rows, columns, is_left, known = _cells_at(points, grid)
    shift = np.zeros_like(points)
    for name in grid.segment_names:
        code = grid.segment_names.index(name)
        mine = np.flatnonzero(known & (grid.segment[rows, columns] == code))
        if not len(mine):
            continue
        first, second = grid.coordinates(rows[mine], columns[mine])
        found = nearest_cells(there, name, first.astype(np.float64), second.astype(np.float64))
        if found is None:
            known[mine] = False
            continue
        shift[mine] = _centres(there, found[1], found[2], is_left[mine]) - _centres(
            grid, rows[mine], columns[mine], is_left[mine]
        )
    return shift, known


def _cells_at(points: Points, grid: SurfaceGrid) -> tuple[Cells, Cells, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return row and half column of the skin at or right beside each point, whether it is on the left, and if any."""
    out = points[:, 0] - grid.frame.width_mm / 2
    height, half = grid.half_shape
    row = np.clip(np.floor(points[:, 1] / grid.resolution_mm).astype(np.int64), 0, height - 1)
    column = np.clip(np.floor(np.abs(out) / grid.resolution_mm).astype(np.int64), 0, half - 1)
    known = grid.segment[row, column] != NO_SKIN
    for away in range(1, ASIDE + 1):
        for down, aside in ((0, -away), (0, away), (-away, 0), (away, 0), (-away, -away), (away, -away)):
            near_row, near_column = np.clip(row + down, 0, height - 1), np.clip(column + aside, 0, half - 1)
            better = ~known & (grid.segment[near_row, near_column] != NO_SKIN)
            row, column = np.where(better, near_row, row), np.where(better, near_column, column)
            known = known | better
    return row, column, (out >= 0) == grid.frame.left_is_right, known


def _centres(grid: SurfaceGrid, rows: Cells, columns: Cells, is_left: NDArray[np.bool_]) -> Points:
    """Return the view points (n, 2) of the centres of half cells on a side each."""
    places = [grid.place(0, 0, side) for side in (Side.LEFT, Side.RIGHT)]
    sign = np.where(is_left, *(np.sign(x - grid.frame.width_mm / 2) for x, _ in places))
    x = grid.frame.width_mm / 2 + sign * (columns + 0.5) * grid.resolution_mm
    return np.stack([x, (rows + 0.5) * grid.resolution_mm], axis=1)


def _to_the_edge(points: Points, target: Points, view: View, there: View) -> Points:
    """Lead what lay at the silhouette to the silhouette, and a little beyond."""
    at_edge = shapely.distance(view.outline.boundary, shapely.points(points)) < AT_EDGE_MM
    lines = shapely.shortest_line(shapely.points(target[at_edge]), there.outline.boundary)
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    way = ends[:, 1] - ends[:, 0]
    length = np.hypot(way[:, 0], way[:, 1])[:, None]
    inside = np.asarray(shapely.contains_properly(there.outline, shapely.points(ends[:, 0])))[:, None]
    further = way + np.where(inside, way, -way) * BEYOND_MM / np.maximum(length, 1e-9)
    result = target.copy()
    result[at_edge] += np.where(length < REACH_MM, further, 0.0)
    return result
