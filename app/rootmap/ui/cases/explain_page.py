"""Explaining it to the patient: written in plain words, a first guess at what it holds, and the learner's own ticks."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit

from rootmap.cases.jargon import jargon_in
from rootmap.cases.kept import MAX_WORDS, Told
from rootmap.cases.plain_words import first_guess, grade_plain_words
from rootmap.cases.play import Play
from rootmap.ui.cases.parts import Page, button, tick_row

_KEEP_MS = 600
_ASK = "Write what you would say to the patient, in words they use at home."
_NO_JUDGE = "Ticked is what the words suggest. Read your text again and tick as you see it: you are the judge."


class ExplainPage(Page):
    """The text first; the checklist only once the learner has written something."""

    told = Signal(object)  # Told

    def __init__(self) -> None:
        super().__init__("Explain it to the patient")
        self._play: Play | None = None
        self.points: list[QCheckBox] = []
        self.misstatements: list[QCheckBox] = []
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.flush)

    def show_play(self, play: Play) -> None:
        """Show what was written and marked so far."""
        if self._play is not None and self._play.case.id == play.case.id:
            return
        self._play = play
        self._fill(play.kept.told)

    def forget(self) -> None:
        """Begin anew the next time."""
        self._play = None

    def flush(self) -> None:
        """Tell what was written and ticked."""
        self._keeping.stop()
        if self._play is not None:
            self.told.emit(self._now(is_marked=bool(self.points)))

    def mark_it(self) -> None:
        """Look through the text and show the checklist."""
        if self._play is None or not self.text.toPlainText().strip():
            self.text.setFocus()
            return
        guess = first_guess(self.text.toPlainText(), self._play.case.patient_explanation)
        made = tuple(place for place, there in enumerate(guess.points) if there)
        misstated = tuple(place for place, there in enumerate(guess.misstatements) if there)
        self._fill(Told(self.text.toPlainText()[:MAX_WORDS], made, misstated, is_marked=True))
        self.flush()
        self.points[0].setFocus()

    def _now(self, *, is_marked: bool) -> Told:
        made, misstated = _ticked(self.points), _ticked(self.misstatements)
        return Told(self.text.toPlainText()[:MAX_WORDS], made, misstated, is_marked)

    def _fill(self, told: Told) -> None:
        assert self._play is not None
        self.begin()
        self.say(_ASK)
        self.text = QPlainTextEdit(told.text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What you would say to the patient")
        self.text.setFixedHeight(11 * self.font().pixelSize())
        self.column.addWidget(self.text)
        self.mark = button("Mark it again" if told.is_marked else "Mark it", "" if told.is_marked else "main")
        self.column.addWidget(self.mark)
        self.points, self.misstatements = [], []
        self._score: QLabel | None = None
        if told.is_marked:
            self._show_checklist(self._play, told)
        self.end()
        self.mark.clicked.connect(self.mark_it)
        self.text.textChanged.connect(self._keeping.start)
        self._tell_score()

    def _show_checklist(self, play: Play, told: Told) -> None:
        wanted = play.case.patient_explanation
        for word, better in jargon_in(told.text):
            self.say(f"“{word}” is a word of ours: say “{better}”", "caution")
        self._score = self.say("", "heading")
        self.say(_NO_JUDGE, "quiet")
        self.points = [self._tick(point.text, place in told.made) for place, point in enumerate(wanted.points)]
        if wanted.misstatements:
            self.heading("Better not said")
        for place, each in enumerate(wanted.misstatements):
            self.misstatements.append(self._tick(each.text, place in told.misstated))
            self.say(each.why, "quiet")

    def _tick(self, text: str, on: bool) -> QCheckBox:
        tick = tick_row(text, self.column, before_end=False)
        tick.setChecked(on)
        tick.toggled.connect(self._on_tick)
        return tick

    def _on_tick(self) -> None:
        self._tell_score()
        self.flush()

    def _tell_score(self) -> None:
        if self._score is not None and self._play is not None:
            wanted = self._play.case.patient_explanation
            grade = grade_plain_words(wanted, _ticked(self.points), _ticked(self.misstatements))
            self._score.setText(f"{grade.score:.0%} by your own ticks")


def _ticked(boxes: list[QCheckBox]) -> tuple[int, ...]:
    return tuple(place for place, box in enumerate(boxes) if box.isChecked())
