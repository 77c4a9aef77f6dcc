"""What is lit in the picture of the spine, and the pens and tones of a theme it is painted with."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import CandidateSide
from rootmap.localise.level import Place
from rootmap.ui.spine.colours import COLOURS, SpineColours
from rootmap.ui.theme import Theme

SIDES = (CandidateSide.LEFT, CandidateSide.RIGHT)
RootAt = tuple[Root, CandidateSide]


@dataclass(frozen=True)
class Look:
    """What is lit: roots with their side, places that would press them, the chosen place and the one under the hand."""

    lit: frozenset[RootAt] = frozenset()
    places: tuple[Place, ...] = ()
    chosen: Place | None = None
    pointed: Place | None = None
    pointed_root: RootAt | None = None

    def is_lit(self, root: RootAt) -> bool:
        """Whether a root stands out: lit, or under the hand."""
        return root in self.lit or root == self.pointed_root

    def steps_back(self, root: RootAt) -> bool:
        """Whether a root makes room for those that are lit."""
        return bool(self.lit) and not self.is_lit(root)


class Inks:
    """The colours of a theme and pens made from them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.colours: SpineColours = COLOURS[theme.name]
        self.line = theme.line_width

    def pen(self, colour: str, mm: float = 0.45) -> QPen:
        """Return a round pen, its width in mm times the line of the theme."""
        pen = QPen(QColor(colour), mm * self.line)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen


def sign(side: CandidateSide) -> float:
    """Return -1 for the patient's left, which a view from behind shows at the left."""
    return -1.0 if side is CandidateSide.LEFT else 1.0


def mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    """Return so much of an ink on a ground."""
    rest = 1.0 - share
    return QColor(
        round(share * ink.red() + rest * ground.red()),
        round(share * ink.green() + rest * ground.green()),
        round(share * ink.blue() + rest * ground.blue()),
    )


def mirrored(area: QRectF, side: CandidateSide) -> QRectF:
    """Return an area of the patient's right on a side."""
    return (
        QRectF(area) if side is CandidateSide.RIGHT else QRectF(-area.right(), area.top(), area.width(), area.height())
    )
