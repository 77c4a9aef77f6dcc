"""A simulated drawing in the making: which skin is felt how, painted by one patient's hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import erf, sqrt

import numpy as np

from rootmap.anatomy.vocabulary import Quality
from rootmap.simulate import judgement
from rootmap.simulate.hand import Hand
from rootmap.simulate.places import Places
from rootmap.simulate.skin_bits import Disc, Mask

LEAST_CM2 = 4.0
ON_A_LIMB = 0.5  # skin of which at least this share lies on a limb is cut to an extent
EXTENTS = {"whole": (-9.0, 9.0), "to_ankle": (-9.0, 1.9), "to_knee": (-9.0, 1.0), "distal": (0.95, 9.0)}


@dataclass
class Sketch:
    """What has been painted so far; `own` is the cause's own skin (bits, 2), `trace` says how things came about."""

    hand: Hand
    places: Places
    chance: np.random.Generator
    own: Mask
    layers: dict[Quality, list[Disc]] = field(default_factory=dict)
    trace: dict[str, str] = field(default_factory=dict)

    def add(self, quality: Quality, felt: Mask, side: int) -> None:
        """Paint felt skin (bits,) of one side; too little is left out."""
        if felt.any():
            self.layers.setdefault(quality, []).extend(self.hand.paint(felt, side))

    def partly(self, felt: Mask, low: float = judgement.KEEP[0], high: float = judgement.KEEP[1]) -> Mask:
        """Return a coherent part of some skin, its share between two limits."""
        return self.hand.part(felt, float(self.chance.uniform(low, high)))

    def extent(self, felt: Mask, sort: str) -> Mask:
        """Cut a limb's strip as patients do: to knee or ankle (elbow or wrist), or only the far part."""
        cm2, along = self.hand.bits.cm2, self.places.along
        if cm2(felt & (along > 0.0)) < ON_A_LIMB * cm2(felt):
            return felt
        low, high = EXTENTS[self.choose(judgement.EXTENT[sort])]
        cut = felt & (along >= low) & (along <= high)
        return cut if cm2(cut) >= LEAST_CM2 else felt

    def choose(self, weights: Mapping[str, float]) -> str:
        """Return one of the keys, by weight."""
        names = list(weights)
        shares = np.array(list(weights.values()))
        return names[int(self.chance.choice(len(names), p=shares / shares.sum()))]

    def happens(self, share: float) -> bool:
        """Return whether something with this chance happens."""
        return bool(self.chance.random() < share)


def linked_chances(chance: np.random.Generator, count: int, correlation: float) -> list[float]:
    """Return numbers evenly spread over 0 to 1 that go together: compare each with a share of its own."""
    shared = chance.normal()
    noise = chance.normal(size=count)
    values = sqrt(correlation) * shared + sqrt(1.0 - correlation) * noise
    return [0.5 * (1.0 + erf(value / sqrt(2.0))) for value in values.tolist()]


def stray_marks(sketch: Sketch, side: int) -> None:
    """Add what has nothing to do with the cause: a patch elsewhere, some of it on the other side too."""
    if not sketch.layers:
        return
    quality = next(iter(sketch.layers))
    if sketch.happens(judgement.STRAY_MARK):
        bit = int(sketch.chance.integers(len(sketch.hand.bits)))
        sketch.layers[quality].append(Disc(bit, side, float(sketch.chance.uniform(8.0, 35.0))))
        sketch.trace["stray"] = "elsewhere"
    if sketch.happens(judgement.OTHER_SIDE):
        marks = sketch.layers[quality]
        sketch.layers[quality] = marks + [Disc(m.bit, 1 - m.side, m.radius_mm) for m in marks[: len(marks) // 2 + 1]]
        sketch.trace["other_side"] = "some"
