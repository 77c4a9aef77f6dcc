"""Keeps the work safe: after every stroke and finding it is on disk, written by a thread so the brush never waits."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.skin.drawing import Drawing
from rootmap.ui.background import LatestOnly

if TYPE_CHECKING:
    from rootmap.localise.evidence import Finding
    from rootmap.skin.drawing_file import DrawingText


@dataclass(frozen=True)
class Work:
    """What one is at: a drawing, what was found at the bedside, and the file it came from, if any."""

    drawing: Drawing
    findings: "tuple[Finding, ...]" = ()
    source: Path | None = None


def findings_beside(drawing: Path) -> Path:
    """Return the file that holds the findings of a drawing's patient: `x.findings.json` beside `x.rootmap`."""
    return drawing.with_suffix(".findings.json")


class WorkingCopy:
    """Files that always hold the latest drawing and findings."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: Path | None = None
        self._text: DrawingText | None = None  # used by the worker alone
        self._written: tuple[Finding, ...] = ()
        self._worker: LatestOnly[Work] = LatestOnly("working copy", self._write)
        self.problem = ""

    def keep(self, work: Work) -> None:
        """Write this soon."""
        self._worker.put(work)

    def flush(self) -> None:
        """Wait until all is written."""
        self._worker.flush()

    def drop(self) -> None:
        """Forget the working copy: everything is saved elsewhere, or not wanted."""
        self._worker.forget()
        self._noted, self._written = None, ()
        for path in (self._path, self._note, findings_beside(self._path)):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what waits and end the thread."""
        self._worker.close()

    def recover(self) -> Work | None:
        """Return what a crash left, or None. Raises InputError; the damaged file is set aside."""
        if not self._path.exists():
            return None
        from rootmap.skin.drawing_file import read_drawing

        found = findings_beside(self._path)
        damaged = self._path
        try:
            drawing = read_drawing(self._path)
            damaged = found
            return Work(drawing, read_found(found), self._came_from())
        except InputError:
            damaged.replace(damaged.with_suffix(".damaged"))
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

    def _write(self, work: Work) -> None:
        from rootmap.skin.drawing_file import DrawingText

        self._text = self._text or DrawingText()
        try:
            if work.source != self._noted:
                write_atomic(self._note, json.dumps({"file": str(work.source) if work.source else None}))
                self._noted = work.source
            if work.findings != self._written:
                write_found(work.findings, findings_beside(self._path))
                self._written = work.findings
            write_atomic(self._path, self._text.of(work.drawing))
            self.problem = ""
        except InputError as error:
            self.problem = str(error)


def read_found(path: Path) -> "tuple[Finding, ...]":
    """Return the findings in a file, none when it does not exist. Raises InputError."""
    if not path.exists():
        return ()
    from rootmap.localise.findings_file import read_findings

    return read_findings(path)


def write_found(findings: "tuple[Finding, ...]", path: Path) -> None:
    """Write findings whole or not at all; none leave no file. Raises InputError."""
    if not findings:
        path.unlink(missing_ok=True)
        return
    from rootmap.localise.findings_file import write_findings

    write_findings(findings, path)
