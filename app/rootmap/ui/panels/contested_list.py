"""Questions that sources answer differently: both sides and the evidence, never advice; and what each test answers."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Contested
from rootmap.ui import plain
from rootmap.ui.panels.sources import source_label

_INTRO = "Sources answer these differently. Both sides stand here with the evidence that was seen; none is advice."


class ContestedList(QWidget):
    """The contested questions as cards."""

    def __init__(self, anatomy: Anatomy) -> None:
        super().__init__()
        self._anatomy = anatomy
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 2)
        column.addWidget(plain.label(_INTRO, "small", wrap=True))
        for question in anatomy.contested.values():
            column.addWidget(self._card(question, em))

    def _card(self, question: Contested, em: int) -> QFrame:
        card = QFrame()
        card.setProperty("rank", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(em * 3 // 4, em // 2, em * 3 // 4, em // 2)
        column.setSpacing(em // 5)
        column.addWidget(plain.label(f"Contested: {question.question}", "strong", wrap=True))
        for number, said in enumerate(question.sides, start=1):
            column.addWidget(plain.label(f"{number}  {said.text}.", wrap=True))
            column.addWidget(source_label(said.provenance, self._anatomy))
        column.addWidget(plain.label(f"Evidence: {question.evidence.text}.", wrap=True))
        column.addWidget(source_label(question.evidence.provenance, self._anatomy))
        return card


class TestList(QWidget):
    """What each image or test can answer, as teaching points."""

    __test__ = False  # not a test of ours, whatever its name

    def __init__(self, anatomy: Anatomy) -> None:
        super().__init__()
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 4)
        for point in anatomy.teaching.values():
            if point.topic == "which_test" and not point.contested:
                column.addWidget(plain.label(f"{point.text}.", wrap=True))
                column.addWidget(source_label(point.provenance, anatomy))
