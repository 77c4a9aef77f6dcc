"""The places round the body: empty at first, of the size they will have, so that the body does not move later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from rootmap.ui.style import SIDE_EM, STATUS_EM, STRIP_EM, TOP_EM


class Rooms:
    """Lays a window out: top bar, tools at the left, the body with what is said above it, panel at the right, foot."""

    def __init__(self, window: QMainWindow, body: QWidget) -> None:
        self._window = window
        self.side = QStackedWidget()
        self.side.setObjectName("side")
        self.side.setContentsMargins(1, 0, 0, 0)  # its edge line
        self._top, self._tools, self._status = _room("top"), _room("tools"), _room("status")
        self._above: QWidget | None = None
        self._body, self._instead = body, body
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(body, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._tools)
        row.addLayout(self._middle, 1)
        row.addWidget(self.side)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row, 1)
        self._column.addWidget(self._status)
        window.setMenuWidget(self._top)
        window.setCentralWidget(whole)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the window's type."""
        em = self._window.font().pixelSize()
        self._top.setFixedHeight(round(TOP_EM * em))
        self._tools.setFixedWidth(round(STRIP_EM * em))
        self._status.setFixedHeight(round(STATUS_EM * em))
        self.side.setFixedWidth(round(SIDE_EM * em))

    def fill(self, top: QWidget, tools: QWidget, status: QWidget, message: QWidget) -> None:
        """Put the parts into their places."""
        self._window.setMenuWidget(top)
        for kept, part in ((self._tools, tools), (self._status, status)):
            self._column.replaceWidget(kept, part)
            kept.deleteLater()
        self._top, self._tools, self._status = top, tools, status
        self._middle.insertWidget(0, message)
        self.fit()

    def show_instead(self, widget: QWidget | None) -> None:
        """Show a widget in place of the body and the tools it is painted with; None brings them back."""
        if self._instead is not self._body:
            self._middle.removeWidget(self._instead)
            self._instead.hide()
        self._instead = widget or self._body
        if widget is not None:
            self._middle.addWidget(widget, 1)
        for part in (self._body, self._tools):  # before the other shows, or all at once would widen the window
            part.setVisible(widget is None)
        self._instead.show()

    def put_above(self, bar: QWidget | None) -> None:
        """Put a bar above the body in place of the one there, or take that away."""
        if self._above is not None:
            self._middle.removeWidget(self._above)
            self._above.hide()
        self._above = bar
        if bar is not None:
            self._middle.insertWidget(0, bar)


def _room(name: str) -> QWidget:
    """Return an empty place that looks like the part it is kept for."""
    room = QWidget()
    room.setObjectName(name)
    room.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return room
