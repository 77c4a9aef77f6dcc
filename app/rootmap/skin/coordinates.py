"""Skin coordinates both ways: from a point of a view to the skin, and from the skin to the views that show it."""

import math
from dataclasses import dataclass

import numpy as np

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.skin.figure import Figure, SkinPoint, View

MIDLINE_SEGMENTS = frozenset({"trunk", "neck", "head", "perineum"})
LIMBS = frozenset({"leg", "arm"})
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


def split_segment(segment: str) -> tuple[str, Side | None]:
    """Return ("foot.dorsal", LEFT) for "foot.left.dorsal", ("trunk", None) for "trunk". Raises InputError."""
    head, _, rest = segment.partition(".")
    side_name, _, face = rest.partition(".")
    name = f"{head}.{face}" if face else head
    if segment in MIDLINE_SEGMENTS:
        return segment, None
    if name in SCALES and name not in MIDLINE_SEGMENTS and side_name in ("left", "right"):
        return name, Side(side_name)
    raise InputError(f'segment "{segment}"', "", "is not a part of the body", 'use one such as "leg.left" or "trunk"')


def join_segment(name: str, side: Side) -> str:
    """Return the segment of a side: ("foot.dorsal", LEFT) gives "foot.left.dorsal"; midline segments stay."""
    if name in MIDLINE_SEGMENTS:
        return name
    head, _, face = name.partition(".")
    return f"{head}.{side}.{face}" if face else f"{head}.{side}"


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
    name, side = split_segment(point.segment)
    if not (math.isfinite(point.first) and math.isfinite(point.second)):
        raise InputError(f"point in {point.segment}", "", "has a coordinate that is no number", "use finite numbers")
    second = point.second
    if side is None:
        second = (second + 180) % 360 - 180
        side = Side.LEFT if second >= 0 else Side.RIGHT
        second = abs(second)
    found = []
    for view in figure.views.values():
        hit = _nearest_cell(view, name, point.first, second)
        if hit is not None:
            distance, row, column, counted = hit
            found.append((distance, not counted, view.name, *view.grid.place(row, column, side)))
    best = min((distance for distance, *_ in found), default=0.0)
    shown = [hit for hit in found if hit[0] <= best + SHOWN_WITHIN_MM]
    shown.sort(key=lambda hit: (hit[0] > best + SHOWN_WITHIN_MM / 3, hit[1], hit[0]))
    return [(view, x, y) for _, _, view, x, y in shown]


def _nearest_cell(view: View, name: str, first: float, second: float) -> tuple[float, int, int, bool] | None:
    grid = view.grid
    rows, columns = grid.cells_of(name)
    if len(rows) == 0:
        return None
    one, two = grid.first[rows, columns], grid.second[rows, columns]
    if name == "perineum":
        angles = np.radians(two - second)
        squared = one**2 + first**2 - 2 * one * first * np.cos(angles)
    else:
        scale = SCALES[name]
        turn = two - second
        if name in LIMBS:
            turn = (turn + 180) % 360 - 180
        squared = ((one - first) * scale.first) ** 2 + (turn * scale.second) ** 2
    best = int(np.argmin(squared))
    row, column = int(rows[best]), int(columns[best])
    return math.sqrt(max(0.0, float(squared[best]))), row, column, bool(grid.area[row, column] > 0)


def in_words(point: SkinPoint) -> str:
    """Return where a point is, in a clinician's words: "left leg · lateral shank, middle third"."""
    name, side = split_segment(point.segment)
    return f"{side} {name}" if side else name
