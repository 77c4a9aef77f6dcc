"""What ten thousand answers cost a learner: session, answer and figures, beside what SQLite alone takes."""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.__main__ import Line
from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.progress.items import catalogue
from rootmap.progress.moments import now_ms
from rootmap.progress.overview import overview
from rootmap.progress.records import Item, Limits, Mode, Outcome
from rootmap.progress.store import ProgressStore

ANSWERS = 10_000
TIMES = 15
YEAR_MS = 365 * 86_400_000
OPEN_LIMIT, ANSWER_LIMIT, FIGURES_LIMIT = 1.5, 3.0, 8.0  # times the bare figure; kept, they are far below a blink
OPEN_MS, ANSWER_MS, FIGURES_MS = 150.0, 50.0, 400.0  # processor time; with the disk for an answer


def main() -> int:
    """Measure, print, and return the exit status."""
    items = dict(catalogue(load_anatomy(), load_links()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _practise(folder, items)
        report = _measure(folder, items)
        spent = _spent(folder, items)
    print(f"{ANSWERS} answers kept; beside it plain SQLite on the same file: read all, or commit one row.")
    print("\n".join(map(str, report)))
    kept = [ms <= most for _, ms, most in spent]
    for (what, ms, most), is_kept in zip(spent, kept, strict=True):
        print(f"{what:<44}{ms:8.2f} ms   at most {most:.0f} ms   {'PASS' if is_kept else 'FAIL'}")
    return 0 if all(line.kept for line in report) and all(kept) else 1


def _practise(folder: Path, items: Mapping[str, Item]) -> None:
    """Answer for a year; only this filling skips the wait for the disk."""
    clock, chance, names = [now_ms() - YEAR_MS], random.Random(1), list(items.values())
    store = ProgressStore(folder, items, None, lambda: clock[0])
    store._connection.execute("PRAGMA synchronous = OFF")
    for _ in range(ANSWERS):
        clock[0] += YEAR_MS // ANSWERS
        store.answer(chance.choice(names), _outcome(chance))
    store.close()


def _outcome(chance: random.Random) -> Outcome:
    right = chance.random() < 0.8
    return Outcome(Mode.CHOOSE, "L5", right, float(right), 9000, chance.random(), "L5", "L5" if right else "S1")


def _measure(folder: Path, items: Mapping[str, Item]) -> list[Line]:
    def begin() -> None:
        with closing(ProgressStore(folder, items)) as store:
            store.session(limits=Limits())

    chance, first = random.Random(2), next(iter(items.values()))
    with closing(ProgressStore(folder, items)) as store, closing(_bare(store.path)) as bare:
        read = _milliseconds(lambda: bare.execute("SELECT * FROM reviews").fetchall())
        commit = _milliseconds(lambda: bare.execute("INSERT INTO sessions (begun_ms) VALUES (1)"))
        answer = _milliseconds(lambda: store.answer(first, _outcome(chance)))
        figures = _milliseconds(lambda: overview(store))
    return [
        Line("open and begin a session : read all", "ms", _milliseconds(begin), read, OPEN_LIMIT),
        Line("keep an answer : commit a row", "ms", answer, commit, ANSWER_LIMIT),
        Line("all figures of the page : read all", "ms", figures, read, FIGURES_LIMIT),
    ]


def _spent(folder: Path, items: Mapping[str, Item]) -> list[tuple[str, float, float]]:
    """Return what a learner waits for, in milliseconds, and the most it may take."""

    def begin() -> None:
        with closing(ProgressStore(folder, items)) as store:
            store.session(limits=Limits())

    chance, first = random.Random(3), next(iter(items.values()))
    with closing(ProgressStore(folder, items)) as store:
        answer = _milliseconds(lambda: store.answer(first, _outcome(chance)))
        figures = _milliseconds(lambda: overview(store), time.process_time)
    return [
        ("open and begin a session (processor)", _milliseconds(begin, time.process_time), OPEN_MS),
        ("keep an answer (with the disk)", answer, ANSWER_MS),
        ("all figures of the page (processor)", figures, FIGURES_MS),
    ]


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _milliseconds(deed: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the median time of a deed."""
    found = []
    for _ in range(TIMES):
        begun = clock()
        deed()
        found.append((clock() - begun) * 1000)
    return median(found)


if __name__ == "__main__":
    sys.exit(main())
