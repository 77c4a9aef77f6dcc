"""What is asked and what a grade says of a drawn answer; plain data, no sums."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side

if TYPE_CHECKING:
    from rootmap.atlas.model import TerritoryId

GOOD_SCORE = 0.7  # counts as known; judgement
NEAR_SCORE = 0.35  # something of it is known; judgement
MOST_SHOWN = 3  # errors named at once: more is not remembered; judgement

Area = Mapping[str, MultiPolygon]
"""View name -> polygons in view mm."""


class Verdict(Enum):
    """How an answer turned out."""

    RIGHT = "right"
    NEAR = "near"  # of a name: the next root; of a drawing: partly right
    WRONG = "wrong"


@dataclass(frozen=True)
class Target:
    """The territory to draw: of one map, or with no `atlas` of whichever whole map the answer fits best.

    `territories` are those it is made of where it is not one of its own, such as the branches of a nerve.
    """

    name: "TerritoryId"
    side: Side
    atlas: str = ""
    territories: tuple["TerritoryId", ...] = ()

    @property
    def parts(self) -> tuple["TerritoryId", ...]:
        """The territories of a map that it is made of."""
        return self.territories or (self.name,)


@dataclass(frozen=True)
class Tolerance:
    """Skin that some maps give to the target and others do not, cm2: painted or left out, it costs nothing.

    `maps` is what each map (by title) gives to the target in all, cm2.
    """

    painted_cm2: float
    left_cm2: float
    maps: Mapping[str, float]

    @property
    def cm2(self) -> float:
        """All of it."""
        return self.painted_cm2 + self.left_cm2


@dataclass(frozen=True)
class BorderGap:
    """How far the two borders lie apart, mm, both ways: on average, and what 95 % of them stay within.

    Measured straight through the air between places of the standing body, so never more than along the skin.
    """

    mean_mm: float
    p95_mm: float


class ErrorKey(Enum):
    """The typical errors."""

    WRONG_SIDE = "side.wrong"
    BOTH_SIDES = "side.both"
    OTHER_ROOT = "other.root"
    OTHER_NERVE = "other.nerve"
    TOO_HIGH = "level.high"
    TOO_LOW = "level.low"
    STOPPED = "stopped"
    ONLY = "only"
    FORGOT = "forgot"
    SPILLED = "spilled"
    TOO_WIDE = "size.wide"
    TOO_NARROW = "size.narrow"
    BESIDE = "size.beside"
    ELSEWHERE = "elsewhere"
    ALSO = "also"  # no error: the skin of something else as well


@dataclass(frozen=True)
class NamedError:
    """One typical error: its key, the words and numbers (cm2, mm, times) its sentence needs, and how much it matters.

    `weight` is about the share of the answer or of the territory that it spoils, 0 to 1.
    """

    key: ErrorKey
    weight: float
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class SignedMap:
    """What is told of each piece of skin, per view; the parts do not share skin.

    Where the maps disagree paint is `accepted` and its lack `excused`.
    `slack` is skin so near a border that missing it or painting it costs little or nothing.
    """

    right: Area
    accepted: Area
    missed: Area
    extra: Area
    excused: Area
    slack: Area


@dataclass(frozen=True)
class Marks:
    """The parts of a score, 0 to 1: the skin covered, the paint that belongs there, and what a closer rival leaves."""

    covered: float
    accurate: float
    ceiling: float
    score: float

    @property
    def tolerant_dice(self) -> float:
        """Harmonic mean of covered and accurate: Dice's index with every tolerance given."""
        whole = self.covered + self.accurate
        return 2.0 * self.covered * self.accurate / whole if whole > 0.0 else 0.0


@dataclass(frozen=True)
class DrawingGrade:
    """The verdict on a drawn territory. Sizes are cm2 of skin, each bit counted once.

    `score` runs from 0 to 1; `dice` is plain, against the map `reference` (its title); `short` is the share of the
    smallest map's size that the answer lacks beyond what it `missed`. `mirrored` tells that the mirror image scored
    more and was taken, at the share a wrong side earns. `errors` are all that were recognised, the weightiest first.
    """

    target: Target
    score: float
    marks: Marks
    dice: float
    painted_cm2: float
    hit_cm2: float
    missed_cm2: float
    extra_cm2: float
    short: float
    tolerance: Tolerance
    border: BorderGap | None
    signed: SignedMap
    errors: tuple[NamedError, ...]
    reference: str
    mirrored: bool = False

    @property
    def points(self) -> int:
        """The score out of 100."""
        return round(100.0 * self.score)

    @property
    def shown_errors(self) -> tuple[NamedError, ...]:
        """The errors worth telling at once."""
        return self.errors[:MOST_SHOWN]

    @property
    def verdict(self) -> Verdict:
        """RIGHT from GOOD_SCORE, NEAR from NEAR_SCORE."""
        if self.score >= GOOD_SCORE:
            return Verdict.RIGHT
        return Verdict.NEAR if self.score >= NEAR_SCORE else Verdict.WRONG
