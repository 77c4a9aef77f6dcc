"""What holds of any run: more examinations never pay, a missed warning sign always fails, and it repeats itself."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.cases_world import CASE, case_file

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.cases.grading import grade
from rootmap.cases.model import Case, Haste, Level, Localisation
from rootmap.cases.reading import read_case
from rootmap.cases.run import (
    NextSteps,
    Run,
    Stage,
    ask,
    begin_examination,
    commit,
    decide,
    examine,
    recognise,
    see_drawing,
    start,
)
from rootmap.cases.run_file import run_from_json, run_to_json
from rootmap.cases.scoring import Aspect
from rootmap.cases.tables import Tables, tables_of
from rootmap.localise.evidence import CandidateSide

FLAGS = ("cauda_equina_saddle", "cauda_equina_bladder")
SEVERE = CASE.replace(
    "  fever: absent", "  saddle_numbness: present\n  bladder_change: present\n  fever: absent"
).replace("urgency: {haste: none, red_flags: []", f"urgency: {{haste: E, red_flags: [{', '.join(FLAGS)}]")


@cache
def tables() -> Tables:
    return tables_of(load_anatomy())


@cache
def case() -> Case:
    with TemporaryDirectory() as folder:
        return read_case(case_file(Path(folder), SEVERE))


tests = st.lists(st.sampled_from(sorted(tables().examinations)), unique=True, max_size=30)
places = st.builds(Localisation, st.sampled_from(sorted(tables().candidates)), st.sampled_from(CandidateSide))
levels = st.none() | st.builds(Level, st.sampled_from(sorted(tables().discs)), st.sampled_from(Zone))
steps = st.builds(
    NextSteps,
    level=levels,
    haste=st.sampled_from(Haste),
    imaging=st.sampled_from(ImagingAnswer),
    plan=st.lists(st.integers(0, 1), unique=True).map(tuple),
    reassess_weeks=st.floats(0, 104),
)
flags = st.lists(st.sampled_from(sorted(tables().anatomy.red_flags)), unique=True, max_size=6)


def run_of(examined: list[str], place: Localisation, sure: float, named: tuple[list[str], list[str]]) -> Run:
    run = begin_examination(see_drawing(ask(start(case()), case(), 0)))
    for test in examined:
        run = examine(run, tables().examinations[test])
    for flag in named[0]:
        run = recognise(run, flag)
    run = commit(run, place, sure)
    for flag in named[1]:
        run = recognise(run, flag)
    return run


@given(tests, st.sampled_from(sorted(tables().examinations)), places, steps, flags)
def test_one_examination_more_never_raises_economy_nor_lowers_thoroughness(
    examined: list[str], more: str, place: Localisation, then: NextSteps, named: list[str]
) -> None:
    few = grade(decide(run_of(examined, place, 0.5, (named, [])), case(), then), case(), tables())
    many = grade(decide(run_of([*examined, more], place, 0.5, (named, [])), case(), then), case(), tables())
    assert many.part(Aspect.ECONOMY).score <= few.part(Aspect.ECONOMY).score
    assert many.part(Aspect.THOROUGHNESS).score >= few.part(Aspect.THOROUGHNESS).score
    assert many.failed == few.failed


@given(tests, places, st.floats(0, 1), steps, st.tuples(flags, flags))
def test_a_missed_warning_sign_always_fails_and_scores_stay_between_0_and_1(
    examined: list[str], place: Localisation, sure: float, then: NextSteps, named: tuple[list[str], list[str]]
) -> None:
    run = decide(run_of(examined, place, sure, named), case(), then)
    result = grade(run, case(), tables())
    missed = set(FLAGS) - set(named[0]) - set(named[1])
    assert set(result.missed_flags) == missed
    if missed or then.haste is not Haste.EMERGENCY:
        assert result.failed
        assert result.score == 0.0
    assert all(0.0 <= part.score <= 1.0 and part.reasons for part in result.parts)
    assert 0.0 <= result.score <= 1.0
    assert result == grade(run, case(), tables())
    assert run.stage is Stage.DONE
    assert run_from_json(run_to_json(run), case(), tables()) == run
