"""`rootmap rank --batch DIR`: ranks every drawing in a folder on all cores; a refused one does not stop the others."""

import contextlib
import io
import json
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.rank import maps_to_rank_by
from rootmap.cli.subject import BAD_INPUT, figure_names, open_figure
from rootmap.errors import InputError
from rootmap.profile import Profile

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.cells import CellOverlap
    from rootmap.localise.ranker import Ranker
    from rootmap.skin.figure import Figure

FORMAT, VERSION = "rootmap.rankings", 1
FINDINGS = ".findings.json"
DEFAULT_FIGURE = "neutral"
FEW = 16  # so many drawings are ranked before a second process would be ready
AT_ONCE = 8  # drawings handed to a process together
BAR = 40  # letters


@dataclass(frozen=True)
class _How:
    """By which maps and on which figure to rank; None stands for all maps, and for the drawing's own figure."""

    profile: Path
    atlas_ids: tuple[str, ...] | None
    figure: str | None


@dataclass(frozen=True)
class _Answer:
    """One entry of the list, as JSON, and whether the drawing was refused."""

    text: str
    refused: bool = False


def rank_folder(
    folder: Path, profile: Profile, atlas_ids: Sequence[str] | None = None, figure: str | None = None
) -> int:
    """Print the rankings of all drawings in a folder, by file name, and return the exit status.

    Raises InputError when there is nothing to rank, or no such map or figure.
    """
    drawings = _drawings_in(folder)
    how = _How(profile.folder, tuple(atlas_ids) if atlas_ids else None, figure)
    maps_to_rank_by(open_figure(figure or DEFAULT_FIGURE), profile, how.atlas_ids)  # says what is wrong with them, once
    answers = list(_with_progress(_answers(drawings, how), len(drawings)))
    head = json.dumps({"format": FORMAT, "version": VERSION})[:-1]
    entries = ",\n".join(answer.text for answer in answers)
    sys.stdout.write(f'{head}, "rankings": [\n{entries}]}}\n')
    return BAD_INPUT if any(answer.refused for answer in answers) else 0


def _drawings_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(folder, "", "is not a folder", "give a folder that holds *.rootmap files")
    drawings = sorted(path for path in folder.glob("*.rootmap") if path.is_file())
    if not drawings:
        raise InputError(folder, "", "holds no *.rootmap files", "give a folder that does")
    return drawings


def _answers(drawings: Sequence[Path], how: _How) -> Iterator[_Answer]:
    """Yield the answers in order, from as many processes as there are cores when there are many drawings."""
    rank_one = partial(_rank_one, how=how)
    processes = min(_cores(), -(-len(drawings) // FEW))
    if processes < 2:
        yield from map(rank_one, drawings)
        return
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(rank_one, drawings, chunksize=AT_ONCE)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _with_progress(answers: Iterator[_Answer], count: int) -> Iterator[_Answer]:
    """Pass answers on, with a bar on standard error where somebody looks at it."""
    watched = sys.stderr.isatty()
    for done, answer in enumerate(answers, start=1):
        if watched:
            bar = "#" * (BAR * done // count)
            sys.stderr.write(f"\r[{bar:<{BAR}}] {done} of {count}" + ("\n" if done == count else ""))
            sys.stderr.flush()
        yield answer


def _rank_one(drawing: Path, how: _How) -> _Answer:
    """Rank one drawing, or say in one line why not."""
    from rootmap.localise.findings_file import read_findings
    from rootmap.localise.imaging import decide
    from rootmap.localise.report import to_json
    from rootmap.skin.drawing_file import read_drawing
    from rootmap.skin.moving import as_on

    try:
        marks = read_drawing(drawing)
        if how.figure is None and marks.figure not in figure_names():
            open_figure(marks.figure, drawing)  # an unknown one is the drawing's fault, and said so
        desk = _desk(how, how.figure or marks.figure)
        beside = drawing.with_suffix(FINDINGS)
        findings = read_findings(beside, _anatomy()) if beside.is_file() else ()
        table = desk.overlap.measure(as_on(marks, desk.figure))
        ranking = desk.ranker.rank(table, findings, explain=False)
        told = to_json(ranking, decide(_anatomy(), findings, ranking))
    except InputError as error:
        return _Answer(json.dumps({"file": drawing.name, "error": str(error)}), refused=True)
    return _Answer(json.dumps({"file": drawing.name} | told, allow_nan=False))


@dataclass(frozen=True)
class _Desk:
    """What ranking on one figure needs, made once in each process."""

    figure: "Figure"
    overlap: "CellOverlap"
    ranker: "Ranker"


@lru_cache
def _desk(how: _How, figure_name: str) -> _Desk:
    from rootmap.atlas.stack import stack
    from rootmap.localise.cells import CellOverlap
    from rootmap.localise.ranker import Ranker

    figure = open_figure(figure_name)
    with contextlib.redirect_stderr(io.StringIO()):  # what is left out is told once, not by each process
        maps = maps_to_rank_by(figure, Profile(how.profile), how.atlas_ids)
    return _Desk(figure, CellOverlap(figure, stack(figure, maps)), Ranker(maps, _anatomy()))


@lru_cache(maxsize=1)
def _anatomy() -> "Anatomy":
    from rootmap.anatomy.load import load_anatomy

    return load_anatomy()
