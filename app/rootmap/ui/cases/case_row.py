"""A row of the list of cases: its title, and in columns where it hurts, how hard it is and how it turned out."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from rootmap.ui.typed_list import Index, WordRow, fitted

COLUMNS = Qt.ItemDataRole.UserRole + 2  # region, difficulty, outcome
_ROW_EM = 2.3
_WIDTHS_EM = (9.0, 7.0, 10.0)  # of the columns
_TITLE_EM = 34.0  # at most, so that the eye need not travel
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CaseRow(WordRow):
    """Draws one case on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one roomy line."""
        return QSize(0, round(_ROW_EM * option.font.pixelSize()))

    def write(self, painter: QPainter, shown: QStyleOptionViewItem, index: Index, palette: QPalette) -> None:
        """Write the title as far as there is room, then the columns in quieter letters."""
        em = shown.font.pixelSize()
        area = shown.rect.adjusted(em // 2, 0, -em // 2, 0)
        painter.setFont(shown.font)
        painter.setPen(palette.placeholderText().color())
        left = min(area.right() - round(sum(_WIDTHS_EM) * em), area.left() + round(_TITLE_EM * em))
        room = QRect(area.left(), area.top(), left - area.left() - em // 2, area.height())
        for text, width in zip(index.data(COLUMNS), _WIDTHS_EM, strict=True):
            column = QRect(left, area.top(), round(width * em) - em // 2, area.height())
            painter.drawText(column, _MIDDLE, fitted(str(text), shown.font, column.width()))
            left += round(width * em)
        painter.setPen(palette.text().color())
        painter.drawText(room, _MIDDLE, fitted(str(index.data()), shown.font, room.width()))
