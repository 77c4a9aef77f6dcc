"""A drawing from the body as the layers of a case, which fits every figure: outlines are hatched with strokes."""

from collections.abc import Iterator, Mapping
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from rootmap.skin.coordinates import skin_at
from rootmap.skin.drawing import Drawing, Layer, Mark, PatchMark, PolygonMark, StrokeMark, add, paint
from rootmap.skin.figure import SkinPoint
from rootmap.skin.marks import project

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon

    from rootmap.skin.figure import Figure, View

    Area = Mapping[str, MultiPolygon]

MOST_POINTS, MOST_MARKS = 40, 60  # a stroke of forty points is as fine as a hand; a layer of a case holds sixty marks
_FINEST_MM, _COARSER = 4.0, 1.15  # the width of the strokes, and by how much it grows until few enough do
_FIRST_MARKS = 42  # the rest of the sixty goes where the skin curves away and the first ones left gaps
_ROUND_END = 0.39  # of its width a stroke is shortened at either end, for its ends are round
_STEP_MM = 8.0  # between two points of a stroke
_LEAST_HALF_MM = 2.0  # nearer places are told apart badly by the cells of the grid
_THIN = 1.0  # of the breadth of what is covered: the widest strokes
_OVERLAP, _MOST_STRETCH = 1.05, 1.7  # strokes side by side leave no seam; farther round the skin is left to other views
_LEAST_MM2 = 6.0  # what is left in smaller bits is left out


def layers_of(drawing: Drawing, figure: "Figure") -> tuple[list[dict[str, Any]], float]:
    """Return the layers, and which share of the painted skin they cover and no other, 0 to 1.

    What was outlined on a view (so paints the brush) is hatched with strokes: they fit every figure, outlines do not.
    """
    after = Drawing(drawing.figure)
    for layer in drawing.layers:
        after = after.with_marks(layer.quality, _turned(layer, figure))
    layers = [
        {"quality": each.quality.value, "marks": [_written(mark) for mark in each.marks]} for each in after.layers
    ]
    return layers, _alike(drawing, after, figure)


def _turned(layer: Layer, figure: "Figure") -> tuple[Mark, ...]:
    """Return a layer's marks as they are, or strokes that cover the same skin where any of them is an outline."""
    marks = list(layer.marks)
    if any(isinstance(mark, PolygonMark) for mark in marks):
        painted = paint(Drawing(figure.name, (layer,)), figure).get(layer.quality, {})
        marks = list(_hatched(painted, figure))
    while marks and marks[0].erase:
        marks.pop(0)
    return tuple(marks[:MOST_MARKS])


def _hatched(painted: "Area", figure: "Figure") -> Iterator[StrokeMark | PatchMark]:
    """Yield strokes that cover an area: those of the view that shows most of it, then what is left in the others."""
    done: dict[str, MultiPolygon] = {}
    left_over = MOST_MARKS
    whole = sum(shape.area for shape in painted.values())
    for most in (_FIRST_MARKS, MOST_MARKS):
        views = sorted(painted, key=lambda name: -painted[name].area)
        for name in views:
            rest = _sizeable(painted[name].difference(done[name]) if name in done else painted[name])
            if rest.is_empty or left_over <= 0:
                continue
            share = max(4, round(most * rest.area / whole)) if most == _FIRST_MARKS else left_over
            for mark in _strokes(rest, figure.views[name], min(share, left_over), is_first=most == _FIRST_MARKS):
                yield mark
                left_over -= 1
                done = add(done, project(mark, figure))


def _sizeable(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(shape) if part.area >= _LEAST_MM2 and part.geom_type == "Polygon"]
    return shapely.union_all(parts)


def _strokes(area: BaseGeometry, view: "View", most: int, *, is_first: bool) -> list[StrokeMark | PatchMark]:
    """Return at most so many parallel strokes over an area (view mm), the longer way; the first cover all."""
    left, top, right, bottom = area.bounds
    down = bottom - top >= right - left
    width = _FINEST_MM
    found = _lines(area, width, down=down)
    thin = _THIN * 2 * area.area / area.length
    while is_first and len(found) > most and width < thin:
        width *= _COARSER
        found = _lines(area, width, down=down)
    found = sorted(found, key=lambda line: -line.length)[:most]  # of what was left the longest gaps only
    return [mark for line in found for mark in _marks(line, width, view, down=down)][:most]


def _lines(area: BaseGeometry, width: float, *, down: bool) -> list[LineString]:
    """Return the middle lines of bands over an area, each the width of a stroke."""
    left, top, right, bottom = area.bounds
    start, end = (left, right) if down else (top, bottom)
    count = max(1, round((end - start) / width))
    step = (end - start) / count
    across = [start + (place + 0.5) * step for place in range(count)]
    rays = [LineString([(at, top), (at, bottom)] if down else [(left, at), (right, at)]) for at in across]
    parts = [part for ray in rays for part in shapely.get_parts(shapely.intersection(ray, area))]
    return [part for part in parts if part.geom_type == "LineString" and part.length > width / 4]


def _marks(line: LineString, width: float, view: "View", *, down: bool) -> Iterator[StrokeMark | PatchMark]:
    """Yield a line as strokes on the skin, one for each part of the body it crosses; a dot where it is short."""
    short = line.length - 2 * _ROUND_END * width
    count = max(1, min(MOST_POINTS, 2 + int(short / _STEP_MM))) if short > 0 else 1
    ends = (_ROUND_END * width, line.length - _ROUND_END * width) if count > 1 else (line.length / 2,) * 2
    places = [line.interpolate(ends[0] + (ends[1] - ends[0]) * at / max(1, count - 1)) for at in range(count)]
    runs: list[list[SkinPoint]] = []
    for at in places:
        point = skin_at(view, at.x, at.y)
        if point is None:
            continue
        if not runs or runs[-1][-1].segment != point.segment:
            runs.append([])
        runs[-1].append(point)
    along_skin = (
        _OVERLAP * width * median([_stretch(view, at, max(_LEAST_HALF_MM, width / 2), down=down) for at in places])
    )
    for run in runs:
        yield StrokeMark(tuple(run), along_skin) if len(run) > 1 else PatchMark(run[0], along_skin / 2)


def _stretch(view: "View", at: Point, half: float, *, down: bool) -> float:
    """Return how many times as long the skin is across a stroke as it looks: it is seen at a slant."""
    dx, dy = (half, 0.0) if down else (0.0, half)
    cells = [view.grid.cell(at.x + sign * dx, at.y + sign * dy) for sign in (-1, 1)]
    if cells[0] is None or cells[1] is None or cells[0][2] is not cells[1][2]:
        return 1.0
    rows, columns = (np.array([cell[place] for cell in cells if cell is not None]) for place in (0, 1))
    one, other = view.grid.places(rows, columns)
    return min(_MOST_STRETCH, max(1.0, float(np.linalg.norm(one - other)) / (2 * half)))


def _written(mark: Mark) -> dict[str, Any]:
    assert not isinstance(mark, PolygonMark)  # those were hatched
    erase = {"erase": True} if mark.erase else {}
    if isinstance(mark, PatchMark):
        return {"patch": _point(mark.centre), "radius_mm": round(mark.radius_mm, 1)} | erase
    return {"stroke": [_point(each) for each in _thinned(mark.points)], "width_mm": round(mark.width_mm, 1)} | erase


def _thinned(points: tuple[SkinPoint, ...]) -> tuple[SkinPoint, ...]:
    step = -(-len(points) // (MOST_POINTS - 1)) if len(points) > MOST_POINTS else 1
    return (*points[:-1:step], points[-1])


def _point(point: SkinPoint) -> list[Any]:
    return [point.segment, round(float(point.first), 3), round(float(point.second), 2)]


def _alike(one: Drawing, other: Drawing, figure: "Figure") -> float:
    """Return the share of what either covers that both cover, by area on the views."""
    first, second = paint(one, figure), paint(other, figure)
    both = either = 0.0
    for quality in {*first, *second}:
        for view in {*first.get(quality, {}), *second.get(quality, {})}:
            a, b = (areas.get(quality, {}).get(view, Polygon()) for areas in (first, second))
            both += a.intersection(b).area
            either += a.union(b).area
    return both / either if either else 1.0
