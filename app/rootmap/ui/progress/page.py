"""The middle of the window: the body coloured by what is known, and the charts beside it."""

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rootmap.progress.overview import Overview
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.progress.calibration_chart import CalibrationChart
from rootmap.ui.progress.chart import Chart
from rootmap.ui.progress.confusion_chart import ConfusionChart
from rootmap.ui.progress.forecast_chart import ForecastChart
from rootmap.ui.progress.recall_key import RecallKey
from rootmap.ui.progress.weeks_chart import WeeksChart
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES

_BODY_COLUMNS, _COLUMNS = 7, 12  # of the grid: what the body takes of the first row
_FIRST_SHARE, _SECOND_SHARE = 5, 4  # of the height
_LEAST_BODY_EM = (24.0, 22.0)  # width, height
_WIDE_EM = 53.0  # three charts side by side and the gaps; below that everything stands in one column


class SeenBody(BodyMap):
    """A body to look at: it pans, zooms and tells what is under the hand."""

    def __init__(self, like: BodyMap) -> None:
        super().__init__(like.figure, None, like)
        self.set_painting(False)
        em = self.font().pixelSize()
        self.setMinimumSize(round(_LEAST_BODY_EM[0] * em), round(_LEAST_BODY_EM[1] * em))
        self.setAccessibleDescription("Keys 1 to 9 fly to a part of the body; 0 shows all of it.")

    def sizeHint(self) -> QSize:
        """Return a size that leaves room for the charts."""
        return QSize(600, 400)


class ProgressPage(QWidget):
    """Shows an overview; knows nothing of the store."""

    def __init__(self, like: BodyMap, chrome: Chrome) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body, self.key = SeenBody(like), RecallKey()
        self.confusion, self.calibration = ConfusionChart(chrome), CalibrationChart(chrome)
        self.weeks, self.forecast = WeeksChart(chrome), ForecastChart(chrome)
        self.charts: tuple[Chart, ...] = (self.confusion, self.weeks, self.calibration, self.forecast)
        board = QWidget()
        board.setObjectName("page")
        self._grid = QGridLayout(board)
        self._shown_body = self._body_and_key()
        self._is_wide: bool | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(board)
        scroll.setAccessibleName("Body and charts")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll)
        self._fit()

    def _body_and_key(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(self.key)
        return both

    def dress(self, chrome: Chrome) -> None:
        """Take the colours and sizes of a theme."""
        self.body.set_theme(THEMES[chrome.name])
        self.key.dress(THEMES[chrome.name])
        for chart in self.charts:
            chart.dress(chrome)
        self._fit()

    def show_overview(self, shown: Overview, today: date) -> None:
        """Show the figures; the body is coloured apart, for its maps may come later."""
        self.confusion.show_figures(shown.confusion)
        self.calibration.show_figures(shown.calibration)
        self.weeks.show_figures(shown.weeks)
        self.forecast.show_figures(shown.forecast, today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew when there is more or less room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the body and the squares of confusion above the three other charts, or all into one column."""
        wide = self.width() >= _WIDE_EM * self.font().pixelSize()
        if wide is self._is_wide:
            return
        self._is_wide = wide
        parts: tuple[QWidget, ...] = (self._shown_body, *self.charts)
        for part in parts:
            self._grid.removeWidget(part)
        for row, part in enumerate(parts):
            self._grid.setRowStretch(row, 0)
            if not wide:
                self._grid.addWidget(part, row, 0, 1, _COLUMNS)
        if wide:
            third = _COLUMNS // 3
            places = ((0, 0, _BODY_COLUMNS), (0, _BODY_COLUMNS, _COLUMNS - _BODY_COLUMNS))
            below = ((1, place * third, third) for place in range(3))
            for part, (row, column, span) in zip(parts, (*places, *below), strict=True):
                self._grid.addWidget(part, row, column, 1, span)
            self._grid.setRowStretch(0, _FIRST_SHARE)
            self._grid.setRowStretch(1, _SECOND_SHARE)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _fit(self) -> None:
        em = self.font().pixelSize()
        self._grid.setContentsMargins(em, em, em, em)
        self._grid.setSpacing(em * 3 // 4)
        self._arrange()
