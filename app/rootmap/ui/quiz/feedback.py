"""What a teacher says of a drawing: the points, the errors by name, what each colour on the body means and in cm²."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rootmap.quiz.grading import DrawingGrade, Verdict
from rootmap.quiz.grading_model import MOST_SHOWN
from rootmap.quiz.grading_words import (
    border_in_words,
    error_in_words,
    short_in_words,
    tolerance_in_words,
)
from rootmap.ui import plain
from rootmap.ui.bodymap.grading import Mark, mark_style
from rootmap.ui.style import Chrome
from rootmap.ui.swatch import Swatch
from rootmap.ui.theme import THEMES

_PRAISE = {Verdict.RIGHT: "Well drawn", Verdict.NEAR: "Partly right", Verdict.WRONG: "Not this time"}
_HIDE, _SHOW = "Hide the right border", "Show the right border"


class Feedback(QWidget):
    """Shows one grade."""

    wanted_again = Signal()
    wanted_border = Signal()

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._points = plain.label("", "huge")
        self._of = plain.label("of 100", "quiet")
        self._praise = plain.label("", "heading", wrap=True)
        self._errors = [plain.label("", wrap=True) for _ in range(MOST_SHOWN)]
        self._tolerance = plain.label("", "quiet", wrap=True)
        self._border = plain.label("", "quiet", wrap=True)
        self.legend = Legend(chrome)
        self.border = QPushButton(_SHOW)
        self.again = QPushButton("Try again")
        for button, signal in ((self.border, self.wanted_border), (self.again, self.wanted_again)):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em * 3 // 4)
        column.addLayout(self._score_row(em))
        column.addLayout(_stacked(self._errors, em // 3))
        column.addWidget(self.legend)
        column.addLayout(_stacked([self._tolerance, self._border], em // 4))
        row = QHBoxLayout()
        row.setSpacing(em // 2)
        row.addWidget(self.border, 3)
        row.addWidget(self.again, 2)
        column.addLayout(row)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.legend.dress(chrome)

    def show_grade(self, grade: DrawingGrade) -> None:
        """Show how a drawing turned out."""
        self._points.setText(str(grade.points))
        self._praise.setText(_PRAISE[grade.verdict])
        errors = [error_in_words(error) for error in grade.shown_errors]
        for line, text in zip(self._errors, [*errors, *[""] * MOST_SHOWN], strict=False):
            self._say(line, text)
        self._say(self._tolerance, " ".join(filter(None, (tolerance_in_words(grade), short_in_words(grade)))))
        self._say(self._border, border_in_words(grade))
        self.legend.show_grade(grade)
        self.show_border(on=False)
        self.setAccessibleDescription(f"{grade.points} of 100. {' '.join(errors)}")

    def show_border(self, *, on: bool) -> None:
        """Tell whether the right border is on the body now."""
        self.border.setText(_HIDE if on else _SHOW)
        self.legend.show_mark(Mark.BORDER, on=on)

    def _score_row(self, em: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em // 3)
        row.addWidget(self._points, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._of, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addSpacing(em)
        row.addWidget(self._praise, 1, Qt.AlignmentFlag.AlignBaseline)
        return row

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _stacked(labels: Sequence[QLabel], spacing: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(spacing)
    for label in labels:
        column.addWidget(label)
    return column


class Legend(QWidget):
    """What the areas of a graded drawing mean: the same samples as on the body, in words, with their cm²."""

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        em = self.font().pixelSize()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em * 2 // 3)
        grid.setVerticalSpacing(em // 3)
        grid.setColumnStretch(1, 1)
        order = (
            Mark.CORRECT, Mark.MISSED, Mark.EXTRA, Mark.ACCEPTED, Mark.EXCUSED, Mark.SLACK, Mark.DRAWN, Mark.BORDER,
        )  # fmt: skip
        self._rows = {}
        for row, mark in enumerate(order):
            cells = Swatch(partial(mark_style, mark)), plain.label(mark.value), plain.label("", "quiet")
            for column, widget in enumerate(cells):
                grid.addWidget(widget, row, column)
            self._rows[mark] = cells
        self.dress(chrome)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        for sample, _, _ in self._rows.values():
            sample.dress(THEMES[chrome.name])

    def show_grade(self, grade: DrawingGrade) -> None:
        """Show what of the signs is on the body, and how much skin it is."""
        signed, tolerance = grade.signed, grade.tolerance
        right = max(0.0, grade.hit_cm2 - tolerance.painted_cm2)
        self._size(Mark.CORRECT, f"{right:.0f} cm²", on=bool(signed.right))
        self._size(Mark.MISSED, f"{grade.missed_cm2:.0f} cm²")
        self._size(Mark.EXTRA, f"{grade.extra_cm2:.0f} cm²")
        self._size(Mark.ACCEPTED, f"{tolerance.painted_cm2:.0f} cm²", on=bool(signed.accepted))
        self._size(Mark.EXCUSED, f"{tolerance.left_cm2:.0f} cm²", on=bool(signed.excused))
        self._size(Mark.SLACK, "hardly counted", on=bool(signed.slack))

    def show_mark(self, mark: Mark, *, on: bool) -> None:
        """Show a row or hide it."""
        for widget in self._rows[mark]:
            widget.setVisible(on)

    def _size(self, mark: Mark, text: str, *, on: bool = True) -> None:
        self._rows[mark][2].setText(text)
        self.show_mark(mark, on=on)
