"""The posterior: prior, drawing and findings put together, with the contribution of each."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet, candidate_set
from rootmap.localise.certainty import Resampler, Uncertain, kept_back, posterior
from rootmap.localise.evidence import (
    AreaTable,
    Candidate,
    Contradiction,
    Contribution,
    Entries,
    Finding,
    NextTest,
    Outlook,
    Ranked,
    Ranking,
    RedFlagAlert,
)
from rootmap.localise.hypotheses import Hypothesis
from rootmap.localise.settings import Setting, log_prior_in
from rootmap.localise.skin_evidence import SkinEvidence, SkinModel

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.finding_evidence import FindingEvidence, FindingModel
    from rootmap.localise.next_test import NextTestModel
    from rootmap.localise.red_flags import RedFlagModel
    from rootmap.localise.separate import Separation, Separator

Array = NDArray[np.float64]
LN10 = float(np.log(10.0))
COMPARED = 12  # what prior and drawing say of a candidate is compared with the mean of so many leaders
SHOWN_OUTLOOKS = 3  # candidates of whom it is said what a next test would make of them
FIT_SOURCES = {
    "hit": "Taylor 2013",
    "extent": "judgement",
    "edge": "judgement",
    "feels": "the clinical picture; the size is judgement",
}
PRIOR_SOURCE = "Published shares of operated discs, tempered; judgement where there are none"
SETTING_SOURCE = "Published shares of operated discs, and judgement of who comes to: {}"


@dataclass(frozen=True)
class _Weighed:
    """One ranking on its way: the parts of the evidence, and what comes of them, one value per candidate."""

    skin: SkinEvidence
    found: "FindingEvidence | None"
    unexplained: float
    probability: Array


class Ranker:
    """Ranks the candidates of the chosen maps; build once per choice of maps, then call `rank` as often as wished.

    Without `anatomy` there are single roots only, and no findings, red flags or next tests.
    """

    def __init__(self, atlases: Sequence["CompiledAtlas"], anatomy: "Anatomy | None" = None) -> None:
        self.candidates: CandidateSet = candidate_set(atlases, anatomy)
        self.anatomy = anatomy
        self._skin = SkinModel(self.candidates)
        self._cited = tuple(_cited(atlas) for atlas in atlases)
        self._map_names = "; ".join(self._cited)
        self.map_ids = tuple(each.atlas_id for each in self.candidates.maps)
        self._odd: tuple[tuple[Finding | Candidate, ...], tuple[Contradiction, ...]] = ((), ())
        self.setting = Setting.ANYONE
        self.log_prior: Array = log_prior_in(self.setting, self.candidates, anatomy)

    def rank(
        self, table: AreaTable, findings: Sequence[Finding] = (), *, suggest: bool = True, explain: bool = True
    ) -> Ranking:
        """Return every candidate, the likeliest first; with nothing painted or found the order is the prior's.

        Without `suggest` there are no next tests and intervals, without `explain` no contributions: much time is saved
        while the brush moves, or where nobody asks why. Raises ValueError for findings without anatomy.
        """
        weighed = self._weigh(table, findings)
        order = np.argsort(-weighed.probability, kind="stable")
        spans = self._spans(weighed, table) if suggest else None
        ranking = Ranking(
            Entries(len(order), lambda count: self._entries(weighed, order[:count], spans, explain=explain)),
            has_evidence=not table.is_blank or bool(findings),
            is_local=not table.is_blank or self._speaks_for(int(order[0]), weighed),
            unexplained=weighed.unexplained,
            maps=self.map_ids,
        )
        if self.anatomy is None:
            return ranking
        alerts = self._red_flags.alerts(table, findings)
        leader = self.candidates.candidates[order[0]]
        return replace(
            ranking,
            red_flags=alerts,
            next_tests=self._suggested(weighed, table, findings, alerts) if ranking.has_evidence and suggest else (),
            presence=weighed.found.presence if weighed.found is not None else (),
            contradictions=self._contradictions(findings, leader) if findings else (),
        )

    def separate(self, first: Candidate, second: Candidate) -> "Separation":
        """Return what tells two candidates apart. Raises ValueError without anatomy, KeyError for no candidate."""
        return self._separator.between(first, second)

    def hypothesis_of(self, candidate: Candidate) -> Hypothesis | None:
        """Return what a candidate is without its side; None for what does not stand here."""
        return self._by_id.get(candidate.id)

    def in_setting(self, setting: Setting) -> "Ranker":
        """Return, at once, a ranker that starts from how often each candidate is met in a setting."""
        if setting is self.setting:
            return self
        other = copy(self)
        other.setting, other.log_prior = setting, log_prior_in(setting, self.candidates, self.anatomy)
        return other

    def maps_of(self, candidate: Candidate) -> tuple[str, ...]:
        """Return title and year of the maps that show a candidate's skin; none for what is felt nowhere in it."""
        rows = [row for row, each in enumerate(self.candidates.hypotheses) if each.id == candidate.id]
        weights = self._skin.map_weight[:, rows].sum(axis=1).tolist()
        return tuple(cited for cited, weight in zip(self._cited, weights, strict=True) if weight > 0.0)

    def prepare(self) -> None:
        """Work out what the first drawing and the first finding would wait for."""
        self.rank(AreaTable())
        if self.anatomy is not None:
            self._next_tests.suggest(self._weigh(AreaTable(), ()).probability, ())

    def probabilities(self, table: AreaTable, findings: Sequence[Finding] = ()) -> Array:
        """Return the probability of each of `candidates.candidates`, in their order: for ranking many drawings.

        `log_prior` (candidates,) is what they start from: who knows better how often each is met may put that in.
        """
        return self._weigh(table, findings).probability

    @cached_property
    def findings(self) -> "FindingModel":
        """What findings say of the candidates. Raises ValueError without anatomy."""
        from rootmap.localise.finding_evidence import FindingModel

        if self.anatomy is None:
            raise ValueError("findings cannot be weighed without the anatomy tables")
        return FindingModel(self.candidates, self.anatomy)

    @property
    def _prior_source(self) -> str:
        return PRIOR_SOURCE if self.setting is Setting.ANYONE else SETTING_SOURCE.format(self.setting.words)

    @cached_property
    def _red_flags(self) -> "RedFlagModel":
        from rootmap.localise.red_flags import RedFlagModel

        assert self.anatomy is not None
        return RedFlagModel(self.candidates, self.anatomy)

    @cached_property
    def _next_tests(self) -> "NextTestModel":
        from rootmap.localise.next_test import NextTestModel

        assert self.anatomy is not None
        return NextTestModel(self.candidates, self.findings.signs, self.anatomy)

    @cached_property
    def _resampler(self) -> Resampler:
        return Resampler(len(self.candidates.candidates), len(self.candidates.maps))

    @cached_property
    def _separator(self) -> "Separator":
        from rootmap.localise.separate import Separator

        if self.anatomy is None:
            raise ValueError("candidates cannot be told apart without the anatomy tables")
        return Separator(self.candidates, self._next_tests, self.anatomy)

    @cached_property
    def _by_id(self) -> dict[str, Hypothesis]:
        return {each.id: each for each in self.candidates.hypotheses}

    def _contradictions(self, findings: Sequence[Finding], leader: Candidate) -> tuple[Contradiction, ...]:
        from rootmap.localise.contradictions import contradictions

        assert self.anatomy is not None
        asked: tuple[Finding | Candidate, ...] = (*findings, leader)
        if self._odd[0] != asked:  # while the brush moves both stay as they are
            found = contradictions(findings, leader, self.hypothesis_of(leader), self.anatomy)
            self._odd = asked, found
        return self._odd[1]

    def _suggested(
        self, weighed: _Weighed, table: AreaTable, findings: Sequence[Finding], alerts: tuple[RedFlagAlert, ...]
    ) -> tuple[NextTest, ...]:
        """Return the next tests, each with what its results would make of the leader and of those it moves most."""
        from rootmap.localise.emergency import warned_of
        from rootmap.localise.outcomes import result_of

        assert self.anatomy is not None
        found = []
        leading = np.argsort(-weighed.probability, kind="stable")[: model.LEADING]
        for test in self._next_tests.suggest(weighed.probability, findings, warned_of(alerts)):
            after = []
            for abnormal in (True, False):
                result = result_of(test.test, test.side, self.anatomy, abnormal=abnormal)
                others = tuple(each for each in findings if (each.test, each.side) != (result.test, result.side))
                after.append(self._with_findings(weighed.skin, table, (*others, result), remember=False).probability)
            moved = leading[np.argsort(-np.abs(after[0] - after[1])[leading], kind="stable")]
            whom = [*dict.fromkeys((int(leading[0]), *moved.tolist()))][:SHOWN_OUTLOOKS]
            outlooks = (Outlook(self.candidates.candidates[k], float(after[0][k]), float(after[1][k])) for k in whom)
            found.append(replace(test, outlooks=tuple(outlooks), is_sided=result.side is not None))
        return tuple(found)

    def _weigh(self, table: AreaTable, findings: Sequence[Finding]) -> _Weighed:
        return self._with_findings(self._skin.evidence(table), table, findings, remember=True)

    def _with_findings(
        self, skin: SkinEvidence, table: AreaTable, findings: Sequence[Finding], *, remember: bool
    ) -> _Weighed:
        flat = self.candidates.flat
        found = self.findings.evidence(findings, remember=remember) if findings else None
        before = self.log_prior + self._of_skin(skin, skin.total)
        if found is None:
            return _Weighed(skin, None, model.LAPSE[0], posterior(before, model.LAPSE[0]))
        kinds = found.kinds | (set() if table.is_blank else {"sensory"})
        findings_say = flat(found.total)
        unexplained = kept_back(before, findings_say, found.healthy, len(kinds))
        return _Weighed(skin, found, unexplained, posterior(before + findings_say, unexplained))

    def _of_skin(self, skin: SkinEvidence, values: Array) -> Array:
        """Return what the drawing says, (rows, 2), as one value per candidate."""
        return np.asarray(values[skin.row, self.candidates.columns])

    def _speaks_for(self, candidate: int, weighed: _Weighed) -> bool:
        """Return whether any finding speaks for or against a candidate."""
        row, side = self.candidates.rows[candidate], self.candidates.columns[candidate]
        return weighed.found is not None and bool(weighed.found.contributions(int(row), int(side)))

    def _entries(
        self, weighed: _Weighed, chosen: NDArray[np.intp], spans: Array | None, *, explain: bool
    ) -> tuple[Ranked, ...]:
        """Return the rows of some candidates, leaders first."""
        overlap = (self._of_skin(weighed.skin, values)[chosen].tolist() for values in weighed.skin.overlap)
        found = [self.candidates.candidates[each] for each in chosen.tolist()]
        reasons = self._reasons(chosen, weighed) if explain else repeat((), len(found))
        ends = repeat(None, len(found)) if spans is None else map(tuple, spans[chosen].tolist())
        values = zip(found, weighed.probability[chosen].tolist(), *overlap, reasons, ends, strict=False)
        return tuple(map(partial(tuple.__new__, Ranked), values))  # as Ranked(*each) would, without a call for each

    def _spans(self, weighed: _Weighed, table: AreaTable) -> Array:
        """Return the interval of each candidate, (candidates, 2), never without its probability."""
        flat, skin = self.candidates.flat, weighed.skin
        rows, columns = skin.row, self.candidates.columns
        parts = Uncertain(
            prior=self.log_prior,
            by_map=self._skin.by_map(table)[:, rows, columns],
            map_weight=self._skin.map_weight[:, rows],
            inside=self._of_skin(skin, skin.overlap[0]),
            fit=self._of_skin(skin, np.add.reduce([*skin.fit.values()])) if skin.fit else np.zeros(len(rows)),
            findings=np.stack([flat(values) for values in weighed.found.counted])
            if weighed.found is not None
            else np.zeros((0, len(rows))),
        )
        tests = [f"{each.test} {each.side}" for each in weighed.found.findings] if weighed.found is not None else []
        low, high = self._resampler.interval(parts, tests, weighed.unexplained)
        return np.stack([np.minimum(low, weighed.probability), np.maximum(high, weighed.probability)], axis=1)

    def _reasons(self, chosen: NDArray[np.intp], weighed: _Weighed) -> list[tuple[Contribution, ...]]:
        """Return the contributions of some candidates, leaders first; prior and skin against the leaders' mean."""
        skin, sides = weighed.skin, self.candidates.columns[chosen]
        at = skin.row[chosen], sides
        bars: list[tuple[str, dict[str, object], Array, str]] = [
            ("prior", {}, self.log_prior[chosen], self._prior_source)
        ]
        for quality, values in skin.by_quality.items():
            bars.append((f"skin.{quality}", {"quality": str(quality)}, values[at], self._map_names))
        bars += [(f"skin.{name}", {}, values[at], FIT_SOURCES[name]) for name, values in skin.fit.items()]
        weights = np.stack([values for _, _, values, _ in bars])
        weights = (weights - weights[:, :COMPARED].mean(axis=1, keepdims=True)) / LN10
        columns = [
            [Contribution(key, params, weight, source) for weight in row]
            for (key, params, _, source), row in zip(bars, weights.tolist(), strict=True)
        ]
        rows = self.candidates.rows[chosen].tolist()
        found = [
            weighed.found.contributions(row, side) if weighed.found is not None else []
            for row, side in zip(rows, sides.tolist(), strict=True)
        ]
        return [(*general, *found[k]) for k, general in enumerate(zip(*columns, strict=True))]


def _cited(atlas: "CompiledAtlas") -> str:
    title, year = atlas.info.title, str(atlas.info.year)
    return title if year in title else f"{title} ({year})"
