"""The regions in which an answer is compared with the maps: parts of the body, each from every aspect."""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from rootmap.quiz.grading_sheet import Sheet, both


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
REGIONS = len(PARTS) * len(ASPECTS)


class RegionMap:
    """Which region, a part of the body in one aspect, each cell of a sheet belongs to."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._codes: dict[str, NDArray[np.uint8]] = {}

    def codes(self, name: str) -> NDArray[np.uint8]:
        """Return the region of each cell of a view, flat: its part's place in PARTS times three, plus its aspect's."""
        if name not in self._codes:
            aspect = ASPECTS.index(_ASPECTS.get(name, Aspect.OTHER))
            self._codes[name] = (both(self._half(name)) * len(ASPECTS) + aspect).ravel()
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
