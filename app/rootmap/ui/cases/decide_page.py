"""Committing: what it is, on which side, and how sure one is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rootmap.cases.known import KnownCandidate, nerve_of_condition
from rootmap.cases.model import Localisation
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import CandidateSide
from rootmap.progress.records import Confidence
from rootmap.ui import plain
from rootmap.ui.cases.parts import choices
from rootmap.ui.cases.picker import Choice, Picker
from rootmap.ui.cases.wording import SURE, place_words

_SIDES = {CandidateSide.LEFT: "Left", CandidateSide.RIGHT: "Right", CandidateSide.BOTH: "Both sides"}
_NOTHING = "Choose a root, two roots, a nerve, plexus, look-alike, or a syndrome of cauda equina or cord."


class DecidePage(QWidget):
    """Offers every localisation there is, whatever the case; nothing is chosen before the learner does."""

    changed = Signal()

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._known = tables.candidates
        conditions = {nerve: condition for condition, nerve in nerve_of_condition().items()}
        known = [_choice(each, conditions.get(each.id, "")) for each in tables.candidates.values()]
        self.picker = Picker("What is it?", "L5, ulnar, cauda equina …", known)
        self._chosen: str | None = None
        side_row, self.sides = choices(_SIDES.values())
        sure_row, self.sure = choices(SURE.values())
        self._said = plain.label(_NOTHING, "heading", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 2, em, em // 2)
        column.setSpacing(em // 2)
        column.addWidget(self.picker, 1)
        column.addWidget(plain.label("Side (the patient's own)", "section"))
        column.addLayout(side_row)
        column.addWidget(plain.label("How sure are you?", "section"))
        column.addLayout(sure_row)
        column.addWidget(self._said)
        self.picker.picked.connect(self._choose)
        for group in (self.sides, self.sure):
            for button in group:
                button.clicked.connect(lambda _on=False, group=group, button=button: self._press(group, button))

    @property
    def place(self) -> Localisation | None:
        """What the learner says it is; None while candidate or side is open."""
        if self._chosen is None:
            return None
        if not self._known[self._chosen].sided:
            return Localisation(self._chosen, CandidateSide.BOTH)
        side = _pressed(self.sides)
        return None if side is None else Localisation(self._chosen, list(_SIDES)[side])

    @property
    def confidence(self) -> float | None:
        """How sure the learner is, 0 to 1; None while it is open."""
        level = _pressed(self.sure)
        return None if level is None else float(list(SURE)[level].value)

    @property
    def chosen_word(self) -> Confidence | None:
        """How sure the learner is, as a word."""
        level = _pressed(self.sure)
        return None if level is None else list(SURE)[level]

    def reset(self) -> None:
        """Forget what was chosen, for another patient."""
        self._chosen = None
        self.picker.field.clear()
        self.picker.mark(())
        for button in (*self.sides, *self.sure):
            button.setChecked(False)
            button.setEnabled(True)
        self._said.setText(_NOTHING)

    def _choose(self, candidate: str) -> None:
        self._chosen = candidate
        self.picker.mark({candidate})
        for button in self.sides:
            button.setEnabled(self._known[candidate].sided)
        self._tell()
        follow = self.sides[0] if self._known[candidate].sided and _pressed(self.sides) is None else self.sure[0]
        follow.setFocus()

    def _press(self, group: list[QPushButton], pressed: QPushButton) -> None:
        for button in group:
            button.setChecked(button is pressed)
        self._tell()

    def _tell(self) -> None:
        place, word = self.place, self.chosen_word
        if self._chosen is None:
            said = _NOTHING
        elif place is None:
            said = f"{self._known[self._chosen].name}: which side?"
        else:
            said = place_words(place, self._known[place.candidate])
            said += f", {SURE[word].lower()}" if word is not None else ": how sure are you?"
        self._said.setText(said)
        self.changed.emit()


def _pressed(group: list[QPushButton]) -> int | None:
    return next((place for place, button in enumerate(group) if button.isChecked()), None)


def _choice(each: KnownCandidate, condition: str) -> Choice:
    what = "two roots" if len(each.roots) == 2 else "root" if each.roots else condition.replace("_", " ")
    what = what or ("" if each.sided else "has no side")
    return Choice(each.id, each.name, what, f"{each.id} {condition}".replace("_", " ").replace("+", " "))
