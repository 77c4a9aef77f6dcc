"""Simulated patients as cases: sound, the same for the same wish, and silent about their answer."""

from functools import cache

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.spine import ImagingAnswer
from rootmap.atlas.stack import stack
from rootmap.atlas.store import to_rank_by, usable_atlases
from rootmap.cases.generated import PatientMaker, Wish, wish_of
from rootmap.cases.grading import grade
from rootmap.cases.known import giveaways, gives_away
from rootmap.cases.model import Haste, Region
from rootmap.cases.run import NextSteps, begin_examination, commit, decide, examine, recognise, see_drawing, start
from rootmap.cases.tables import Tables, tables_of
from rootmap.localise.ranker import Ranker
from rootmap.skin.drawing import paint
from rootmap.skin.figure import load_figure

SEEDS = 200
EACH = 25  # seeds to one test, so that they spread over the processors


@cache
def tables() -> Tables:
    return tables_of(load_anatomy())


@cache
def maker() -> PatientMaker:
    figure, anatomy = load_figure("neutral"), load_anatomy()
    maps, _ = usable_atlases(figure)
    return PatientMaker(figure, stack(figure, maps), Ranker(to_rank_by(maps), anatomy), anatomy, tables())


def wish(seed: int) -> Wish:
    regions = (None, *Region)
    return Wish(regions[seed % len(regions)], seed % 5 + 1, seed)


@pytest.mark.parametrize("first", range(0, SEEDS, EACH))
def test_every_simulated_case_passes_the_checks_of_a_case_and_keeps_its_answer_to_itself(first: int) -> None:
    for seed in range(first, first + EACH):
        wanted = wish(seed)
        case, _ = maker().make(wanted)  # parsed as a file of cases is: any fault is raised
        assert (case.id, case.difficulty) == (wanted.id, wanted.difficulty)
        assert wanted.region in (None, case.region)
        words = giveaways(tables().candidates[case.answer.candidate], tables().anatomy)
        shown = [case.title, case.history.complaint, *(f"{reply.ask} {reply.says}" for reply in case.history.replies)]
        assert [text for text in shown if gives_away(text, words)] == []
        told = [test for reply in case.history.replies for test in reply.tells]
        assert sorted(told) == sorted({finding.test for finding in case.history.findings})


def test_the_same_wish_makes_the_same_text_and_another_seed_another_patient() -> None:
    one, other = Wish(Region.BACK_AND_LEG, 2, 7), Wish(Region.BACK_AND_LEG, 2, 8)
    assert maker().make(one) == maker().make(one)
    assert maker().make(one)[1] != maker().make(other)[1]


def test_a_wish_can_be_read_back_from_its_id() -> None:
    for wanted in (Wish(None, 1, 0), Wish(Region.NECK_AND_ARM, 5, 123456789)):
        assert wish_of(wanted.id) == wanted
    assert [wish_of(name) for name in ("patient-any-6-1", "patient-knee-1-1", "baker", "patient-any-1-")] == [None] * 4


def test_the_drawing_of_a_simulated_case_fits_every_body() -> None:
    case, _ = maker().make(Wish(Region.NECK_AND_ARM, 1, 3))
    for name in ("neutral", "child"):
        assert paint(case.drawing, load_figure(name))


def test_one_who_does_all_that_is_asked_passes_a_simulated_case_and_one_who_misses_a_warning_sign_fails() -> None:
    cases = (maker().make(Wish(None, 1 + seed % 5, seed))[0] for seed in range(40))
    case = next(each for each in cases if each.urgency.haste is Haste.EMERGENCY)
    run = begin_examination(see_drawing(start(case)))
    for test in case.key_examinations:
        run = examine(run, tables().examinations[test])
    blind = run
    for flag in case.urgency.red_flags:
        run = recognise(run, flag)
    steps = NextSteps(case.level, case.urgency.haste, ImagingAnswer(case.imaging.answer), (), case.reassess.when_weeks)
    done, missed = (decide(commit(each, case.answer, 0.95), case, steps) for each in (run, blind))
    assert not grade(done, case, tables()).failed
    assert grade(done, case, tables()).score > 0.8
    assert grade(missed, case, tables()).failed
