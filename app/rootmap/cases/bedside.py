"""What can be asked and examined in a case: what is normal, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from rootmap.anatomy.bedside import MAX_MRC, Examinable, Family, examinables
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import SIDES, Finding

# What an examination costs, in minutes of a consultation with both sides and the explaining; judgement.
COST_OF_FAMILY = {
    Family.HISTORY: 0,  # talking is never held against anybody
    Family.MUSCLE: 1,
    Family.REFLEX: 1,
    Family.SENSATION: 1,
    Family.MANOEUVRE: 2,
}
COST_OF_TEST = {  # those that need undressing, a glove, a device or a walk
    "anal_tone": 5,
    "perianal_sensation": 5,
    "sacral_sparing": 5,
    "reflex.anal_wink": 5,
    "reflex.bulbocavernosus": 5,
    "muscle.external_anal_sphincter": 5,
    "muscle.levator_ani": 5,
    "muscle.external_urethral_sphincter": 5,
    "sacroiliac_cluster": 5,
    "post_void_residual": 8,
    "sensory_level": 4,
    "gait_disturbance": 3,
    "vibration_toes": 2,
    "position_toes": 2,
    "reflex.corneal": 2,
}
MAX_COST = 60


@dataclass(frozen=True)
class Examination:
    """Something one may ask or examine. `results` are its words, () for a muscle's grade 0 to 5; `normal` one of them.

    One examination is of both sides: comparing them is half of it. `cost` is in minutes.
    """

    id: str
    name: str
    family: Family
    sided: bool
    results: tuple[str, ...]
    normal: str
    degrees: bool
    cost: int

    @property
    def is_graded(self) -> bool:
        """Whether it is power, graded from 0 to 5."""
        return self.family is Family.MUSCLE

    @property
    def is_asked(self) -> bool:
        """Whether one asks for it instead of examining."""
        return self.family is Family.HISTORY

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides a result is given for."""
        return SIDES if self.sided else (None,)

    def normal_finding(self, side: Side | None) -> Finding:
        """Return the finding of a healthy side."""
        return Finding(self.id, side, mrc=MAX_MRC) if self.is_graded else Finding(self.id, side, self.normal)

    def is_normal(self, finding: Finding) -> bool:
        """Whether a finding of this examination is what a healthy side shows."""
        return finding.mrc == MAX_MRC if self.is_graded else finding.result == self.normal


def examinations(anatomy: Anatomy) -> Mapping[str, Examination]:
    """Return everything that can be asked or examined, by its id as findings name it."""
    return {test: _examination(item, in_tests=test in anatomy.tests) for test, item in examinables(anatomy).items()}


def _examination(item: Examinable, *, in_tests: bool) -> Examination:
    """Return an examination. Tests name first the result that means something, all else the normal one."""
    normal = "" if item.is_graded else item.results[-1 if in_tests else 0]
    cost = COST_OF_TEST.get(item.test, COST_OF_FAMILY[item.family])
    return Examination(item.test, item.name, item.family, item.sided, item.results, normal, item.degrees, cost)
