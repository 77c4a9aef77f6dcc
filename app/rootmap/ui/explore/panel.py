"""Beside the bodies: search, what is chosen, root against nerve, and the card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.explore.board import MOST_PANES, Board
from rootmap.explore.cards import card
from rootmap.explore.library import Library
from rootmap.explore.search import SearchIndex
from rootmap.ui import plain
from rootmap.ui.explore.card_view import CardView
from rootmap.ui.explore.compare_box import CompareBox, Comparison, PairList
from rootmap.ui.explore.flow import FlowLayout
from rootmap.ui.explore.search_box import SearchBox
from rootmap.ui.theme import Theme

_WELCOME = (
    "Find a root, nerve, muscle, reflex or look-alike by any name, or click the skin. "
    "Lay what is chosen out on all maps, or hold a root against a nerve."
)


class ExplorePanel(QWidget):
    """Shows a board; tells what the user wants of it."""

    chosen = Signal(object, bool)  # Ref, beside
    dropped = Signal(object)  # Ref
    brought_forward = Signal(object)  # Ref
    pair_taken = Signal(object)  # Pair
    wanted_all_maps = Signal()
    wanted_compare = Signal()
    shown = Signal()  # the board

    def __init__(self, library: Library, index: SearchIndex) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self._library = library
        self.search = SearchBox(index)
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips, em // 3)
        self.chips.setContentsMargins(em, 0, em, 0)
        self.all_maps = QPushButton("On all maps   A")
        self.compare = QPushButton("Compare   C")
        self.compare.setCheckable(True)
        self.box = CompareBox(library)
        self.pairs, self.more_pairs = PairList(library), PairList(library)
        self.card = CardView(library)
        self._welcome = plain.label(_WELCOME, "quiet", wrap=True)
        self._lay_out(em)
        self.search.chosen.connect(self.chosen)
        self.all_maps.clicked.connect(self.wanted_all_maps)
        self.compare.clicked.connect(self.wanted_compare)
        for pairs in (self.pairs, self.more_pairs):
            pairs.pair_taken.connect(self.pair_taken)
        self.card.followed.connect(lambda ref: self.chosen.emit(ref, False))
        self.box.followed.connect(lambda ref: self.chosen.emit(ref, False))

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.box.dress(theme)

    def show_board(self, board: Board, comparison: Comparison | None) -> None:
        """Show what is chosen, compared and known."""
        current = board.current
        self._show_chips(board)
        self._tools.setVisible(current is not None)
        maps = len(self._library.maps_of(current)) if current is not None else 0
        pages = f"   {board.page + 1} of {board.pages}" if board.pages > 1 else ""
        self.all_maps.setText(f"On {'all' if maps > MOST_PANES else maps} map{'s' if maps != 1 else ''}{pages}   A")
        self.all_maps.setEnabled(maps > 0)
        self.compare.setEnabled(board.sides is not None)
        self.compare.setChecked(comparison is not None)
        self._welcome.setVisible(current is None)
        self._rest.setVisible(current is None)
        self.pairs.show_pairs(board.pairs if current is None else ())
        others = [pair for pair in board.pairs if comparison is None or (pair.nerve,) != comparison.b]
        self.more_pairs.show_pairs(tuple(others) if comparison is not None else ())
        self._compared.setVisible(comparison is not None)
        self.card.setVisible(current is not None and comparison is None)
        if comparison is not None:
            self.box.show_comparison(comparison)
        elif current is not None:
            self.card.show_card(card(self._library, current))
        else:
            self.card.card = None
        self.shown.emit()

    def _show_chips(self, board: Board) -> None:
        self._flow.clear()
        for ref in board.chosen:
            name = self._library.title(ref)
            chip = QPushButton(name.replace("&", "&&"))
            chip.setProperty("rank", "chip")
            chip.setCheckable(True)
            chip.setChecked(ref == board.current)
            chip.setAccessibleName(f"Chosen: {name}")
            chip.clicked.connect(lambda _on=False, ref=ref: self.brought_forward.emit(ref))
            close = QPushButton("×")
            close.setProperty("rank", "flat")
            close.setAccessibleName(f"Let go of {name}")
            close.clicked.connect(lambda _on=False, ref=ref: self.dropped.emit(ref))
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addWidget(chip)
            row.addWidget(close)
            self._flow.addWidget(pair)
        self.chips.setVisible(bool(board.chosen))

    def _lay_out(self, em: int) -> None:
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(em, em // 3, em, em // 2)
        row.setSpacing(em // 2)
        row.addWidget(self.all_maps)
        row.addWidget(self.compare)
        row.addStretch(1)
        inside = QWidget()
        inside.setObjectName("page")
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(em, em, em, em)
        padded.setSpacing(em)
        padded.addWidget(self.box)
        padded.addWidget(self.more_pairs)
        padded.addStretch(1)
        self._compared = QScrollArea()
        self._compared.setWidgetResizable(True)
        self._compared.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._compared.setFrameShape(QFrame.Shape.NoFrame)
        self._compared.setWidget(inside)
        line = QFrame()
        line.setProperty("rank", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, em // 2)
        column.setSpacing(0)
        self._welcome.setContentsMargins(em, em, em, em)
        for part in (self.search, self.chips, self._tools, line, self._welcome, self.pairs, self.card, self._compared):
            column.addWidget(part, 1 if part in (self.card, self._compared) else 0)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
