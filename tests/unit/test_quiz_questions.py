"""The questions of the quiz: plausible answers, fair regions, answers understood as people type them."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import load_atlas
from rootmap.quiz.questions import (
    LEAST_AREA_CM2,
    MAX_CHOICES,
    MIN_CHOICES,
    QuestionMaker,
    neighbours,
    territory_named,
)
from rootmap.skin.figure import load_figure

NAMES = ("V1", "C5", "T12", "L1", "L5", "S1", "S4-5")


@pytest.fixture(scope="module")
def atlas() -> CompiledAtlas:
    return load_atlas("isncsci", load_figure())


def test_a_question_offers_four_to_six_answers_in_order_and_one_is_right(atlas: CompiledAtlas) -> None:
    order = [territory.id for territory in atlas.info.territories]
    maker = QuestionMaker(atlas, Random(1))
    for _ in range(60):
        question = maker.name_it()
        assert MIN_CHOICES <= len(question.choices) <= MAX_CHOICES
        assert question.territory in question.choices
        assert list(question.choices) == sorted(question.choices, key=order.index)
        assert len(set(question.choices)) == len(question.choices)


def test_the_other_answers_are_neighbours_on_the_skin_or_in_the_spine(atlas: CompiledAtlas) -> None:
    order = [territory.id for territory in atlas.info.territories]
    maker = QuestionMaker(atlas, Random(2))
    for _ in range(40):
        question = maker.name_it()
        near = {name for name in order if abs(order.index(name) - order.index(question.territory)) <= 3}
        assert set(question.choices) <= near | set(neighbours(atlas, question.territory))


def test_l5_touches_l4_and_s1(atlas: CompiledAtlas) -> None:
    assert {"L4", "S1"} <= set(neighbours(atlas, "L5"))
    assert "C5" not in neighbours(atlas, "L5")


def test_no_region_comes_twice_before_all_came_once(atlas: CompiledAtlas) -> None:
    maker = QuestionMaker(atlas, Random(3))
    fair = [name for name, area in atlas.area_cm2.items() if area >= LEAST_AREA_CM2]
    asked = Counter(maker.paint_it().territory for _ in range(len(fair)))
    assert asked == Counter(fair)
    assert set(asked) == set(fair)


def test_both_sides_are_asked(atlas: CompiledAtlas) -> None:
    maker = QuestionMaker(atlas, Random(4))
    assert {maker.name_it().side for _ in range(30)} == set(Side)


def test_the_same_seed_asks_the_same(atlas: CompiledAtlas) -> None:
    one, other = (QuestionMaker(atlas, Random(5)) for _ in range(2))
    assert [one.name_it() for _ in range(10)] == [other.name_it() for _ in range(10)]


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
