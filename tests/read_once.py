"""Lets tests read what comes with the program once, not each time anew; again when one of its files changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from rootmap.files import Signature, signature

_BODIES, _MAPS, _RANKERS = 4, 60, 4  # those that come with the program; the last few rankers
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
    """Let the readers keep what they read of what comes with the program; anything else they read anew, as ever."""
    _read_bodies_once(patch)
    _read_maps_once(patch)
    _make_rankers_once(patch)
    _read_cases_once(patch)


def _read_bodies_once(patch: pytest.MonkeyPatch) -> None:
    from rootmap.resources import assets
    from rootmap.skin import figure

    bodies: Kept[figure.Figure] = Kept(_BODIES)
    truly = figure.load_figure

    def body(name: str = "neutral", folder: Path | None = None) -> figure.Figure:
        if folder is not None:
            return truly(name, folder)
        return bodies.get(name, [assets("figures", name)], lambda: truly(name))

    patch.setattr(figure, "load_figure", body)


def _read_maps_once(patch: pytest.MonkeyPatch) -> None:
    from rootmap.atlas import store
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.profile import Profile
    from rootmap.skin.figure import Figure

    maps: Kept[tuple[Figure, CompiledAtlas]] = Kept(_MAPS)
    truly = store.load_atlas

    def published(name: str, figure: Figure, profile: Profile | None = None) -> CompiledAtlas:
        path = figure.folder / "atlases" / name
        files = [path.with_name(f"{name}{ending}") for ending in (".json", ".geojson", ".npz")]
        if "/" in name or not all(file.is_file() for file in files):
            return truly(name, figure, profile)
        return maps.get((name, id(figure)), files, lambda: (figure, truly(name, figure)))[1]

    patch.setattr(store, "load_atlas", published)


def _make_rankers_once(patch: pytest.MonkeyPatch) -> None:
    from rootmap.localise import ranker

    rankers: Kept[tuple[Any, ranker.Ranker]] = Kept(_RANKERS)
    truly = ranker.Ranker

    class Made(type):  # a class still, for annotations that are read while a module loads
        def __call__(cls, atlases: Iterable[Any], anatomy: Any = None) -> ranker.Ranker:
            of = (*atlases, anatomy)
            return rankers.get(tuple(map(id, of)), [], lambda: (of, truly(of[:-1], anatomy)))[1]

    patch.setattr(ranker, "Ranker", Made("Ranker", (truly,), {}))


def _read_cases_once(patch: pytest.MonkeyPatch) -> None:
    from rootmap.anatomy.load import load_anatomy
    from rootmap.cases.model import Case
    from rootmap.cases.reading import Examined, Reader
    from rootmap.resources import quizzes

    cases: Kept[Examined[Case]] = Kept(_CASES)
    truly = Reader.case

    def case(reader: Reader, path: Path, text: str | None = None) -> Examined[Case]:
        as_shipped = quizzes() in path.parents and text is None and reader._anatomy in (None, load_anatomy())
        return cases.get(path, [path], lambda: truly(reader, path)) if as_shipped else truly(reader, path, text)

    patch.setattr(Reader, "case", case)
