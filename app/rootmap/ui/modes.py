"""What takes the place of the own drawing: the modes of a window, and what the window needs of each."""

from typing import TYPE_CHECKING, Protocol

from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.ui.window import Window


class Leaves(Protocol):
    """A mode that one can leave."""

    is_on: bool

    def leave(self) -> None:
        """Bring the own drawing back."""


class Mode(Leaves, Protocol):
    """A way to use the window; it joins `Window.modes` when it is entered for the first time."""

    title: str

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""

    def close(self) -> None:
        """End what runs beside the window; harmless when done twice."""


def modes_on(window: "Window") -> list[tuple[str, Leaves]]:
    """Return the modes that are on, each with its name; none while the own drawing is worked on."""
    named: list[tuple[str, Leaves | None]] = [
        ("Quiz", window.quiz),
        ("Explore", window.explore),
        ("Progress", window.progress),
        *((mode.title, mode) for mode in window.modes),
    ]
    return [(name, mode) for name, mode in named if mode is not None and mode.is_on]


def paints(window: "Window") -> bool:
    """Whether the mode that is on lets one paint."""
    return any(getattr(mode, "is_painting", False) for _, mode in modes_on(window))


def can_go_on(window: "Window") -> bool:
    """Whether the mode that is on has a next step."""
    return any(hasattr(mode, "go") for _, mode in modes_on(window))


def go_on(window: "Window") -> None:
    """Take the next step of the mode that is on."""
    for _, mode in modes_on(window):
        if hasattr(mode, "go"):
            mode.go()


def told_in_hall(window: "Window", revealed: frozenset[str]) -> tuple[str, tuple[str, ...], str] | None:
    """Return what a mode has the hall read, title, lines, answer; None where the hall follows the ranking."""
    return next((mode.hall(revealed) for _, mode in modes_on(window) if hasattr(mode, "hall")), None)
