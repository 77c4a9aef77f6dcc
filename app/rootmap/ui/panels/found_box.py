"""The little box where one finding is entered; light enough to stand beside every muscle."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.localise.explain import RESULTS
from rootmap.localise.shorthand_values import REFLEX_SCALE, REINFORCED
from rootmap.ui import plain
from rootmap.ui.panels.expected import MRC_GRADES, ExpectedSign
from rootmap.ui.panels.words import SHORT_RESULTS, answer_text, sided
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

UNTESTED = "–"
REFLEX_MEANING = "0 absent · 1+ reduced · 2+ normal · 3+ brisk · 4+ clonus"
MRC_MEANING = "MRC grade: 5 normal · 4 against resistance · 3 against gravity · 2 gravity removed · 1 flicker · 0 none"
_MEANINGS = {
    "5": "5  normal",
    "4": "4  against some resistance",
    "3": "3  against gravity",
    "2": "2  gravity removed",
    "1": "1  flicker",
    "0": "0  none",
}
_SCALE = {str(grade): word for grade, word in enumerate(REFLEX_SCALE)}
_CLEAR_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_MENU_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FoundBox(QAbstractButton):
    """Shows what was found. A click lists the answers; a first letter or digit enters one, Backspace takes it back."""

    def __init__(self, session: Session, sign: ExpectedSign, side: Side | None, chrome: Chrome) -> None:
        super().__init__()
        self._session, self.sign, self.side, self._chrome = session, sign, side, chrome
        self._answer = self._shown = UNTESTED
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if sign.answers == MRC_GRADES:
            self.setToolTip(plain.literal(MRC_MEANING))
        elif self._is_tendon:
            self.setToolTip(plain.literal(REFLEX_MEANING))
        self.clicked.connect(self.open_menu)
        self.follow()

    @property
    def answer(self) -> str:
        """What it shows."""
        return self._answer

    def follow(self) -> None:
        """Show what the session holds."""
        finding = self._session.finding(self.sign.test, self.side)
        self._answer = UNTESTED if finding is None else str(finding.mrc if finding.mrc is not None else finding.result)
        self._shown = UNTESTED if finding is None else answer_text(finding, short=True)
        found = "not tested" if finding is None else answer_text(finding)
        self.setAccessibleName(f"{sided(self.sign.name, self.side)}: {found}")
        self.updateGeometry()
        side = f", {self.side}" if self.side is not None else ""
        said = "not tested" if finding is None else self._answer
        self.setAccessibleName(f"{self.sign.name}{side}: {said}")
        self.update()

    def enter(self, answer: str) -> None:
        """Enter an answer, or take it back."""
        if answer == UNTESTED:
            self._session.unfind(self.sign.test, self.side)
        elif self.sign.answers == MRC_GRADES:
            self._session.find(Finding(self.sign.test, self.side, mrc=int(answer)))
        else:
            self._session.find(Finding(self.sign.test, self.side, result=answer))
        self.follow()

    def open_menu(self) -> None:
        """List the answers below the box."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for answer in (UNTESTED, *self.sign.answers):
            text = _MEANINGS.get(answer, RESULTS.get(answer, answer)) if answer != UNTESTED else "–  not tested"
            menu.addAction(text).triggered.connect(lambda _on=False, answer=answer: self.enter(answer))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """Return room for the longest answer."""
        em = self.font().pixelSize()
        shown = [SHORT_RESULTS.get(text, text) for text in (*self.sign.answers, self._shown)]
        longest = max(QFontMetrics(_bold(self.font())).horizontalAdvance(text) for text in shown)
        return QSize(max(round(1.9 * em), longest + em), round(1.9 * em))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the answer."""
        em, chrome, found = self.font().pixelSize(), self._chrome, self._answer != UNTESTED
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strong = found or self.hasFocus()
            painter.setPen(QPen(QColor(chrome.accent if strong else chrome.line), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(chrome.accent_soft if found else chrome.raised))
            painter.drawRoundedRect(frame, em * 0.35, em * 0.35)
            painter.setFont(_bold(self.font()) if found else self.font())
            painter.setPen(QColor(chrome.text if found else chrome.quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Listen for keys that also are shortcuts of the window."""
        self.installEventFilter(self)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the keys to the window."""
        self.removeEventFilter(self)
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of an answer before the window's shortcuts take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter an answer by its first letter or digit."""
        answer = self._means(event)
        if answer:
            self.enter(answer)
        elif event.key() in _MENU_KEYS:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    @property
    def _is_tendon(self) -> bool:
        return REINFORCED in self.sign.answers

    def _means(self, event: QKeyEvent) -> str:
        """Return the answer a key stands for, or nothing; a letter pressed again moves to the next that begins so."""
        if event.key() in _CLEAR_KEYS:
            return UNTESTED
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not event.text().strip():
            return ""
        if self._is_tendon and event.text() in _SCALE:
            return _SCALE[event.text()]
        starting = [answer for answer in self.sign.answers if answer.startswith(event.text().lower())]
        if not starting:
            return ""
        place = starting.index(self._answer) + 1 if self._answer in starting else 0
        return starting[place % len(starting)]


def _bold(font: QFont) -> QFont:
    result = QFont(font)
    result.setBold(True)
    return result


class FoundBoxes(QWidget):
    """A page of boxes; those that make it up add theirs to `boxes`."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[FoundBox] = []

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
