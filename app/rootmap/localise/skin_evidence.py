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
    """Log evidence (natural) of the drawing, shape (groups, 2), and its parts: each quality, and the hit or miss.

    `overlap` is inside, covered and area (cm2), each (groups, 2), the mean of the maps by their evidence.
    """

    total: Matrix
    by_quality: Mapping[Quality, Matrix]
    overlap: tuple[Areas, Areas, Areas]
    hit: Matrix | None = None


class SkinModel:
    """The drawing's likelihood under every candidate of a set, for any area table. Holds no state of a drawing."""

    def __init__(self, candidates: CandidateSet) -> None:
        self._ids = [each.atlas_id for each in candidates.maps]
        weights = np.array([each.weight for each in candidates.maps])
        weights = (weights / np.maximum(weights.sum(axis=0), 1e-12))[:, :, None]
        # What every map says, weighted and side by side: one product instead of one for each map.
        self._gain = {
            quality: np.hstack(
                [
                    weight * _gain(_shares(candidates.groups, noise), each, noise)
                    for each, weight in zip(candidates.maps, weights, strict=True)
                ]
            )
            for quality, noise in model.NOISE.items()
        }
        members = [weight * each.member for each, weight in zip(candidates.maps, weights, strict=True)]
        shares = [
            member / np.maximum(each.area_cm2, 1e-9)[:, None]
            for each, member in zip(candidates.maps, members, strict=True)
        ]
        self._area, self._covered = np.hstack(members), np.hstack(shares)

    def evidence(self, table: AreaTable) -> SkinEvidence:
        """Return the evidence of each painted quality, of hitting or missing the root's own skin, and their sum."""
        qualities = [quality for quality, area in table.painted.items() if area > 0.0]
        if not qualities:
            return SkinEvidence(np.zeros((len(self._area), 2)), {}, self._overlap(table))
        layers = {each: self._of_layer(table.areas[each], table.painted[each], each) for each in qualities}
        overlap = self._overlap(table)
        hit = np.log(model.MISS + (1.0 - model.MISS) * np.minimum(overlap[0] / model.HIT_SHARE, 1.0))
        return SkinEvidence(np.add.reduce([*layers.values(), hit]), layers, overlap, hit)

    def _overlap(self, table: AreaTable) -> tuple[Areas, Areas, Areas]:
        if table.union_cm2 <= 0.0:
            nothing = np.zeros((len(self._area), 2))
            return nothing, nothing, nothing
        painted = self._side_by_side(table.union)
        area, covered = self._area @ painted, self._covered @ painted
        return np.minimum(area / table.union_cm2, 1.0), np.minimum(covered, 1.0), area

    def _of_layer(self, areas: Mapping[str, Areas], painted: float, quality: Quality) -> Matrix:
        """Return the mean log gain over the paint times its concentration, shape (groups, 2)."""
        gain: Matrix = self._gain[quality] @ self._side_by_side(areas)
        return concentration(quality, painted) / painted * gain

    def _side_by_side(self, areas: Mapping[str, Areas]) -> Areas:
        return np.concatenate([areas[atlas_id] for atlas_id in self._ids])


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
