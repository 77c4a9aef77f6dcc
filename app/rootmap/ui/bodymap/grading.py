"""Show on the body what a graded painting has right, what it missed and what it had too much."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from shapely.geometry import MultiPolygon

from rootmap.ui.bodymap.inks import tiled
from rootmap.ui.bodymap.paths import path_of
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Ink, Pattern, Theme

_LINE_PX = 1.6
_CORRECT_ALPHA = 0.36
_EXTRA_ALPHA = 0.82  # far darker than what is right: told apart without colour too

Area = Mapping[str, MultiPolygon]  # view name -> view mm


class Mark(Enum):
    """What is told of a piece of skin; the value is what the legend says."""

    CORRECT = "correct"
    MISSED = "missed"
    EXTRA = "too much"


@dataclass(frozen=True)
class Grading:
    """The areas of each mark."""

    areas: Mapping[Mark, Area]

    @cached_property
    def paths(self) -> dict[Mark, dict[str, QPainterPath]]:
        """The areas as paths in view mm."""
        return {mark: {view: path_of(shape) for view, shape in area.items()} for mark, area in self.areas.items()}


def mark_style(mark: Mark, theme: Theme, ratio: float) -> tuple[QPen, QBrush]:
    """Return how skin of a mark is drawn: right softly filled and dotted, missed hollow and hatched, extra solid."""
    width = _LINE_PX * ratio * theme.line_width
    if mark is Mark.CORRECT:
        return QPen(QColor(theme.correct), width), tiled(Ink(theme.correct, Pattern.DOTS), ratio, _CORRECT_ALPHA)
    if mark is Mark.MISSED:
        return QPen(QColor(theme.missed), width), tiled(Ink(theme.missed, Pattern.DIAGONAL), ratio, 0.0)
    colour = QColor(theme.extra)
    edge = QPen(colour.darker(135), width)
    colour.setAlphaF(_EXTRA_ALPHA)
    return edge, QBrush(colour)


def paint_grading(painter: QPainter, stage: Stage, theme: Theme, grading: Grading) -> None:
    """Draw the areas of a grading (device pixels)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrushOrigin(QPointF(stage.lens.dx, stage.lens.dy))
    for mark, paths in grading.paths.items():
        pen, brush = mark_style(mark, theme, stage.ratio)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(brush)
        for place in stage.scene.placements:
            if place.view.name in paths:
                painter.drawPath(stage.transform(place).map(paths[place.view.name]))
    painter.restore()
