"""The body on screen, to be looked at: camera, overlay, paint; no tools. The lecture window shows this alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.skin.editing import Change, Editor, Listener
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.body_painter import BodyLook
from rootmap.ui.bodymap.captions import Caption, captions, paint_captions
from rootmap.ui.bodymap.overlay import AtlasLike, AtlasPaths, Highlight, Overlay
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.places import PLACES, WHOLE, camera_on
from rootmap.ui.bodymap.scene import Camera, Lens, Scene
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.bodymap.surface import Surface
from rootmap.ui.bodymap.tools import Segment
from rootmap.ui.theme import LIGHT, Theme

if TYPE_CHECKING:  # the first painted body needs none of these
    from rootmap.ui.bodymap.flight import Flight
    from rootmap.ui.bodymap.grading import Grading, Mark
    from rootmap.ui.bodymap.heat import Heat

_SETTLE_MS = 80  # after the last zoom step the picture is painted anew
_MARGIN_PX = 14.0  # logical, round the whole scene at zoom 1
_CACHE_ATLASES = 24  # more than there are; each holds paths only once it was drawn


class Subscription:
    """One listener's tie to one editor at a time."""

    def __init__(self) -> None:
        self._end: Callable[[], None] | None = None

    def begin(self, editor: Editor, listener: Listener) -> None:
        """Listen to an editor, and no more to the one before."""
        self.end()
        self._end = editor.subscribe(listener)

    def end(self, *_: object) -> None:
        """Listen no more."""
        if self._end is not None:
            self._end()
            self._end = None


class BodyView(QWidget):
    """Shows a figure with atlases over it and an editor's paint on it, through a camera."""

    view_changed = Signal()
    editor_replaced = Signal()

    def __init__(self, figure: Figure, parent: QWidget | None = None, like: "BodyView | None" = None) -> None:
        """Make a view; one made `like` another has its pictures and paths in common with it, not a copy."""
        super().__init__(parent)
        self.figure = figure
        self.scene = Scene(figure)
        self._subscription = Subscription()
        self.destroyed.connect(self._subscription.end)
        self.editor = Editor(figure)
        self._subscription.begin(self.editor, self._on_change)
        self._theme = LIGHT
        self._quality = Quality.PAIN
        self._atlases: dict[str, AtlasPaths] = like._atlases if like is not None else {}
        self._grading: Grading | None = None
        look = like._surface.look if like is not None else BodyLook(LIGHT, Overlay(), _pictures(self.scene))
        self._surface: Surface = Surface(replace(look, theme=self._theme, overlay=Overlay()))
        self._camera = Camera.whole(self.scene)
        self._stage = self._staged()
        self._captions: tuple[Stage, str, list[Caption]] | None = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.settle)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self.setAccessibleName("Body map")

    def sizeHint(self) -> QSize:
        """Return a size at which the whole body is easily painted on."""
        return QSize(1200, 800)

    # what is shown

    def set_editor(self, editor: Editor) -> None:
        """Show another drawing."""
        self.editor = editor
        self._subscription.begin(editor, self._on_change)
        self._repaint_marks()
        self.editor_replaced.emit()

    def set_figure(self, figure: Figure) -> None:
        """Show another body, whole and blank."""
        self._flight.stop()
        self._settle.stop()
        self.figure, self.scene = figure, Scene(figure)
        self._atlases.clear()
        self._surface = Surface(replace(self._surface.look, overlay=Overlay(), pictures=_pictures(self.scene)))
        self._grading = None
        self._camera = Camera.whole(self.scene)
        self._stage = self._staged()
        self.set_editor(Editor(figure))
        if self.isVisible():
            self.settle()

    def set_quality(self, quality: Quality) -> None:
        """Choose what is painted with; its layer lies on top."""
        if quality is not self._quality:
            self._quality = quality
            self._repaint_marks()

    @property
    def quality(self) -> Quality:
        """What is painted with."""
        return self._quality

    def set_atlases(self, shown: Sequence[AtlasLike], opacity: float = 0.85, labels: bool = True) -> None:
        """Show atlases: the first filled, at an opacity of 0..1, the others as lines; none hides the overlay."""
        overlay = replace(
            self.overlay, atlases=tuple(self._paths(atlas) for atlas in shown), opacity=opacity, labels=labels
        )
        self._restyle(overlay)

    def set_heat(self, heat: "Heat | None") -> None:
        """Show a quantity over the skin as colour, or none."""
        self._restyle(replace(self.overlay, heat=heat))

    def set_reference(self, atlases: Iterable[AtlasLike]) -> None:
        """Name the atlases whose territories may be lit or filled though they are not shown."""
        self._restyle(replace(self.overlay, lit_from=tuple(self._paths(atlas) for atlas in atlases)))

    def highlight(
        self, atlas_id: str | None = None, territories: Iterable[str] = (), sides: Iterable[Side] = tuple(Side)
    ) -> None:
        """Light territories of an atlas and dim the others; without arguments, light none."""
        names = frozenset(territories)
        light = Highlight(atlas_id, names, frozenset(sides)) if atlas_id is not None and names else None
        self._restyle(replace(self.overlay, highlight=light))

    def show_grading(self, areas: "Mapping[Mark, Mapping[str, BaseGeometry]] | None" = None) -> None:
        """Show how a painting was graded, in place of its paint (view -> view mm); without arguments, nothing."""
        from rootmap.ui.bodymap.grading import Grading

        self._grading = Grading(areas) if areas is not None else None
        self._surface.shows_marks = areas is None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._surface.look = replace(self._surface.look, theme=theme)
        if self._surface.stage is not None:
            self.settle()

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def overlay(self) -> Overlay:
        """What lies over the shading."""
        return self._surface.look.overlay

    # the camera

    @property
    def camera(self) -> Camera:
        """Where one looks."""
        return self._camera

    @camera.setter
    def camera(self, camera: Camera) -> None:
        self._flight.stop()
        self._look_through(camera)

    @property
    def stage(self) -> Stage:
        """The camera's picture on this widget, in device pixels."""
        return self._stage

    def zoom_by(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Zoom about a device pixel, or about the middle."""
        stage = self._stage
        at = at or (stage.width / 2, stage.height / 2)
        factor = replace(self._camera, zoom=self._camera.zoom * factor).kept_on(self.scene).zoom / self._camera.zoom
        self.camera = stage.lens.about(self._camera, at, factor)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by device pixels."""
        scale = self._stage.lens.scale
        self.camera = replace(self._camera, x=self._camera.x - dx / scale, y=self._camera.y - dy / scale)

    def fly_to(self, place: str) -> None:
        """Fly to a place of `places.PLACES` or to "whole"; from there to its other view. KeyError if unknown."""
        if place == WHOLE:
            self._flight.to(self._camera, Camera.whole(self.scene))
            return
        aspect = self._stage.width / max(self._stage.height, 1)
        targets = [camera_on(spot, self.scene, aspect) for spot in PLACES[place]]
        there = self._flight.target or self._camera
        here = targets.index(there) if there in targets else -1
        self._flight.to(self._camera, targets[(here + 1) % len(targets)])

    @cached_property
    def _flight(self) -> "Flight":
        from rootmap.ui.bodymap.flight import Flight

        return Flight(self, self._look_through)

    # a stroke in hand, as it grows

    def extend_live(self, segment: Segment, *, erase: bool) -> None:
        """Show a new piece of a stroke at once; the polygons follow at its end."""
        if self._surface.stage != self._stage:
            self.settle()
        place = self.scene[segment.view]
        line = QLineF(self._stage.to_device(place, *segment.start), self._stage.to_device(place, *segment.end))
        touched = self._surface.marks.dab(line, segment.width_mm * self._stage.scale(place), erase=erase)
        self._update_device(touched)

    def drop_live(self) -> None:
        """Take back what `extend_live` showed."""
        self._repaint_marks()

    # painting

    def warm(self) -> Iterator[None]:
        """Read, step by step and in idle moments, what the first stroke and the first hover need."""
        names = self.scene.first_views
        for name in names:
            yield
            _ = self.figure.views[name].grid.segment
        for one in names:
            for other in names:
                if one != other:
                    yield
                    self.figure.links(one, other)
        yield
        self._surface.marks.prepare()

    def settle(self) -> None:
        """Paint the cached pictures anew for the present camera."""
        self._settle.stop()
        self._surface.rebuild(self._stage, self.editor.painted, self._quality)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Compose the cached pictures; nothing is computed here."""
        ratio = self._stage.ratio
        box = QRectF(event.rect())
        part = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio).toAlignedRect()
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            self._surface.draw(painter, self._stage, part & self._stage.rect)
            if self._grading is not None:
                from rootmap.ui.bodymap.grading import paint_grading

                paint_grading(painter, self._stage, self._theme, self._grading)
            self._surface.draw_names(painter, self._stage, part & self._stage.rect)
            paint_captions(painter, self._stage, self._theme, self._captions_now(), part)
            if self.overlay.heat is not None and self.overlay.heat.ticks:
                from rootmap.ui.bodymap.heat import paint_key

                paint_key(painter, self._stage, self._theme, self.overlay.heat)
            self._paint_over(painter, part)

    def _paint_over(self, painter: QPainter, part: QRect) -> None:
        """Draw what moves with the hand (device pixels)."""

    def showEvent(self, event: QShowEvent) -> None:
        """Build the pictures before the first paint."""
        super().showEvent(event)
        self._look_through(self._camera)
        if self._surface.stage != self._stage:
            self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._flight.stop()
        self._settle.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the camera; paint anew soon."""
        super().resizeEvent(event)
        self._look_through(self._camera)

    def _look_through(self, camera: Camera) -> None:
        self._camera = camera.kept_on(self.scene)
        stage = self._staged()
        if stage == self._stage and self._surface.stage == stage:
            return
        self._stage = stage
        if self._surface.stage is not None and stage != self._surface.stage:
            if self._surface.pan(stage, self.editor.painted):
                self._settle.stop()
            else:
                self._settle.start()
        self.update()
        self.view_changed.emit()

    def _captions_now(self) -> list[Caption]:
        """Return the captions of what is shown, worked out once for each stage and theme."""
        if self._captions is None or self._captions[:2] != (self._stage, self._theme.name):
            self._captions = self._stage, self._theme.name, captions(self._stage, self._theme)
        return self._captions[2]

    def _staged(self) -> Stage:
        ratio = self.devicePixelRatioF()
        size = round(self.width() * ratio), round(self.height() * ratio)
        margins = _MARGIN_PX * ratio, _MARGIN_PX * ratio
        return Stage(self.scene, Lens.through(self._camera, self.scene, size, margins), *size, ratio)

    def _on_change(self, change: Change) -> None:
        self._update_device(self._surface.change(change, self.editor.painted))

    def _repaint_marks(self) -> None:
        if self._surface.stage is not None:
            self._surface.marks.rebuild(self._surface.stage, self._theme, self.editor.painted, self._quality)
            self.update()

    def _restyle(self, overlay: Overlay) -> None:
        if overlay == self.overlay and overlay.lit_from == self.overlay.lit_from:
            return
        same = overlay == self.overlay
        self._surface.look = replace(self._surface.look, overlay=overlay)
        if self._surface.stage is None or same:
            return
        self._surface.restyle(self._surface.look)
        self.update()

    def _paths(self, atlas: AtlasLike) -> AtlasPaths:
        key = atlas.info.id
        if key not in self._atlases or self._atlases[key].atlas is not atlas:
            while len(self._atlases) >= _CACHE_ATLASES:
                self._atlases.pop(next(iter(self._atlases)))
            self._atlases[key] = AtlasPaths(atlas)
        return self._atlases[key]

    def _update_device(self, part: QRect) -> None:
        """Ask for a repaint of device pixels."""
        if not part.isEmpty():
            ratio = self._stage.ratio
            box = QRectF(part.x() / ratio, part.y() / ratio, part.width() / ratio, part.height() / ratio)
            self.update(box.toAlignedRect())


def _pictures(scene: Scene) -> dict[str, ViewPictures]:
    return {place.view.name: ViewPictures(place.view) for place in scene.placements}
