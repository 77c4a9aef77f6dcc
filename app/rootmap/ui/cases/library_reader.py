"""Reads the cases beside the window: they may be many, and their YAML takes its time."""

from PySide6.QtCore import QObject, Signal

from rootmap.anatomy.model import Anatomy
from rootmap.cases.kept import KeptRuns
from rootmap.cases.library import Library, LibraryWatch
from rootmap.cases.reading import Reader
from rootmap.cases.tables import Tables, tables_of
from rootmap.localise.shorthand import load_shorthand
from rootmap.profile import Profile
from rootmap.ui.background import LatestOnly


class LibraryReader(QObject):
    """Keeps what was read, so that asking again costs only what has changed; `close` ends its thread."""

    read = Signal(object, object)  # Library, the simulated patients not at their end

    def __init__(self, profile: Profile, anatomy: Anatomy, store: KeptRuns, parent: QObject) -> None:
        super().__init__(parent)
        self.tables: Tables = tables_of(anatomy)
        self.shorthand = load_shorthand(anatomy)
        self._watch, self._reader, self._store = LibraryWatch(profile, anatomy), Reader(anatomy), store
        self._beside: LatestOnly[int] = LatestOnly("cases", self._look)
        self.library: Library | None = None
        self.read.connect(self._take)

    def look(self) -> None:
        """Read what is new; `read` tells when it is done."""
        self._beside.put(1)

    def close(self) -> None:
        """End the thread."""
        self._beside.close()

    def _look(self, _request: int) -> None:
        made = self._store.made(self._reader) if self.library is None else ()
        self.read.emit(self._watch.look(), made)

    def _take(self, library: Library, _made: object) -> None:
        self.library = library
