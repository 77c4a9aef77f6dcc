"""How much of each part of the body, and of each aspect of it, an answer has and lacks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.quiz.grading_ground import Ground, Terrain
from rootmap.quiz.grading_regions import ASPECTS, PARTS, REGIONS, Aspect, Part
from rootmap.quiz.grading_score import Sums
from rootmap.quiz.grading_sheet import Cells


@dataclass(frozen=True)
class Share:
    """Of some part, in value: what the reference map has, what of that is unpainted, and what of it cost marks."""

    wanted: float
    unpainted: float
    missed: float


@dataclass(frozen=True)
class Shares:
    """Value per part and aspect (parts, aspects), as in Share; `total` is all that could be missed."""

    wanted: NDArray[np.float64]
    unpainted: NDArray[np.float64]
    missed: NDArray[np.float64]
    total: float

    def of(self, parts: tuple[Part, ...], aspect: Aspect | None = None) -> Share:
        """Return the share of some parts together, in one aspect or in all."""
        rows = [PARTS.index(part) for part in parts]
        columns = slice(None) if aspect is None else slice(ASPECTS.index(aspect), ASPECTS.index(aspect) + 1)
        return Share(*(float(table[rows, columns].sum()) for table in (self.wanted, self.unpainted, self.missed)))


def shares(terrain: Terrain, ground: Ground, sums: Sums, reference: Cells) -> Shares:
    """Return what an answer lacks where.

    Of skin that only some maps give to the target, what the reference map wants counts as missed to the degree that the
    answer is smaller than the smallest map, there or in all.
    """
    rest = ground.least - ground.needed_value
    lacks = np.divide(sums.short(ground), rest, out=np.zeros(REGIONS), where=rest > 0.0)
    spare = ground.smallest - float(ground.needed_value.sum())
    lacks = np.maximum(lacks, sums.short_of_smallest(ground) / spare if spare > 0.0 else 0.0)
    tables = np.zeros((3, REGIONS))
    total = 0.0
    for name, weights in sums.weights.items():
        needed, asked = (cells[name].ravel()[weights.at] for cells in (ground.needed, reference))
        cells = needed | asked
        regions = terrain.regions.codes(name)[weights.at][cells]
        value = terrain.value[name].ravel()[weights.at][cells]
        unpainted = value * weights.lacking[cells]
        counts = np.where(needed[cells], 1.0, lacks[regions])
        total += float((value * counts).sum())
        for table, each in zip(tables, (value, unpainted, unpainted * counts), strict=True):
            table += np.bincount(regions, each, REGIONS)
    wanted, without, missed = tables.reshape(3, len(PARTS), len(ASPECTS))
    return Shares(wanted, without, missed, max(total, 1e-9))
