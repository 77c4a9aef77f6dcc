"""The measurements: start, pointer to pixel, pointer to ranking, memory."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import numpy as np

from benchmarks.program import POLL_S, Program, Running, on_full_screen, started, wait_for_body
from benchmarks.stage import Rectangle
from benchmarks.x11 import Screen

STARTS = 9
EARLY, LATE = 10, 500  # the strokes that are compared
REPEATS = 10  # each compared stroke is painted, measured and undone this often
STEP_PX = 9  # a quick hand at 125 moves a second
PACE_S = 0.008  # a mouse reports every 8 ms
SETTLE_S = 0.15  # after this long nothing is still being worked on
LOST_S = 0.25  # after this long a change counts as not shown
LANE_STEPS = 40
FILLER_STEPS = 5
FILLER_PACE_S = 0.002

Path = list[tuple[int, int]]


@dataclass
class Latencies:
    """Milliseconds from a pointer move to what it changes; `lost` moves changed nothing in time."""

    milliseconds: list[float] = field(default_factory=list)
    lost: int = 0

    def percentile(self, share: float) -> float:
        """Return a percentile, or NaN when nothing was measured."""
        return float(np.percentile(self.milliseconds, share)) if self.milliseconds else float("nan")


@dataclass
class Result:
    """Everything measured of one program."""

    start_s: list[float]
    pixel: dict[int, Latencies]
    ranking: dict[int, Latencies]
    memory_mib: float

    @property
    def start_median(self) -> float:
        """Seconds from the start of the process to the first painted body."""
        return statistics.median(self.start_s)


@dataclass(frozen=True)
class Subject:
    """A program to measure: `plain` as a user starts it, `asked` the same but able to say where things are."""

    plain: Program
    asked: Program


def measure(subjects: Sequence[Subject], displays: Sequence[str]) -> list[Result]:
    """Measure programs turn by turn, each on a display of its own, so that what disturbs one disturbs all."""
    with ExitStack() as stack:
        profiles = [stack.enter_context(tempfile.TemporaryDirectory()) for _ in subjects]
        options = [("--profile-dir", profile) for profile in profiles]
        starts = _starts(subjects, displays, options)
        painters = [
            _Painter(stack.enter_context(started(subject.asked, display, option)))
            for subject, display, option in zip(subjects, displays, options, strict=True)
        ]
        for number in range(1, LATE + 1):
            for painter in painters:
                painter.fill(number)
            for turn in range(REPEATS if number in (EARLY, LATE) else 0):
                for painter in painters:
                    painter.compare(number, turn)
        return [
            Result(seconds, painter.pixel, painter.ranking, painter.running.memory_mib())
            for seconds, painter in zip(starts, painters, strict=True)
        ]


def _starts(
    subjects: Sequence[Subject], displays: Sequence[str], options: Sequence[Sequence[str]]
) -> list[list[float]]:
    """Return the seconds of several starts of each; the first, with cold caches, is thrown away."""
    seconds: list[list[float]] = [[] for _ in subjects]
    places = []
    for subject, display, option in zip(subjects, displays, options, strict=True):
        with started(subject.asked, display, option) as running:
            x, y, width, height = running.places().fillers[0]
            places.append((x, y + height // 2, width, 4))
    for _ in range(STARTS + 1):
        for which, subject in enumerate(subjects):
            begun = time.perf_counter()
            with started(subject.plain, displays[which], options[which]) as running:
                seconds[which].append(wait_for_body(running.screen, places[which], begun))
    return [found[1:] for found in seconds]


class _Painter:
    """The hand on one program: paints its 500 strokes and measures at the 10th and at the 500th."""

    def __init__(self, running: Running) -> None:
        self.running, self.places = running, on_full_screen(running)
        self.pixel = {EARLY: Latencies(), LATE: Latencies()}
        self.ranking = {EARLY: Latencies(), LATE: Latencies()}
        self._chance = random.Random(2)

    def fill(self, number: int) -> None:
        """Paint one of the strokes that are not compared."""
        if number not in (EARLY, LATE):
            _scribble(self.running.screen, self._chance.choice(self.places.fillers), self._chance)

    def compare(self, number: int, turn: int) -> None:
        """Paint, measure and take back one of the strokes that are compared."""
        screen = self.running.screen
        panel = self.running.places().panel  # it appears with the first paint
        lane = _down(self.places.lanes[turn % len(self.places.lanes)])
        _watch_pixel(screen, lane, self.places.brush_px, self.pixel[number])
        if panel:
            _watch_ranking(screen, lane, panel, self.ranking[number])


def _scribble(screen: Screen, area: Rectangle, chance: random.Random) -> None:
    with _pressed(screen, _across(area, chance)) as path:
        for x, y in path:
            screen.move(x, y)
            time.sleep(FILLER_PACE_S)


def _watch_pixel(screen: Screen, lane: Path, brush_px: float, into: Latencies) -> None:
    """Time each move until the brush's leading edge is painted: a pixel the move before did not reach."""
    ahead = round(brush_px / 2 - STEP_PX / 3)
    with _pressed(screen, lane) as path:
        for x, y in path:
            time.sleep(PACE_S)
            _time_move(screen, (x, y), [(x, y + ahead, 1, 1)], into)
    _take_back(screen)


def _watch_ranking(screen: Screen, lane: Path, panel: Sequence[Rectangle], into: Latencies) -> None:
    """Time each move until anything in the ranking changes; its figures change with every square centimetre."""
    with _pressed(screen, lane) as path:
        for x, y in path:
            time.sleep(PACE_S * 4)  # whatever the last move set off is shown by now
            _time_move(screen, (x, y), panel, into)
    _take_back(screen)


def _time_move(screen: Screen, to: tuple[int, int], watched: Sequence[Rectangle], into: Latencies) -> None:
    before = [screen.pixels(*place) for place in watched]
    begun = time.perf_counter()
    screen.move(*to)
    while time.perf_counter() - begun < LOST_S:
        if any((screen.pixels(*place) != seen).any() for place, seen in zip(watched, before, strict=True)):
            into.milliseconds.append((time.perf_counter() - begun) * 1000)
            return
        time.sleep(POLL_S)
    into.lost += 1


@contextmanager
def _pressed(screen: Screen, path: Path) -> Iterator[Path]:
    """Press at the first point of a path, give the rest, and release at the end."""
    screen.move(*path[0])
    time.sleep(PACE_S)
    screen.button(down=True)
    time.sleep(PACE_S * 2)
    yield path[1:]
    screen.button(down=False)
    time.sleep(PACE_S * 2)


def _take_back(screen: Screen) -> None:
    time.sleep(SETTLE_S)
    screen.undo()
    time.sleep(SETTLE_S)


def _down(lane: Rectangle) -> Path:
    """Walk down the middle of a lane in steps."""
    x, y, width, height = lane
    return [(x + width // 2, row) for row in range(y, y + height, STEP_PX)][:LANE_STEPS]


def _across(area: Rectangle, chance: random.Random) -> Path:
    """Walk a few steps through an area."""
    x0, y0, width, height = area
    x, y = chance.uniform(x0, x0 + width), chance.uniform(y0, y0 + height)
    path = [(round(x), round(y))]
    for _ in range(FILLER_STEPS):
        x = min(max(x + chance.uniform(-STEP_PX, STEP_PX), x0), x0 + width)
        y = min(max(y + chance.uniform(-STEP_PX, STEP_PX), y0), y0 + height)
        path.append((round(x), round(y)))
    return path
