"""A typical examination: which tests are done for a complaint, and what the examiner writes down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import erf, sqrt

import numpy as np

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import CandidateKind, CandidateSide, Finding
from rootmap.simulate import judgement
from rootmap.simulate.causes import Cause, region_of
from rootmap.simulate.chances import KEY_POINT, Chances, kind_of

USUAL, OFTEN, SOMETIMES, SELDOM = 0.9, 0.6, 0.35, 0.15  # chance that a test is done: judgement
KINDS = ("motor", "reflex", "feeling", "other", "history")

EXAMS: Mapping[str, Mapping[str, float]] = {
    "arm": {
        **dict.fromkeys(("muscle.deltoid", "muscle.biceps_brachii", "muscle.triceps_brachii"), USUAL),
        **dict.fromkeys(("muscle.extensor_carpi_radialis_longus", "muscle.flexor_digitorum_profundus"), OFTEN),
        **dict.fromkeys(("muscle.first_dorsal_interosseous", "muscle.abductor_pollicis_brevis"), OFTEN),
        **dict.fromkeys(("muscle.infraspinatus", "muscle.pronator_teres", "muscle.extensor_digitorum"), SELDOM),
        **dict.fromkeys(("reflex.biceps", "reflex.brachioradialis", "reflex.triceps"), USUAL),
        **dict.fromkeys(("reflex.hoffmann", "spurling", "upper_limb_tension"), OFTEN),
        **dict.fromkeys(("cervical_traction", "shoulder_abduction_relief", "neck_rotation_limited"), SOMETIMES),
        **dict.fromkeys(("phalen", "tinel_carpal_tunnel", "tinel_cubital_tunnel", "froment"), SOMETIMES),
        **dict.fromkeys(("sensation_thumb", "sensation_middle_finger", "sensation_little_finger"), OFTEN),
        **dict.fromkeys(("pinprick.C5", "pinprick.C6", "pinprick.C7", "pinprick.C8", "pinprick.T1"), SOMETIMES),
        **dict.fromkeys(("clumsy_hands", "hand_shaking_relief", "gait_disturbance", "worse_cough"), SOMETIMES),
    },
    "leg": {
        **dict.fromkeys(("muscle.quadriceps_femoris", "muscle.tibialis_anterior"), USUAL),
        **dict.fromkeys(("muscle.extensor_hallucis_longus", "muscle.gastrocnemius"), USUAL),
        **dict.fromkeys(("muscle.iliopsoas", "muscle.gluteus_medius"), SOMETIMES),
        **dict.fromkeys(("muscle.tibialis_posterior", "muscle.fibularis_longus", "muscle.adductor_longus"), SELDOM),
        **dict.fromkeys(("reflex.patellar", "reflex.achilles", "slr"), USUAL),
        **dict.fromkeys(("reflex.medial_hamstring", "reflex.plantar", "crossed_slr", "femoral_stretch"), SOMETIMES),
        **dict.fromkeys(("slump", "faber", "hip_internal_rotation", "sacroiliac_cluster"), SELDOM),
        **dict.fromkeys(("active_piriformis", "tinel_fibular_head", "tinel_tarsal_tunnel"), SELDOM),
        **dict.fromkeys(("tinel_lateral_femoral_cutaneous", "single_leg_heel_raise", "heel_walk"), SELDOM),
        **dict.fromkeys(("sensation_medial_ankle", "sensation_dorsum_of_foot", "sensation_lateral_foot"), OFTEN),
        **dict.fromkeys(("pinprick.L2", "pinprick.L3", "pinprick.L4", "pinprick.L5", "pinprick.S1"), SOMETIMES),
        **dict.fromkeys(("bladder_change", "bilateral_leg_symptoms", "saddle_numbness", "worse_cough"), OFTEN),
        **dict.fromkeys(("perianal_sensation", "anal_tone"), SELDOM),
        **dict.fromkeys(("better_sitting", "better_bending_forward", "better_standing_still"), SOMETIMES),
    },
    "trunk": {
        **{f"pinprick.T{level}": OFTEN for level in range(2, 13)},
        **dict.fromkeys(("reflex.upper_abdominal", "reflex.lower_abdominal", "thoracic_rotation"), SOMETIMES),
        **dict.fromkeys(("reflex.patellar", "reflex.achilles", "reflex.plantar", "carnett", "blistering_rash"), OFTEN),
        **dict.fromkeys(("pinprick.L1", "bladder_change", "gait_disturbance"), OFTEN),
    },
    "head": {
        **dict.fromkeys(("pinprick.C2", "pinprick.C3", "pinprick.C4"), OFTEN),
        **dict.fromkeys(("facial_sensation", "occipital_palpation", "upper_cervical_rotation"), OFTEN),
        **dict.fromkeys(("reflex.corneal", "reflex.jaw", "reflex.biceps", "spurling"), SOMETIMES),
    },
}
OTHER_SIDE_DONE = 0.5  # chance that the healthy side is written down too
ARMS_AND_LEGS = frozenset({"facet_joint_pain", "polymyalgia_rheumatica"})


class Examiner:
    """Examines one patient after the other."""

    def __init__(self, anatomy: Anatomy, chances: Chances) -> None:
        self._anatomy, self._chances = anatomy, chances

    def examine(self, cause: Cause, chance: np.random.Generator) -> tuple[Finding, ...]:
        """Return what was done and found, in the order of the examination."""
        draws = {kind: chance.normal() for kind in KINDS}
        findings: list[Finding] = []
        for test, done in self._tests(cause).items():
            if chance.random() < done:
                findings += self._done(test, cause, chance, draws)
        return tuple(findings)

    def examine_more(self, cause: Cause, tests: Sequence[str], chance: np.random.Generator) -> tuple[Finding, ...]:
        """Return what more tests would show, each done whatever the complaint."""
        draws = {kind: chance.normal() for kind in KINDS}
        return tuple(finding for test in tests for finding in self._done(test, cause, chance, draws))

    def is_of(self, cause: Cause, finding: Finding) -> bool:
        """Whether an abnormal finding is likely with a cause, on its side; what is not misleads."""
        side = cause.candidate.side
        there = finding.side is None or side is CandidateSide.BOTH or finding.side.value == side.value
        return there and self._chances.abnormal(finding.test, cause) > 2.0 * self._chances.false_sign(finding.test)

    def weigh(self, cause: Cause, findings: Sequence[Finding]) -> tuple[int, int]:
        """Return how many abnormal findings speak for the cause, and how many mislead."""
        helpful = misleading = 0
        for finding in findings:
            if self._is_abnormal(finding):
                side = cause.candidate.side
                there = finding.side is None or side is CandidateSide.BOTH or finding.side.value == side.value
                likely = self._chances.abnormal(finding.test, cause) > 2.0 * self._chances.false_sign(finding.test)
                helpful, misleading = helpful + (there and likely), misleading + (not (there and likely))
        return helpful, misleading

    def _is_abnormal(self, finding: Finding) -> bool:
        if finding.mrc is not None:
            return finding.mrc < 5
        if finding.test.startswith("reflex."):
            return finding.result != self._anatomy.reflexes[finding.test.removeprefix("reflex.")].results[0]
        test = self._anatomy.tests.get(finding.test)
        return finding.result == "reduced" if test is None else finding.result == test.results[0]

    def _tests(self, cause: Cause) -> dict[str, float]:
        tests: dict[str, float] = {}
        for exam in exams_for(cause):
            for test, done in EXAMS[exam].items():
                if self._exists(test):
                    tests[test] = max(done, tests.get(test, 0.0))
        return tests

    def _exists(self, test: str) -> bool:
        group, _, name = test.partition(".")
        if group in ("pinprick", "touch"):
            return True
        if group == "muscle":
            return name in self._anatomy.muscles
        return name in self._anatomy.reflexes if group == "reflex" else test in self._anatomy.tests

    def _done(self, test: str, cause: Cause, chance: np.random.Generator, draws: Mapping[str, float]) -> list[Finding]:
        """Return the findings of one test, on the side of the cause and perhaps on the other."""
        kind = kind_of(test)
        hurt = self._chances.abnormal(test, cause)
        bedside = self._anatomy.tests.get(test)
        if bedside is not None and not bedside.sided:
            return [self._written(Finding(test), _happens(hurt, draws[kind], chance), cause, chance)]
        if cause.candidate.side is CandidateSide.BOTH:
            abnormal = [_happens(hurt, draws[kind], chance) for _ in (0, 1)]
            pairs = list(zip((Side.LEFT, Side.RIGHT), abnormal, strict=True))
        else:
            side = Side(cause.candidate.side.value)
            pairs = [(side, _happens(hurt, draws[kind], chance))]
            if chance.random() < OTHER_SIDE_DONE:
                pairs.append((side.other, bool(chance.random() < self._chances.on_the_other_side(test, cause))))
        return [self._written(Finding(test, side), abnormal, cause, chance) for side, abnormal in pairs]

    def _written(self, asked: Finding, abnormal: bool, cause: Cause, chance: np.random.Generator) -> Finding:
        """Return a test with its result; a reflex below a lesion of the cord is brisk, not lost."""
        group, _, name = asked.test.partition(".")
        if group == "muscle":
            grades = list(judgement.GRADES)
            share = np.array(list(judgement.GRADES.values()))
            weak = grades[int(chance.choice(len(grades), p=share / share.sum()))]
            return replace(asked, mrc=weak if abnormal else 5)
        if group == "reflex":
            return replace(asked, result=self._reflex(name, abnormal, cause, chance))
        if asked.test.startswith(KEY_POINT):
            return replace(asked, result="reduced" if abnormal else "normal")
        return replace(asked, result=self._anatomy.tests[asked.test].results[0 if abnormal else 1])

    def _reflex(self, name: str, abnormal: bool, cause: Cause, chance: np.random.Generator) -> str:
        results = self._anatomy.reflexes[name].results
        lost = chance.random() < judgement.REFLEX_LOST
        if not abnormal:
            return results[0]
        if cause.kind is CandidateKind.CORD and "brisk" in results:
            return "brisk"
        return "absent" if "reduced" in results and lost else results[1]


def exams_for(cause: Cause) -> tuple[str, ...]:
    """Return the parts of the body that are examined for a cause's complaint."""
    if cause.kind in (CandidateKind.CORD, CandidateKind.POLYNEUROPATHY) or cause.id in ARMS_AND_LEGS:
        return ("arm", "leg", "trunk") if cause.kind is CandidateKind.CORD and cause.roots else ("arm", "leg")
    if not cause.roots:
        return ("trunk",) if cause.id == "herpes_zoster" else ("leg",)
    region = region_of(cause.roots)
    if region == "cervical":
        return ("arm",)
    if region == "lumbar" or cause.roots[0].value.startswith("S"):
        return ("leg",)
    return ("trunk",) if cause.roots[0].value.startswith("T") else ("head",)


def _happens(share: float, drawn: float, chance: np.random.Generator) -> bool:
    """Return whether a sign is abnormal; signs of one kind share half of their fate (`drawn`)."""
    return linked_to(drawn, judgement.WITHIN_KIND, chance) < share


def linked_to(drawn: float, correlation: float, chance: np.random.Generator) -> float:
    """Return a number evenly spread over 0 to 1 that goes together with a normal deviate."""
    value = -sqrt(correlation) * drawn + sqrt(1.0 - correlation) * float(chance.normal())
    return 0.5 * (1.0 + erf(value / sqrt(2.0)))
