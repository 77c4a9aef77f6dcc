"""What the maps of roots make of the skin together: where they agree, where they contradict, and how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.stack import MapStack

Area = dict[str, MultiPolygon]
LEAST_VOICES = 2  # one map alone neither agrees nor disagrees
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class RootAgreement:
    """One root on one side, cm2 of skin: `by_map` what each map (by id) gives it, `claimed` what any of them does.

    `core` is the skin that more than half of the maps that speak of it give to the root, `undisputed` the skin that all
    of them do; where fewer than two maps speak there is neither.
    """

    root: Root
    by_map: Mapping[str, float]
    claimed: float
    core: float
    undisputed: float


class Agreement:
    """The maps of a stack, compared place by place. A map speaks of skin where it has a territory there."""

    def __init__(self, maps: MapStack) -> None:
        self.maps = maps

    def entropy(self, view: str) -> NDArray[np.float32]:
        """Return the disagreement at each half cell in bits, (rows, half columns); 0 where fewer than two maps speak.

        It is the entropy of the maps' votes. A map that joins two roots gives each half a vote; one whose roots share
        skin votes for that of its roots which the others name most, for sharing is no contradiction.
        """
        return self.bits[self.maps.images[view]]

    def core(self, root: Root, view: str) -> Flags:
        """Return the half cells of a view that belong to the root's core."""
        return np.asarray(self._is_core[:, self._column(root)][self.maps.images[view]])

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """Every root that any of the maps has, from head to tail."""
        found = {r for atlas in self.maps.atlases for territory in atlas.info.territories for r in territory.roots}
        return tuple(sorted(found))

    def of_root(self, root: Root) -> RootAgreement:
        """Return what the maps give to a root together."""
        column = self._column(root)
        named = self._names[:, :, column]
        by_map = {
            atlas.info.id: float(self.maps.skin @ named[:, place])
            for place, atlas in enumerate(self.maps.atlases)
            if named[:, place].any()
        }
        every = (named | ~self._speaks).all(axis=1) & self._heard & named.any(axis=1)
        areas = (float(self.maps.skin @ flags) for flags in (named.any(axis=1), self._is_core[:, column], every))
        return RootAgreement(root, by_map, *areas)

    def _column(self, root: Root) -> int:
        return self.roots.index(root)

    @cached_property
    def _names(self) -> Flags:
        """Which root each map names at each joint label, (joint labels, maps, roots)."""
        names = np.zeros((*self.maps.labels.shape, len(self.roots)), bool)
        for place, atlas in enumerate(self.maps.atlases):
            has = np.zeros((len(atlas.combinations), len(self.roots)), bool)
            for label, territories in enumerate(atlas.combinations):
                for territory in territories:
                    has[label, [self._column(root) for root in atlas.info.territories[territory].roots]] = True
            names[:, place] = has[self.maps.labels[:, place]]
        return names

    @cached_property
    def _speaks(self) -> Flags:
        return np.asarray(self._names.any(axis=2))

    @cached_property
    def _heard(self) -> Flags:
        """Where enough maps speak, (joint labels,)."""
        return np.asarray(self._speaks.sum(axis=1) >= LEAST_VOICES)

    @cached_property
    def _is_core(self) -> Flags:
        """Which root most maps give each joint label to, (joint labels, roots)."""
        most = self._names.sum(axis=1) > self._speaks.sum(axis=1)[:, None] / 2
        return np.asarray(most & self._heard[:, None])

    @cached_property
    def _votes(self) -> NDArray[np.float64]:
        """The vote of each map at each joint label, (joint labels, maps, roots); each row sums to one or to nothing."""
        names = self._names.astype(np.float64)
        apart = np.array([not atlas.info.overlapping for atlas in self.maps.atlases])
        votes = names / np.maximum(names.sum(axis=2, keepdims=True), 1.0)
        others = votes[:, apart].sum(axis=1)
        for place in np.flatnonzero(~apart):
            backed = names[:, place] * others
            best = names[:, place] * (backed >= backed.max(axis=1, keepdims=True))
            votes[:, place] = best / np.maximum(best.sum(axis=1, keepdims=True), 1.0)
        return np.asarray(votes)

    @cached_property
    def bits(self) -> NDArray[np.float32]:
        """The disagreement at each joint label, as `entropy` has it at each place."""
        total = self._votes.sum(axis=1)
        share = total / np.maximum(total.sum(axis=1, keepdims=True), 1.0)
        bits = -(share * np.log2(np.where(share > 0, share, 1.0))).sum(axis=1)
        return np.where(self._heard, bits, 0.0).astype(np.float32)
