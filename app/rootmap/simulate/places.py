"""Named places on the skin: the areas studies speak of, where a limb's parts begin, and the skin each map gives."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import CompiledAtlas, Kind, Territory
from rootmap.simulate.skin_bits import Mask, SkinBits

HAND, FOOT = ("hand.palmar", "hand.dorsal"), ("foot.dorsal", "foot.plantar")
HALF = 0.5  # a bit belongs where at least half of it lies
EVIDENCE_WEIGHT = {"A": 4.0, "B": 3.0, "C": 2.0}  # how often a map is a patient's own; others 1. Judgement
LEAST_CM2 = 2.0

# name: (segment, along from, to, degrees from, to on the left side; from > to runs through 0)
_AREAS: dict[str, tuple[tuple[str, float, float, float, float], ...]] = {
    "buttock": (("trunk", 0.80, 1.10, 110, 180), ("leg", -0.20, 0.18, 100, 262)),
    "groin": (("trunk", 0.92, 1.10, 0, 50), ("leg", -0.20, 0.12, 262, 20)),
    "ant_thigh": (("leg", 0.12, 0.90, 315, 45),),
    "lat_thigh": (("leg", 0.05, 0.92, 45, 135),),
    "post_thigh": (("leg", 0.18, 0.96, 135, 225),),
    "med_thigh": (("leg", 0.10, 0.92, 225, 315),),
    "knee": (("leg", 0.90, 1.12, 270, 90),),
    "ant_leg": (("leg", 1.12, 1.95, 315, 45),),
    "lat_leg": (("leg", 1.05, 1.97, 45, 135),),
    "post_leg": (("leg", 1.02, 1.95, 135, 225),),
    "med_leg": (("leg", 1.05, 1.97, 225, 315),),
    "foot": (("foot.dorsal", -1, 9, -9, 9), ("foot.plantar", -1, 9, -9, 9)),
    "low_back": (("trunk", 0.62, 0.90, 135, 180),),
    "neck": (("neck", 0.0, 0.9, 110, 180), ("trunk", -0.1, 0.06, 120, 180)),
    "suprascapular": (("trunk", -0.05, 0.13, 120, 165),),
    "interscapular": (("trunk", 0.08, 0.30, 160, 180),),
    "scapular": (("trunk", 0.12, 0.32, 135, 165),),
    "saddle": (("perineum", -1, 75, 0, 360),),
    "shoulder": (("arm", -0.2, 0.45, 0, 360),),
    "cape": (("trunk", -0.1, 0.30, 0, 180), ("arm", -0.2, 1.9, 0, 360)),
    "sock": (("leg", 1.60, 3, 0, 360), ("foot.dorsal", -1, 9, -9, 9), ("foot.plantar", -1, 9, -9, 9)),
    "glove": (("hand.palmar", -1, 9, -9, 9), ("hand.dorsal", -1, 9, -9, 9)),
    "leg": (("leg", -1, 9, 0, 360), ("foot.dorsal", -1, 9, -9, 9), ("foot.plantar", -1, 9, -9, 9)),
    "arm": (("arm", -1, 9, 0, 360), ("hand.palmar", -1, 9, -9, 9), ("hand.dorsal", -1, 9, -9, 9)),
}
SCAPULAR_SITE = {
    Root.C5: "suprascapular", Root.C6: "suprascapular", Root.C7: "interscapular", Root.C8: "scapular",
}  # Tanaka 2006, Mizutamari 2010  # fmt: skip


class Places:
    """Masks (bits,) of one half of the body, worked out when first asked for."""

    def __init__(self, bits: SkinBits) -> None:
        self.bits = bits
        self._known: dict[object, Mask] = {}
        self._having: dict[Root, list[tuple[int, float]]] = {}
        self.atlases = bits.maps.atlases
        self._of_roots = [k for k, atlas in enumerate(self.atlases) if atlas.info.kind is Kind.DERMATOME]

    def area(self, name: str) -> Mask:
        """Return one of the named areas."""
        return self._once(("area", name), lambda: self._area(name))

    @cached_property
    def along(self) -> NDArray[np.float64]:
        """How far out each bit lies on its limb: 0 hip or shoulder, 1 knee or elbow, 2 ankle or wrist; -1 elsewhere."""
        names = np.array(self.bits.names)[self.bits.segment]
        far = np.isin(names, HAND + FOOT)
        limb = np.isin(names, ("leg", "arm"))
        return np.where(far, 2.0 + self.bits.first, np.where(limb, self.bits.first, -1.0))

    def maps_of(self, root: Root) -> list[tuple[int, float]]:
        """Return the maps of roots that have a root, with the weight of their evidence for it."""
        if root not in self._having:
            self._having[root] = [
                (k, max(EVIDENCE_WEIGHT.get(grade, 1.0) for grade in grades))
                for k in self._of_roots
                if (grades := [t.evidence for t in self.atlases[k].info.territories if _is_of(t, root)])
                and self.bits.cm2(self.of_root(k, root)) > LEAST_CM2
            ]
        return self._having[root]

    def of_root(self, map_place: int, root: Root, *, core: bool = False) -> Mask:
        """Return what a map gives to a root; with `core` only the inner part where the map draws one."""
        return self._once(
            (map_place, root, core), lambda: self._of_root(self.atlases[map_place], map_place, root, core)
        )

    def territories(self, kind: Kind, names: Sequence[str]) -> Mask:
        """Return the skin that the first map of a kind gives to any of some territories."""
        return self._once((kind, *names), lambda: self._territories(kind, names))

    def below(self, level: Root) -> Mask:
        """Return all skin at and below a level of the cord, by the first map of roots that has it."""
        return self._once(("below", level), lambda: self._below(level))

    def _once(self, key: object, work: Callable[[], Mask]) -> Mask:
        if key not in self._known:
            self._known[key] = work()
        return self._known[key]

    def _area(self, name: str) -> Mask:
        found = np.zeros(len(self.bits), bool)
        for segment, low, high, start, stop in _AREAS[name]:
            here = self.bits.segment == self.bits.names.index(segment)
            inside = (self.bits.first >= low) & (self.bits.first <= high)
            turn = self.bits.second
            round_it = (turn >= start) & (turn <= stop) if start <= stop else (turn >= start) | (turn <= stop)
            if segment.startswith(("hand", "foot")):
                round_it = np.ones(len(self.bits), bool)
            found |= here & inside & round_it
        return found

    def _of_root(self, atlas: CompiledAtlas, place: int, root: Root, core: bool) -> Mask:
        mine = [k for k, t in enumerate(atlas.info.territories) if _is_of(t, root)]
        cores = [k for k in mine if atlas.info.territories[k].id.endswith("_core")]
        wanted = cores if core and cores else mine
        labels = np.asarray(atlas.member[:, wanted].any(axis=1), bool)  # none of them where nothing is wanted
        return np.asarray(self.bits.share(place, labels) >= HALF)

    def _territories(self, kind: Kind, names: Sequence[str]) -> Mask:
        for place, atlas in enumerate(self.atlases):
            mine = [k for k, t in enumerate(atlas.info.territories) if t.id in names]
            if atlas.info.kind is kind and mine:
                labels = np.asarray(atlas.member[:, mine].any(axis=1), bool)
                return np.asarray(self.bits.share(place, labels) >= HALF)
        return np.zeros(len(self.bits), bool)

    def _below(self, level: Root) -> Mask:
        found = np.zeros(len(self.bits), bool)
        place = max(self._of_roots, key=lambda k: len({t.id for t in self.atlases[k].info.territories}))
        full = [k for k in self._of_roots if not self.atlases[k].info.shares]
        for root in Root:
            if root >= level:
                found |= self.of_root(full[0] if full else place, root)
        return found


def _is_of(territory: Territory, root: Root) -> bool:
    """Return whether a territory is a root's, alone or joined with one other."""
    return root in territory.roots and len(territory.roots) <= 2
