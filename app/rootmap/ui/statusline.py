"""The line at the foot: what skin the pointer is on, which roots the maps give it, how much is painted."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rootmap.ui.style import STATUS_EM, Chrome


class StatusLine(QWidget):
    """Two texts, left and right, painted rather than laid out: they change with every move of the pointer."""

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self._chrome = chrome
        self._here, self._painted = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Place under the pointer")

    @property
    def here(self) -> str:
        """What is said of the place under the pointer."""
        return self._here

    @property
    def painted(self) -> str:
        """What is said of the painted skin."""
        return self._painted

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self.update()

    def show_here(self, text: str) -> None:
        """Say what is under the pointer."""
        if text != self._here:
            self._here = text
            self.update()

    def show_painted(self, text: str) -> None:
        """Say how much is painted."""
        if text != self._painted:
            self._painted = text
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(1, round(STATUS_EM * self.font().pixelSize()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above and the two texts."""
        em = self.font().pixelSize()
        area = QRectF(self.rect()).adjusted(em, 0, -em, 0)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._chrome.panel))
            painter.fillRect(0, 0, self.width(), 1, QColor(self._chrome.line))
            painter.setPen(QColor(self._chrome.text))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, right, self._painted)
            room = area.width() - self.fontMetrics().horizontalAdvance(self._painted) - 2 * em
            text = self.fontMetrics().elidedText(self._here, Qt.TextElideMode.ElideRight, round(room))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
