"""Where things stand on the screen: a measured program answers when asked on its standard input, else it is idle."""

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from PySide6.QtCore import QObject, Signal

Rectangle = tuple[int, int, int, int]  # x, y, width, height in pixels of the screen


@dataclass(frozen=True)
class Places:
    """What is where: `lanes` are upright strips of skin for measured strokes, `fillers` skin for all other strokes.

    `panel` are strips through the ranking's words, where there is one; `brush_px` the brush's width on the screen.
    """

    lanes: list[Rectangle]
    fillers: list[Rectangle]
    brush_px: float
    panel: list[Rectangle] = field(default_factory=list)


class _Answerer(QObject):
    """Answers in the thread of the window; the thread that reads the questions only sleeps."""

    asked = Signal()

    def __init__(self, places: Callable[[], Places]) -> None:
        super().__init__()
        self._places = places
        self.asked.connect(self._answer)

    def listen(self) -> None:
        for _ in sys.stdin:
            self.asked.emit()

    def _answer(self) -> None:
        sys.stdout.write(json.dumps(asdict(self._places())) + "\n")
        sys.stdout.flush()


def say_where(places: Callable[[], Places]) -> QObject:
    """Answer each line on standard input by a line of JSON with `places()`; keep what is returned."""
    answerer = _Answerer(places)
    threading.Thread(target=answerer.listen, daemon=True).start()
    return answerer
