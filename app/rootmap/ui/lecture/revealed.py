"""The column of revealed answers in the hall's window: absent until something is revealed."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import Candidate, Ranking
from rootmap.localise.naming import name_of, roots_of
from rootmap.ui import plain
from rootmap.ui.panels import expected
from rootmap.ui.panels.words import as_heading
from rootmap.ui.style import PROJECTOR

BEST = 4  # candidates a hall can take in
SIGNS = 4  # per kind
_WIDTH_EM, _ROW_EM = 19.0, 3.0


class Part(Enum):
    """What may be revealed."""

    RANKING = "ranking"
    TERRITORY = "territory"
    SIGNS = "signs"


_KINDS: tuple[tuple[str, Callable[[Anatomy, Sequence[Root]], tuple[expected.ExpectedSign, ...]]], ...] = (
    ("Weak", expected.weakness),
    ("Reflex", expected.reflexes),
    ("Tests", expected.manoeuvres),
)


class BigRanking(QWidget):
    """The best candidates in large type."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, float], ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, float], ...]:
        """Name and probability as shown."""
        return self._rows

    def show_ranking(self, ranking: Ranking | None) -> None:
        """Show the best candidates."""
        entries = ranking.entries[:BEST] if ranking is not None and ranking.has_evidence else ()
        self._rows = tuple((as_heading(name_of(item.candidate)), item.probability) for item in entries)
        self.setAccessibleName("; ".join(f"{name} {share:.0%}" for name, share in self._rows))
        self.setFixedHeight(round(_ROW_EM * self.font().pixelSize() * max(len(self._rows), 1)))
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._rows = ()
        self.setAccessibleName("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, bars and percents."""
        em = self.font().pixelSize()
        font = self.font()
        font.setPixelSize(round(em * 1.25))
        font.setBold(True)
        with QPainter(self) as painter:
            painter.setFont(font)
            for place, (name, share) in enumerate(self._rows):
                row = QRectF(0, place * _ROW_EM * em, self.width(), _ROW_EM * em)
                painter.setPen(QColor(PROJECTOR.text))
                painter.drawText(row, Qt.AlignmentFlag.AlignLeft, name)
                painter.drawText(row, Qt.AlignmentFlag.AlignRight, f"{share * 100:.0f} %")
                track = QRectF(0, row.top() + em * 1.75, row.width(), em * 0.6)
                painter.fillRect(track, QColor(PROJECTOR.accent_soft))
                colour = PROJECTOR.accent if place == 0 else PROJECTOR.bar
                painter.fillRect(QRectF(0, track.top(), track.width() * share, track.height()), QColor(colour))


class RevealedPanel(QWidget):
    """Shows only the parts it is told to; the texts of hidden parts are empty, not merely invisible."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain.label("", "huge", wrap=True)
        self._choices = plain.label("", "title", wrap=True)
        self._answer = plain.label("", "huge", wrap=True)
        self._heading = plain.label("", "heading", wrap=True)
        self._signs = [(plain.label("", "section"), plain.label("", wrap=True)) for _ in _KINDS]
        self.ranking = BigRanking()
        self._column = QVBoxLayout(self)
        above = (self._title, self._choices, self._answer, self._heading)
        self._labels = [*above, *(label for pair in self._signs for label in pair)]
        self._groups = [QVBoxLayout() for _ in _KINDS]
        for widget in (*above, self.ranking):
            self._column.addWidget(widget)
        for group, pair in zip(self._groups, self._signs, strict=True):
            for label in pair:
                group.addWidget(label)
            self._column.addLayout(group)
        self._column.addStretch(1)
        self.hide()

    @staticmethod
    def width_at(em: float) -> int:
        """Return its width at a type size."""
        return round(_WIDTH_EM * em)

    def fit(self, em: float) -> None:
        """Take a type size."""
        self.setFixedWidth(self.width_at(em))
        self._column.setContentsMargins(round(em), round(em), round(em), round(em))
        self._column.setSpacing(round(em * 0.9))
        for group in self._groups:
            group.setSpacing(round(em * 0.15))

    def show_parts(
        self, parts: frozenset[Part], shown: Candidate | None, ranking: Ranking | None, anatomy: Anatomy | None
    ) -> None:
        """Show the revealed parts of what the teacher sees."""
        self._title.clear()
        self._choices.clear()
        self._answer.setText(as_heading(name_of(shown)) if shown is not None and parts & _NAMING else "")
        self._heading.setText("Compatible with" if Part.RANKING in parts else "")
        if Part.RANKING in parts:
            self.ranking.show_ranking(ranking)
        else:
            self.ranking.clear()
        told = Part.SIGNS in parts and shown is not None and anatomy is not None
        self._show_signs(_signs(anatomy, roots_of(shown)) if told and anatomy and shown else ())
        self._hide_empty()
        self.setVisible(bool(parts))

    def show_question(self, title: str, choices: Sequence[str], answer: str) -> None:
        """Show a question with what one may choose, and its answer once it is revealed."""
        self._title.setText(title)
        self._choices.setText("\n".join(f"{number}   {text}" for number, text in enumerate(choices, start=1)))
        self._answer.setText(answer)
        self._heading.clear()
        self._show_signs(())
        self.ranking.clear()
        self._hide_empty()
        self.show()

    def show_told(self, title: str, lines: Sequence[str], answer: str) -> None:
        """Show the patient of a case as far as they are known; with no title, nothing."""
        self._title.clear()
        self._choices.clear()
        self._answer.setText(answer)
        self._heading.setText(title)
        self.ranking.clear()
        self._show_signs((("", "\n\n".join(lines)),))
        self._hide_empty()
        self.setVisible(bool(title))

    def _show_signs(self, signs: Sequence[tuple[str, str]]) -> None:
        for place, (heading, names) in enumerate(self._signs):
            heading.setText(signs[place][0] if place < len(signs) else "")
            names.setText(signs[place][1] if place < len(signs) else "")

    def _hide_empty(self) -> None:
        for label in self._labels:
            label.setVisible(bool(label.text()))
        self.ranking.setVisible(bool(self.ranking.rows))


_NAMING = frozenset({Part.TERRITORY, Part.SIGNS})


def _signs(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[tuple[str, str], ...]:
    """Return the leading expected signs: heading and names, one to a line, for each kind that has any."""
    found = []
    for heading, find in _KINDS:
        names = [sign.name for sign in find(anatomy, roots) if not sign.expected.startswith("may")][:SIGNS]
        if names:
            found.append((heading, "\n".join(names)))
    return tuple(found) or (("No bedside sign is specific for this root", ""),)
