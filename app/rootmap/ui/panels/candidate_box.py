"""A field to choose any candidate: from the list, best first, or by typing part of its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy

from rootmap.localise.evidence import Candidate, Ranked
from rootmap.localise.naming import name_of
from rootmap.ui.panels.words import percent


class CandidateBox(QComboBox):
    """Lists the candidates but one; what is typed filters by any part of the name."""

    def __init__(
        self, entries: Sequence[Ranked], but: Candidate | None, name: str, taken: Callable[[Candidate], None]
    ) -> None:
        super().__init__()
        self._candidates = [item.candidate for item in entries if item.candidate != but]
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(
            [f"{name_of(item.candidate)}   {percent(item.probability)}" for item in entries if item.candidate != but]
        )
        self.setAccessibleName(name)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._taken = taken
        self.activated.connect(self._on_activated)

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show which one is chosen; tells nobody."""
        place = self._candidates.index(candidate) if candidate in self._candidates else -1
        self.setCurrentIndex(place)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: it must not change what is compared."""
        event.ignore()

    def _on_activated(self, place: int) -> None:
        if 0 <= place < len(self._candidates):
            taken, candidate = self._taken, self._candidates[place]
            QTimer.singleShot(0, lambda: taken(candidate))  # the page with this box is built anew
