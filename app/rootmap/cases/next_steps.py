"""Grades what a student would do next against what the case asks for."""

from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.alarms import HASTE_ORDER
from rootmap.cases.model import Case, Level
from rootmap.cases.run import NextSteps
from rootmap.cases.scoring import Aspect, Part

ZONE_SHARE = 0.5  # the right disc, the wrong place at it
HASTY = (1.0, 0.5, 0.25, 0.0)  # by steps of haste too many; too few earn nothing
GOOD_RATIO, FAIR_RATIO = 1.5, 3.0  # of the weeks until the patient is seen again
FAIR_SHARE = 0.5
_WAITING = frozenset({ImagingAnswer.AFTER_SIX_WEEKS, ImagingAnswer.NOT_NOW})
_WORDS = {
    ImagingAnswer.NOW: "now",
    ImagingAnswer.AFTER_SIX_WEEKS: "after six weeks without improvement",
    ImagingAnswer.NOT_NOW: "not for this",
}


def grade_level(case: Case, given: Level | None) -> Part:
    """Grade the disc and where at it."""
    if case.level is None:
        said = "No disc explains this." if given is not None else "Right: no disc is meant."
        return Part(Aspect.LEVEL, 0.0 if given is not None else 1.0, (said,))
    wanted = f"{case.level.zone.words} at {case.level.disc}"
    if given == case.level:
        return Part(Aspect.LEVEL, 1.0, (f"Right: {wanted}.",))
    if given is not None and given.disc == case.level.disc:
        return Part(Aspect.LEVEL, ZONE_SHARE, (f"The right disc, but it is {wanted}.",))
    return Part(Aspect.LEVEL, 0.0, (f"It is {wanted}.",))


def grade_urgency(case: Case, steps: NextSteps) -> Part:
    """Grade how fast the student would have the patient seen; too slow earns nothing."""
    wanted, given = HASTE_ORDER.index(case.urgency.haste), HASTE_ORDER.index(steps.haste)
    if given < wanted:
        return Part(Aspect.URGENCY, 0.0, (f"Too slow. {case.urgency.reason}",))
    if given == wanted:
        return Part(Aspect.URGENCY, 1.0, ("The right urgency.",))
    return Part(Aspect.URGENCY, HASTY[given - wanted], (f"More haste than needed. {case.urgency.reason}",))


def grade_imaging(case: Case, given: ImagingAnswer) -> Part:
    """Grade whether and when pictures are taken."""
    wanted = case.imaging.answer
    if given is wanted:
        return Part(Aspect.IMAGING, 1.0, (f"Right: {_WORDS[wanted]}.",))
    score = FAIR_SHARE if {given, wanted} == _WAITING else 0.0
    return Part(Aspect.IMAGING, score, (f"Pictures: {_WORDS[wanted]}. {case.imaging.reason}",))


def grade_plan(case: Case, ticked: tuple[int, ...]) -> Part:
    """Grade the points of the plan that the student had thought of, as they say themselves."""
    missing = tuple(f"Also: {point}" for place, point in enumerate(case.plan) if place not in ticked)
    return Part(Aspect.PLAN, 1.0 - len(missing) / len(case.plan), missing or ("Every point of the plan.",))


def grade_reassess(case: Case, weeks: float) -> Part:
    """Grade when the patient is seen again, by the ratio of the two times."""
    wanted = case.reassess.when_weeks
    if weeks <= 0.0:
        return Part(Aspect.REASSESS, 0.0, (f"See the patient again. {case.reassess.what}",))
    ratio = max(weeks / wanted, wanted / weeks)
    score = 1.0 if ratio <= GOOD_RATIO else FAIR_SHARE if ratio <= FAIR_RATIO else 0.0
    when = "A good time." if score == 1.0 else f"{'Late' if weeks > wanted else 'Early'}: {wanted:g} weeks would do."
    return Part(Aspect.REASSESS, score, (f"{when} {case.reassess.what}",))
