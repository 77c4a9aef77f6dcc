"""Compile every map whose source, figure or compiler has changed: two at a time where that pays."""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from rootmap.anatomy.model import KeyPoint
from rootmap.atlas.compiler import build
from rootmap.atlas.examine import examine
from rootmap.atlas.prepared import PreparedFigure
from rootmap.atlas.source import MAX_SOURCE_BYTES, check, read_source
from rootmap.atlas.store import save
from rootmap.errors import InputError
from rootmap.files import read_text
from rootmap.resources import atlases
from rootmap.skin.figure import Figure, load_figure

__all__ = ["build", "build_all", "built_from", "check", "save", "stale", "stamp"]

Job = TypeVar("Job")
Result = TypeVar("Result")
WORKERS = 2
_WORTH_WORKERS = 4  # maps: fewer are compiled sooner than a second Python starts
_MODULES = (
    *("codes", "compiler", "coverage", "curves", "labels", "model", "paint", "parts", "prepared", "seams", "source"),
    *("source_schema", "store", "tints"),
)
_SKIN_MODULES = ("coordinates", "drawing", "figure", "grid", "marks", "nearest", "raster", "reach")


@dataclass(frozen=True)
class _Job:
    """A map to compile: its source, the figure's folder, where the result goes, and the digest to write in it."""

    source: Path
    figure: Path
    folder: Path
    stamp: str


@dataclass(frozen=True)
class Trial:
    """What checking a source found: its faults, or how many regions it has and what its author should look at."""

    faults: tuple[str, ...] = ()
    regions: int = 0
    hints: tuple[str, ...] = ()


def build_all(figure: Figure, sources: Path | None = None, folder: Path | None = None) -> tuple[str, ...]:
    """Compile every source in a folder that has changed; return the ids that were built anew.

    Raises InputError for the first source that cannot be built.
    """
    return _each(_compile, _changed(figure, sources, folder), figure)


def try_all(sources: Sequence[Path], figure: Figure) -> tuple[Trial, ...]:
    """Check each source; one without faults is looked over on the figure."""
    return _each(_try, sources, figure)


def stale(figure: Figure, sources: Path | None = None, folder: Path | None = None) -> tuple[str, ...]:
    """Return the ids whose built files do not belong to source, figure and compiler as they are now."""
    return tuple(read_source(job.source).info.id for job in _changed(figure, sources, folder))


def _frozen() -> bool:
    """Whether this is a bundle, which has no Python to start a second time."""
    return bool(getattr(sys, "frozen", False))


def _each(work: Callable[[Job, PreparedFigure], Result], jobs: Sequence[Job], figure: Figure) -> tuple[Result, ...]:
    """Return the result of each job, in their order, from more than one process where that pays."""
    if len(jobs) >= _WORTH_WORKERS and (os.cpu_count() or 1) >= WORKERS and not _frozen():
        with suppress(OSError, ImportError, BrokenProcessPool):  # where no second process is to be had
            return _side_by_side(partial(_apart, work, figure.folder), jobs)
    ready = PreparedFigure(figure)
    return tuple(work(job, ready) for job in jobs)


def _side_by_side(work: Callable[[Job], Result], jobs: Sequence[Job]) -> tuple[Result, ...]:
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool:
        return tuple(pool.map(work, jobs))


def _apart(work: Callable[[Job, PreparedFigure], Result], folder: Path, job: Job) -> Result:
    return work(job, _ready(folder))


@lru_cache(maxsize=1)
def _ready(folder: Path) -> PreparedFigure:
    return PreparedFigure(load_figure(folder=folder))


def _try(path: Path, ready: PreparedFigure) -> Trial:
    faults = check(path)
    if faults:
        return Trial(tuple(faults))
    try:
        source = read_source(path)
        return Trial((), len(source.info.territories), examine(source, ready, _key_points()))
    except InputError as error:
        return Trial((str(error),))


@lru_cache(maxsize=1)
def _key_points() -> Mapping[str, KeyPoint]:
    from rootmap.anatomy.load import load_anatomy

    return load_anatomy().key_points


def _compile(job: _Job, ready: PreparedFigure) -> str:
    source = read_source(job.source)
    save(build(source, ready), job.folder, job.stamp)
    return source.info.id


def _changed(figure: Figure, sources: Path | None, folder: Path | None) -> list[_Job]:
    """Return the maps to compile, in order of their paths; a source that has not changed is not even parsed."""
    folder = folder or figure.folder / "atlases"
    common = _common_digest(figure)
    jobs = []
    for path in sorted((sources or atlases()).glob("**/*.yaml")):
        now = _stamp(sha256(read_text(path, MAX_SOURCE_BYTES).encode()).hexdigest(), common)
        if built_from(folder / f"{path.stem}.json") != now:
            jobs.append(_Job(path, figure.folder, folder, now))
    return jobs


def stamp(digest: str, figure: Figure) -> str:
    """Return a digest of all that decides the result: source (its own digest), figure and compiler."""
    return _stamp(digest, _common_digest(figure))


def _stamp(digest: str, common: str) -> str:
    return sha256((digest + common).encode()).hexdigest()[:32]


def _common_digest(figure: Figure) -> str:
    """Return a digest of all that decides every result but the source: figure and compiler."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _MODULES]
    files += [here.parent / "skin" / f"{name}.py" for name in _SKIN_MODULES]
    files.append(here.parent / "source_file" / "yaml_lines.py")
    files += sorted(p for p in figure.folder.iterdir() if p.suffix in (".npz", ".json"))
    return "".join(sha256(path.read_bytes()).hexdigest() for path in files)


def built_from(path: Path) -> str | None:
    """Return the stamp of a compiled map, None when it has none."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["built_from"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
