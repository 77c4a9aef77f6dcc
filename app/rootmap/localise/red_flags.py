"""Rules ahead of any ranking: what in the drawing or the findings must not wait."""

from collections.abc import Mapping, Sequence
from itertools import chain

from rootmap.anatomy.model import Anatomy, Condition, DrawingRule, RedFlag
from rootmap.anatomy.vocabulary import Quality, Root
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import AreaTable, Contribution, Finding, RedFlagAlert

ALTERED_FEELING = (Quality.NUMBNESS, Quality.TINGLING)
SADDLE_ROOTS = (Root.S3, Root.S4, Root.S5)
SADDLE_SEGMENTS = frozenset({"perineum"})
LEG_SEGMENTS = frozenset({"leg", "foot.dorsal", "foot.plantar"})
ANY = ".any"
_URGENCY_ORDER = "EUR"


class RedFlagModel:
    """Applies the rules to drawings and findings; remembers the last answer, since most brush moves change nothing."""

    def __init__(self, candidates: CandidateSet, anatomy: Anatomy) -> None:
        self._anatomy = anatomy
        rows = candidates.rows_of(SADDLE_ROOTS)
        # of each label of a map of roots, how many of these roots have its skin
        self._saddle = {each.atlas_id: each.member[rows].sum(axis=0) for each in candidates.maps if each.of_roots}
        self._last: tuple[object, tuple[RedFlagAlert, ...]] = (None, ())

    def alerts(self, table: AreaTable, findings: Sequence[Finding]) -> tuple[RedFlagAlert, ...]:
        """Return the warnings that drawing and findings set off, the most urgent first."""
        drawn = self._drawn(table)
        key = tuple(drawn.items()), tuple(findings)
        if self._last[0] != key:
            self._last = key, self._apply(findings, drawn)
        return self._last[1]

    def _drawn(self, table: AreaTable) -> dict[str, float]:
        """Return the drawing rules that hold, with the cm2 that made them hold."""
        painted = [quality for quality in ALTERED_FEELING if quality in table.areas]
        if not painted:
            return {}
        measured = (
            (DrawingRule.SADDLE, max(self._saddle_cm2(table, quality) for quality in painted), model.SADDLE_CM2),
            (DrawingRule.BILATERAL_NUMBNESS, max(_both_legs_cm2(table, each) for each in painted), model.BOTH_LEGS_CM2),
        )
        return {rule.value: round(area, 1) for rule, area, least in measured if area >= least}

    def _saddle_cm2(self, table: AreaTable, quality: Quality) -> float:
        """Return the saddle painted in a quality, cm2: perineum, or S3 to S5 of the map that sees most."""
        by_map = (float((roots @ table.areas[quality][name]).sum()) for name, roots in self._saddle.items())
        return max([float(table.in_segments(quality, SADDLE_SEGMENTS).sum()), *by_map])

    def _apply(self, findings: Sequence[Finding], drawn: dict[str, float]) -> tuple[RedFlagAlert, ...]:
        reasons = ((flag, set_off_by(flag, findings, drawn)) for flag in self._anatomy.red_flags.values())
        found = [(flag, reason) for flag, reason in reasons if reason is not None]
        found.sort(key=lambda pair: _URGENCY_ORDER.index(pair[0].urgency.value))
        return tuple(_alert(flag, reason, self._anatomy) for flag, reason in found)


def _both_legs_cm2(table: AreaTable, quality: Quality) -> float:
    """Return what is painted in a quality of the leg that has less of it, cm2."""
    return float(table.in_segments(quality, LEG_SEGMENTS).min())


def set_off_by(flag: RedFlag, findings: Sequence[Finding], drawn: Mapping[str, float]) -> Contribution | None:
    """Return what sets a flag off, None when nothing does; `drawn` are the drawing rules that hold, with their cm2."""
    for alternative in flag.when:
        met = [_met(condition, findings, drawn) for condition in alternative]
        if met and all(part is not None for part in met):
            causes = tuple(dict.fromkeys(part for part in met if part is not None))
            area = max((drawn[cause] for cause in causes if cause in drawn), default=None)
            params: dict[str, object] = {"causes": causes}
            if area is not None:
                params["area_cm2"] = round(area, 1)
            key = "red_flag.drawing" if area is not None else "red_flag.finding"
            return Contribution(key, params, 0.0, flag.guideline)
    return None


def _met(condition: Condition, findings: Sequence[Finding], drawn: Mapping[str, float]) -> str | None:
    """Return the drawing rule or the finding's test that meets a condition."""
    if condition.test in drawn:
        return condition.test
    for finding in findings:
        family = finding.test.partition(".")[0]
        if condition.test not in (finding.test, family + ANY):
            continue
        if condition.mrc_at_most is not None:
            if finding.mrc is not None and finding.mrc <= condition.mrc_at_most:
                return finding.test
        elif finding.result == condition.result:
            return finding.test
    return None


def _alert(flag: RedFlag, reason: Contribution, anatomy: Anatomy) -> RedFlagAlert:
    cited = [anatomy.sources[key].citation for key in flag.provenance.sources if key in anatomy.sources]
    source = "; ".join(dict.fromkeys(text for text in chain([flag.guideline], cited) if text))
    return RedFlagAlert(
        flag.id, flag.condition, flag.urgency.value, flag.urgency_text, flag.next_step, source or "judgement", reason
    )
