"""The page after the last question: how it went, by kind and by confidence, and every question with its answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.quiz.sitting import (
    LEVEL_WORDS,
    Answered,
    Tally,
    by_confidence,
    by_form,
    calibration_in_words,
    first_tries,
    tally,
    to_repeat,
)
from rootmap.ui import plain
from rootmap.ui.quiz.column import fill

_WIDTH_EM = 60
_LONG = 100  # letters of a hint that is more than a hint
_TOLD, _TITLE = 5, 50  # items to repeat that are named, and letters of each


class SummaryPage(QWidget):
    """Shows the answers of a session; tells what one wants next."""

    wanted_again = Signal()  # the questions to repeat
    wanted_new = Signal()
    wanted_case = Signal()
    wanted_back = Signal()

    def __init__(self, answers: Sequence[Answered], *, recorded: bool) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._answers, self._firsts = answers, first_tries(answers)
        self.again = _button("Repeat these now", self.wanted_again)
        self.new = _button("Another session", self.wanted_new)
        self.case = _button("A whole case", self.wanted_case)
        self.back = _button("Back to the body", self.wanted_back)
        self._lay_out(recorded=recorded)

    def focus(self) -> None:
        """Put the keyboard on what one most likely wants next."""
        (self.again if self.again.isVisible() else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, *, recorded: bool) -> None:
        em = self.font().pixelSize()
        column = QVBoxLayout()
        column.setSpacing(em)
        total = tally(self._firsts)
        head = f"{total.right} of {total.asked} right" if total.asked else "Nothing answered"
        column.addWidget(plain.label(head, "huge"))
        back = len(self._answers) - total.asked
        if back:
            more = "one more answer" if back == 1 else f"{back} more answers"
            column.addWidget(plain.label(f"At the first try; {more} when things came back.", "quiet"))
        if not recorded and total.asked:
            column.addWidget(plain.label("These answers were not recorded.", "caution"))
        figures = QHBoxLayout()
        figures.setSpacing(em)
        for title, rows, words in self._figures():
            figures.addWidget(_card(em, title, rows, words), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(figures)
        repeat = to_repeat(self._answers)
        row = QHBoxLayout()
        for button in (self.again, self.new, self.case, self.back):
            row.addWidget(button)
        row.addStretch(1)
        if not repeat:
            self.again.hide()
        column.addLayout(row)
        if repeat:
            titles = "; ".join(plain.short(item.title, _TITLE) for item in repeat[:_TOLD])
            more = f"; and {len(repeat) - _TOLD} more" if len(repeat) > _TOLD else ""
            column.addWidget(plain.label(f"To repeat: {titles}{more}.", wrap=True))
        for place, each in enumerate(self._answers, start=1):
            column.addWidget(_answer(em, place, each))
        column.addStretch(1)
        fill(self, column, _WIDTH_EM).setAccessibleName("Your answers")

    def _figures(self) -> list[tuple[str, list[tuple[str, Tally]], str]]:
        kinds = [(form.value, found) for form, found in by_form(self._firsts).items()]
        sure = [(LEVEL_WORDS[level], found) for level, found in by_confidence(self._firsts).items()]
        found = [("By kind", kinds, "")] if kinds else []
        return [*found, ("How sure, and how right", sure, calibration_in_words(self._firsts))] if sure else found


def _button(text: str, signal: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(signal)
    return button


def _card(em: int, title: str, rows: list[tuple[str, Tally]], words: str) -> QFrame:
    """Return a small table: names, and how many were right."""
    card = QFrame()
    card.setProperty("rank", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(em, em * 3 // 4, em, em * 3 // 4)
    grid.setHorizontalSpacing(em)
    grid.setColumnStretch(0, 1)
    grid.addWidget(plain.label(title, "heading"), 0, 0, 1, 2)
    for place, (name, found) in enumerate(rows, start=1):
        grid.addWidget(plain.label(name), place, 0)
        grid.addWidget(plain.label(f"{found.right} of {found.asked}"), place, 1, Qt.AlignmentFlag.AlignRight)
    if words:
        grid.addWidget(plain.label(words, "quiet", wrap=True), len(rows) + 1, 0, 1, 2)
    return card


def _answer(em: int, number: int, each: Answered) -> QFrame:
    """Return one question with what was answered, what is right and why."""
    asked, given = each.asked, each.given
    card = QFrame()
    card.setProperty("rank", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(em, em * 3 // 4, em, em * 3 // 4)
    column.setSpacing(em // 4)
    column.addWidget(plain.label(f"{number}. {asked.text}", "heading", wrap=True))
    sign = "✓ Right" if given.right else "✗ Not right"
    column.addWidget(plain.label(f"{sign}: you answered {given.said}", "good" if given.right else "caution", wrap=True))
    if len(asked.hint) > _LONG:  # the patient of a case
        column.insertWidget(1, plain.label(asked.hint, "small", wrap=True))
    if not given.right:
        column.addWidget(plain.label(f"The answer: {asked.answer}", wrap=True))
    if asked.why:
        column.addWidget(plain.label(asked.why, wrap=True))
    if asked.source:
        column.addWidget(plain.label(f"Source: {asked.source}", "small", wrap=True))
    return card
