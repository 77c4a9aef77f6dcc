"""Whether to image: the answer on a card, and the questions that may change it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise.evidence import Ranking
from rootmap.localise.imaging import ImagingDecision, decide
from rootmap.ui import plain
from rootmap.ui.panels import expected
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.panels.sources import source_label
from rootmap.ui.panels.words import marked, provenance_text
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

QUESTIONS = (
    "six_weeks_unimproved",
    "would_accept_injection_or_operation",
    "severe_radicular_pain",
    "recent_mri",
    "progressive_weakness",
)
_RANKS = {"now": "urgent", "after_six_weeks": "strong", "not_now": "strong"}


class ImagingCard(QFrame):
    """The answer of the first rule that holds, with its reason, what to ask for, the rule and its sources."""

    def __init__(self, session: Session, anatomy: Anatomy) -> None:
        super().__init__()
        self._session, self._anatomy = session, anatomy
        self.decision: ImagingDecision | None = None
        self.setProperty("rank", "card")
        em = self.font().pixelSize()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(em * 3 // 4, em // 2, em * 3 // 4, em // 2)
        self._column.setSpacing(em // 3)
        self.follow()

    def follow(self) -> None:
        """Answer anew; cheap when the answer stays."""
        ranking = self._session.ranking or Ranking(())
        decision = decide(self._anatomy, self._session.findings, ranking)
        if decision == self.decision:
            return
        self.decision = decision
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(plain.label(decision.words, _RANKS[decision.answer], wrap=True))
        self._column.addWidget(plain.label(f"{decision.reason}.", wrap=True))
        self._column.addWidget(plain.label(f"What to ask for: {decision.which}.", wrap=True))
        for alert in decision.alerts:
            step = f"{alert.condition} · {alert.urgency}: {alert.next_step}"
            self._column.addWidget(plain.label(step, wrap=True))
        for name in decision.contested:
            question = self._anatomy.contested[name].question
            self._column.addWidget(plain.label(f"Contested: {question} See below.", "small", wrap=True))
        self._column.addWidget(plain.label(f"Rule: {decision.rule.replace('_', ' ')}", "small"))
        self._column.addWidget(source_label(decision.provenance, self._anatomy))
        self.setAccessibleName(f"Imaging: {decision.words}. {decision.reason}")


class ImagingQuestions(QWidget):
    """What else decides about an image, each answered present, absent or not yet."""

    def __init__(self, session: Session, anatomy: Anatomy, chrome: Chrome) -> None:
        super().__init__()
        self.boxes: dict[str, FoundBox] = {}
        em = self.font().pixelSize()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em // 2)
        grid.setVerticalSpacing(em // 4)
        grid.setColumnStretch(0, 1)
        signs = {sign.test: sign for group in expected.history(anatomy) for sign in group}
        for row, test in enumerate(name for name in QUESTIONS if name in signs):
            sign = signs[test]
            name = plain.label(marked(sign.name, sign.provenance), wrap=True)
            plain.tip(name, f"{sign.detail}\n{provenance_text(sign.provenance, anatomy)}")
            self.boxes[test] = FoundBox(session, sign, None, chrome)
            grid.addWidget(name, row, 0)
            grid.addWidget(self.boxes[test], row, 1)

    def follow(self) -> None:
        """Show what the session holds."""
        for box in self.boxes.values():
            box.follow()
