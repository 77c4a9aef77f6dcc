"""What can be asked and examined in a case: every finding's words, its normal result, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rootmap.anatomy.model import Anatomy, BedsideTest
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import SIDES, Finding
from rootmap.localise.findings_file import MAX_MRC

SENSATION_RESULTS = ("normal", "reduced", "absent", "increased")
SENSATIONS = {"pinprick": "Pinprick", "touch": "Light touch"}
REINFORCED = "absent_reinforced"  # a tendon reflex that stays away although the patient pulls his hands apart


class ExaminationKind(StrEnum):
    """What sort of thing one does to find something out."""

    QUESTION = "question"
    MUSCLE = "muscle"
    REFLEX = "reflex"
    SENSATION = "sensation"
    MANOEUVRE = "manoeuvre"
    SIGN = "sign"


# What an examination costs, in minutes of a consultation with both sides and the explaining; judgement.
COST_OF_KIND = {
    ExaminationKind.QUESTION: 0,  # talking is never held against anybody
    ExaminationKind.MUSCLE: 1,
    ExaminationKind.REFLEX: 1,
    ExaminationKind.SENSATION: 1,
    ExaminationKind.MANOEUVRE: 2,
    ExaminationKind.SIGN: 2,
}
COST_OF_TEST = {  # those that need undressing, a glove, a device or a walk
    "anal_tone": 5,
    "perianal_sensation": 5,
    "reflex.anal_wink": 5,
    "reflex.bulbocavernosus": 5,
    "muscle.external_anal_sphincter": 5,
    "muscle.levator_ani": 5,
    "muscle.external_urethral_sphincter": 5,
    "post_void_residual": 8,
    "sensory_level": 4,
    "gait_disturbance": 3,
    "sacroiliac_cluster": 5,
    "reflex.corneal": 2,
}
MAX_COST = 60


@dataclass(frozen=True)
class Examination:
    """Something one may ask or examine. `results` are its words, () for a muscle's grade 0 to 5; `normal` one of them.

    One examination is of both sides: comparing them is half of it.
    """

    id: str
    name: str
    kind: ExaminationKind
    sided: bool
    results: tuple[str, ...]
    normal: str
    degrees: bool
    cost: int

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides a result is given for."""
        return SIDES if self.sided else (None,)

    def normal_finding(self, side: Side | None) -> Finding:
        """Return the finding of a healthy side."""
        if self.kind is ExaminationKind.MUSCLE:
            return Finding(self.id, side, mrc=MAX_MRC)
        return Finding(self.id, side, self.normal)

    def is_normal(self, finding: Finding) -> bool:
        """Whether a finding of this examination is what a healthy side shows."""
        return finding.mrc == MAX_MRC if self.kind is ExaminationKind.MUSCLE else finding.result == self.normal


def examinations(anatomy: Anatomy) -> Mapping[str, Examination]:
    """Return everything that can be asked or examined, by its id as findings name it."""
    every = [*_muscles(anatomy), *_reflexes(anatomy), *_sensations(anatomy), *_tests(anatomy)]
    return {each.id: each for each in every}


def _muscles(anatomy: Anatomy) -> list[Examination]:
    return [
        _made(f"muscle.{muscle.id}", muscle.name, ExaminationKind.MUSCLE, ()) for muscle in anatomy.muscles.values()
    ]


def _reflexes(anatomy: Anatomy) -> list[Examination]:
    found = []
    for reflex in anatomy.reflexes.values():
        more = (REINFORCED,) if reflex.kind == "tendon" and REINFORCED not in reflex.results else ()
        found.append(_made(f"reflex.{reflex.id}", reflex.name, ExaminationKind.REFLEX, (*reflex.results, *more)))
    return found


def _sensations(anatomy: Anatomy) -> list[Examination]:
    return [
        _made(f"{family}.{point.id}", f"{word}, {point.location}", ExaminationKind.SENSATION, SENSATION_RESULTS)
        for family, word in SENSATIONS.items()
        for point in anatomy.key_points.values()
    ]


def _tests(anatomy: Anatomy) -> list[Examination]:
    return [
        Examination(
            id=test.id,
            name=test.name,
            kind=_kind_of(test),
            sided=test.sided,
            results=test.results,
            normal=test.results[-1],
            degrees=test.degrees,
            cost=COST_OF_TEST.get(test.id, COST_OF_KIND[_kind_of(test)]),
        )
        for test in anatomy.tests.values()
    ]


def _kind_of(test: BedsideTest) -> ExaminationKind:
    if test.kind == "history":
        return ExaminationKind.QUESTION
    if test.kind == "manoeuvre":
        return ExaminationKind.MANOEUVRE
    return ExaminationKind.SENSATION if "reduced" in test.results else ExaminationKind.SIGN


def _made(name: str, words: str, kind: ExaminationKind, results: tuple[str, ...]) -> Examination:
    cost = COST_OF_TEST.get(name, COST_OF_KIND[kind])
    return Examination(name, words, kind, True, results, results[0] if results else "", False, cost)
