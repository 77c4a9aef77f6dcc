"""A worked case as its author wrote it: a patient, what they tell and draw, what one finds, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rootmap.anatomy.model import Provenance
from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.localise.evidence import CandidateSide, Finding
from rootmap.skin.drawing import Drawing

FORMAT, VERSION = "rootmap.case", 1


class Region(StrEnum):
    """Where the complaint is; says nothing of what explains it."""

    HEAD = "head"
    NECK_AND_ARM = "neck_and_arm"
    TRUNK = "trunk"
    BACK_AND_LEG = "back_and_leg"
    PELVIS = "pelvis"
    WIDESPREAD = "widespread"


class Sex(StrEnum):
    """The patient's sex, as far as the story gives it."""

    FEMALE = "female"
    MALE = "male"
    NOT_STATED = "not_stated"


class Haste(StrEnum):
    """How fast the patient must be seen: as the table of warning signs says it, or NONE."""

    EMERGENCY = "E"
    URGENT = "U"
    RAISES_SUSPICION = "R"
    NONE = "none"


@dataclass(frozen=True)
class Patient:
    """Who comes; invented."""

    age: int
    sex: Sex
    occupation: str


@dataclass(frozen=True)
class Reply:
    """A question one may ask, what the patient says to it, and the history findings that this tells."""

    ask: str
    says: str
    tells: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The opening complaint, the replies, and all that the text states as findings."""

    complaint: str
    replies: tuple[Reply, ...]
    findings: tuple[Finding, ...]

    @property
    def told_at_once(self) -> tuple[Finding, ...]:
        """The findings that the complaint itself states: those that no reply tells."""
        later = {test for reply in self.replies for test in reply.tells}
        return tuple(finding for finding in self.findings if finding.test not in later)

    def told_by(self, place: int) -> tuple[Finding, ...]:
        """Return the findings that one reply tells."""
        return tuple(finding for finding in self.findings if finding.test in self.replies[place].tells)


@dataclass(frozen=True)
class Localisation:
    """A candidate's id and its side."""

    candidate: str
    side: CandidateSide


@dataclass(frozen=True)
class Accepted:
    """Another localisation that earns part of the credit, 0 to 1."""

    place: Localisation
    credit: float
    why: str


@dataclass(frozen=True)
class Level:
    """The disc ("L4-5") and where at it the lesion sits."""

    disc: str
    zone: Zone


@dataclass(frozen=True)
class UrgencyAsked:
    """How urgent it is, and the warning signs (ids of red_flags.yaml) that must be recognised."""

    haste: Haste
    red_flags: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Imaging:
    """Whether and when to take pictures, and why."""

    answer: ImagingAnswer
    reason: str


@dataclass(frozen=True)
class Reassess:
    """When to see the patient again, in weeks (0.5 is three to four days), and what to look at."""

    when_weeks: float
    what: str


@dataclass(frozen=True)
class Distractor:
    """A localisation that tempts, and what speaks against it."""

    place: Localisation
    why_wrong: str


@dataclass(frozen=True)
class PlainPoint:
    """Something the patient should be told; `any_of` are key words one of which such a text usually holds."""

    text: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Misstatement:
    """Something the patient should not be told, and why; `any_of` are key words that betray it."""

    text: str
    why: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class PatientExplanation:
    """What a good explanation in plain words holds, and what it does not."""

    points: tuple[PlainPoint, ...]
    misstatements: tuple[Misstatement, ...]


@dataclass(frozen=True)
class Image:
    """A picture that travels with the case, and what it shows in words."""

    file: str
    caption: str


@dataclass(frozen=True)
class Case:
    """One worked case. `path` is the file it was read from, `digest` a hash of its text."""

    path: Path
    digest: str
    id: str
    title: str
    revision: int
    region: Region
    difficulty: int
    tags: tuple[str, ...]
    author: str
    licence: str
    provenance: Provenance
    patient: Patient
    history: History
    drawing: Drawing
    examination: tuple[Finding, ...]
    costs: Mapping[str, int]
    answer: Localisation
    accept: tuple[Accepted, ...]
    level: Level | None
    urgency: UrgencyAsked
    imaging: Imaging
    plan: tuple[str, ...]
    reassess: Reassess
    distractors: tuple[Distractor, ...]
    key_examinations: tuple[str, ...]
    explanation: str
    patient_explanation: PatientExplanation
    ranking_note: str
    images: tuple[Image, ...]
