"""The door to the editor of cases: what is needed behind it is imported only when one goes through."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rootmap.ui.window import Window

TITLE = "Write"  # the mode's name


def write(window: "Window", do: str, *words: str) -> None:
    """Turn to the editor and do something there."""
    from rootmap.ui.editor.mode import enter_editor

    mode = enter_editor(window)
    if mode is not None:
        getattr(mode, do)(*words)


def is_writing(window: "Window") -> bool:
    """Whether the editor is on."""
    return any(mode.title == TITLE and mode.is_on for mode in window.modes)


def save(window: "Window") -> None:
    """Save what is worked on: the drawing, or the case."""
    if is_writing(window):
        write(window, "save")
    else:
        window.files.save()
