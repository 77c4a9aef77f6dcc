"""A card beside the bodies: sections that open and close, facts with their sources, names that lead on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.explore.card import Card, CardFact, Section
from rootmap.explore.library import Library, Ref
from rootmap.ui import plain
from rootmap.ui.explore.flow import FlowLayout
from rootmap.ui.explore.link import LinkButton
from rootmap.ui.panels.words import RECALLED_MEANS, RECALLED_SIGN

_SOURCES = "Sources"


class CardView(QScrollArea):
    """Shows one card. Which sections were opened is remembered by their headings."""

    followed = Signal(object)  # Ref: a name was chosen

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._open: dict[str, bool] = {}
        self.card: Card | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What is known")

    def show_card(self, card: Card) -> None:
        """Show a card from its top, or again where it is when it is the one in view."""
        position = self.verticalScrollBar().value() if self.card is not None and self.card.ref == card.ref else 0
        self.card = card
        em = self.font().pixelSize()
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(em, em // 2, em, em)
        column.setSpacing(em // 2)
        column.addWidget(plain.label(card.title, "title", wrap=True))
        column.addWidget(plain.label(card.subtitle, "quiet", wrap=True))
        sources = _numbered(card)
        for section in card.sections:
            self._add_section(column, section, partial(self._facts, section, sources))
        self._add_section(column, Section(_SOURCES, (), False), lambda: _source_list(sources))
        column.addWidget(plain.label(f"{RECALLED_MEANS} · [1] number of the source below", "small", wrap=True))
        column.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().setValue(position)

    def _add_section(self, column: QVBoxLayout, section: Section, build: Callable[[], QWidget]) -> None:
        """Add a heading that opens and closes; what is below it is built when first seen."""
        heading = QPushButton()
        heading.setProperty("rank", "fold")
        heading.setCheckable(True)
        place = QVBoxLayout()
        place.setContentsMargins(0, 0, 0, 0)
        built: list[QWidget] = []

        def fold(is_open: bool) -> None:
            count = f"   {len(section.facts)}" if section.facts and not is_open else ""
            heading.setText(f"{'▾' if is_open else '▸'}  {section.heading}{count}")
            if is_open and not built:
                built.append(build())
                place.addWidget(built[0])
            for part in built:
                part.setVisible(is_open)

        def fold_by_hand(is_open: bool) -> None:
            self._open[section.heading] = is_open
            fold(is_open)

        heading.toggled.connect(fold_by_hand)
        column.addWidget(heading)
        column.addLayout(place)
        is_open = self._open.get(section.heading, section.open)
        heading.blockSignals(True)
        heading.setChecked(is_open)
        heading.blockSignals(False)
        fold(is_open)

    def _facts(self, section: Section, sources: dict[str, int]) -> QWidget:
        em = self.font().pixelSize()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, em // 2)
        column.setSpacing(em // 4)
        for fact in section.facts:
            column.addWidget(FactRow(self._library, fact, _marks(fact, sources), self.followed.emit))
        return whole


class FactRow(QWidget):
    """One fact: its heading, what it says, where it comes from, and the names it leads to."""

    def __init__(self, library: Library, fact: CardFact, marks: str, follow: Callable[[Ref], None]) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._follow = follow
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, em // 4)
        column.setSpacing(em // 8)
        titles = [library.title(ref) for ref in fact.links]
        heading, text, links = fact.heading, fact.text, list(zip(fact.links, titles, strict=True))
        if links and heading == titles[0]:
            column.addWidget(self._link(*links.pop(0)), 0, Qt.AlignmentFlag.AlignLeft)
        elif heading:
            column.addWidget(plain.label(heading, "small", wrap=True))
        if links and text.startswith(titles[0]) and len(fact.links) == 1:
            column.addWidget(self._link(*links.pop(0)), 0, Qt.AlignmentFlag.AlignLeft)
            text = _capital(text.removeprefix(titles[0]).lstrip(":· "))
        elif titles and text == ", ".join(titles):
            text = ""
        words = plain.label(f"{text} {marks}".strip(), "" if text else "small", wrap=True)
        plain.tip(words, fact.cited.text)
        if links:
            column.addWidget(self._flow(links))
        column.addWidget(words)
        if fact.cited.confidence == "low":
            column.addWidget(plain.label("low confidence", "tag"), 0, Qt.AlignmentFlag.AlignLeft)

    def _flow(self, links: list[tuple[Ref, str]]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, self.font().pixelSize() // 4)
        for ref, title in links:
            flow.addWidget(self._link(ref, title))
        return row

    def _link(self, ref: Ref, title: str) -> QPushButton:
        button = LinkButton(title)
        button.clicked.connect(lambda: self._follow(ref))
        return button


def _numbered(card: Card) -> dict[str, int]:
    """Return the number of each source of a card, in the order of its facts."""
    numbers: dict[str, int] = {}
    for fact in card.facts:
        for source in fact.cited.sources:
            numbers.setdefault(source, len(numbers) + 1)
    return numbers


def _marks(fact: CardFact, sources: dict[str, int]) -> str:
    """Return the signs after a fact: recalled or not, and the numbers of its sources."""
    recalled = f"{RECALLED_SIGN} " if fact.cited.recalled else ""
    return f"{recalled}[{', '.join(str(sources[source]) for source in fact.cited.sources)}]"


def _source_list(sources: dict[str, int]) -> QLabel:
    return plain.label("\n".join(f"[{number}] {source}" for source, number in sources.items()), "small", wrap=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
