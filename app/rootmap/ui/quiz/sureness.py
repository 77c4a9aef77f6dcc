"""Asks how sure one is, before the answer is graded: three levels."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.progress.records import Confidence
from rootmap.quiz.sitting import LEVEL_WORDS, LEVELS
from rootmap.ui import plain


class Sureness(QWidget):
    """Three buttons in a row; C goes from one to the next."""

    said = Signal(object)  # Confidence, by a click

    def __init__(self) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._label = plain.label("How sure are you?   C", "quiet")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = tuple(QPushButton(LEVEL_WORDS[level]) for level in LEVELS)
        row = QHBoxLayout()
        row.setSpacing(em // 3)
        for level, button in zip(LEVELS, self.buttons, strict=True):
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, level=level: self.said.emit(level))
            self._group.addButton(button)
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 3)
        column.addWidget(self._label)
        column.addLayout(row)

    @property
    def level(self) -> Confidence | None:
        """The level chosen, None before."""
        return next((lev for lev, button in zip(LEVELS, self.buttons, strict=True) if button.isChecked()), None)

    def clear(self) -> None:
        """Forget the level."""
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)

    def step(self) -> None:
        """Go to the next level."""
        place = LEVELS.index(self.level) + 1 if self.level is not None else 0
        button = self.buttons[place % len(LEVELS)]
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def call(self) -> None:
        """Ask for the level of an answer that waits for it."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
