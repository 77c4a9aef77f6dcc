"""What a field offers while one types: known ids by their names, and findings as the shorthand completes them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from rootmap.cases.authoring.finding_lines import FindingLines
from rootmap.cases.tables import Tables
from rootmap.ui.editor.spec import Known

if TYPE_CHECKING:
    from rootmap.localise.shorthand import Shorthand

_GAP = "   "  # between an id and its name


class Offers:
    """Everything the fields need of the tables."""

    def __init__(self, tables: Tables, shorthand: "Shorthand") -> None:
        self.tables, self.shorthand = tables, shorthand
        self.lines = FindingLines(shorthand, tables)
        self._models: dict[Known, QStringListModel] = {}

    def model(self, known: Known) -> QStringListModel:
        """Return the rows to choose from, each an id and its name."""
        if known not in self._models:
            self._models[known] = QStringListModel([f"{key}{_GAP}{name}" for key, name in self._rows(known)])
        return self._models[known]

    def usual_minutes(self, test: str) -> str:
        """Return what an examination costs in any case, "" for one that is not known."""
        found = self.tables.examinations.get(test)
        return str(found.cost) if found is not None else ""

    def _rows(self, known: Known) -> Iterator[tuple[str, str]]:
        tables = self.tables
        if known is Known.CANDIDATES:
            yield from ((each.id, each.name if each.name != each.id else "") for each in tables.candidates.values())
        elif known is Known.EXAMINATIONS:
            yield from ((each.id, each.name) for each in tables.examinations.values())
        elif known is Known.RED_FLAGS:
            yield from ((flag.id, f"({flag.urgency.value})") for flag in tables.anatomy.red_flags.values())
        elif known is Known.SOURCES:
            yield from ((name, source.citation) for name, source in tables.anatomy.sources.items())
        elif known is Known.DISCS:
            yield from ((name, "") for name in tables.discs)


class _IdCompleter(QCompleter):
    """Finds by any part of the name and puts in the id alone."""

    def pathFromIndex(self, index: object) -> str:
        """Return the id of a row."""
        return super().pathFromIndex(index).partition(_GAP)[0]  # type: ignore[arg-type]


def offer_ids(field: QLineEdit, offers: Offers, known: Known) -> None:
    """Let a line be completed by the known ids."""
    completer = _IdCompleter(field)
    completer.setModel(offers.model(known))
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(12)
    completer.setPopup(_popup())
    field.setCompleter(completer)


def _popup() -> QListView:
    popup = QListView()
    popup.setObjectName("completions")
    popup.setTextElideMode(Qt.TextElideMode.ElideRight)
    return popup


class AddLine(QLineEdit):
    """A line whose text Enter adds to the list below it: an id, or a finding."""

    added = Signal(str)

    def __init__(self, offers: Offers, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self.setAccessibleName("Add")
        if known is Known.NONE:
            self._model = QStringListModel(self)
            completer = QCompleter(self)
            completer.setModel(self._model)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setPopup(_popup())
            self.setCompleter(completer)
            self.textEdited.connect(self._suggest)
        else:
            offer_ids(self, offers, known)
        self.returnPressed.connect(self._add)

    def _suggest(self, text: str) -> None:
        self._model.setStringList([f"{each.text} " for each in self._offers.shorthand.suggest(text)])

    def _add(self) -> None:
        text = self.text().strip()
        if text:
            self.added.emit(text)
            self.clear()
