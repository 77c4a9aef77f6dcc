"""Lets window tests read bodies, maps and cases once, not at every start; again when one of their files changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

import pytest

import rootmap.ui.app
import rootmap.ui.bodies
from rootmap.anatomy.load import load_anatomy
from rootmap.cases.model import Case
from rootmap.cases.reading import Examined, Reader
from rootmap.files import Signature, signature
from rootmap.resources import assets, atlases, quizzes
from rootmap.skin.figure import Figure, load_figure
from rootmap.ui.knowledge import KnowledgeLoader
from rootmap.ui.session import Knowledge

_BODIES, _SETS_OF_MAPS = 4, 5  # each body, with the published maps, and one set that has a user's own
_CASES = 1000  # all that come with the program
Files = tuple[tuple[str, Signature | None], ...]
Read = TypeVar("Read")


class Kept(Generic[Read]):
    """The last few things read, each with the state its files had."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, tuple[Files, Read]] = OrderedDict()

    def get(self, name: Hashable, places: Iterable[Path], read: Callable[[], Read]) -> Read:
        """Return what `read` gave the last time, as long as no file at or below `places` came, went or changed."""
        files = _files(places)
        known = self._known.get(name)
        found = known[1] if known is not None and known[0] == files else read()
        self._known[name] = files, found
        self._known.move_to_end(name)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found


def _files(places: Iterable[Path]) -> Files:
    paths = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    return tuple((str(path), signature(path)) for path in sorted(paths))


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Let the program keep what it reads from one start to the next: only what comes with it, and nothing changes."""
    _read_bodies_and_maps_once(patch)
    _read_cases_once(patch)


def _read_bodies_and_maps_once(patch: pytest.MonkeyPatch) -> None:
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


def _read_cases_once(patch: pytest.MonkeyPatch) -> None:
    cases: Kept[Examined[Case]] = Kept(_CASES)
    truly = Reader.case

    def case(reader: Reader, path: Path, text: str | None = None) -> Examined[Case]:
        as_shipped = quizzes() in path.parents and text is None and reader._anatomy in (None, load_anatomy())
        return cases.get(path, [path], lambda: truly(reader, path)) if as_shipped else truly(reader, path, text)

    patch.setattr(Reader, "case", case)
