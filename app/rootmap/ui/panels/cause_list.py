"""What may press the root, in the order of stated rules, each with what speaks for and against it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Hint
from rootmap.localise.causes import RULE, RankedCause, seat_in_words
from rootmap.ui import plain
from rootmap.ui.panels.sources import source_label
from rootmap.ui.panels.words import RECALLED_MEANS, marked, provenance_text, test_name


class CauseList(QWidget):
    """The causes; the first with all their words, the others in one line until they are opened."""

    def __init__(self, anatomy: Anatomy) -> None:
        super().__init__()
        self._anatomy = anatomy
        self._shown: tuple[RankedCause, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.font().pixelSize() // 2)

    @property
    def names(self) -> tuple[str, ...]:
        """The causes as listed."""
        return tuple(item.cause.name for item in self._shown or ())

    def show_causes(self, items: tuple[RankedCause, ...]) -> None:
        """List causes; cheap when they are the ones already listed."""
        if items == self._shown:
            return
        self._shown = items
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(plain.label(RULE, "small", wrap=True))
        for item in items:
            self._column.addWidget(self._card(item))
        self._column.addWidget(plain.label(RECALLED_MEANS, "small"))

    def _card(self, item: RankedCause) -> QFrame:
        em = self.font().pixelSize()
        card = QFrame()
        card.setProperty("rank", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(em * 3 // 4, em // 2, em * 3 // 4, em // 2)
        column.setSpacing(em // 5)
        fits = " · usual here" if item.fits_zone and item.fits_disc else " · can sit here" if item.fits_zone else ""
        title = plain.label(marked(item.cause.name, item.cause.provenance) + fits, "strong", wrap=True)
        column.addWidget(title)
        if item.warned:
            column.addWidget(plain.label("A warning sign for it is present", "urgent", wrap=True))
        column.addWidget(plain.label(item.cause.text + ".", wrap=True))
        column.addWidget(plain.label(seat_in_words(self._anatomy, item), "small", wrap=True))
        for words, hints in (("Speaks for", item.speaks_for), ("Speaks against", item.speaks_against)):
            if hints:
                column.addWidget(self._hints(words, hints))
        if not item.speaks_for and not item.speaks_against:
            asked = ", ".join(test_name(hint.finding, self._anatomy).lower() for hint in item.cause.speaks_for[:4])
            column.addWidget(plain.label(f"Ask for: {asked}", "small", wrap=True))
        column.addWidget(source_label(item.cause.provenance, self._anatomy))
        return card

    def _hints(self, words: str, hints: Sequence[Hint]) -> QWidget:
        said = "; ".join(
            marked(f"{test_name(hint.finding, self._anatomy).lower()} ({hint.why})", hint.provenance) for hint in hints
        )
        label = plain.label(f"{words}: {said}", wrap=True)
        plain.tip(label, "\n\n".join(f"{h.why}: {provenance_text(h.provenance, self._anatomy)}" for h in hints))
        return label
