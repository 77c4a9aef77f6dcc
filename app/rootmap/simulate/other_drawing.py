"""What everything else feels like: nerves, referred pain, plexus, polyneuropathy, cauda equina and cord."""

from collections.abc import Mapping

import numpy as np

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Quality, Root, roots_between
from rootmap.atlas.model import Kind
from rootmap.localise.evidence import CandidateKind, CandidateSide
from rootmap.simulate import judgement
from rootmap.simulate.causes import CORD_LEVELS, HALF_CORD, Cause
from rootmap.simulate.places import Places
from rootmap.simulate.root_drawing import SPINAL, RootDrawing
from rootmap.simulate.sketch import Sketch
from rootmap.simulate.skin_bits import Mask

BOTH = (0, 1)
ZOSTER = roots_between(Root.T3, Root.L2)
FAMILIES = {"facet_joint_pain": "facet_", "visceral_referred_pain": "visceral_"}
# Chance of each quality, by sort of cause: judgement.
NERVE_FEELS = {Quality.TINGLING: 0.75, Quality.NUMBNESS: 0.65, Quality.PAIN: 0.45}
STOCKING_FEELS = {Quality.TINGLING: 0.70, Quality.NUMBNESS: 0.80, Quality.BURNING: 0.45}
CORD_FEELS = {Quality.NUMBNESS: 0.9, Quality.TINGLING: 0.6}
PLEXUS_FEELS = {Quality.PAIN: 0.95, Quality.NUMBNESS: 0.6, Quality.TINGLING: 0.4}


class OtherDrawing:
    """Draws every cause that is no root lesion."""

    def __init__(self, places: Places, anatomy: Anatomy, links: Links, roots: RootDrawing) -> None:
        self._places, self._anatomy, self._links, self._roots = places, anatomy, links, roots
        self._referred = [
            territory.id
            for atlas in places.atlases
            if atlas.info.kind is Kind.REFERRAL
            for territory in atlas.info.territories
        ]
        self._perianal = anatomy.accuracy["cauda_equina_perianal"].sensitivity or 0.0
        self._both_legs = anatomy.accuracy["cauda_equina_bilat"].sensitivity or 0.0

    def draw(self, sketch: Sketch, cause: Cause) -> None:
        """Paint what a cause makes a patient feel."""
        side = 1 if cause.candidate.side is CandidateSide.RIGHT else 0
        if cause.kind is CandidateKind.NERVE:
            self._nerve(sketch, cause.id, side)
        elif cause.kind is CandidateKind.PLEXUS:
            self._plexus(sketch, cause, side)
        elif cause.kind is CandidateKind.CAUDA:
            self._cauda(sketch, cause)
        elif cause.kind is CandidateKind.CORD:
            self._cord(sketch, cause)
        elif cause.id == "herpes_zoster":
            self._zoster(sketch, side)
        else:
            sides = BOTH if cause.candidate.side is CandidateSide.BOTH else (side,)
            self._pattern(sketch, cause, sides)

    def field_of(self, nerve: str) -> Mask:
        """Return the skin of a nerve and of its branches by the map of nerves."""
        return self._places.territories(Kind.NERVE, self._links.branches_of(nerve))

    def _nerve(self, sketch: Sketch, nerve: str, side: int) -> None:
        skin = self.field_of(nerve)
        sketch.own[:, side] |= skin
        if not skin.any():
            over = self._places.territories(Kind.MUSCLE, self._links.muscles_of(nerve))
            if sketch.happens(judgement.MOTOR_NERVE_ACHE):
                sketch.add(Quality.PAIN, sketch.partly(over, 0.2, 0.6), side)
            return
        sketch.trace["nerve"] = "field"
        if sketch.happens(judgement.NERVE_SPREAD):
            sketch.trace["nerve"] = "spread"
            for area in ("glove", "foot"):
                if (skin & self._places.area(area)).any():
                    skin = skin | sketch.partly(self._places.area(area), 0.4, 0.9)
        self._feel(sketch, NERVE_FEELS, skin, (side,))

    def _pattern(self, sketch: Sketch, cause: Cause, sides: tuple[int, ...]) -> None:
        """Paint referred pain, or the stocking of a polyneuropathy, from the map of referral patterns."""
        skin = self._pattern_skin(sketch, cause.id)
        for side in sides:
            sketch.own[:, side] |= skin
        if cause.kind is CandidateKind.POLYNEUROPATHY:
            self._feel(sketch, STOCKING_FEELS, skin, sides, low=0.8)
            return
        for side in sides:
            sketch.add(Quality.PAIN, sketch.partly(skin, 0.5, 1.0), side)
        if sketch.happens(judgement.REFERRAL_FEELING):
            sketch.add(Quality.TINGLING, sketch.partly(skin, 0.1, 0.4), sides[0])

    def _pattern_skin(self, sketch: Sketch, name: str) -> Mask:
        family = FAMILIES.get(name)
        if family is not None:
            members = [each for each in self._referred if each.startswith(family) and not each.endswith("_core")]
            return self._places.territories(Kind.REFERRAL, (members[int(sketch.chance.integers(len(members)))],))
        core = f"{name}_core"
        if core in self._referred and sketch.happens(judgement.REFERRAL_CORE):
            return self._places.territories(Kind.REFERRAL, (core,))
        if name in self._referred:
            return self._places.territories(Kind.REFERRAL, (name,))
        legs = [self._places.area(area) for area in ("buttock", "post_thigh", "post_leg")]
        return np.asarray(np.logical_or.reduce(legs))  # lumbar stenosis: both legs, often vague

    def _plexus(self, sketch: Sketch, cause: Cause, side: int) -> None:
        count = min(len(cause.roots), 2 + int(sketch.happens(0.5)))
        start = int(sketch.chance.integers(len(cause.roots) - count + 1))
        struck = [self._roots.struck(root, sketch.chance).skin for root in cause.roots[start : start + count]]
        skin = np.logical_or.reduce(struck)
        sketch.own[:, side] |= skin
        self._feel(sketch, PLEXUS_FEELS, sketch.partly(skin, 0.5, 0.9), (side,))

    def _zoster(self, sketch: Sketch, side: int) -> None:
        root = ZOSTER[int(sketch.chance.integers(len(ZOSTER)))]
        sketch.trace["zoster"] = root.value
        band = self._roots.struck(root, sketch.chance).skin
        sketch.own[:, side] |= band
        self._feel(sketch, {Quality.BURNING: 0.9, Quality.HYPERSENSITIVITY: 0.7}, band, (side,))

    def _cauda(self, sketch: Sketch, cause: Cause) -> None:
        saddle = self._places.area("saddle")
        for root in cause.roots:
            if root >= Root.S3:
                saddle = saddle | self._roots.struck(root, sketch.chance).skin
        sketch.own[:] |= saddle[:, None]
        conus = cause.id == "conus_medullaris"
        if conus or sketch.happens(self._perianal):
            part = sketch.partly(saddle, 0.5, 1.0)
            for side in BOTH:
                sketch.add(Quality.NUMBNESS, part if conus else sketch.partly(saddle, 0.3, 1.0), side)
        if not conus:
            legs = BOTH if sketch.happens(self._both_legs) else (int(sketch.chance.integers(2)),)
            for side in legs:
                root = (Root.L4, Root.L5, Root.S1, Root.S2)[int(sketch.chance.integers(4))]
                skin = self._roots.struck(root, sketch.chance).skin
                sketch.own[:, side] |= skin
                sketch.add(Quality.PAIN, sketch.partly(sketch.extent(skin, "pain")), side)

    def _cord(self, sketch: Sketch, cause: Cause) -> None:
        places = self._places
        level = cause.roots[0] if cause.roots else CORD_LEVELS[int(sketch.chance.integers(len(CORD_LEVELS)))]
        sketch.trace["level"] = level.value
        if cause.id.startswith(HALF_CORD):
            self._half_cord(sketch, level, 1 if cause.candidate.side is CandidateSide.RIGHT else 0)
            return
        hands, feet, cape = places.area("glove"), places.area("sock"), places.area("cape")
        skins: Mapping[str, Mask] = {
            "degenerative_cervical_myelopathy": hands,
            "central_cord_syndrome": cape | hands,
            "syringomyelia": cape,
            "dorsal_column_syndrome": hands | feet,
        }
        skin = skins[cause.id] if cause.id in skins else places.below(level)
        sketch.own[:] |= skin[:, None]
        self._feel(sketch, CORD_FEELS, skin, BOTH, low=0.6)

    def _half_cord(self, sketch: Sketch, level: Root, side: int) -> None:
        """Paint loss of pain and temperature below on the other side, and often the band of the level on this one."""
        crossed = self._places.below(SPINAL[SPINAL.index(level) + 1 + int(sketch.happens(0.5))])
        band = self._roots.struck(level, sketch.chance).skin
        sketch.own[:, 1 - side] |= crossed
        sketch.own[:, side] |= band
        self._feel(sketch, CORD_FEELS, crossed, (1 - side,), low=0.6)
        if sketch.happens(judgement.CROSSED_BAND):
            sketch.add(Quality.NUMBNESS, sketch.partly(band), side)

    def _feel(
        self, sketch: Sketch, feels: Mapping[Quality, float], skin: Mask, sides: tuple[int, ...], low: float = 0.5
    ) -> None:
        """Paint each quality with its chance, on the same part of the skin on both sides."""
        felt = [quality for quality, share in feels.items() if sketch.happens(share)]
        for quality in felt or [next(iter(feels))]:
            part = sketch.partly(skin, low, 1.0)
            for side in sides:
                sketch.add(quality, part, side)
