"""The keys of a question: 1 to 9 choose, C says how sure, Enter goes on; they go before the keys of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from rootmap.ui.quiz.panel import QuizPanel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class QuizKeys(QObject):
    """Watches the panel and the body while a question is asked."""

    def __init__(self, panel: "QuizPanel", body: QWidget) -> None:
        super().__init__(panel)
        self._panel, self._body = panel, body
        self._watched = (panel, body)
        for widget in self._watched:
            widget.installEventFilter(self)

    def stop(self) -> None:
        """Give the keys back."""
        for widget in self._watched:
            widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that the question needs."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if not self._panel.isVisible() or event.modifiers() & _MODIFIERS:
            return False
        is_typing = isinstance(self._panel.focusWidget(), QLineEdit) and self._panel.focusWidget().hasFocus()
        if is_typing or not self._wants(Qt.Key(event.key()), on_body=watched is self._body):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._do(Qt.Key(event.key()))
        event.accept()
        return True

    def _wants(self, key: Qt.Key, *, on_body: bool) -> bool:
        panel = self._panel
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return panel.is_choosing
        if key == Qt.Key.Key_C:
            return panel.asks_confidence
        return key in _ENTER and (panel.is_choosing or not on_body or panel.is_told)

    def _do(self, key: Qt.Key) -> None:
        panel = self._panel
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            panel.answers.press(int(key) - int(Qt.Key.Key_0))
        elif key == Qt.Key.Key_C:
            panel.sureness.step()
        elif panel.is_told:
            panel.next.click()
        else:
            panel.answers.submit()
