"""Says whether to image now, after about six weeks of failed care, or not now: the first rule that holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from rootmap.anatomy.check_spine import ANY_EMERGENCY, ANY_URGENT, ANYTHING
from rootmap.anatomy.model import Anatomy, Condition, Provenance
from rootmap.anatomy.spine import ImagingAnswer, ImagingRule
from rootmap.localise.evidence import Finding, Ranking, RedFlagAlert
from rootmap.localise.explain import in_words

ANSWERS = {
    ImagingAnswer.NOW: "Image now",
    ImagingAnswer.AFTER_SIX_WEEKS: "After about six weeks of failed care",
    ImagingAnswer.NOT_NOW: "Not now",
}


@dataclass(frozen=True)
class ImagingDecision:
    """Whether to image, why, what to ask for, and the rule and sources that say so; `alerts` asked for it."""

    answer: ImagingAnswer
    reason: str
    which: str
    rule: str
    source: str
    provenance: Provenance
    contested: tuple[str, ...] = ()
    alerts: tuple[RedFlagAlert, ...] = ()

    @property
    def words(self) -> str:
        """The answer as one reads it."""
        return ANSWERS[self.answer]


def decide(anatomy: Anatomy, findings: Sequence[Finding], ranking: Ranking) -> ImagingDecision:
    """Return the answer of the first rule of imaging.yaml that holds; the last rule always does."""
    painted = ranking.has_evidence and any(entry.area_cm2 > 0.0 for entry in ranking.entries)
    shown = painted or any(_is_examined(anatomy, finding) for finding in findings)
    alerts = tuple(
        alert
        for alert in ranking.red_flags
        if alert.code == "E" or (alert.code == "U" and anatomy.red_flags[alert.id].images)
    )
    for rule in anatomy.imaging.values():
        if not rule.when or any(_all_hold(way, findings, alerts, shown) for way in rule.when):
            return _decision(anatomy, rule, alerts)
    raise AssertionError("the last rule of imaging.yaml must hold always")


def _decision(anatomy: Anatomy, rule: ImagingRule, alerts: tuple[RedFlagAlert, ...]) -> ImagingDecision:
    asked = alerts if any(c.test in (ANY_EMERGENCY, ANY_URGENT) for way in rule.when for c in way) else ()
    names = "; ".join(dict.fromkeys(f"{alert.condition} ({in_words(alert.reason)})" for alert in asked))
    cited = (anatomy.sources[key].citation for key in rule.provenance.sources if key in anatomy.sources)
    return ImagingDecision(
        rule.answer,
        f"{rule.reason}: {names}" if names else rule.reason,
        rule.which,
        rule.id,
        "; ".join(cited),
        rule.provenance,
        rule.contested,
        asked,
    )


def _all_hold(
    way: tuple[Condition, ...], findings: Sequence[Finding], alerts: tuple[RedFlagAlert, ...], shown: bool
) -> bool:
    own = {
        ANY_EMERGENCY: any(alert.code == "E" for alert in alerts),
        ANY_URGENT: any(alert.code == "U" for alert in alerts),
        ANYTHING: shown,
    }
    return all(
        own[condition.test]
        if condition.test in own
        else any(finding.test == condition.test and finding.result == condition.result for finding in findings)
        for condition in way
    )


def _is_examined(anatomy: Anatomy, finding: Finding) -> bool:
    """Whether a finding is more than an item of the history."""
    test = anatomy.tests.get(finding.test)
    return test is None or test.kind != "history"
