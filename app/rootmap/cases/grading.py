"""Grades a run through a case: the localisation, the economy of tests, safety, confidence and the next steps.

Every number here is judgement. A missed warning sign fails the case, whatever else was right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rootmap.cases.alarms import at_least, urgent_tests
from rootmap.cases.known import alone
from rootmap.cases.model import Case, Haste, Localisation
from rootmap.cases.next_steps import grade_imaging, grade_level, grade_plan, grade_reassess, grade_urgency
from rootmap.cases.run import Commitment, Run, WrongStepError, cost_of
from rootmap.cases.scoring import WEIGHTS, Aspect, Part
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import CandidateSide

ROOM = 1.5  # how much more than the key examinations cost is as good as they
LEAST_MINUTES = 5  # allowed whatever the key examinations cost
LATE_SHARE = 0.5  # what is left of safety when a warning sign was seen only after the answer was shown
UNASKED_SHARE = 0.5  # what is left of safety when no question about warning signs was asked
ALARM_SHARE = 0.1  # what each warning sign costs that is not there


@dataclass(frozen=True)
class Feedback:
    """What a student reads once they have committed themselves; warning signs are not betrayed."""

    localisation: Part
    confidence: Part
    answer: Localisation
    explanation: str


@dataclass(frozen=True)
class CaseGrade:
    """How a run turned out: its parts in order, the whole 0 to 1 (0 when failed), and what it hangs on, by ids.

    `spent` and `allowed` are minutes of examinations, those for safety not counted.
    """

    parts: tuple[Part, ...]
    failed: bool
    score: float
    spent: int
    allowed: float
    unnecessary: tuple[str, ...]
    left_out: tuple[str, ...]
    missed_flags: tuple[str, ...]
    false_alarms: tuple[str, ...]

    def part(self, aspect: Aspect) -> Part:
        """Return the part of an aspect."""
        return next(part for part in self.parts if part.aspect is aspect)


def feedback(run: Run, case: Case, tables: Tables) -> Feedback:
    """Return what to say of a commitment. Raises WrongStepError before there is one."""
    commitment = _commitment(run)
    localisation = _localisation(case, commitment.place, tables)
    return Feedback(localisation, _confidence(commitment, localisation.score), case.answer, case.explanation)


def examined_how(run: Run, case: Case, tables: Tables) -> tuple[Part, Part]:
    """Return thoroughness and economy, which betray no next step. Raises WrongStepError before a commitment."""
    _commitment(run)
    tests = _Tests(run, case, tables)
    return tests.thoroughness(), tests.economy()


def grade(run: Run, case: Case, tables: Tables) -> CaseGrade:
    """Grade a run that is done; the same run always earns the same. Raises WrongStepError before its end."""
    steps, commitment = run.next_steps, _commitment(run)
    if steps is None:
        raise WrongStepError("the next steps have not been decided")
    named = {*run.recognised, *run.late}
    missed = tuple(flag for flag in case.urgency.red_flags if flag not in named)
    too_slow = case.urgency.haste is Haste.EMERGENCY and not at_least(steps.haste, case.urgency.haste)
    localisation = _localisation(case, commitment.place, tables)
    tests = _Tests(run, case, tables)
    parts = (
        localisation,
        _confidence(commitment, localisation.score),
        _safety(run, case, tables, too_slow=too_slow),
        tests.thoroughness(),
        tests.economy(),
        grade_level(case, steps.level),
        grade_urgency(case, steps),
        grade_imaging(case, steps.imaging),
        grade_plan(case, steps.plan),
        grade_reassess(case, steps.reassess_weeks),
    )
    failed = bool(missed) or too_slow
    whole = sum(WEIGHTS[part.aspect] * part.score for part in parts) / sum(WEIGHTS.values())
    return CaseGrade(
        parts=parts,
        failed=failed,
        score=0.0 if failed else whole,
        spent=tests.spent,
        allowed=tests.allowed,
        unnecessary=tests.unnecessary,
        left_out=tests.left_out,
        missed_flags=missed,
        false_alarms=tuple(flag for flag in run.recognised + run.late if flag not in case.urgency.red_flags),
    )


class _Tests:
    """What was examined, against what settles the case and what safety asks for."""

    def __init__(self, run: Run, case: Case, tables: Tables) -> None:
        self._case, self._known = case, tables.examinations
        self._key = [test for test in case.key_examinations if not self._known[test].is_asked]
        safety = set(_safety_tests(case, tables))
        counted = [test for test in run.examined if test not in safety]
        stated = {finding.test for finding in case.examination}
        self.spent = sum(self._cost(test) for test in counted)
        self.allowed = max(float(LEAST_MINUTES), ROOM * sum(map(self._cost, self._key)))
        self.unnecessary = tuple(test for test in counted if test not in self._key and test not in stated)
        self.left_out = tuple(test for test in self._key if test not in run.examined)

    def economy(self) -> Part:
        """Return 1 as long as the allowance lasts, then the share it is of what was spent: more never raises it."""
        score = min(1.0, self.allowed / self.spent) if self.spent else 1.0
        said = [f"Examined for {self.spent} minutes; {self.allowed:g} are enough to settle it."]
        if self.unnecessary:
            said.append(f"Not needed here: {self._names(self.unnecessary)}.")
        return Part(Aspect.ECONOMY, score, tuple(said))

    def thoroughness(self) -> Part:
        """Return the share of the key examinations that were done."""
        if not self.left_out:
            return Part(Aspect.THOROUGHNESS, 1.0, ("All that settles it was examined.",))
        score = 1.0 - len(self.left_out) / len(self._key)
        return Part(Aspect.THOROUGHNESS, score, (f"This would have settled it: {self._names(self.left_out)}.",))

    def _cost(self, test: str) -> int:
        return cost_of(self._case, self._known[test])

    def _names(self, tests: tuple[str, ...]) -> str:
        return "; ".join(self._known[test].name for test in tests)


def _safety_tests(case: Case, tables: Tables) -> Iterator[str]:
    """Yield the examinations that can show a warning sign that must be recognised: they are never held against one."""
    for name in case.urgency.red_flags:
        for alternative in tables.anatomy.red_flags[name].when:
            yield from (condition.test for condition in alternative if condition.test in tables.examinations)


def _localisation(case: Case, given: Localisation, tables: Tables) -> Part:
    name = _name(case.answer, tables)
    if _same(given, case.answer):
        return Part(Aspect.LOCALISATION, 1.0, (f"Right: {name}.",))
    for each in case.accept:
        if _same(given, each.place):
            return Part(Aspect.LOCALISATION, each.credit, (f"It is {name}. {each.why}",))
    said = [f"It is {name}, not {_name(given, tables)}."]
    if given.candidate == case.answer.candidate:
        said = [f"It is {name}: the other side. Left is the patient's left."]
    said += [each.why_wrong for each in case.distractors if _same(given, each.place)]
    return Part(Aspect.LOCALISATION, 0.0, tuple(said))


def _same(one: Localisation, other: Localisation) -> bool:
    """Return whether two localisations are one, "S1+S1" being S1 on both sides."""
    return alone(one.candidate) == alone(other.candidate) and one.side == other.side


def _confidence(commitment: Commitment, credit: float) -> Part:
    """Score how well the confidence fits the outcome: 1 less the square of their difference (Brier)."""
    sure = commitment.confidence
    score = 1.0 - (sure - credit) ** 2
    if score >= 0.75:  # within a half of the outcome
        said = "Your confidence fits how it turned out."
    else:
        said = "More sure than the answer deserved." if sure > credit else "You could have been surer."
    return Part(Aspect.CONFIDENCE, score, (said,))


def _safety(run: Run, case: Case, tables: Tables, *, too_slow: bool) -> Part:
    flags, required = tables.anatomy.red_flags, case.urgency.red_flags
    missed = [flag for flag in required if flag not in run.recognised and flag not in run.late]
    said = [f"Missed, and the case is failed: {flags[flag].text} ({flags[flag].condition})." for flag in missed]
    if too_slow:
        said.append("An emergency that is not treated as one: the case is failed.")
    if said:
        return Part(Aspect.SAFETY, 0.0, tuple(said))
    score = 1.0
    if any(flag in run.late for flag in required):
        score *= LATE_SHARE
        said.append("Seen only after the answer was shown: look for warning signs first.")
    unasked = list(_unasked(run, case, tables))
    questions = len(unasked) + sum(1 for place in run.asked if _is_safety_reply(case, place, tables))
    if unasked:
        score *= 1.0 - (1.0 - UNASKED_SHARE) * len(unasked) / questions
        said += [f"Not asked: {case.history.replies[place].ask}" for place in unasked]
    alarms = [flag for flag in run.recognised + run.late if flag not in required and flag in flags]
    if alarms:
        score *= max(0.0, 1.0 - ALARM_SHARE * len(alarms))
        said += [f"Not what must be acted on here: {flags[flag].text}." for flag in alarms]
    return Part(Aspect.SAFETY, score, tuple(said) or ("Nothing that must not be missed was missed.",))


def _unasked(run: Run, case: Case, tables: Tables) -> Iterator[int]:
    for place in range(len(case.history.replies)):
        if place not in run.asked and _is_safety_reply(case, place, tables):
            yield place


def _is_safety_reply(case: Case, place: int, tables: Tables) -> bool:
    """Whether a reply tells something that an urgent warning sign hangs on."""
    return not urgent_tests(tables.anatomy.red_flags.values()).isdisjoint(case.history.replies[place].tells)


def _name(place: Localisation, tables: Tables) -> str:
    name = tables.candidates[place.candidate].name
    return f"{name} on both sides" if place.side is CandidateSide.BOTH else f"{name} on the {place.side}"


def _commitment(run: Run) -> Commitment:
    if run.commitment is None:
        raise WrongStepError("there is no commitment yet")
    return run.commitment
