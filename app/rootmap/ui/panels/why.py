"""Why a candidate stands where it stands: each piece of evidence as a signed bar with its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.localise.evidence import Contribution, Presence, Ranked
from rootmap.localise.explain import differences, in_words, presence_in_words
from rootmap.localise.naming import name_of
from rootmap.ui import plain
from rootmap.ui.style import Chrome

FULL_BAR = 2.0  # powers of ten that fill half the width: a hundredfold speaks loudly enough

_UNSEEN = 0.005  # a weight of 1 % is not worth a bar


@dataclass(frozen=True)
class Look:
    """The colours of a signed bar."""

    track: QColor
    speaks_for: QColor
    speaks_against: QColor

    @staticmethod
    def of(chrome: Chrome) -> "Look":
        """Return the colours of a theme."""
        return Look(QColor(chrome.line), QColor(chrome.accent), QColor(chrome.caution))


class SignedBar(QWidget):
    """A bar from the middle: to the right speaks for, to the left against."""

    def __init__(self, weight: float, look: Look) -> None:
        super().__init__()
        self._weight, self._look = weight, look
        self.setFixedHeight(round(0.6 * self.font().pixelSize()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and bar."""
        area, middle = QRectF(self.rect()), self.width() / 2
        share = max(-1.0, min(1.0, self._weight / FULL_BAR))
        with QPainter(self) as painter:
            painter.fillRect(area.adjusted(0, area.height() / 2 - 1, 0, -area.height() / 2 + 1), self._look.track)
            painter.fillRect(QRectF(middle - 1, 0, 2, area.height()), self._look.track)
            colour = self._look.speaks_for if share > 0 else self._look.speaks_against
            painter.fillRect(QRectF(middle, 0, share * middle, area.height()).normalized(), colour)


class WhyList(QWidget):
    """All contributions of one candidate, the weightiest first."""

    def __init__(self, item: Ranked, runner: Ranked | None, presence: Sequence[Presence], chrome: Chrome) -> None:
        super().__init__()
        em = self.font().pixelSize()
        look = Look.of(chrome)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, em // 2, em)
        column.setSpacing(em // 5)
        column.addWidget(
            plain.label("Bars to the right speak for this candidate, to the left against it.", "small", wrap=True)
        )
        for each in sorted(item.contributions, key=lambda each: -abs(each.log10_weight)):
            self._add(column, _words(each), each.log10_weight, each.source, look)
        if runner is not None:
            column.addSpacing(em // 2)
            column.addWidget(plain.label(f"Compared with {name_of(runner.candidate)}", "section"))
            for each, weight in differences(item, runner):
                if abs(weight) >= _UNSEEN:
                    self._add(column, _words(each), weight, "", look)
        for said in presence:
            column.addSpacing(em // 2)
            column.addWidget(plain.label(presence_in_words(said), "quiet", wrap=True))
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, words: str, weight: float, source: str, look: Look) -> None:
        column.addSpacing(self.font().pixelSize() // 3)
        text = plain.label(f"{words}   {strength(weight)}", wrap=True)
        bar = SignedBar(weight, look)
        bar.setAccessibleName(f"{words}: {strength(weight)}")
        column.addWidget(text)
        column.addWidget(bar)
        if source:
            line = plain.label(source, "small", wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)


def strength(weight: float) -> str:
    """Return a weight in powers of ten as "×3.2 for" or "×1.5 against"."""
    if abs(weight) < _UNSEEN:
        return "no weight"
    return f"×{10 ** abs(weight):.1f} {'for' if weight > 0 else 'against'}"


def _words(contribution: Contribution) -> str:
    words = in_words(contribution)
    return words[:1].upper() + words[1:]
