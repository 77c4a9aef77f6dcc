"""Territories one can ask about: plausible answers, fair regions, names understood as people type them."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import load_atlas
from rootmap.quiz.questions import MAX_CHOICES, MIN_CHOICES, is_fair, neighbours, plausible, territory_named
from rootmap.skin.figure import load_figure

NAMES = ("V1", "C5", "T12", "L1", "L5", "S1", "S4-5")


@pytest.fixture(scope="module")
def atlas() -> CompiledAtlas:
    return load_atlas("isncsci", load_figure())


def test_four_to_six_answers_are_offered_in_order_and_one_is_right(atlas: CompiledAtlas) -> None:
    order = [territory.id for territory in atlas.info.territories]
    random = Random(1)
    for name in order:
        choices = plausible(atlas, name, random)
        assert MIN_CHOICES <= len(choices) <= MAX_CHOICES
        assert name in choices
        assert list(choices) == sorted(set(choices), key=order.index)


def test_the_other_answers_are_neighbours_on_the_skin_or_in_the_spine(atlas: CompiledAtlas) -> None:
    order = [territory.id for territory in atlas.info.territories]
    for name in order:
        near = {other for other in order if abs(order.index(other) - order.index(name)) <= 3}
        assert set(plausible(atlas, name, Random(2))) <= near | set(neighbours(atlas, name))


def test_a_region_one_can_hardly_see_is_not_asked(atlas: CompiledAtlas) -> None:
    assert is_fair(atlas, "L5")
    assert not is_fair(atlas, "no_such_region")


def test_l5_touches_l4_and_s1(atlas: CompiledAtlas) -> None:
    assert {"L4", "S1"} <= set(neighbours(atlas, "L5"))
    assert "C5" not in neighbours(atlas, "L5")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("L5", "L5"),
        (" l 5 ", "L5"),
        ("t12", "T12"),
        ("S4-5", "S4-5"),
        ("s4/5", "S4-5"),
        ("S4-S5", "S4-5"),
        ("s4–s5", "S4-5"),
        ("S5", "S4-5"),
        ("S4", "S4-5"),
        ("L6", None),
        ("", None),
        ("5", None),
        ("-", None),
    ],
)
def test_a_root_is_understood_as_people_type_it(typed: str, meant: str | None) -> None:
    assert territory_named(typed, NAMES) == meant


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_territory_or_nothing(text: str) -> None:
    assert territory_named(text, NAMES) in (*NAMES, None)
