"""Everything one may find, in five parts: one row for each, with a box for each side."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.anatomy.bedside import Family, examinables
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spelling import plain as plain_letters
from rootmap.ui import plain
from rootmap.ui.panels.expected import ExpectedSign, all_of
from rootmap.ui.panels.found_box import FoundBox, FoundBoxes
from rootmap.ui.panels.sign_rows import SIDES, more_of
from rootmap.ui.panels.words import RECALLED_MEANS, TOUCH_NAMES, marked
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

MOST_FOUND = 40  # rows while one types: more is no answer
_PLACE_LETTERS = 44  # of where a key point is: two lines
_NOTHING = "Nothing has that name. Try another word, or clear the line above."

Group = tuple[str, Sequence[ExpectedSign]]


class FamilyTabs(QWidget):
    """The five parts of the examination, and how much was found in each."""

    def __init__(self, chosen: Family, choose: Callable[[Family], None]) -> None:
        super().__init__()
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(em // 2, 0, em // 2, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[Family, QPushButton] = {}
        for family in Family:
            button = QPushButton(family.value)
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.setChecked(family is chosen)
            button.clicked.connect(lambda _on=False, family=family: choose(family))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[family] = button
        row.addStretch(1)


class ExamList(FoundBoxes):
    """One row for each thing to find: its name and where to enter what was found, right and left."""

    def __init__(self, session: Session, anatomy: Anatomy, groups: Sequence[Group], chrome: Chrome) -> None:
        super().__init__()
        self._session, self._anatomy, self._chrome = session, anatomy, chrome
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, em // 2, em)
        column.setSpacing(0)
        for heading, signs in groups:
            if signs:
                column.addLayout(self._group(heading, signs, em))
        if not self.boxes:
            column.addWidget(plain.label(_NOTHING, "quiet", wrap=True))
        else:
            column.addWidget(plain.label(RECALLED_MEANS, "small"))
        column.addStretch(1)

    def _group(self, heading: str, signs: Sequence[ExpectedSign], em: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, em // 4, 0, em // 2)
        grid.setHorizontalSpacing(em // 3)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(plain.label(heading, "section"), 0, 0)
        middle = Qt.AlignmentFlag.AlignHCenter
        if any(sign.sided for sign in signs):
            for column, letter in enumerate(("R", "L"), start=1):
                grid.addWidget(plain.label(letter, "section"), 0, column, middle)
        for row, sign in enumerate(signs, start=1):
            self._add(grid, sign, row)
        return grid

    def _add(self, grid: QGridLayout, sign: ExpectedSign, row: int) -> None:
        name = plain.label(_row_name(sign), wrap=True)
        plain.tip(name, more_of(sign, self._anatomy))
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, side in enumerate(SIDES if sign.sided else (None,), start=1):
            box = FoundBox(self._session, sign, side, self._chrome)
            self.boxes.append(box)
            grid.addWidget(box, row, column, 1, 1 if sign.sided else 2, Qt.AlignmentFlag.AlignRight)


def _row_name(sign: ExpectedSign) -> str:
    """Return what a row says: a key point tells where it is, for its heading says what it is tested with."""
    family, _, point = sign.test.partition(".")
    name = f"{point}  {plain.short(sign.detail, _PLACE_LETTERS)}" if family in TOUCH_NAMES else sign.name
    return marked(name, sign.provenance)


def groups_of(anatomy: Anatomy, family: Family, typed: str, tests: Sequence[str]) -> tuple[Group, ...]:
    """Return the rows to show: all of one part or, while one types, what fits in any; `tests` fit in any case."""
    if not typed.strip():
        return all_of(anatomy, family)
    found = list(_fitting(anatomy, plain_letters(typed).split(), frozenset(tests)))
    return tuple((part.value, [sign for each, sign in found if each is part][:MOST_FOUND]) for part in Family)


def _fitting(anatomy: Anatomy, words: Sequence[str], tests: frozenset[str]) -> Iterator[tuple[Family, ExpectedSign]]:
    names = [word for word in words if not word.isdecimal()]
    for family in Family:
        for _, signs in all_of(anatomy, family):
            for sign in signs:
                parts = plain_letters(f"{sign.name} {sign.test.replace('_', ' ')}").split()
                fits = bool(names) and all(any(part.startswith(word) for part in parts) for word in names)
                if sign.test in tests or fits:
                    yield family, sign


def family_of(anatomy: Anatomy, test: str) -> Family | None:
    """Return the part of the examination a test belongs to, None when no table knows it."""
    known = examinables(anatomy)
    return known[test].family if test in known else None
