"""Urgency and imaging: whether to image, all warning signs to tick, what each test answers, what is contested."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise.evidence import Ranking
from rootmap.ui import plain
from rootmap.ui.panels.contested_list import ContestedList, TestList
from rootmap.ui.panels.flag_list import FlagList
from rootmap.ui.panels.imaging_card import ImagingCard, ImagingQuestions
from rootmap.ui.panels.red_flags import RedFlagBanner
from rootmap.ui.panels.words import TEACHING_ONLY
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

_SAFETY = "Absent warning signs never rule out cauda equina syndrome, malignancy or infection. Local pathways go first."
_WORDS_EM = 29.0  # the column of answers of a wide page


class UrgencyPage(QWidget):
    """Answers above, signs below; in a window of its own (`wide`) the signs stand in two columns beside the answers."""

    enlarged = Signal()  # asked for in a window of its own

    def __init__(self, session: Session, anatomy: Anatomy, chrome: Chrome, *, wide: bool = False) -> None:
        super().__init__()
        self._session = session
        self.card = ImagingCard(session, anatomy)
        self.questions = ImagingQuestions(session, anatomy, chrome)
        self.flags = FlagList(session, anatomy, 2 if wide else 1)
        self._contested, self._tests = ContestedList(anatomy), TestList(anatomy)
        self.banner: RedFlagBanner | None = None
        em = self.font().pixelSize()
        if wide:
            self.banner = RedFlagBanner(chrome)
            self._lay_out_wide(em)
        else:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, em // 2, em)
            self._fill(column, em, (*self._answers(), *self._signs(), *self._reading()))
            larger = QPushButton("All warning signs in a window of their own")
            larger.setProperty("rank", "link")
            plain.tip(larger, "Ctrl+U")
            larger.clicked.connect(self.enlarged)
            column.insertWidget(column.indexOf(self.flags), larger)
        session.ranking_changed.connect(self._on_ranking)
        session.findings_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show what the session holds."""
        self.card.follow()
        self.questions.follow()
        self.flags.follow()
        if self.banner is not None and self._session.ranking is not None:
            self.banner.show_alerts(self._session.ranking.red_flags)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.banner is not None:
            self.banner.dress(chrome)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        self.follow()
        super().showEvent(event)

    def _on_ranking(self, _ranking: Ranking) -> None:
        if self.isVisible():
            self.follow()

    def _answers(self) -> tuple[tuple[str, QWidget], ...]:
        return ("Image?", self.card), ("What decides", self.questions)

    def _signs(self) -> tuple[tuple[str, QWidget], ...]:
        return ("", plain.label(_SAFETY, "quiet", wrap=True)), ("", self.flags)

    def _reading(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("What each test answers", self._tests),
            ("Contested", self._contested),
            ("", plain.label(TEACHING_ONLY, "quiet", wrap=True)),
        )

    def _fill(self, column: QVBoxLayout, em: int, parts: tuple[tuple[str, QWidget], ...]) -> None:
        column.setSpacing(em // 2)
        for heading, part in parts:
            if heading:
                column.addWidget(plain.label(heading, "section"))
            column.addWidget(part)
        column.addStretch(1)

    def _lay_out_wide(self, em: int) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(em, em, em // 2, em)
        row.setSpacing(em)
        signs, words = QVBoxLayout(), QVBoxLayout()
        self._fill(signs, em, self._signs())
        assert self.banner is not None
        words.addWidget(self.banner)
        self._fill(words, em, (*self._answers(), *self._reading()))
        row.addWidget(_scrolled(signs, em), 1)
        beside = _scrolled(words, em)
        beside.setFixedWidth(round(_WORDS_EM * em))
        row.addWidget(beside)


def _scrolled(column: QVBoxLayout, em: int) -> QScrollArea:
    page = QWidget()
    page.setObjectName("page")
    column.setContentsMargins(0, 0, em // 2, 0)
    page.setLayout(column)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
