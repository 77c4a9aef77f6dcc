"""Lines an illustrator would draw inside the silhouette: where one form passes behind another, folds, nails, lips."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .raster import Raster
from .scenes import Scene

Field = NDArray[np.float64]

HIDDEN_MM = 1.5  # a contour point this far behind everything near it is hidden
OUTLINE_GAP_MM = 1.8  # contours closer than this to the silhouette are the silhouette
FULL_STEP_MM = 14.0  # a step in depth that earns full weight
MIDLINE_MM, CLEFT_MM = 1.0, 9.0
SHORTEST_MM, SHORTEST_CONTOUR_MM = 7.0, 11.0
VALLEY_SIGMAS_MM = 0.9
VALLEY_WEIGHT, FAINTEST, BESIDE_MM = 0.7, 0.16, 2.6
VALLEY_LOW, VALLEY_HIGH = 0.007, 0.035  # curvature of the head-lit tone (1/mm2) where a fold begins, and is at its full


@dataclass(frozen=True)
class Stroke:
    """A line in half-view mm with a weight (0..1) per point."""

    points: Field
    weights: Field


def occluding(scene: Scene, raster: Raster, pixels_per_mm: float) -> list[Stroke]:
    """Return the visible contours inside the silhouette: where the skin turns out of sight before other skin."""
    places, depth = scene.camera.place(scene.vertices)
    facing = scene.normals @ np.array(scene.camera.eye)
    facing = np.where(facing == 0, 1e-9, facing)
    chains = _zero_chains(scene.tris[~scene.is_eye], facing, np.c_[places, depth])
    near = _Neighbourhood(raster, pixels_per_mm)
    strokes = []
    for chain in chains:
        visible, step = near.look(chain)
        for part in _runs(visible):
            strokes.append(Stroke(chain[part, :2], np.clip(_smooth(step[part]) / FULL_STEP_MM, 0.12, 1) ** 0.6))
    return [taper(s) for s in strokes if _length(s.points) >= SHORTEST_CONTOUR_MM]


def valleys(scene: Scene, raster: Raster, pixels_per_mm: float, drawn: list[Stroke]) -> list[Stroke]:
    """Return folds: the valley lines of the picture lit from the eye (suggestive contours in image space).

    Where a line of `drawn` runs close by, that line says it already.
    """
    mask = raster.mask
    normal = raster.sample(scene.tris, scene.normals)
    tone = np.zeros(mask.shape)
    tone[mask] = normal @ np.array(scene.camera.eye) / np.linalg.norm(normal, axis=1)
    sigma = VALLEY_SIGMAS_MM * pixels_per_mm
    margin = int(5 * sigma)  # the other half, so that a fold in the midline is one line
    inside = ndimage.binary_erosion(_with_mirror(mask, margin), iterations=int(2.2 * sigma), border_value=1)
    inside &= ~_with_mirror(_near_steps(raster, pixels_per_mm), margin)
    filled = _with_mirror(_fill(tone, mask), margin)
    gy, gx = (ndimage.gaussian_filter(filled, sigma, order=o) * pixels_per_mm for o in ((1, 0), (0, 1)))
    yy, xx, xy = (ndimage.gaussian_filter(filled, sigma, order=o) * pixels_per_mm**2 for o in ((2, 0), (0, 2), (1, 1)))
    root = np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    bend = (xx + yy) / 2 + root
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    ex, ey = np.cos(angle), np.sin(angle)
    offset = -(gx * ex + gy * ey) / np.maximum(bend, 1e-9) * pixels_per_mm
    hit = inside & (bend > VALLEY_LOW) & (np.abs(offset) < 0.75)
    hit[:, : margin - 2] = False
    hit[:, margin:] &= ~_beside(drawn, mask.shape, pixels_per_mm)
    if scene.camera.name == "posterior":  # the cleft is one drawn line, not the shadows of its two walls
        hit[:, : margin + round(CLEFT_MM * pixels_per_mm)] = False
    row, column = np.nonzero(hit)
    at = np.stack([column + 0.5 + offset[hit] * ex[hit], row + 0.5 + offset[hit] * ey[hit]], axis=1)
    heading = np.stack([-ey[hit], ex[hit]], axis=1)
    strokes = []
    for chain in _trace(at, heading, bend[hit], (row, column)):
        strength = (_smooth(bend[hit][chain]) - VALLEY_LOW) / (VALLEY_HIGH - VALLEY_LOW)
        points = np.stack([_smooth(at[chain, 0]) - margin, _smooth(at[chain, 1])], axis=1) / pixels_per_mm
        if np.abs(points[:, 0]).mean() < MIDLINE_MM:
            points[:, 0] = 0
        points[:, 0] = np.maximum(points[:, 0], 0)
        if _length(points) >= SHORTEST_MM:
            strokes.append(taper(Stroke(points, VALLEY_WEIGHT * np.clip(strength, 0.1, 1))))
    return [stroke for stroke in strokes if stroke.weights.max() > FAINTEST]


def taper(stroke: Stroke, over_mm: float = 5.0) -> Stroke:
    """Thin a stroke out towards both ends."""
    travelled = np.r_[0, np.cumsum(np.linalg.norm(np.diff(stroke.points, axis=0), axis=1))]
    to_end = travelled[-1] - travelled
    if abs(stroke.points[-1, 0]) < 1e-9 < abs(stroke.points[0, 0]):  # it goes on as its mirror image
        to_end = to_end + travelled[-1]
    ends = np.minimum(travelled, to_end)
    reach = min(over_mm, travelled[-1] / 3)
    return Stroke(stroke.points, stroke.weights * np.clip(0.25 + 0.75 * ends / max(reach, 1e-9), 0, 1))


def _zero_chains(tris: NDArray[np.int64], values: Field, places: Field) -> list[Field]:
    """Return the polylines (n, 3) on which a per-vertex value is zero."""
    sign = values > 0
    mixed = tris[(sign[tris].sum(axis=1) % 3) != 0]
    ends: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for tri in mixed.tolist():
        cut = [tuple(sorted((a, b))) for a, b in zip(tri, tri[1:] + tri[:1], strict=True) if sign[a] != sign[b]]
        one, two = (cut[0][0], cut[0][1]), (cut[1][0], cut[1][1])
        ends.setdefault(one, []).append(two)
        ends.setdefault(two, []).append(one)
    chains = []
    while ends:
        start = next((edge for edge, near in ends.items() if len(near) == 1), next(iter(ends)))
        chain, here = [start], start
        while ends.get(here):
            there = ends[here].pop()
            ends[there].remove(here)
            if not ends[here]:
                del ends[here]
            chain.append(there)
            here = there
        ends.pop(here, None)
        a, b = np.array(chain).T
        share = (values[a] / (values[a] - values[b]))[:, None]
        chains.append(places[a] + share * (places[b] - places[a]))
    return chains


class _Neighbourhood:
    """Nearest and farthest depths round each pixel of a raster."""

    def __init__(self, raster: Raster, pixels_per_mm: float) -> None:
        self.scale, depth = pixels_per_mm, raster.depth
        size = 2 * round(OUTLINE_GAP_MM * pixels_per_mm) + 1
        self.lowest = ndimage.minimum_filter(depth, 3)
        self.wide_lowest = ndimage.minimum_filter(depth, 5)
        self.air = ndimage.binary_dilation(~raster.mask, np.ones((size, size), bool))

    def look(self, chain: Field) -> tuple[NDArray[np.bool_], Field]:
        """Return per point whether it is seen before other skin, and the step in depth behind it."""
        rows, columns = self.lowest.shape
        row, column = (np.floor(chain[:, k] * self.scale).astype(int) for k in (1, 0))
        inside = (row >= 1) & (row < rows - 1) & (column >= 0) & (column < columns - 1)
        row, column = np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)
        visible = inside & ~self.air[row, column] & (self.lowest[row, column] <= chain[:, 2] + HIDDEN_MM)
        lowest = np.where(np.isfinite(self.wide_lowest[row, column]), self.wide_lowest[row, column], chain[:, 2])
        return visible, np.maximum(0, chain[:, 2] - lowest)


def _beside(drawn: list[Stroke], shape: tuple[int, int], pixels_per_mm: float) -> NDArray[np.bool_]:
    marked = np.ones(shape, bool)
    for stroke in drawn:
        for k in (1, 2, 4):  # the points and places between them
            between = np.concatenate(
                [stroke.points[:-1] + (stroke.points[1:] - stroke.points[:-1]) * j / k for j in range(k)]
            )
            place = (between * pixels_per_mm).astype(int)
            row, column = np.clip(place[:, 1], 0, shape[0] - 1), np.clip(place[:, 0], 0, shape[1] - 1)
            marked[row, column] = False
    return np.asarray(ndimage.distance_transform_edt(marked) < BESIDE_MM * pixels_per_mm)


def _near_steps(raster: Raster, pixels_per_mm: float) -> NDArray[np.bool_]:
    depth = np.where(raster.mask, raster.depth, np.nan)
    with np.errstate(invalid="ignore"):
        step = np.nan_to_num(ndimage.maximum_filter(depth, 3) - ndimage.minimum_filter(depth, 3))
    return np.asarray(ndimage.binary_dilation(step > 2.5, iterations=round(1.2 * pixels_per_mm)))


def _with_mirror(image: NDArray[Any], margin: int) -> NDArray[Any]:
    return np.concatenate([image[:, :margin][:, ::-1], image], axis=1)


def _fill(tone: Field, mask: NDArray[np.bool_]) -> Field:
    nearest = ndimage.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    return np.asarray(tone[tuple(nearest)])


_Pixels = tuple[NDArray[np.int64], NDArray[np.int64]]
_Points = tuple[Field, Field, dict[tuple[int, int], int], _Pixels]  # places, headings, point by pixel, pixels


def _trace(at: Field, heading: Field, strength: Field, pixel: _Pixels) -> list[NDArray[np.int64]]:
    """Join valley points into chains: strongest first, each step to the neighbour that lies straightest ahead."""
    index = {(r, c): k for k, (r, c) in enumerate(zip(*(p.tolist() for p in pixel), strict=True))}
    used = np.zeros(len(at), bool)
    chains = []
    for seed in np.argsort(-strength, kind="stable"):
        if used[seed]:
            continue
        used[seed] = True
        ahead = _walk(int(seed), heading[seed], (at, heading, index, pixel), used)
        back = _walk(int(seed), -heading[seed], (at, heading, index, pixel), used)
        chains.append(np.array([*reversed(back), int(seed), *ahead]))
    return chains


def _walk(seed: int, direction: Field, table: _Points, used: NDArray[np.bool_]) -> list[int]:
    at, heading, index, (rows, columns) = table
    here = seed
    path: list[int] = []
    while True:
        r, c = int(rows[here]), int(columns[here])
        best, best_score = -1, 0.5
        for dr in (-2, -1, 0, 1, 2):
            for dc in (-2, -1, 0, 1, 2):
                there = index.get((r + dr, c + dc), -1)
                if there < 0 or there == here:
                    continue
                way = at[there] - at[here]
                distance = float(np.hypot(*way))
                if distance < 0.3:
                    used[there] = True
                    continue
                score = float(way @ direction) / distance - 0.1 * distance
                if score > best_score:
                    if used[there]:
                        continue
                    best, best_score = there, score
                elif abs(float(way @ direction)) < 0.6 * distance and distance < 1.5:
                    used[there] = True  # a point beside the line is the same line
        if best < 0:
            return path
        used[best] = True
        turn = heading[best] if heading[best] @ direction > 0 else -heading[best]
        direction = 0.5 * direction + 0.5 * turn
        direction = direction / np.hypot(*direction)
        path.append(best)
        here = best


def _runs(flags: NDArray[np.bool_]) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.r_[0, flags.astype(int), 0]))
    return [slice(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 3]


def _smooth(values: Field, size: int = 9) -> Field:
    once = ndimage.uniform_filter1d(values, size, mode="nearest")
    return np.asarray(ndimage.uniform_filter1d(once, size, mode="nearest"))


def _length(points: Field) -> float:
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
