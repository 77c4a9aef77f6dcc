"""Beside the body: the numbers, what is weakest, how much a day may hold, and the files."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rootmap.progress.overview import Overview
from rootmap.progress.records import Limits
from rootmap.ui import plain
from rootmap.ui.progress.weakest_list import WeakestList
from rootmap.ui.settings import MAX_A_DAY
from rootmap.ui.style import Chrome

NOTHING_YET = (
    "Nothing answered yet: practise in the quiz. What you answer is kept on this machine only, "
    "comes back when you are about to forget it, and colours the body by what you know."
)
_SPIN_EM = 6
_EXPORT_TIP = "Every answer as tables, to open in a spreadsheet   Ctrl+Shift+T"


class ProgressPanel(QWidget):
    """Shows an overview in words; tells what the user wants done."""

    wanted_csv = Signal()
    wanted_export = Signal()
    wanted_import = Signal()
    wanted_erase = Signal()
    wanted_take_up = Signal()
    limits_chosen = Signal(object)  # Limits

    def __init__(self, chrome: Chrome, limits: Limits) -> None:
        super().__init__()
        self._numbers = {name: plain.label("–", "huge") for name in ("due", "known", "seen", "days")}
        self._words = {name: plain.label("", "small", wrap=True) for name in self._numbers}
        self._nothing = plain.label(NOTHING_YET, wrap=True)
        self._tiles = QWidget()
        self._weakest_title = plain.label("Least likely known today", "heading")
        self.weakest = WeakestList(chrome)
        self.new, self.due = _spin("New questions a day", limits.new), _spin("Reviews a day", limits.due)
        for spin in (self.new, self.due):
            spin.valueChanged.connect(self._tell_limits)
        self.take_up = QPushButton()
        self.take_up.setAutoDefault(True)
        plain.tip(self.take_up, "What you chose not to be asked any more   Ctrl+Shift+U")
        self.take_up.clicked.connect(self.wanted_take_up)
        self._lay_out()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.weakest.dress(chrome)

    def show_overview(self, shown: Overview) -> None:
        """Show the numbers, and what is weakest."""
        due, streak, known = shown.forecast[0], shown.streak, shown.known
        has_answers = shown.answers > 0
        self._numbers["due"].setText(str(due))
        self._words["due"].setText("due today")
        self._numbers["known"].setText("–" if known is None else f"{known:.0%}")
        self._words["known"].setText("of what you met is likely known today")
        self._numbers["seen"].setText(str(len(shown.recall)))
        self._words["seen"].setText(f"of {shown.items} things met, in {shown.answers} answers")
        self._numbers["days"].setText(str(streak.days))
        run = f", the last {streak.current} in a row" if streak.current > 1 else ""
        self._words["days"].setText(f"{'day' if streak.days == 1 else 'days'} of practice{run}")
        self._nothing.setVisible(not has_answers)
        for part in (self._tiles, self._weakest_title, self.weakest):
            part.setVisible(has_answers)
        self.weakest.show_items(list(shown.weakest))
        self.take_up.setText(f"Ask again what is left out ({shown.left_out})")
        self.take_up.setVisible(shown.left_out > 0)

    def _tell_limits(self) -> None:
        self.limits_chosen.emit(Limits(self.new.value(), self.due.value()))

    def _lay_out(self) -> None:
        em = self.font().pixelSize()
        self._fill_tiles(em)
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(em, em * 3 // 4, em, em)
        column.setSpacing(em // 2)
        column.addWidget(plain.label("Your progress", "title"))
        for widget in (self._nothing, self._tiles, self._weakest_title, self.weakest):
            column.addWidget(widget)
        column.addSpacing(em // 2)
        column.addWidget(_line())
        form = QFormLayout()
        form.setVerticalSpacing(em // 3)
        for spin in (self.new, self.due):
            form.addRow(plain.label(spin.accessibleName()), spin)
        column.addLayout(form)
        column.addWidget(self.take_up)
        column.addWidget(_line())
        column.addLayout(self._buttons(em))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _fill_tiles(self, em: int) -> None:
        grid = QGridLayout(self._tiles)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(0)
        for place, name in enumerate(self._numbers):
            row, column = divmod(place, 2)
            grid.addWidget(self._numbers[name], 3 * row, column)
            grid.addWidget(self._words[name], 3 * row + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(3 * row + 2, em // 2)
            grid.setColumnStretch(column, 1)

    def _buttons(self, em: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(em // 2)
        wanted = (
            ("Export tables (CSV)…", self.wanted_csv, _EXPORT_TIP),
            ("Export the schedule…", self.wanted_export, "When each item is due, for another machine   Ctrl+Shift+L"),
            ("Import a schedule…", self.wanted_import, "Take over when each item is due   Ctrl+Shift+I"),
            ("Erase everything…", self.wanted_erase, "Every answer and the schedule, and the backups if you want"),
        )
        for place, (text, signal, tip) in enumerate(wanted):
            button = QPushButton(text)
            button.setAutoDefault(True)
            plain.tip(button, tip)
            button.clicked.connect(signal)
            grid.addWidget(button, *divmod(place, 2))
        return grid


def _spin(name: str, value: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(0, MAX_A_DAY)
    spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    spin.setMaximumWidth(_SPIN_EM * spin.font().pixelSize())
    spin.setValue(value)
    spin.setAccessibleName(name)
    return spin


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("rank", "line")
    return line
