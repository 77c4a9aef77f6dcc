"""Reads maps and tables beside the window, so that the body is there first."""

import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from rootmap.errors import InputError
from rootmap.memory import give_back
from rootmap.profile import Profile
from rootmap.skin.figure import Figure
from rootmap.ui.session import Knowledge

_Read = TypeVar("_Read")


class KnowledgeLoader(QObject):
    """Reads in a thread; `read` is emitted in the thread of the window."""

    read = Signal(object)  # Knowledge

    def __init__(self, figure: Figure, profile: Profile) -> None:
        super().__init__()
        self._figure, self._profile = figure, profile
        self._problems: list[str] = []
        self._thread = threading.Thread(target=self._work, name="knowledge")

    def start(self) -> None:
        """Begin reading."""
        self._thread.start()

    def close(self) -> None:
        """Wait until reading is done."""
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        self.read.emit(self._knowledge())

    def _knowledge(self) -> Knowledge:
        from rootmap.anatomy.load import load_anatomy
        from rootmap.atlas.stack import stack
        from rootmap.atlas.store import available_atlases, in_order, load_atlas, to_rank_by

        published = self._careful(available_atlases) or ()
        found = [self._careful(partial(load_atlas, name, self._figure)) for name in published]
        atlases = in_order(atlas for atlas in found if atlas is not None)
        for name in available_atlases(self._profile)[len(published) :]:
            with suppress(InputError):  # one's own that cannot be used are built anew, or told of, a little later
                atlases += (load_atlas(name, self._figure, self._profile),)
        maps = self._careful(lambda: stack(self._figure, to_rank_by(atlases)))
        anatomy = self._careful(load_anatomy)
        knowledge = Knowledge(atlases, maps, anatomy, tuple(self._problems))
        if knowledge.ranker is not None and anatomy is not None:
            knowledge.ranker.prepare()
        return knowledge

    def _careful(self, read: Callable[[], _Read]) -> _Read | None:
        """Return what `read` returns; a file that cannot be used is noted and left out."""
        try:
            return read()
        except InputError as error:
            self._problems.append(str(error))
            return None


def settle_memory() -> None:
    """Spare the garbage collector what stays for good: one full pass over it would hold the brush up for 50 ms."""
    gc.collect()
    gc.freeze()
    give_back()
