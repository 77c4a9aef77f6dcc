"""The answers one chooses from: a large button each, with its number; several may be chosen where several are right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rootmap.quiz.asked import Asked, Choice, How
from rootmap.ui import plain

_PAD_EM, _NUMBER_EM = 0.7, 1.6


class AnswerButton(QPushButton):
    """One answer: its number and its text, which may take several lines; after the answer a sign and why not."""

    def __init__(self, number: int, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        em = self.font().pixelSize()
        self.setProperty("rank", "answer")
        self.setAccessibleName(f"{number}: {choice.text}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._number = plain.label(str(number), "number")
        self._text = plain.label(choice.text, "answer", wrap=True)
        self._note = plain.label("", "small", wrap=True)
        self._number.setFixedWidth(round(_NUMBER_EM * em))
        row = QHBoxLayout(self)
        pad = round(_PAD_EM * em)
        row.setContentsMargins(pad, pad * 3 // 4, pad, pad * 3 // 4)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(em // 6)
        column.addWidget(self._text)
        column.addWidget(self._note)
        self._note.hide()
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        for label in (self._number, self._text, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all of the text is read."""
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        width = max(self.width(), 12 * self.font().pixelSize())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a width that leaves the panel free."""
        layout = self.layout()
        assert layout is not None
        return QSize(8 * self.font().pixelSize(), layout.totalMinimumSize().height())

    def tell(self, *, right: bool, chosen: bool) -> None:
        """Show after the answer what it was: right, or chosen wrongly and why."""
        if right:
            self._verdict("right", "✓")
        elif chosen:
            self._verdict("wrong", "✗")
        self._note.setText(self.choice.why_not if not right else "")
        self._note.setVisible(bool(self._note.text()))
        self.setEnabled(False)

    def _verdict(self, verdict: str, sign: str) -> None:
        self._number.setText(sign)
        word = "right" if verdict == "right" else "chosen, wrong"
        self.setAccessibleName(f"{self.choice.text}: {word}")
        for widget in (self, *self.findChildren(QLabel)):
            widget.setProperty("verdict", verdict)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class Answers(QWidget):
    """The answers of one question."""

    chosen = Signal(list)  # ids

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[AnswerButton, ...] = ()
        self._several = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.font().pixelSize() // 2)
        self.done = QPushButton("That is my answer   Enter")
        self.done.setProperty("rank", "main")
        self.done.setAutoDefault(True)
        self.done.clicked.connect(self.submit)
        self._column.addWidget(self.done)

    def offer(self, asked: Asked) -> None:
        """Show the answers of a question."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._several = asked.how is How.SEVERAL
        self.buttons = tuple(AnswerButton(place, choice) for place, choice in enumerate(asked.choices, start=1))
        for place, button in enumerate(self.buttons):
            button.setCheckable(self._several)
            button.setAutoDefault(False)  # Enter goes on: pressed twice it must not answer
            button.clicked.connect(lambda _on=False, button=button: self._on_click(button))
            self._column.insertWidget(place, button)
        self.done.setVisible(self._several)
        self.done.setEnabled(True)
        self.setVisible(bool(self.buttons))
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, number: int) -> None:
        """Choose the answer of a number, from 1; nothing when there is none."""
        if 1 <= number <= len(self.buttons) and self.buttons[number - 1].isEnabled():
            self.buttons[number - 1].click()

    def submit(self) -> None:
        """Give what is ticked as the answer."""
        ticked = [button.choice.id for button in self.buttons if button.isChecked()]
        if self._several and ticked:
            self.chosen.emit(ticked)

    def hold(self, chosen: tuple[str, ...]) -> None:
        """Show what is chosen while it waits for the confidence."""
        for button in self.buttons:
            button.setCheckable(True)
            button.setChecked(button.choice.id in chosen)
            button.setCheckable(self._several or button.isChecked())

    def tell(self, asked: Asked, chosen: tuple[str, ...]) -> None:
        """Show which were right."""
        for button in self.buttons:
            button.setChecked(False)
            button.tell(right=button.choice.id in asked.correct, chosen=button.choice.id in chosen)
        self.done.hide()

    def _on_click(self, button: AnswerButton) -> None:
        if not self._several:
            self.chosen.emit([button.choice.id])
