"""Vector lines of a view: the silhouette and the creases inside it."""

import itertools

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from rootmap.skin.figure import LINE_STEP_MM

from .creases import Stroke
from .scenes import Scene

LINES_PX_PER_MM = 4.0
SMOOTH_PX = 1.0
OUTLINE_SMOOTH_MM = 1.0  # along the line; fingertips and webs keep their form
OUTLINE_TOLERANCE_MM = 0.03
SMALLEST_MM2 = 4.0  # specks of the mask are dropped
CREASE_TOLERANCE_MM = 0.04
WEIGHT_STEP = 0.1
SEAM_MM = 0.5  # the halves overlap this much, so that their union has no seam
DECIMALS = 2


def coverage(scene: Scene, mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return how much of each pixel (LINES_PX_PER_MM) the body covers, from the mask and four more samples."""
    total = mask.astype(np.float32)
    for dx in (-0.25, 0.25):
        for dy in (-0.25, 0.25):
            total += scene.draw(LINES_PX_PER_MM, (dx, dy)).mask
    return np.asarray(total / 5, np.float32)


def outline(mask: NDArray[np.float32], width_mm: float) -> shapely.MultiPolygon:
    """Return the smooth silhouette of a half view's `coverage`, as the whole view in mm."""
    whole = np.concatenate([mask[:, ::-1], mask], axis=1)
    soft = np.pad(ndimage.gaussian_filter(whole, SMOOTH_PX), 1)
    contours = contourpy.contour_generator(z=soft, fill_type="OuterOffset").filled(0.5, np.inf)
    polygons = []
    for points, offsets in zip(*contours, strict=True):
        rings = [
            soften(points[a:b] - 0.5, OUTLINE_SMOOTH_MM * LINES_PX_PER_MM) / LINES_PX_PER_MM
            for a, b in itertools.pairwise(offsets)
        ]
        shape = shapely.Polygon(rings[0], rings[1:])
        if shape.area > SMALLEST_MM2:
            holes = [ring for ring in shape.interiors if shapely.Polygon(ring).area > SMALLEST_MM2]
            polygons.append(shapely.Polygon(shape.exterior, holes))
    half = shapely.box(width_mm / 2 - SEAM_MM, -10, width_mm + 10, 1e5)
    right = shapely.simplify(shapely.MultiPolygon(polygons).intersection(half), OUTLINE_TOLERANCE_MM)
    left = shapely.transform(right, lambda p: p * [-1, 1] + [width_mm, 0])
    both = shapely.union_all([right, left], grid_size=10.0**-DECIMALS)
    return shapely.MultiPolygon([p for p in shapely.get_parts(both) if p.geom_type == "Polygon"])


def soften(ring: NDArray[np.float64], sigma: float, closed: bool = True) -> NDArray[np.float64]:
    """Return a line resampled evenly (about one unit apart) and smoothed along its length by `sigma` units."""
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(ring, axis=0), axis=1))]
    at = np.linspace(0, length[-1], max(8, round(length[-1])) + 1)
    even = np.stack([np.interp(at, length, ring[:, k]) for k in (0, 1)], axis=1)
    if not closed:
        return np.asarray(ndimage.gaussian_filter1d(even, sigma, axis=0, mode="nearest"))
    smooth = ndimage.gaussian_filter1d(even[:-1], sigma, axis=0, mode="wrap")
    return np.concatenate([smooth, smooth[:1]])


def outline_table(shape: shapely.MultiPolygon) -> list[list[list[int]]]:
    """Return polygons as lists of rings, shell first, each flat as `flat_points` writes it."""
    return [
        [flat_points(shapely.get_coordinates(ring)) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shape.geoms
    ]


def flat_points(points: NDArray[np.float64]) -> list[int]:
    """Return points (n, 2) in mm as x, y, x, y … in hundredths of a millimetre: read in a fifth of the time."""
    flat: list[int] = np.round(points / LINE_STEP_MM).astype(int).ravel().tolist()
    return flat


def crease_table(strokes: list[Stroke], width_mm: float) -> list[dict[str, object]]:
    """Return both sides' lines in view mm, each cut where its weight changes by WEIGHT_STEP, rounded to 0.01 mm."""
    table = []
    for stroke in strokes:
        level = np.round(stroke.weights / WEIGHT_STEP)
        cuts = np.r_[0, np.flatnonzero(np.diff(level)) + 1, len(level)]
        for start, stop in itertools.pairwise(cuts.tolist()):
            points = stroke.points[max(0, start - 1) : stop]
            weight = round(float(level[start]) * WEIGHT_STEP, 2)
            if len(points) < 2 or weight <= 0:
                continue
            simple = shapely.get_coordinates(shapely.simplify(shapely.LineString(points), CREASE_TOLERANCE_MM))
            middle = np.abs(simple[:, 0]).max() < 1e-6
            for sign in (1,) if middle else (1, -1):
                placed = flat_points(simple * [sign, 1] + [width_mm / 2, 0])
                table.append({"points": placed, "weight": weight})
    return table
