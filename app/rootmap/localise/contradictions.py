"""Findings that do not go together, or not with what leads: taken as they are, never hidden, and said in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import MappingProxyType

from rootmap.anatomy.model import Anatomy, Confidence, Provenance
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise.evidence import SIDES, Candidate, CandidateKind, CandidateSide, Contradiction, Finding
from rootmap.localise.finding_evidence import CORD_RESULTS, CORD_SIGNS, is_abnormal
from rootmap.localise.hypotheses import Hypothesis
from rootmap.localise.naming import name_of
from rootmap.localise.signs import TESTED_MUSCLE

ABSENT = frozenset({"absent", "absent_reinforced", "reduced"})
TENSION_TESTS = ("slr", "crossed_slr")
LEAST_DEGREES = 10.0  # below, a straight leg raise has hardly begun
WASTED_MUSCLE = {
    "thenar_wasting": ("abductor_pollicis_brevis", "opponens_pollicis"),
    "first_web_wasting": ("first_dorsal_interosseous",),
    "calf_wasting": ("gastrocnemius", "soleus"),
}
JERKING = {
    "achilles": ("gastrocnemius", "soleus"),
    "patellar": ("quadriceps_femoris",),
    "adductor": ("adductor_longus", "adductor_magnus"),
    "tibialis_posterior": ("tibialis_posterior",),
    "biceps": ("biceps_brachii",),
    "brachioradialis": ("brachioradialis",),
    "triceps": ("triceps_brachii",),
    "deltoid": ("deltoid",),
}
"""Tendon reflexes and the muscles that jerk: what `effector` says of them in the table of reflexes, as ids."""

EXCLUSIVE = (
    ("better_sitting", "worse_sitting"),
    ("better_bending_forward", "worse_bending_forward"),
    ("better_standing_still", "worse_standing"),
    ("onset_sudden", "onset_gradual"),
    ("duration_under_6_weeks", "duration_6_to_12_weeks"),
    ("duration_under_6_weeks", "duration_over_12_weeks"),
    ("duration_6_to_12_weeks", "duration_over_12_weeks"),
    ("age_under_18", "age_20_to_50"),
    ("age_under_18", "age_over_50"),
    ("age_under_18", "age_over_65"),
    ("age_under_20", "age_over_50"),
    ("age_under_20", "age_over_65"),
    ("age_20_to_50", "age_over_65"),
    ("pregnancy", "age_over_65"),
)
LIMBS = ((Root.C5, Root.T1), (Root.L2, Root.S2))
_LOWER = (CandidateKind.CAUDA, CandidateKind.POLYNEUROPATHY, CandidateKind.NERVE, CandidateKind.PLEXUS)
_ONE_LESION = (CandidateKind.ROOT, CandidateKind.ROOTS, CandidateKind.NERVE, CandidateKind.PLEXUS)
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "brisk_in_own_arc": "A brisk {test} reflex, {side}, and {leader} do not go together: a lesion of its arc "
        "weakens it. Think of the cord above.",
        "cord_sign": "{test} {found} and {leader} do not go together: that is a sign of the cord or brain.",
        "sensory_level": "A sensory level and {leader} do not go together: think of the cord.",
        "absent_and_brisk": "In one limb, {side}, the {test} reflex is {found} and the {other} reflex brisk: think of "
        "the cord at the level of the weaker one.",
        "clonus_without_jerk": "Ankle clonus, {side}, with an Achilles reflex that is {found}: clonus needs that arc. "
        "Test both again.",
        "wasted_but_strong": "{test}, {side}, with full power of {other}: wasting without weakness is old or not of "
        "the nerve. Grade the power again.",
        "degrees": "{test} positive at {found}°, {side}: pain before the leg is lifted is not tension of a root.",
        "both_sides": "Signs on both sides, yet {leader} takes one: a single lesion of one side does not explain them.",
        "no_power_but_jerk": "No movement of {test}, {side}, yet its {other} reflex is normal: a muscle that cannot "
        "move does not jerk. Test the power again.",
        "can_and_cannot": "{test} is normal, {side}, with power {found} of 5 of {other}: the one cannot be with "
        "the other.",
        "exclusive": "Both “{test}” and “{other}” are said to be so: one of them is not.",
    }
)


def _recalled(source: str, confidence: Confidence = Confidence.HIGH) -> Provenance:
    return Provenance((source,), False, confidence, (source,))


_NEUROLOGY = _recalled("dejong_2019")
_JUDGED = Provenance(("judgement",), True, Confidence.HIGH, (), "Follows from the words themselves.")


@dataclass(frozen=True)
class Case:
    """What is held against the rules: the findings and the leading candidate, if any."""

    findings: tuple[Finding, ...]
    leader: Candidate | None
    hypothesis: Hypothesis | None
    anatomy: Anatomy

    @cached_property
    def by_test(self) -> Mapping[tuple[str, Side | None], Finding]:
        """The findings by test and side."""
        return {(each.test, each.side): each for each in self.findings}

    @property
    def leader_name(self) -> str:
        """The leader in words."""
        return "" if self.leader is None else name_of(self.leader)

    def is_on_side_of_leader(self, side: Side | None) -> bool:
        """Whether a finding on a side concerns the leader."""
        if self.leader is None:
            return False
        return side is None or self.leader.side is CandidateSide.BOTH or self.leader.side.value == side.value

    def name(self, test: str) -> str:
        """Return the name of a test as the tables give it."""
        family, _, item = test.partition(".")
        anatomy = self.anatomy
        if family == "muscle" and item in anatomy.muscles:
            return anatomy.muscles[item].name
        if family == "reflex" and item in anatomy.reflexes:
            return anatomy.reflexes[item].name
        return anatomy.tests[test].name if test in anatomy.tests else test


Found = Iterator[tuple[dict[str, str], tuple[str, ...]]]


def contradictions(
    findings: Sequence[Finding], leader: Candidate | None, hypothesis: Hypothesis | None, anatomy: Anatomy
) -> tuple[Contradiction, ...]:
    """Return what does not go together among the findings, and between them and the leading candidate."""
    case = Case(tuple(findings), leader, hypothesis, anatomy)
    return tuple(
        Contradiction(rule.key, params, tests, rule.provenance)
        for rule in RULES
        for params, tests in (rule.look(case) if findings else ())
    )


def in_words(contradiction: Contradiction) -> str:
    """Return a contradiction as a sentence."""
    text = TEXTS[contradiction.key].format(**contradiction.params)
    return text[:1].upper() + text[1:]


def _brisk_in_own_arc(case: Case) -> Found:
    if case.hypothesis is None or case.hypothesis.kind is CandidateKind.CORD:
        return
    for each in case.findings:
        reflex = case.anatomy.reflexes.get(each.test.removeprefix("reflex."))
        if reflex is None or reflex.kind != "tendon" or each.result not in CORD_RESULTS:
            continue
        hypothesis = case.hypothesis
        own = bool(set(reflex.roots) & set(hypothesis.roots)) if hypothesis.is_radicular else False
        if (own or each.test in hypothesis.signs) and case.is_on_side_of_leader(each.side):
            yield _params(case, each, leader=case.leader_name), (each.test,)


def _cord_sign(case: Case) -> Found:
    hypothesis = case.hypothesis
    if hypothesis is None or not (hypothesis.is_radicular or hypothesis.kind in _LOWER):
        return
    for each in case.findings:
        reflex = case.anatomy.reflexes.get(each.test.removeprefix("reflex."))
        is_sign = reflex is not None and reflex.kind == "pathological" and each.result in CORD_SIGNS
        if is_sign and each.test not in hypothesis.signs and not hypothesis.id.startswith("conus"):
            yield _params(case, each, leader=case.leader_name), (each.test,)


def _sensory_level(case: Case) -> Found:
    finding = case.by_test.get(("sensory_level", None))
    one = case.hypothesis is not None and case.hypothesis.kind in _ONE_LESION
    if one and finding is not None and finding.result == "present":
        yield {"leader": case.leader_name}, ("sensory_level",)


def _absent_and_brisk(case: Case) -> Found:
    for side in SIDES:
        here = [each for each in case.findings if each.side is side and each.test.startswith("reflex.")]
        for first, second in combinations(here, 2):
            for weak, brisk in ((first, second), (second, first)):
                together = _limb(weak, case.anatomy) == _limb(brisk, case.anatomy) is not None
                if together and weak.result in ABSENT and brisk.result in CORD_RESULTS:
                    yield _params(case, weak, other=case.name(brisk.test)), (weak.test, brisk.test)


def _limb(finding: Finding, anatomy: Anatomy) -> tuple[Root, Root] | None:
    reflex = anatomy.reflexes.get(finding.test.removeprefix("reflex."))
    if reflex is None or reflex.kind != "tendon":
        return None
    return next((limb for limb in LIMBS if limb[0] <= reflex.roots[0] and reflex.roots[-1] <= limb[1]), None)


def _clonus_without_jerk(case: Case) -> Found:
    for side in SIDES:
        clonus, jerk = (case.by_test.get((f"reflex.{name}", side)) for name in ("ankle_clonus", "achilles"))
        if clonus is not None and jerk is not None and clonus.result == "present" and jerk.result in ABSENT:
            yield _params(case, jerk), (clonus.test, jerk.test)


def _wasted_but_strong(case: Case) -> Found:
    for each in case.findings:
        for muscle in WASTED_MUSCLE.get(each.test, ()) if each.result == "present" else ():
            power = case.by_test.get((f"muscle.{muscle}", each.side))
            if power is not None and power.mrc == 5:
                yield _params(case, each, other=case.name(power.test)), (each.test, power.test)


def _degrees(case: Case) -> Found:
    for each in case.findings:
        small = each.degrees is not None and each.degrees < LEAST_DEGREES
        if each.test in TENSION_TESTS and each.result == "positive" and small:
            yield {**_params(case, each), "found": f"{each.degrees:g}"}, (each.test,)


def _both_sides(case: Case) -> Found:
    if case.leader is None or case.leader.side is CandidateSide.BOTH or case.leader.kind is CandidateKind.CORD:
        return
    lost = [each for each in case.findings if _is_loss(each, case.anatomy)]
    if all(any(each.side is side for each in lost) for side in SIDES):
        yield {"leader": case.leader_name}, tuple(dict.fromkeys(each.test for each in lost))


def _is_loss(finding: Finding, anatomy: Anatomy) -> bool:
    families = ("muscle", "reflex", "pinprick", "touch")
    family, _, item = finding.test.partition(".")
    reflex = anatomy.reflexes.get(item)
    is_loss = family in families and bool(item) and not (reflex is not None and reflex.kind == "pathological")
    return is_loss and is_abnormal(finding, anatomy) is True


def _no_power_but_jerk(case: Case) -> Found:
    for each in case.findings:
        for muscle in JERKING.get(each.test.removeprefix("reflex."), ()) if each.result == "normal" else ():
            power = case.by_test.get((f"muscle.{muscle}", each.side))
            if power is not None and power.mrc == 0:
                yield _params(case, power, other=case.name(each.test)), (power.test, each.test)


def _can_and_cannot(case: Case) -> Found:
    for each in case.findings:
        test, muscle = case.anatomy.tests.get(each.test), TESTED_MUSCLE.get(each.test)
        power = case.by_test.get((str(muscle), each.side))
        is_normal = test is not None and test.kind == "manoeuvre" and each.result == test.results[1]
        if is_normal and power is not None and power.mrc is not None and power.mrc <= 2:
            params = {**_params(case, each, other=case.name(power.test)), "found": str(power.mrc)}
            yield params, (each.test, power.test)


def _exclusive(case: Case) -> Found:
    said = {each.test for each in case.findings if each.result == "present"}
    for first, second in EXCLUSIVE:
        if first in said and second in said:
            yield {"test": case.name(first), "other": case.name(second)}, (first, second)


def _params(case: Case, finding: Finding, **more: str) -> dict[str, str]:
    found = {"test": case.name(finding.test), "found": str(finding.result or "").replace("_", " "), **more}
    return found | {"side": "" if finding.side is None else str(finding.side)}


@dataclass(frozen=True)
class Rule:
    """One thing that cannot be: its key in TEXTS, what looks for it, and where it comes from."""

    key: str
    look: Callable[[Case], Found]
    provenance: Provenance


RULES = (
    Rule("brisk_in_own_arc", _brisk_in_own_arc, _NEUROLOGY),
    Rule("cord_sign", _cord_sign, _NEUROLOGY),
    Rule("sensory_level", _sensory_level, _NEUROLOGY),
    Rule("absent_and_brisk", _absent_and_brisk, _NEUROLOGY),
    Rule("clonus_without_jerk", _clonus_without_jerk, _NEUROLOGY),
    Rule("wasted_but_strong", _wasted_but_strong, _recalled("clinical_practice", Confidence.MODERATE)),
    Rule("degrees", _degrees, Provenance(("vanderwindt_2010",), True, Confidence.MODERATE)),
    Rule("both_sides", _both_sides, _recalled("clinical_practice", Confidence.MODERATE)),
    Rule("no_power_but_jerk", _no_power_but_jerk, _NEUROLOGY),
    Rule("can_and_cannot", _can_and_cannot, _JUDGED),
    Rule("exclusive", _exclusive, _JUDGED),
)
