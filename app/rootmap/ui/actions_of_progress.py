"""What one can do on the page of progress beside looking at it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from rootmap.ui.action import Action, Menu

if TYPE_CHECKING:
    from rootmap.ui.window import Window


def looks_at_progress(window: "Window") -> bool:
    """Whether the page of progress is shown."""
    return window.progress is not None and window.progress.is_on


def _leaves_out(window: "Window") -> bool:
    return window.progress is not None and window.progress.is_on and window.progress.leaves_out


def _progress(name: str, text: str, key: str, deed: str) -> Action:
    def run(window: "Window") -> None:
        if looks_at_progress(window):
            getattr(window.progress, deed)()

    return Action(f"progress.{name}", text, Menu.MODE, run, (key,), enabled=looks_at_progress, group=3)


PROGRESS_ACTIONS = (
    _progress("tables", "Export the answers as tables (CSV)…", "Ctrl+Shift+T", "export_tables"),
    _progress("export", "Export the schedule…", "Ctrl+Shift+L", "export_schedule"),
    _progress("import", "Import a schedule…", "Ctrl+Shift+I", "import_schedule"),
    replace(_progress("take_up", "Ask again what is left out", "Ctrl+Shift+U", "take_up"), enabled=_leaves_out),
    _progress("erase", "Erase all progress…", "Ctrl+Shift+Backspace", "ask_to_erase"),
)
