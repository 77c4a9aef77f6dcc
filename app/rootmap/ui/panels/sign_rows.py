"""Rows of expected and found: a sign's name, what it should be, and where to enter what it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.ui import plain
from rootmap.ui.panels.expected import ExpectedSign
from rootmap.ui.panels.found_box import FoundBox, FoundBoxes
from rootmap.ui.panels.words import RECALLED_MEANS, is_low, marked, provenance_text
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

_LONG = 60  # characters: a detail longer than this runs over the whole width
_TICK_EM = 2.5  # from the edge to the words beside a tick
_WIDE_EM = 3.0  # boxes wider than this hold words: what is expected then stands below the name
SIDES = (Side.RIGHT, Side.LEFT)  # as one faces the patient


class SignTable(FoundBoxes):
    """Rows of signs under the headings expected and found, right and left."""

    def __init__(
        self, session: Session, anatomy: Anatomy, signs: Sequence[ExpectedSign], nothing: str, chrome: Chrome
    ) -> None:
        super().__init__()
        self._chrome = chrome
        em = self.font().pixelSize()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, em // 2, em)
        self._grid.setHorizontalSpacing(em // 2)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        if not signs:
            self._grid.addWidget(plain.label(nothing, "quiet", wrap=True), 0, 0)
            self._grid.setRowStretch(1, 1)
            return
        self._grid.addWidget(plain.label(RECALLED_MEANS, "small", wrap=True), 0, 0)  # boxes of words need the width
        self._grid.setRowMinimumHeight(0, 2 * em)
        made = [[FoundBox(session, sign, side, chrome) for side in SIDES if sign.sided] or
                [FoundBox(session, sign, None, chrome)] for sign in signs]  # fmt: skip
        self.boxes = [box for row in made for box in row]
        self._is_wide = max(box.sizeHint().width() for box in self.boxes) > _WIDE_EM * em
        self._expected_px = max(self.fontMetrics().horizontalAdvance(sign.expected) for sign in signs) + em // 4
        for column, heading in enumerate(("" if self._is_wide else "Expected", "R", "L"), start=1):
            middle = Qt.AlignmentFlag.AlignHCenter if column > 1 else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(plain.label(heading, "section"), 0, column, middle | Qt.AlignmentFlag.AlignVCenter)
        for place, sign in enumerate(signs):
            self._add(anatomy, sign, made[place], 2 * place + 1)
        self._grid.setRowStretch(2 * len(signs) + 1, 1)
        self._align()

    def _add(self, anatomy: Anatomy, sign: ExpectedSign, boxes: Sequence[FoundBox], row: int) -> None:
        """Add a sign: name, expected and found in one row, the detail below, as wide as its length asks for."""
        top = Qt.AlignmentFlag.AlignTop
        is_long = self._is_wide or len(sign.detail) > _LONG
        name = plain.label(marked(sign.name, sign.provenance), wrap=True)
        name.setMinimumWidth(1)  # a long word must not push the boxes out of sight
        parts: list[QWidget] = [name]
        self._grid.addWidget(name, row, 0, 1, 2 if self._is_wide else 1, top)
        if not self._is_wide:
            expected = plain.label(sign.expected, wrap=True)
            expected.setFixedWidth(self._expected_px)
            self._grid.addWidget(expected, row, 1, top)
            parts.append(expected)
        detail = _detail(sign, with_expected=self._is_wide)
        parts.append(detail)
        self._grid.addWidget(detail, row + 1, 0, 1, 4 if is_long else 2, top)
        for column, box in enumerate(boxes, start=2):
            self._grid.addWidget(box, row, column, 1 if is_long else 2, 1 if sign.sided else 2, top)
        for part in parts:
            plain.tip(part, more_of(sign, anatomy))

    def _align(self) -> None:
        """Give all boxes one width, so that right and left stand in columns."""
        one = max((box.sizeHint().width() for box in self.boxes if box.sign.sided), default=0)
        for box in self.boxes:
            box.setMinimumWidth(one if box.sign.sided else 2 * one + self._grid.horizontalSpacing())

    def follow(self) -> None:
        """Show what the session holds."""
        super().follow()
        self._align()


class HistoryList(QWidget):
    """The questions to ask, ticked when the answer is yes; those about one side have a box for each."""

    def __init__(
        self,
        session: Session,
        anatomy: Anatomy,
        groups: Sequence[tuple[str, Sequence[ExpectedSign]]],
        chrome: Chrome,
    ) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.rows: dict[str, HistoryRow | SidedHistoryRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, em // 2, em)
        column.setSpacing(em // 4)
        for heading, signs in groups:
            if signs:
                column.addWidget(plain.label(heading, "section"))
            for sign in signs:
                more = more_of(sign, anatomy)
                row = SidedHistoryRow(session, sign, more, chrome) if sign.sided else HistoryRow(session, sign, more)
                self.rows[sign.test] = row
                column.addWidget(row)
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
        row.addWidget(plain.label(marked(sign.name, sign.provenance), wrap=True), 1)
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


class SidedHistoryRow(QWidget):
    """A question about one side, with a box for the right and one for the left."""

    def __init__(self, session: Session, sign: ExpectedSign, more: str, chrome: Chrome) -> None:
        super().__init__()
        self.boxes = [FoundBox(session, sign, side, chrome) for side in SIDES]
        row = QHBoxLayout(self)
        row.setContentsMargins(round(_TICK_EM * self.font().pixelSize()), 0, 0, 0)  # its words below the others'
        row.addWidget(plain.label(marked(sign.name, sign.provenance), wrap=True), 1)
        for box, letter in zip(self.boxes, "RL", strict=True):
            row.addWidget(plain.label(letter, "section"))
            row.addWidget(box)
        plain.tip(self, more)

    def follow(self) -> None:
        """Show what the session holds."""
        for box in self.boxes:
            box.follow()


def _detail(sign: ExpectedSign, *, with_expected: bool) -> QWidget:
    """Return the second line of a sign, with a tag where the fact must be checked."""
    parting = ". " if len(sign.detail) > _LONG else " · "
    said = f"Expected: {sign.expected}{parting if sign.detail else ''}{sign.detail}" if with_expected else sign.detail
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, box.font().pixelSize() // 2)
    column.setSpacing(1)
    if said:
        column.addWidget(plain.label(said, "small", wrap=True))
    if is_low(sign.provenance):
        tag = plain.label("low confidence", "tag")
        tag.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
    return box


def more_of(sign: ExpectedSign, anatomy: Anatomy) -> str:
    """Return how a test is done and where that comes from."""
    return "\n".join(text for text in (sign.how, provenance_text(sign.provenance, anatomy)) if text)
