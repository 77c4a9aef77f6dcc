"""Keeps the drawing safe: after every stroke it is on disk, written by a thread so that the brush never waits."""

import json
import threading
from pathlib import Path

from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.skin.drawing import Drawing
from rootmap.skin.drawing_file import drawing_text, read_drawing


class WorkingCopy:
    """One file that always holds the latest drawing. Only the newest waits to be written; an older one is skipped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wanted = threading.Condition()
        self._next: tuple[Drawing, Path | None] | None = None
        self._busy = False
        self._closing = False
        self._thread: threading.Thread | None = None
        self.problem = ""

    def keep(self, drawing: Drawing, opened_from: Path | None) -> None:
        """Write this drawing soon, and which file it came from."""
        with self._wanted:
            self._next = drawing, opened_from
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="working copy")
                self._thread.start()
            self._wanted.notify_all()

    def flush(self) -> None:
        """Wait until all is written."""
        with self._wanted:
            self._wanted.wait_for(lambda: self._next is None and not self._busy)

    def drop(self) -> None:
        """Forget the working copy: everything is saved elsewhere, or not wanted."""
        with self._wanted:
            self._next = None
        self.flush()
        for path in (self._path, self._note):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what waits and end the thread."""
        self.flush()
        with self._wanted:
            self._closing = True
            self._wanted.notify_all()
        if self._thread is not None:
            self._thread.join()

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

    def _work(self) -> None:
        noted: Path | None = None
        while True:
            with self._wanted:
                self._wanted.wait_for(lambda: self._next is not None or self._closing)
                if self._next is None:
                    return
                (drawing, source), self._next, self._busy = self._next, None, True
            try:
                if source != noted:
                    write_atomic(self._note, json.dumps({"file": str(source) if source else None}))
                    noted = source
                write_atomic(self._path, drawing_text(drawing))
                self.problem = ""
            except OSError as error:
                self.problem = f"{self._path}: the working copy cannot be written ({error.strerror}); save the drawing"
            finally:
                with self._wanted:
                    self._busy = False
                    self._wanted.notify_all()
