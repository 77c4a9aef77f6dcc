"""The patient's hand: skin that is felt becomes round marks, with the sloppiness of a brush."""

from dataclasses import dataclass

import numpy as np

from rootmap.simulate import judgement
from rootmap.simulate.skin_bits import MOST_REACH_MM, Disc, Mask, SkinBits

MOST_MARKS = 70  # a patient tires
SPACING = 0.85  # marks overlap: the next begins this part of a radius away


@dataclass(frozen=True)
class Hand:
    """One patient's way of painting: the brush relative to the usual one, and how far all borders are shifted (mm)."""

    bits: SkinBits
    chance: np.random.Generator
    brush: float
    shift: np.ndarray[tuple[int], np.dtype[np.float64]]

    def paint(self, felt: Mask, side: int) -> list[Disc]:
        """Return marks that cover the felt skin (bits,) of one side, loosely."""
        left = felt.copy()
        wobble = self.shift + self.chance.normal(0.0, judgement.WOBBLE_MM, (MOST_MARKS, 3))
        marks: list[Disc] = []
        for bit in self.chance.permutation(np.flatnonzero(felt)).tolist():
            if not left[bit]:
                continue
            name = self.bits.names[self.bits.segment[bit]]
            usual = judgement.BRUSH_MM.get(name, judgement.FINE_BRUSH_MM)
            radius = min(usual * self.brush, MOST_REACH_MM / 2.0)
            left[self.bits.reach(bit, SPACING * radius)] = False
            away = wobble[len(marks)] * min(1.0, usual / judgement.BRUSH_MM["arm"])
            marks.append(Disc(self.bits.nearest(self.bits.place[bit] + away, bit), side, radius))
            if len(marks) >= MOST_MARKS:
                break
        return marks

    def part(self, felt: Mask, share: float) -> Mask:
        """Return the connected-looking part of some skin: the share of it that lies nearest to a random bit."""
        places = np.flatnonzero(felt)
        if share >= 1.0 or len(places) < 2:
            return felt
        start = self.bits.place[self.chance.choice(places)]
        distance = ((self.bits.place[places] - start) ** 2).sum(axis=1)
        kept = np.zeros(len(felt), bool)
        kept[places[np.argsort(distance, kind="stable")[: max(1, round(share * len(places)))]]] = True
        return kept


def new_hand(bits: SkinBits, chance: np.random.Generator) -> Hand:
    """Return the hand of a new patient."""
    brush = float(np.exp(chance.normal(0.0, judgement.BRUSH_SPREAD)))
    return Hand(bits, chance, brush, chance.normal(0.0, judgement.SHIFT_MM, 3))
