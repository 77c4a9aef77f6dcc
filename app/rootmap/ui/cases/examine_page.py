"""Examining: search, choose, and see both sides; each examination costs minutes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.anatomy.bedside import Family
from rootmap.cases.bedside import Examination
from rootmap.cases.play import Play
from rootmap.cases.routine import routine
from rootmap.cases.tables import Tables
from rootmap.localise.shorthand import Shorthand
from rootmap.ui import plain
from rootmap.ui.cases.parts import Page, card
from rootmap.ui.cases.picker import Choice, Picker
from rootmap.ui.cases.wording import result_words

_NONE = "Nothing examined yet. Both sides are always examined; each examination costs its minutes once."


class ExaminePage(QWidget):
    """The search above, the results below, the newest first."""

    wanted = Signal(str)

    def __init__(self, tables: Tables, shorthand: Shorthand) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.minutes = plain.label("", "heading")
        choices = [_choice(each) for each in tables.examinations.values() if not each.is_asked]
        self.picker = Picker("Examine", "EHL, SLR, pinprick L5, reflex …", choices)
        self.picker.set_first(lambda text: _tests(shorthand, text))
        self.results = Page("Results")
        self._newest = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, em // 2, 0, 0)
        column.setSpacing(em // 3)
        upper = QWidget()
        inner = QVBoxLayout(upper)
        inner.setContentsMargins(em, 0, em, 0)
        inner.addWidget(self.minutes)
        inner.addWidget(self.picker, 1)
        column.addWidget(upper, 1)
        column.addWidget(self.results, 1)
        self.picker.picked.connect(self.wanted)

    def show_play(self, play: Play) -> None:
        """Show what was examined and what it has cost."""
        run = play.run
        self.picker.set_usual(routine(play.case.region))
        self.minutes.setText(f"{play.spent} minutes so far")
        self.picker.mark(run.examined)
        self.results.begin()
        if not run.examined:
            self.results.say(_NONE, "quiet")
        for place, test in enumerate(reversed(run.examined)):
            examination, found = play.tables.examinations[test], play.results(test)
            normal = all(map(examination.is_normal, found))
            said = result_words(found) if not normal else f"{result_words(found)}  (normal)"
            heading = f"{_name(examination)}   {play.cost(test)} min"
            self.results.column.addWidget(
                card(heading, [said if normal else f"*{said}*"], "section" if place else "strong")
            )
        self.results.end(from_top=True)


def _name(examination: Examination) -> str:
    name = examination.name
    return f"{name} reflex" if examination.family is Family.REFLEX and "reflex" not in name.lower() else name


def _choice(examination: Examination) -> Choice:
    minutes = f"{examination.cost} min"
    what = f"{examination.family.value} · {minutes}"
    return Choice(examination.id, _name(examination), what, examination.id.replace(".", " ").replace("_", " "))


def _tests(shorthand: Shorthand, text: str) -> Sequence[str]:
    return [test for suggestion in shorthand.suggest(text) for test in suggestion.tests]
