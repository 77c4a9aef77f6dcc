"""How two territories differ, drawn on the body: what only the one has, both, only the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from shapely.geometry import MultiPolygon

from rootmap.explore.compare import Difference
from rootmap.ui.bodymap.inks import tiled
from rootmap.ui.bodymap.paths import DetailPath
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Ink, Pattern, Theme

_LINE_PX = 1.6
_GROUND_ALPHA = {"only_a": 0.62, "both": 0.30, "only_b": 0.62}


class Part(Enum):
    """Which skin; the value names the field of a Difference."""

    ONLY_A = "only_a"
    BOTH = "both"
    ONLY_B = "only_b"


# Blue against orange, told apart by every eye; and by pattern without any colour.
_INKS: Mapping[Part, Ink] = {
    Part.ONLY_A: Ink("#2a78c8", Pattern.DIAGONAL),
    Part.BOTH: Ink("#6a5a86", Pattern.DOTS),
    Part.ONLY_B: Ink("#e07b00", Pattern.HORIZONTAL),
}


@dataclass(frozen=True)
class Differences:
    """The differences to draw, one for each side of the body."""

    sides: tuple[Difference, ...]

    @cached_property
    def paths(self) -> list[tuple[Part, str, DetailPath]]:
        """Every area with its view, as paths in view mm."""
        return [
            (part, view, DetailPath(shape))
            for difference in self.sides
            for part in Part
            for view, shape in _area(difference, part).items()
        ]


def _area(difference: Difference, part: Part) -> Mapping[str, MultiPolygon]:
    return {Part.ONLY_A: difference.only_a, Part.BOTH: difference.both, Part.ONLY_B: difference.only_b}[part]


def cm2_of(difference: Difference, part: Part) -> float:
    """Return the skin of a part, in cm² on one side."""
    cm2 = {Part.ONLY_A: difference.only_a_cm2, Part.BOTH: difference.both_cm2, Part.ONLY_B: difference.only_b_cm2}
    return cm2[part]


def style_of(part: Part, theme: Theme, ratio: float) -> tuple[QPen, QBrush]:
    """Return how a part is drawn: its edge and its fill (device pixels)."""
    ink = _INKS[part]
    pen = QPen(QColor(ink.colour).darker(130), _LINE_PX * ratio * theme.line_width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen, tiled(ink, ratio, _GROUND_ALPHA[part.value])


def paint_differences(painter: QPainter, stage: Stage, theme: Theme, shown: Differences | None) -> None:
    """Draw the areas of differences (device pixels)."""
    if shown is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrushOrigin(QPointF(stage.lens.dx, stage.lens.dy))
    styles = {part: style_of(part, theme, stage.ratio) for part in Part}
    for part, view, path in shown.paths:
        pen, brush = styles[part]
        painter.setPen(pen)
        painter.setBrush(brush)
        for place in stage.scene.placements:
            if place.view.name == view:
                painter.drawPath(stage.transform(place).map(path.at(stage.scale(place))))
    painter.restore()
