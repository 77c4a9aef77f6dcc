"""New, open, save, recent files: nothing that was open is ever lost, and a bad file costs one line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.resources import examples, visit_examples
from rootmap.skin.drawing import Drawing, on_figure
from rootmap.skin.figure import FIGURES, Figure
from rootmap.ui.session import Session
from rootmap.ui.settings import MAX_RECENT, Settings
from rootmap.ui.working_copy import Work, WorkingCopy, findings_beside, read_found, write_found

if TYPE_CHECKING:
    from rootmap.localise.evidence import Finding
    from rootmap.ui.window import Window

SUFFIX = ".rootmap"
VISITS = ".rootvisits"
FILTER = f"Rootmap drawings (*{SUFFIX})"
OPENED = f"Drawings and visits (*{SUFFIX} *{VISITS})"


class Answer(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


@dataclass(frozen=True)
class _Origin:
    """A drawing with outlines, on the body they were painted on; what it became on the body shown now."""

    drawing: Drawing
    figure: Figure
    path: Path | None
    clean: bool
    moved: Drawing | None = None


class DrawingFiles(QObject):
    """Which file is open, whether it has changed, and the working copy behind it."""

    changed = Signal()  # file, unsaved state or recent files
    complained = Signal(str)

    def __init__(self, session: Session, settings: Settings, profile: Profile, parent: "Window") -> None:
        super().__init__(parent)
        self._window, self._session, self._settings = parent, session, settings
        self._copy = WorkingCopy(profile.working_copy)
        self.other_body: Callable[[str], bool] = lambda _: False  # shows another body, if it can
        self.path: Path | None = None
        self._saved = Work(session.editor.drawing)
        self._origin: _Origin | None = None
        session.drawing_changed.connect(self._on_work)
        session.findings_changed.connect(self._on_work)

    @property
    def is_dirty(self) -> bool:
        """Whether there are changes not yet saved to a file of the user's."""
        session, saved = self._session, self._saved
        return session.editor.drawing is not saved.drawing or session.findings != saved.findings

    @property
    def title(self) -> str:
        """The file's name for the title bar."""
        name = self.path.stem if self.path is not None else "New drawing"
        return f"{name}[*]"

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened last, newest first."""
        return tuple(Path(name) for name in self._settings.get("recent"))

    @property
    def examples(self) -> tuple[Path, ...]:
        """The drawings and visits that travel with the program; none when they are missing."""
        try:
            return (*examples(), *visit_examples())
        except InputError:
            return ()

    def new(self) -> None:
        """Start with a blank body, once unsaved changes are dealt with."""
        if self.may_leave():
            self._show(Work(Drawing(self._session.figure.name)))

    def ask_open(self) -> None:
        """Let the user choose a file and open it."""
        folder = str(self.recent[0].parent) if self.recent else str(Path.home())
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, "Open a drawing or visits", folder, OPENED)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a file; on a bad one say so in one line and keep what is open. Return whether it was opened."""
        if path.suffix.lower() == VISITS:
            return self._open_visits(path, example=False)
        drawing = self._read(path)
        if drawing is None or not self.may_leave():
            return False
        self._show(Work(drawing, self._found_with(path), path))
        self.remember(path)
        return True

    def open_example(self, path: Path) -> None:
        """Show an example; saving it asks for a name."""
        if path.suffix.lower() == VISITS:
            self._open_visits(path, example=True)
            return
        drawing = self._read(path)
        if drawing is not None and self.may_leave():
            self._show(Work(drawing, self._found_with(path)))

    def take(self, work: Work) -> bool:
        """Show work from elsewhere, once unsaved changes are dealt with. Return whether it is shown."""
        if not self._fits(work.drawing, Path("visit")) or not self.may_leave():
            return False
        self._show(work)
        return True

    def save(self) -> bool:
        """Save to the open file, or ask for one. Return whether it was saved."""
        return self.save_as() if self.path is None else self._write(self.path)

    def save_as(self) -> bool:
        """Ask for a name and save. Return whether it was saved."""
        from PySide6.QtWidgets import QFileDialog

        start = str(self.path or (self.recent[0].parent if self.recent else Path.home()) / f"drawing{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the drawing", start, FILTER)
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def may_leave(self) -> bool:
        """Ask about unsaved changes, if any; return whether to go on."""
        is_blank = self.path is None and self._session.editor.is_empty and not self._session.findings
        if not self.is_dirty or is_blank:
            return True
        answer = self._ask()
        return answer is Answer.DISCARD or (answer is Answer.SAVE and self.save())

    def recover(self) -> None:
        """Bring back what a crash left behind."""
        try:
            found = self._copy.recover()
        except InputError as error:
            self.complained.emit(str(error))
            return
        if found is None:
            return
        if not self._fits(found.drawing, Path("working copy")):
            return
        drawing = self._on_its_body(found.drawing)
        if drawing is None:
            return
        self.path = found.source
        self._session.load(drawing)
        self._session.set_findings(found.findings)
        self.changed.emit()
        self.complained.emit("Rootmap did not close properly last time; your drawing was recovered")

    def move(self, show: Callable[[], bool]) -> bool:
        """Show another body by `show`, with all that can come along. Return whether it is shown."""
        session, findings = self._session, self._session.findings
        origin = self._origin
        if origin is None or origin.moved is not session.editor.drawing:  # painted on since: this is what moves
            origin = _Origin(session.editor.drawing, session.figure, self.path, not self.is_dirty)
        if not show():
            return False
        here = on_figure(origin.drawing, session.figure.name)
        session.load(here or _moved(origin.drawing, origin.figure, session.figure))
        session.set_findings(findings)
        self._origin = None if here is not None else replace(origin, moved=session.editor.drawing)
        self.path = origin.path if here is not None else None  # its file keeps what was painted, to the hair
        if origin.clean and here is not None:
            self._saved = self._work()
            self._copy.drop()
        self.changed.emit()
        return True

    @property
    def came_along_moved(self) -> bool:
        """Whether what is shown was painted on another body and moved by the skin it lies on."""
        return self._origin is not None and self._origin.moved is self._session.editor.drawing

    def leave(self) -> None:
        """Forget the working copy: the user saved or let go."""
        self._copy.drop()

    def discard(self) -> None:
        """Take the work as it is for saved."""
        self._saved = self._work()
        self.changed.emit()

    def close(self) -> None:
        """Write what waits; the working copy stays where it is."""
        self._copy.close()

    def flush(self) -> None:
        """Wait for the working copy to be on disk."""
        self._copy.flush()

    def _work(self) -> Work:
        return Work(self._session.editor.drawing, self._session.findings, self.path)

    def _found_with(self, path: Path) -> "tuple[Finding, ...]":
        """Return the findings kept beside a drawing; bad ones cost a line and stay where they are."""
        try:
            return read_found(findings_beside(path))
        except InputError as error:
            self.complained.emit(str(error))
            return ()

    def _read(self, path: Path) -> Drawing | None:
        from rootmap.skin.drawing_file import read_drawing

        try:
            drawing = read_drawing(path)
        except InputError as error:
            self.complained.emit(str(error))
            return None
        return drawing if self._fits(drawing, path) else None

    def _fits(self, drawing: Drawing, path: Path) -> bool:
        if drawing.figure in (self._session.figure.name, *FIGURES):
            return True
        error = InputError(path, "figure", f'"{drawing.figure}" is not a figure here', "open it where it was drawn")
        self.complained.emit(str(error))
        return False

    def _on_its_body(self, drawing: Drawing) -> Drawing | None:
        """Return a drawing that fits the body shown, which changes to its own where it must; None if it cannot."""
        here = on_figure(drawing, self._session.figure.name)
        if here is None and not self.other_body(drawing.figure):
            return None
        return here or drawing

    def _show(self, work: Work) -> None:
        drawing = self._on_its_body(work.drawing)
        if drawing is None:
            return
        self.path = work.source
        self._session.load(drawing)
        self._session.set_findings(work.findings)
        self._saved = self._work()
        self._copy.drop()
        self.changed.emit()

    def _write(self, path: Path) -> bool:
        from rootmap.skin.drawing_file import write_drawing

        work = self._work()
        try:
            write_drawing(work.drawing, path)
            if work.findings or self._saved.findings:  # else leave alone what may lie there unread
                write_found(work.findings, findings_beside(path))
        except InputError as error:
            self.complained.emit(str(error))
            return False
        self._saved, self.path = work, path
        self.remember(path)
        self._copy.drop()
        self.changed.emit()
        return True

    def remember(self, path: Path) -> None:
        """Put a file on top of those opened last."""
        others = [name for name in self._settings.get("recent") if name != str(path.resolve())]
        self._settings.set("recent", [str(path.resolve()), *others][:MAX_RECENT])
        self.changed.emit()

    def _open_visits(self, path: Path, *, example: bool) -> bool:
        from rootmap.ui.visits.mode import open_visits

        return open_visits(self._window, path, example=example)

    def _ask(self) -> Answer:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setWindowTitle("Rootmap")
        box.setText("Save the changes to this drawing?")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers: dict[int, Answer] = {int(buttons.Save.value): Answer.SAVE, int(buttons.Discard.value): Answer.DISCARD}
        return answers.get(box.exec(), Answer.CANCEL)

    def _on_work(self) -> None:
        if self.is_dirty:
            self._copy.keep(self._work())
        if self._copy.problem:
            self.complained.emit(self._copy.problem)
        self.changed.emit()


def _moved(drawing: Drawing, figure: Figure, other: Figure) -> Drawing:
    from rootmap.skin.moving import moved

    return moved(drawing, figure, other)
