"""Where on a picture there is room for words: how much body lies under a rectangle."""

import shapely
from PySide6.QtCore import QRectF

from rootmap.ui.bodymap.stage import Stage


def covered(stage: Stage, rect: QRectF) -> float:
    """Return how much body of all views lies under a rectangle, and how much of it the picture cuts off, px²."""
    seen = QRectF(stage.rect) & rect
    found = rect.width() * rect.height() - seen.width() * seen.height()
    for place, part in stage.visible(rect.toAlignedRect()):
        box = QRectF(part) & rect
        x0, y0 = stage.to_view(place, box.topLeft())
        x1, y1 = stage.to_view(place, box.bottomRight())
        body = shapely.clip_by_rect(place.view.outline, x0, y0, x1, y1)
        found += float(shapely.area(body)) * stage.scale(place) ** 2
    return round(found, 3)  # what is left of the sums is none


def under_insets(stage: Stage, rect: QRectF) -> float:
    """Return how much of the cards of smaller views lies under a rectangle, px²."""
    common = [stage.frame(place) & rect for place in stage.scene.placements if place.inset]
    return sum(box.width() * box.height() for box in common)
