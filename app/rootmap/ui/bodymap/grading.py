"""Show on the body what a graded drawing has right, what it missed, what is too much and where the maps disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.ui.bodymap.inks import tiled
from rootmap.ui.bodymap.paths import path_of, path_through
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Ink, Pattern, Theme

_LINE_PX = 1.6
_OWN_LINE_PX, _RIGHT_LINE_PX, _HALO_PX = 2.0, 2.6, 5.0
_CORRECT_ALPHA, _ACCEPTED_ALPHA, _SLACK_ALPHA = 0.36, 0.20, 0.22
_EXTRA_ALPHA = 0.82  # far darker than what is right: told apart without colour too
_DASHES = (3.0, 2.0)  # in widths of the line

Area = Mapping[str, BaseGeometry]  # view name -> view mm: areas, or for borders lines


class Mark(Enum):
    """What is told of a piece of skin, from below to above; the value is what the legend says."""

    EXCUSED = "maps disagree: left out"
    SLACK = "near the border"
    ACCEPTED = "maps disagree: accepted"
    CORRECT = "right"
    MISSED = "missed"
    EXTRA = "too much"
    DRAWN = "your border"
    BORDER = "the right border"


_LINES = frozenset({Mark.DRAWN, Mark.BORDER})


@dataclass(frozen=True)
class Grading:
    """The areas or lines of each mark."""

    areas: Mapping[Mark, Area]

    @cached_property
    def paths(self) -> dict[Mark, dict[str, QPainterPath]]:
        """The areas as paths in view mm, from below to above."""
        found = {mark: self.areas[mark] for mark in Mark if mark in self.areas}
        return {mark: {view: _path(mark, shape) for view, shape in area.items()} for mark, area in found.items()}


def mark_style(mark: Mark, theme: Theme, ratio: float) -> tuple[QPen, QBrush]:
    """Return how skin of a mark is drawn, told apart by pattern as well as by colour.

    Right is softly filled and dotted, missed hollow and hatched, too much solid, what the maps dispute lined, green
    where it was painted, what is near a border a plain breath; the own border is a line, the right one a dashed line.
    """
    width, nothing = _LINE_PX * ratio * theme.line_width, QPen(Qt.PenStyle.NoPen)
    if mark is Mark.CORRECT:
        return nothing, tiled(Ink(theme.correct, Pattern.DOTS), ratio, _CORRECT_ALPHA)
    if mark is Mark.MISSED:
        return QPen(QColor(theme.missed), width), tiled(Ink(theme.missed, Pattern.DIAGONAL), ratio, 0.0)
    if mark is Mark.EXCUSED:
        return nothing, tiled(Ink(theme.tolerated, Pattern.HORIZONTAL), ratio, 0.0)
    if mark is Mark.ACCEPTED:
        return nothing, tiled(Ink(theme.correct, Pattern.HORIZONTAL), ratio, _ACCEPTED_ALPHA)
    if mark is Mark.EXTRA:
        colour = QColor(theme.extra)
        edge = QPen(colour.darker(135), width)
        colour.setAlphaF(_EXTRA_ALPHA)
        return edge, QBrush(colour)
    if mark is Mark.SLACK:
        colour = QColor(theme.correct)
        colour.setAlphaF(_SLACK_ALPHA)
        return nothing, QBrush(colour)
    return _line(mark, theme, ratio), QBrush(Qt.BrushStyle.NoBrush)


def paint_grading(painter: QPainter, stage: Stage, theme: Theme, grading: Grading) -> None:
    """Draw the areas of a grading (device pixels)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrushOrigin(QPointF(stage.lens.dx, stage.lens.dy))
    for mark, paths in grading.paths.items():
        pen, brush = mark_style(mark, theme, stage.ratio)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(brush)
        for place in stage.scene.placements:
            if place.view.name in paths:
                path = stage.transform(place).map(paths[place.view.name])
                if mark in _LINES:
                    painter.setPen(_halo(theme, stage.ratio))
                    painter.drawPath(path)
                painter.setPen(pen)
                painter.drawPath(path)
    painter.restore()


def _path(mark: Mark, shape: BaseGeometry) -> QPainterPath:
    if mark not in _LINES:
        return path_of(shape)
    lines = [shapely.get_coordinates(line) for line in shapely.get_parts(shape)]
    return path_through(lines) if lines else QPainterPath()


def _line(mark: Mark, theme: Theme, ratio: float) -> QPen:
    if mark is Mark.DRAWN:
        own = QColor(theme.paint[Quality.NUMBNESS].colour)
        return QPen(own, _OWN_LINE_PX * ratio * theme.line_width)
    pen = QPen(QColor(theme.lit), _RIGHT_LINE_PX * ratio * theme.line_width)
    pen.setDashPattern(list(_DASHES))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _halo(theme: Theme, ratio: float) -> QPen:
    colour = QColor(theme.halo)
    colour.setAlphaF(0.75)
    pen = QPen(colour, _HALO_PX * ratio * theme.line_width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
