"""What a root lesion is felt like: pain and feeling in the own dermatome or elsewhere, as often as studies count."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rootmap.anatomy.vocabulary import Quality, Root
from rootmap.simulate import judgement
from rootmap.simulate.causes import region_of
from rootmap.simulate.places import SCAPULAR_SITE, Places
from rootmap.simulate.published import AREAS, Published
from rootmap.simulate.sketch import Sketch, linked_chances
from rootmap.simulate.skin_bits import Mask

SPINAL = tuple(root for root in Root if root.is_spinal)
TOGETHER = 0.5  # correlation of pain, tingling and numbness being where they should: judgement


@dataclass(frozen=True)
class Struck:
    """A root of one patient: the map that is the patient's own, and what it gives to the root (bits,)."""

    root: Root
    map_place: int
    skin: Mask
    core: Mask


class RootDrawing:
    """Draws root lesions. The map of each patient is chosen among those that have the root, by their evidence."""

    def __init__(self, places: Places, numbers: Published) -> None:
        self._places, self._numbers = places, numbers

    def struck(self, root: Root, chance: np.random.Generator) -> Struck:
        """Return a root as one patient has it."""
        maps = self._places.maps_of(root)
        weight = np.array([share for _, share in maps])
        place = maps[int(chance.choice(len(maps), p=weight / weight.sum()))][0]
        core = self._places.of_root(place, root, core=True)
        return Struck(root, place, self._places.of_root(place, root), core)

    def draw(self, sketch: Sketch, roots: tuple[Root, ...], side: int) -> None:
        """Paint what one or two struck roots make a patient feel on one side."""
        struck = [self.struck(root, sketch.chance) for root in roots]
        for each in struck:
            sketch.own[:, side] |= each.skin
        where = linked_chances(sketch.chance, 3, TOGETHER)
        levels = 1 + int(sketch.chance.poisson(self._numbers.levels_off - 1.0))
        for each in self._chosen(struck, sketch):
            if sketch.happens(judgement.PAIN_SHOWN):
                self._pain(sketch, each, side, where[0], levels)
        for each in self._chosen(struck, sketch):
            if sketch.happens(judgement.TINGLING_SHOWN):
                self._tingling(sketch, each, side, where[1], levels)
        for each in self._chosen(struck, sketch):
            if sketch.happens(judgement.NUMBNESS_SHOWN):
                self._numbness(sketch, each, side, where[2], levels)
        if not sketch.layers:  # who comes has something to show
            self._pain(sketch, struck[0], side, where[0], levels)

    def _chosen(self, struck: list[Struck], sketch: Sketch) -> list[Struck]:
        """Return the roots a quality follows: all of them, or of two only one."""
        if len(struck) != 2:
            return struck
        u = sketch.chance.random()
        if u < judgement.ONE_ROOT_ALONE:
            return struck[:1]
        return struck[1:] if u < 2.0 * judgement.ONE_ROOT_ALONE else struck

    def own_pain_share(self, root: Root) -> float:
        """Return how often a root's pain keeps to its dermatome (Murphy 2009)."""
        if root is Root.S1:
            return self._numbers.own_pain_s1
        outside = self._numbers.non_dermatomal.get(region_of((root,)))
        return judgement.OTHER_ROOT_OWN_PAIN if outside is None else 1.0 - outside

    def _pain(self, sketch: Sketch, struck: Struck, side: int, where: float, levels: int) -> None:
        region = region_of((struck.root,))
        quality = Quality.BURNING if sketch.happens(judgement.BURNING_INSTEAD) else Quality.PAIN
        if where < self.own_pain_share(struck.root):
            pattern = "own"
            felt = sketch.partly(sketch.extent(struck.skin, "pain"))
        else:
            ways = dict(judgement.ELSEWHERE[region])
            if struck.root not in self._numbers.areas:
                ways.pop("areas", None)
            pattern = sketch.choose(ways)
            felt = self._elsewhere(sketch, struck, pattern, levels)
        sketch.trace["pain"] = pattern
        if pattern != "areas":
            felt = felt | self._axial(sketch, struck.root, region)
        sketch.add(quality, felt, side)

    def _elsewhere(self, sketch: Sketch, struck: Struck, pattern: str, levels: int) -> Mask:
        places = self._places
        if pattern == "areas":
            return self._by_area(sketch, struck.root)
        if pattern == "neighbour":
            other = self._projected(sketch, struck.root, levels)
            return sketch.partly(sketch.extent(self._skin_of(other, struck, sketch), "pain"))
        if pattern == "several":
            beside = [self._skin_of(self._away(struck.root, step), struck, sketch) for step in (-1, 1)]
            taken = beside if sketch.happens(0.4) else [beside[int(sketch.chance.integers(2))]]
            return sketch.partly(sketch.extent(np.logical_or.reduce([struck.skin, *taken]), "pain"))
        if pattern == "wide":
            return sketch.partly(places.area("arm"), 0.3, 0.7)
        lumbar = region_of((struck.root,)) == "lumbar"
        girdle = places.area("low_back") | places.area("buttock") if lumbar else places.area("neck")
        return sketch.partly(girdle) if region_of((struck.root,)) != "other" else sketch.partly(struck.skin, 0.1, 0.3)

    def _by_area(self, sketch: Sketch, root: Root) -> Mask:
        """Return part of each area that hurts, each as often as Furman 2019 found it for the root."""
        shares = self._numbers.areas[root]
        named = [area for area in AREAS if sketch.happens(shares[area])]
        sketch.trace["areas"] = " ".join(named)
        parts = [sketch.partly(self._places.area(area), 0.2, 0.6) for area in named]
        return np.logical_or.reduce(parts) if parts else sketch.partly(self._places.area("low_back"))

    def _axial(self, sketch: Sketch, root: Root, region: str) -> Mask:
        """Return the pain of neck, shoulder blade or buttock that comes with it."""
        felt = np.zeros(len(self._places.bits), bool)
        if region == "cervical":
            if sketch.happens(self._numbers.neck_pain):
                felt |= sketch.partly(self._places.area("neck"), 0.3, 0.8)
            if sketch.happens(self._numbers.scapular_pain):
                felt |= sketch.partly(self._places.area(SCAPULAR_SITE.get(root, "suprascapular")), 0.4, 0.9)
        elif region == "lumbar":
            shares = self._numbers.areas.get(root, self._numbers.areas[Root.L3 if root < Root.L3 else Root.S1])
            if sketch.happens(shares["buttock"]):
                felt |= sketch.partly(self._places.area("buttock"), 0.15, 0.5)
        return felt

    def _tingling(self, sketch: Sketch, struck: Struck, side: int, where: float, levels: int) -> None:
        """Paint tingling: L5 and S1 as Taylor 2013 counts, the other roots by the share of standard patterns."""
        figure = self._numbers.tingling.get(struck.root)
        mostly = self._numbers.standard_pattern if figure is None else figure.mostly_inside
        some = mostly if figure is None else figure.any_inside
        own = sketch.partly(sketch.extent(struck.skin, "feeling"))
        if where < mostly:
            pattern, felt = "inside", own
        else:
            other = self._skin_of(self._away(struck.root, self._signed(sketch, levels)), struck, sketch) & ~struck.skin
            felt = sketch.partly(sketch.extent(other, "feeling"))
            pattern = "outside"
            if where < some:
                pattern = "touching"
                cm2 = self._places.bits.cm2
                share = min(1.0, cm2(felt) / judgement.TINGLING_SPILL / max(cm2(own), 1e-6))
                felt = felt | sketch.hand.part(own, share)
        sketch.trace["tingling"] = pattern
        sketch.add(Quality.TINGLING, felt, side)

    def _numbness(self, sketch: Sketch, struck: Struck, side: int, where: float, levels: int) -> None:
        """Paint numbness: L4 to S1 where Nitta 1993 found it, the others by the share of standard patterns."""
        core = self._numbers.numb_core.get(struck.root)
        share = self._numbers.standard_pattern if core is None else core * judgement.PARTIAL_LESION
        if where < share:
            pattern, felt = "own", struck.core
        else:
            pattern = "neighbour"
            felt = self._skin_of(self._away(struck.root, self._signed(sketch, levels)), struck, sketch)
        sketch.trace["numbness"] = pattern
        sketch.add(Quality.NUMBNESS, sketch.partly(sketch.extent(felt, "feeling")), side)

    def _skin_of(self, root: Root, struck: Struck, sketch: Sketch) -> Mask:
        """Return another root's skin by the patient's own map, or where that has none of it by another."""
        skin = self._places.of_root(struck.map_place, root)
        return skin if skin.any() else self.struck(root, sketch.chance).skin

    def _projected(self, sketch: Sketch, root: Root, levels: int) -> Root:
        """Return the root whose skin hurts instead: Kortelainen 1985 for L5 and S1, else some levels away."""
        shares: Mapping[Root, float] | None = self._numbers.projected.get(root)
        if shares is None:
            return self._away(root, self._signed(sketch, levels))
        return Root(sketch.choose({other.value: share for other, share in shares.items()}))

    def _signed(self, sketch: Sketch, levels: int) -> int:
        return levels if sketch.happens(0.5) else -levels

    def _away(self, root: Root, steps: int) -> Root:
        """Return the spinal root some steps down (up when negative); at an end of the chain, the other way."""
        if not root.is_spinal:
            divisions = (Root.V1, Root.V2, Root.V3)
            return divisions[(divisions.index(root) + (1 if steps > 0 else -1)) % 3]
        place = SPINAL.index(root)
        return SPINAL[place + steps] if 0 <= place + steps < len(SPINAL) else SPINAL[place - steps]
