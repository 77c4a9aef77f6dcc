"""The area a brush leaves behind: capsules between pointer positions, each with its own width."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from rootmap.skin.drawing import GRID_MM, as_multipolygon

_TOLERANCE_MM = 0.05  # how far the stored edge may stray from the brushed one
_ARC_SEGMENTS = 8  # per quarter turn: a 50 mm brush strays 0.24 mm from a true circle

XY = tuple[float, float]


def stroke_area(points_mm: Sequence[XY], widths_mm: Sequence[float]) -> MultiPolygon:
    """Return the area of a brush stroke.

    `points_mm` are (x, y) positions in view mm and `widths_mm` the brush diameters there (same length, at least 1).
    """
    points = np.asarray(points_mm, dtype=np.float64)
    widths = np.asarray(widths_mm, dtype=np.float64)
    if len(points) == 1 or not np.ptp(points, axis=0).any():
        return _tidy(Point(points[0]).buffer(widths.max() / 2, quad_segs=_ARC_SEGMENTS))
    if np.ptp(widths) == 0:
        line = LineString(points).simplify(_TOLERANCE_MM)
        return _tidy(line.buffer(widths[0] / 2, quad_segs=_ARC_SEGMENTS))
    return _tidy(shapely.union_all(_capsules(points, widths)))


def lasso_area(points_mm: Sequence[XY]) -> MultiPolygon:
    """Return the area inside a closed freehand line (view mm); where it crosses itself, all it encloses counts."""
    if len(points_mm) < 3:
        return MultiPolygon()
    line = LineString([*points_mm, points_mm[0]]).simplify(_TOLERANCE_MM)
    noded = shapely.node(line)
    return _tidy(shapely.union_all(shapely.get_parts(shapely.polygonize([noded]))))


def _capsules(points: NDArray[np.float64], widths: NDArray[np.float64]) -> list[BaseGeometry]:
    """Return the convex hull of each two neighbouring brush discs."""
    discs = shapely.buffer(shapely.points(points), widths / 2, quad_segs=_ARC_SEGMENTS)
    pairs = [shapely.multipolygons([first, second]) for first, second in pairwise(discs)]
    return list(shapely.convex_hull(pairs))


def _tidy(shape: BaseGeometry) -> MultiPolygon:
    """Drop what no eye sees: points nearer than the tolerance to the edge, decimals below the grid, specks."""
    snapped = as_multipolygon(shapely.set_precision(shape.simplify(_TOLERANCE_MM), GRID_MM))
    parts = [part for part in snapped.geoms if isinstance(part, Polygon) and part.area > GRID_MM]
    return MultiPolygon(parts)
