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
CORE_HELD = 0.25  # an answer with less of the skin all maps agree on has missed the point; judgement
CORELESS = 0.5  # the share of its points that remains when it has none of it; judgement
LEAST_CORE = 0.2  # of the smallest map: maps that share less of a territory have no core to hold; judgement
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
        fine, wide = (np.float32(terrain.scale * each) for each in (DISTAL_EDGE_MM, EDGE_MM))
        edge = np.where(terrain.distal[name].ravel()[at], fine, wide)
        lacking = soft(terrain.sheet.near(painted, name, terrain.scale * MOST_MM).ravel()[at], edge)
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
    """Return the marks: tolerant Dice to the power STRICTNESS, at most the ceiling, less where the core is lost.

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
    score = min(plain.tolerant_dice**STRICTNESS, ceiling) * core(ground, sums)
    return Marks(covered, accurate, ceiling, score)


def core(ground: Ground, sums: Sums) -> float:
    """Return the share of its points that an answer keeps for the skin all maps agree on: 1 from CORE_HELD of it."""
    needed = float(ground.needed_value.sum())
    if needed <= 0.0:
        return 1.0
    counts = min(1.0, needed / (LEAST_CORE * ground.smallest))
    return 1.0 - counts * (1.0 - CORELESS) * (1.0 - _step((1.0 - float(sums.missed.sum()) / needed) / CORE_HELD))


def ceiling(ground: Ground, alike: Sequence[Likeness]) -> float:
    """Return the most an answer can earn, for what it is liker to: 1 where that is the target itself.

    Only the maps the target is on are asked: a foot may well be both half of L5 and all of a nerve.
    """
    peers = {atlas.info.id for atlas in ground.atlases}
    target, alike = ground.target, [each for each in alike if each.atlas.info.id in peers]
    mine = max((each.dice for each in alike if each.name == target.name), default=0.0)
    apart = (each.dice for each in alike if not set(each.parts) & {target.name, *target.parts})
    ahead = (max(apart, default=0.0) - mine) / PLAINLY
    return 1.0 - (1.0 - WRONG_TERRITORY) * _step(ahead)


def _step(share: float) -> float:
    """Return a smooth step from 0 to 1."""
    held = min(1.0, max(0.0, share))
    return held * held * (3 - 2 * held)


def on_other_side(cells: Cells, terrain: Terrain, side: Side) -> Cells:
    """Return what of some cells lies on the other side of the patient than `side`."""
    views = terrain.sheet.views
    return {
        name: views[name].on_side(views[name].half_of(mask, side.other), side.other) for name, mask in cells.items()
    }
