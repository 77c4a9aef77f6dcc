"""Root against nerve in words and numbers: three areas, the maps they come from, the sign that decides."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from rootmap.explore.card import CardFact
from rootmap.explore.compare import Claim, Difference, Pair, signs
from rootmap.explore.library import Library, Ref, group_title
from rootmap.ui import plain
from rootmap.ui.explore.card_view import FactRow
from rootmap.ui.explore.difference import Part, cm2_of, style_of
from rootmap.ui.explore.flow import FlowLayout
from rootmap.ui.explore.link import LinkButton
from rootmap.ui.panels.words import RECALLED_MEANS, RECALLED_SIGN
from rootmap.ui.swatch import Swatch
from rootmap.ui.theme import Theme

_MOST_PAIRS = 8


@dataclass(frozen=True)
class Comparison:
    """What is compared: two groups of things, their skin on a map each, and how it differs (on one side)."""

    a: tuple[Ref, ...]
    b: tuple[Ref, ...]
    claims: tuple[Claim, Claim]
    difference: Difference

    def names(self, library: Library) -> tuple[str, str]:
        """Return what the two groups are called."""
        return group_title(library, self.a), group_title(library, self.b)

    def origin(self, library: Library) -> str:
        """Return from which maps the numbers come, and what of the groups those maps lack."""
        lines = []
        for refs, name, claim in zip((self.a, self.b), self.names(library), self.claims, strict=True):
            lacking = [library.title(ref) for ref in refs if not library.where(ref, claim.atlas)]
            without = f" (which lacks {', '.join(lacking)})" if lacking else ""
            lines.append(f"{name} from {claim.atlas.info.title}{without}")
        return "; ".join(lines)


class CompareBox(QFrame):
    """Shows one comparison, and offers others that are often asked."""

    pair_taken = Signal(object)  # Pair
    followed = Signal(object)  # Ref

    def __init__(self, library: Library, *, with_links: bool = True) -> None:
        super().__init__()
        self._library, self._with_links = library, with_links
        em = self.font().pixelSize()
        self.setProperty("rank", "card")
        self._title = plain.label("", "heading", wrap=True)
        self._names = {part: plain.label("", wrap=True) for part in Part}
        self._numbers = {part: plain.label("", "heading") for part in Part}
        self._swatches = {part: Swatch(partial(style_of, part)) for part in Part}
        self._origin = plain.label("", "small", wrap=True)
        self._signs = QVBoxLayout()
        self._signs.setSpacing(em // 4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(em * 3 // 4)
        grid.setVerticalSpacing(em // 4)
        grid.setColumnStretch(1, 1)
        for row, (part, swatch) in enumerate(self._swatches.items()):
            grid.addWidget(swatch, row, 0)
            grid.addWidget(self._names[part], row, 1)
            grid.addWidget(self._numbers[part], row, 2, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em * 3 // 4, em, em * 3 // 4)
        column.setSpacing(em // 2)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._origin)
        column.addLayout(self._signs)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for swatch in self._swatches.values():
            swatch.dress(theme)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The three areas in view."""
        return tuple(label.text() for label in self._numbers.values())

    def show_comparison(self, found: Comparison) -> None:
        """Show a comparison."""
        a, b = found.names(self._library)
        self._title.setText(f"{a} or {b}?")
        for part, text in zip(Part, (f"{a} only", "both", f"{b} only"), strict=True):
            self._names[part].setText(text)
            self._numbers[part].setText(f"{cm2_of(found.difference, part):.0f} cm²")
            plain.tip(self._numbers[part], found.origin(self._library))
        origin = found.origin(self._library)
        self._origin.setText(f"Skin of one side, each bit counted once. {origin}.")
        self._show_signs(signs(self._library, found.a, found.b))

    def _show_signs(self, facts: tuple[CardFact, ...]) -> None:
        while self._signs.count():
            item = self._signs.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if facts:
            self._signs.addWidget(plain.label("What tells them apart", "section"))
        for fact in facts:
            if self._with_links:
                chips_only = fact.text == ", ".join(self._library.title(ref) for ref in fact.links)
                marks = RECALLED_MEANS if chips_only else RECALLED_SIGN
                row = FactRow(self._library, fact, marks if fact.cited.recalled else "", self.followed.emit)
                self._signs.addWidget(row)
            else:
                self._signs.addWidget(plain.label(fact.heading, "small", wrap=True))
                mark = f" {RECALLED_SIGN}" if fact.cited.recalled else ""
                self._signs.addWidget(plain.label(f"{fact.text}{mark}", wrap=True))
        if not self._with_links and any(fact.cited.recalled for fact in facts):
            self._signs.addWidget(plain.label(RECALLED_MEANS, "small"))


class PairList(QWidget):
    """Pairs of root and nerve that are often confused, to be compared at a click."""

    pair_taken = Signal(object)  # Pair

    def __init__(self, library: Library, margin: int = 0) -> None:
        super().__init__()
        self._library = library
        em = self.font().pixelSize()
        self._heading: QLabel = plain.label("Often confused", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(em // 4)
        column.addWidget(self._heading)
        row = QWidget()
        self._flow = FlowLayout(row, em // 4)
        column.addWidget(row)

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Offer some pairs."""
        self._flow.clear()
        for pair in pairs[:_MOST_PAIRS]:
            name = f"{group_title(self._library, pair.roots)} or {self._library.title(pair.nerve)}"
            button = LinkButton(name)
            button.clicked.connect(lambda _on=False, pair=pair: self.pair_taken.emit(pair))
            self._flow.addWidget(button)
        self.setVisible(bool(pairs))
