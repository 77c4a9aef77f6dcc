"""The thread that compiles maps of the user's own: those just loaded, and those whose file has changed."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.errors import InputError
from rootmap.memory import blocks_kept
from rootmap.profile import Profile
from rootmap.skin.figure import Figure
from rootmap.ui.background import LatestOnly
from rootmap.ui.plain import short
from rootmap.ui.session import Knowledge

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.atlas.own import OwnMap
    from rootmap.atlas.prepared import PreparedFigure
    from rootmap.atlas.stack import MapStack

SETTLE_S = 0.15  # a file that has not changed for this long is written to its end
SETTLE_TRIES = 20
KEEP_READY_S = 60.0  # while one edits the next change is near; a figure made ready for compiling is 200 MB
LONGEST_LINE = 400  # letters; a file may hold any nonsense, a line above the body has room for so much
Signature = tuple[int, int, int]  # time of the last change, size, which file
Tell = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a file on a figure: a line to show, or none; if it was used, the map and all known with it."""

    figure: str
    line: str = ""
    own: "OwnMap | None" = None
    knowledge: Knowledge | None = None
    chosen: bool = False
    is_again: bool = False  # a map that was there before, in a new version
    gone: str = ""  # the id of a map taken away


class _OvertakenError(Exception):
    """The file has changed while it was compiled, or the window closes."""


class Workshop:
    """Works on one thing after the other and tells the outcome, in its own thread."""

    def __init__(self, figure: Figure, profile: Profile, tell: Tell) -> None:
        self._figure, self._profile, self._tell = figure, profile, tell
        self._worker: LatestOnly[bool] = LatestOnly("own maps", self._work)
        self._jobs: deque[Callable[[], None]] = deque()
        self._closing = threading.Event()
        self._knowledge = Knowledge()
        self._originals: dict[str, Path] = {}
        self._seen: dict[Path, Signature | None] = {}
        self._ready: PreparedFigure | None = None
        self._ready_at = 0.0

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files whose changes are followed and that were there when last looked at."""
        return tuple(path for path, seen in tuple(self._seen.items()) if seen is not None)

    def use(self, figure: Figure, knowledge: Knowledge) -> None:
        """Work on a figure with the maps read for it."""
        self._jobs.append(partial(self._use, figure, knowledge))

    def start(self) -> None:
        """Compile what of the profile is not among the maps read or no longer as it was."""
        self._ask(self._begin)

    def load(self, path: Path) -> None:
        """Compile a file and from now on follow its changes."""
        self._ask(partial(self._take, path, chosen=True))

    def look(self) -> None:
        """See whether a followed file has changed."""
        self._worker.put(True)

    def keep(self, own: "OwnMap") -> None:
        """Write a map that has proved good into the profile."""
        self._ask(partial(self._keep, own))

    def take_away(self, name: str) -> None:
        """Remove a map from the window and the profile."""
        self._ask(partial(self._take_away, name))

    def flush(self) -> None:
        """Wait until everything asked for is done."""
        self._worker.flush()

    def close(self) -> None:
        """Give up what is being compiled, keep what has proved good, and end the thread."""
        self._closing.set()
        self._worker.close()
        self._ready = None

    def _ask(self, job: Callable[[], None]) -> None:
        self._jobs.append(job)
        self._worker.put(True)

    def _work(self, _request: bool) -> None:
        while self._jobs:
            self._careful(self._jobs.popleft())
        for path, before in tuple(self._seen.items()):
            if not self._closing.is_set() and signature(path) != before:
                self._careful(partial(self._take, path))
        for path in () if self._closing.is_set() else self._newcomers():
            self._careful(partial(self._take, path))
        if self._jobs and not self._closing.is_set():
            self._worker.put(True)  # a file has changed while it was compiled
        elif self._ready is not None and time.monotonic() - self._ready_at > KEEP_READY_S:
            self._ready = None
            for view in self._figure.views.values():
                view.grid.forget_places()

    def _prepared(self) -> "PreparedFigure":
        from rootmap.atlas.prepared import PreparedFigure

        self._ready, self._ready_at = self._ready or PreparedFigure(self._figure), time.monotonic()
        return self._ready

    def _newcomers(self) -> tuple[Path, ...]:
        from rootmap.atlas.own import own_sources

        return tuple(path for path in own_sources(self._profile) if path not in self._seen) if self._seen else ()

    def _careful(self, job: Callable[[], None]) -> None:
        """Do a job; whatever goes wrong is one line, and the thread goes on."""
        try:
            job()
        except InputError as error:
            self._tell(Outcome(self._figure.name, _line(str(error))))
        except Exception as error:
            self._tell(Outcome(self._figure.name, _line(f"A map could not be used ({type(error).__name__}: {error})")))

    # --- jobs --------------------------------------------------------------------------------------------------------

    def _use(self, figure: Figure, knowledge: Knowledge) -> None:
        self._figure, self._knowledge, self._ready = figure, knowledge, None

    def _begin(self) -> None:
        from rootmap.atlas.own import is_current, own_sources, read_originals

        known = {atlas.info.id for atlas in self._knowledge.atlases}
        self._originals = self._originals or read_originals(self._profile)
        for path in own_sources(self._profile):
            self._seen[path] = signature(path)
            original = self._originals.get(path.stem)
            if original is not None:
                self._seen[original] = signature(original)
            if original is not None and _is_newer(original, path):
                self._careful(partial(self._take, original, quiet=True))
            elif path.stem not in known or not is_current(path, self._figure, self._profile):
                self._careful(partial(self._take, path, quiet=True))

    def _take(self, path: Path, *, chosen: bool = False, quiet: bool = False) -> None:
        """Compile a file once nobody writes it any more, and tell what came of it."""
        from rootmap.atlas.own import compile_own

        if self._closing.is_set():
            return
        before = self._settled(path)
        if not chosen or path in self._seen:
            self._seen[path] = before

        def breathe() -> None:
            if self._closing.is_set() or signature(path) != before:
                raise _OvertakenError

        try:
            with blocks_kept():
                own = compile_own(path, self._prepared(), self._profile, breathe)
            outcome = self._with(own)
        except _OvertakenError:
            self._jobs.append(partial(self._take, path, chosen=chosen, quiet=quiet))
        except InputError as error:
            self._tell(Outcome(self._figure.name, self._fault(path, error)))
        else:
            self._seen[path] = before
            self._tell(replace(outcome, chosen=chosen, line="" if quiet else outcome.line))
            if chosen:
                self._give_hints(own, outcome.line)

    def _with(self, own: "OwnMap") -> Outcome:
        """Return the knowledge with a map added, or in the place of the one of the same id."""
        before = self._knowledge.atlases
        again = any(atlas.info.id == own.id for atlas in before)
        after = tuple(own.compiled if atlas.info.id == own.id else atlas for atlas in before)
        self._know(after if again else (*after, own.compiled))
        count, word = len(own.compiled.info.territories), "Loaded again" if again else "Loaded"
        line = f"{word}: {own.compiled.info.title}, {count} regions, from {own.path.name}"
        return Outcome(self._figure.name, _line(line), own, self._knowledge, is_again=again)

    def _give_hints(self, own: "OwnMap", line: str) -> None:
        """Tell, after the map is there, what its author should look at."""
        from rootmap.atlas.examine import examine
        from rootmap.atlas.source import read_source

        anatomy = self._knowledge.anatomy
        source = read_source(own.path, own.text)
        hints = examine(source, self._prepared(), anatomy.key_points if anatomy is not None else {})
        if hints:
            more = f" (and {len(hints) - 1} more: rootmap atlas check {own.path.name})" if len(hints) > 1 else ""
            self._tell(Outcome(self._figure.name, _line(f"{line}. Look at {hints[0]}{more}")))

    def _know(self, atlases: "tuple[CompiledAtlas, ...]") -> None:
        """Take other maps, once it is certain that one can rank by them."""
        knowledge = replace(self._knowledge, atlases=atlases, maps=self._stacked(atlases))
        if knowledge.ranker is not None:
            knowledge.ranker.prepare()
        self._knowledge = knowledge

    def _stacked(self, atlases: "tuple[CompiledAtlas, ...]") -> "MapStack | None":
        from rootmap.atlas.stack import stack
        from rootmap.atlas.store import to_rank_by

        maps, before = to_rank_by(atlases), self._knowledge.maps
        if before is not None and [id(atlas) for atlas in before.atlases] == [id(atlas) for atlas in maps]:
            return before
        return stack(self._figure, maps)

    def _keep(self, own: "OwnMap") -> None:
        from rootmap.atlas.own import keep, kept_source, write_originals

        keep(own, self._profile)
        copy = kept_source(own.id, self._profile)
        if self._profile.atlases not in own.path.parents:
            self._seen[copy] = signature(copy)
            before = self._originals.get(own.id)
            if before != own.path:
                if before is not None:
                    self._seen.pop(before, None)
                self._originals[own.id] = own.path
                write_originals(self._originals, self._profile)

    def _take_away(self, name: str) -> None:
        from rootmap.atlas.own import kept_source, take_away, write_originals

        title = next((atlas.info.title for atlas in self._knowledge.atlases if atlas.info.id == name), name)
        aside = take_away(name, self._profile)
        original = self._originals.pop(name, None)
        for path in (kept_source(name, self._profile), original):
            if path is not None:
                self._seen.pop(path, None)
        write_originals(self._originals, self._profile)
        self._know(tuple(atlas for atlas in self._knowledge.atlases if atlas.info.id != name))
        line = f"Taken away: {title}; its source is kept as {aside}"
        self._tell(Outcome(self._figure.name, _line(line), knowledge=self._knowledge, gone=name))

    def _settled(self, path: Path) -> Signature | None:
        """Wait until a file rests and return how it then is."""
        before = signature(path)
        for _ in range(SETTLE_TRIES):
            self._closing.wait(SETTLE_S)
            now = signature(path)
            if now == before:
                break
            before = now
        return before

    def _fault(self, path: Path, error: InputError) -> str:
        where = path.name if error.where == str(path) else error.where
        line = str(InputError(where, error.place, error.problem, error.remedy))
        known = {self._originals.get(atlas.info.id) for atlas in self._knowledge.atlases}
        known |= {path for path in self._seen if path.stem in {atlas.info.id for atlas in self._knowledge.atlases}}
        return _line(line) + (" (the last good version stays)" if path in known else "")


def signature(path: Path) -> Signature | None:
    """Return what changes when a file does, None when there is no such file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _line(text: str) -> str:
    return short(text, LONGEST_LINE)


def _is_newer(one: Path, other: Path) -> bool:
    first, second = signature(one), signature(other)
    return first is not None and second is not None and first[0] > second[0]
