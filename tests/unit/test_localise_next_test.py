"""The next test tells the leading candidates apart, and is not one already done."""

from localise_world import make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.ranker import Ranker
from rootmap.localise.signs import signs_of

ANATOMY = load_anatomy()
ATLAS = make_atlas(make_figure())
RANKER = Ranker([ATLAS], ANATOMY)
SIGNS = signs_of(ANATOMY, RANKER.candidates)
L5_OR_S1 = table_of([ATLAS], {Quality.PAIN: {("L5", Side.LEFT): 60.0, ("S1", Side.LEFT): 60.0}})


def test_nothing_is_suggested_before_anything_is_painted_or_found():
    assert RANKER.rank(AreaTable()).next_tests == ()


def test_between_l5_and_s1_the_test_is_on_that_side_and_differs_between_them():
    best = RANKER.rank(L5_OR_S1).next_tests[0]
    sign = SIGNS[best.test]
    l5, s1 = (RANKER.candidates.rows_of([root])[0] for root in (Root.L5, Root.S1))
    assert best.side is Side.LEFT
    assert abs(sign.abnormal[l5, 0] - sign.abnormal[s1, 0]) > 0.5
    assert {best.if_positive.id, best.if_negative.id} == {"L5", "S1"}


def test_gains_are_positive_fall_in_order_and_no_kind_comes_twice():
    tests = RANKER.rank(L5_OR_S1).next_tests
    assert len(tests) > 1
    assert all(test.bits > 0 for test in tests)
    assert [test.bits for test in tests] == sorted((test.bits for test in tests), reverse=True)
    assert len({SIGNS[test.test].kind for test in tests}) == len(tests)


def test_a_test_once_done_is_not_suggested_again_on_that_side():
    findings = []
    for _ in range(8):
        suggested = RANKER.rank(L5_OR_S1, findings).next_tests
        assert not {(test.test, test.side) for test in suggested} & {(each.test, each.side) for each in findings}
        if not suggested:
            break
        name, side = suggested[0].test, suggested[0].side
        muscle = name.startswith("muscle.")
        words = "normal" if name.startswith("reflex.") else None if muscle else ANATOMY.tests[name].results[1]
        findings.append(Finding(name, side, words, 5 if muscle else None))
    assert findings


def test_the_more_certain_the_ranking_the_less_a_test_can_tell():
    certain = table_of([ATLAS], {Quality.NUMBNESS: {("S1", Side.LEFT): 90.0}, Quality.PAIN: {("S1", Side.LEFT): 90.0}})
    assert RANKER.rank(certain).next_tests[0].bits < RANKER.rank(L5_OR_S1).next_tests[0].bits


def test_the_healthy_side_is_asked_after_only_to_compare_with_what_was_tested():
    findings = [Finding("muscle.gastrocnemius", Side.LEFT, None, 4), Finding("reflex.achilles", Side.LEFT, "reduced")]
    for done in ((), findings[:1], findings):
        ranking = RANKER.rank(L5_OR_S1, done)
        assert ranking.entries[0].candidate.side.value == "left"
        away = {test.test for test in ranking.next_tests if test.side is Side.RIGHT and test.is_sided}
        assert away <= {finding.test for finding in done}
