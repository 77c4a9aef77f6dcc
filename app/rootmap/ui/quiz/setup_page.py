"""One calm page before the first question: what is asked, how, and how much; or simply what is due today."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.quiz.asked import Form
from rootmap.quiz.plan import COUNTS, EXAM_S, RAPID_S, BodyPart, Setup, Style, What
from rootmap.ui import plain
from rootmap.ui.quiz.column import fill
from rootmap.ui.quiz.segments import Segments

_WIDTH_EM, _LABEL_EM = 52, 7
_OWN = (What.MIXED, What.REGION, What.WEAKNESS, What.KIND, What.CASE)
_CASE = "A patient to work through: history, examination, where it is, what next. The next one of the library opens."
_STYLES = {
    Style.PRACTICE: "As long as you like.",
    Style.EXAM: f"{EXAM_S} seconds for each question, all feedback at the end.",
    Style.RAPID: f"As many as you can in {RAPID_S} seconds; choices only, feedback at the end.",
}


class SetupPage(QWidget):
    """Asks what the session is to be."""

    wanted = Signal(object)  # Setup

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.today = QPushButton("Start today's questions")
        self.start = QPushButton("Start")
        for button in (self.today, self.start):
            button.setProperty("rank", "main")
            button.setAutoDefault(True)
        self._today_words = plain.label("", wrap=True)
        self.what: Segments[What] = Segments("What", _OWN)
        self.part: Segments[BodyPart] = Segments("Region", list(BodyPart))
        self.form: Segments[Form] = Segments("Kind", list(Form), 3)
        self.style_: Segments[Style] = Segments("How", list(Style))
        self.count: Segments[int] = Segments("Questions", COUNTS)
        self._style_words = plain.label("", "quiet")
        self.at_once = QCheckBox("Feedback after each question")
        self.confidence = QCheckBox("Ask how sure I am before each answer")
        self._mixed = plain.label("Every kind of question, the commonest roots first.", "quiet")
        self._weakness = plain.label("", "quiet", wrap=True)
        self._case = plain.label(_CASE, "quiet", wrap=True)
        self._more = {
            What.MIXED: self._mixed,
            What.REGION: self.part,
            What.WEAKNESS: self._weakness,
            What.KIND: self.form,
            What.CASE: self._case,
        }
        self._lay_out()
        self._show(setup)
        for segments in (self.what, self.style_):
            segments.chosen.connect(self._follow)
        self.today.clicked.connect(lambda: self.wanted.emit(self._setup(What.TODAY)))
        self.start.clicked.connect(lambda: self.wanted.emit(self._setup(self.what.value)))

    def show_known(self, today: int, met: int) -> None:
        """Tell how many items wait today, and how many were met so far."""
        self.today.setEnabled(today > 0)
        self._today_words.setText(
            f"{today} questions: what you are about to forget, and something new. What you miss comes back."
            if today
            else "Nothing is due today; everything is done. Choose below, or come back tomorrow."
        )
        self._weakness.setText(
            "What you are least likely to know now comes first."
            if met
            else "Nothing is known of your weak sides yet: answer some questions first."
        )
        (self.today if today else self.start).setFocus(Qt.FocusReason.OtherFocusReason)

    def _setup(self, what: What) -> Setup:
        return Setup(
            what, self.style_.value, self.part.value, self.form.value, self.count.value,
            deferred=not self.at_once.isChecked(), confidence=self.confidence.isChecked(),
        )  # fmt: skip

    def _show(self, setup: Setup) -> None:
        self.what.choose(setup.what if setup.what in _OWN else What.MIXED)
        self.style_.choose(setup.style)
        self.part.choose(setup.part)
        self.form.choose(setup.form)
        self.count.choose(setup.count if setup.count in COUNTS else COUNTS[1])
        self.at_once.setChecked(not setup.deferred)
        self.confidence.setChecked(setup.confidence)
        self._follow()

    def _follow(self) -> None:
        """Show what belongs to the choices made."""
        for what, widget in self._more.items():
            widget.setVisible(what is self.what.value)
        style, asks = self.style_.value, self.what.value is not What.CASE
        self._style_words.setText(_STYLES[style])
        self.style_.setEnabled(asks)
        self.at_once.setEnabled(asks and style is Style.PRACTICE)
        self.confidence.setEnabled(asks and style is not Style.RAPID)
        for button in self.count.buttons.values():
            button.setEnabled(asks and style is not Style.RAPID)

    def _lay_out(self) -> None:
        em = self.font().pixelSize()
        column = QVBoxLayout()
        column.setSpacing(em)
        column.addWidget(plain.label("Quiz", "huge"))
        column.addWidget(self._today_card(em))
        column.addSpacing(em // 2)
        column.addWidget(plain.label("Or choose for yourself", "heading"))
        column.addLayout(self._rows(em))
        column.addStretch(1)
        fill(self, column, _WIDTH_EM).setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _today_card(self, em: int) -> QFrame:
        card = QFrame()
        card.setProperty("rank", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(em * 3 // 2, em, em * 3 // 2, em)
        words = QVBoxLayout()
        words.setSpacing(em // 4)
        words.addWidget(plain.label("Today", "title"))
        words.addWidget(self._today_words)
        row.addLayout(words, 1)
        row.addSpacing(em)
        row.addWidget(self.today)
        return card

    def _rows(self, em: int) -> QGridLayout:
        more = QWidget()
        inside = QVBoxLayout(more)
        inside.setContentsMargins(0, 0, 0, em // 2)
        for widget in self._more.values():
            inside.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(em * 3 // 4)
        grid.setColumnMinimumWidth(0, _LABEL_EM * em)
        grid.setColumnStretch(1, 1)
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self.at_once)
        checks.addWidget(self.confidence)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("What", self.what),
            ("", more),
            ("How", self.style_),
            ("", self._style_words),
            ("Questions", self.count),
        )
        for place, (name, part) in enumerate(rows):
            label = plain.label(name)
            label.setContentsMargins(0, em * 2 // 5, 0, 0)  # on the line of the buttons' words
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, place, 1)
        grid.addLayout(checks, len(rows), 1)
        grid.addWidget(self.start, len(rows) + 1, 1, Qt.AlignmentFlag.AlignLeft)
        return grid
