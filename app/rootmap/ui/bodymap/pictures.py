"""The figure's pictures and lines as Qt can draw them, read when first needed and tinted by the theme."""

from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainterPath, QTransform

from rootmap.errors import InputError
from rootmap.skin.figure import View
from rootmap.ui.bodymap.paths import DetailPath, path_through
from rootmap.ui.theme import Theme

_BEYOND_MM = 20.0  # the page is painted this far round a view, so that no edge of the picture shows
_COARSE = 0.5  # device pixels per picture pixel below which two-point sampling skips lines of the picture


class ViewPictures:
    """What one view is drawn from. Paths are in view mm."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._tinted: dict[tuple[str, bool], QImage] = {}
        self._details: list[tuple[QRectF, QImage, str]] = []

    def outline(self, px_per_mm: float) -> QPainterPath:
        """Return the silhouette as drawn at a scale."""
        return self._outline.at(px_per_mm)

    def surroundings(self, px_per_mm: float) -> QPainterPath:
        """Return all of the frame, and a little beyond, that is not body."""
        path = QPainterPath(self.outline(px_per_mm))
        path.addRect(
            QRectF(0, 0, self.view.width_mm, self.view.height_mm).adjusted(
                -_BEYOND_MM, -_BEYOND_MM, _BEYOND_MM, _BEYOND_MM
            )
        )
        return path

    @cached_property
    def creases(self) -> list[tuple[QPainterPath, float]]:
        """The lines inside the silhouette, each with its weight."""
        return [(path_through(crease.points), crease.weight) for crease in self.view.creases]

    @cached_property
    def _outline(self) -> DetailPath:
        return DetailPath(self.view.outline)

    @cached_property
    def _grey(self) -> QImage:
        image = QImage(str(self.view.underlay_path))
        if image.isNull():
            raise InputError(self.view.underlay_path, "", "is not a picture", "reinstall Rootmap or rebuild the figure")
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    def underlay(self, theme: Theme, device_px_per_mm: float) -> QImage:
        """Return the shaded skin in the theme's tones, at half size where that is enough."""
        coarse = device_px_per_mm / self.view.underlay_px_per_mm < _COARSE
        key = (theme.name, coarse)
        if key not in self._tinted:
            self._tinted = {}  # one theme at a time
            self._tinted[key] = tinted(_halved(self._grey) if coarse else self._grey, theme)
        return self._tinted[key]

    def details(self, theme: Theme) -> list[tuple[QRectF, QImage]]:
        """Return the finer pictures of parts, each with its rectangle in view mm."""
        if any(name != theme.name for *_, name in self._details) or not self._details:
            self._details = list(self._read_details(theme))
        return [(rect, image) for rect, image, _ in self._details]

    def _read_details(self, theme: Theme) -> list[tuple[QRectF, QImage, str]]:
        found = []
        for part in self.view.details:
            image = tinted(QImage(str(part.path)).convertToFormat(QImage.Format.Format_Grayscale8), theme)
            found.append((QRectF(part.x_mm, part.y_mm, part.width_mm, part.height_mm), image, theme.name))
            if part.mirrored:
                x = self.view.width_mm - part.x_mm - part.width_mm
                flipped = image.transformed(QTransform.fromScale(-1, 1))
                found.append((QRectF(x, part.y_mm, part.width_mm, part.height_mm), flipped, theme.name))
        return found


def _halved(image: QImage) -> QImage:
    return image.scaled(
        image.size() / 2, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def tinted(grey: QImage, theme: Theme) -> QImage:
    """Return a grey picture with black and white replaced by the theme's darkest and lightest skin tone."""
    low, high = QColor(theme.shade), QColor(theme.light)
    table = [_between(low, high, step / 255).rgb() for step in range(256)]
    indexed = QImage(grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(), QImage.Format.Format_Indexed8)
    indexed.setColorTable(table)
    return indexed.convertToFormat(QImage.Format.Format_RGB32)


def _between(low: QColor, high: QColor, share: float) -> QColor:
    def mix(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(mix(low.red(), high.red()), mix(low.green(), high.green()), mix(low.blue(), high.blue()))
