"""Who stands for election: what the chosen maps and the tables allow, on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Root
from rootmap.localise import model
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.hypotheses import Hypothesis, Patch, beyond_roots, pairs, root_hypotheses, twins

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas, Territory

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class MapFields:
    """How one map's labels serve the hypotheses; a label is a territory, or several that share skin.

    A field is the skin that counts as one: that of a group of roots, or of a nerve, or of a source of pain. Rows
    are the hypotheses, then each place by itself of those that sit in one of several. `member` (fields, labels) is 1
    where a label's skin belongs to a field, without label 0; `area_cm2` (fields,) is its skin on one side. `own` and
    `other` (rows, fields) say how much of what a hypothesis makes one feel lies in a field on its side and beyond;
    `weight` (rows,) how much the map counts for it, 0 where it has none of it; `parts` (rows,) how many places that the
    map does not tell apart its skin has, where it sits in one of them.
    """

    atlas_id: str
    member: Matrix
    area_cm2: Matrix
    own: Matrix
    other: Matrix
    weight: Matrix
    parts: Matrix
    of_roots: bool


@dataclass(frozen=True)
class CandidateSet:
    """The hypotheses, roots first from head to tail, the maps, and the candidates: a hypothesis on a side.

    Candidate k is hypothesis `rows[k]` in column `columns[k]` (0 left, 1 right; 0 for what has no side). Place p is one
    of those where hypothesis `place_of[p]` may sit; their rows follow those of the hypotheses in every map.
    """

    hypotheses: tuple[Hypothesis, ...]
    places: tuple[Hypothesis, ...]
    place_of: NDArray[np.intp]
    maps: tuple[MapFields, ...]
    candidates: tuple[Candidate, ...]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    def rows_of(self, roots: Sequence[Root]) -> list[int]:
        """Return the places of the single-root hypotheses that hold any of `roots`; they come first in every map."""
        wanted = set(roots)
        return [row for row, each in enumerate(self.singles) if wanted.intersection(each.roots)]

    @cached_property
    def singles(self) -> tuple[Hypothesis, ...]:
        """The single roots, from head to tail: the fields of every map of roots, in their order."""
        return tuple(each for each in self.hypotheses if each.is_radicular and "+" not in each.id)

    def flat(self, values: Matrix) -> Matrix:
        """Return values (hypotheses, 2) as one per candidate."""
        return np.asarray(values[self.rows, self.columns])


def candidate_set(atlases: Sequence["CompiledAtlas"], anatomy: "Anatomy | None" = None) -> CandidateSet:
    """Return the candidates that the regions of `atlases` allow; with the tables also what is not a single root.

    Nerves and look-alikes felt in the skin stand only where a map of theirs is among `atlases`.
    """
    singles = root_hypotheses(_root_groups(atlases))
    wider = (*pairs(singles), *twins(singles), *beyond_roots(anatomy)) if anatomy is not None else ()
    standing = (*singles, *_having_place(wider, atlases))
    apart = [(row, place) for row, each in enumerate(standing) for place in _places_of(each, singles)]
    place_of = np.array([row for row, _ in apart], dtype=np.intp)
    places = tuple(place for _, place in apart)
    maps = tuple(_fields_of(atlas, singles, (*standing, *places)) for atlas in atlases)
    found = [(row, column) for row, each in enumerate(standing) for column in ((0, 1) if each.is_sided else (0,))]
    rows, columns = (np.array(part, dtype=np.intp) for part in zip(*found, strict=True))
    candidates = tuple(
        Candidate(standing[row].id, _side(standing[row], column), standing[row].kind) for row, column in found
    )
    return CandidateSet(standing, places, place_of, maps, candidates, rows, columns)


def _places_of(hypothesis: Hypothesis, singles: Sequence[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield a hypothesis once for each place where it may sit, no matter which; none where it has but one."""
    for patch in hypothesis.own:
        if patch.evenly:
            roots = [Patch(each.roots) for each in singles if set(each.roots) <= set(patch.roots)]
            parts = [*roots, *(Patch(referral=(name,)) for name in patch.referral)]
            share = patch.share * len(parts) ** -model.LEVEL_SHARE
            yield from (replace(hypothesis, own=(replace(part, share=share),)) for part in parts)


def _side(hypothesis: Hypothesis, column: int) -> CandidateSide:
    if not hypothesis.is_sided:
        return CandidateSide.BOTH
    return CandidateSide.RIGHT if column else CandidateSide.LEFT


def _having_place(wider: Sequence[Hypothesis], atlases: Sequence["CompiledAtlas"]) -> Iterator[Hypothesis]:
    """Yield the hypotheses that are felt nowhere in the skin, or where some map shows it."""
    kinds = {atlas.info.kind.value for atlas in atlases}
    referred = {t.id for atlas in atlases if atlas.info.kind.value == "referral" for t in _territories(atlas)}
    for each in wider:
        patches = (*each.own, *each.other)
        if not patches or any(
            (patch.roots and "dermatome" in kinds)
            or (patch.nerve and "nerve" in kinds)  # the map draws no field for nerves of muscles alone
            or not referred.isdisjoint(patch.referral)
            for patch in patches
        ):
            yield each


def _root_groups(atlases: Sequence["CompiledAtlas"]) -> dict[tuple[Root, ...], str]:
    """Join roots that share a territory in any map; each group is named by its own or by the joining territory."""
    names: dict[frozenset[Root], str] = {}
    for atlas in filter(_is_of_roots, atlases):
        for territory in _territories(atlas):
            names.setdefault(frozenset(territory.roots), territory.id)
    merged: list[frozenset[Root]] = []
    for roots in names:
        touching = [other for other in merged if other & roots]
        merged = [other for other in merged if not other & roots]
        merged.append(roots.union(*touching))
    ordered = sorted(tuple(sorted(roots)) for roots in merged)
    return {roots: names.get(frozenset(roots), "-".join(map(str, roots))) for roots in ordered}


def _is_of_roots(atlas: "CompiledAtlas") -> bool:
    return atlas.info.kind.value == "dermatome"


def _territories(atlas: "CompiledAtlas") -> "tuple[Territory, ...]":
    return atlas.info.territories


def _fields_of(atlas: "CompiledAtlas", singles: tuple[Hypothesis, ...], standing: tuple[Hypothesis, ...]) -> MapFields:
    """Return how a map serves the hypotheses: maps of roots by groups of roots, others by territory."""
    territories, of_roots = _territories(atlas), _is_of_roots(atlas)
    if of_roots:
        mine = np.array([[set(t.roots) <= set(each.roots) for t in territories] for each in singles], dtype=float)
    else:
        mine = np.eye(len(territories))
    member = np.minimum(mine @ atlas.member.T, 1.0)[:, 1:]  # a root's core lies inside its territory: counted once
    area = member @ np.array(atlas.label_area_cm2[1:])
    grade = (mine * np.array([region_weight(territory) for territory in territories])).max(axis=1)
    if of_roots:
        keys: list[frozenset[object]] = [frozenset(each.roots) for each in singles]
    else:
        keys = [frozenset({territory.id}) for territory in territories]
    place = _Placing(atlas.info.kind.value, keys, area)
    own = np.array([place.shares(each.own) for each in standing])
    other = np.array([place.shares(each.other) for each in standing])
    weight = np.where((own + other) > 0.0, np.where(area > 0.0, grade, 0.0), 0.0).max(axis=1)
    parts = np.array([max((patch.places for patch in each.own), default=1) for each in standing], dtype=float)
    return MapFields(atlas.info.id, member, area, own, other, weight, parts, of_roots)


class _Placing:
    """Lays the patches of a hypothesis over the fields of one map."""

    def __init__(self, kind: str, keys: "list[frozenset[object]]", area: Matrix) -> None:
        self._kind, self._area = kind, np.where(area > 0.0, area, 0.0)
        self._place = {name: place for place, key in enumerate(keys) for name in key}

    def shares(self, patches: tuple[Patch, ...]) -> Matrix:
        """Return the share of the feeling in each field, (fields,)."""
        total = np.zeros(len(self._area))
        for patch in patches:
            wanted = {"nerve": patch.nerve, "referral": patch.referral}.get(self._kind, patch.roots)
            places = list({self._place[name] for name in wanted if name in self._place})
            part = self._area[places]
            if part.sum() > 0.0:
                total[places] += patch.share * part / part.sum()
        return total


def region_weight(territory: "Territory") -> float:
    """Return how much a region counts among the maps: by its evidence grade and how surely its border was read."""
    grade = model.EVIDENCE_WEIGHT.get(territory.evidence, model.EVIDENCE_WEIGHT["D"])
    return grade * model.TRUST.get(territory.confidence, model.TRUST["low"])
