"""The patient's hand: skin that is felt becomes round marks, with the sloppiness of a brush."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from rootmap.simulate import judgement
from rootmap.simulate.skin_bits import FINE_SEGMENTS, MOST_REACH_MM, Disc, Mask, SkinBits

MOST_MARKS = 90  # a patient tires
FRESH_SKIN = 0.6  # about the part of a mark that no other covers; a little is missed
SPACING = 1.0  # the next mark begins this many radii from the middle of those before


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
        radii = self._radii(felt)
        wobble = self.shift + self.chance.normal(0.0, judgement.WOBBLE_MM, (MOST_MARKS, 3))
        marks: list[Disc] = []
        for bit in self.chance.permutation(np.flatnonzero(felt)).tolist():
            if not left[bit]:
                continue
            radius = radii[self.bits.segment[bit]]
            left[self.bits.reach(bit, SPACING * radius)] = False
            away = wobble[len(marks)] * min(1.0, radius / judgement.BRUSH_MM["arm"])
            marks.append(Disc(self.bits.beside(bit, away), side, radius))
            if len(marks) >= MOST_MARKS:
                break
        return marks

    def _radii(self, felt: Mask) -> list[float]:
        """Return the brush for each segment, mm: broader where so much is felt that the patient would tire."""
        usual = [judgement.BRUSH_MM.get(name, judgement.FINE_BRUSH_MM) * self.brush for name in self.bits.names]
        skin = np.bincount(self.bits.segment[felt], self.bits.area[felt], len(usual))
        needed = float(sum(skin / (FRESH_SKIN * np.pi * (np.array(usual) / 10.0) ** 2)))
        broader = max(1.0, sqrt(needed / MOST_MARKS))
        fine = [name in FINE_SEGMENTS for name in self.bits.names]
        return [min(r * broader, MOST_REACH_MM * (0.5 if f else 0.7)) for r, f in zip(usual, fine, strict=True)]

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
