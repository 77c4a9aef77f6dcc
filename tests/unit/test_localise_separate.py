"""The fewest muscles, then reflexes, that tell two candidates apart."""

import pytest

from classical import ranker
from rootmap.localise import model
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.separate import MOST, Separation

LEFT = CandidateSide.LEFT


def named(name: str, side: CandidateSide = LEFT) -> Candidate:
    return next(each for each in ranker().candidates.candidates if (each.id, each.side) == (name, side))


def between(first: str, second: str) -> Separation:
    return ranker().separate(named(first), named(second))


def muscles(found: Separation) -> set[str]:
    return {each.test.removeprefix("muscle.") for each in found.signs if each.test.startswith("muscle.")}


EXPECTED = {
    ("L5", "common_fibular"): {"tibialis_posterior", "gluteus_medius"},
    ("C8", "ulnar_at_elbow"): {"abductor_pollicis_brevis", "flexor_pollicis_longus", "extensor_indicis"},
    ("C6", "C7"): {"triceps_brachii", "extensor_carpi_radialis_longus"},
    ("L4", "femoral"): {"adductor_magnus", "adductor_longus", "adductor_brevis", "tibialis_anterior"},
    ("C7", "radial"): {"triceps_brachii"},
}


@pytest.mark.parametrize(("first", "second"), EXPECTED)
def test_the_muscles_are_those_a_neurologist_would_test(first, second):
    assert muscles(between(first, second)) & EXPECTED[first, second]


@pytest.mark.parametrize(("first", "second"), [*EXPECTED, ("L5", "S1"), ("C6", "median_at_carpal_tunnel")])
def test_few_signs_are_named_each_differs_and_together_they_leave_less_doubt(first, second):
    found = between(first, second)
    assert 1 <= len(muscles(found)) <= MOST
    assert all(abs(each.first - each.second) > 0.05 for each in found.signs)
    assert 0.0 < found.error < 0.45
    assert found.is_enough == (found.error <= model.ENOUGH_ERROR)


def test_the_order_of_the_two_does_not_matter():
    one, other = between("L5", "common_fibular"), between("common_fibular", "L5")
    assert [each.test for each in one.signs] == [each.test for each in other.signs]
    assert [(each.first, each.second) for each in one.signs] == [(each.second, each.first) for each in other.signs]


def test_what_the_muscles_settle_is_left_without_reflexes():
    found = between("C7", "radial")
    assert found.is_enough
    assert [each.test for each in found.signs] == ["muscle.triceps_brachii"]


def test_the_two_sides_of_a_root_are_told_apart_by_its_own_muscles():
    found = ranker().separate(named("L5"), named("L5", CandidateSide.RIGHT))
    assert all(each.first > each.second for each in found.signs)
