"""Vector lines of a view: the silhouette and the creases inside it."""

import itertools

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

OUTLINE_PX_PER_MM = 4.0
SMOOTH_PX = 1.0
OUTLINE_TOLERANCE_MM = 0.05
SMALLEST_MM2 = 4.0  # specks of the mask are dropped
DECIMALS = 2


def outline(mask: NDArray[np.bool_], width_mm: float) -> shapely.MultiPolygon:
    """Return the smooth silhouette of a half-view mask drawn at OUTLINE_PX_PER_MM, as the whole view in mm."""
    whole = np.concatenate([mask[:, ::-1], mask], axis=1).astype(np.float32)
    soft = np.pad(ndimage.gaussian_filter(whole, SMOOTH_PX), 1)
    contours = contourpy.contour_generator(z=soft, fill_type="OuterOffset").filled(0.5, np.inf)
    polygons = []
    for points, offsets in zip(*contours, strict=True):
        rings = [(points[a:b] - 0.5) / OUTLINE_PX_PER_MM for a, b in itertools.pairwise(offsets)]
        shape = shapely.Polygon(rings[0], rings[1:])
        if shape.area > SMALLEST_MM2:
            holes = [ring for ring in shape.interiors if shapely.Polygon(ring).area > SMALLEST_MM2]
            polygons.append(shapely.Polygon(shape.exterior, holes))
    half = shapely.box(width_mm / 2, -10, width_mm + 10, 1e5)
    right = shapely.simplify(shapely.MultiPolygon(polygons).intersection(half), OUTLINE_TOLERANCE_MM)
    left = shapely.transform(right, lambda p: p * [-1, 1] + [width_mm, 0])
    both = shapely.union_all([right, left], grid_size=10.0**-DECIMALS)
    return shapely.MultiPolygon([p for p in shapely.get_parts(both) if p.geom_type == "Polygon"])


def outline_table(shape: shapely.MultiPolygon) -> list[list[list[list[float]]]]:
    """Return polygons as lists of rings, shell first, rounded to 0.01 mm."""
    return [[_round(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in shape.geoms]


def _round(ring: shapely.LinearRing) -> list[list[float]]:
    return np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
