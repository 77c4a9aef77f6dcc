"""What the editor asks: which file to write on, what to do with a draft, where to put a picture or a pack."""

import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.errors import InputError
from rootmap.ui import plain

if TYPE_CHECKING:
    from rootmap.profile import Profile

_TITLE = re.compile(r"^title: *(.+)$", re.MULTILINE)
_PATH = Qt.ItemDataRole.UserRole
_Buttons = QMessageBox.StandardButton


class Answer(Enum):
    """What to do with a draft that is not saved."""

    SAVE = "save"
    KEEP = "keep"
    DISCARD = "discard"
    CANCEL = "cancel"


def ask_about_draft(parent: QWidget, name: str, *, may_keep: bool) -> Answer:
    """Ask what to do with what is written and not saved; it can be kept as the draft where nothing takes its place."""
    box = QMessageBox(parent)
    box.setWindowTitle("Rootmap")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{name or 'What you write'} is not saved yet.")
    answers = {box.addButton("Save", QMessageBox.ButtonRole.AcceptRole): Answer.SAVE}
    if may_keep:
        answers[box.addButton("Keep as a draft", QMessageBox.ButtonRole.AcceptRole)] = Answer.KEEP
    else:
        answers[box.addButton("Throw it away", QMessageBox.ButtonRole.DestructiveRole)] = Answer.DISCARD
    answers[box.addButton(_Buttons.Cancel)] = Answer.CANCEL
    box.exec()
    return next((answer for button, answer in answers.items() if button is box.clickedButton()), Answer.CANCEL)


def may_overwrite(parent: QWidget, line: str) -> bool:
    """Ask before a file that changed outside, or another one, is written over."""
    box = QMessageBox(parent)
    box.setWindowTitle("Rootmap")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(line)
    box.setStandardButtons(_Buttons.Yes | _Buttons.Cancel)
    box.setDefaultButton(_Buttons.Cancel)
    return box.exec() == _Buttons.Yes


def ask_picture(parent: QWidget) -> Path | None:
    """Return the picture to add."""
    name, _ = QFileDialog.getOpenFileName(parent, "Add a picture", str(Path.home()), "Pictures (*.png *.jpg *.jpeg)")
    return Path(name) if name else None


def files_to_edit(profile: "Profile") -> list[Path]:
    """Return all case and question files: the user's own first, then those of packs and of the program."""
    from rootmap.cases.library import CASES, QUESTIONS, folders

    program, own, *packs = folders(profile)
    places = [own, *packs, program]
    return [path for place in places for kind in (CASES, QUESTIONS) for path in sorted((place / kind).glob("*.yaml"))]


def title_of(path: Path) -> str:
    """Return what a file is called, without reading all of it."""
    try:
        with path.open(encoding="utf-8") as file:
            found = _TITLE.search(file.read(4000))
    except (OSError, UnicodeDecodeError):
        found = None
    return found.group(1).strip("'\" ") if found else path.stem


class EditDialog(QDialog):
    """A list of all files to write on, found by typing."""

    def __init__(self, parent: QWidget, profile: "Profile") -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit a case or a question bank")
        em = self.font().pixelSize()
        self.setMinimumSize(38 * em, 30 * em)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find by title or file name")
        self.field.setAccessibleName("Find by title or file name")
        self.list = QListWidget()
        self.list.setAccessibleName("Cases and question banks")
        own = profile.library
        for path in files_to_edit(profile):
            origin = "yours" if path.parent.parent == own else "pack" if own in path.parents else "published"
            item = QListWidgetItem(f"{title_of(path)}   ({origin})")
            item.setData(_PATH, str(path))
            item.setToolTip(plain.literal(str(path)))
            self.list.addItem(item)
        other = QPushButton("Another file…")
        other.clicked.connect(self._other)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(plain.label("A published case is opened as a copy of your own.", "quiet"))
        column.addWidget(other)
        self.path: Path | None = None
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._search("")

    def _search(self, text: str) -> None:
        words = text.lower().split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in f"{item.text()} {item.data(_PATH)}".lower() for word in words))
            first = row if first is None and not item.isHidden() else first
        self.list.setCurrentRow(-1 if first is None else first)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.path = Path(item.data(_PATH))
            self.accept()

    def _other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Edit a file", str(Path.home()), "Cases, questions (*.yaml *.yml)")
        if name:
            self.path = Path(name)
            self.accept()


class PackDialog(QDialog):
    """Chooses cases and banks, and says what the pack is called; it stays open while something is wrong."""

    def __init__(self, parent: QWidget, profile: "Profile") -> None:
        super().__init__(parent)
        self.setWindowTitle("Make a pack")
        em = self.font().pixelSize()
        self.setMinimumSize(40 * em, 34 * em)
        self.list = QListWidget()
        self.list.setAccessibleName("Cases and question banks to pack")
        for path in (path for path in files_to_edit(profile) if profile.library in path.parents):
            item = QListWidgetItem(f"{title_of(path)}   ({path.stem})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(_PATH, str(path))
            self.list.addItem(item)
        self.title, self.author, self.licence = QLineEdit(), QLineEdit(), QLineEdit("MIT")
        form = QFormLayout()
        for label, field in (("Title", self.title), ("Author", self.author), ("Licence", self.licence)):
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.said = plain.label("", "caution", wrap=True)
        self.make = QPushButton("Write the pack…")
        self.make.setProperty("rank", "main")
        self.make.clicked.connect(self._make)
        column = QVBoxLayout(self)
        column.addWidget(plain.label("Choose from your library; pictures come along by themselves.", "quiet"))
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(self.make)
        self.written: Path | None = None
        if not self.list.count():
            self.said.setText("There is nothing of your own in the library yet: save a case first")

    @property
    def chosen(self) -> list[Path]:
        """The files that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [Path(item.data(_PATH)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _make(self) -> None:
        from rootmap.cases.pack.write import write_pack

        if not self.chosen:
            self.said.setText("Nothing is chosen: tick a case or a question bank")
            return
        name, _ = QFileDialog.getSaveFileName(self, "Write the pack", str(Path.home() / "my-cases.rootpack"),
                                              "Packs (*.rootpack)")  # fmt: skip
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".rootpack")
        words = {"id": path.stem, "title": self.title.text().strip(), "author": self.author.text().strip()}
        words["licence"] = self.licence.text().strip()
        try:
            write_pack(self.chosen, path, words)
        except InputError as error:
            self.said.setText(str(error))
            return
        self.written = path
        self.accept()
