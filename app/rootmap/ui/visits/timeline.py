"""The visits in a row: for each its date, how the patient drew it, how far the pain reaches, and the verdict."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from rootmap.localise.course import Verdict
from rootmap.localise.course_words import day, pain_words, title
from rootmap.ui.style import Chrome
from rootmap.ui.visits.measuring import Pictures, Seen

CARD_EM = QSize(12, 15)
PICTURE_EM = 8.8  # height
SIGNS = {Verdict.WORSENING: "!", Verdict.PERIPHERALISING: "▼", Verdict.UNCHANGED: "=", Verdict.CENTRALISING: "▲"}


def verdict_colour(verdict: Verdict, chrome: Chrome) -> str:
    """Return the colour of a verdict; its word and sign say the same."""
    return {
        Verdict.WORSENING: chrome.danger,
        Verdict.PERIPHERALISING: chrome.caution,
        Verdict.UNCHANGED: chrome.quiet,
        Verdict.CENTRALISING: chrome.good,
    }[verdict]


@dataclass(frozen=True)
class CardText:
    """What a card says."""

    date: date
    pain: str
    verdict: Verdict | None


class VisitCard(QAbstractButton):
    """One visit; a click chooses it, Enter or a double click opens it in the body."""

    opened = Signal()
    stepped = Signal(int)

    def __init__(self, text: CardText, pictures: Pictures, chrome: Chrome) -> None:
        super().__init__()
        self.text_, self._pictures, self._chrome = text, pictures, chrome
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(day(text.date))
        said = f", {title(text.verdict)}" if text.verdict is not None else ""
        self.setAccessibleName(f"Visit {day(text.date)}: {text.pain}{said}")

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme; its pictures follow when they are drawn anew."""
        self._chrome = chrome
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        return CARD_EM * self.font().pixelSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to the next card with the arrows; Enter opens the visit."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the visit in the body."""
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, pictures, words and the edge of the chosen one."""
        em, chrome = self.font().pixelSize(), self._chrome
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.accent_soft if self.isChecked() else chrome.raised))
            painter.drawRoundedRect(frame, em * 0.5, em * 0.5)
            self._paint_pictures(painter, frame, em)
            self._paint_words(painter, frame, em)
            edge = chrome.accent if self.isChecked() or self.hasFocus() else chrome.line
            painter.setPen(QPen(QColor(edge), 3 if self.hasFocus() else 2 if self.isChecked() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, em * 0.5, em * 0.5)

    def _paint_pictures(self, painter: QPainter, frame: QRectF, em: int) -> None:
        area = QRectF(frame.x(), frame.y(), frame.width(), PICTURE_EM * em)
        clip = QPainterPath()
        clip.addRoundedRect(area.adjusted(0, 0, 0, em), em * 0.5, em * 0.5)
        painter.save()
        painter.setClipPath(clip & _box(area))
        width = area.width() / max(len(self._pictures), 1)
        for place, image in enumerate(self._pictures):
            painter.drawImage(QRectF(area.x() + place * width, area.y(), width, area.height()), image)
        painter.restore()

    def _paint_words(self, painter: QPainter, frame: QRectF, em: int) -> None:
        chrome = self._chrome
        left, width = round(frame.x() + 0.7 * em), round(frame.width() - 1.4 * em)
        y = round(frame.y() + (PICTURE_EM + 0.5) * em)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(chrome.text))
        painter.drawText(QRect(left, y, width, round(1.4 * em)), Qt.AlignmentFlag.AlignLeft, day(self.text_.date))
        painter.setFont(self.font())
        painter.setPen(QColor(chrome.quiet))
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        box = QRect(left, y + round(1.45 * em), width, round(2.4 * em))
        painter.drawText(box, int(wrapped), self.text_.pain)
        if self.text_.verdict is not None:
            painter.setFont(bold)
            painter.setPen(QColor(verdict_colour(self.text_.verdict, chrome)))
            words = f"{SIGNS[self.text_.verdict]} {title(self.text_.verdict)}"
            box = QRect(left, round(frame.bottom() - 1.9 * em), width, round(1.5 * em))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _box(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(area)
    return path


class Timeline(QScrollArea):
    """All cards, the earliest at the left, and at the right the way to add one."""

    chosen = Signal(object)  # date
    opened = Signal(object)  # date
    wanted_visit = Signal()

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self._chrome = chrome
        self.cards: list[VisitCard] = []
        self.add = QPushButton("Add today’s drawing\nand findings\nas a visit\n\nShift+V")
        self.add.setProperty("rank", "hint")
        self.add.setAccessibleName("Save the drawing and findings of today as a visit")
        self.add.clicked.connect(self.wanted_visit)
        page = QWidget()
        page.setObjectName("page")
        self._row = QHBoxLayout(page)
        self._row.setSpacing(self.font().pixelSize() // 2)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fit()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        for card in self.cards:
            card.dress(chrome)

    def fit(self) -> None:
        """Take the size of the type."""
        em = self.font().pixelSize()
        self._row.setContentsMargins(em, em // 2, em, em // 2)
        self.setFixedHeight(round((CARD_EM.height() + 1.9) * em))
        self.add.setFixedSize(round(CARD_EM.width() * em), round(CARD_EM.height() * em))

    def show_visits(self, seen: Seen, selected: date | None, chrome: Chrome) -> None:
        """Show the visits of a record; the keyboard stays where it was."""
        self._chrome = chrome
        had_focus = any(card.hasFocus() for card in self.cards)
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        verdicts = [None, *(step.verdict for step in seen.course.steps)]
        self.cards = []
        for place, visit in enumerate(seen.course.visits):
            text = CardText(visit.date, pain_words(visit), verdicts[place])
            self.cards.append(self._card(text, seen.pictures[place], place))
        self.fit()
        self.select(selected, focus=had_focus)

    def select(self, selected: date | None, *, focus: bool = False) -> None:
        """Mark a visit and bring it into view."""
        for card in self.cards:
            if card.text_.date == selected:
                card.setChecked(True)
                self._row.activate()
                self.ensureWidgetVisible(card)
                if focus:
                    card.setFocus()

    def _card(self, text: CardText, pictures: tuple[QImage, ...], place: int) -> VisitCard:
        card = VisitCard(text, pictures, self._chrome)
        card.clicked.connect(lambda: self.chosen.emit(text.date))
        card.opened.connect(lambda: self.opened.emit(text.date))
        card.stepped.connect(lambda step: self._step(place + step))
        self._row.insertWidget(place, card)
        card.show()
        return card

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus()
            self.cards[place].setChecked(True)
            self.ensureWidgetVisible(self.cards[place])
            self.chosen.emit(self.cards[place].text_.date)
        elif place == len(self.cards):
            self.add.setFocus()
