"""Which root was answered for which: a square for each pair, the right ones along the diagonal."""

from math import ceil, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from rootmap.progress.figures import Confusion
from rootmap.ui.progress.chart import Chart
from rootmap.ui.style import Chrome

_NAMES_EM, _ABOVE_EM = 2.6, 1.9  # room for the names at the left and above
_NUMBER_EM = 1.35  # a square at least this wide shows its number
_LARGEST_EM = 3.0
_FAINT, _FULL = 0.22, 0.95  # opacity of one answer, and of the most


class ConfusionChart(Chart):
    """Rows are the roots asked for, columns those answered."""

    title = "Which root was taken for which"
    explains = "Rows: asked for · columns: answered"
    empty = "Nothing answered yet: questions about roots fill this."
    height_em = 22.0

    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome)
        self._shown = Confusion((), ())

    def show_figures(self, shown: Confusion) -> None:
        """Show how often which root was answered for which."""
        self._shown = shown
        worst = ", ".join(f"{true} taken for {given} {count} times" for true, given, count in shown.worst(5))
        self.show_words(f"{shown.total} answers about roots; {worst or 'none confused'}" if shown.total else "")

    @property
    def is_empty(self) -> bool:
        """Whether no root was answered yet."""
        return not self._shown.names

    @property
    def _squares(self) -> QRectF:
        area, em = self.area, self.em
        left, top = _NAMES_EM * em, _ABOVE_EM * em
        count = len(self._shown.names)
        side = min(area.width() - left, area.height() - top, _LARGEST_EM * em * count)
        spare = max(0.0, area.width() - left - side) / 2
        return QRectF(area.left() + left + spare, area.top() + top, side, side)

    def draw(self, painter: QPainter, area: QRectF) -> None:  # noqa: ARG002
        """Draw the names and the squares."""
        box, names = self._squares, self._shown.names
        cell = box.width() / len(names)
        self._draw_names(painter, box, cell)
        most = max(max(row) for row in self._shown.counts)
        for row, counts in enumerate(self._shown.counts):
            for column, count in enumerate(counts):
                square = QRectF(box.left() + column * cell, box.top() + row * cell, cell, cell)
                self._draw_square(painter, square, (count, most), right=row == column)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.chrome.line), 1.0))
        painter.drawRect(box)

    def _draw_names(self, painter: QPainter, box: QRectF, cell: float) -> None:
        painter.setFont(self.small(min(0.85, max(0.6, 0.8 * cell / self.em))))
        turned = cell < 2.4 * self.em
        every = ceil(QFontMetricsF(painter.font()).height() / cell)  # not all names, where they would touch
        for place, name in enumerate(self._shown.names):
            if place % every:
                continue
            middle = (place + 0.5) * cell
            at = QPointF(box.left() - 0.5 * self.em, box.top() + middle)
            self.write(painter, at, name, Qt.AlignmentFlag.AlignRight, self.chrome.text)
            above = QPointF(box.left() + middle, box.top() - 0.4 * self.em)
            painter.save()
            painter.translate(above)
            if turned:
                painter.rotate(-90)
                self.write(painter, QPointF(0, 0), name, Qt.AlignmentFlag.AlignLeft, self.chrome.text)
            else:
                self.write(painter, QPointF(0, -0.4 * self.em), name, Qt.AlignmentFlag.AlignHCenter, self.chrome.text)
            painter.restore()

    def _draw_square(self, painter: QPainter, square: QRectF, counted: tuple[int, int], *, right: bool) -> None:
        count, most = counted
        inner = square.adjusted(0.5, 0.5, -0.5, -0.5)
        if not count:
            if right:
                painter.fillRect(inner, QColor(self.chrome.track))
            return
        colour = QColor(self.chrome.accent if right else self.chrome.danger)
        colour.setAlphaF(_FAINT + (_FULL - _FAINT) * sqrt(count / most))
        painter.fillRect(inner, colour)
        if square.width() >= _NUMBER_EM * self.em:
            painter.setFont(self.small(0.8, bold=True))
            strong = colour.alphaF() > 0.55
            painter.setPen(QColor(self.chrome.on_accent if strong else self.chrome.text))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(count))

    def tell(self, at: QPointF) -> str:
        """Return the pair under the pointer and how often it was answered."""
        box, names = self._squares, self._shown.names
        if not box.contains(at):
            return ""
        cell = box.width() / len(names)
        row, column = (min(int(way / cell), len(names) - 1) for way in (at.y() - box.top(), at.x() - box.left()))
        return f"{names[row]} asked, {names[column]} answered: {self._shown.counts[row][column]} times"
