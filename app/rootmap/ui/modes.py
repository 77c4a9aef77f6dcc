"""What takes the place of the own drawing: the modes of a window, and what the window needs of each."""

from typing import TYPE_CHECKING, Protocol, TypeVar

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


_Kind = TypeVar("_Kind", bound=Mode)


def modes_on(window: "Window") -> list[Mode]:
    """Return the modes that are on; none while the own drawing is worked on."""
    return [mode for mode in window.modes if mode.is_on]


def mode_of(window: "Window", kind: type[_Kind]) -> _Kind | None:
    """Return the mode of a kind, None before it is first entered."""
    return next((mode for mode in window.modes if isinstance(mode, kind)), None)


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
