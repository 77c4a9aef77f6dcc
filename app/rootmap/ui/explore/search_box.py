"""The search field and what it finds as one types."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rootmap.explore.search import Hit, SearchIndex
from rootmap.ui import plain
from rootmap.ui.typed_list import HIT_EM, WHAT, HitRow, walk

_HINT = "Enter shows it alone, Shift+Enter beside what is chosen"
_NOTHING = "Nothing has that name. Try a place such as “heel”, or a root, nerve, muscle or reflex."
_MOST_ROWS = 9


class SearchBox(QWidget):
    """Type a few letters; the best fits are below. Empty, it takes one line."""

    chosen = Signal(object, bool)  # Ref, whether beside what is chosen

    def __init__(self, index: SearchIndex) -> None:
        super().__init__()
        self._index = index
        self.hits: tuple[Hit, ...] = ()
        em = self.font().pixelSize()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find: foot drop, T10, saphenous, EHL …")
        self.field.setAccessibleName("Find anything by its name")
        self.found = QListWidget()
        self.found.setAccessibleName("What was found")
        self.found.setItemDelegate(HitRow(self.found))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._hint = plain.label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em * 3 // 4, em, em // 2)
        column.setSpacing(em // 3)
        for part in (self.field, self.found, self._hint):
            column.addWidget(part)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.found.itemActivated.connect(lambda _item: self._choose(beside=False))
        self.found.itemClicked.connect(self._clicked)
        self._search("")

    def clear(self) -> None:
        """Begin anew."""
        self.field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list and Enter choose while one types; Escape begins anew."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if walk(self.found, event):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(beside=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        if key == Qt.Key.Key_Escape and self.field.text():
            self.clear()
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.hits = self._index.find(text)
        self.found.clear()
        em = self.font().pixelSize()
        for hit in self.hits:
            word = f"near “{hit.because}”" if hit.is_near else f"“{hit.because}”"
            because = f" · {word}" if hit.because and hit.because.lower() != hit.title.lower() else ""
            item = QListWidgetItem(hit.title)
            item.setData(WHAT, f"{hit.what}{because}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {hit.what}{because}")
            item.setToolTip(plain.literal(hit.title))
            self.found.addItem(item)
        self.found.setFixedHeight(min(len(self.hits), _MOST_ROWS) * round(HIT_EM * em) + em // 2)
        self.found.setVisible(bool(self.hits))
        self.found.setCurrentRow(0)
        said = self._index.line(text, self.hits) or (_HINT if self.hits else _NOTHING)
        self._hint.setText(said if text.strip() else "")
        self._hint.setVisible(bool(text.strip()))

    def _clicked(self, _item: QListWidgetItem) -> None:
        self._choose(beside=bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _choose(self, *, beside: bool) -> None:
        row = self.found.currentRow()
        if 0 <= row < len(self.hits):
            ref = self.hits[row].ref
            self.clear()
            self.chosen.emit(ref, beside)
