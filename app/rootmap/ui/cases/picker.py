"""A field to type in and what fits below: how examinations, places and warning signs are chosen."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rootmap.anatomy.spelling import plain as plain_letters
from rootmap.ui import plain
from rootmap.ui.typed_list import WHAT, HitRow, WrappedRow, walk

_ID = Qt.ItemDataRole.UserRole + 1
MOST_ROWS = 250
_NOTHING = "Nothing has that name"
_LEAST_ROWS_EM = 8.6  # three rows


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its id, its name, what it is, and other words it is found by."""

    id: str
    name: str
    what: str
    words: str = ""


class Picker(QWidget):
    """Lists all choices, or those that fit what is typed; Enter, a double click or a click chooses one."""

    picked = Signal(str)

    def __init__(self, called: str, hint: str, choices: Sequence[Choice], *, wraps: bool = False) -> None:
        super().__init__()
        self._choices = {choice.id: choice for choice in choices}
        self._letters = {each.id: plain_letters(f"{each.name} {each.words}".lower()).split() for each in choices}
        self._first: Callable[[str], Sequence[str]] = lambda _text: ()
        self._marked: frozenset[str] = frozenset()
        self._usual: tuple[str, ...] = ()
        self._last = ""  # chosen: the list stays there
        em = self.font().pixelSize()
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(called)
        self.found = QListWidget()
        self.found.setAccessibleName(f"{called}: what fits")
        self.found.setItemDelegate((WrappedRow if wraps else HitRow)(self.found))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setUniformItemSizes(not wraps)
        self.found.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.found.setMinimumHeight(round(_LEAST_ROWS_EM * em))
        self._nothing = plain.label(_NOTHING, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 3)
        for part in (self.field, self._nothing):
            column.addWidget(part)
        column.addWidget(self.found, 1)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.found.itemActivated.connect(self._choose)
        self.found.itemClicked.connect(self._choose)
        self._search("")

    def set_first(self, find: Callable[[str], Sequence[str]]) -> None:
        """Let a function name, for what is typed, the ids that go before all others."""
        self._first = find

    def set_usual(self, ids: Sequence[str]) -> None:
        """Let some go before all others while nothing is typed."""
        if tuple(ids) != self._usual:
            self._usual = tuple(ids)
            self._search(self.field.text())

    def mark(self, ids: Collection[str]) -> None:
        """Show which have been chosen already."""
        if frozenset(ids) != self._marked:
            self._marked = frozenset(ids)
            self._search(self.field.text())

    @property
    def rows(self) -> list[str]:
        """The ids now listed."""
        return [str(self.found.item(row).data(_ID)) for row in range(self.found.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list and Enter choose while one types; Escape begins anew."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if walk(self.found, event):
            return True
        plainly = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plainly:
            self._choose()
            return True
        if key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        words = plain_letters(text.lower()).split()
        fits = [each for each, letters in self._letters.items() if _fits(words, letters)]
        first = [each for each in (self._first(text) if words else self._usual) if each in self._choices]
        self.found.clear()
        for name in list(dict.fromkeys((*first, *fits)))[:MOST_ROWS]:
            choice = self._choices[name]
            done = "✓ " if name in self._marked else ""
            item = QListWidgetItem(f"{done}{choice.name}")
            item.setData(WHAT, choice.what)
            item.setToolTip(plain.literal(choice.name))
            item.setData(_ID, name)
            said = "chosen already: " if done else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said}{choice.name}, {choice.what}")
            self.found.addItem(item)
        rows = self.rows
        self.found.setCurrentRow(rows.index(self._last) if not words and self._last in rows else 0)
        self._nothing.setVisible(not self.found.count())

    def _choose(self, _item: QListWidgetItem | None = None) -> None:
        item = self.found.currentItem()
        if item is not None:
            name = self._last = str(item.data(_ID))
            self.field.clear()
            self.picked.emit(name)


def _fits(words: Sequence[str], letters: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in letters) for word in words)
