"""Skin coordinates both ways: from a point of a view to the skin, and from the skin to the views that show it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.skin.figure import Figure, SkinPoint, View
from rootmap.skin.grid import SurfaceGrid
from rootmap.skin.names import MIDLINE_SEGMENTS, ROUND_LIMBS, join_segment, split_segment
from rootmap.skin.words import in_words as in_words

Numbers = NDArray[np.float64]

COARSE = 4  # cells between those searched first
ENOUGH_COARSE_CELLS = 200
SHOWN_WITHIN_MM = 6.0  # a view farther from the point than the best view by more than this does not show it


@dataclass(frozen=True)
class Scale:
    """Millimetres of skin per unit of each coordinate: round figures of an adult, good for finding the nearest."""

    first: float
    second: float


SCALES = {
    "leg": Scale(400, 1.0),
    "arm": Scale(280, 0.7),
    "hand.palmar": Scale(85, 20),
    "hand.dorsal": Scale(85, 20),
    "foot.dorsal": Scale(150, 18),
    "foot.plantar": Scale(150, 18),
    "trunk": Scale(550, 2.4),
    "neck": Scale(100, 1.0),
    "head": Scale(220, 1.4),
    "perineum": Scale(1, 0.0),  # polar: handled apart
}


def skin_at(view: View, x_mm: float, y_mm: float) -> SkinPoint | None:
    """Return the skin at a view point, or None where there is none."""
    grid = view.grid
    cell = grid.cell(x_mm, y_mm)
    if cell is None:
        return None
    row, column, side = cell
    name = grid.segment_names[int(grid.segment[row, column])]
    first, second = float(grid.first[row, column]), float(grid.second[row, column])
    if name in MIDLINE_SEGMENTS and side is Side.RIGHT:
        second = -second
    return SkinPoint(join_segment(name, side), first, second)


def nearest_skin(figure: Figure, point: SkinPoint) -> list[tuple[str, float, float]]:
    """Return (view, x mm, y mm) in every view that shows the skin nearest to `point`, its home view first."""
    name, side, second = on_left(point)
    found = []
    for view in figure.views.values():
        hit = nearest_cells(view.grid, name, np.array([point.first]), np.array([second]))
        if hit is not None:
            distance, row, column = float(hit[0][0]), int(hit[1][0]), int(hit[2][0])
            counted = bool(view.grid.area[row, column] > 0)
            found.append((distance, not counted, view.name, *view.grid.place(row, column, side)))
    best = min((distance for distance, *_ in found), default=0.0)
    shown = [hit for hit in found if hit[0] <= best + SHOWN_WITHIN_MM]
    shown.sort(key=lambda hit: (hit[0] > best + SHOWN_WITHIN_MM / 3, hit[1], hit[0]))
    return [(view, x, y) for _, _, view, x, y in shown]


def nearest_cells(
    grid: SurfaceGrid, name: str, first: Numbers, second: Numbers
) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]] | None:
    """Return (about how many mm away, row, half column) of the cell of a segment nearest to each pair of coordinates.

    `second` is the left side's (n). None where the view shows nothing of the segment. A coarse search over every
    fourth cell is refined in its neighbourhood.
    """
    rows, columns = grid.cells_of(name)
    if len(rows) == 0:
        return None
    coarse = (rows % COARSE == 0) & (columns % COARSE == 0)
    if coarse.sum() >= ENOUGH_COARSE_CELLS:
        rows, columns = rows[coarse], columns[coarse]
    best = _squared_mm(grid, name, (rows, columns), (first[:, None], second[:, None])).argmin(axis=1)
    step = np.arange(-COARSE, COARSE + 1)
    height, width = grid.half_shape
    near_rows = np.clip(rows[best][:, None] + np.repeat(step, len(step)), 0, height - 1)
    near_columns = np.clip(columns[best][:, None] + np.tile(step, len(step)), 0, width - 1)
    squared = _squared_mm(grid, name, (near_rows, near_columns), (first[:, None], second[:, None]))
    squared[grid.segment[near_rows, near_columns] != grid.segment_names.index(name)] = np.inf
    pick = (np.arange(len(first)), squared.argmin(axis=1))
    return np.sqrt(squared[pick]), near_rows[pick], near_columns[pick]


def on_left(point: SkinPoint) -> tuple[str, Side, float]:
    """Return side-free segment, side, and the second coordinate as on the left side. Raises InputError."""
    name, side = split_segment(point.segment)
    if not (math.isfinite(point.first) and math.isfinite(point.second)):
        raise InputError(f"point in {point.segment}", "", "has a coordinate that is no number", "use finite numbers")
    if side is not None:
        return name, side, point.second
    turn = (point.second + 180) % 360 - 180
    return name, Side.LEFT if turn >= 0 else Side.RIGHT, abs(turn)


def _squared_mm(
    grid: SurfaceGrid, name: str, cells: tuple[NDArray[np.int64], NDArray[np.int64]], to: tuple[Numbers, Numbers]
) -> Numbers:
    one, two = grid.first[cells].astype(float), grid.second[cells].astype(float)
    if name == "perineum":
        return np.maximum(0, one**2 + to[0] ** 2 - 2 * one * to[0] * np.cos(np.radians(two - to[1])))
    turn = two - to[1]
    if name in ROUND_LIMBS:
        turn = (turn + 180) % 360 - 180
    scale = SCALES[name]
    return ((one - to[0]) * scale.first) ** 2 + (turn * scale.second) ** 2
