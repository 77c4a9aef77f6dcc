"""Who stands for election: the roots of the chosen maps, on both sides, joined where a map joins them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Root
from rootmap.localise import model
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas, Territory


@dataclass(frozen=True)
class Group:
    """Roots that rank as one: a single root, or S4 and S5 where a chosen map joins them."""

    id: str
    roots: tuple[Root, ...]

    @property
    def kind(self) -> CandidateKind:
        """Root, or trigeminal division."""
        return CandidateKind.ROOT if self.roots[0].is_spinal else CandidateKind.TRIGEMINAL


@dataclass(frozen=True)
class MapOfGroups:
    """How one map's labels serve the groups; a label is a territory, or several that share skin.

    `member` (groups, labels) is 1 where the label's skin belongs to the group, without label 0; `area_cm2` (groups,) is
    the group's skin on one side; `weight` (groups,) says how much this map counts for it, 0 where it has none of it.
    """

    atlas_id: str
    member: NDArray[np.float64]
    area_cm2: NDArray[np.float64]
    weight: NDArray[np.float64]


@dataclass(frozen=True)
class CandidateSet:
    """The groups from head to tail and their maps; candidates are each group left, then right."""

    groups: tuple[Group, ...]
    maps: tuple[MapOfGroups, ...]
    candidates: tuple[Candidate, ...]

    def rows_of(self, roots: Sequence[Root]) -> list[int]:
        """Return the places of the groups that hold any of `roots`."""
        wanted = set(roots)
        return [row for row, group in enumerate(self.groups) if wanted.intersection(group.roots)]


def candidate_set(atlases: Sequence["CompiledAtlas"]) -> CandidateSet:
    """Return the candidates that the regions of `atlases` allow."""
    groups = _groups(atlases)
    maps = tuple(_map_of(atlas, groups) for atlas in atlases)
    candidates = tuple(
        Candidate(group.id, side, group.kind) for group in groups for side in (CandidateSide.LEFT, CandidateSide.RIGHT)
    )
    return CandidateSet(groups, maps, candidates)


def _groups(atlases: Sequence["CompiledAtlas"]) -> tuple[Group, ...]:
    """Join roots that share a territory in any map; each group is named by its own or by the joining territory."""
    names: dict[frozenset[Root], str] = {}
    for atlas in atlases:
        for territory in atlas.info.territories:
            names.setdefault(frozenset(territory.roots), territory.id)
    merged: list[frozenset[Root]] = []
    for roots in names:
        touching = [other for other in merged if other & roots]
        merged = [other for other in merged if not other & roots]
        merged.append(roots.union(*touching))
    ordered = sorted(tuple(sorted(roots)) for roots in merged)
    return tuple(Group(names.get(frozenset(roots), "-".join(map(str, roots))), roots) for roots in ordered)


def _map_of(atlas: "CompiledAtlas", groups: tuple[Group, ...]) -> MapOfGroups:
    territories = atlas.info.territories
    mine = np.zeros((len(groups), len(territories)))
    grade = np.zeros(len(groups))
    for row, group in enumerate(groups):
        for column, territory in enumerate(territories):
            if set(territory.roots) <= set(group.roots):
                mine[row, column] = 1.0
                grade[row] = max(grade[row], region_weight(territory))
    member = np.minimum(mine @ atlas.member.T, 1.0)[:, 1:]  # a root's core lies inside its territory: counted once
    area = member @ np.array(atlas.label_area_cm2[1:])
    return MapOfGroups(atlas.info.id, member, area, np.where(area > 0.0, grade, 0.0))


def region_weight(territory: "Territory") -> float:
    """Return how much a region counts among the maps: by its evidence grade and how surely its border was read."""
    grade = model.EVIDENCE_WEIGHT.get(territory.evidence, model.EVIDENCE_WEIGHT["D"])
    return grade * model.TRUST.get(territory.confidence, model.TRUST["low"])


def log_prior(groups: tuple[Group, ...]) -> NDArray[np.float64]:
    """Return the natural logarithm of each group's tempered prior weight, shape (groups,), 0 for the commonest."""
    regional = {region: max(model.PRIOR_PERCENT[root] for root in roots) for region, roots in _PRIOR_REGIONS.items()}
    shares = np.full(len(groups), model.PRIOR_FLOOR)
    for row, group in enumerate(groups):
        for region, roots in _PRIOR_REGIONS.items():
            known = [model.PRIOR_PERCENT[str(root)] / regional[region] for root in group.roots if str(root) in roots]
            shares[row] = max([shares[row], *known])
    return np.asarray(model.PRIOR_STRENGTH * np.log(shares))


_PRIOR_REGIONS = {
    "cervical": ("C4", "C5", "C6", "C7", "C8", "T1"),
    "lumbosacral": ("L2", "L3", "L4", "L5", "S1", "S2"),
}
