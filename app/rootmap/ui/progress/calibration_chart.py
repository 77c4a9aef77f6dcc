"""How sure the learner was against how often that was right: on the line, confidence can be trusted."""

from collections.abc import Sequence
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from rootmap.progress.figures import Bin
from rootmap.ui.progress.chart import Chart
from rootmap.ui.style import Chrome

_LEFT_EM, _BOTTOM_EM, _TOP_EM = 3.2, 2.6, 0.6
_LEAST_EM, _MOST_EM = 0.3, 0.85  # radius of a circle: one answer, and the fullest bin
_HIGH = 0.7  # share right above which the words go below the circle
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class CalibrationChart(Chart):
    """A circle for each bin of confidence, as large as it holds answers."""

    title = "How sure, and how right"
    explains = "On the line: as often right as sure"
    empty = "Nothing answered yet with a confidence: say how sure you are before the answer is graded."

    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome)
        self._shown: Sequence[Bin] = ()

    def show_figures(self, shown: Sequence[Bin]) -> None:
        """Show the bins."""
        self._shown = shown
        self.show_words("; ".join(_in_words(each) for each in shown))

    @property
    def is_empty(self) -> bool:
        """Whether no confidence was stated yet."""
        return not self._shown

    @property
    def _plot(self) -> QRectF:
        em = self.em
        return self.area.adjusted(_LEFT_EM * em, _TOP_EM * em, -em, -_BOTTOM_EM * em)

    def _at(self, said: float, right: float) -> QPointF:
        box = self._plot
        return QPointF(box.left() + said * box.width(), box.bottom() - right * box.height())

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the axes, the line and the circles with their counts."""
        em, quiet = self.em, self.chrome.quiet
        for tick in _TICKS:
            self.rule(painter, self._at(0.0, tick), self._at(1.0, tick), strong=tick == 0.0)
            at = self._at(0.0, tick) - QPointF(0.5 * em, 0)
            self.write(painter, at, f"{tick:.0%}", Qt.AlignmentFlag.AlignRight, quiet)
            below = self._at(tick, 0.0) + QPointF(0, 0.9 * em)
            self.write(painter, below, f"{tick:.0%}", Qt.AlignmentFlag.AlignHCenter, quiet)
        under = QPointF(self._plot.center().x(), area.bottom() - 0.3 * em)
        self.write(painter, under, "how sure you were", Qt.AlignmentFlag.AlignHCenter, quiet)
        painter.setPen(QPen(QColor(quiet), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(self._at(0.0, 0.0), self._at(1.0, 1.0))
        for each in self._shown:
            self._draw_bin(painter, each)

    def _radius(self, each: Bin) -> float:
        most = max(found.count for found in self._shown)
        return self.em * (_LEAST_EM + (_MOST_EM - _LEAST_EM) * sqrt(each.count / most))

    def _draw_bin(self, painter: QPainter, each: Bin) -> None:
        middle, radius = self._at(each.said, each.right), self._radius(each)
        painter.setPen(QPen(QColor(self.chrome.raised), 1.5))
        painter.setBrush(QColor(self.chrome.accent))
        painter.drawEllipse(middle, radius, radius)
        inward = 1.0 if each.right > _HIGH else -1.0  # the words lie below a circle that is near the top
        near, far = (inward * (radius + way * self.em) for way in (0.65, 1.6))
        first, second = sorted((near, far))
        how = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(self.small(0.85, bold=True))
        self.write(painter, middle + QPointF(0, first), f"{each.right:.0%}", how, self.chrome.text)
        painter.setFont(self.small(0.8))
        self.write(painter, middle + QPointF(0, second), f"of {each.count}", how, self.chrome.quiet)
        painter.setFont(self.small())

    def tell(self, at: QPointF) -> str:
        """Return what the circle under the pointer holds."""
        for each in self._shown:
            way = at - self._at(each.said, each.right)
            if way.x() ** 2 + way.y() ** 2 <= (self._radius(each) + 3) ** 2:
                return _in_words(each)
        return ""


def _in_words(each: Bin) -> str:
    return f"{each.low:.0%} to {each.high:.0%} sure: {each.right:.0%} of {each.count} answers right"
