"""What of a run is scored, how much each part weighs, and a score with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """One side of a run that is scored."""

    LOCALISATION = "localisation"
    CONFIDENCE = "confidence"
    SAFETY = "safety"
    THOROUGHNESS = "thoroughness"
    ECONOMY = "economy"
    LEVEL = "level"
    URGENCY = "urgency"
    IMAGING = "imaging"
    PLAN = "plan"
    REASSESS = "reassess"


# Shares of the whole, in hundredths; judgement: where it is and what must not be missed count for most.
WEIGHTS: Mapping[Aspect, int] = {
    Aspect.LOCALISATION: 40,
    Aspect.CONFIDENCE: 5,
    Aspect.SAFETY: 15,
    Aspect.THOROUGHNESS: 10,
    Aspect.ECONOMY: 10,
    Aspect.LEVEL: 5,
    Aspect.URGENCY: 5,
    Aspect.IMAGING: 5,
    Aspect.PLAN: 3,
    Aspect.REASSESS: 2,
}


@dataclass(frozen=True)
class Part:
    """One aspect's score, 0 to 1, and the reasons in words, a sentence each."""

    aspect: Aspect
    score: float
    reasons: tuple[str, ...]
