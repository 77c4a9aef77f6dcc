"""One line that says what went wrong, above the body; nothing waits for it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from rootmap.ui import plain


class MessageBar(QFrame):
    """Shows one line until it is closed or replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        row = QHBoxLayout(self)
        em = self.font().pixelSize()
        row.setContentsMargins(em, em // 3, em // 2, em // 3)
        self._text = plain.label()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setWordWrap(True)
        close = QPushButton("Close")
        close.setProperty("rank", "flat")
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.clear)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """The line now shown, or nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, line: str) -> None:
        """Show one line."""
        self._text.setText(line)
        self.setAccessibleName(line)
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
