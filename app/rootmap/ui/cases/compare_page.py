"""The learner's own drawing of what they heard, held against the patient's."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rootmap.cases.own_drawing import Compared
from rootmap.ui import plain
from rootmap.ui.bodymap.grading import Mark, mark_style
from rootmap.ui.cases.parts import Page
from rootmap.ui.swatch import Swatch
from rootmap.ui.theme import Theme

LEGEND = ((Mark.CORRECT, "both of you"), (Mark.MISSED, "only the patient"), (Mark.EXTRA, "only you"))
_NOTHING = "You painted nothing this time. Painting first shows how much of a story lies in where it is felt."
_WHY = "Words and drawing of one patient seldom agree in full. From here on the body shows the patient's own drawing."


class ComparePage(Page):
    """Says how far the two drawings agree."""

    def __init__(self) -> None:
        super().__init__("Your drawing and the patient's")

    def show_compared(self, compared: Compared, theme: Theme) -> None:
        """Show the comparison, with the key to the body's patterns."""
        self.begin()
        self.heading("The patient's own drawing")
        if compared.own_is_blank:
            self.say(_NOTHING)
        else:
            covered, accurate = f"{compared.covered:.0%}", f"{compared.accurate:.0%}"
            self.say(f"You painted {covered} of what the patient painted; {accurate} of your paint lies there.")
            for mark, words in LEGEND:
                self.column.addWidget(_legend(mark, words, theme))
        self.say(_WHY, "quiet")
        self.end(from_top=True)


def _legend(mark: Mark, words: str, theme: Theme) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    sample = Swatch(partial(mark_style, mark))
    sample.dress(theme)
    row.addWidget(sample)
    row.addWidget(plain.label(words), 1)
    return line
