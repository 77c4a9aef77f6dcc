"""The visits of one patient on disk: every change is written at once, to its file or to the profile."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.localise.visits import Record, Visit
from rootmap.localise.visits_file import read_visits, write_visits
from rootmap.skin.figure import FIGURES

MOST_UNDONE = 200  # steps back


class VisitBook(QObject):
    """One record, the file it belongs to, and the way back.

    Without a file of the user's, or when that cannot be written, the record waits in the profile, as long as need be.
    """

    changed = Signal()
    complained = Signal(str)

    def __init__(self, copy: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._copy = copy
        self._before: list[Record] = []
        self.is_kept = True  # whether the last change is on disk
        self._given = Record()  # as it was opened without a file: nothing of the user's yet
        self.record, self.path = Record(), None  # type: Record, Path | None

    @property
    def is_loose(self) -> bool:
        """Whether it holds something of the user's and has no file."""
        return self.path is None and self.record != self._given

    @property
    def can_undo(self) -> bool:
        """Whether there is a way back."""
        return bool(self._before)

    def put(self, visit: Visit, instead_of: date | None = None) -> None:
        """Enter a visit in place of one of the same day, or of another day."""
        record = self.record.without(instead_of) if instead_of is not None else self.record
        self._become(record.with_visit(visit))

    def remove(self, day: date) -> None:
        """Take a visit out."""
        self._become(self.record.without(day))

    def rename(self, patient: str) -> None:
        """Call the patient otherwise."""
        self._become(Record(patient, self.record.visits))

    def undo(self) -> None:
        """Go back to what was before the last change."""
        if self._before:
            self.record = self._before.pop()
            self._keep()

    def new(self) -> None:
        """Begin with nobody."""
        self._begin(Record(), None)

    def open(self, path: Path, *, example: bool = False) -> bool:
        """Open a file; on a bad one say so in one line and keep what is open. An example keeps its file as it is."""
        try:
            record = _readable(path)
        except InputError as error:
            self.complained.emit(str(error))
            return False
        self._begin(record, None if example else path)
        return True

    def save_as(self, path: Path) -> bool:
        """Write the record to a file, which is its own from now on. Return whether it was written."""
        try:
            write_visits(self.record, path)
        except InputError as error:
            self.complained.emit(str(error))
            return False
        self.path = path
        self._drop()
        self.changed.emit()
        return True

    def recover(self) -> None:
        """Bring back what waits in the profile; what cannot be read is set aside and told of."""
        if not self._copy.exists():
            return
        try:
            record = _readable(self._copy)
        except InputError as error:
            self._copy.replace(self._copy.with_suffix(".damaged"))
            self.complained.emit(str(error))
            return
        self.record, self.path, self._given = record, self._came_from(), Record()
        self.changed.emit()

    def _begin(self, record: Record, path: Path | None) -> None:
        self.record, self.path, self._given = record, path, record if path is None else Record()
        self._before.clear()
        self._drop()
        self.changed.emit()

    def _become(self, record: Record) -> None:
        if record != self.record:
            self._before = [*self._before, self.record][-MOST_UNDONE:]
            self.record = record
            self._keep()

    def _keep(self) -> None:
        if self.path is None or not self._try(lambda path: write_visits(self.record, path), self.path):
            note = json.dumps({"file": str(self.path) if self.path is not None else None})
            self._try(lambda path: write_atomic(path, note), self._note)
            self.is_kept = self._try(lambda path: write_visits(self.record, path), self._copy)
        else:
            self.is_kept = True
            self._drop()
        self.changed.emit()

    def _try(self, write: Callable[[Path], None], path: Path) -> bool:
        try:
            write(path)
        except InputError as error:
            self.complained.emit(str(error))
            return False
        return True

    def _drop(self) -> None:
        for path in (self._copy, self._note):
            path.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self._copy.with_suffix(".source.json")

    def _came_from(self) -> Path | None:
        try:
            name = read_json(self._note)["file"]
        except (InputError, KeyError, TypeError):
            return None
        return Path(name) if isinstance(name, str) else None


def _readable(path: Path) -> Record:
    """Return the record in a file. Raises InputError, also for a body that is not here."""
    record = read_visits(path)
    for row, visit in enumerate(record.visits):
        if visit.drawing.figure not in FIGURES:
            problem, place = f'"{visit.drawing.figure}" is not a figure here', f"visits[{row}].drawing.figure"
            raise InputError(path, place, problem, f"use {', '.join(FIGURES)}")
    return record
