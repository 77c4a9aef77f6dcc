"""Windows beside the main one: the spine large enough for a hall, and urgency with all warning signs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from rootmap.ui.panels.level_page import LevelPage
    from rootmap.ui.panels.urgency_page import UrgencyPage
    from rootmap.ui.window import Window

TITLES = {"level": "Level and cause", "urgency": "Urgency and imaging"}
_SIZE_EM = (72.0, 52.0)


class Beside(QWidget):
    """One page in a window of its own; it follows theme, findings and ranking, and Esc closes it."""

    def __init__(self, window: "Window", name: str) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName(f"beside_{name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{TITLES[name]} – Rootmap")
        self._window = window
        self.page: LevelPage | UrgencyPage = _level(window) if name == "level" else _urgency(window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        em = self.font().pixelSize()
        screen = window.screen().availableGeometry().size()
        self.resize(min(round(_SIZE_EM[0] * em), screen.width()), min(round(_SIZE_EM[1] * em), screen.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.page.dress(self._window.chrome)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def open_beside(window: "Window", name: str) -> None:
    """Open a page beside the window, or bring the open one to the front."""
    if window.session.knowledge.anatomy is None:
        window.say("The tables are not read yet; try again in a moment")
        return
    found = window.findChild(Beside, f"beside_{name}")
    beside = found if isinstance(found, Beside) else Beside(window, name)
    beside.show()
    beside.raise_()
    beside.activateWindow()
    beside.page.setFocus()


def _level(window: "Window") -> "LevelPage":
    from rootmap.ui.panels.level_page import LevelPage

    anatomy = window.session.knowledge.anatomy
    assert anatomy is not None
    page = LevelPage(window.session, anatomy, window.chrome, wide=True)
    page.lit.connect(window.maps.light_roots)
    if window.panel is not None:
        page.show_candidate(window.panel.shown)
        window.panel.candidate_shown.connect(page.show_candidate)
    return page


def _urgency(window: "Window") -> "UrgencyPage":
    from rootmap.ui.panels.urgency_page import UrgencyPage

    anatomy = window.session.knowledge.anatomy
    assert anatomy is not None
    return UrgencyPage(window.session, anatomy, window.chrome, wide=True)
