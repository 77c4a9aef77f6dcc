"""The chosen visit: its date, minutes, falls and note to be entered, and below them what it measures."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rootmap.localise.course_words import measured_words
from rootmap.localise.visit_measures import Measured
from rootmap.localise.visits import Measures, Visit
from rootmap.localise.visits_file import MAX_FALLS, MAX_MINUTES, MAX_NOTE
from rootmap.ui import plain

_NOTE_MS = 500  # after the last letter a note is kept
_NOT_ASKED = "not asked"
_NOTHING = "No visit yet. Paint where it hurts, enter what you found, then press Shift+V."


class VisitForm(QWidget):
    """Shows one visit; what one enters is told when a field is left, the note a moment after the last letter."""

    edited = Signal(object, object)  # Visit, the date it had before
    wanted_open = Signal()
    wanted_removal = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._visit: Visit | None = None
        em = self.font().pixelSize()
        self.date = QDateEdit()
        self.date.setDisplayFormat("d MMM yyyy")
        self.date.setCalendarPopup(True)
        self.sitting, self.walking = _counter(round(MAX_MINUTES), " min"), _counter(round(MAX_MINUTES), " min")
        self.falls = _counter(MAX_FALLS, "")
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("A note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(round(4.6 * em))
        self.open = QPushButton("Open in the body   Enter")
        self.open.setProperty("rank", "main")
        self.remove = QPushButton("Remove")
        self._empty = plain.label(_NOTHING, "quiet", wrap=True)
        self._body = QWidget()
        self._lay_out(em)
        self._keeping = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._keeping.timeout.connect(self.flush)
        self.note.textChanged.connect(self._keeping.start)
        for field in (self.date, self.sitting, self.walking, self.falls):
            field.editingFinished.connect(self.flush)
        self.open.clicked.connect(self.wanted_open)
        self.remove.clicked.connect(self.wanted_removal)
        self.show_visit(None, None)

    def show_visit(self, visit: Visit | None, measured: Measured | None) -> None:
        """Show a visit and, once it is known, what it measures; what is being typed in it stays."""
        self._empty.setVisible(visit is None)
        self._body.setVisible(visit is not None)
        if visit is not None and visit != self._visit:
            same_day = self._visit is not None and self._visit.date == visit.date
            self._visit = visit
            self._fill(visit, keep_note=same_day and self.note.hasFocus())
        self._visit = visit
        self._show_facts(measured)

    def flush(self) -> None:
        """Tell what was entered, if anything was."""
        self._keeping.stop()
        if self._visit is None:
            return
        day = self.date.date()
        entered = replace(
            self._visit,
            date=date(day.year(), day.month(), day.day()),
            measures=Measures(_minutes(self.sitting), _minutes(self.walking), _value(self.falls)),
            note=self.note.toPlainText()[:MAX_NOTE],
        )
        if entered != self._visit:
            before, self._visit = self._visit.date, entered
            self.edited.emit(entered, before)

    def _fill(self, visit: Visit, *, keep_note: bool) -> None:
        fields = (self.date, self.sitting, self.walking, self.falls, self.note)
        blockers = [QSignalBlocker(field) for field in fields]
        self.date.setDate(QDate(visit.date.year, visit.date.month, visit.date.day))
        numbers = (visit.measures.sitting_min, visit.measures.walking_min, visit.measures.falls)
        for field, value in zip((self.sitting, self.walking, self.falls), numbers, strict=True):
            field.setValue(-1 if value is None else round(value))
        if not keep_note:
            self.note.setPlainText(visit.note)
        del blockers

    def _show_facts(self, measured: Measured | None) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(measured_words(measured) if measured is not None else ()):
            self._facts.addWidget(plain.label(name, "quiet", wrap=True), row, 0, top)
            self._facts.addWidget(plain.label(value, wrap=True), row, 1, top)

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, em // 2, em)
        column.addWidget(self._empty)
        column.addWidget(self._body)
        column.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(em // 2)
        fields = QGridLayout()
        fields.setHorizontalSpacing(em)
        fields.setVerticalSpacing(em // 3)
        fields.setColumnStretch(1, 1)
        rows = (("Date", self.date), ("Can sit", self.sitting), ("Can walk", self.walking), ("Falls since", self.falls))
        for row, (name, field) in enumerate(rows):
            label = plain.label(name, "quiet")
            label.setBuddy(field)
            field.setAccessibleName(name)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        self.note.setAccessibleName("Note")
        body.addLayout(fields)
        body.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open, 1)
        buttons.addWidget(self.remove)
        body.addLayout(buttons)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, em // 2, 0, 0)
        self._facts.setHorizontalSpacing(em)
        self._facts.setColumnStretch(1, 1)
        body.addLayout(self._facts)


def _counter(most: int, unit: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(-1, most)
    box.setSpecialValueText(_NOT_ASKED)
    box.setSuffix(unit)
    box.lineEdit().setTextMargins(box.font().pixelSize() // 2, 0, 0, 0)
    return box


def _value(box: QSpinBox) -> int | None:
    return None if box.value() < 0 else box.value()


def _minutes(box: QSpinBox) -> float | None:
    value = _value(box)
    return None if value is None else float(value)
