"""Week by week: how much was right, and how long an answer took, a line for each way of asking."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from rootmap.progress.figures import Week
from rootmap.progress.records import Mode
from rootmap.ui.progress.chart import Chart, short_day
from rootmap.ui.style import Chrome

MOST_WEEKS = 12
MODE_NAMES = {
    Mode.CHOOSE: "choose",
    Mode.TYPE: "type",
    Mode.POINT: "point",
    Mode.PAINT: "paint",
    Mode.CASE: "case",
}
# By shape as well as by colour, which is that of a theme's field; the order is that of MODE_NAMES.
_COLOURS = ("accent", "caution", "good", "text", "quiet")
_CORNERS = (0, 4, 3, -4, -3)  # 0: a circle; a negative number stands on its tip
_LEFT_EM, _RIGHT_EM, _LEGEND_EM, _GAP_EM, _BOTTOM_EM = 3.4, 0.8, 1.6, 1.9, 1.5
_MARK_EM = 0.36


class WeeksChart(Chart):
    """Two panels with one axis of weeks: the share right above, the median seconds below."""

    title = "Week by week"
    explains = "Share right, and median seconds"
    empty = "Nothing answered yet: each week of practice adds a point."

    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome)
        self._shown: list[Week] = []
        self._first = date.min
        self._count = 0

    def show_figures(self, shown: Sequence[Week]) -> None:
        """Show the last twelve weeks."""
        self._shown, self._count = [], 0
        if shown:
            last = shown[-1].monday
            oldest = max(shown[0].monday, last - timedelta(weeks=MOST_WEEKS - 1))
            self._shown = [week for week in shown if week.monday >= oldest]
            self._first, self._count = oldest, (last - oldest).days // 7 + 1
        self.show_words("; ".join(map(_in_words, self._shown)))

    @property
    def is_empty(self) -> bool:
        """Whether no week has an answer yet."""
        return not self._shown

    @property
    def _panels(self) -> tuple[QRectF, QRectF]:
        area, em = self.area, self.em
        box = area.adjusted(_LEFT_EM * em, (_LEGEND_EM + 0.6) * em, -_RIGHT_EM * em, -_BOTTOM_EM * em)
        height = (box.height() - _GAP_EM * em * 0.6) / 2
        lower = QRectF(box.left(), box.bottom() - height, box.width(), height)
        return QRectF(box.left(), box.top(), box.width(), height), lower

    @property
    def _longest(self) -> float:
        """The top of the axis of time, seconds: a round number above all."""
        most = max(week.seconds for week in self._shown)
        return next((top for top in (5, 10, 20, 30, 60, 120, 300, 600) if most <= top), most)

    def _x(self, monday: date) -> float:
        box, place = self._panels[0], (monday - self._first).days // 7
        inset = min(1.5 * self.em, box.width() / 4)
        if self._count == 1:
            return box.center().x()
        return box.left() + inset + (box.width() - 2 * inset) * place / (self._count - 1)

    def _points(self, week: Week) -> tuple[QPointF, QPointF]:
        upper, lower = self._panels
        x, time = self._x(week.monday), min(week.seconds / self._longest, 1.0)
        return QPointF(x, upper.bottom() - week.right * upper.height()), QPointF(
            x, lower.bottom() - time * lower.height()
        )

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the axes, a line for each mode and what the lines are."""
        upper, lower = self._panels
        for box, words in ((upper, ("0%", "50%", "100%")), (lower, ("0 s", "", f"{self._longest:g} s"))):
            for share, word in zip((0.0, 0.5, 1.0), words, strict=True):
                y = box.bottom() - share * box.height()
                self.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), strong=share == 0.0)
                at = QPointF(box.left() - 0.5 * self.em, y)
                self.write(painter, at, word, Qt.AlignmentFlag.AlignRight, self.chrome.quiet)
        self._draw_weeks(painter, lower)
        x = area.left()
        for mode in MODE_NAMES:
            if any(week.mode is mode for week in self._shown):
                self._draw_mode(painter, mode)
                x = self._draw_legend(painter, QPointF(x, area.top() + 0.5 * self.em), mode)

    def _draw_weeks(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        free = float("-inf")
        for place in range(self._count):
            monday = self._first + timedelta(weeks=place)
            word = short_day(monday)
            x, half = self._x(monday), metrics.horizontalAdvance(word) / 2
            if x - half > free:
                at = QPointF(x, box.bottom() + 0.9 * self.em)
                self.write(painter, at, word, Qt.AlignmentFlag.AlignHCenter, self.chrome.quiet)
                free = x + half + self.em

    def _draw_mode(self, painter: QPainter, mode: Mode) -> None:
        colour = _colour(self.chrome, mode)
        weeks = [week for week in self._shown if week.mode is mode]
        for points in zip(*(self._points(week) for week in weeks), strict=True):
            painter.setPen(QPen(colour, 2.0))
            painter.drawPolyline(QPolygonF(points))
            for point in points:
                self._mark(painter, point, mode)

    def _mark(self, painter: QPainter, at: QPointF, mode: Mode) -> None:
        radius = _MARK_EM * self.em
        painter.setPen(QPen(QColor(self.chrome.raised), 1.2))
        painter.setBrush(_colour(self.chrome, mode))
        corners = _CORNERS[list(MODE_NAMES).index(mode)]
        if not corners:
            painter.drawEllipse(at, radius, radius)
            return
        painter.save()
        painter.translate(at)
        painter.rotate({4: 45.0, 3: 0.0, -4: 0.0, -3: 180.0}[corners])
        tips = {4: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)), 3: ((0, -1.2), (1.1, 0.9), (-1.1, 0.9))}[abs(corners)]
        painter.drawPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in tips]))
        painter.restore()

    def _draw_legend(self, painter: QPainter, at: QPointF, mode: Mode) -> float:
        """Write a mode's mark and name; return where the next may stand."""
        word = MODE_NAMES[mode]
        self._mark(painter, at + QPointF(0.5 * self.em, 0), mode)
        name_at = at + QPointF(1.1 * self.em, 0)
        self.write(painter, name_at, word, Qt.AlignmentFlag.AlignLeft, self.chrome.text)
        return at.x() + 2.0 * self.em + QFontMetricsF(painter.font()).horizontalAdvance(word)

    def tell(self, at: QPointF) -> str:
        """Return the weeks whose mark is under the pointer."""
        near = (3 + _MARK_EM * self.em) ** 2
        found = []
        for week in self._shown:
            ways = [at - point for point in self._points(week)]
            if any(way.x() ** 2 + way.y() ** 2 <= near for way in ways):
                found.append(_in_words(week))
        return "\n".join(found)


def _colour(chrome: Chrome, mode: Mode) -> QColor:
    return QColor(getattr(chrome, _COLOURS[list(MODE_NAMES).index(mode)]))


def _in_words(week: Week) -> str:
    day = short_day(week.monday)
    return f"Week of {day}, {MODE_NAMES[week.mode]}: {week.right:.0%} of {week.count} right, {week.seconds:.0f} s"
