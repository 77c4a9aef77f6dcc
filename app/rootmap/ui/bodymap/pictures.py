"""The figure's pictures and lines as Qt can draw them, read when first needed and tinted by the theme."""

from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainterPath

from rootmap.errors import InputError
from rootmap.skin.figure import Detail, View
from rootmap.ui.bodymap.paths import DetailPath, path_through
from rootmap.ui.theme import THEMES, Theme

_BEYOND_MM = 20.0  # the page is painted this far round a view, so that no edge of the picture shows
_WEIGHTS = 6  # as many widths of lines as the eye tells apart
_COARSE = 0.5  # device pixels per picture pixel below which two-point sampling skips lines of the picture


class ViewPictures:
    """What one view is drawn from, read when first drawn. Paths are in view mm."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._underlay: tuple[tuple[str, bool], QImage] | None = None
        self._details: dict[tuple[str, Path], QImage] = {}

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
        """The lines inside the silhouette, one path for each of a few weights (0..1)."""
        by_weight: dict[int, list[NDArray[np.float64]]] = {}
        for crease in self.view.creases:
            by_weight.setdefault(round(crease.weight * _WEIGHTS), []).append(crease.points)
        return [(path_through(lines), weight / _WEIGHTS) for weight, lines in by_weight.items()]

    @cached_property
    def _outline(self) -> DetailPath:
        return DetailPath(self.view.outline)

    def underlay(self, theme: Theme, px_per_mm: float, seen: QRectF) -> tuple[QImage, QRectF]:
        """Return the shaded skin in the theme's tones, as much as is seen (view mm), and the rectangle it fills.

        At half size where that is enough. Kept in indexed colours, a quarter of the memory of drawn ones.
        """
        coarse = px_per_mm / self.view.underlay_px_per_mm < _COARSE
        key = (theme.name, coarse)
        if self._underlay is None or self._underlay[0] != key:
            path = self.view.half_underlay_path if coarse else self.view.underlay_path
            self._underlay = (key, tinted(_read(path), theme))
        image = self._underlay[1]
        scale = image.width() / self.view.width_mm
        part = QRectF(seen.x() * scale, seen.y() * scale, seen.width() * scale, seen.height() * scale)
        cut = part.toAlignedRect().adjusted(-2, -2, 2, 2) & image.rect()
        box = QRectF(cut.x() / scale, cut.y() / scale, cut.width() / scale, cut.height() / scale)
        return image.copy(cut).convertToFormat(QImage.Format.Format_RGB32), box

    def details(self, theme: Theme, seen: QRectF) -> list[tuple[QImage, QRectF, bool]]:
        """Return the finer pictures of what is seen (view mm): picture, its rectangle, and whether to flip it there."""
        found = [
            (part, box, flip) for part in self.view.details for box, flip in self._boxes(part) if box.intersects(seen)
        ]
        kept = self._details
        self._details = {}
        for part, _, _ in found:
            key = (theme.name, part.path)
            self._details[key] = (
                kept[key]
                if key in kept
                else tinted(_read(part.path), theme).convertToFormat(QImage.Format.Format_RGB32)
            )
        return [(self._details[theme.name, part.path], box, flip) for part, box, flip in found]

    def _boxes(self, part: Detail) -> list[tuple[QRectF, bool]]:
        box = QRectF(part.x_mm, part.y_mm, part.width_mm, part.height_mm)
        across = QRectF(self.view.width_mm - box.right(), box.top(), box.width(), box.height())
        return [(box, False), (across, True)] if part.mirrored else [(box, False)]


def _read(path: Path) -> QImage:
    image = QImage(str(path))
    if image.isNull():
        raise InputError(path, "", "is not a picture", "reinstall Rootmap or rebuild the figure")
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def tinted(grey: QImage, theme: Theme) -> QImage:
    """Return a grey picture in indexed colours, from the theme's darkest skin tone to its lightest."""
    indexed = QImage(grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(), QImage.Format.Format_Indexed8)
    indexed.setColorTable(_tones(theme.shade, theme.light))
    return indexed.copy()  # its own pixels: the grey picture goes


@lru_cache(maxsize=len(THEMES))
def _tones(shade: str, light: str) -> list[int]:
    """Return the 256 colours from the darkest skin tone to the lightest."""
    ends = np.array([(end.red(), end.green(), end.blue()) for end in (QColor(shade), QColor(light))], np.float64)
    steps = np.linspace(0, 1, 256)[:, None]
    red, green, blue = np.round(ends[0] + (ends[1] - ends[0]) * steps).astype(int).T
    return [int(tone) for tone in 0xFF000000 | red << 16 | green << 8 | blue]
