"""What takes the place of the own drawing: the modes of a window, and what the window needs of each."""

import gc
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.ui.window import Window


class Mode(Protocol):
    """A way to use the window; it joins `Window.modes` when it is entered for the first time."""

    title: str
    is_on: bool

    def leave(self) -> None:
        """Bring the own drawing back."""

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""

    def close(self) -> None:
        """End what runs beside the window; harmless when done twice."""


class _MadeOfWindow(Mode, Protocol):
    """A mode that needs nothing but the window, and returns to where it was left."""

    def __init__(self, window: "Window") -> None: ...

    def enter(self) -> None:
        """Put the own drawing aside."""


_Kind = TypeVar("_Kind", bound=Mode)
_Made = TypeVar("_Made", bound=_MadeOfWindow)
NOT_YET = "The maps are not read yet; try again in a moment"


def modes_on(window: "Window") -> list[Mode]:
    """Return the modes that are on; none while the own drawing is worked on."""
    return [mode for mode in window.modes if mode.is_on]


def mode_of(window: "Window", kind: type[_Kind]) -> _Kind | None:
    """Return the mode of a kind, None before it is first entered."""
    return next((mode for mode in window.modes if isinstance(mode, kind)), None)


def enter_mode(window: "Window", kind: type[_Made], *, is_ready: bool) -> _Made | None:
    """Turn to a mode, made when first entered; None, and said so, while what it needs is not read yet."""
    mode = mode_of(window, kind)
    if mode is not None and mode.is_on:
        return mode
    if not is_ready:
        window.say(NOT_YET)
        return None
    window.enter_localise()
    if mode is None:
        mode = kind(window)
        window.modes.append(mode)
    mode.enter()
    return mode


def move_in(window: "Window", page: QWidget, panel: QWidget) -> None:
    """Put a mode's page in the place of the body, and its panel in that of the ranking."""
    window.body.cancel()
    window.rooms.show_instead(page)
    window.side.addWidget(panel)
    window.side.setCurrentWidget(panel)


def move_back(window: "Window") -> None:
    """Bring back the body and the ranking."""
    window.rooms.show_instead(None)
    window.body.setFocus()  # before the sides change, or the list of roots would take it
    if window.panel is not None:
        window.side.setCurrentWidget(window.panel)


def move_out(window: "Window", *parts: QObject) -> None:
    """Bring back the body and the ranking, and free what a mode showed."""
    move_back(window)
    for part in parts:
        if isinstance(part, QWidget):
            window.side.removeWidget(part)
        part.deleteLater()
    QTimer.singleShot(0, gc.collect)  # a body is a ring of objects: tens of megabytes until the collector comes by


def paints(window: "Window") -> bool:
    """Whether the mode that is on lets one paint."""
    return any(getattr(mode, "is_painting", False) for mode in modes_on(window))


def can_go_on(window: "Window") -> bool:
    """Whether the mode that is on has a next step."""
    return any(hasattr(mode, "go") for mode in modes_on(window))


def go_on(window: "Window") -> None:
    """Take the next step of the mode that is on."""
    for mode in modes_on(window):
        if hasattr(mode, "go"):
            mode.go()


def told_in_hall(window: "Window", revealed: frozenset[str]) -> tuple[str, tuple[str, ...], str] | None:
    """Return what a mode has the hall read, title, lines, answer; None where the hall follows the ranking."""
    return next((mode.hall(revealed) for mode in modes_on(window) if hasattr(mode, "hall")), None)
