"""Lists below a field one types in: rows written in words, and arrows that walk them while one types."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

WHAT = Qt.ItemDataRole.UserRole  # what a hit is
HIT_EM = 2.8  # the height of a hit

Index = QModelIndex | QPersistentModelIndex


def walk(found: QListWidget, event: QEvent) -> bool:
    """Go to the next or the previous row, round the ends; return whether the event was the press of such an arrow."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
    if not step or not found.count():
        return False
    found.setCurrentRow((found.currentRow() + step) % found.count())
    return True


def fitted(text: str, font: QFont, width: int) -> str:
    """Return a line shortened to a width."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


class WordRow(QStyledItemDelegate):
    """Draws the ground of a row as the style does; `write` says what stands on it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        widget: QWidget = shown.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        painter.save()
        self.write(painter, shown, index, widget.palette())
        painter.restore()

    def write(self, painter: QPainter, shown: QStyleOptionViewItem, index: Index, palette: QPalette) -> None:
        """Write the words of a row into `shown.rect`."""
        raise NotImplementedError


class HitRow(WordRow):
    """Draws one hit: its name, and below it what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return two lines."""
        return QSize(0, round(HIT_EM * option.font.pixelSize()))

    def write(self, painter: QPainter, shown: QStyleOptionViewItem, index: Index, palette: QPalette) -> None:
        """Write both lines, shortened to fit."""
        em = shown.font.pixelSize()
        area = shown.rect.adjusted(em // 2, em // 4, -em // 2, -em // 4)
        small = QFont(shown.font)
        small.setPixelSize(round(em * 0.85))
        lines = (
            (str(index.data()), shown.font, palette.text(), Qt.AlignmentFlag.AlignTop),
            (str(index.data(WHAT)), small, palette.placeholderText(), Qt.AlignmentFlag.AlignBottom),
        )
        for text, font, ink, align in lines:
            painter.setFont(font)
            painter.setPen(ink.color())
            wraps = align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(area, wraps, self.line(text, font, area.width()))

    def line(self, text: str, font: QFont, width: int) -> str:
        """Return a line as it is written in some width."""
        return fitted(text, font, width)


class WrappedRow(HitRow):
    """A hit whose name takes as many lines as it needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped name and the line below it."""
        view = option.widget
        assert isinstance(view, QAbstractScrollArea)
        em = option.font.pixelSize()
        room = QRect(0, 0, max(view.viewport().width() - em, em), 100 * em)
        wrapped = QFontMetrics(option.font).boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(0, wrapped.height() + round((HIT_EM - 1.2) * em))

    def line(self, text: str, _font: QFont, _width: int) -> str:
        """Return the whole text."""
        return text
