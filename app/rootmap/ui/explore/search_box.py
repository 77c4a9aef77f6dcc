"""The search field and what it finds as one types."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rootmap.explore.search import Hit, SearchIndex
from rootmap.ui import plain

_HINT = "Enter shows it alone, Shift+Enter beside what is chosen"
_NOTHING = "Nothing has that name. Try a root, nerve, muscle, reflex, or an everyday word."
_ROW_EM = 2.8
_MOST_ROWS = 9
_WHAT = Qt.ItemDataRole.UserRole


class HitRow(QStyledItemDelegate):
    """Draws one hit: its name, and below it what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return two lines."""
        return QSize(0, round(_ROW_EM * option.font.pixelSize()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw both lines, shortened to fit."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        widget: QWidget = shown.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        em = shown.font.pixelSize()
        area = shown.rect.adjusted(em // 2, em // 4, -em // 2, -em // 4)
        small = QFont(shown.font)
        small.setPixelSize(round(em * 0.85))
        palette = widget.palette()
        lines = (
            (str(index.data()), shown.font, palette.text(), Qt.AlignmentFlag.AlignTop),
            (str(index.data(_WHAT)), small, palette.placeholderText(), Qt.AlignmentFlag.AlignBottom),
        )
        painter.save()
        for text, font, ink, align in lines:
            painter.setFont(font)
            painter.setPen(ink.color())
            wraps = align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(area, wraps, self._fitted(text, font, area.width()))
        painter.restore()

    def _fitted(self, text: str, font: QFont, width: int) -> str:
        """Return a line shortened to a width."""
        return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


class WrappedRow(HitRow):
    """A hit whose name takes as many lines as it needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the wrapped name and the line below it."""
        view = option.widget
        assert isinstance(view, QAbstractScrollArea)
        em = option.font.pixelSize()
        room = QRect(0, 0, max(view.viewport().width() - em, em), 100 * em)
        wrapped = QFontMetrics(option.font).boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(0, wrapped.height() + round((_ROW_EM - 1.2) * em))

    def _fitted(self, text: str, _font: QFont, _width: int) -> str:
        return text


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
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if step and self.found.count():
            self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
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
            because = f" · “{hit.because}”" if hit.because and hit.because.lower() != hit.title.lower() else ""
            item = QListWidgetItem(hit.title)
            item.setData(_WHAT, f"{hit.what}{because}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {hit.what}{because}")
            item.setToolTip(plain.literal(hit.title))
            self.found.addItem(item)
        self.found.setFixedHeight(min(len(self.hits), _MOST_ROWS) * round(_ROW_EM * em) + em // 2)
        self.found.setVisible(bool(self.hits))
        self.found.setCurrentRow(0)
        self._hint.setText("" if not text.strip() else _HINT if self.hits else _NOTHING)
        self._hint.setVisible(bool(text.strip()))

    def _clicked(self, _item: QListWidgetItem) -> None:
        self._choose(beside=bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _choose(self, *, beside: bool) -> None:
        row = self.found.currentRow()
        if 0 <= row < len(self.hits):
            ref = self.hits[row].ref
            self.clear()
            self.chosen.emit(ref, beside)
