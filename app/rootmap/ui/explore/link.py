"""A button that looks like a name one can follow; where it is too long for its line it ends in dots."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from rootmap.ui import plain

_LEAST_EM = 8.0


class LinkButton(QPushButton):
    """Asks for the room of its whole name, and makes do with less; the tip then has the whole."""

    def __init__(self, title: str) -> None:
        super().__init__(_shown(title))
        self._title = title
        self.setProperty("rank", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a button else asks for its all

    def sizeHint(self) -> QSize:
        """Return the room of the whole name, whatever of it is shown now."""
        hint, letters = super().sizeHint(), self.fontMetrics()
        more = letters.horizontalAdvance(self._title) - letters.horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters, or of the name where it is shorter."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), round(_LEAST_EM * self.font().pixelSize())), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as there is room for."""
        super().resizeEvent(event)
        missing = self.sizeHint().width() - self.width()
        letters = self.fontMetrics()
        room = letters.horizontalAdvance(self._title) - max(missing, 0)
        text = letters.elidedText(self._title, Qt.TextElideMode.ElideRight, room) if missing > 0 else self._title
        if _shown(text) != self.text():
            self.setText(_shown(text))
            plain.tip(self, self._title if missing > 0 else "")


def _shown(title: str) -> str:
    return title.replace("&", "&&")
