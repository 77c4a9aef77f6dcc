"""What the visits ask the user: where to keep a file, and before anything is replaced or let go."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rootmap.localise.course_words import day
from rootmap.localise.visits_file import SUFFIX

if TYPE_CHECKING:
    from rootmap.ui.visits.book import VisitBook

FILTER = f"Visits of one patient (*{SUFFIX})"
_Buttons = QMessageBox.StandardButton


def ask_open(parent: QWidget) -> Path | None:
    """Return the file to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open visits", str(Path.home()), FILTER)
    return Path(name) if name else None


def ask_save(parent: QWidget, book: "VisitBook") -> Path | None:
    """Return the file to keep the visits in."""
    start = book.path or Path.home() / f"patient{SUFFIX}"
    name, _ = QFileDialog.getSaveFileName(parent, "Save the visits", str(start), FILTER)
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX)


def ask_picture(parent: QWidget) -> Path | None:
    """Return the picture to write the plots to."""
    start = str(Path.home() / "visits.png")
    name, _ = QFileDialog.getSaveFileName(parent, "Export the plots", start, "PNG (*.png)")
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name).with_suffix(".png")


def may_replace(parent: QWidget, when: date) -> bool:
    """Ask whether a visit of today gives way to what is drawn now."""
    text = f"There is a visit of {day(when)} already. Put this drawing and these findings in its place?"
    return _ask(parent, text, _Buttons.Yes | _Buttons.Cancel) == _Buttons.Yes


def may_leave(parent: QWidget, save: Callable[[], bool]) -> bool:
    """Ask what to do with visits that have no file; return whether to go on."""
    answer = _ask(parent, "Save these visits as a file?", _Buttons.Save | _Buttons.Discard | _Buttons.Cancel)
    return answer == _Buttons.Discard or (answer == _Buttons.Save and save())


def _ask(parent: QWidget, text: str, buttons: QMessageBox.StandardButton) -> int:
    box = QMessageBox(parent)
    box.setWindowTitle("Rootmap")
    box.setText(text)
    box.setStandardButtons(buttons)
    box.setDefaultButton(_Buttons.Save if buttons & _Buttons.Save else _Buttons.Cancel)
    return box.exec()
