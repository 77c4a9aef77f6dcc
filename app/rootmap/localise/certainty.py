"""How sure the ranking may be: what is kept back, and between what bounds each probability lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from rootmap.localise import model
from rootmap.localise.draws import exponentials, normals

Array = NDArray[np.float64]
_SEED = 20_261_125  # the same resamples each time: an interval must not flicker


def kept_back(before: Array, findings: Array, healthy: float, kinds: int) -> float:
    """Return the belief left for what is not on the list.

    `before` is the log weight of each candidate without the findings, `findings` what these add (candidates,). Before
    them the first LAPSE is kept back. A normal examination adds to it, for nothing on the list needs it less than what
    touches no nerve; the more kinds of evidence there are, the less may be left of it.
    """
    weight = np.exp(before - before.max())
    listed = (1.0 - model.LAPSE[0]) * float(weight @ np.exp(findings)) / float(weight.sum())
    other = model.LAPSE[0] * np.exp(healthy)
    least = model.LAPSE[min(max(kinds, 1), len(model.LAPSE)) - 1]
    return max(float(other / (other + listed)), least)


def posterior(log_weight: Array, unexplained: float) -> Array:
    """Return a probability for each candidate, along the last axis; together they leave `unexplained` of 1."""
    weight = np.exp(log_weight - log_weight.max(axis=-1, keepdims=True))
    return np.asarray((1.0 - unexplained) * weight / weight.sum(axis=-1, keepdims=True))


@dataclass(frozen=True)
class Uncertain:
    """What goes into one ranking, apart from each other, one column per candidate.

    `prior` (candidates,); `by_map` and `map_weight` (maps, candidates): the layers' evidence as each map gives it,
    already weighted, and these weights; `inside` (candidates,) the share of the paint in its own skin; `fit`
    (candidates,) the rest of the drawing's evidence; `findings` (findings, candidates).
    """

    prior: Array
    by_map: Array
    map_weight: Array
    inside: Array
    fit: Array
    findings: Array


class Resampler:
    """Ranks again and again with the uncertain inputs drawn anew, and keeps where each probability then lies."""

    def __init__(self, candidates: int, maps: int) -> None:
        chance = Random(_SEED)
        self._sharpness = np.exp(model.SPREAD_OF_CONCENTRATION * normals(chance, model.SAMPLES, 1))
        self._noise = model.SPREAD_OF_NOISE * normals(chance, model.SAMPLES, 1)
        self._maps = exponentials(chance, model.SAMPLES, maps)
        self._prior = model.SPREAD_OF_PRIOR * normals(chance, model.SAMPLES, candidates)

    def interval(self, parts: Uncertain, tests: Sequence[str], unexplained: float) -> tuple[Array, Array]:
        """Return the low and the high end of each candidate's probability, (candidates,) each."""
        share = self._maps @ parts.map_weight
        skin = self._maps @ parts.by_map / np.where(share > 0.0, share, 1.0)
        skin = self._sharpness * (skin + self._noise * parts.inside) + parts.fit
        found = np.stack([_weight(test) for test in tests], axis=1) @ parts.findings if tests else 0.0
        sampled = posterior(parts.prior + self._prior + skin + found, unexplained)
        ordered = np.sort(sampled, axis=0)
        low, high = (ordered[round(part * (model.SAMPLES - 1))] for part in model.INTERVAL)
        return low, high


@cache
def _weight(test: str) -> Array:
    """Return how much a finding counts in each sample, (samples,): the same numbers whatever else is found."""
    return 1.0 + model.SPREAD_OF_SIGN * normals(Random(f"{_SEED} {test}"), model.SAMPLES)
