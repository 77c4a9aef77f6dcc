"""Skin coordinates both ways: from a point of a view to the skin, and from the skin to the views that show it."""

import math

import numpy as np

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.skin.figure import Figure, SkinPoint, View
from rootmap.skin.names import MIDLINE_SEGMENTS, join_segment, split_segment
from rootmap.skin.nearest import nearest_cells
from rootmap.skin.words import in_words as in_words

SHOWN_WITHIN_MM = 6.0  # a view farther from the point than the best view by more than this does not show it


def skin_at(view: View, x_mm: float, y_mm: float) -> SkinPoint | None:
    """Return the skin at a view point, or None where there is none."""
    grid = view.grid
    cell = grid.cell(x_mm, y_mm)
    if cell is None:
        return None
    row, column, side = cell
    name = grid.segment_names[int(grid.segment[row, column])]
    first, second = (float(value[0]) for value in grid.coordinates(np.array([row]), np.array([column])))
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
            counted = bool(view.grid.area_in((slice(row, row + 1), slice(column, column + 1))) > 0)
            found.append((distance, not counted, view.name, *view.grid.place(row, column, side)))
    best = min((distance for distance, *_ in found), default=0.0)
    shown = [hit for hit in found if hit[0] <= best + SHOWN_WITHIN_MM]
    shown.sort(key=lambda hit: (hit[0] > best + SHOWN_WITHIN_MM / 3, hit[1], hit[0]))
    return [(view, x, y) for _, _, view, x, y in shown]


def on_left(point: SkinPoint) -> tuple[str, Side, float]:
    """Return side-free segment, side, and the second coordinate as on the left side. Raises InputError."""
    name, side = split_segment(point.segment)
    if not (math.isfinite(point.first) and math.isfinite(point.second)):
        raise InputError(f"point in {point.segment}", "", "has a coordinate that is no number", "use finite numbers")
    if side is not None:
        return name, side, point.second
    turn = (point.second + 180) % 360 - 180
    return name, Side.LEFT if turn >= 0 else Side.RIGHT, abs(turn)
