"""Drives the whole program through `main()`: a throw-away profile, the window, a script run in it."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Side
from rootmap.ui.lecture.revealed import BigRanking
from rootmap.ui.statusline import StatusLine
from rootmap.ui.window import Window

Script = Callable[[Window], None]
PATIENCE_S = 20.0
LEFT = Qt.MouseButton.LeftButton


def drive(script: Script, profile: Path, *words: str, keep: bool = False) -> int:
    """Run `rootmap --profile-dir PROFILE WORDS` and in its window `script`; with `keep`, the script closes it."""
    failures: list[BaseException] = []

    def begin() -> None:
        window = None
        try:
            window = wait_for_window()
            window.resize(1400, 900)
            wait_until(lambda: window.session.knowledge.atlases and window.session.knowledge.anatomy)
            script(window)
        except BaseException as error:  # carried out of Qt's loop, then raised again
            failures.append(error)
        finally:
            if window is not None and (failures or not keep):
                close(window)
            QApplication.quit()

    QTimer.singleShot(0, begin)
    status = main(["--profile-dir", str(profile), *words])
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")
    if failures:
        raise failures[0]
    return status


def wait_for_window() -> Window:
    """Return the main window once it is complete."""
    found: list[Window] = []

    def look() -> bool:
        found[:] = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window)]
        return bool(found) and found[0].panel is not None

    wait_until(look)
    return found[0]


def close(window: Window) -> None:
    """Close the window without being asked."""
    window.enter_localise()
    window.files.discard()
    window.close()


def wait_until(condition: Callable[[], object]) -> None:
    """Let Qt work until something holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        wait(5)


def wait(milliseconds: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def on_screen(window: Window, view: str, x_mm: float, y_mm: float) -> QPointF:
    """Return the pixel of the body widget that shows a point of a view."""
    stage = window.body.stage
    return stage.to_device(stage.scene[view], x_mm, y_mm) / stage.ratio


def paint(window: Window, view: str, points_mm: Sequence[tuple[float, float]]) -> None:
    """Paint a stroke with the mouse."""
    press(window, view, points_mm)
    QTest.mouseRelease(window.body, LEFT, pos=on_screen(window, view, *points_mm[-1]).toPoint())


def press(window: Window, view: str, points_mm: Sequence[tuple[float, float]]) -> None:
    """Paint a stroke and keep the button down."""
    first, *rest = (on_screen(window, view, *point).toPoint() for point in points_mm)
    QTest.mousePress(window.body, LEFT, pos=first)
    for point in rest:
        QTest.mouseMove(window.body, point)


def inside(window: Window, territory: str, side: Side, view: str) -> list[tuple[float, float]]:
    """Return a short stroke well inside a territory."""
    shape = window.session.knowledge.atlases[0].polygons(territory, side)[view]
    largest = max(shape.geoms, key=lambda part: part.area)
    x, y = largest.representative_point().coords[0]
    return [(x - 4, y), (x, y + 2), (x + 4, y)]


def settle(window: Window) -> None:
    """Finish what waits for the hand to rest."""
    wait(1)
    window.session.settle()
    assert window.panel is not None
    window.panel.settle()
    wait(1)


def trigger(window: Window, action: str) -> None:
    """Do what a menu entry does."""
    window.actions_by_id.by_id[action].trigger()


def key(widget: QWidget, text: str) -> None:
    """Type on a widget."""
    QTest.keyClicks(widget, text)


def texts(widget: QWidget) -> list[str]:
    """Return every text a user could see, hear or hover in what is visible of a widget."""
    found = [widget.windowTitle()]
    for child in (widget, *widget.findChildren(QWidget)):
        if child.isVisible():
            found += [*_own_texts(child), child.toolTip(), child.accessibleName(), child.accessibleDescription()]
    return [text for text in found if text]


def _own_texts(widget: QWidget) -> list[str]:
    """Return what a widget itself shows: labels and buttons their text, lists their rows, the foot line its halves."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return [widget.text()]
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    if isinstance(widget, StatusLine):
        return [widget.here, widget.painted]
    if isinstance(widget, BigRanking):
        return [name for name, _ in widget.rows]
    return []
