"""Small parts that the pages of a case share."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.ui import plain
from rootmap.ui.cases.case_text import CaseText


class Page(QScrollArea):
    """A column of parts that scrolls; `begin` empties it and keeps the place unless it is shown from its top."""

    def __init__(self, called: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(called)
        self.column = QVBoxLayout()

    def begin(self) -> QVBoxLayout:
        """Throw away what is shown and return an empty column; call `end` when it is filled."""
        em = self.font().pixelSize()
        page = QWidget()
        page.setObjectName("page")
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(em, em // 2, em, em)
        self.column.setSpacing(em // 2)
        self._coming = page
        return self.column

    def end(self, *, from_top: bool = False) -> None:
        """Show what was filled in."""
        self.column.addStretch(1)
        place = 0 if from_top else self.verticalScrollBar().value()
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(self._coming)
        before: QWidget = self
        for each in self._coming.findChildren(QWidget):  # what is made later would else be reached last of all
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self.window():
                QWidget.setTabOrder(before, each)
                before = each
        self.verticalScrollBar().setValue(place)

    def heading(self, text: str) -> QLabel:
        """Add a heading."""
        label = plain.label(text, "heading", wrap=True)
        self.column.addSpacing(self.font().pixelSize() // 3)
        self.column.addWidget(label)
        return label

    def say(self, text: str, rank: str = "") -> QLabel:
        """Add a line in plain letters."""
        label = plain.label(text, rank, wrap=True)
        self.column.addWidget(label)
        return label

    def tell(self, text: str) -> None:
        """Add a text of the case."""
        self.column.addWidget(CaseText(text))

    def card(self, heading: str, texts: Iterable[str], rank: str = "section") -> None:
        """Add a card: a heading and texts of the case."""
        self.column.addWidget(card(heading, texts, rank))


class WrapButton(QPushButton):
    """A button whose text takes as many lines as it needs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._said = text
        self.setAccessibleName(text)
        self.setProperty("rank", "hint")
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def said(self) -> str:
        """The text."""
        return self._said

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text with its margins."""
        em = self.font().pixelSize()
        room = QRect(0, 0, max(width - 2 * em, em), 10_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._said).height() + em

    def sizeHint(self) -> QSize:
        """Return a size of one line or more."""
        width = max(self.width(), 20 * self.font().pixelSize())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least one can read in."""
        return QSize(8 * self.font().pixelSize(), self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button, then its text in lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        em = self.font().pixelSize()
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            painter.setPen(self.palette().windowText().color())
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(em, 0, -em, 0), align, self._said)


def card(heading: str, texts: Iterable[str], rank: str = "section") -> QFrame:
    """Return a card with a heading and texts of the case."""
    frame = QFrame()
    frame.setProperty("rank", "card")
    column = QVBoxLayout(frame)
    em = frame.font().pixelSize()
    column.setContentsMargins(em * 3 // 4, em // 2, em * 3 // 4, em // 2)
    column.setSpacing(em // 3)
    if heading:
        column.addWidget(plain.label(heading, rank, wrap=True))
    for text in texts:
        column.addWidget(CaseText(text))
    return frame


def button(text: str, rank: str = "", means: str = "") -> QPushButton:
    """Return a button; `means` is told when one points at it."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAutoDefault(True)
    if rank:
        made.setProperty("rank", rank)
    if means:
        plain.tip(made, means)
    return made


def tick_row(text: str, column: QVBoxLayout, *, before_end: bool = True) -> QCheckBox:
    """Add a tick whose text wraps to a column, before the space at its end if it has one."""
    tick = QCheckBox()
    tick.setAccessibleName(text)
    label = plain.label(text, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    row = QHBoxLayout()
    row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    column.insertLayout(column.count() - 1 if before_end else column.count(), row)
    return tick


def choices(texts: Iterable[str]) -> tuple[QHBoxLayout, list[QPushButton]]:
    """Return a row of buttons of which one is on at a time, and the buttons."""
    row = QHBoxLayout()
    made: list[QPushButton] = []
    for text in texts:
        each = button(text, "segment")
        each.setCheckable(True)
        row.addWidget(each)
        made.append(each)
    row.setSpacing(QApplication.font().pixelSize() // 3)
    return row, made
