"""Asks before a pack is installed, and says in one line how it went."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rootmap.cases.pack.content import Pack, read_pack
from rootmap.cases.pack.install import install_pack
from rootmap.cases.pack.limits import SUFFIX
from rootmap.errors import InputError

if TYPE_CHECKING:
    from rootmap.ui.window import Window


def ask_pack(parent: QWidget) -> Path | None:
    """Return the pack to install."""
    name, _ = QFileDialog.getOpenFileName(parent, "Install a pack", str(Path.home()), f"Packs (*{SUFFIX})")
    return Path(name) if name else None


def ask_and_install(window: "Window", path: Path) -> str:
    """Say what a pack holds and install it if that is wanted. Return a line to show, "" when it was not wanted."""
    anatomy = window.session.knowledge.anatomy
    try:
        pack = read_pack(path, anatomy)
        if not _is_wanted(window, pack):
            return ""
        done = install_pack(path, window.profile, anatomy)
    except InputError as error:
        return str(error)
    verb = "took the place of its earlier version" if done.replaced else "is installed"
    return f"{done.pack.manifest.title} {verb}: {_holds(done.pack)}"


def _holds(pack: Pack) -> str:
    cases, questions = len(pack.cases), sum(len(bank.questions) for bank in pack.banks)
    said = [f"{cases} case{'' if cases == 1 else 's'}"] if cases else []
    said += [f"{questions} question{'' if questions == 1 else 's'}"] if questions else []
    return " and ".join(said)


def _is_wanted(window: "Window", pack: Pack) -> bool:
    about = pack.manifest
    box = QMessageBox(window)
    box.setWindowTitle("Install a pack")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Install “{about.title}”?")
    box.setInformativeText(f"{_holds(pack)}\nAuthor: {about.author}\nLicence: {about.licence}")
    yes = box.addButton("Install", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(yes)
    box.exec()
    return box.clickedButton() is yes
