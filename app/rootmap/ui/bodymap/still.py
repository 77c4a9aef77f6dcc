"""Still pictures of a painted view, drawn off screen by the window's own painting code."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage, QPainter

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Painted
from rootmap.skin.figure import Figure, View
from rootmap.ui.bodymap.body_painter import BodyLook, paint_body
from rootmap.ui.bodymap.captions import captions, paint_captions
from rootmap.ui.bodymap.mark_layers import MarkLayers
from rootmap.ui.bodymap.overlay import Overlay
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.scene import Lens, Scene
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import Theme

MARGIN = 0.03  # round the body, as a share of its longer extent
PLAIN_SIZE = 900.0  # the size in pixels at which lines have their usual width


@dataclass(frozen=True)
class Crop:
    """The part of a view that a picture shows, in view mm."""

    x: float
    y: float
    width: float
    height: float

    @staticmethod
    def round_body(view: View) -> "Crop":
        """Return the silhouette's rectangle and a margin, within the view's frame."""
        x0, y0, x1, y1 = view.outline.bounds
        margin = MARGIN * max(x1 - x0, y1 - y0)
        x, y = max(x0 - margin, 0.0), max(y0 - margin, 0.0)
        return Crop(x, y, min(x1 + margin, view.width_mm) - x, min(y1 + margin, view.height_mm) - y)


class Stills:
    """Draws pictures of one figure in one theme; keeps what it has read of it."""

    def __init__(self, figure: Figure, theme: Theme) -> None:
        self._figure, self._theme = figure, theme
        self._pictures: dict[str, ViewPictures] = {}

    def still(self, view_name: str, painted: Painted, crop: Crop, size: int, *, sides: bool) -> QImage:
        """Return a part of a view with what is painted there; its longer edge has `size` pixels.

        With `sides` the picture says which side of the patient is where.
        """
        view = self._figure.views[view_name]
        pictures = {view_name: self._pictures.setdefault(view_name, ViewPictures(view))}
        stage = _stage(self._figure, view, crop, size)
        here = {quality: {view_name: areas[view_name]} for quality, areas in painted.items() if view_name in areas}
        marks = MarkLayers(pictures)
        marks.rebuild(stage, self._theme, here, Quality.PAIN)
        image = QImage(stage.width, stage.height, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            paint_body(painter, stage, BodyLook(self._theme, Overlay(), pictures), stage.rect)
            marks.draw(painter, stage.rect)
            if sides:
                paint_captions(painter, stage, self._theme, captions(stage, self._theme), stage.rect)
        return image


def _stage(figure: Figure, view: View, crop: Crop, size: int) -> Stage:
    alone = replace(figure, views={view.name: view})  # other views may be laid over this one's empty corners
    scene = Scene(alone)
    pixels_per_mm = size / max(crop.width, crop.height)
    place = scene[view.name]
    scale = pixels_per_mm / place.scale
    x, y = place.to_scene(crop.x, crop.y)
    width, height = (max(round(extent * pixels_per_mm), 1) for extent in (crop.width, crop.height))
    return Stage(scene, Lens(scale, -x * scale, -y * scale), width, height, ratio=max(size / PLAIN_SIZE, 1.0))
