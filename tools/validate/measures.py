"""The statistics of the report: shares with their intervals, calibration, paired differences."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z = 1.96  # 95 %
BINS = 10
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval and the number it is of."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability curve: mean probability given to the first, and how often it was right."""

    stated: float
    right: Share


def share(hits: Flags) -> Share:
    """Return the share of hits with Wilson's interval."""
    count = len(hits)
    if count == 0:
        return Share(0.0, 0.0, 1.0, 0)
    p = float(hits.mean())
    middle = (p + Z**2 / (2 * count)) / (1 + Z**2 / count)
    half = Z / (1 + Z**2 / count) * sqrt(p * (1 - p) / count + Z**2 / (4 * count**2))
    return Share(p, max(0.0, middle - half), min(1.0, middle + half), count)


def difference(one: Flags, other: Flags) -> Share:
    """Return how much oftener `one` hits than `other` in the same patients, with the interval of paired shares."""
    count = len(one)
    gained, lost = int((one & ~other).sum()), int((other & ~one).sum())
    value = (gained - lost) / count
    error = sqrt(max(gained + lost - (gained - lost) ** 2 / count, 0.0)) / count
    return Share(value, value - Z * error, value + Z * error, count)


def mean(values: Numbers) -> Share:
    """Return a mean with its interval by the normal approximation."""
    error = float(values.std(ddof=1)) / sqrt(len(values)) if len(values) > 1 else 0.0
    value = float(values.mean())
    return Share(value, value - Z * error, value + Z * error, len(values))


def reliability(stated: Numbers, right: Flags) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold anything."""
    place = np.minimum((stated * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(float(stated[place == k].mean()), share(right[place == k])) for k in range(BINS) if (place == k).any()
    )


def calibration_error(stated: Numbers, right: Flags) -> float:
    """Return the expected calibration error of the first answer: the mean gap of the bins, by their size."""
    bins = reliability(stated, right)
    return sum(each.right.count * abs(each.stated - each.right.value) for each in bins) / max(len(stated), 1)
