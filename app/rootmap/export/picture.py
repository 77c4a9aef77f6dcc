"""A picture of a drawing on the body, painted by the window's own code, with the sides marked."""

from PySide6.QtCore import QBuffer, QIODevice, QThread
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from rootmap.skin.drawing import Drawing, paint
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.still import Crop, Stills
from rootmap.ui.theme import LIGHT

_LETTERS_PX = 15  # on a picture of the plain size


def picture_of(drawing: Drawing, figure: Figure, view_name: str, size: int) -> bytes:
    """Return a PNG of one view with the drawing on it, cropped to the body; its longer edge has `size` pixels."""
    QThread.currentThread()  # Qt takes the first thread it meets for the main one: not a worker that scales pictures
    lettering = _lettering()
    crop = Crop.round_body(figure.views[view_name])
    image = Stills(figure, LIGHT).still(view_name, paint(drawing, figure), crop, size, sides=True)
    del lettering
    return _png(image)


def _lettering() -> QGuiApplication | None:
    """Return what Qt needs alive while it writes letters, None when a window has it already; no display is used."""
    if QGuiApplication.instance() is not None:
        return None
    application = QGuiApplication(["rootmap", "-platform", "offscreen"])
    font = application.font()
    font.setPixelSize(_LETTERS_PX)
    application.setFont(font)
    return application


def busiest_view(drawing: Drawing, figure: Figure) -> str:
    """Return the name of the view that shows most of the drawing; the first view for an empty one."""
    shown = dict.fromkeys(figure.views, 0.0)
    for areas in paint(drawing, figure).values():
        for name, area in areas.items():
            shown[name] += area.area / figure.views[name].outline.area  # views have scales of their own
    return max(shown, key=lambda name: shown[name])


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
