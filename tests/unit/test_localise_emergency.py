"""Where cauda equina or cord may be in danger, the tests that ask after them come first."""

import pytest

from classical import LEFT, RIGHT, Felt, ranker, table
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality
from rootmap.localise.evidence import AreaTable, Finding, NextTest
from rootmap.localise.outcomes import result_of
from rootmap.localise.signs import SignKind, signs_of

SADDLE = (Felt(Quality.NUMBNESS, "isncsci", ("S3", "S4-5"), (LEFT, RIGHT)),)
CALF = (Felt(Quality.PAIN, "isncsci", ("L5",), part=0.5),)
BLADDER = Finding("bladder_change", None, "present")
FIRST = {"anal_tone", "post_void_residual", "perianal_sensation"}


def suggested(felt: tuple[Felt, ...], *findings: Finding) -> tuple[NextTest, ...]:
    return ranker().rank(table(felt), findings).next_tests


def test_a_numb_saddle_asks_for_feeling_tone_and_bladder_and_never_for_a_slump():
    tests = suggested(SADDLE)
    assert {test.test for test in tests} == FIRST
    assert all(test.is_urgent for test in tests)


def test_a_bladder_change_asks_for_them_whatever_root_leads():
    tests = suggested(CALF, BLADDER)
    assert {test.test for test in tests} == FIRST


def test_without_a_warning_an_ordinary_root_is_told_from_its_neighbour():
    assert not any(test.is_urgent for test in suggested(CALF))


def test_once_they_are_done_the_next_ones_of_the_emergency_follow():
    done = tuple(Finding(name, LEFT if name == "perianal_sensation" else None, "present") for name in sorted(FIRST))
    tests = suggested(SADDLE, BLADDER, *done)
    assert not {test.test for test in tests} & FIRST
    signs = signs_of(load_anatomy(), ranker().candidates)
    assert all(signs[test.test].kind is not SignKind.MOTOR for test in tests if test.is_urgent)


@pytest.mark.parametrize("felt", [SADDLE, CALF])
def test_the_outlooks_are_what_the_ranking_gives_when_the_result_is_entered(felt):
    anatomy, drawn = load_anatomy(), table(felt)
    for test in ranker().rank(drawn).next_tests:
        for abnormal in (True, False):
            after = ranker().rank(drawn, (result_of(test.test, test.side, anatomy, abnormal=abnormal),))
            known = {entry.candidate: entry.probability for entry in after.entries}
            for outlook in test.outlooks:
                expected = outlook.if_positive if abnormal else outlook.if_negative
                assert known[outlook.candidate] == pytest.approx(expected)


def test_the_leader_comes_first_among_the_outlooks_and_a_test_moves_something():
    ranking = ranker().rank(table(CALF))
    for test in ranking.next_tests:
        assert test.outlooks[0].candidate == ranking.entries[0].candidate
        assert any(abs(each.if_positive - each.if_negative) > 0.01 for each in test.outlooks)


def test_nothing_is_asked_of_nothing():
    assert ranker().rank(AreaTable()).next_tests == ()
