"""What is drawn over the body while one examines: the outline of what is under the pointer, and its name."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from rootmap.ui.bodymap.paths import path_of
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.examine.things import Place, Thing
from rootmap.ui.style import CHROMES

_FILL_ALPHA = 0.22
_PEN_PX = 3  # how far a line reaches beyond its path
_ASIDE_EM = 1.1  # from the pointer to the name


class ExamineOverlay(QWidget):
    """Lies over a body map, lets the hand through, and names what the hand is on."""

    def __init__(self, body: BodyMap) -> None:
        super().__init__(body)
        self._body = body
        self._things: tuple[Thing, ...] = ()
        self._place: Place | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What is under the pointer")
        body.installEventFilter(self)
        self.resize(body.size())
        self.show()

    @property
    def name(self) -> str:
        """What is written beside the pointer."""
        if not self._things or self._place is None:
            return ""
        others = len(self._things) - 1
        return f"{self._things[0].title}, {self._place.side}" + (f"  +{others}" if others else "")

    def show_things(self, things: tuple[Thing, ...], place: Place | None) -> None:
        """Name and outline the first of some things; none takes everything away."""
        if (things, place) != (self._things, self._place):
            before = self._covered()
            self._things, self._place = things, place
            self.setAccessibleDescription(self.name)
            self.update(before | self._covered())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the body map."""
        if watched is self._body and event.type() == QEvent.Type.Resize:
            self.resize(self._body.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw outline and name."""
        if self._place is None or not self._things or self._body.tool is not Tool.EXAMINE:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_outline(painter, self._path(self._place))
            self._paint_name(painter, self._name_box(self._place))

    def _covered(self) -> QRect:
        """Return what is drawn over, so that no more than that is painted anew."""
        if self._place is None or not self._things:
            return QRect()
        outline = self._path(self._place).boundingRect()
        return (outline | self._name_box(self._place)).toAlignedRect().adjusted(-_PEN_PX, -_PEN_PX, _PEN_PX, _PEN_PX)

    def _path(self, place: Place) -> QPainterPath:
        """Return the outline of the first thing, in logical pixels."""
        stage = self._body.stage
        path = stage.transform(stage.scene[place.view]).map(path_of(self._things[0].outline))
        return QTransform.fromScale(1 / stage.ratio, 1 / stage.ratio).map(path)

    def _paint_outline(self, painter: QPainter, path: QPainterPath) -> None:
        accent = QColor(self._body.theme.accent)
        fill = QColor(accent)
        fill.setAlphaF(_FILL_ALPHA)
        painter.fillPath(path, fill)
        for colour, width in ((QColor("#ffffff"), 4.0), (accent, 2.0)):
            painter.strokePath(path, QPen(colour, width))

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _name_box(self, place: Place) -> QRectF:
        """Return where the name stands: beside the pointer, whole on the widget."""
        stage, em = self._body.stage, self.font().pixelSize()
        at = stage.to_device(stage.scene[place.view], place.x_mm, place.y_mm) / stage.ratio
        width = QFontMetricsF(self._name_font()).horizontalAdvance(self.name) + em
        box = QRectF(at + QPointF(_ASIDE_EM * em, -2.6 * em), at + QPointF(_ASIDE_EM * em + width, -0.9 * em))
        box.moveRight(min(box.right(), self.width() - em / 2))
        box.moveTop(max(box.top(), em / 2))
        return box

    def _paint_name(self, painter: QPainter, box: QRectF) -> None:
        chrome, em = CHROMES[self._body.theme.name], self.font().pixelSize()
        painter.setFont(self._name_font())
        painter.setPen(QPen(QColor(chrome.line), 1))
        painter.setBrush(QColor(chrome.raised))
        painter.drawRoundedRect(box, em * 0.35, em * 0.35)
        painter.setPen(QColor(chrome.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.name)
