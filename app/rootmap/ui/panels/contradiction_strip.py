"""Above the ranking: findings that do not go together, said in words; nothing is hidden or changed."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise.contradictions import in_words
from rootmap.localise.evidence import Contradiction
from rootmap.ui import plain
from rootmap.ui.panels.words import marked, provenance_text

MOST = 2  # sentences; the rest stand in the tip of the last line


class ContradictionStrip(QWidget):
    """A sentence for each contradiction; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.font().pixelSize() // 4)
        self._shown: tuple[Contradiction, ...] = ()
        self.hide()

    @property
    def found(self) -> tuple[Contradiction, ...]:
        """What is shown."""
        return self._shown

    def show_found(self, found: tuple[Contradiction, ...], anatomy: Anatomy | None) -> None:
        """Show contradictions; costs nothing while they stay the same."""
        if found == self._shown:
            return
        self._shown = found
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in found[:MOST]:
            self._column.addWidget(_sentence(each, anatomy))
        if len(found) > MOST:
            rest = plain.label(f"and {len(found) - MOST} more that do not go together", "caution")
            plain.tip(rest, "\n".join(in_words(each) for each in found[MOST:]))
            self._column.addWidget(rest)
        self.setVisible(bool(found))


def _sentence(found: Contradiction, anatomy: Anatomy | None) -> QLabel:
    sentence = plain.label(marked(f"⚠ {in_words(found)}", found.provenance), "caution", wrap=True)
    plain.tip(sentence, provenance_text(found.provenance, anatomy))
    return sentence
