"""The items least likely known today, each with its chance as a number and a bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rootmap.progress.records import Item
from rootmap.ui import plain
from rootmap.ui.style import Chrome

_LINE_EM, _BAR_EM, _NUMBER_EM, _GAP_EM = 1.9, 3.4, 2.7, 0.5


class WeakestList(QWidget):
    """The items least likely known, each with its chance as a bar."""

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self._chrome = chrome
        self._items: list[tuple[Item, float]] = []
        self.setAccessibleName("Least likely known today")

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self._fit()

    def show_items(self, items: list[tuple[Item, float]]) -> None:
        """Show items with their chances, 0 to 1."""
        self._items = items
        self.setAccessibleDescription("; ".join(f"{item.title}: {chance:.0%}" for item, chance in items))
        self.setToolTip(plain.literal("\n".join(f"{item.title}: {chance:.0%}" for item, chance in items)))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(_LINE_EM * self.font().pixelSize() * len(self._items)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line for each item."""
        em = self.font().pixelSize()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, (item, chance) in enumerate(self._items):
                self._draw_line(painter, QRectF(0, place * _LINE_EM * em, self.width(), _LINE_EM * em), item, chance)

    def _draw_line(self, painter: QPainter, line: QRectF, item: Item, chance: float) -> None:
        em, chrome = self.font().pixelSize(), self._chrome
        bar = QRectF(line.right() - _BAR_EM * em, line.center().y() - 0.25 * em, _BAR_EM * em, 0.5 * em)
        filled = QRectF(bar.left(), bar.top(), chance * bar.width(), bar.height())
        painter.setPen(Qt.PenStyle.NoPen)
        for box, colour in ((bar, chrome.track), (filled, chrome.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(box, 0.25 * em, 0.25 * em)
        number = QRectF(bar.left() - (_NUMBER_EM + _GAP_EM) * em, line.top(), _NUMBER_EM * em, line.height())
        painter.setPen(QColor(chrome.quiet))
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{chance:.0%}")
        room = QRectF(0, line.top(), number.left() - 0.3 * em, line.height())
        title = QFontMetricsF(painter.font()).elidedText(item.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(chrome.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
