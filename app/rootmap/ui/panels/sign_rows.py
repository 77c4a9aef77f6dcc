"""Rows of expected and found: a sign's name, what it should be, and where to enter what it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy, Confidence
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.ui import plain
from rootmap.ui.panels.expected import ExpectedSign
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.panels.words import doubt, provenance_text
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

SIDES = (Side.RIGHT, Side.LEFT)  # as one faces the patient


class SignTable(QWidget):
    """Rows of signs under the headings expected and found, right and left."""

    def __init__(
        self, session: Session, anatomy: Anatomy, signs: Sequence[ExpectedSign], nothing: str, chrome: Chrome
    ) -> None:
        super().__init__()
        self._chrome = chrome
        self.boxes: list[FoundBox] = []
        em = self.font().pixelSize()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, em // 2, em)
        self._grid.setHorizontalSpacing(em // 2)
        self._grid.setVerticalSpacing(em // 2)
        self._grid.setColumnStretch(0, 1)
        if not signs:
            self._grid.addWidget(plain.label(nothing, "quiet", wrap=True), 0, 0)
            self._grid.setRowStretch(1, 1)
            return
        for column, heading in enumerate(("", "Expected", "R", "L")):
            place = Qt.AlignmentFlag.AlignHCenter if column > 1 else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(plain.label(heading, "section"), 0, column, place)
        for row, sign in enumerate(signs, start=1):
            self._add(session, anatomy, sign, row)
        self._grid.setRowStretch(len(signs) + 1, 1)

    def _add(self, session: Session, anatomy: Anatomy, sign: ExpectedSign, row: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(_named(sign, anatomy), row, 0)
        expected = plain.label(sign.expected, wrap=True)
        expected.setFixedWidth(round(4.6 * self.font().pixelSize()))
        self._grid.addWidget(expected, row, 1, top)
        for column, side in enumerate(SIDES if sign.sided else (None,), start=2):
            box = FoundBox(session, sign, side, self._chrome)
            self.boxes.append(box)
            self._grid.addWidget(box, row, column, 1, 1 if sign.sided else 2, top)

    def follow(self) -> None:
        """Show what the session holds."""
        for box in self.boxes:
            box.follow()

    def focus(self, test: str, side: Side | None) -> bool:
        """Move the keyboard to one test; return whether it is here."""
        for box in self.boxes:
            if box.sign.test == test and box.side in (side, None):
                box.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False


class HistoryList(QWidget):
    """The questions to ask, ticked when the answer is yes."""

    def __init__(
        self, session: Session, anatomy: Anatomy, groups: Sequence[tuple[str, Sequence[ExpectedSign]]]
    ) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.rows: dict[str, HistoryRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, em // 2, em)
        column.setSpacing(em // 4)
        for heading, signs in groups:
            if signs:
                column.addWidget(plain.label(heading, "section"))
            for sign in signs:
                self.rows[sign.test] = HistoryRow(session, sign, _more(sign, anatomy))
                column.addWidget(self.rows[sign.test])
            column.addSpacing(em // 2)
        column.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Show what the session holds."""
        for row in self.rows.values():
            row.follow()


class HistoryRow(QWidget):
    """A tick and a question that may run over several lines."""

    def __init__(self, session: Session, sign: ExpectedSign, more: str) -> None:
        super().__init__()
        self._session, self.sign = session, sign
        self.box = QCheckBox()
        self.box.setAccessibleName(sign.name)
        self.box.toggled.connect(self._enter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain.label(sign.name, wrap=True), 1)
        plain.tip(self, more)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick also by a click on the words."""
        if self.rect().contains(event.position().toPoint()):
            self.box.toggle()

    def follow(self) -> None:
        """Show what the session holds."""
        finding = self._session.finding(self.sign.test, None)
        self.box.blockSignals(True)
        self.box.setChecked(finding is not None and finding.result != "absent")
        self.box.blockSignals(False)

    def _enter(self, on: bool) -> None:
        if on:
            self._session.find(Finding(self.sign.test, None, result=self.sign.answers[0]))
        else:
            self._session.unfind(self.sign.test, None)


def _named(sign: ExpectedSign, anatomy: Anatomy) -> QWidget:
    """Return name, detail and the mark of doubt of a sign, with its source on hover."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(plain.label(sign.name, wrap=True))
    detail = " · ".join(text for text in (sign.detail, doubt(sign.provenance) if not _is_low(sign) else "") if text)
    if detail:
        column.addWidget(plain.label(detail, "small", wrap=True))
    if _is_low(sign):
        tag = plain.label(doubt(sign.provenance), "tag")
        tag.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
    plain.tip(box, _more(sign, anatomy))
    return box


def _is_low(sign: ExpectedSign) -> bool:
    return sign.provenance.confidence is Confidence.LOW


def _more(sign: ExpectedSign, anatomy: Anatomy) -> str:
    return "\n".join(text for text in (sign.how, provenance_text(sign.provenance, anatomy)) if text)
