"""How likely each bedside sign is abnormal, given the cause: published shares first, innervation by judgement after."""

from collections.abc import Sequence
from functools import cached_property
from math import isfinite

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Accuracy, Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import CandidateKind, CandidateSide
from rootmap.simulate import judgement
from rootmap.simulate.causes import Cause, region_of
from rootmap.simulate.nerve_skin import NerveSkin

KEY_POINT = ("pinprick.", "touch.")
SPECIAL_TESTS = {  # what one does for a nerve; how often each is abnormal is judgement
    "median_at_carpal_tunnel": ("phalen", "tinel_carpal_tunnel"),
    "median_at_forearm": (),
    "ulnar_at_elbow": ("tinel_cubital_tunnel", "froment"),
    "ulnar_at_wrist": ("froment",),
    "common_fibular": ("tinel_fibular_head", "heel_walk"),
    "lateral_femoral_cutaneous": ("tinel_lateral_femoral_cutaneous",),
    "tibial_at_tarsal_tunnel": ("tinel_tarsal_tunnel",),
    "greater_occipital": ("occipital_palpation",),
    "anterior_cutaneous_abdominal": ("carnett",),
    "superior_gluteal": ("trendelenburg",),
    "hip_osteoarthritis": ("faber", "hip_internal_rotation", "groin_pain"),
    "thoracic_outlet_syndrome": ("supraclavicular_palpation",),
    "cauda_equina": ("anal_tone", "saddle_numbness", "bilateral_leg_weakness"),
    "conus_medullaris": ("anal_tone", "perianal_sensation", "saddle_numbness", "bladder_change", "bowel_change"),
    "degenerative_cervical_myelopathy": ("clumsy_hands", "gait_disturbance", "lhermitte", "romberg"),
    "dorsal_column_syndrome": ("romberg", "gait_disturbance"),
    "length_dependent_polyneuropathy": ("romberg", "diabetes"),
}
TOLD = frozenset(
    {
        "bladder_change", "bowel_change", "saddle_numbness", "bilateral_leg_symptoms", "bilateral_leg_weakness",
        "worse_cough", "better_sitting", "better_bending_forward", "better_standing_still", "blistering_rash",
        "clumsy_hands", "hand_shaking_relief", "gait_disturbance", "diabetes", "groin_pain", "morning_stiffness",
    }
)  # fmt: skip
STOCKING_REFLEX = {"achilles": 0.70, "patellar": 0.15}
STOCKING_POINTS = {Root.L4: 0.40, Root.L5: 0.65, Root.S1: 0.65}
STOCKING_PLACES = ("sensation_dorsum_of_foot", "sensation_lateral_foot", "sensation_medial_ankle")
STOCKING_WEAK = {"extensor_hallucis_longus": 0.30, "tibialis_anterior": 0.12}
CORD_BELOW = {"motor": 0.50, "feeling": 0.70}  # weak, and numb, below a lesion at a level. Judgement
CORD_WITHOUT_LEVEL = {"motor": 0.25, "feeling": 0.35}  # in the syndromes. Judgement
BRISK = "cervical_myelopathy_hyper"  # the row of accuracy.csv about brisk reflexes
LONG_TRACT = 0.35  # cord signs without a published share. Judgement
CORD_LIKE = "degenerative_cervical_myelopathy"


class Chances:
    """P(abnormal | cause) for every finding; "abnormal" is a lost function, for cord signs the sign itself."""

    def __init__(self, anatomy: Anatomy, links: Links, nerve_skin: NerveSkin) -> None:
        self._anatomy, self._links, self._skin = anatomy, links, nerve_skin
        self._known: dict[tuple[str, Cause], float] = {}

    def abnormal(self, test: str, cause: Cause) -> float:
        """Return how likely `test` is abnormal on the side of the cause (or on both, for one without a side)."""
        key = test, cause
        if key not in self._known:
            low, high = judgement.SIGN_LIMITS
            self._known[key] = min(max(self._abnormal(test, cause), low), high)
        return self._known[key]

    def on_the_other_side(self, test: str, cause: Cause) -> float:
        """Return how likely `test` is abnormal on the side where the cause is not: half a cord crosses."""
        if cause.kind is CandidateKind.CORD and kind_of(test) == "feeling" and self._is_below(test, cause.roots[0]):
            return CORD_BELOW["feeling"]
        return self.false_sign(test) / 2.0

    def false_sign(self, test: str) -> float:
        """Return how likely `test` is abnormal on a side where nothing is wrong."""
        return judgement.FALSE_SIGN[kind_of(test)]

    def _abnormal(self, test: str, cause: Cause) -> float:
        about = [row for row in self._rows if row.finding == test and row.about == cause.id and row.sensitivity]
        if about:
            return _mean([row.sensitivity or 0.0 for row in about])
        for name in (cause.id, cause.kind.value):
            if test in judgement.HISTORY.get(name, {}):
                return judgement.HISTORY[name][test]
        if cause.kind in (CandidateKind.ROOT, CandidateKind.ROOTS, CandidateKind.TRIGEMINAL):
            return self._by_roots(test, cause.roots)
        if test in SPECIAL_TESTS.get(cause.id, ()):
            return judgement.NERVE_SIGN["other"]
        if cause.kind is CandidateKind.NERVE:
            return self._by_nerve(test, cause.id)
        if cause.kind is CandidateKind.POLYNEUROPATHY:
            return self._stocking(test)
        if cause.kind in (CandidateKind.PLEXUS, CandidateKind.CAUDA):
            signs = judgement.PLEXUS_SIGN if cause.kind is CandidateKind.PLEXUS else judgement.CAUDA_SIGN
            served = signs[kind_of(test)] if self._serves(test, cause.roots) else 0.0
            return max(served, self.without_root(test))
        if cause.kind is CandidateKind.CORD:
            return self._cord(test, cause)
        return self.without_root(test)

    def without_root(self, test: str) -> float:
        """Return the chance in a patient without a root lesion: one minus the specificity where studies give it."""
        rows = [row for row in self._rows if row.finding == test and row.kind == "presence" and row.specificity]
        if rows and kind_of(test) == "other":
            return 1.0 - _mean([row.specificity or 1.0 for row in rows])
        return self.false_sign(test)

    def _by_roots(self, test: str, roots: Sequence[Root]) -> float:
        """Return the chance for one or more struck roots: each may do it, but noise does not add up."""
        shares = [self._by_root(test, root) for root in roots]
        doing = [share for share in shares if share > self.false_sign(test)]
        if kind_of(test) in ("other", "history") or len(doing) < 2:
            return max(shares)
        spared = 1.0
        for share in doing:
            spared *= 1.0 - share
        return 1.0 - spared

    def _by_root(self, test: str, root: Root) -> float:
        """Return the chance for one root: level figures, then presence figures of manoeuvres, then innervation."""
        region = region_of((root,))
        rows = [row for row in self._rows if row.finding == test and row.about == "radiculopathy"]
        level = [row for row in rows if row.kind == "level" and row.region == region]
        named = [share for row in level if root in row.roots and (share := _sensitivity(row)) is not None]
        judged = self._judged(test, root)
        if named:
            return _mean(named)
        others = [row for row in level if root not in row.roots]
        if others:
            return max(_mean([_false_share(row, judged) for row in others]), judged)
        if kind_of(test) == "other" and not level:
            presence = [row for row in rows if row.kind == "presence" and row.region == region]
            with_it = [row.sensitivity for row in presence if root in row.roots and row.sensitivity is not None]
            if with_it:
                return _mean(with_it)
            if presence:
                return self.without_root(test)
        return judged

    def _judged(self, test: str, root: Root) -> float:
        """Return the chance by innervation alone."""
        kind, region = kind_of(test), "cervical" if region_of((root,)) == "cervical" else "lumbar"
        if test.startswith(KEY_POINT):
            return self._at_key_point(test, root, region)
        major, minor = self._roots_of(test)
        table = {"motor": judgement.MOTOR, "reflex": judgement.REFLEX}.get(kind, judgement.FEELING)[region]
        if self._is_cord_sign(test):
            return judgement.FALSE_SIGN["reflex"]
        return table[0] if root in major else table[1] if root in minor else judgement.FALSE_SIGN[kind]

    def _at_key_point(self, test: str, root: Root, region: str) -> float:
        there = _root_named(test)
        own, beside = judgement.FEELING[region]
        steps = abs(there.order - root.order)
        return own if steps == 0 else beside if steps == 1 else judgement.FALSE_SIGN["feeling"]

    def _by_nerve(self, test: str, nerve: str) -> float:
        kind = kind_of(test)
        if test.startswith("muscle."):
            hit = test.removeprefix("muscle.") in self._links.muscles_of(nerve)
        elif test.startswith("reflex."):
            hit = test.removeprefix("reflex.") in self._links.reflexes_of(nerve) and not self._is_cord_sign(test)
        else:
            hit = self._skin.has(nerve, test)
        return judgement.NERVE_SIGN[kind] if hit else self.without_root(test)

    def _stocking(self, test: str) -> float:
        name = test.split(".", 1)[-1]
        if test.startswith(KEY_POINT):
            return STOCKING_POINTS.get(_root_named(test), self.false_sign(test))
        if test in STOCKING_PLACES:
            return STOCKING_POINTS[Root.S1]
        return STOCKING_REFLEX.get(name) or STOCKING_WEAK.get(name) or self.without_root(test)

    def _cord(self, test: str, cause: Cause) -> float:
        """Return the chance of a cord sign, of weakness or of lost feeling; with a level only below it."""
        if self._is_cord_sign(test):
            rows = [row for row in self._rows if row.finding == test and row.about == CORD_LIKE and row.sensitivity]
            return _mean([row.sensitivity or 0.0 for row in rows]) if rows else LONG_TRACT
        kind = kind_of(test)
        if kind == "reflex":
            brisk = self._anatomy.accuracy[BRISK].sensitivity or 0.0
            return (
                brisk if self._is_below(test, cause.roots[0] if cause.roots else Root.L1) else self.without_root(test)
            )
        if cause.roots and kind in CORD_BELOW:
            crossed = kind == "feeling" and cause.candidate.side is not CandidateSide.BOTH
            below = self._is_below(test, cause.roots[0]) and not crossed
            return CORD_BELOW[kind] if below else self.without_root(test)
        return CORD_WITHOUT_LEVEL.get(kind, self.without_root(test))

    def _is_below(self, test: str, level: Root) -> bool:
        """Return whether all roots of a test lie below a level."""
        if test.startswith(KEY_POINT):
            return _root_named(test) > level
        return min(self._roots_of(test)[1], default=Root.V1) > level

    def _serves(self, test: str, roots: Sequence[Root]) -> bool:
        if test.startswith(KEY_POINT):
            return _root_named(test) in roots
        return bool(self._roots_of(test)[0] & set(roots)) and not self._is_cord_sign(test)

    def _is_cord_sign(self, test: str) -> bool:
        reflex = self._anatomy.reflexes.get(test.removeprefix("reflex.")) if test.startswith("reflex.") else None
        return reflex is not None and reflex.kind == "pathological"

    def _roots_of(self, test: str) -> tuple[frozenset[Root], frozenset[Root]]:
        """Return the roots that dominate what a test tests, and all that serve it."""
        group, _, name = test.partition(".")
        if group == "muscle":
            muscle = self._anatomy.muscles[name]
            return frozenset(muscle.major_roots), frozenset(muscle.roots)
        if group == "reflex":
            reflex = self._anatomy.reflexes[name]
            return frozenset(reflex.major_roots), frozenset(reflex.roots)
        bedside = self._anatomy.tests.get(test)
        served = frozenset(bedside.roots) if bedside is not None and bedside.kind != "history" else frozenset()
        return served, served

    @cached_property
    def _rows(self) -> tuple[Accuracy, ...]:
        return tuple(row for row in self._anatomy.accuracy.values() if row.finding)


def kind_of(test: str) -> str:
    """Return "motor", "reflex", "feeling", "history" or "other"."""
    if test in TOLD:
        return "history"
    if test.startswith("muscle.") or test in ("heel_walk", "single_leg_heel_raise", "trendelenburg", "calf_wasting"):
        return "motor"
    if test.startswith("reflex."):
        return "reflex"
    return "feeling" if test.startswith(KEY_POINT) or "sensation" in test else "other"


def _root_named(test: str) -> Root:
    return Root(test.split(".", 1)[1].split("-")[0])


def _sensitivity(row: Accuracy) -> float | None:
    """Return a row's sensitivity, stated or implied by both likelihood ratios."""
    if row.sensitivity is not None:
        return row.sensitivity
    positive, negative = row.lr_positive, row.lr_negative
    if positive is None or negative is None or not isfinite(positive) or positive <= negative:
        return None
    return positive * (1.0 - negative) / (positive - negative)


def _false_share(row: Accuracy, judged: float) -> float:
    """Return how often a row's test is abnormal in other roots' lesions: stated, implied, or judged."""
    if row.specificity is not None:
        return 1.0 - row.specificity
    sensitivity = _sensitivity(row)
    if sensitivity is not None and row.lr_positive:
        return sensitivity / row.lr_positive
    return judged


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
