"""A picture of a drawing on the body, painted by the window's own code, with the sides marked."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QIODevice, QThread
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Drawing, paint
from rootmap.skin.figure import Figure, View
from rootmap.ui.bodymap.body_painter import BodyLook, paint_body
from rootmap.ui.bodymap.captions import captions, paint_captions
from rootmap.ui.bodymap.mark_layers import MarkLayers
from rootmap.ui.bodymap.overlay import Overlay
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.scene import Lens, Scene
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.theme import LIGHT

MARGIN = 0.03  # round the body, as a share of its longer extent
PLAIN_SIZE = 900.0  # the size in pixels at which lines have their usual width


@dataclass(frozen=True)
class _Crop:
    """The part of a view that the picture shows, in view mm."""

    x: float
    y: float
    width: float
    height: float

    @staticmethod
    def round_body(view: View) -> "_Crop":
        """Return the silhouette's rectangle and a margin, within the view's frame."""
        x0, y0, x1, y1 = view.outline.bounds
        margin = MARGIN * max(x1 - x0, y1 - y0)
        x, y = max(x0 - margin, 0.0), max(y0 - margin, 0.0)
        return _Crop(x, y, min(x1 + margin, view.width_mm) - x, min(y1 + margin, view.height_mm) - y)


def picture_of(drawing: Drawing, figure: Figure, view_name: str, size: int) -> bytes:
    """Return a PNG of one view with the drawing on it, cropped to the body; its longer edge has `size` pixels."""
    QThread.currentThread()  # Qt takes the first thread it meets for the main one: not a worker that scales pictures
    lettering = _lettering()
    view = figure.views[view_name]
    pictures = {view_name: ViewPictures(view)}
    stage = _stage(figure, view, size)
    painted = paint(drawing, figure)
    here = {quality: {view_name: areas[view_name]} for quality, areas in painted.items() if view_name in areas}
    marks = MarkLayers(pictures)
    marks.rebuild(stage, LIGHT, here, Quality.PAIN)
    image = QImage(stage.width, stage.height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint_body(painter, stage, BodyLook(LIGHT, Overlay(), pictures), stage.rect)
        marks.draw(painter, stage.rect)
        paint_captions(painter, stage, LIGHT, captions(stage, LIGHT), stage.rect)
    del lettering
    return _png(image)


def _lettering() -> QGuiApplication | None:
    """Return what Qt needs alive while it writes letters, None when a window has it already; no display is used."""
    return None if QGuiApplication.instance() is not None else QGuiApplication(["rootmap", "-platform", "offscreen"])


def busiest_view(drawing: Drawing, figure: Figure) -> str:
    """Return the name of the view that shows most of the drawing; the first view for an empty one."""
    shown = dict.fromkeys(figure.views, 0.0)
    for areas in paint(drawing, figure).values():
        for name, area in areas.items():
            shown[name] += area.area / figure.views[name].outline.area  # views have scales of their own
    return max(shown, key=lambda name: shown[name])


def _stage(figure: Figure, view: View, size: int) -> Stage:
    alone = replace(figure, views={view.name: view})  # other views may be laid over this one's empty corners
    scene, crop = Scene(alone), _Crop.round_body(view)
    pixels_per_mm = size / max(crop.width, crop.height)
    place = scene[view.name]
    scale = pixels_per_mm / place.scale
    x, y = place.to_scene(crop.x, crop.y)
    width, height = (max(round(extent * pixels_per_mm), 1) for extent in (crop.width, crop.height))
    return Stage(scene, Lens(scale, -x * scale, -y * scale), width, height, ratio=max(size / PLAIN_SIZE, 1.0))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
