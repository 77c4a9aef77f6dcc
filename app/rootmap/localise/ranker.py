"""The posterior: prior, drawing and findings put together, with the contribution of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet, candidate_set, log_prior
from rootmap.localise.evidence import AreaTable, Contribution, Finding, Ranked, Ranking
from rootmap.localise.skin_evidence import SkinEvidence, SkinModel

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.compiled import CompiledAtlas

LN10 = float(np.log(10.0))


class Ranker:
    """Ranks the candidates of the chosen maps; build once per choice of maps, then call `rank` as often as wished."""

    def __init__(self, atlases: Sequence["CompiledAtlas"], anatomy: "Anatomy | None" = None) -> None:
        self.candidates: CandidateSet = candidate_set(atlases)
        self.anatomy = anatomy
        self._skin = SkinModel(self.candidates)
        self._log_prior = log_prior(self.candidates.groups)
        self._prior_bars = (self._log_prior - self._log_prior.mean()) / LN10

    def rank(self, table: AreaTable, findings: Sequence[Finding] = ()) -> Ranking:
        """Return every candidate, the likeliest first; with nothing painted or found the order is the prior's."""
        skin = self._skin.evidence(table)
        log_posterior = self._log_prior[:, None] + skin.total
        probability = posterior(log_posterior)
        entries = self._entries(probability, table, skin)
        return Ranking(entries, has_evidence=not table.is_blank or bool(findings))

    def _entries(self, probability: NDArray[np.float64], table: AreaTable, skin: SkinEvidence) -> tuple[Ranked, ...]:
        inside, covered, area = (values.ravel().tolist() for values in self._skin.overlap(table))
        flat = probability.ravel()
        order = np.argsort(-flat, kind="stable").tolist()
        return tuple(
            Ranked(
                self.candidates.candidates[place],
                float(flat[place]),
                inside[place],
                covered[place],
                area[place],
                self._contributions(place, skin),
            )
            for place in order
        )

    def _contributions(self, place: int, skin: SkinEvidence) -> tuple[Contribution, ...]:
        row, column = divmod(place, 2)
        found = [Contribution("prior", {}, float(self._prior_bars[row]), "judgement")]
        for quality, values in skin.by_quality.items():
            found.append(Contribution(f"skin.{quality}", {}, float(values[row, column]) / LN10, "maps"))
        return tuple(found)


def posterior(log_weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities that sum to 1 for unnormalised log weights, never above 1 - LAPSE plus one equal share."""
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray((1.0 - model.LAPSE) * weight / weight.sum() + model.LAPSE / log_weight.size)
