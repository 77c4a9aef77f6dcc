"""The form: its groups at the left, the fields of one group beside them, marks where something is wrong."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rootmap.cases.authoring.checked import Remark
from rootmap.cases.authoring.sheet import BANK, STATES
from rootmap.ui import plain
from rootmap.ui.editor.fields import Box, ChoiceBox, TextBox
from rootmap.ui.editor.offers import Offers
from rootmap.ui.editor.spec import BANK_GROUPS, CASE_GROUPS, Field, Group, Kind
from rootmap.ui.editor.values import put_at, value_at

_NAV_EM, _FIELD_EM = 11.0, 52.0


class Form(QWidget):
    """Edits one draft in place. `value` is what is entered so far."""

    edited = Signal()
    wanted = Signal(str)  # "take_drawing", "show_drawing", "add_picture"

    def __init__(self, value: dict[str, Any], offers: Offers) -> None:
        super().__init__()
        self.value, self._offers = value, offers
        self.groups = BANK_GROUPS if value.get("format") == BANK else CASE_GROUPS
        em = self.font().pixelSize()
        self.nav = QListWidget()
        self.nav.setAccessibleName("Parts of the form")
        self.nav.setFixedWidth(round(_NAV_EM * em))
        self.nav.addItems([group.title for group in self.groups])
        self.stack = QStackedWidget()
        self.pages = [_Page(group, self) for group in self.groups]
        for page in self.pages:
            self.stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(em, em // 2, 0, 0)
        row.setSpacing(em)
        row.addWidget(self.nav)
        row.addWidget(self.stack, 1)
        self.nav.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.nav.setCurrentRow(0)

    @property
    def offers(self) -> Offers:
        """What the fields need of the tables."""
        return self._offers

    def boxes(self) -> Iterator[Box]:
        """Yield every field."""
        for page in self.pages:
            yield from page.boxes()

    def box(self, where: str) -> Box | None:
        """Return the field that a place of the file is entered in, or the nearest around it, if any."""
        where = where.replace("history_findings", f"history.{STATES}").replace(".tells", f".{STATES}")
        best = max(self.boxes(), key=lambda box: (_shared(box.where, where), -len(box.where)))
        return best if _shared(best.where, where) > 0 else None

    def name(self, where: str) -> str:
        """Return what the field of a place is called, with the number of its record."""
        box = self.box(where)
        if box is None:
            return where.replace("_", " ")
        numbers = [str(int(part) + 1) for part in box.where.split(".") if part.isdecimal()]
        return " ".join([box.field.label, *numbers])

    def go_to(self, where: str) -> None:
        """Turn to a field."""
        box = self.box(where)
        for number, page in enumerate(self.pages):
            if box is not None and page.isAncestorOf(box):
                self.nav.setCurrentRow(number)
                box.take_focus()
                page.ensureWidgetVisible(box)

    def mark(self, remarks: tuple[Remark, ...]) -> None:
        """Mark the fields that something is wrong with, and say at the left how many there are."""
        lines: dict[Box, str] = {}
        for remark in remarks:
            box = self.box(remark.place)
            if box is not None:
                lines.setdefault(box, remark.line)
        for each in self.boxes():
            each.say(lines.get(each, ""))
        for number, page in enumerate(self.pages):
            count = sum(box in lines for box in page.boxes())
            title = self.groups[number].title
            self.nav.item(number).setText(f"{title}   {count}" if count else title)
        self.nav.doItemsLayout()  # they were measured before they were dressed


class _Page(QScrollArea):
    """The fields of one group."""

    def __init__(self, group: Group, form: Form) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        em = self.font().pixelSize()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, em // 4, em, em)
        column.setSpacing(em // 4)
        self._fields = [make_box(field, "", form.value, form) for field in group.fields]
        for box in self._fields:
            box.setMaximumWidth(round(_FIELD_EM * em))
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(inner)

    def boxes(self) -> Iterator[Box]:
        for field in self._fields:
            yield from field.boxes()


class RecordsBox(Box):
    """A list of groups of fields: questions of the history, distractors, pictures."""

    def __init__(self, field: Field, where: str, record: dict[str, Any], form: Form) -> None:
        super().__init__(field, where)
        self._record, self._form = record, form
        self._cards: list[QWidget] = []
        self._boxes: list[Box] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(self.font().pixelSize() // 2)
        self.column.addLayout(self._list)
        self.add = QPushButton(f"Add a {field.one}")
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.column.addLayout(row)
        self.finish()
        self._fill()

    @property
    def records(self) -> list[Any]:
        """The records as they stand in the draft."""
        value = value_at(self._record, self.field.place)
        if not isinstance(value, list):
            value = []
            put_at(self._record, self.field.place, value)
        return value

    def boxes(self) -> Iterator[Box]:
        """Yield this field and those of every record."""
        yield self
        for box in self._boxes:
            yield from box.boxes()

    def take_focus(self) -> None:
        """Let one add."""
        self.add.setFocus()

    def append(self, record: dict[str, Any]) -> None:
        """Add a record."""
        self.records.append(deepcopy(record))
        self._fill()
        self.edited.emit()

    def _add(self) -> None:
        if self.field.place == ("images",):
            self._form.wanted.emit("add_picture")
            return
        first = {each.place[0]: each.choices[0] for each in self.field.fields if each.kind is Kind.CHOICE}
        self.append({key: value for key, value in first.items() if value})
        self._boxes[-len(self.field.fields)].take_focus()

    def _remove(self, number: int) -> None:
        del self.records[number]
        self._fill()
        self.edited.emit()
        self.add.setFocus()

    def _move_up(self, number: int) -> None:
        records = self.records
        records[number - 1 : number + 1] = reversed(records[number - 1 : number + 1])
        self._fill()
        self.edited.emit()

    def _fill(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._boxes = [], []
        for number, record in enumerate(value_at(self._record, self.field.place) or ()):
            if isinstance(record, dict):
                card = self._card(number, record)
                self._cards.append(card)
                self._list.addWidget(card)

    def _card(self, number: int, record: dict[str, Any]) -> QWidget:
        card = QFrame()
        card.setProperty("rank", "card")
        em = self.font().pixelSize()
        column = QVBoxLayout(card)
        column.setContentsMargins(em, em // 2, em, em // 2)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(plain.label(f"{self.field.one.capitalize()} {number + 1}", "section"))
        head.addStretch(1)
        for text, do in (("Move up", self._move_up), ("Remove", self._remove)):
            button = QPushButton(text)
            button.setProperty("rank", "flat")
            button.setAccessibleName(f"{text}: {self.field.one} {number + 1}")
            button.setEnabled(number > 0 or text == "Remove")
            button.clicked.connect(lambda _=False, do=do: do(number))
            head.addWidget(button)
        column.addLayout(head)
        for field in self.field.fields:
            box = make_box(field, f"{self.where}.{number}", record, self._form)
            self._boxes.append(box)
            column.addWidget(box)
        return card


class DrawingBox(Box):
    """The drawing: taken from the body, shown on it, or taken away."""

    def __init__(self, field: Field, where: str, record: dict[str, Any], form: Form) -> None:
        super().__init__(field, where)
        self._record = record
        self.count = plain.label("", "quiet", wrap=True)
        self.column.addWidget(self.count)
        row = QHBoxLayout()
        for text, name in (
            ("Take what is painted on the body", "take_drawing"),
            ("Show it on the body", "show_drawing"),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, name=name: form.wanted.emit(name))
            row.addWidget(button)
            if name == "take_drawing":
                self.take = button
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(plain.label(
            "Draw as patients do: rough, wider than the territory or only part of it. Paint with the brush in Localise "
            "(F2), then come back here (Ctrl+Shift+N goes on with this draft).", "quiet", wrap=True))  # fmt: skip
        self.finish()
        self._tell()

    def take_focus(self) -> None:
        """Let one take the drawing."""
        self.take.setFocus()

    def put(self, layers: list[dict[str, Any]]) -> None:
        """Take other layers."""
        put_at(self._record, self.field.place, layers)
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        layers = value_at(self._record, self.field.place)
        told = [
            f"{layer.get('quality')}: {len(layer.get('marks') or ())} marks"
            for layer in (layers if isinstance(layers, list) else ())
            if isinstance(layer, dict)
        ]
        self.count.setText("; ".join(told) or "Nothing yet")


def make_box(field: Field, around: str, record: dict[str, Any], form: Form) -> Box:
    """Return the field for its kind of value; what is entered is told to the form."""
    where = ".".join(part for part in (around, *field.place) if part)
    box: Box
    if field.kind is Kind.RECORDS:
        box = RecordsBox(field, where, record, form)
    elif field.kind is Kind.DRAWING:
        box = DrawingBox(field, where, record, form)
    elif field.kind is Kind.CHOICE:
        box = ChoiceBox(field, where, record)
    else:
        box = TextBox(field, where, record, form.offers)
    box.edited.connect(form.edited)
    return box


def _shared(one: str, other: str) -> int:
    """Return how many parts of two places are the same from the beginning; a field within another place counts less."""
    first, second = one.split("."), other.split(".")
    same = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        same += 1
    return 2 * same - (len(first) > same)
