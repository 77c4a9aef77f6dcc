"""What the learner sees beside the body in the quiz: the question, the answers, the verdict, the score."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.atlas.model import AtlasInfo
from rootmap.quiz.grading import DrawingGrade, NameGrade, Verdict
from rootmap.quiz.questions import NameIt, PaintIt, territory_named
from rootmap.quiz.run import QuizRun
from rootmap.ui import plain
from rootmap.ui.quiz.feedback import Feedback
from rootmap.ui.style import Chrome

_WORDS = {Verdict.RIGHT: "Right", Verdict.NEAR: "Close", Verdict.WRONG: "Not this time"}
_COLUMNS = 2


class QuizPanel(QWidget):
    """Shows one question at a time; knows nothing of right and wrong until it is told."""

    kind_chosen = Signal(object)  # NameIt or PaintIt
    answered = Signal(str)
    graded = Signal()
    wanted_next = Signal()

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._names: tuple[str, ...] = ()
        self._map = ""
        self._title = plain.label("", "title", wrap=True)
        self._hint = plain.label("", "quiet", wrap=True)
        self._verdict = plain.label("", "heading", wrap=True)
        self._explanation = plain.label("", wrap=True)
        self._score = plain.label("", "quiet", wrap=True)
        self._choices = QWidget()
        self._grid = QGridLayout(self._choices)
        self._buttons: list[QPushButton] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText("or type the root, then Enter")
        self.field.setAccessibleName("Type the root")
        self.field.returnPressed.connect(self._typed)
        self.next = QPushButton("Next question")
        self.done = QPushButton("Grade my painting   Ctrl+Enter")
        self.feedback = Feedback(chrome)
        self._lay_out(em)
        self.next.clicked.connect(self.wanted_next)
        self.done.clicked.connect(self.graded)
        for button in (self.next, self.done):
            button.setProperty("rank", "main")
            button.setAutoDefault(True)

    @property
    def choices(self) -> tuple[QPushButton, ...]:
        """The buttons of the answers now offered."""
        return tuple(self._buttons)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.feedback.dress(chrome)

    def show_name_it(self, question: NameIt, info: AtlasInfo) -> None:
        """Ask for the name of the lit region."""
        self._open("Which root is lit?", f"{question.side.value.capitalize()} side · map: {info.title}")
        self._names = tuple(territory.id for territory in info.territories)
        self._offer(question.choices)
        self.field.clear()
        self.field.show()
        self.done.hide()
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paint_it(self, question: PaintIt, info: AtlasInfo) -> None:
        """Ask for a region to be painted."""
        self._map = f"Map: {info.title}"
        hint = f"{self._map}. Paint it in all views; where the maps disagree, either is accepted."
        self._open(f"Paint {info.territory(question.territory).title} {question.side.value}", hint)
        self._offer(())
        self.field.hide()
        self.done.show()

    def show_name_grade(self, grade: NameGrade, question: NameIt) -> None:
        """Show how a named root turned out."""
        self._show_verdict(grade.verdict)
        told = {
            Verdict.RIGHT: f"It is {grade.answer}.",
            Verdict.NEAR: f"You said {grade.given}; it is its neighbour, {grade.answer}.",
            Verdict.WRONG: f"You said {grade.given}; it is {grade.answer}.",
        }
        self._explain(told[grade.verdict])
        for button in self._buttons:
            if button.text() == grade.answer:
                self._mark(button, "right")
            elif button.text() == grade.given:
                self._mark(button, "wrong")
            button.setEnabled(False)
        self.field.hide()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleDescription(f"{question.territory} {question.side}")

    def show_drawing_grade(self, grade: DrawingGrade) -> None:
        """Show how a drawn region turned out."""
        self._explanation.clear()
        self._hint.setText(self._map)
        self.feedback.show_grade(grade)
        self._show_only_needed()
        self.feedback.show()
        self.done.hide()
        self.next.show()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, reason: str) -> None:
        """Say why an answer cannot be graded; the question stays open."""
        self._explain(reason)

    def show_score(self, run: QuizRun, *, fresh: bool = False) -> None:
        """Show the score of the run."""
        text = f"{run.right} of {run.asked} right" if run.asked else "No answers yet"
        if run.streak > 1 and fresh:
            text += f" · {run.streak} in a row"
        self._score.setText(text)

    def _open(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._verdict.clear()
        self._explanation.clear()
        self.setAccessibleDescription("")
        self.feedback.hide()
        self.next.hide()
        self._show_only_needed()

    def _show_verdict(self, verdict: Verdict) -> None:
        self._verdict.setText(_WORDS[verdict])
        self._verdict.show()
        self.next.show()

    def _explain(self, text: str) -> None:
        self._explanation.setText(text)
        self._explanation.show()

    def _show_only_needed(self) -> None:
        """Let lines without words take no room."""
        for line in (self._verdict, self._explanation):
            line.setVisible(bool(line.text()))

    def _offer(self, choices: tuple[str, ...]) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, name in enumerate(choices):
            button = QPushButton(name)
            button.setProperty("rank", "choice")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, name=name: self.answered.emit(name))
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            self._buttons.append(button)
        self._choices.setVisible(bool(choices))

    def _typed(self) -> None:
        name = territory_named(self.field.text(), self._names)
        if name is None:
            self._explain("That is not a root of this map; type one such as L5 or T10.")
        else:
            self.answered.emit(name)

    def _mark(self, button: QPushButton, verdict: str) -> None:
        button.setProperty("verdict", verdict)
        button.style().unpolish(button)
        button.style().polish(button)

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em * 3 // 4, em, em)
        column.setSpacing(em * 3 // 4)
        column.addLayout(self._kind_row())
        column.addSpacing(em // 2)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        self._grid.setContentsMargins(0, em // 2, 0, 0)
        self._grid.setSpacing(em // 2)
        for widget in (
            self._choices,
            self.field,
            self.done,
            self._verdict,
            self._explanation,
            self.feedback,
            self.next,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        line = QFrame()
        line.setProperty("rank", "line")
        column.addWidget(line)
        column.addWidget(self._score)

    def _kind_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        group = QButtonGroup(self)
        for text, kind in (("Name it", NameIt), ("Paint it", PaintIt)):
            button = QPushButton(text)
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.setChecked(kind is NameIt)
            button.clicked.connect(lambda _on=False, kind=kind: self.kind_chosen.emit(kind))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row
