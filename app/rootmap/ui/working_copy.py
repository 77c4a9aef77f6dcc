"""Keeps the drawing safe: after every stroke it is on disk, written by a thread so that the brush never waits."""

import json
from pathlib import Path

from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.skin.drawing import Drawing
from rootmap.skin.drawing_file import DrawingText, read_drawing
from rootmap.ui.background import LatestOnly


class WorkingCopy:
    """One file that always holds the latest drawing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: Path | None = None
        self._text = DrawingText()  # used by the worker alone
        self._worker: LatestOnly[tuple[Drawing, Path | None]] = LatestOnly("working copy", self._write)
        self.problem = ""

    def keep(self, drawing: Drawing, opened_from: Path | None) -> None:
        """Write this drawing soon, and which file it came from."""
        self._worker.put((drawing, opened_from))

    def flush(self) -> None:
        """Wait until all is written."""
        self._worker.flush()

    def drop(self) -> None:
        """Forget the working copy: everything is saved elsewhere, or not wanted."""
        self._worker.forget()
        self._noted = None
        for path in (self._path, self._note):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what waits and end the thread."""
        self._worker.close()

    def recover(self) -> tuple[Drawing, Path | None] | None:
        """Return what a crash left and the file it came from, or None. Raises InputError; the file is set aside."""
        if not self._path.exists():
            return None
        try:
            return read_drawing(self._path), self._came_from()
        except InputError:
            self._path.replace(self._path.with_suffix(".damaged"))
            raise

    @property
    def _note(self) -> Path:
        return self._path.with_suffix(".source.json")

    def _came_from(self) -> Path | None:
        try:
            name = json.loads(self._note.read_text(encoding="utf-8"))["file"]
            return Path(name) if isinstance(name, str) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, request: tuple[Drawing, Path | None]) -> None:
        drawing, source = request
        try:
            if source != self._noted:
                write_atomic(self._note, json.dumps({"file": str(source) if source else None}))
                self._noted = source
            write_atomic(self._path, self._text.of(drawing))
            self.problem = ""
        except InputError as error:
            self.problem = str(error)
