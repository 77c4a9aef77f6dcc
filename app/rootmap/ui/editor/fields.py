"""The fields of the form: each shows the value at its place in the draft, writes what is entered, and bears a mark."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from rootmap.ui import plain
from rootmap.ui.editor.offers import AddLine, Offers, offer_ids
from rootmap.ui.editor.spec import Field, Kind, Known
from rootmap.ui.editor.values import as_text, from_text, put_at, value_at

_ELSE = "Something else stands here in the file; it is kept as it is"
_LINES = {  # least and most shown
    Kind.TEXT: (2, 16),
    Kind.ROWS: (2, 12),
    Kind.PAIRS: (3, 12),
    Kind.MINUTES: (2, 12),
    Kind.FINDINGS: (3, 30),
}
_SHORT_EM = 18.0  # a number or a choice needs no more
_ADDED_TO = (Kind.ROWS, Kind.MINUTES)  # where known ids can be added by name


class Box(QWidget):
    """A field with its name above it and, where something is wrong, the line that says what below it."""

    edited = Signal()

    def __init__(self, field: Field, where: str) -> None:
        super().__init__()
        self.field, self.where = field, where  # where: its place in the whole file, "history.replies.0.ask"
        em = self.font().pixelSize()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, em // 2)
        self.column.setSpacing(em // 4)
        self.column.addWidget(plain.label(field.label, "strong"))
        self._said = plain.label("", "caution", wrap=True)
        self._said.hide()

    def finish(self) -> None:
        """Put the line of problems below everything."""
        self.column.addWidget(self._said)

    @property
    def said(self) -> str:
        """What is said of it now."""
        return self._said.text()

    def boxes(self) -> Iterator["Box"]:
        """Yield this field and all within it."""
        yield self

    def say(self, line: str) -> None:
        """Mark the field with a line, or take the mark away."""
        self._said.setText(line[:1].upper() + line[1:])
        self._said.setVisible(bool(line))

    def take_focus(self) -> None:
        """Let one type here."""
        self.setFocus()


class TextBox(Box):
    """A line or a text; lists, numbers and findings are typed as text, too."""

    def __init__(self, field: Field, where: str, record: dict[str, Any], offers: Offers) -> None:
        super().__init__(field, where)
        self._record, self._offers = record, offers
        text = as_text(field.kind, value_at(record, field.place))
        self.add: AddLine | None = None
        if field.kind is Kind.FINDINGS or (field.kind in _ADDED_TO and field.known is not Known.NONE):
            self._offer_to_add()
        self.input: QLineEdit | QPlainTextEdit
        if field.kind in _LINES:
            self.input = self._text(text or "")
        else:
            self.input = QLineEdit(text or "")
            self.input.textEdited.connect(self._on_edit)
            self.input.textChanged.connect(self._on_completed)
            if field.known is not Known.NONE:
                offer_ids(self.input, offers, field.known)
            if field.kind is Kind.NUMBER:
                self.input.setMaximumWidth(round(_SHORT_EM * self.font().pixelSize()))
        if self.add is None:
            self.input.setPlaceholderText(field.hint)
        self.input.setAccessibleName(field.label)
        if text is None:
            self.input.setEnabled(False)
            self.input.setPlaceholderText(_ELSE)
        self.column.addWidget(self.input)
        self.finish()
        self._judge()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.text() if isinstance(self.input, QLineEdit) else self.input.toPlainText()

    def take_focus(self) -> None:
        """Let one type here."""
        (self.add or self.input).setFocus()

    def say(self, line: str) -> None:
        """Mark the field; what the shorthand says of a line is more exact than the check of the file."""
        super().say(self._not_understood() or line)

    def _text(self, text: str) -> QPlainTextEdit:
        edit = QPlainTextEdit(text)
        edit.setTabChangesFocus(True)
        edit.textChanged.connect(self._on_edit)
        edit.textChanged.connect(lambda: self._fit(edit))
        self._fit(edit)
        return edit

    def _fit(self, edit: QPlainTextEdit) -> None:
        """Be as high as the text, within reason; a paragraph of a hundred letters takes about two lines."""
        least, most = _LINES[self.field.kind]
        lines = sum(1 + len(line) // 85 for line in edit.toPlainText().split("\n"))
        height = min(max(lines, least), most) * edit.fontMetrics().lineSpacing()
        edit.setFixedHeight(height + round(2.1 * self.font().pixelSize()))

    def _offer_to_add(self) -> None:
        self.add = AddLine(self._offers, self.field.known)
        self.add.setPlaceholderText(f"Type and press Enter: {self.field.hint}")
        self.add.setAccessibleName(f"Add to: {self.field.label}")
        self.add.added.connect(self._append)
        self.column.addWidget(self.add)

    def _append(self, line: str) -> None:
        edit = self.input
        assert isinstance(edit, QPlainTextEdit)
        if self.field.kind is Kind.MINUTES and ":" not in line:
            line = f"{line}: {self._offers.usual_minutes(line)}"
        before = edit.toPlainText().rstrip("\n")
        edit.setPlainText(f"{before}\n{line}" if before else line)
        edit.ensureCursorVisible()

    def _on_completed(self, _text: str) -> None:
        if isinstance(self.input, QLineEdit) and self.text != as_text(self.field.kind, self._value()):
            self._on_edit()

    def _value(self) -> Any:
        return value_at(self._record, self.field.place)

    def _on_edit(self, _text: str = "") -> None:
        value = from_text(self.field.kind, self.text)
        is_inner = len(self.field.place) > 1
        put_at(self._record, self.field.place, None if value == "" and is_inner else value)
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        line = self._not_understood()
        if line or self.field.kind in (Kind.FINDINGS, Kind.STATED):
            super().say(line)

    def _not_understood(self) -> str:
        parting = {Kind.FINDINGS: "\n", Kind.STATED: ";"}.get(self.field.kind)
        for line in self.text.split(parting) if parting else ():
            said = self._offers.lines.fault(line)
            if said:
                return f"“{line.strip()}”: {said}"
        return ""


class ChoiceBox(Box):
    """One of a few words."""

    def __init__(self, field: Field, where: str, record: dict[str, Any]) -> None:
        super().__init__(field, where)
        self._record = record
        self.input = QComboBox()
        self.input.setAccessibleName(field.label)
        self.input.setMaximumWidth(round(_SHORT_EM * self.font().pixelSize()))
        for choice in field.choices:
            self.input.addItem(choice.replace("_", " ") or "–", choice)
        value = value_at(record, field.place)
        if value is None and "" not in field.choices:
            self.input.setPlaceholderText("Choose")
            self.input.setCurrentIndex(-1)
        else:
            place = self.input.findData(value or "")
            if place < 0:
                self.input.addItem(plain.short(str(value), 40), value)
                place = self.input.count() - 1
            with QSignalBlocker(self.input):
                self.input.setCurrentIndex(place)
        self.input.activated.connect(self._on_edit)
        self.column.addWidget(self.input)
        self.finish()

    def take_focus(self) -> None:
        """Let one choose."""
        self.input.setFocus()

    def choose(self, value: str) -> None:
        """Choose as a click does."""
        self.input.setCurrentIndex(self.input.findData(value))
        self._on_edit()

    def _on_edit(self, _index: int = 0) -> None:
        put_at(self._record, self.field.place, self.input.currentData() or None)
        self.edited.emit()
