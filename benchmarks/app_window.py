"""Rootmap as a user starts it, able to say on its standard input where body and ranking are."""

import sys
from collections.abc import Iterator

import shapely
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from shapely.geometry.base import BaseGeometry

from benchmarks.stage import Places, Rectangle, say_where
from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import View
from rootmap.ui.bodymap.scene import Placement
from rootmap.ui.panels.ranking_list import RankingList
from rootmap.ui.window import Window

# An upright strip down the back of the left leg, view mm from the midline, where the ranking's figures change with each
# move; measured strokes go there. Most other strokes lie round it on that leg, the rest anywhere.
LANE_VIEW = "posterior"
LANE_MM = (-157.0, 900.0, 8.0, 600.0)  # x from the midline, y, width, height
KEPT_FREE_MM = 30.0
LEG_TOP_MM = 880.0
LEG_SHARE = 4  # boxes of that leg are listed so often, for one of the rest
FILLER_MM = (40, 60)
LEADING = 4  # candidates watched
WORDS_AT = 0.73  # of a row's height: the middle of its small letters
STRIP_PX = 6

Box = tuple[float, float, float, float]


def places() -> Places:
    """Return where things stand on the screen now."""
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window))
    stage = window.body.stage
    back = stage.scene[LANE_VIEW]
    lane = (back.view.width_mm / 2 + LANE_MM[0], *LANE_MM[1:])
    fillers = []
    for name in ("anterior", "posterior"):
        place = stage.scene[name]
        for box in _fillers(place.view, lane if name == LANE_VIEW else None):
            often = LEG_SHARE if box[1] > LEG_TOP_MM and place.view.side_at(box[0]) is Side.LEFT else 1
            fillers += [_on_screen(window, place, box)] * often
    brush = window.body.brush_mm * stage.scale(back) / stage.ratio
    ranking = window.panel.list if window.panel else None
    return Places(
        [_on_screen(window, back, lane)], fillers, brush, _words_of(ranking) if ranking and ranking.isVisible() else []
    )


def _fillers(view: View, lane: Box | None) -> Iterator[Box]:
    """Yield boxes that lie wholly on skin and away from the lane."""
    free: BaseGeometry = view.outline
    if lane is not None:
        x, y, width, height = lane
        free = shapely.difference(free, shapely.box(x, y, x + width, y + height).buffer(KEPT_FREE_MM))
    shapely.prepare(free)
    for left in range(0, round(view.width_mm), FILLER_MM[0]):
        for top in range(0, round(view.height_mm), FILLER_MM[1]):
            if shapely.contains(free, shapely.box(left, top, left + FILLER_MM[0], top + FILLER_MM[1])):
                yield left, top, *FILLER_MM


def _on_screen(window: Window, place: Placement, box: Box) -> Rectangle:
    stage, (x, y, width, height) = window.body.stage, box
    corner = stage.to_device(place, x, y) / stage.ratio
    far = stage.to_device(place, x + width, y + height) / stage.ratio
    at = window.body.mapToGlobal(corner.toPoint())
    return at.x(), at.y(), round(far.x() - corner.x()), round(far.y() - corner.y())


def _words_of(ranking: RankingList) -> list[Rectangle]:
    """Return strips through the small words of the leading candidates: little for the eye to fetch and compare."""
    at = ranking.mapToGlobal(QPoint(0, 0))
    tops = [at.y() + round((row + WORDS_AT) * ranking.row_height()) for row in range(LEADING)]
    return [(at.x(), top, ranking.width(), STRIP_PX) for top in tops]


if __name__ == "__main__":
    answerer = say_where(places)
    sys.exit(main(sys.argv[1:]))
