"""A run through a case is graded by where, how sparingly, how safely and how surely; it can be put away and resumed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cases_world import CASE, case_file

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.anatomy.vocabulary import Side
from rootmap.cases.grading import CaseGrade, feedback, grade
from rootmap.cases.model import Case, Haste, Level, Localisation
from rootmap.cases.reading import read_case
from rootmap.cases.run import (
    NextSteps,
    Run,
    Stage,
    WrongStepError,
    ask,
    begin_examination,
    commit,
    decide,
    examine,
    findings_of,
    recognise,
    result_of,
    revealed,
    see_drawing,
    spent,
    start,
)
from rootmap.cases.run_file import run_from_json, run_to_json
from rootmap.cases.scoring import Aspect
from rootmap.cases.tables import Tables, tables_of
from rootmap.errors import InputError
from rootmap.localise.evidence import CandidateSide, Finding

C7 = Localisation("C7", CandidateSide.RIGHT)
KEYS = ("muscle.triceps_brachii", "reflex.triceps")
GOOD = NextSteps(Level("C6-7", Zone.FORAMINAL), Haste.NONE, ImagingAnswer.AFTER_SIX_WEEKS, (0, 1), 2.0)
EMERGENCY = CASE.replace("  fever: absent", "  saddle_numbness: present\n  fever: absent").replace(
    "urgency: {haste: none, red_flags: []", "urgency: {haste: E, red_flags: [cauda_equina_saddle]"
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(load_anatomy())


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(case_file(tmp_path))


@pytest.fixture
def emergency(tmp_path: Path) -> Case:
    return read_case(case_file(tmp_path / "e", EMERGENCY))


def examined(case: Case, tables: Tables, tests: tuple[str, ...] = KEYS) -> Run:
    run = start(case)
    for place in range(len(case.history.replies)):
        run = ask(run, case, place)
    run = begin_examination(see_drawing(run))
    for test in tests:
        run = examine(run, tables.examinations[test])
    return run


def graded(case: Case, tables: Tables, **changes: Any) -> CaseGrade:
    run = examined(case, tables, changes.pop("tests", KEYS))
    for flag in changes.pop("flags", ()):
        run = recognise(run, flag)
    run = commit(run, changes.pop("place", C7), changes.pop("confidence", 1.0))
    return grade(decide(run, case, replace(GOOD, **changes)), case, tables)


def test_a_run_without_a_fault_earns_everything(case: Case, tables: Tables) -> None:
    result = graded(case, tables)
    assert result.score == pytest.approx(1.0)
    assert {part.aspect for part in result.parts} == set(Aspect)
    assert all(part.score == pytest.approx(1.0) and part.reasons for part in result.parts)
    assert not result.failed
    assert (result.spent, result.unnecessary, result.left_out) == (2, (), ())


@pytest.mark.parametrize(
    ("place", "score", "words"),
    [
        (Localisation("C6+C7", CandidateSide.RIGHT), 0.5, "C7 is in it."),
        (Localisation("C7", CandidateSide.LEFT), 0.0, "the other side"),
        (Localisation("median_at_carpal_tunnel", CandidateSide.RIGHT), 0.0, "The triceps is weak."),
        (Localisation("S1", CandidateSide.RIGHT), 0.0, "It is C7 on the right, not S1 on the right."),
    ],
)
def test_the_localisation_is_graded_with_its_reason(
    case: Case, tables: Tables, place: Localisation, score: float, words: str
) -> None:
    part = graded(case, tables, place=place).part(Aspect.LOCALISATION)
    assert part.score == score
    assert words in " ".join(part.reasons)


@pytest.mark.parametrize(("sure", "score"), [(1.0, 1.0), (0.5, 0.75), (0.0, 0.0)])
def test_confidence_is_graded_by_how_it_fits_the_outcome(case: Case, tables: Tables, sure: float, score: float) -> None:
    assert graded(case, tables, confidence=sure).part(Aspect.CONFIDENCE).score == pytest.approx(score)
    wrong = Localisation("S1", CandidateSide.RIGHT)
    part = graded(case, tables, place=wrong, confidence=sure).part(Aspect.CONFIDENCE)
    assert part.score == pytest.approx(1.0 - sure**2)


def test_needless_examinations_cost_and_are_named(case: Case, tables: Tables) -> None:
    needless = ("slr", "slump", "femoral_stretch", "pinprick.L5")
    result = graded(case, tables, tests=(*KEYS, *needless, "pinprick.C7"))
    assert result.unnecessary == needless
    assert result.spent == 2 + 2 + 2 + 2 + 1 + 1
    assert result.part(Aspect.ECONOMY).score == pytest.approx(result.allowed / result.spent)
    assert "Straight leg raise" in " ".join(result.part(Aspect.ECONOMY).reasons)


def test_what_would_have_settled_it_is_named(case: Case, tables: Tables) -> None:
    result = graded(case, tables, tests=("reflex.triceps",))
    assert result.left_out == ("muscle.triceps_brachii",)
    assert result.part(Aspect.THOROUGHNESS).score == pytest.approx(0.5)


def test_a_missed_red_flag_fails_whatever_else_was_right(emergency: Case, tables: Tables) -> None:
    result = graded(emergency, tables, haste=Haste.EMERGENCY)
    assert result.failed
    assert result.score == 0.0
    assert result.missed_flags == ("cauda_equina_saddle",)
    assert result.part(Aspect.LOCALISATION).score == 1.0
    assert "Missed, and the case is failed" in result.part(Aspect.SAFETY).reasons[0]
    assert not graded(emergency, tables, haste=Haste.EMERGENCY, flags=("cauda_equina_saddle",)).failed


def test_an_emergency_recognised_and_left_waiting_fails_too(emergency: Case, tables: Tables) -> None:
    result = graded(emergency, tables, haste=Haste.URGENT, flags=("cauda_equina_saddle",))
    assert result.failed
    assert "not treated as one" in " ".join(result.part(Aspect.SAFETY).reasons)


def test_a_red_flag_seen_only_after_the_answer_counts_half(emergency: Case, tables: Tables) -> None:
    run = commit(examined(emergency, tables), C7, 1.0)
    run = recognise(run, "cauda_equina_saddle")
    result = grade(decide(run, emergency, replace(GOOD, haste=Haste.EMERGENCY)), emergency, tables)
    assert not result.failed
    assert result.part(Aspect.SAFETY).score == pytest.approx(0.5)


def test_false_alarms_and_questions_not_asked_cost_some_safety(case: Case, tables: Tables) -> None:
    alarmed = graded(case, tables, flags=("fever",))
    assert alarmed.false_alarms == ("fever",)
    assert alarmed.part(Aspect.SAFETY).score == pytest.approx(0.9)
    run = ask(start(case), case, 0)
    run = decide(commit(begin_examination(see_drawing(run)), C7, 1.0), case, GOOD)
    safety = grade(run, case, tables).part(Aspect.SAFETY)
    assert safety.score == pytest.approx(0.5)
    assert safety.reasons == ("Not asked: Fever or cancer?",)


def test_examinations_for_a_red_flag_are_never_held_against_one(emergency: Case, tables: Tables) -> None:
    with_it = graded(emergency, tables, tests=(*KEYS, "perianal_sensation"), haste=Haste.EMERGENCY)
    without = graded(emergency, tables, haste=Haste.EMERGENCY)
    assert with_it.spent == without.spent
    assert with_it.unnecessary == ()


@pytest.mark.parametrize(
    ("changes", "aspect", "score"),
    [
        ({"level": Level("C6-7", Zone.PARACENTRAL)}, Aspect.LEVEL, 0.5),
        ({"level": Level("C5-6", Zone.FORAMINAL)}, Aspect.LEVEL, 0.0),
        ({"level": None}, Aspect.LEVEL, 0.0),
        ({"haste": Haste.RAISES_SUSPICION}, Aspect.URGENCY, 0.5),
        ({"haste": Haste.EMERGENCY}, Aspect.URGENCY, 0.0),
        ({"imaging": ImagingAnswer.NOT_NOW}, Aspect.IMAGING, 0.5),
        ({"imaging": ImagingAnswer.NOW}, Aspect.IMAGING, 0.0),
        ({"plan": (0,)}, Aspect.PLAN, 0.5),
        ({"plan": ()}, Aspect.PLAN, 0.0),
        ({"reassess_weeks": 5.0}, Aspect.REASSESS, 0.5),
        ({"reassess_weeks": 52.0}, Aspect.REASSESS, 0.0),
        ({"reassess_weeks": 0.0}, Aspect.REASSESS, 0.0),
    ],
)
def test_each_next_step_is_graded(
    case: Case, tables: Tables, changes: dict[str, Any], aspect: Aspect, score: float
) -> None:
    part = graded(case, tables, **changes).part(aspect)
    assert part.score == pytest.approx(score)
    assert part.reasons


def test_feedback_gives_the_answer_but_no_warning_sign(emergency: Case, tables: Tables) -> None:
    said = feedback(commit(examined(emergency, tables), C7, 0.8), emergency, tables)
    assert said.localisation.score == 1.0
    assert said.answer == C7
    words = " ".join([*said.localisation.reasons, *said.confidence.reasons, said.explanation])
    assert "saddle" not in words.lower()


def test_what_is_asked_and_examined_is_shown_with_both_sides(case: Case, tables: Tables) -> None:
    run = begin_examination(see_drawing(start(case)))
    assert revealed(run, case, tables.examinations) == (Finding("major_trauma", None, "absent"),)
    run = examine(ask(run, case, 0), tables.examinations["muscle.triceps_brachii"])
    found = revealed(run, case, tables.examinations)
    assert Finding("worse_cough", None, "present") in found
    assert Finding("muscle.triceps_brachii", Side.LEFT, mrc=5) in found
    assert Finding("muscle.triceps_brachii", Side.RIGHT, mrc=4) in found
    assert result_of(case, tables.examinations["reflex.plantar"])[0] == Finding("reflex.plantar", Side.LEFT, "flexor")
    assert spent(run, case, tables.examinations) == 1
    assert len(findings_of(case, tables.examinations)) == 4 + 5 + 2  # told, found, and the healthy sides of the keys


def test_asking_twice_changes_nothing(case: Case, tables: Tables) -> None:
    run = examined(case, tables)
    assert ask(run, case, 0) is run
    assert examine(run, tables.examinations["reflex.triceps"]) is run


def test_steps_out_of_turn_are_refused(case: Case, tables: Tables) -> None:
    run, exam = start(case), tables.examinations["slr"]
    done = decide(commit(examined(case, tables), C7, 1.0), case, GOOD)
    for wrong in (
        lambda: examine(run, exam),
        lambda: begin_examination(run),
        lambda: commit(run, C7, 1.0),
        lambda: decide(run, case, GOOD),
        lambda: ask(run, case, 99),
        lambda: commit(examined(case, tables), C7, 1.5),
        lambda: ask(done, case, 0),
        lambda: recognise(done, "fever"),
        lambda: see_drawing(done),
        lambda: grade(run, case, tables),
        lambda: feedback(run, case, tables),
        lambda: decide(commit(examined(case, tables), C7, 1.0), case, replace(GOOD, plan=(7,))),
    ):
        with pytest.raises(WrongStepError):
            wrong()


def test_a_run_can_be_put_away_and_taken_up_at_every_stage(case: Case, tables: Tables) -> None:
    stages = [start(case), see_drawing(start(case)), examined(case, tables)]
    stages.append(recognise(commit(examined(case, tables), C7, 0.7), "fever"))
    stages.append(decide(stages[-1], case, GOOD))
    assert [run.stage for run in stages] == list(Stage)
    for run in stages:
        again = json.loads(json.dumps(run_to_json(run), allow_nan=False))
        assert run_from_json(again, case, tables) == run


BAD_RUNS: list[dict[str, Any]] = [
    {"format": "x"},
    {"version": 2},
    {"case": "other"},
    {"digest": "0" * 64},
    {"stage": "lunch"},
    {"stage": "done"},
    {"asked": [9]},
    {"asked": [True]},
    {"asked": [0, 0]},
    {"asked": [[]]},
    {"examined": ["slr", "nothing"]},
    {"examined": "slr"},
    {"recognised": ["nothing"]},
    {"commitment": {"place": {"candidate": "C7", "side": "right"}, "confidence": 1.0}},
    {"commitment": {"place": 1, "confidence": 1.0}, "stage": "feedback"},
    {"commitment": {"place": {"candidate": "X", "side": "right"}, "confidence": 1.0}, "stage": "feedback"},
    {"commitment": {"place": {"candidate": "C7", "side": "up"}, "confidence": 1.0}, "stage": "feedback"},
    {"commitment": {"place": {"candidate": "C7", "side": "right"}, "confidence": 2}, "stage": "feedback"},
    {"next_steps": {}},
    {"more": 1},
]


@pytest.mark.parametrize("change", BAD_RUNS)
def test_a_run_that_does_not_fit_the_case_is_refused(case: Case, tables: Tables, change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="begin the case again"):
        run_from_json(run_to_json(start(case)) | change, case, tables)
    with pytest.raises(InputError):
        run_from_json([], case, tables)
