"""A bank of questions as its author wrote it, and how an answer to one of them is graded."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rootmap.anatomy.model import Provenance
from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.model import Haste

FORMAT, VERSION = "rootmap.questions", 1


class QuestionKind(StrEnum):
    """What sort of question it is."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    WHICH_DISC = "which_disc"
    RED_FLAG_URGENCY = "red_flag_urgency"
    IMAGING = "imaging"


URGENCY_OPTIONS = {
    Haste.EMERGENCY: "Emergency: now",
    Haste.URGENT: "Urgent: the same day or within days",
    Haste.RAISES_SUSPICION: "Raises suspicion: look further, not in a hurry",
    Haste.NONE: "No hurry",
}
IMAGING_OPTIONS = {
    ImagingAnswer.NOW: "Now",
    ImagingAnswer.AFTER_SIX_WEEKS: "After six weeks without improvement",
    ImagingAnswer.NOT_NOW: "Not for this",
}


@dataclass(frozen=True)
class Option:
    """One answer to choose: its id, what one reads, and why it is wrong, if the author says so."""

    id: str
    text: str
    why_not: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `correct` holds ids of options, one but for multiple choice."""

    id: str
    kind: QuestionKind
    difficulty: int
    tags: tuple[str, ...]
    text: str
    options: tuple[Option, ...]
    correct: tuple[str, ...]
    why: str
    provenance: Provenance


@dataclass(frozen=True)
class QuestionBank:
    """A file of questions. `path` is where it was read from, `digest` a hash of its text."""

    path: Path
    digest: str
    id: str
    title: str
    revision: int
    author: str
    licence: str
    questions: tuple[Question, ...]
