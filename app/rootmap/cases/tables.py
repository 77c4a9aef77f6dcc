"""What the files of cases and questions are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Disc
from rootmap.cases.bedside import Examination, examinations
from rootmap.cases.known import KnownCandidate, known_candidates
from rootmap.cases.levels import discs_by_name


@dataclass(frozen=True)
class Tables:
    """The anatomy, and what follows from it: what can be examined, and which localisations and discs can be named."""

    anatomy: Anatomy
    examinations: Mapping[str, Examination]
    candidates: Mapping[str, KnownCandidate]
    discs: Mapping[str, Disc]


def tables_of(anatomy: Anatomy) -> Tables:
    """Return the tables that follow from an anatomy."""
    return Tables(anatomy, examinations(anatomy), known_candidates(anatomy), discs_by_name(anatomy))
