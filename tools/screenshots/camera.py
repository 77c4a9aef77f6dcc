"""Opens the window, walks through the scenes of each chapter, and writes one picture of each in every theme."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from rootmap.ui import app as rootmap_app
from rootmap.ui.window import Window

ROOT = Path(__file__).parents[2]
OUT = ROOT / "screenshots"
SETTLE_MS = 700  # flights, labels and the details below the ranking
DRESS_MS = 250  # a theme is put on
PATIENCE_S = 60.0

Prepare = Callable[[], QWidget | None]  # returns what to photograph when that is not the main window
Scene = tuple[str, Prepare]
Chapter = Callable[[Window], Iterator[Scene]]


@dataclass(frozen=True)
class Order:
    """What to photograph: the themes, the chapters (none: all), and a part of the names to keep."""

    themes: tuple[str, ...]
    chapters: tuple[str, ...]
    only: str


def photograph(width: int, height: int, order: Order) -> int:
    """Take the pictures on the screen this process has."""
    QApplication(sys.argv[:1])
    failures: list[BaseException] = []
    with tempfile.TemporaryDirectory() as profile:

        def begin() -> None:
            try:
                _walk(width, height, order)
            except BaseException as error:  # carried out of Qt's loop, then raised again
                failures.append(error)
                QApplication.exit(1)

        QTimer.singleShot(0, begin)
        status = rootmap_app.run(Path(profile))
    if failures:
        raise failures[0]
    return status


def wait(milliseconds: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], object]) -> None:
    """Let Qt work until something holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        wait(50)


def trigger(window: Window, action: str) -> None:
    """Do what a menu entry does."""
    window.actions_by_id.by_id[action].trigger()


def _walk(width: int, height: int, order: Order) -> None:
    from tools.screenshots.chapters import CHAPTERS

    wait(SETTLE_MS)
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    window.setGeometry(0, 0, width, height)
    wait_until(lambda: window.session.ranking is not None and window.session.knowledge.maps is not None)
    for name, chapter in CHAPTERS.items():
        if order.chapters and name not in order.chapters:
            continue
        for scene, prepare in chapter(window):
            shown = prepare() or window
            wait(SETTLE_MS)
            if order.only in scene:
                _take(window, shown, f"{width}x{height}", scene, order.themes)
    window.enter_localise()
    window.session.load(type(window.session.editor.drawing)(window.session.figure.name))
    window.files.leave()
    window.files.discard()
    window.close()
    QApplication.quit()


def _take(window: Window, shown: QWidget, size: str, scene: str, themes: tuple[str, ...]) -> None:
    for theme in themes:
        if window.chrome.name != theme:
            window.choose_theme(theme)
            wait(DRESS_MS)
        target = OUT / f"{size}-{theme}-{scene}.png"
        shown.grab().save(str(target))
        print(target.relative_to(ROOT), flush=True)
    if len(themes) > 1:
        window.choose_theme(themes[0])
