"""What the window needs of a mode that takes the place of the own drawing."""

from typing import Protocol

from rootmap.ui.style import Chrome


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
