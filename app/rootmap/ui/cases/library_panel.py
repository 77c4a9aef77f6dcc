"""Beside the list: the case that is looked at, and patients that are made anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from rootmap.cases.model import Region
from rootmap.cases.shelf import DIFFICULTIES, REGION_NAMES, Progress, Row
from rootmap.ui import plain
from rootmap.ui.cases.parts import button
from rootmap.ui.cases.wording import patient_words

_BEGIN = {Progress.NEW: "Begin", Progress.BEGUN: "Go on", Progress.DONE: "See the result"}
_ENDLESS = (
    "Made from published frequencies, never the same twice: no author has looked at this one. "
    "A drawing that misleads and signs that stay away are part of it."
)
_LAST = 5  # results that are told


class LibraryPanel(QWidget):
    """Tells what one may know before a case, and begins it."""

    opened = Signal(str)
    begun_again = Signal(str)
    wanted_patient = Signal(object, int)  # Region or None, difficulty

    def __init__(self) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._row: Row | None = None
        self._title, self._about = plain.label("", "title", wrap=True), plain.label("", wrap=True)
        self._turns, self._author = plain.label("", "quiet", wrap=True), plain.label("", "small", wrap=True)
        self.begin, self.again = button("Begin   Enter", "main"), button("Take it again from the start")
        self.begin.clicked.connect(lambda: self._row and self.opened.emit(self._row.case.id))
        self.again.clicked.connect(lambda: self._row and self.begun_again.emit(self._row.case.id))
        self.region, self.difficulty = QComboBox(), QComboBox()
        self.region.addItems(["Any region", *REGION_NAMES.values()])
        self.region.setAccessibleName("Region of the new patient")
        self.difficulty.addItems([f"{level}  {words}" for level, words in DIFFICULTIES.items()])
        self.difficulty.setAccessibleName("Difficulty of the new patient")
        self.another = button("Another patient")
        self.another.clicked.connect(self._ask_patient)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em // 2)
        for part in (self._title, self._about, self._turns, self.begin, self.again, self._author):
            column.addWidget(part)
        column.addStretch(1)
        line = QFrame()
        line.setProperty("rank", "line")
        column.addWidget(line)
        column.addWidget(plain.label("Endless patients", "heading"))
        column.addWidget(plain.label(_ENDLESS, "quiet", wrap=True))
        for box in (self.region, self.difficulty, self.another):
            column.addWidget(box)
        self.show_row(None)

    def show_row(self, row: Row | None) -> None:
        """Show one case, or that none is chosen."""
        self._row = row
        for part in (self._about, self._turns, self.begin, self.again, self._author):
            part.setVisible(row is not None)
        self._title.setText(row.case.title if row is not None else "Choose a case")
        if row is None:
            return
        case = row.case
        level = f"Difficulty {case.difficulty} of 5, {DIFFICULTIES[case.difficulty]}."
        self._about.setText(f"{patient_words(case)}. {REGION_NAMES[case.region]}.\n{level}")
        self._turns.setText("\n".join(_turn(turn.day, turn.score, turn.failed) for turn in row.turns[-_LAST:]))
        self._turns.setVisible(bool(row.turns))
        self.begin.setText(f"{_BEGIN[row.progress]}   Enter")
        self.again.setVisible(row.progress is not Progress.NEW)
        self._author.setText(f"{case.author} · {case.licence}")
        self.region.setCurrentIndex(list(Region).index(case.region) + 1)
        self.difficulty.setCurrentIndex(case.difficulty - 1)
        self.another.setText("Another patient like this")

    def _ask_patient(self) -> None:
        region = self.region.currentIndex()
        self.wanted_patient.emit(list(Region)[region - 1] if region else None, self.difficulty.currentIndex() + 1)


def _turn(day: str, score: float, failed: bool) -> str:
    return f"{day}: " + ("not passed" if failed else f"{score:.0%}")
