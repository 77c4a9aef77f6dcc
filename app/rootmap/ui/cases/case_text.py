"""Shows a text of a case: paragraphs, emphasis and lists as `cases.text` reads them, and no markup at all."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rootmap.cases.text import BlockKind, flat, parse


class CaseText(QWidget):
    """One text, wrapped to the width it gets; a reader hears it as the accessible name."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = text
        self.show_text(text)

    @property
    def text(self) -> str:
        """What is shown, as plain lines."""
        return flat(self._text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(flat(text))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fill()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is at a width."""
        self._document.setTextWidth(max(width, 1))
        return int(self._document.size().height()) + 1

    def sizeHint(self) -> QSize:
        """Return a modest width and the height that goes with it."""
        width = max(self.width(), 20 * self.font().pixelSize())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least one can read in."""
        return QSize(8 * self.font().pixelSize(), self.font().pixelSize())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in the colour of the theme."""
        self._document.setTextWidth(max(self.width(), 1))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.WindowText))
        context.palette = palette
        with QPainter(self) as painter:
            self._document.documentLayout().draw(painter, context)

    def _fill(self) -> None:
        em = max(self.font().pixelSize(), 1)
        self._document.setDefaultFont(self.font())
        self._document.clear()
        cursor = QTextCursor(self._document)
        first = True
        for block in parse(self._text):
            listed = block.kind is BlockKind.LIST
            for number, line in enumerate(block.lines):
                shape = QTextBlockFormat()
                shape.setTopMargin(0 if first else em * (0.25 if listed and number else 0.6))
                if listed:
                    shape.setLeftMargin(em)
                    shape.setTextIndent(-em * 0.75)
                if first:
                    cursor.setBlockFormat(shape)
                else:
                    cursor.insertBlock(shape)
                first = False
                if listed:
                    cursor.insertText("•  ", QTextCharFormat())
                for span in line:
                    ink = QTextCharFormat()
                    ink.setFontWeight(QFont.Weight.DemiBold if span.emphasised else QFont.Weight.Normal)
                    cursor.insertText(span.text, ink)
        self.updateGeometry()
        self.update()
