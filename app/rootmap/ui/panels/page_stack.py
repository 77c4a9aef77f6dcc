"""Scrolled pages in one place: most are built anew each time, those dear to build are kept under a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows one page at a time, each scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self._passing = self._area()
        self._passing.setObjectName("facts")
        self._kept: dict[str, QScrollArea] = {}

    def kept(self, name: str) -> QWidget | None:
        """Return the page kept under a name, if it is built."""
        area = self._kept.get(name)
        return area.widget() if area is not None else None

    def show_page(self, page: QWidget, keep_as: str = "") -> None:
        """Show a page; without a name it is gone when another is shown, and the place scrolled to is kept."""
        page.setObjectName("page")
        if keep_as:
            if keep_as not in self._kept:
                self._kept[keep_as] = self._area()
                self._kept[keep_as].setWidget(page)
            self.setCurrentWidget(self._kept[keep_as])
            return
        position = self._passing.verticalScrollBar().value()
        self._passing.setWidget(page)
        self._passing.verticalScrollBar().setValue(position)
        self.setCurrentWidget(self._passing)

    def forget(self) -> None:
        """Let go of the kept pages."""
        for area in self._kept.values():
            self.removeWidget(area)
            area.deleteLater()
        self._kept.clear()

    def bring_into_view(self, down: int, margin: int) -> None:
        """Scroll so that a height of the page in view is seen with so much round it, pixels."""
        area = self.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureVisible(0, down, 0, margin)

    def _area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setViewportMargins(area.font().pixelSize(), 0, 0, 0)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.addWidget(area)
        return area
