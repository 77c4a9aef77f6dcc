"""Naming warning signs: at any time, and before the answer is best."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.cases.play import Play
from rootmap.cases.tables import Tables
from rootmap.ui import plain
from rootmap.ui.cases.picker import Choice, Picker

_WHAT = "Name every warning sign that must be acted on here. A sign missed fails a case, whatever else was right."
_NONE = "None named so far."


class FlagsPage(QWidget):
    """All warning signs there are, whatever the case, and those that were named."""

    named = Signal(str)

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._flags = tables.anatomy.red_flags
        choices = [
            Choice(flag.id, flag.text, f"{flag.condition}", f"{flag.condition} {flag.region}")
            for flag in self._flags.values()
        ]
        self.picker = Picker("Warning signs", "bladder, fever, cancer …", choices, wraps=True)
        self._named = plain.label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 2, em, em // 2)
        column.setSpacing(em // 2)
        column.addWidget(plain.label(_WHAT, "quiet", wrap=True))
        column.addWidget(self.picker, 1)
        column.addWidget(plain.label("Named", "section"))
        column.addWidget(self._named)
        self.picker.picked.connect(self.named)

    def show_play(self, play: Play) -> None:
        """Show what was named; what came after the answer says so."""
        run = play.run
        said = [self._flags[flag].text for flag in run.recognised]
        said += [f"{self._flags[flag].text} (after the answer)" for flag in run.late]
        self._named.setText("\n".join(said) or _NONE)
        self.picker.mark({*run.recognised, *run.late})
