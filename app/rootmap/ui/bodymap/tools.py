"""What a press, a move and a release mean: one routine for each tool, without a window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.editing import Area, Editor
from rootmap.ui.bodymap.scene import Placement

MIN_BRUSH_MM, MAX_BRUSH_MM = 2.0, 200.0
BRUSH_STEP = 1.2  # one press of a size key
_LIGHTEST = 0.25  # share of the brush's width at the lightest touch of a pen


class Tool(Enum):
    """What the left button does."""

    BRUSH = "brush"
    LASSO = "lasso"
    ERASER = "eraser"
    FILL = "fill"
    EXAMINE = "examine"


@dataclass(frozen=True)
class Segment:
    """A piece of a stroke in hand: two points in view mm and the brush's width there."""

    view: str
    start: tuple[float, float]
    end: tuple[float, float]
    width_mm: float


@dataclass
class Stroke:
    """A stroke in hand, from press to release; it stays in the view it began in."""

    tool: Tool
    quality: Quality
    place: Placement
    points: list[tuple[float, float]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    @property
    def erases(self) -> bool:
        """Whether it rubs out."""
        return self.tool is Tool.ERASER

    def extend(self, point: tuple[float, float], width_mm: float) -> Segment | None:
        """Add a point in view mm; return the new piece to paint, or None where there is none."""
        last = self.points[-1] if self.points else point
        if self.points and last == point:
            return None
        self.points.append(point)
        self.widths.append(width_mm)
        return Segment(self.place.view.name, last, point, width_mm)

    def commit(self, editor: Editor) -> None:
        """Make it one step of the drawing."""
        view = self.place.view.name
        if self.tool is Tool.BRUSH:
            editor.stroke(self.quality, view, self.points, self.widths)
        elif self.tool is Tool.ERASER:
            editor.erase(view, self.points, self.widths)
        elif self.tool is Tool.LASSO:
            editor.lasso(self.quality, view, self.points)


def pressed_width(brush_mm: float, pressure: float) -> float:
    """Return the width a pen leaves at a pressure of 0..1."""
    return brush_mm * (_LIGHTEST + (1 - _LIGHTEST) * min(max(pressure, 0.0), 1.0))


def scaled_brush(brush_mm: float, factor: float) -> float:
    """Return another brush size within bounds."""
    return min(max(brush_mm * factor, MIN_BRUSH_MM), MAX_BRUSH_MM)


Filler = Callable[[str, float, float], Area]
"""Returns what the fill tool paints at a point of a view (view mm)."""
