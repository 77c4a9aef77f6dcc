"""Our own monochrome icons, tinted by the theme when painted."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rootmap.resources import assets


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return an icon of `size` logical pixels in a colour, sharp at the given pixel ratio."""
    text = assets("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    with QPainter(result) as painter:
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    return result


def draw(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon into the middle of a rectangle (logical pixels)."""
    size = round(min(rect.width(), rect.height()))
    picture = pixmap(name, colour.name(), size, painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.center().toPoint() - QRectF(0, 0, size, size).center().toPoint(), picture)
