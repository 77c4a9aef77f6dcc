"""The marks of a drawn answer, as a teacher would give them; every weight has its reason in docs/grading.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.quiz.grading_ground import MOST_MM, Ground, Likeness, Terrain
from rootmap.quiz.grading_model import Marks
from rootmap.quiz.grading_regions import REGIONS
from rootmap.quiz.grading_sheet import Cells

EDGE_MM = 8.0  # how far a freehand edge may stray, where an error counts half: half a finger's breadth; judgement
DISTAL_EDGE_MM = 4.0  # the same on hand and foot, which are drawn from near; judgement
STRICTNESS = 2.0  # the power of tolerant Dice: half right earns a quarter of the points, not half; judgement
WRONG_TERRITORY = 0.25  # the most that an answer earns which is plainly another territory; judgement
PLAINLY = 0.2  # so much liker (Dice) to the other one is plain; judgement
WRONG_SIDE = 0.4  # the share of the points that the mirror image of an answer earns; judgement


@dataclass(frozen=True)
class Weights:
    """How much each cell of a view counts that is painted or that any map gives to the target, 0 to 1.

    `at` are flat indices of the cells; `missed` and `extra` are 0 where nothing is wrong, `lacking` is how
    far from the paint any of them lies.
    """

    at: NDArray[np.int64]
    missed: NDArray[np.float32]
    extra: NDArray[np.float32]
    lacking: NDArray[np.float32]


@dataclass(frozen=True)
class Sums:
    """An answer held against the ground, by view and in all; sizes in value, `missed` and `disputed` by region.

    `disputed` is what it has, or almost, of the skin that only some maps give to the target.
    """

    weights: Mapping[str, Weights]
    missed: NDArray[np.float64]
    disputed: NDArray[np.float64]
    hit_value: float
    extra_value: float

    def short(self, ground: Ground) -> NDArray[np.float64]:
        """Return by region what the answer lacks of the disputed skin that even the map with the least there has."""
        return np.maximum(0.0, ground.least - ground.needed_value - self.disputed)

    def short_of_smallest(self, ground: Ground) -> float:
        """Return what the answer lacks in all of the disputed skin that even the smallest map has."""
        rest = ground.least - ground.needed_value
        more = float(np.maximum(0.0, self.disputed - rest).sum())
        return float(self.short(ground).sum()) + max(0.0, ground.smallest - float(ground.least.sum()) - more)


def weigh(terrain: Terrain, ground: Ground, painted: Cells) -> Sums:
    """Hold an answer against the ground, gently near the borders."""
    found: dict[str, Weights] = {}
    missed_by, disputed_by = np.zeros(REGIONS), np.zeros(REGIONS)
    hit_value = extra_value = 0.0
    for name, whole in terrain.value.items():
        at = np.flatnonzero(painted[name] | ground.claimed[name])
        if not len(at):
            continue
        mine, needed, claimed = (cells[name].ravel()[at] for cells in (painted, ground.needed, ground.claimed))
        value = whole.ravel()[at]
        edge = np.where(terrain.distal[name].ravel()[at], np.float32(DISTAL_EDGE_MM), np.float32(EDGE_MM))
        lacking = soft(terrain.sheet.near(painted, name, MOST_MM).ravel()[at], edge)
        missed = np.where(needed & ~mine, lacking, np.float32(0))
        extra = np.where(mine & ~claimed, soft(terrain.away(ground, name).ravel()[at], edge), np.float32(0))
        found[name] = Weights(at, missed, extra, lacking)
        regions = terrain.regions.codes(name)[at]
        missed_by += np.bincount(regions, missed * value, REGIONS)
        disputed_by += np.bincount(regions, (1 - lacking) * value * (claimed & ~needed), REGIONS)
        hit_value += float(value[mine & claimed].sum(dtype=np.float64))
        extra_value += float((extra * value).sum(dtype=np.float64))
    return Sums(found, missed_by, disputed_by, hit_value, extra_value)


def soft(distance_mm: NDArray[np.float32], edge_mm: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much an error counts, 0 to 1: nothing up to half the edge from a border, all from 3/2 of it."""
    step = np.clip(distance_mm / edge_mm - np.float32(0.5), 0, 1)
    return np.asarray(step * step * (3 - 2 * step), np.float32)


def mark(ground: Ground, sums: Sums, ceiling: float) -> Marks:
    """Return the marks: tolerant Dice to the power STRICTNESS, never more than the ceiling.

    Covered is what the answer has of the skin all maps agree on, and of the rest as much as the map with the least in
    each region has, and as the smallest map in all. Accurate is the share of the paint that some map gives to the
    target; beyond the size of the largest map, none of it.
    """
    rest = ground.least - ground.needed_value
    here = np.minimum(sums.disputed, rest)
    anywhere = min(float((sums.disputed - here).sum()), ground.smallest - float(ground.least.sum()))
    has = float((ground.needed_value - sums.missed + here).sum()) + anywhere
    covered = min(1.0, max(0.0, has / ground.smallest))
    whole = sums.hit_value + sums.extra_value
    accurate = min(sums.hit_value, ground.largest) / whole if whole > 0.0 else 0.0
    plain = Marks(covered, accurate, ceiling, 0.0)
    return Marks(covered, accurate, ceiling, min(plain.tolerant_dice**STRICTNESS, ceiling))


def ceiling(ground: Ground, alike: Sequence[Likeness]) -> float:
    """Return the most an answer can earn, for what it is liker to: 1 where that is the target itself.

    Only the maps the target is on are asked: a foot may well be both half of L5 and all of a nerve.
    """
    peers = {atlas.info.id for atlas in ground.atlases}
    target, alike = ground.target, [each for each in alike if each.atlas.info.id in peers]
    mine = max((each.dice for each in alike if each.name == target.name), default=0.0)
    apart = (each.dice for each in alike if not set(each.parts) & {target.name, *target.parts})
    ahead = (max(apart, default=0.0) - mine) / PLAINLY
    step = min(1.0, max(0.0, ahead))
    return 1.0 - (1.0 - WRONG_TERRITORY) * step * step * (3 - 2 * step)


def on_other_side(cells: Cells, terrain: Terrain, side: Side) -> Cells:
    """Return what of some cells lies on the other side of the patient than `side`."""
    views = terrain.sheet.views
    return {
        name: views[name].on_side(views[name].half_of(mask, side.other), side.other) for name, mask in cells.items()
    }
