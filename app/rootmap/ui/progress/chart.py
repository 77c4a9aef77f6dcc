"""A small painted chart on a card: title, what it means in one line, and the drawing below."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rootmap.ui import plain
from rootmap.ui.style import Chrome

_PAD_EM, _HEAD_EM = 1.0, 3.3
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RADIUS_EM = 0.5


def short_day(day: date) -> str:
    """Return a day as it stands below an axis, whatever the language of the system: "25 Nov"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


class Chart(QWidget):
    """Draws the card and its words; a kind of chart draws into the rest. Sizes are in em, colours of the theme."""

    title = ""
    explains = ""  # one quiet line below the title
    empty = ""  # said in place of the drawing while there is nothing to draw
    height_em = 16.0

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self.chrome = chrome
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setSizePolicy(policy)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.chrome = chrome
        self.updateGeometry()
        self.update()

    def show_words(self, words: str) -> None:
        """Say to a reader what is drawn, and draw it anew."""
        self.setAccessibleDescription(words or self.empty)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        return QSize(round(24 * self.em), round(self.height_em * self.em))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which all words are read."""
        return QSize(round(17 * self.em), round(self.height_em * self.em))

    @property
    def em(self) -> float:
        """The type size, logical pixels."""
        return float(self.font().pixelSize())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return True

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into the area."""

    def tell(self, _at: QPointF) -> str:
        """Return what to say of a place, "" for nothing."""
        return ""

    # --- for the kinds of charts -------------------------------------------------------------------------------------

    @property
    def area(self) -> QRectF:
        """Where the drawing goes."""
        pad = _PAD_EM * self.em
        return QRectF(self.rect()).adjusted(pad, (_PAD_EM + _HEAD_EM) * self.em, -pad, -pad)

    def small(self, scale: float = 0.85, *, bold: bool = False) -> QFont:
        """Return the font of numbers and names along the axes."""
        font = QFont(self.font())
        font.setPixelSize(max(8, round(self.em * scale)))
        font.setBold(bold)
        return font

    def write(self, painter: QPainter, at: QPointF, text: str, how: Qt.AlignmentFlag, colour: str) -> None:
        """Write a text beside a point: `how` says which edge of the text lies there."""
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(text), metrics.height()
        left = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignRight: width}.get(
            how & Qt.AlignmentFlag.AlignHorizontal_Mask, width / 2
        )
        box = QRectF(at.x() - left, at.y() - height / 2, width + 1, height)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def rule(self, painter: QPainter, start: QPointF, end: QPointF, *, strong: bool = False) -> None:
        """Draw a line of an axis."""
        painter.setPen(QPen(QColor(self.chrome.quiet if strong else self.chrome.line), 1.0))
        painter.drawLine(start, end)

    # --- Qt ----------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card, its words and what the chart shows."""
        em, chrome, pad = self.em, self.chrome, _PAD_EM * self.em
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(chrome.line), 1.0))
            painter.setBrush(QColor(chrome.raised))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_EM * em, _RADIUS_EM * em
            )
            top = QRectF(pad, pad * 0.8, self.width() - 2 * pad, 1.6 * em)
            painter.setFont(self.small(1.08, bold=True))
            painter.setPen(QColor(chrome.text))
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, self.title)
            painter.setFont(self.small(0.9))
            painter.setPen(QColor(chrome.quiet))
            room = QFontMetricsF(painter.font())
            explains = room.elidedText(self.explains, Qt.TextElideMode.ElideRight, top.width())
            painter.drawText(top.translated(0, 1.5 * em), Qt.AlignmentFlag.AlignVCenter, explains)
            if self.is_empty:
                painter.setFont(self.small(0.95))
                how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.area.adjusted(em, 0, -em, -em), how, self.empty)
            else:
                painter.setFont(self.small())
                self.draw(painter, self.area)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = "" if self.is_empty else self.tell(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), plain.literal(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
