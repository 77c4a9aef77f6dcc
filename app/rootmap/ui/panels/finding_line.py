"""The line one types findings into: completed while one types, entered with Enter, explained below."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.ui import plain
from rootmap.ui.panels.words import answer_text, name_in_full, sided
from rootmap.ui.session import Session

if TYPE_CHECKING:
    from rootmap.localise.shorthand import Shorthand, Typed

HINT = "Type a finding: EHL 4 left"
_TEXT = Qt.ItemDataRole.UserRole
_HELP = (
    "A name or its abbreviation, then what was found, then the side: EHL 4 left, AJ 0, SLR 40, pinprick L5 reduced, "
    "no fever. Without a side the one in view is meant. Enter takes it."
)


class FindingLine(QWidget):
    """Reads findings as people note them. `side` tells which side is meant where none is typed."""

    typed = Signal(str)  # the text so far
    entered = Signal(object)  # tuple of findings

    def __init__(self, session: Session, side: Callable[[], Side | None]) -> None:
        super().__init__()
        self._session, self._side = session, side
        self._shorthand: Shorthand | None = None
        self.completes = True  # off while a list below shows what fits
        em = self.font().pixelSize()
        self.field = QLineEdit()
        self.field.setPlaceholderText(HINT)
        self.field.setAccessibleName("Type a finding")
        self.field.setClearButtonEnabled(True)
        plain.tip(self.field, _HELP)
        self.list_button = QPushButton("All…")
        self.list_button.setCheckable(True)
        self.list_button.setAccessibleName("List everything one may find")
        plain.tip(self.list_button, "Every muscle, reflex, manoeuvre, key point and question")
        self._said = plain.label("", "small", wrap=True)
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(em // 3)
        row.addWidget(self.field, 1)
        row.addWidget(self.list_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, 0, em, 0)
        column.setSpacing(em // 4)
        column.addLayout(row)
        column.addWidget(self._said)
        self.popup = QListView()
        self._completer = self._make_completer()
        self.field.textEdited.connect(self._on_typed)
        self.field.textChanged.connect(self._on_changed)
        self.field.returnPressed.connect(self.enter)
        self.field.installEventFilter(self)

    @property
    def said(self) -> str:
        """What is said below the line."""
        return self._said.text()

    def enter(self) -> None:
        """Enter what is typed, or say why that cannot be."""
        shorthand = self._ready()
        if shorthand is None or not self.field.text().strip():
            return
        chosen = self.popup.currentIndex()
        if self.popup.isVisible() and chosen.isValid():
            self._take(str(chosen.data(_TEXT)))
            return
        try:
            typed = shorthand.parse(self.field.text(), self._side())
        except InputError as error:
            self._say(f"{error.problem}; {error.remedy}", "caution")
            return
        self.popup.hide()
        for finding in typed.findings:
            self._session.find(finding)
        self.field.clear()
        self._say(f"Entered {self._told(typed)}", "good")
        self.entered.emit(typed.findings)

    def tests_like(self, text: str) -> tuple[str, ...]:
        """Return the findings whose name or abbreviation goes on from a text."""
        shorthand = self._ready()
        return tuple(t for each in shorthand.suggest(text) for t in each.tests) if shorthand is not None else ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Get the tables ready when the keyboard arrives, so that the first letter does not wait for them."""
        if watched is self.field and event.type() == QEvent.Type.FocusIn:
            self._ready()
        return super().eventFilter(watched, event)

    def _ready(self) -> "Shorthand | None":
        anatomy = self._session.knowledge.anatomy
        if self._shorthand is None and anatomy is not None:
            from rootmap.localise.shorthand import load_shorthand

            try:
                self._shorthand = load_shorthand(anatomy)
            except InputError as error:
                self._say(str(error), "caution")
        return self._shorthand

    def _on_changed(self, text: str) -> None:
        if not text:
            self._say("", "small")
            self.popup.hide()
        self.typed.emit(text)

    def _on_typed(self, text: str) -> None:
        shorthand = self._ready()
        if shorthand is None:
            return
        try:
            self._say(f"Enter: {self._told(shorthand.parse(text, self._side()))}", "small")
            offered = []
        except InputError as error:
            wants_answer = error.problem.endswith(("no answer yet", "which side")) and text.strip()
            self._say(f"{error.problem}; {error.remedy}" if wants_answer else "", "small")
            offered = [(each.text, each.meaning) for each in shorthand.suggest(text)]
        self._offer(offered)

    def _offer(self, rows: list[tuple[str, str]]) -> None:
        model = QStandardItemModel(self._completer)
        for text, meaning in rows:
            shown = QStandardItem(text if text.lower() == meaning.lower() else f"{text}   {meaning}")
            shown.setData(f"{text} ", _TEXT)
            model.appendRow(shown)
        self._completer.setModel(model)
        if rows and self.completes:
            self._completer.complete()
        else:
            self.popup.hide()

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(_TEXT)
        self.popup.setObjectName("completions")
        self.popup.setAccessibleName("What may be meant")
        self.popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        completer.setPopup(self.popup)
        completer.setWidget(self.field)  # not the field's own: it would open while a list below shows the same
        completer.activated.connect(self._take)
        return completer

    def _take(self, text: str) -> None:
        """Go on from a name that was chosen."""
        self.field.setText(text)
        self._on_typed(text)

    def _told(self, typed: "Typed") -> str:
        parts = [self._one(finding) for finding in typed.findings]
        return "; ".join(parts) + (f" ({', '.join(typed.notes)})" if typed.notes else "")

    def _one(self, finding: Finding) -> str:
        name = sided(name_in_full(finding.test, self._session.knowledge.anatomy), finding.side)
        return f"{name}: {answer_text(finding)}"

    def _say(self, text: str, rank: str) -> None:
        self._said.setText(text)
        self._said.setProperty("rank", rank)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setVisible(bool(text))
