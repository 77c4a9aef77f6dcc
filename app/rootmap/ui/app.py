"""Opens the window: the body first, everything else after it is on screen."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from rootmap.errors import InputError
from rootmap.memory import forget_sources
from rootmap.profile import Profile
from rootmap.skin.figure import load_figure
from rootmap.ui.dress import current_chrome, dress_application
from rootmap.ui.report import CrashLog
from rootmap.ui.settings import Settings
from rootmap.ui.window import Window

SWITCH_S = 0.0005  # a thread beside the window gives way within half a millisecond, unseen by the hand


def run(profile_folder: Path, drawing: Path | None = None) -> int:
    """Show the window until it is closed and return the exit status."""
    app = _application()
    sys.setswitchinterval(SWITCH_S)
    profile = Profile(profile_folder)
    settings = Settings(profile.settings)
    log = CrashLog(profile_folder)
    dress_application(current_chrome(settings), settings)
    try:
        window = Window(load_figure(settings.get("figure")), settings, profile)
    except InputError as error:
        return _run_without_figure(app, error)
    log.open(window.say)
    try:
        FirstPaint(window.body, lambda: _finish(window, drawing))
        _show(window)
        return app.exec()
    finally:
        gc.enable()
        window.shut_down()
        log.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class FirstPaint(QObject):
    """Calls back once, when a widget has been painted and the picture is on screen."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint; the callback comes after it."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


def _finish(window: Window, drawing: Path | None) -> None:
    """Complete a window whose body is on screen."""
    gc.enable()
    forget_sources()
    window.finish(drawing)
    forget_sources()


def _application() -> QApplication:
    running = QApplication.instance()
    # as an option: to hand over a QStyle, or its name, first makes Python's names of all that a style can be asked
    app = running if isinstance(running, QApplication) else QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Rootmap")
    app.setOrganizationName("Rootmap")
    return app


def _show(window: Window) -> None:
    """Show the window where it was last, else as large as is comfortable."""
    if not window.settings.get("geometry"):
        room = window.screen().availableGeometry()
        window.resize(round(room.width() * 0.92), round(room.height() * 0.9))
    window.body.setFocus()  # one may paint from the keyboard at once
    window.show()


def _run_without_figure(app: QApplication, error: InputError) -> int:
    """Stay up and say what is missing: without a body there is nothing else to show."""
    from rootmap.ui import plain

    gc.enable()
    window = QMainWindow()
    window.setWindowTitle("Rootmap")
    text = plain.label(str(error), "heading", wrap=True)
    text.setMargin(2 * text.font().pixelSize())
    window.setCentralWidget(text)
    window.resize(800, 300)
    window.show()
    return app.exec()
