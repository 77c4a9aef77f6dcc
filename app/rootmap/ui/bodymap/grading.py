"""Show on the body what a graded painting missed and what it had too much."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from shapely.geometry import MultiPolygon

from rootmap.ui.bodymap.paths import path_of
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

_LINE_PX = 1.8
_FILL_ALPHA = 0.30


@dataclass(frozen=True)
class Grading:
    """View name -> area in view mm."""

    missed: Mapping[str, MultiPolygon]
    extra: Mapping[str, MultiPolygon]

    @cached_property
    def paths(self) -> tuple[dict[str, QPainterPath], dict[str, QPainterPath]]:
        """Missed and extra as paths in view mm."""
        missed, extra = ({view: path_of(shape) for view, shape in side.items()} for side in (self.missed, self.extra))
        return missed, extra


def paint_grading(painter: QPainter, stage: Stage, theme: Theme, grading: Grading | None) -> None:
    """Draw missed skin as an empty dashed area, extra paint as hatched (device pixels)."""
    if grading is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    missed, extra = grading.paths
    width = _LINE_PX * stage.ratio * theme.line_width
    styles = (
        (missed, theme.missed, Qt.PenStyle.DashLine, Qt.BrushStyle.SolidPattern),
        (extra, theme.extra, Qt.PenStyle.SolidLine, Qt.BrushStyle.FDiagPattern),
    )
    for place in stage.scene.placements:
        transform = stage.transform(place)
        for paths, name, line, fill in styles:
            if place.view.name in paths:
                colour = QColor(name)
                painter.setPen(QPen(colour, width, line))
                if fill is Qt.BrushStyle.SolidPattern:
                    colour.setAlphaF(_FILL_ALPHA)
                painter.setBrush(QBrush(colour, fill))
                painter.drawPath(transform.map(paths[place.view.name]))
    painter.restore()
