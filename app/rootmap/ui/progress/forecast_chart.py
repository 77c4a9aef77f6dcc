"""How many items come due on each of the next thirty days."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from rootmap.ui.progress.chart import Chart, short_day
from rootmap.ui.style import Chrome

_LEFT_EM, _BOTTOM_EM, _TOP_EM = 2.4, 1.6, 1.2
_PAST_EM = 0.6  # so far a word may reach beyond the last bar
_BAR_SHARE = 0.72  # of the room of a day
_WEEK = 7


class ForecastChart(Chart):
    """A bar for each day; today holds all that is overdue."""

    title = "What comes due"
    explains = "On each of the next 30 days"
    empty = "Nothing answered yet: what you answer comes back when you are about to forget it."

    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome)
        self._shown: Sequence[int] = ()
        self._today = date.min

    def show_figures(self, shown: Sequence[int], today: date) -> None:
        """Show how many come due, from today on."""
        self._shown, self._today = shown, today
        total = sum(shown)
        words = f"{shown[0] if shown else 0} today, {sum(shown[1:8])} in the seven days after, {total} in thirty days"
        self.show_words(words if total else "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing comes due."""
        return not any(self._shown)

    @property
    def _plot(self) -> QRectF:
        em = self.em
        return self.area.adjusted(_LEFT_EM * em, _TOP_EM * em, 0, -_BOTTOM_EM * em)

    def _bar(self, place: int) -> QRectF:
        box, most = self._plot, max(self._shown)
        room = box.width() / len(self._shown)
        height = box.height() * self._shown[place] / most
        left = box.left() + room * (place + (1 - _BAR_SHARE) / 2)
        return QRectF(left, box.bottom() - height, room * _BAR_SHARE, height)

    def draw(self, painter: QPainter, area: QRectF) -> None:  # noqa: ARG002
        """Draw the bars, the days below and the highest number."""
        box, em, quiet = self._plot, self.em, self.chrome.quiet
        most = max(self._shown)
        for share in (0.0, 1.0):
            y = box.bottom() - share * box.height()
            self.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), strong=share == 0.0)
            at = QPointF(box.left() - 0.5 * em, y)
            self.write(painter, at, f"{share * most:.0f}", Qt.AlignmentFlag.AlignRight, quiet)
        for place, count in enumerate(self._shown):
            bar = self._bar(place)
            if count:
                painter.fillRect(bar, QColor(self.chrome.accent if place == 0 else self.chrome.bar))
        self._draw_days(painter, box)
        if self._shown[0]:
            painter.setFont(self.small(0.85, bold=True))
            first = self._bar(0)
            above = QPointF(first.center().x(), first.top() - 0.6 * em)
            self.write(painter, above, str(self._shown[0]), Qt.AlignmentFlag.AlignHCenter, self.chrome.text)

    def _draw_days(self, painter: QPainter, box: QRectF) -> None:
        """Write a day below the first bar of each week, as far as there is room."""
        metrics = QFontMetricsF(painter.font())
        for place in range(0, len(self._shown), _WEEK):
            word = short_day(self._today + timedelta(days=place)) if place else "today"
            left = self._bar(place).left()
            if left + metrics.horizontalAdvance(word) <= box.right() + _PAST_EM * self.em:
                below = QPointF(left, box.bottom() + 0.9 * self.em)
                self.write(painter, below, word, Qt.AlignmentFlag.AlignLeft, self.chrome.quiet)

    def tell(self, at: QPointF) -> str:
        """Return the day under the pointer and what comes due on it."""
        box = self._plot
        if not box.contains(at):
            return ""
        place = min(int((at.x() - box.left()) / box.width() * len(self._shown)), len(self._shown) - 1)
        return f"{short_day(self._today + timedelta(days=place))}: {self._shown[place]} due"
