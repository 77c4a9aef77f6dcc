"""The small windows: search for an action, the sheet of keys, about, and where to put a picture."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rootmap import __version__
from rootmap.errors import InputError
from rootmap.ui import plain
from rootmap.ui.actions import ACTIONS, Menu
from rootmap.ui.bodymap.view import BodyView
from rootmap.ui.panels.words import TEACHING_ONLY
from rootmap.ui.typed_list import walk

_WIDTH_EM = 34
_SHEET_EM, _SCREEN_SHARE = 56, 0.95  # height of the sheet of keys, and how much of the screen it may take
_KEYS = Qt.ItemDataRole.UserRole + 1
_POINTER = (
    ("Zoom about the pointer", "Wheel, pinch"),
    ("Move the body", "Middle button, Space + drag"),
    ("Brush size", "Ctrl + wheel, pen pressure"),
    ("Paint from the keyboard", "Enter, arrows, Escape"),
    ("Grade a muscle in its box", "0 … 5, Backspace"),
)


class KeyRow(QStyledItemDelegate):
    """Draws an action, and at the right the key that does it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw both on one line."""
        super().paint(painter, option, index)
        widget: QWidget = option.widget
        em = option.font.pixelSize()
        painter.save()
        painter.setPen(widget.palette().placeholderText().color())
        room = option.rect.adjusted(0, 0, -em, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data(_KEYS) or "")
        )
        painter.restore()


class CommandPalette(QDialog):
    """Type a few letters of what you want; Enter does it."""

    def __init__(self, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Search actions")
        em = self.font().pixelSize()
        self.setMinimumSize(_WIDTH_EM * em, 24 * em)
        self.field = QLineEdit()
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("Search actions")
        self.found = QListWidget()
        self.found.setAccessibleName("Actions found")
        self.found.setItemDelegate(KeyRow(self.found))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.found, 1)
        self._actions = [(spec, actions[spec.id]) for spec in ACTIONS]
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._run)
        self.field.installEventFilter(self)
        self.found.itemActivated.connect(self._run)
        self.found.itemClicked.connect(self._run)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list while one types."""
        return walk(self.found, event) or super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        words = text.lower().split()
        self.found.clear()
        for spec, action in self._actions:
            name = f"{spec.menu.value.replace('&', '')} · {spec.text}"
            if action.isEnabled() and all(word in name.lower() for word in words):
                keys = action.shortcut().toString()
                item = QListWidgetItem(name)
                item.setData(_KEYS, keys)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}   {keys}")
                item.setData(Qt.ItemDataRole.UserRole, action)
                self.found.addItem(item)
        self.found.setCurrentRow(0)

    def _run(self) -> None:
        item = self.found.currentItem()
        self.accept()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole).trigger()


class ShortcutSheet(QDialog):
    """Every key, by menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        em = self.font().pixelSize()
        sheet = QWidget()
        sheet.setObjectName("page")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(em, em, em, em)
        row.setSpacing(2 * em)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(em)
            width = max(self.fontMetrics().horizontalAdvance(keys) for menu in menus for _, keys in _lines(menu))
            for menu in menus:
                column.addLayout(_keys_of(menu, em, width))
            column.addStretch(1)
            row.addLayout(column)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        wide = sheet.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
        self.resize(min(wide, room.width()), min(_SHEET_EM * em, room.height()))


def _keys_of(menu: Menu | None, em: int, width: int) -> QGridLayout:
    """Return the keys of a menu under its name, in a column so wide."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(em)
    grid.setVerticalSpacing(em // 4)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(1, width)
    grid.addWidget(plain.label(menu.value.replace("&", "") if menu is not None else "Pointer", "heading"), 0, 0, 1, 2)
    for row, (text, keys) in enumerate(_lines(menu), start=1):
        grid.addWidget(plain.label(text), row, 0)
        grid.addWidget(plain.label(keys, "quiet"), row, 1)
    return grid


_COLUMNS: tuple[tuple[Menu | None, ...], ...] = (
    (Menu.FILE, Menu.EDIT, Menu.MODE, Menu.HELP),
    (Menu.PAINT, Menu.GO),
    (Menu.VIEW, None),
)


def _lines(menu: Menu | None) -> list[tuple[str, str]]:
    if menu is None:
        return list(_POINTER)
    return [(spec.text, "   ".join(spec.keys)) for spec in ACTIONS if spec.menu is menu and spec.keys]


class AboutBox(QDialog):
    """What Rootmap is, and what it is not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Rootmap")
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * em, 2 * em, 2 * em, 2 * em)
        column.setSpacing(em)
        column.addWidget(plain.label(f"Rootmap {__version__}", "title"))
        lines = (
            "Paint where it hurts, see which nerve roots fit, and learn what would settle it.",
            TEACHING_ONLY,
            "Every fact carries its source; what is only recalled, or of low confidence, is marked as such.",
            "Everything stays on this machine.",
        )
        for line in lines:
            column.addWidget(plain.label(line, wrap=True))
        self.setMinimumWidth(_WIDTH_EM * em)


def save_picture(parent: QWidget, body: BodyView) -> str:
    """Ask for a name and save the body as it is seen; return a line to show, or nothing."""
    name, _ = QFileDialog.getSaveFileName(parent, "Export a picture", str(Path.home() / "rootmap.png"), "PNG (*.png)")
    if not name:
        return ""
    path = Path(name) if Path(name).suffix else Path(name).with_suffix(".png")
    if body.grab().save(str(path)):
        return ""
    return str(InputError(path, "", "cannot be written", "choose another folder"))
