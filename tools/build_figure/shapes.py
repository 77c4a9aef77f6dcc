"""The bodies one can build: how much of each published shape they are, and how tall they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .mesh import symmetrise
from .source import Source, apply_target

ORIGINS = ("caucasian", "asian", "african")
BOTH_SEXES = {"male": 0.5, "female": 0.5}
GROWN = {"young": 1.0}  # the source's word for an adult of 25 years
ABOUT_NINE = {"child": 0.9, "baby": 0.1}  # the source's child is 10 years old, its baby 1 year


@dataclass(frozen=True)
class Shape:
    """A mixture of the published shapes; each mapping of shares adds up to one. Origins are mixed evenly."""

    name: str
    stature_mm: float  # crown to heel with flat feet
    sexes: Mapping[str, float]
    ages: Mapping[str, float]
    heavier: float  # share of the heavy shape: the source's "average" is slim

    def vertices(self, source: Source) -> NDArray[np.float64]:
        """Return the rest vertices, symmetrical."""
        vertices = source.vertices.copy()
        for sex, of_sex in self.sexes.items():
            for age, of_age in self.ages.items():
                part = of_sex * of_age
                for weight, share in (("averageweight", 1 - self.heavier), ("maxweight", self.heavier)):
                    universal = f"macrodetails/universal-{sex}-{age}-averagemuscle-{weight}"
                    apply_target(source, vertices, universal, share * part)
                for origin in ORIGINS:
                    apply_target(source, vertices, f"macrodetails/{origin}-{sex}-{age}", part / len(ORIGINS))
        return symmetrise(vertices, source.mirror)


# Statures are round figures near the means of many countries today; a plausible adult between the sexes.
NEUTRAL = Shape("neutral", 1720.0, BOTH_SEXES, GROWN, 0.15)
SHAPES = {
    shape.name: shape
    for shape in (
        NEUTRAL,
        Shape("female", 1680.0, {"female": 1.0}, GROWN, 0.6),
        Shape("male", 1770.0, {"male": 1.0}, GROWN, 0.15),
        Shape("child", 1330.0, BOTH_SEXES, ABOUT_NINE, 0.15),
    )
}
