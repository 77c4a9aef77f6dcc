"""One student's way through a case: what was asked and examined, what they committed to, what they would do next.

A run is plain data; each step takes one and returns the next. The order: hear the history, see the drawing, examine,
commit to a localisation, read the feedback, decide on the next steps. One may ask on until one commits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.bedside import Examination
from rootmap.cases.model import Case, Haste, Level, Localisation
from rootmap.localise.evidence import Finding


class Stage(StrEnum):
    """Where a run stands; it only ever moves on."""

    HISTORY = "history"
    DRAWING = "drawing"
    EXAMINATION = "examination"
    FEEDBACK = "feedback"
    DONE = "done"


_ORDER = tuple(Stage)


class WrongStepError(ValueError):
    """A step that cannot be taken where the run stands, or that the case does not know."""


@dataclass(frozen=True)
class Commitment:
    """What the student says it is, and how sure they are: `confidence` 0 to 1."""

    place: Localisation
    confidence: float


@dataclass(frozen=True)
class NextSteps:
    """What the student would do: `plan` holds the points of the case's plan that they had thought of."""

    level: Level | None
    haste: Haste
    imaging: ImagingAnswer
    plan: tuple[int, ...]
    reassess_weeks: float


@dataclass(frozen=True)
class Run:
    """The state of a run. `case` and `digest` name the case and its very text; `late` are warning signs seen too late.

    `asked` are places of replies, `examined` ids, both in the order they were asked for, each once.
    """

    case: str
    digest: str
    stage: Stage = Stage.HISTORY
    asked: tuple[int, ...] = ()
    examined: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    commitment: Commitment | None = None
    next_steps: NextSteps | None = None


def start(case: Case) -> Run:
    """Return a run at its beginning: the complaint is heard."""
    return Run(case.id, case.digest)


def ask(run: Run, case: Case, place: int) -> Run:
    """Ask the question of a reply. Asking again changes nothing."""
    _before(run, Stage.FEEDBACK)
    if not 0 <= place < len(case.history.replies):
        raise WrongStepError(f"{case.id} has no reply {place}")
    return run if place in run.asked else replace(run, asked=(*run.asked, place))


def see_drawing(run: Run) -> Run:
    """Turn from the history to the drawing."""
    _at(run, Stage.HISTORY)
    return replace(run, stage=Stage.DRAWING)


def begin_examination(run: Run) -> Run:
    """Turn from the drawing to the examination."""
    _at(run, Stage.DRAWING)
    return replace(run, stage=Stage.EXAMINATION)


def examine(run: Run, examination: Examination) -> Run:
    """Do an examination, of both sides. Doing it again changes nothing and costs nothing."""
    _at(run, Stage.EXAMINATION)
    return run if examination.id in run.examined else replace(run, examined=(*run.examined, examination.id))


def recognise(run: Run, flag: str) -> Run:
    """Name a warning sign; once the answer has been shown it counts as late."""
    _before(run, Stage.DONE)
    if flag in run.recognised or flag in run.late:
        return run
    if run.commitment is None:
        return replace(run, recognised=(*run.recognised, flag))
    return replace(run, late=(*run.late, flag))


def commit(run: Run, place: Localisation, confidence: float) -> Run:
    """Say what it is and how sure one is, 0 to 1."""
    _at(run, Stage.EXAMINATION)
    if not 0.0 <= confidence <= 1.0:
        raise WrongStepError("confidence lies between 0 and 1")
    return replace(run, stage=Stage.FEEDBACK, commitment=Commitment(place, confidence))


def decide(run: Run, case: Case, steps: NextSteps) -> Run:
    """Say what to do next, which ends the run."""
    _at(run, Stage.FEEDBACK)
    if not set(steps.plan) <= set(range(len(case.plan))):
        raise WrongStepError(f"{case.id} has no such point in its plan")
    return replace(run, stage=Stage.DONE, next_steps=replace(steps, plan=tuple(sorted(set(steps.plan)))))


def result_of(case: Case, examination: Examination) -> tuple[Finding, ...]:
    """Return what an examination shows, side by side; what the case does not name is normal."""
    stated = {finding.side: finding for finding in case.examination if finding.test == examination.id}
    return tuple(stated.get(side, examination.normal_finding(side)) for side in examination.sides)


def revealed(run: Run, case: Case, known: Mapping[str, Examination]) -> tuple[Finding, ...]:
    """Return all that the student has been told and shown so far."""
    told = [*case.history.told_at_once, *(each for place in run.asked for each in case.history.told_by(place))]
    return (*dict.fromkeys(told), *(each for test in run.examined for each in result_of(case, known[test])))


def findings_of(case: Case, known: Mapping[str, Examination]) -> tuple[Finding, ...]:
    """Return all findings of a case: what its file states, and the key examinations where they are normal."""
    stated = {(finding.test, finding.side): finding for finding in (*case.history.findings, *case.examination)}
    for test in case.key_examinations:
        for finding in result_of(case, known[test]):
            stated.setdefault((finding.test, finding.side), finding)
    return tuple(stated.values())


def cost_of(case: Case, examination: Examination) -> int:
    """Return what an examination costs in a case, minutes."""
    return case.costs.get(examination.id, examination.cost)


def spent(run: Run, case: Case, known: Mapping[str, Examination]) -> int:
    """Return what all that was examined so far has cost, minutes."""
    return sum(cost_of(case, known[test]) for test in run.examined)


def _at(run: Run, stage: Stage) -> None:
    if run.stage is not stage:
        raise WrongStepError(f"the run is at {run.stage}, not at {stage}")


def _before(run: Run, stage: Stage) -> None:
    if _ORDER.index(run.stage) >= _ORDER.index(stage):
        raise WrongStepError(f"the run is at {run.stage} already")
