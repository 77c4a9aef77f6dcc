"""The cached pictures behind the widget: built for one stage, shown at once, moved or rebuilt when the camera moves."""

from dataclasses import replace
from functools import reduce

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Painted
from rootmap.skin.editing import Change
from rootmap.ui.bodymap.body_painter import BodyLook, paint_body
from rootmap.ui.bodymap.mark_layers import MarkLayers, bounds_on, scroll
from rootmap.ui.bodymap.names import Name, names, paint_names
from rootmap.ui.bodymap.stage import Stage


class Surface:
    """Body and paint as pictures in device pixels, for the stage they were built for."""

    def __init__(self, look: BodyLook) -> None:
        self.look = look
        self.marks = MarkLayers(look.pictures)
        self.stage: Stage | None = None
        self.shows_marks = True
        self._body = QImage()
        self._names: list[Name] = []

    def rebuild(self, stage: Stage, painted: Painted, active: Quality) -> None:
        """Paint everything for a stage."""
        self._rebuild_body(stage)
        self.marks.rebuild(stage, self.look.theme, painted, active)
        self.stage = stage

    def restyle(self, look: BodyLook) -> None:
        """Paint the body again in another look, at the same stage; the paint stays."""
        self.look = look
        if self.stage is not None:
            self._rebuild_body(self.stage)

    def pan(self, stage: Stage, painted: Painted) -> bool:
        """Move to a stage that differs by whole pixels only, painting just what comes in; say whether that was so."""
        old = self.stage
        if old is None or replace(old, lens=stage.lens) != stage or old.lens.scale != stage.lens.scale:
            return False
        dx, dy = round(stage.lens.dx - old.lens.dx), round(stage.lens.dy - old.lens.dy)
        kept = stage.rect.translated(dx, dy) & stage.rect
        if kept.isEmpty():
            return False
        scroll(self._body, dx, dy)
        self.marks.shift(dx, dy, stage)
        self.stage = stage
        for part in _uncovered(stage.rect, kept):
            self._paint_body(part)
            self.marks.refresh(painted, part)
        self._names = names(stage, self.look)
        return True

    def change(self, change: Change, painted: Painted) -> QRect:
        """Repaint what a change touched, view by view: the paint between two views stays; return those pixels."""
        touched: dict[str, QRect] = {}
        if self.stage is None:
            return QRect()
        for side in (change.added, change.removed):
            for area in side.values():
                for view, shape in area.items():
                    pixels = bounds_on(self.stage, self.stage.scene[view], shape) & self.stage.rect
                    touched[view] = touched.get(view, QRect()) | pixels
        for pixels in touched.values():
            self.marks.refresh(painted, pixels)
        return reduce(QRect.united, touched.values(), QRect())

    def draw(self, painter: QPainter, stage: Stage, part: QRect) -> None:
        """Show a part (device pixels) of a stage: crisp where it was built for that stage, else scaled."""
        if self.stage is None:
            painter.fillRect(part, QColor(self.look.theme.page))
        elif stage == self.stage:
            painter.drawImage(part, self._body, part)
            if self.shows_marks:
                self.marks.draw(painter, part)
        else:
            painter.fillRect(part, QColor(self.look.theme.page))
            target = _moved(self.stage, stage)
            painter.drawImage(target, self._body)
            if self.shows_marks:
                self.marks.draw_scaled(painter, target)

    def draw_names(self, painter: QPainter, stage: Stage, part: QRect) -> None:
        """Write the territories' names in a part of a stage; while the camera zooms they go with the picture."""
        if self.stage is None or stage == self.stage:
            paint_names(painter, self._names, part)
            return
        painter.save()
        target = _moved(self.stage, stage)
        painter.translate(target.topLeft())
        painter.scale(target.width() / self.stage.width, target.height() / self.stage.height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_names(painter, self._names, self.stage.rect)
        painter.restore()

    def _rebuild_body(self, stage: Stage) -> None:
        if self._body.size() != stage.rect.size():
            self._body = QImage(stage.rect.size(), QImage.Format.Format_RGB32)
        self.stage = stage
        self._paint_body(stage.rect)
        self._names = names(stage, self.look)

    def _paint_body(self, part: QRect) -> None:
        assert self.stage is not None
        with QPainter(self._body) as painter:
            paint_body(painter, self.stage, self.look, part)


def _moved(old: Stage, new: Stage) -> QRectF:
    """Return where, on the new stage, the whole picture of the old one lies."""
    x0, y0 = new.lens.to_device(*old.lens.to_scene(0, 0))
    x1, y1 = new.lens.to_device(*old.lens.to_scene(old.width, old.height))
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def _uncovered(whole: QRect, kept: QRect) -> list[QRect]:
    """Return the strips of a picture that remain when a part touching two of its edges is kept."""
    beside = QRect(whole)
    if kept.top() > whole.top():
        strip = QRect(whole.left(), whole.top(), whole.width(), kept.top() - whole.top())
        beside.setTop(kept.top())
    else:
        strip = QRect(whole.left(), kept.bottom() + 1, whole.width(), whole.bottom() - kept.bottom())
        beside.setBottom(kept.bottom())
    if kept.left() > whole.left():
        beside.setRight(kept.left() - 1)
    else:
        beside.setLeft(kept.right() + 1)
    return [part for part in (strip, beside) if not part.isEmpty()]
