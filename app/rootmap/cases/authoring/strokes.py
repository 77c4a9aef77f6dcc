"""A drawing from the body as the layers of a case, which fits every figure: outlines become round patches."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from rootmap.skin.coordinates import skin_at
from rootmap.skin.drawing import Drawing, Mark, PatchMark, PolygonMark, StrokeMark, as_multipolygon, paint, to_polygon
from rootmap.skin.figure import SkinPoint
from rootmap.skin.marks import project

if TYPE_CHECKING:
    from rootmap.skin.figure import Figure, View

MOST_POINTS, MOST_MARKS = 40, 60  # a stroke of forty points is as fine as a hand; a layer of a case holds sixty marks
_LEAST_MM = 4.0  # a patch smaller than that says nothing
_DONE = 0.03  # the share of an area that may stay uncovered
_WIDER = 1.1  # skin curves away: measured along it an area is wider than it looks


def layers_of(drawing: Drawing, figure: "Figure") -> tuple[list[dict[str, Any]], float]:
    """Return the layers, and which share of the painted skin they cover and no other, 0 to 1.

    What was outlined on a view (so paints the brush) is covered by patches: they fit every figure, as outlines do not.
    """
    layers, marks = [], []
    for layer in drawing.layers:
        turned = [each for mark in layer.marks for each in _turned(mark, figure)]
        while turned and turned[0].erase:
            turned.pop(0)
        if turned:
            kept = tuple(turned[:MOST_MARKS])
            marks.append((layer.quality, kept))
            layers.append({"quality": layer.quality.value, "marks": [_written(mark) for mark in kept]})
    after = drawing
    for layer in drawing.layers:
        after = after.with_marks(layer.quality, dict(marks).get(layer.quality, ()))
    return layers, _alike(drawing, after, figure)


def _turned(mark: Mark, figure: "Figure") -> Iterator[StrokeMark | PatchMark]:
    if isinstance(mark, PolygonMark):
        yield from _patches(to_polygon(mark), figure.views[mark.view], figure, erase=mark.erase)
    else:
        yield mark


def _patches(area: Polygon, view: "View", figure: "Figure", *, erase: bool) -> Iterator[PatchMark]:
    """Cover an area with patches, each as large as fits, the largest first."""
    left: BaseGeometry = area.intersection(view.outline)
    edge, whole = left.boundary, left.area
    for _ in range(MOST_MARKS // 2):
        if left.is_empty or left.area < _DONE * whole:
            return
        circle = shapely.maximum_inscribed_circle(as_multipolygon(left), 1.0)
        middle = shapely.get_point(circle, 0)
        radius = _WIDER * float(edge.distance(middle))
        if circle.length < _LEAST_MM:
            return
        point = skin_at(view, middle.x, middle.y)
        left = left.difference(Point(middle.x, middle.y).buffer(_LEAST_MM))
        if point is not None:
            patch = PatchMark(point, radius, erase)
            yield patch
            left = left.difference(project(patch, figure).get(view.name, Polygon()))


def _written(mark: StrokeMark | PatchMark) -> dict[str, Any]:
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
