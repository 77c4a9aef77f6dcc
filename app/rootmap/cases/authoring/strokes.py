"""A drawing from the body as the layers of a case: rounded and thinned, strokes and patches only."""

from typing import Any

from rootmap.skin.drawing import Drawing, Mark, PatchMark, StrokeMark
from rootmap.skin.figure import SkinPoint

MOST_POINTS, MOST_MARKS = 40, 60  # a stroke of forty points is as fine as a hand


def layers_of(drawing: Drawing) -> tuple[list[dict[str, Any]], str]:
    """Return the layers, and a line that says what could not come along, "" when all did."""
    layers, outlined, many = [], 0, 0
    for layer in drawing.layers:
        marks = [written for mark in layer.marks if (written := _mark(mark)) is not None]
        outlined += len(layer.marks) - len(marks)
        while marks and marks[0].get("erase"):
            marks.pop(0)
        many += max(len(marks) - MOST_MARKS, 0)
        if marks:
            layers.append({"quality": layer.quality.value, "marks": marks[:MOST_MARKS]})
    said = []
    if outlined:
        said.append(
            f"{outlined} lasso or filled areas were left out: they fit one body only, paint them with the brush"
        )
    if many:
        said.append(f"{many} strokes were left out: a case holds {MOST_MARKS} of one sensation")
    return layers, "; ".join(said)


def _mark(mark: Mark) -> dict[str, Any] | None:
    erase = {"erase": True} if mark.erase else {}
    if isinstance(mark, PatchMark):
        return {"patch": _point(mark.centre), "radius_mm": round(mark.radius_mm, 1)} | erase
    if isinstance(mark, StrokeMark):
        return {"stroke": [_point(each) for each in _thinned(mark.points)], "width_mm": round(mark.width_mm, 1)} | erase
    return None


def _thinned(points: tuple[SkinPoint, ...]) -> tuple[SkinPoint, ...]:
    step = -(-len(points) // (MOST_POINTS - 1)) if len(points) > MOST_POINTS else 1
    return (*points[:-1:step], points[-1])


def _point(point: SkinPoint) -> list[Any]:
    return [point.segment, round(float(point.first), 3), round(float(point.second), 2)]
