"""What the learner sees beside the body in the quiz: the question, the answers, the verdict, why, and how far it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.quiz.asked import Asked, Given, How
from rootmap.quiz.grading_model import NEAR_SCORE, DrawingGrade
from rootmap.quiz.questions import territory_named
from rootmap.ui import plain
from rootmap.ui.quiz.answers import Answers
from rootmap.ui.quiz.feedback import Feedback
from rootmap.ui.quiz.sureness import Sureness
from rootmap.ui.style import Chrome

_LONG = 100  # letters: a longer question is a little text, not a title; a longer hint a patient to be read
_NO_ROOT = "That is not a root of this map; type one such as L5 or T10."
_DEEDS = (
    ("undo", "Take back", "Take the last answer back   Alt+Z"),
    ("bury", "Not today", "Do not ask this again today   Alt+N"),
    ("suspend", "Leave out", "Do not ask this any more   Alt+X"),
    ("end", "End", "End the session and see how it went   Alt+Q"),
)


class RootField(QLineEdit):
    """Takes a typed root; the Enter that gives it goes no further, or it would go on to the next question at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter to itself."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class QuizPanel(QWidget):
    """Shows one question at a time; knows nothing of right and wrong until it is told."""

    answered = Signal(list)  # ids of choices
    typed = Signal(str)
    graded = Signal()
    wanted_next = Signal()
    wanted = Signal(str)  # one of _DEEDS

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._asked: Asked | None = None
        self.is_told = False
        self._progress, self._clock = plain.label("", "quiet"), plain.label("", "quiet")
        self._title = plain.label("", "title", wrap=True)
        self._hint = plain.label("", "quiet", wrap=True)
        self._verdict = plain.label("", "heading", wrap=True)
        self._why = plain.label("", wrap=True)
        self._source = plain.label("", "small", wrap=True)
        self.answers, self.sureness = Answers(), Sureness()
        self.field = RootField()
        self.field.setPlaceholderText("or type the root, then Enter")
        self.field.setAccessibleName("Type the root")
        self.next = _main("Next   Enter")
        self.done = _main("Grade my painting   Ctrl+Enter")
        self.feedback = Feedback(chrome)
        self.deeds = {name: _deed(text, tip) for name, text, tip in _DEEDS}
        self._lay_out()
        self._connect()

    @property
    def is_choosing(self) -> bool:
        """Whether one of several answers is to be chosen now."""
        return not self.is_told and self._asked is not None and bool(self._asked.choices)

    @property
    def asks_confidence(self) -> bool:
        """Whether one is asked how sure one is now."""
        return not self.is_told and self.sureness.isVisible()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.feedback.dress(chrome)

    def show_question(self, asked: Asked, *, confidence: bool) -> None:
        """Ask, with nothing that tells the answer."""
        self._asked, self.is_told = asked, False
        self._names = asked.typed
        self._title.setText(asked.text)
        _rank(self._title, "title" if len(asked.text) <= _LONG else "heading")
        self._hint.setText(asked.hint)
        _rank(self._hint, "quiet" if len(asked.hint) <= _LONG else "")
        for label in (self._verdict, self._why, self._source):
            label.clear()
        self.sureness.clear()
        self.sureness.setVisible(confidence)
        self.feedback.hide()
        self.next.hide()
        self.done.setVisible(asked.how is How.PAINT)
        self.field.clear()
        self.field.setVisible(bool(asked.typed))
        self.answers.offer(asked)
        self._show_only_needed()

    def show_answer(self, asked: Asked, given: Given, drawing: DrawingGrade | None) -> None:
        """Show how the answer turned out, and why."""
        self.is_told = True
        self.answers.tell(asked, given.chosen)
        self.field.hide()
        self.done.hide()
        self.sureness.hide()
        if drawing is not None:
            self.feedback.show_grade(drawing)
            self.feedback.show()
        else:
            near = not given.right and given.score >= NEAR_SCORE
            verdict = "Right" if given.right else "Partly right" if near else "Not this time"
            self._verdict.setText(f"{verdict}: {given.told}" if given.told else verdict)
        typed = given.chosen and given.chosen[0] not in {choice.id for choice in asked.choices}
        said = f"You said {given.said}. " if typed and not given.right else ""
        self._why.setText(f"{said}{asked.why}")
        self._source.setText(f"Source: {asked.source}" if asked.source else "")
        self.next.show()
        self._show_only_needed()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait_for_confidence(self, given: Given) -> None:
        """Hold an answer until one says how sure one is."""
        self.answers.hold(given.chosen)
        self.refuse("Say how sure you are, then it counts.")
        self.sureness.call()

    def refuse(self, reason: str) -> None:
        """Say why an answer does not count yet; the question stays open."""
        self._why.setText(reason)
        self._show_only_needed()

    def show_progress(self, text: str, clock: str, *, can_undo: bool) -> None:
        """Show how far the session is, and the time that is left."""
        self.deeds["undo"].setEnabled(can_undo)
        self._progress.setText(text)
        self._clock.setText(clock)

    def _show_only_needed(self) -> None:
        """Let lines without words take no room."""
        for line in (self._hint, self._verdict, self._why, self._source):
            line.setVisible(bool(line.text()))

    def _type(self) -> None:
        name = territory_named(self.field.text(), self._names)
        if name is None:
            self.refuse(_NO_ROOT)
        else:
            self.typed.emit(name)

    def _connect(self) -> None:
        self.answers.chosen.connect(self.answered)
        self.field.returnPressed.connect(self._type)
        self.next.clicked.connect(self.wanted_next)
        self.done.clicked.connect(self.graded)
        for name, button in self.deeds.items():
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))

    def _lay_out(self) -> None:
        em = self.font().pixelSize()
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(em, em * 3 // 4, em, em)
        column.setSpacing(em * 3 // 4)
        head = QHBoxLayout()
        head.addWidget(self._progress, 1)
        head.addWidget(self._clock)
        column.addLayout(head)
        for widget in (
            self._title, self._hint, self.answers, self.field, self.sureness, self.done,
            self._verdict, self.feedback, self._why, self._source, self.next,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        line = QFrame()
        line.setProperty("rank", "line")
        outer.addWidget(line)
        row = QHBoxLayout()
        row.setContentsMargins(em // 2, em // 3, em // 2, em // 3)
        row.setSpacing(0)
        for button in self.deeds.values():
            row.addWidget(button, 1)
        outer.addLayout(row)


def _rank(label: QLabel, rank: str) -> None:
    label.setProperty("rank", rank)
    label.style().unpolish(label)
    label.style().polish(label)


def _main(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("rank", "main")
    button.setAutoDefault(True)
    return button


def _deed(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("rank", "tab")
    button.setAutoDefault(True)
    plain.tip(button, tip)
    return button
