"""How much of each part of the body, and of each aspect of it, an answer has and lacks."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from rootmap.quiz.grading_ground import Ground, Terrain
from rootmap.quiz.grading_score import Sums
from rootmap.quiz.grading_sheet import Cells, Sheet, both


class Part(Enum):
    """Parts of the body between the joints; the value is what one reads."""

    THIGH = "thigh"
    SHANK = "lower leg"
    FOOT_TOP = "back of the foot"
    SOLE = "sole"
    UPPER_ARM = "upper arm"
    FOREARM = "forearm"
    PALM = "palm"
    HAND_BACK = "back of the hand"
    TRUNK = "trunk"
    OTHER = "head, neck or perineum"


class Aspect(Enum):
    """From where skin is seen best."""

    FRONT = "front"
    BACK = "back"
    OTHER = "side"


_OF_SEGMENT = {
    "foot.dorsal": Part.FOOT_TOP,
    "foot.plantar": Part.SOLE,
    "hand.palmar": Part.PALM,
    "hand.dorsal": Part.HAND_BACK,
    "trunk": Part.TRUNK,
}
_AT_JOINT = {"leg": (Part.THIGH, Part.SHANK), "arm": (Part.UPPER_ARM, Part.FOREARM)}
_ASPECTS = {"anterior": Aspect.FRONT, "posterior": Aspect.BACK}
PARTS, ASPECTS = tuple(Part), tuple(Aspect)


@dataclass(frozen=True)
class Shares:
    """Value per part and aspect (parts, aspects): what the reference map wants and what of it is missed."""

    wanted: NDArray[np.float64]
    missed: NDArray[np.float64]

    def of(self, parts: tuple[Part, ...], aspect: Aspect | None = None) -> tuple[float, float]:
        """Return what is wanted and what is missed of some parts together, in one aspect or in all."""
        rows = [PARTS.index(part) for part in parts]
        columns = slice(None) if aspect is None else [ASPECTS.index(aspect)]
        return float(self.wanted[rows][:, columns].sum()), float(self.missed[rows][:, columns].sum())

    @property
    def total(self) -> float:
        """What is wanted in all."""
        return float(self.wanted.sum())


class PartMap:
    """Which part of the body each cell of a sheet belongs to; worked out when first asked for."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._codes: dict[str, NDArray[np.uint8]] = {}

    def codes(self, name: str) -> NDArray[np.uint8]:
        """Return the place in PARTS of each cell of a view, flat; that of OTHER off the skin."""
        if name not in self._codes:
            self._codes[name] = both(self._half(name)).ravel()
        return self._codes[name]

    def _half(self, name: str) -> NDArray[np.uint8]:
        view = self._sheet.views[name]
        codes = np.full(view.segment.shape, PARTS.index(Part.OTHER), np.uint8)
        for place, segment in enumerate(self._sheet.segment_names):
            here = view.segment == place + 1
            if segment in _OF_SEGMENT:
                codes[here] = PARTS.index(_OF_SEGMENT[segment])
            elif segment in _AT_JOINT:
                above, below = _AT_JOINT[segment]
                codes[here] = np.where(view.first[here] < 1.0, PARTS.index(above), PARTS.index(below))
        return codes


def shares(terrain: Terrain, parts: PartMap, ground: Ground, sums: Sums, reference: Cells) -> Shares:
    """Return what an answer lacks where.

    Of skin that only some maps give to the target, what the reference map wants is missed to the degree that the answer
    is smaller than the smallest map.
    """
    short, rest = sums.short(ground), ground.least - ground.needed_value
    lacks = np.float32(short / rest if rest > 0.0 else 0.0)
    wanted, missed = (np.zeros((len(PARTS), len(ASPECTS))) for _ in range(2))
    for name, weights in sums.weights.items():
        needed, asked = (cells[name].ravel()[weights.at] for cells in (ground.needed, reference))
        cells = needed | asked
        codes = parts.codes(name)[weights.at][cells]
        value = terrain.value[name].ravel()[weights.at][cells]
        lost = np.where(needed, weights.missed, lacks * weights.lacking)[cells]
        column = ASPECTS.index(_ASPECTS.get(name, Aspect.OTHER))
        wanted[:, column] += np.bincount(codes, value, len(PARTS))
        missed[:, column] += np.bincount(codes, lost * value, len(PARTS))
    return Shares(wanted, missed)
