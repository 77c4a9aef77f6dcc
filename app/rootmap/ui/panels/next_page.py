"""What to test next and what each result would mean; and the fewest signs that tell any two candidates apart."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Candidate, NextTest, Ranking
from rootmap.localise.naming import name_of
from rootmap.localise.ranker import Ranker
from rootmap.localise.separate import Separation
from rootmap.ui import plain
from rootmap.ui.panels.candidate_box import CandidateBox
from rootmap.ui.panels.words import RECALLED_MEANS, marked, name_in_full, percent, provenance_text, sided

URGENT = "First, before anything else"
_NOTHING = "Paint or enter something: then the tests that would tell most are named here."
_ERROR = (
    "Of two equally likely before, {error} of the belief would on average still lie with the wrong one "
    "(50 % without any test){verdict}."
)
Open = Callable[[str, Side | None], None]
Pair = tuple[Candidate, Candidate]


class NextPage(QWidget):
    """The best three tests as cards, then "tell apart"."""

    def __init__(self, ranking: Ranking, ranker: Ranker, pair: Pair, compare: Callable[[Pair], None]) -> None:
        super().__init__()
        self._ranker, self._ranking, self._compare = ranker, ranking, compare
        self.opens: list[tuple[QPushButton, NextTest]] = []
        em = self.font().pixelSize()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, em // 2, em)
        self._column.setSpacing(em // 2)
        assert ranker.anatomy is not None
        self._anatomy = ranker.anatomy
        if not ranking.next_tests:
            self._column.addWidget(plain.label(_NOTHING, "quiet", wrap=True))
        for test in ranking.next_tests:
            self._column.addWidget(self._card(test))
        self._tell_apart(pair)
        self._column.addWidget(plain.label(RECALLED_MEANS, "small"))
        self._column.addStretch(1)

    def on_open(self, opened: Open) -> None:
        """Have the row of a test opened when its button is pressed."""
        for button, test in self.opens:
            button.clicked.connect(lambda _on=False, test=test: opened(test.test, test.side))

    def _card(self, test: NextTest) -> QFrame:
        card, em = QFrame(), self.font().pixelSize()
        card.setProperty("rank", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[round(0.7 * em)] * 4)
        column.setSpacing(em // 3)
        how, provenance = how_to(test.test, self._anatomy)
        if test.is_urgent:
            column.addWidget(plain.label(URGENT, "caution"))
        name = sided(name_in_full(test.test, self._anatomy), test.side if test.is_sided else None)
        head = plain.label(marked(name, provenance), "heading", wrap=True)
        column.addWidget(head)
        if how:
            column.addWidget(plain.label(how, "quiet", wrap=True))
        plain.tip(card, provenance_text(provenance, self._anatomy))
        column.addLayout(self._outlooks(test))
        foot = QHBoxLayout()
        bits = plain.label(f"tells {test.bits:.2f} bits", "small")
        plain.tip(bits, "The drop in uncertainty to be expected: 1 bit is a coin told head from tail.")
        foot.addWidget(bits)
        foot.addStretch(1)
        button = QPushButton("Enter the result")
        button.setProperty("rank", "link")
        button.setAccessibleName(f"Enter the result: {name}")
        foot.addWidget(button)
        column.addLayout(foot)
        self.opens.append((button, test))
        return card

    def _outlooks(self, test: NextTest) -> QGridLayout:
        """Return a small table: what the leaders would have after either result."""
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(self.font().pixelSize())
        right = Qt.AlignmentFlag.AlignRight
        for column, heading in enumerate(("would then have", "if abnormal", "if normal")):
            where = right if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(plain.label(heading, "small"), 0, column, where)
        for row, each in enumerate(test.outlooks, start=1):
            grid.addWidget(plain.label(name_of(each.candidate), wrap=True), row, 0)
            higher = each.if_positive >= each.if_negative
            for column, share in ((1, each.if_positive), (2, each.if_negative)):
                strong = (column == 1) == higher
                grid.addWidget(plain.label(percent(share), "" if strong else "quiet"), row, column, right)
        return grid

    def _tell_apart(self, pair: Pair) -> None:
        """Offer to tell any two candidates apart."""
        em = self.font().pixelSize()
        self._column.addSpacing(em // 2)
        self._column.addWidget(plain.label("Tell apart", "heading"))
        first, second = pair
        entries = self._ranking.entries
        self.first = CandidateBox(entries, second, "Tell apart: the first", lambda new: self._compare((new, second)))
        self.second = CandidateBox(entries, first, "Tell apart: from", lambda new: self._compare((first, new)))
        row = QHBoxLayout()
        row.addWidget(self.first, 1)
        row.addWidget(plain.label("from", "quiet"))
        row.addWidget(self.second, 1)
        self._column.addLayout(row)
        self.first.show_candidate(first)
        self.second.show_candidate(second)
        self._column.addLayout(self._separation(self._ranker.separate(first, second)))

    def _separation(self, found: Separation) -> QVBoxLayout:
        column = QVBoxLayout()
        if not found.signs:
            column.addWidget(plain.label("No muscle and no reflex tells these two apart.", "quiet", wrap=True))
            return column
        grid, right = QGridLayout(), Qt.AlignmentFlag.AlignRight
        grid.setColumnStretch(0, 1)
        for place, whom in enumerate((found.first, found.second), start=1):
            name = plain.label(name_of(whom), "small", wrap=True)
            name.setAlignment(right)
            name.setFixedWidth(round(6.5 * self.font().pixelSize()))
            grid.addWidget(name, 0, place, right | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(plain.label("abnormal in", "small"), 0, 0, Qt.AlignmentFlag.AlignBottom)
        for line, sign in enumerate(found.signs, start=1):
            how, provenance = how_to(sign.test, self._anatomy)
            label = plain.label(marked(name_in_full(sign.test, self._anatomy), provenance), wrap=True)
            plain.tip(label, "\n".join(part for part in (how, provenance_text(provenance, self._anatomy)) if part))
            grid.addWidget(label, line, 0)
            for place, share in enumerate((sign.first, sign.second), start=1):
                strong = share == max(sign.first, sign.second)
                grid.addWidget(plain.label(percent(share), "" if strong else "quiet"), line, place, right)
        column.addLayout(grid)
        verdict = "" if found.is_enough else ": no set of three does better"
        said = _ERROR.format(error=percent(found.error), verdict=verdict)
        column.addWidget(plain.label(said, "small", wrap=True))
        return column


def how_to(test: str, anatomy: Anatomy) -> tuple[str, Provenance]:
    """Return how a test is done, and where that comes from."""
    family, _, item = test.partition(".")
    if family == "muscle" and item:
        return anatomy.muscles[item].bedside_test, anatomy.muscles[item].provenance
    if family == "reflex" and item:
        return anatomy.reflexes[item].how, anatomy.reflexes[item].provenance
    if item:
        return anatomy.key_points[item].location, anatomy.key_points[item].provenance
    return anatomy.tests[test].how, anatomy.tests[test].provenance
