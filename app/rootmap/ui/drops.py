"""Files dropped on the window: what opens them is found by their ending."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from rootmap.ui.window import Window

Open = Callable[[Path], object]


class FileDrops(QObject):
    """Lets a window take dropped files; `opens` has an opener for each ending, such as ".rootmap"."""

    def __init__(self, window: QWidget, opens: Mapping[str, Open]) -> None:
        super().__init__(window)
        self._opens = opens
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Accept files that can be opened, and open the first of them when it is let go."""
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        wanted = next((path for path in paths if path.suffix.lower() in self._opens), None)
        if wanted is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._opens[wanted.suffix.lower()](wanted)
        return True


def packs(window: "Window") -> Mapping[str, Open]:
    """Return what opens packs of cases; what is needed for it is imported only then."""

    def take(path: Path) -> None:
        from rootmap.ui.cases.mode import enter_cases

        cases = enter_cases(window)
        if cases is not None:
            cases.install(path)

    return {".rootpack": take}
