"""Follows the library while one writes: a file changed outside is read again, and one that goes bad costs a line."""

from PySide6.QtCore import QObject, Signal

from rootmap.anatomy.model import Anatomy
from rootmap.cases.library import Library, LibraryWatch
from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.ui.background import LatestOnly


class LibraryFollower(QObject):
    """Looks in a thread when asked to; `said` comes in the thread of the window."""

    said = Signal(str)
    _looked = Signal(object)  # Library

    def __init__(self, profile: Profile, anatomy: Anatomy, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = LibraryWatch(profile, anatomy)
        self._beside: LatestOnly[int] = LatestOnly("library", lambda _: self._looked.emit(self._watch.look()))
        self._looked.connect(self._take)
        self.library: Library | None = None

    def look(self) -> None:
        """Read what is new."""
        self._beside.put(1)

    def close(self) -> None:
        """End the thread."""
        self._beside.forget()
        self._beside.close()

    def _take(self, library: Library) -> None:
        before, self.library = self.library, library
        if before is library:
            return
        known = set(map(str, before.problems)) if before is not None else set()
        for problem in library.problems:
            if str(problem) not in known:
                self.said.emit(_line(problem, before))
                return
        if before is not None and library.cases != before.cases:
            old = {case.path: case.digest for case in before.cases}
            new = [case.title for case in library.cases if old.get(case.path) != case.digest]
            if new:
                self.said.emit(f"Read again: {new[0]}")


def _line(problem: InputError, before: Library | None) -> str:
    good = [str(case.path) for case in before.cases] if before is not None else []
    good += [str(bank.path) for bank in before.banks] if before is not None else []
    was_good = problem.where in good
    return f"{problem}{' (the last good version stays)' if was_good else ''}"
