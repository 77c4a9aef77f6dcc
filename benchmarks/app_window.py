"""Rootmap as a user starts it, able to say on its standard input where body and ranking are."""

import sys
from collections.abc import Iterator

import shapely
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.stage import Places, Rectangle, say_where
from rootmap.__main__ import main
from rootmap.skin.figure import View
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.window import Window

# Upright strips of the trunk, view mm from the midline: measured strokes go there, all others elsewhere.
LANES_MM = (-70.0, -30.0, 30.0, 70.0)
LANE_WIDTH_MM = 8.0
LANE_TOP_MM, LANE_BOTTOM_MM = 450.0, 850.0
TRUNK_HALF_MM = 110.0  # kept free of other strokes
FILLER_MM = (40, 60)


def places() -> Places:
    """Return where things stand on the screen now."""
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window))
    views = [window.body.stage.scene[name] for name in ("anterior", "posterior")]
    lanes = [_on_screen(window, place, lane) for place in views for lane in _lanes(place.view)]
    fillers = [_on_screen(window, place, box) for place in views for box in _fillers(place.view)]
    stage = window.body.stage
    brush = window.body.brush_mm * stage.scale(views[0]) / stage.ratio
    panel = window.panel.list if window.panel and window.panel.list.isVisible() else None
    return Places(lanes, fillers, brush, _of_widget(panel) if panel else None)


def _lanes(view: View) -> Iterator[tuple[float, float, float, float]]:
    for offset in LANES_MM:
        x = view.width_mm / 2 + offset - LANE_WIDTH_MM / 2
        yield x, LANE_TOP_MM, LANE_WIDTH_MM, LANE_BOTTOM_MM - LANE_TOP_MM


def _fillers(view: View) -> Iterator[tuple[float, float, float, float]]:
    """Yield boxes that lie wholly on skin and away from the lanes."""
    middle = view.width_mm / 2
    trunk = shapely.box(middle - TRUNK_HALF_MM, LANE_TOP_MM - 60, middle + TRUNK_HALF_MM, LANE_BOTTOM_MM + 60)
    free = shapely.difference(view.outline, trunk)
    shapely.prepare(free)
    width, height = FILLER_MM
    for x in range(0, round(view.width_mm), width):
        for y in range(0, round(view.height_mm), height):
            if shapely.contains(free, shapely.box(x, y, x + width, y + height)):
                yield x, y, width, height


def _on_screen(window: Window, place: Placement, box: tuple[float, float, float, float]) -> Rectangle:
    stage, (x, y, width, height) = window.body.stage, box
    corner = stage.to_device(place, x, y) / stage.ratio
    far = stage.to_device(place, x + width, y + height) / stage.ratio
    at = window.body.mapToGlobal(corner.toPoint())
    return at.x(), at.y(), round(far.x() - corner.x()), round(far.y() - corner.y())


def _of_widget(widget: QWidget) -> Rectangle:
    at = widget.mapToGlobal(QPoint(0, 0))
    return at.x(), at.y(), widget.width(), widget.height()


if __name__ == "__main__":
    answerer = say_where(places)
    sys.exit(main(sys.argv[1:]))
