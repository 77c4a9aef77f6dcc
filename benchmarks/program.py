"""A measured program: started on a private display, asked where things are, watched from outside."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.stage import Places, Rectangle
from benchmarks.x11 import Screen

PATIENCE_S = 30.0
BODY_TONES = 8  # more different greys than a flat background or a border ever has
SETTLE_S = 1.5
POLL_S = 0.00005


@dataclass(frozen=True)
class Program:
    """What to start: a name for the report and the words after `python -m`."""

    name: str
    words: tuple[str, ...]


class Running:
    """A started program."""

    def __init__(self, process: "subprocess.Popen[str]", screen: Screen) -> None:
        self.process, self.screen = process, screen

    def places(self) -> Places:
        """Ask where body and panel are, in pixels of the screen."""
        questions, answers = _open(self.process.stdin), _open(self.process.stdout)
        questions.write("where\n")
        questions.flush()
        return Places(**json.loads(answers.readline()))

    def memory_mib(self) -> float:
        """Return the resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024


@contextmanager
def started(program: Program, display: str, extra: Sequence[str] = ()) -> Iterator[Running]:
    """Run a program on a display and end it afterwards."""
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    environment.pop("WAYLAND_DISPLAY", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    command = [sys.executable, "-m", *program.words, *extra]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
    screen = Screen(display)
    try:
        yield Running(process, screen)
    finally:
        screen.close()
        process.kill()
        process.wait(10)
        for stream in (process.stdin, process.stdout):
            _open(stream).close()


def on_full_screen(running: Running) -> Places:
    """Wait for the window, give it the whole screen, and return where things are then."""
    running.places()
    time.sleep(SETTLE_S)
    running.screen.fill_screen()
    time.sleep(SETTLE_S)
    return running.places()


def wait_for_body(screen: Screen, place: Rectangle, begun: float) -> float:
    """Return the seconds from `begun` until the rectangle shows something shaded."""
    while time.perf_counter() - begun < PATIENCE_S:
        tones = screen.pixels(*place)[:, :, 1]
        if len(set(tones.ravel().tolist())) > BODY_TONES:
            return time.perf_counter() - begun
        time.sleep(POLL_S * 20)
    raise RuntimeError(f"no body after {PATIENCE_S:.0f} s")


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
