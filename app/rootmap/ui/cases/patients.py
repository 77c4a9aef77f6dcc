"""Patients made anew: asked for beside the window, for the first takes a second."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.cases.model import Case, Region
from rootmap.cases.tables import Tables

if TYPE_CHECKING:
    from rootmap.ui.window import Window


class Patients(QObject):
    """Makes one at a time; `known` holds those of this session by id."""

    made = Signal(object)  # Case, or a line that says why there is none

    def __init__(self, window: "Window", tables: Tables, show: Callable[[Case], None]) -> None:
        super().__init__(window)
        self._window, self._tables, self._show = window, tables, show
        self.known: dict[str, Case] = {}

    def make(self, region: Region | None, difficulty: int) -> None:
        """Ask for another patient."""

    def close(self) -> None:
        """End the thread."""
