"""A row of the list of cases: its title, and in columns where it hurts, how hard it is and how it turned out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

COLUMNS = Qt.ItemDataRole.UserRole + 2  # region, difficulty, outcome
_ROW_EM = 2.3
_WIDTHS_EM = (9.0, 7.0, 10.0)  # of the columns
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CaseRow(QStyledItemDelegate):
    """Draws one case on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one roomy line."""
        return QSize(0, round(_ROW_EM * option.font.pixelSize()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the title as far as there is room, then the columns in quieter letters."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        widget: QWidget = shown.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        em = shown.font.pixelSize()
        area = shown.rect.adjusted(em // 2, 0, -em // 2, 0)
        painter.save()
        painter.setFont(shown.font)
        painter.setPen(widget.palette().placeholderText().color())
        left = area.right() - round(sum(_WIDTHS_EM) * em)
        room = QRect(area.left(), area.top(), left - area.left() - em // 2, area.height())
        for text, width in zip(index.data(COLUMNS), _WIDTHS_EM, strict=True):
            column = QRect(left, area.top(), round(width * em) - em // 2, area.height())
            painter.drawText(column, _MIDDLE, _fitted(shown, str(text), column.width()))
            left += round(width * em)
        painter.setPen(widget.palette().text().color())
        painter.drawText(room, _MIDDLE, _fitted(shown, str(index.data()), room.width()))
        painter.restore()


def _fitted(shown: QStyleOptionViewItem, text: str, width: int) -> str:
    return QFontMetrics(shown.font).elidedText(text, Qt.TextElideMode.ElideRight, width)
