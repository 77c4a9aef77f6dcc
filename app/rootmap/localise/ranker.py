"""The posterior: prior, drawing and findings put together, with the contribution of each."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet, candidate_set, log_prior
from rootmap.localise.evidence import AreaTable, Contribution, Finding, Ranked, Ranking
from rootmap.localise.skin_evidence import SkinEvidence, SkinModel

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.finding_evidence import FindingEvidence, FindingModel
    from rootmap.localise.next_test import NextTestModel
    from rootmap.localise.red_flags import RedFlagModel

LN10 = float(np.log(10.0))
EXPLAINED = 12  # candidates whose contributions are written out; the others have next to no probability
HIT_SOURCE = "Taylor 2013"
PRIOR_SOURCE = "Published shares of operated discs, tempered; judgement where there are none"


class Ranker:
    """Ranks the candidates of the chosen maps; build once per choice of maps, then call `rank` as often as wished.

    Without `anatomy` there are no findings, red flags or next tests.
    """

    def __init__(self, atlases: Sequence["CompiledAtlas"], anatomy: "Anatomy | None" = None) -> None:
        self.candidates: CandidateSet = candidate_set(atlases)
        self.anatomy = anatomy
        self._skin = SkinModel(self.candidates)
        self._map_names = "; ".join(_cited(atlas) for atlas in atlases)
        self._log_prior = log_prior(self.candidates.groups)

    def rank(self, table: AreaTable, findings: Sequence[Finding] = (), *, suggest: bool = True) -> Ranking:
        """Return every candidate, the likeliest first; with nothing painted or found the order is the prior's.

        Without `suggest` no next test is looked for: half the time is saved while the brush moves.

        Raises ValueError for findings without anatomy.
        """
        skin = self._skin.evidence(table)
        found = self._found(findings)
        log_posterior = self._log_prior[:, None] + skin.total
        if found is not None:
            log_posterior = log_posterior + found.total
        probability = posterior(log_posterior)
        entries = self._entries(probability, skin, found)
        has_evidence = not table.is_blank or bool(findings)
        if self.anatomy is None:
            return Ranking(entries, has_evidence=has_evidence)
        return Ranking(
            entries,
            red_flags=self._red_flags.alerts(table, findings),
            next_tests=self._next_tests.suggest(probability, findings) if has_evidence and suggest else (),
            presence=found.presence if found is not None else (),
            has_evidence=has_evidence,
        )

    @cached_property
    def _findings(self) -> "FindingModel":
        from rootmap.localise.finding_evidence import FindingModel

        if self.anatomy is None:
            raise ValueError("findings cannot be weighed without the anatomy tables")
        return FindingModel(self.candidates, self.anatomy)

    @cached_property
    def _red_flags(self) -> "RedFlagModel":
        from rootmap.localise.red_flags import RedFlagModel

        assert self.anatomy is not None
        return RedFlagModel(self.candidates, self.anatomy)

    @cached_property
    def _next_tests(self) -> "NextTestModel":
        from rootmap.localise.next_test import NextTestModel

        assert self.anatomy is not None
        return NextTestModel(self.candidates, self._findings.signs, self.anatomy)

    def _found(self, findings: Sequence[Finding]) -> "FindingEvidence | None":
        return self._findings.evidence(findings) if findings else None

    def _entries(
        self,
        probability: NDArray[np.float64],
        skin: SkinEvidence,
        found: "FindingEvidence | None",
    ) -> tuple[Ranked, ...]:
        inside, covered, area = (values.ravel().tolist() for values in skin.overlap)
        order = np.argsort(-probability.ravel(), kind="stable")
        flat = probability.ravel().tolist()
        reasons = self._reasons(order[:EXPLAINED], skin, found)
        return tuple(
            Ranked(
                self.candidates.candidates[each],
                flat[each],
                inside[each],
                covered[each],
                area[each],
                reasons[place] if place < EXPLAINED else (),
            )
            for place, each in enumerate(order.tolist())
        )

    def _reasons(
        self, leading: NDArray[np.intp], skin: SkinEvidence, found: "FindingEvidence | None"
    ) -> list[tuple[Contribution, ...]]:
        """Return the contributions of the leading candidates; prior and skin are compared with their own mean."""
        bars: list[tuple[str, dict[str, object], NDArray[np.float64], str]] = [
            ("prior", {}, self._log_prior[leading // 2], PRIOR_SOURCE)
        ]
        for quality, values in skin.by_quality.items():
            bars.append((f"skin.{quality}", {"quality": str(quality)}, values.ravel()[leading], self._map_names))
        if skin.hit is not None:
            bars.append(("skin.hit", {}, skin.hit.ravel()[leading], HIT_SOURCE))
        columns = [
            [Contribution(key, params, weight, source) for weight in ((values - values.mean()) / LN10).tolist()]
            for key, params, values, source in bars
        ]
        places = leading.tolist()
        found_by_place = [found.contributions(*divmod(place, 2)) if found is not None else [] for place in places]
        return [(*general, *found_by_place[k]) for k, general in enumerate(zip(*columns, strict=True))]


def posterior(log_weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities that sum to 1 for unnormalised log weights, never above 1 - LAPSE plus one equal share."""
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray((1.0 - model.LAPSE) * weight / weight.sum() + model.LAPSE / log_weight.size)


def _cited(atlas: "CompiledAtlas") -> str:
    return f"{atlas.info.title} ({atlas.info.year})"
