"""Patients made anew: asked for beside the window, for the first takes a second."""

from collections.abc import Callable
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.cases.generated import PatientMaker, Wish
from rootmap.cases.kept import KeptRuns
from rootmap.cases.model import Case, Region
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.ui.background import LatestOnly

if TYPE_CHECKING:
    from rootmap.ui.window import Window

_SEEDS = 1_000_000_000
_MAKING = "Making a patient …"


class Patients(QObject):
    """Makes one at a time; `known` holds those of this session by id. The body's maps must be read."""

    made = Signal(object)  # Case
    failed = Signal(str)

    def __init__(self, window: "Window", tables: Tables, store: KeptRuns, show: Callable[[Case], None]) -> None:
        super().__init__(window)
        self._window, self._tables, self._store = window, tables, store
        self._maker: tuple[object, PatientMaker] | None = None
        self._beside: LatestOnly[Wish] = LatestOnly("patients", self._make)
        self._random = SystemRandom()
        self.known: dict[str, Case] = {}
        self.made.connect(self._take)
        self.made.connect(show)
        self.failed.connect(window.say)

    def make(self, region: Region | None, difficulty: int) -> None:
        """Ask for another patient; `made` tells when they are there."""
        self._window.say(_MAKING)
        self._beside.put(Wish(region, difficulty, self._random.randrange(_SEEDS)))

    def know(self, *cases: Case) -> None:
        """Take in patients that were made before."""
        self.known |= {case.id: case for case in cases}

    def close(self) -> None:
        """End the thread and let go of what it needed: it is some megabytes."""
        self._beside.close()
        self._maker = None

    def _make(self, wish: Wish) -> None:
        session = self._window.session
        figure, knowledge = session.figure, session.knowledge
        if knowledge.maps is None or knowledge.ranker is None or knowledge.anatomy is None:
            return
        if self._maker is None or self._maker[0] is not knowledge:
            maker = PatientMaker(figure, knowledge.maps, knowledge.ranker, knowledge.anatomy, self._tables)
            self._maker = knowledge, maker
        try:
            case, text = self._maker[1].make(wish)
            self._store.write_made(case.id, text)  # so that it can be taken up again
            self.made.emit(case)
        except InputError as error:
            self.failed.emit(str(error))

    def _take(self, case: Case) -> None:
        self.know(case)
        if self._window.message.text == _MAKING:
            self._window.message.clear()
