"""What the drawing says: the likelihood of the paint under each root, against paint thrown anywhere on the body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet, Group, MapOfGroups
from rootmap.localise.evidence import Areas, AreaTable

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class SkinEvidence:
    """Log evidence (natural) of the drawing, shape (groups, 2), and its parts: each quality, and the hit or miss."""

    total: Matrix
    by_quality: Mapping[Quality, Matrix]
    hit: Matrix | None = None


class SkinModel:
    """The drawing's likelihood under every candidate of a set, for any area table. Holds no state of a drawing."""

    def __init__(self, candidates: CandidateSet) -> None:
        self._maps = candidates.maps
        self._gain = {
            quality: tuple(_gain(_shares(candidates.groups, noise), each, noise) for each in self._maps)
            for quality, noise in model.NOISE.items()
        }
        weights = np.array([each.weight for each in self._maps])
        self._weights = weights / np.maximum(weights.sum(axis=0), 1e-12)

    def evidence(self, table: AreaTable) -> SkinEvidence:
        """Return the evidence of each painted quality, of hitting or missing the root's own skin, and their sum."""
        qualities = [quality for quality, area in table.painted.items() if area > 0.0]
        if not qualities:
            return SkinEvidence(np.zeros((len(self._weights[0]), 2)), {})
        layers = {each: self._of_layer(table.areas[each], table.painted[each], each) for each in qualities}
        inside, _, _ = self.overlap(table)
        hit = np.log(model.MISS + (1.0 - model.MISS) * np.minimum(inside / model.HIT_SHARE, 1.0))
        return SkinEvidence(np.add.reduce([*layers.values(), hit]), layers, hit)

    def overlap(self, table: AreaTable) -> tuple[Areas, Areas, Areas]:
        """Return inside, covered and area (cm2), each (groups, 2), the mean of the maps by their evidence."""
        inside, covered, area = (np.zeros((len(self._weights[0]), 2)) for _ in range(3))
        if table.union_cm2 <= 0.0:
            return inside, covered, area
        for each, weight in zip(self._maps, self._weights, strict=True):
            painted = each.member @ table.union[each.atlas_id]
            area += weight[:, None] * painted
            covered += weight[:, None] * painted / np.maximum(each.area_cm2, 1e-9)[:, None]
        return np.minimum(area / table.union_cm2, 1.0), np.minimum(covered, 1.0), area

    def _of_layer(self, areas: Mapping[str, Areas], painted: float, quality: Quality) -> Matrix:
        """Return the mean log gain over the paint times its concentration, shape (groups, 2)."""
        result: Matrix = np.zeros((len(self._weights[0]), 2))
        for each, gain, weight in zip(self._maps, self._gain[quality], self._weights, strict=True):
            result += weight[:, None] * (gain @ (areas[each.atlas_id] / painted))
        return concentration(quality, painted) * result


def concentration(quality: Quality, painted_cm2: float) -> float:
    """Return how many independent looks at the skin a layer of this area is worth: rises from a first dab to kappa."""
    rest = painted_cm2 / (painted_cm2 + model.HALF_AREA_CM2)
    return model.CONCENTRATION[quality] * (model.FIRST_TOUCH + (1.0 - model.FIRST_TOUCH) * rest)


def _shares(groups: Sequence[Group], noise: float) -> Matrix:
    """Return the share of a root's paint expected in each territory, shape (groups, groups), rows are the roots.

    A root keeps 1 - noise; noise * NEIGHBOUR_SHARE goes to the next territories up and down, by STRAY_LEVELS. What
    would fall off either end of the chain goes to the body at large.
    """
    share = np.zeros((len(groups), len(groups)))
    for row, group in enumerate(groups):
        share[row, row] = 1.0 - noise
        for levels, part in enumerate(model.STRAY_LEVELS, start=1):
            for other in (row - levels, row + levels):
                if 0 <= other < len(groups) and groups[other].kind is group.kind:
                    share[row, other] = noise * model.NEIGHBOUR_SHARE * part / 2.0
    return share


def _gain(share: Matrix, each: MapOfGroups, noise: float) -> Matrix:
    """Return log(density under the row's root / background density) at skin of the column's label.

    Skin that several territories share has the densities of all of them together.
    """
    background = noise * (1.0 - model.NEIGHBOUR_SHARE) / model.BODY_CM2
    present = each.area_cm2 > 0.0
    density = np.where(present, share / np.where(present, each.area_cm2, 1.0), 0.0)
    return np.asarray(np.log1p(density @ each.member / background))
