"""What is drawn over the body while one examines: the outline of what is under the pointer, and its name."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rootmap.ui.bodymap.paths import path_of
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.examine.things import Place, Thing
from rootmap.ui.style import CHROMES

_FILL_ALPHA = 0.22
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
            self._things, self._place = things, place
            self.setAccessibleDescription(self.name)
            self.update()

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
            self._paint_outline(painter, self._place)
            self._paint_name(painter, self._place)

    def _paint_outline(self, painter: QPainter, place: Place) -> None:
        stage = self._body.stage
        painter.save()
        painter.scale(1 / stage.ratio, 1 / stage.ratio)
        path = stage.transform(stage.scene[place.view]).map(path_of(self._things[0].outline))
        accent = QColor(self._body.theme.accent)
        fill = QColor(accent)
        fill.setAlphaF(_FILL_ALPHA)
        painter.fillPath(path, fill)
        for colour, width in ((QColor("#ffffff"), 4.0), (accent, 2.0)):
            painter.strokePath(path, QPen(colour, width * stage.ratio))
        painter.restore()

    def _paint_name(self, painter: QPainter, place: Place) -> None:
        stage, chrome = self._body.stage, CHROMES[self._body.theme.name]
        em = self.font().pixelSize()
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        at = stage.to_device(stage.scene[place.view], place.x_mm, place.y_mm) / stage.ratio
        width = QFontMetricsF(font).horizontalAdvance(self.name) + em
        box = QRectF(at + QPointF(_ASIDE_EM * em, -2.6 * em), at + QPointF(_ASIDE_EM * em + width, -0.9 * em))
        box.moveRight(min(box.right(), self.width() - em / 2))
        box.moveTop(max(box.top(), em / 2))
        painter.setPen(QPen(QColor(chrome.line), 1))
        painter.setBrush(QColor(chrome.raised))
        painter.drawRoundedRect(box, em * 0.35, em * 0.35)
        painter.setPen(QColor(chrome.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.name)
