"""Which kinds of candidates the list shows: a row of buttons; the numbers stay those of the whole ranking."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rootmap.localise.evidence import CandidateKind, Ranked
from rootmap.ui import plain
from rootmap.ui.panels.words import percent


class Group(Enum):
    """What is listed together."""

    ALL = "All"
    ROOTS = "Roots"
    NERVES = "Nerves"
    LOOK_ALIKES = "Look-alikes"
    CENTRAL = "Cauda, cord"

    def __str__(self) -> str:
        return self.value

    @property
    def kinds(self) -> frozenset[CandidateKind]:
        """The kinds of candidates in it."""
        return _KINDS[self]

    @property
    def next(self) -> "Group":
        """The group after this one, the first after the last."""
        groups = list(Group)
        return groups[(groups.index(self) + 1) % len(groups)]


REST = "something else, or no nerve lesion"
REST_BESIDE = "something else"  # where more stands in the line
REST_MEANS = "The belief kept back for what is not on the list, and for a patient without any lesion of a nerve."
_KINDS = {
    Group.ALL: frozenset(CandidateKind),
    Group.ROOTS: frozenset({CandidateKind.ROOT, CandidateKind.ROOTS, CandidateKind.TRIGEMINAL}),
    Group.NERVES: frozenset({CandidateKind.NERVE, CandidateKind.PLEXUS}),
    Group.LOOK_ALIKES: frozenset({CandidateKind.REFERRAL, CandidateKind.POLYNEUROPATHY}),
    Group.CENTRAL: frozenset({CandidateKind.CAUDA, CandidateKind.CORD}),
}
_TIPS = {
    Group.ALL: "Every candidate",
    Group.ROOTS: "One root or two, and the trigeminal divisions",
    Group.NERVES: "Nerves and plexus",
    Group.LOOK_ALIKES: "Pain from joints, muscles and organs, and polyneuropathy",
    Group.CENTRAL: "Cauda equina, conus and spinal cord",
}


def listed(entries: Iterable[Ranked], group: Group) -> Iterator[Ranked]:
    """Yield the entries of a group, in their order."""
    kinds = group.kinds
    return (item for item in entries if item.candidate.kind in kinds)


def not_listed(entries: Iterable[Ranked], group: Group) -> float:
    """Return the probability of what a group leaves out."""
    if group is Group.ALL:
        return 0.0
    kinds = group.kinds
    return sum(item.probability for item in entries if item.candidate.kind not in kinds)


class RestLine(QWidget):
    """The last line of the ranking: how much belief is left for what is not on the list."""

    def __init__(self) -> None:
        super().__init__()
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(round(0.72 * em), 0, round(1.35 * em), 0)
        self._words, self._share = plain.label("", "small"), plain.label("", "small")
        row.addWidget(self._words, 1)
        row.addWidget(self._share)
        plain.tip(self, REST_MEANS)

    def show_rest(self, unexplained: float, hidden: float) -> None:
        """Say what is kept back and, where kinds are left out, how much lies with them; changes nothing in vain."""
        words = f"not listed here {percent(hidden)} · {REST_BESIDE}" if hidden else REST
        for label, text in ((self._words, words), (self._share, percent(unexplained))):
            if label.text() != text:
                label.setText(text)


class FilterRow(QWidget):
    """One button for each group; `chosen` is told which was pressed."""

    def __init__(self, chosen: Callable[[Group], None]) -> None:
        super().__init__()
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(em // 2, 0, em // 2, 0)
        row.setSpacing(0)
        together = QButtonGroup(self)
        self.buttons: dict[Group, QPushButton] = {}
        for group in Group:
            button = QPushButton(str(group))
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.setChecked(group is Group.ALL)
            button.clicked.connect(lambda _on=False, group=group: chosen(group))
            plain.tip(button, f"List: {_TIPS[group]}. The numbers stay the same.")
            together.addButton(button)
            row.addWidget(button)
            self.buttons[group] = button
        row.addStretch(1)

    def show_group(self, group: Group) -> None:
        """Mark the group that is listed."""
        self.buttons[group].setChecked(True)
