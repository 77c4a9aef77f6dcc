"""The small window at the pointer: one row of answers for each thing that may be examined there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.localise.explain import RESULTS
from rootmap.localise.shorthand_values import REFLEX_SCALE, REINFORCED
from rootmap.ui import plain
from rootmap.ui.examine.things import Thing
from rootmap.ui.panels.expected import MRC_GRADES, ExpectedSign
from rootmap.ui.panels.found_box import MRC_MEANING, REFLEX_MEANING
from rootmap.ui.panels.words import RECALLED_MEANS, marked
from rootmap.ui.session import Session

_GRADES = {word: f"{grade}+" if grade else "0" for grade, word in enumerate(REFLEX_SCALE)} | {REINFORCED: "0 r."}
_LEGEND_EM = 24.0
_REINFORCED_MEANING = "0 r. absent even on reinforcement"


class AnswerRow(QWidget):
    """A name, and a button for each answer; the one that was given is pressed, and pressed again takes it back."""

    answered = Signal()
    pointed_at = Signal()

    def __init__(self, session: Session, sign: ExpectedSign, side: Side) -> None:
        super().__init__()
        self._session, self.sign = session, sign
        self.side = side if sign.sided else None
        self.buttons: dict[str, QPushButton] = {}
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 5)
        self._name = marked(sign.name, sign.provenance)
        self._title = plain.label(self._name, "heading")
        column.addWidget(self._title)
        if sign.detail:
            column.addWidget(plain.label(plain.short(sign.detail, 64), "small"))
        row = QHBoxLayout()
        row.setSpacing(em // 4)
        for answer in _in_order(sign):
            button = QPushButton(_caption(sign, answer))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{sign.name}: {RESULTS.get(answer, answer)}")
            button.clicked.connect(lambda _on=False, answer=answer: self.answer(answer))
            row.addWidget(button)
            self.buttons[answer] = button
        row.addStretch(1)
        column.addLayout(row)
        self.follow()

    @property
    def given(self) -> str:
        """The answer that was given, "" while there is none."""
        finding = self._session.finding(self.sign.test, self.side)
        return "" if finding is None else str(finding.result if finding.mrc is None else finding.mrc)

    def answer(self, answer: str) -> None:
        """Enter an answer; the one already given is taken back."""
        if answer == self.given:
            self._session.unfind(self.sign.test, self.side)
        elif self.sign.answers == MRC_GRADES:
            self._session.find(Finding(self.sign.test, self.side, mrc=int(answer)))
        else:
            self._session.find(Finding(self.sign.test, self.side, result=answer))
        self.follow()
        self.answered.emit()

    def follow(self) -> None:
        """Show what the session holds."""
        for answer, button in self.buttons.items():
            button.setChecked(answer == self.given)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer is on it."""
        super().enterEvent(event)
        self.pointed_at.emit()

    def mark(self, *, is_meant: bool) -> None:
        """Show whether digits and letters answer this row."""
        self._title.setText(f"▸ {self._name}" if is_meant else self._name)

    def meant_by(self, text: str) -> str:
        """Return the answer a digit or first letter stands for, "" for none."""
        if self.sign.answers == MRC_GRADES or not text.strip():
            return text if text in self.buttons and text.strip() else ""
        if REINFORCED in self.buttons and text in "01234":
            return REFLEX_SCALE[int(text)]
        return next((answer for answer in self.buttons if answer.startswith(text.lower())), "")


class ExaminePopup(QFrame):
    """Rows of answers at the pointer. Digits and first letters answer the marked row, up and down mark another."""

    closed = Signal()
    meant = Signal(int)  # the number of the row that is marked

    def __init__(self, session: Session, things: Sequence[Thing], side: Side, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("rank", "card")
        self.setAccessibleName(f"Examine, {side}")
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em * 3 // 4, em, em * 3 // 4)
        column.setSpacing(em * 3 // 4)
        column.addWidget(plain.label(f"Patient's {side}", "section"))
        self._over = parent
        self._meant = 0
        self.rows: list[AnswerRow] = []
        for sign in [sign for thing in things for sign in thing.signs]:
            row = AnswerRow(session, sign, side)
            row.answered.connect(lambda row=row: self._on_answered(row))
            row.pointed_at.connect(partial(self._mean, len(self.rows)))
            self.rows.append(row)
            column.addWidget(row)
        legend = plain.label(_legend(self.rows), "small", wrap=True)
        legend.setFixedWidth(round(_LEGEND_EM * em))
        column.addWidget(legend)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mean(0)

    def open_at(self, at: QPoint) -> None:
        """Show it beside a point of the screen, whole, with the keyboard in its first row."""
        self.adjustSize()
        screen = self._over.screen().availableGeometry()
        em = self.font().pixelSize()
        x = at.x() + em if at.x() + em + self.width() <= screen.right() else at.x() - em - self.width()
        y = min(at.y() - em // 2, screen.bottom() - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)  # on no button: its ring would look like an answer

    def event(self, event: QEvent) -> bool:
        """Keep the keys from the shortcuts of the window below."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit or letter, close by Escape."""
        row = self.rows[self._meant]
        answer = row.meant_by(event.text()) if event.text() else ""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if row.given:
                row.answer(row.given)
        elif answer and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if answer != row.given:
                row.answer(answer)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._mean(self._meant + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is gone, however that came about."""
        super().hideEvent(event)
        self.closed.emit()

    def _on_answered(self, row: AnswerRow) -> None:
        """Close, unless the same place is to be tested in another way as well."""
        others = [other for other in self.rows if other is not row and _same_place(other.sign, row.sign)]
        waiting = next((other for other in others if not other.given), None)
        if row.given and waiting is None:
            self.close()
        elif row.given and waiting is not None:
            self._mean(self.rows.index(waiting))

    def _mean(self, number: int) -> None:
        """Let digits and letters answer another row."""
        self._meant = number % len(self.rows)
        for place, row in enumerate(self.rows):
            row.mark(is_meant=len(self.rows) > 1 and place == self._meant)
        self.meant.emit(self._meant)


def _same_place(one: ExpectedSign, other: ExpectedSign) -> bool:
    """Whether two rows are the pin and the touch of one key point."""
    return one.test.partition(".")[2] == other.test.partition(".")[2] != "" and "muscle" not in one.test + other.test


def _in_order(sign: ExpectedSign) -> tuple[str, ...]:
    """Return the answers in the order of their grades."""
    if REINFORCED not in sign.answers:
        return sign.answers
    return (REINFORCED, *REFLEX_SCALE)


def _caption(sign: ExpectedSign, answer: str) -> str:
    return _GRADES.get(answer, answer) if REINFORCED in sign.answers else answer


def _legend(rows: Sequence[AnswerRow]) -> str:
    lines = []
    if any(row.sign.answers == MRC_GRADES for row in rows):
        lines.append(MRC_MEANING)
    if any(REINFORCED in row.sign.answers for row in rows):
        lines.append(f"{REFLEX_MEANING} · {_REINFORCED_MEANING}")
    keys = "Digits and letters answer · Backspace removes · Esc closes"
    return "\n".join([*lines, keys if len(rows) == 1 else f"↑ ↓ another row · {keys}", RECALLED_MEANS])
