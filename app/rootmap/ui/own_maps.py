"""Maps of the user's own in the window: loaded beside the others, followed while they are edited, taken away."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from rootmap.ui.workshop import Outcome, Workshop

if TYPE_CHECKING:
    from rootmap.ui.session import Knowledge
    from rootmap.ui.window import Window

ENDINGS = (".yaml", ".yml")
FILTER = "Maps (*.yaml *.yml)"
POLL_MS = 1000  # for editors and drives whose changes the system does not tell
BUSY_MS = 100  # while a stroke runs or a question is open, new maps wait; this often it is asked again
FIRST_MAP = "isncsci"
LONGEST_HEAD = 20_000  # bytes in which a file says what it is
_WRITTEN = re.compile(rb"""^format: *['"]?rootmap\.(?:case|questions)\b""", re.MULTILINE)


def is_written(path: Path) -> bool:
    """Whether a file says that it is a case or a question bank, not a map."""
    try:
        with path.open("rb") as file:
            return _WRITTEN.search(file.read(LONGEST_HEAD)) is not None
    except OSError:
        return False


class OwnMaps(QObject):
    """Brings what the workshop has compiled to the body, never while a stroke runs or a question is open."""

    _came = Signal(object)  # Outcome: from the thread

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._workshop = Workshop(window.session.figure, window.profile, self._came.emit)
        self._ids: set[str] = set()
        self._early: list[Path] = []
        self._waiting: list[Outcome] = []
        self._known: Knowledge | None = None  # what this has brought to the window, or has begun with
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._workshop.look)
        self._watcher.directoryChanged.connect(self._workshop.look)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(BUSY_MS)
        self._later.timeout.connect(self._take_waiting)
        self._came.connect(self._on_outcome)
        window.session.knowledge_changed.connect(self._on_knowledge)

    @property
    def shown(self) -> str:
        """The id of the map over the body, if it is one's own."""
        name = str(self._window.settings.get("map"))
        return name if name in self._ids else ""

    def load(self, path: Path) -> None:
        """Load a map beside the others; the line above the body says what came of it. A case opens in its form."""
        if is_written(path):
            from rootmap.ui.editor.mode import enter_editor

            editor = enter_editor(self._window)
            if editor is not None:
                editor.open(path)
            return
        if self._known is None:
            self._early.append(path)
            return
        self._window.say(f"Reading {path.name} …")
        self._workshop.load(path.absolute())

    def ask_load(self) -> None:
        """Let the user choose a map and load it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, "Load a map", str(Path.home()), FILTER)
        if name:
            self.load(Path(name))

    def remove_shown(self) -> None:
        """Take the own map over the body away."""
        if self.shown:
            self._workshop.take_away(self.shown)

    def flush(self) -> None:
        """Wait until everything asked for is compiled."""
        self._workshop.flush()

    def close(self) -> None:
        """End what runs beside the window."""
        self._poll.stop()
        self._later.stop()
        self._workshop.close()

    def _on_knowledge(self) -> None:
        """Look after one's own maps once the others of a body are read."""
        knowledge = self._window.session.knowledge
        if knowledge is self._known or not knowledge.atlases:
            return
        from rootmap.atlas.own import own_sources

        self._known = knowledge
        self._workshop.use(self._window.session.figure, knowledge)
        self._ids = {path.stem for path in own_sources(self._window.profile)}
        if self._ids:
            self._workshop.start()
            self._poll.start()
        early, self._early = self._early, []
        for path in early:
            self.load(path)

    def _look(self) -> None:
        """Have the followed files looked at, and let the system tell of them as soon as it can."""
        self._workshop.look()
        folder = self._window.profile.atlases
        wanted = {str(path) for path in (*self._workshop.watched, folder)}
        missing = wanted.difference(self._watcher.files(), self._watcher.directories())
        if missing:
            self._watcher.addPaths(sorted(missing))

    def _on_outcome(self, outcome: Outcome) -> None:
        self._waiting.append(outcome)
        self._take_waiting()

    def _take_waiting(self) -> None:
        if self._window.in_quiz or self._window.session.is_painting:
            self._later.start()
            return
        waiting, self._waiting = self._waiting, []
        for outcome in waiting:
            self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        window = self._window
        if outcome.figure != window.session.figure.name:  # another body came between
            if outcome.chosen and outcome.own is not None:
                self._workshop.load(outcome.own.path)
            return
        if outcome.own is not None:
            self._ids.add(outcome.own.id)
            if outcome.chosen:
                window.settings.set("map", outcome.own.id)
                window.settings.set("map_shown", True)
        if outcome.gone:
            self._ids.discard(outcome.gone)
            window.settings.set("map", FIRST_MAP)
        if outcome.knowledge is not None:
            self._learn(outcome.knowledge)
        if outcome.own is not None:
            self._workshop.keep(outcome.own)
            self._look()
            self._poll.start()
        if outcome.line and (window.message.text or outcome.chosen or not outcome.is_again):  # the body itself tells
            window.say(outcome.line)
        window.actions_by_id.refresh()

    def _learn(self, knowledge: "Knowledge") -> None:
        """Hand new maps on; should anything trip over them, the old ones stay."""
        session, before = self._window.session, self._window.session.knowledge
        self._known = knowledge
        try:
            session.learn(knowledge)
        except Exception:
            self._known = before
            self._workshop.use(session.figure, before)
            session.learn(before)
            raise  # to the log, and as one line to the user
