"""Lets window tests read bodies, maps and tables once, not at every start; again when one of their files changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

import pytest

import rootmap.ui.app
import rootmap.ui.bodies
from rootmap.files import Signature, signature
from rootmap.resources import assets, atlases
from rootmap.skin.figure import Figure, load_figure
from rootmap.ui.knowledge import KnowledgeLoader
from rootmap.ui.session import Knowledge

_BODIES, _SETS_OF_MAPS = 4, 5  # each body, with the published maps, and one set that has a user's own
Files = tuple[tuple[str, Signature | None], ...]
Read = TypeVar("Read")


class Kept(Generic[Read]):
    """The last few things read, each with the state its files had."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, tuple[Files, Read]] = OrderedDict()

    def get(self, name: Hashable, folders: Iterable[Path], read: Callable[[], Read]) -> Read:
        """Return what `read` gave the last time, as long as no file below `folders` came, went or changed."""
        files = _files(folders)
        known = self._known.get(name)
        found = known[1] if known is not None and known[0] == files else read()
        self._known[name] = files, found
        self._known.move_to_end(name)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found


def _files(folders: Iterable[Path]) -> Files:
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), signature(path)) for path in paths)


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Let the program keep bodies and maps from one start to the next. Only what nothing changes is shared."""
    bodies: Kept[Figure] = Kept(_BODIES)
    maps: Kept[tuple[Figure, Knowledge]] = Kept(_SETS_OF_MAPS)
    truly = KnowledgeLoader._knowledge

    def body(name: str = "neutral") -> Figure:
        return bodies.get(name, [assets("figures", name)], lambda: load_figure(name))

    def knowledge(loader: KnowledgeLoader) -> Knowledge:
        figure, own = loader._figure, loader._profile.atlases
        whose = own if own.is_dir() else None  # a new profile has none: it knows what every other new one does
        folders = [assets("figures", figure.name), figure.folder, assets("anatomy"), atlases(), own]
        return maps.get((id(figure), whose), folders, lambda: (figure, truly(loader)))[1]

    patch.setattr(rootmap.ui.app, "load_figure", body)
    patch.setattr(rootmap.ui.bodies, "load_figure", body)
    patch.setattr(KnowledgeLoader, "_knowledge", knowledge)
