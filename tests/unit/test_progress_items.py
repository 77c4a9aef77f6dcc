"""What can be asked comes from the tables, under names that stay; a day's questions are mixed and not alike."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from progress_world import the_catalogue
from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.progress.choosing import Today, alike, choose
from rootmap.progress.items import catalogue
from rootmap.progress.rating import FAST_MS, PAINT_GOOD, SLOW_MS, rate
from rootmap.progress.records import BEYOND_TABLES, Card, Item, ItemKind, Limits, Memory, Mode, Outcome, Rating, Stage
from rootmap.quiz.grading_model import GOOD_SCORE

STABLE = (
    "root_territory:L5", "territory_root:S4-5", "territory_root:V1", "root_muscle:C5", "muscle_root:deltoid",
    "muscle_nerve:tibialis_anterior", "reflex_root:achilles", "root_reflex:S1", "disc_root:L4-L5", "root_complaint:L5",
    "key_point_root:T10", "nerve_territory:lateral_femoral_cutaneous", "nerve_muscle:deep_fibular",
    "red_flag_urgency:cauda_equina_bladder",
)  # fmt: skip
DAY = Today(date(2026, 3, 2), end_ms=86_400_000)


def new_on(day: int, limits: Limits) -> list[Item]:
    """Return the new items of a day, all of the days before learned."""
    cards: dict[str, Card] = {}
    for _ in range(day - 1):
        for item in choose(the_catalogue(), cards, DAY, limits):
            cards[item.id] = learned(item, len(cards) + 1, due_ms=10 * DAY.end_ms)
    return choose(the_catalogue(), cards, DAY, limits)


def learned(item: Item, number: int, due_ms: int) -> Card:
    return Card(number, item.id, Memory(Stage.REVIEW, None, 5.0, 5.0, due_ms, 0))


@pytest.mark.parametrize("name", STABLE)
def test_an_item_keeps_its_name(name: str) -> None:
    item = the_catalogue()[name]
    assert item.id == name
    assert item.title


def test_every_kind_has_items_and_every_root_a_territory() -> None:
    kinds = Counter(item.kind for item in the_catalogue().values())
    added_by_the_quiz = BEYOND_TABLES - {ItemKind.RED_FLAG_URGENCY}  # of these the quiz adds to those of the table
    assert set(kinds) == set(ItemKind) - added_by_the_quiz
    asked = {root for item in the_catalogue().values() if item.kind is ItemKind.ROOT_TERRITORY for root in item.roots}
    assert asked == set(Root)


def test_the_catalogue_is_the_same_every_time() -> None:
    again = catalogue(load_anatomy(), load_links())
    assert list(again.items()) == list(the_catalogue().items())


def test_every_item_has_an_answer_in_the_tables() -> None:
    anatomy, links = load_anatomy(), load_links()
    for item in the_catalogue().values():
        if item.kind is ItemKind.MUSCLE_ROOT:
            assert anatomy.muscles[item.subject].major_roots == item.roots
        elif item.kind is ItemKind.MUSCLE_NERVE:
            assert any(item.subject in nerve.muscles for nerve in links.nerves.values())
        elif item.kind is ItemKind.REFLEX_ROOT:
            assert anatomy.reflexes[item.subject].major_roots == item.roots
        elif item.kind is ItemKind.DISC_ROOT:
            (root,) = item.roots
            assert anatomy.roots[root].disc_paracentral.startswith(f"{item.subject} disc")
        elif item.kind is ItemKind.NERVE_TERRITORY:
            assert not anatomy.nerves[item.subject].skin.startswith("None")
        elif item.kind is ItemKind.RED_FLAG_URGENCY:
            assert item.subject in anatomy.red_flags


@pytest.mark.parametrize("kind", [ItemKind.ROOT_TERRITORY, ItemKind.TERRITORY_ROOT, ItemKind.KEY_POINT_ROOT])
def test_of_each_kind_the_commonest_roots_come_first(kind: ItemKind) -> None:
    queue = [item.subject for item in the_catalogue().values() if item.kind is kind]
    assert queue[:5] == ["L5", "S1", "L4", "C6", "C7"]


@pytest.mark.parametrize("day", range(1, 15))
def test_nothing_alike_is_new_on_one_day(day: int) -> None:
    items = new_on(day, Limits(new=10))
    assert len(items) == 10
    assert [(a.id, b.id) for place, a in enumerate(items) for b in items[:place] if alike(a, b)] == []


def test_when_only_alike_items_are_left_they_come_all_the_same() -> None:
    few = {name: item for name, item in the_catalogue().items() if item.subject in ("L5", "S1")}
    assert len(choose(few, {}, DAY, Limits(new=50))) == len(few)


def test_due_and_new_items_are_mixed_and_their_kinds_change() -> None:
    items = list(the_catalogue().values())
    cards = {item.id: learned(item, number, due_ms=number) for number, item in enumerate(items[:30], start=1)}
    asked = choose(the_catalogue(), cards, DAY, Limits(new=10, due=20))
    assert len(asked) == 30
    is_new = [item.id not in cards for item in asked]
    assert sum(is_new) == 10
    assert any(is_new[:10])
    assert any(is_new[-10:])
    assert sum(a.kind is b.kind for a, b in pairwise(asked)) == 0


def test_an_item_no_longer_in_the_catalogue_is_not_asked() -> None:
    cards = {"root_territory:X9": Card(1, "root_territory:X9", Memory(Stage.REVIEW, None, 5.0, 5.0, 0, 0))}
    assert choose({}, cards, DAY, Limits()) == []


RATED = (
    (Outcome(Mode.CHOOSE, "S1", False, 0.0, 1000, 0.95), Rating.AGAIN),
    (Outcome(Mode.CHOOSE, "L5", True, 1.0, 30_000), Rating.HARD),
    (Outcome(Mode.CHOOSE, "L5", True, 1.0, 3000, 0.5), Rating.HARD),
    (Outcome(Mode.CHOOSE, "L5", True, 1.0, 3000), Rating.GOOD),
    (Outcome(Mode.CHOOSE, "L5", True, 1.0, 9000, 0.95), Rating.GOOD),
    (Outcome(Mode.CHOOSE, "L5", True, 1.0, 3000, 0.95), Rating.EASY),
    (Outcome(Mode.TYPE, "L5", True, 1.0, 6500, 0.95), Rating.EASY),
    (Outcome(Mode.PAINT, "", False, 0.49, 1000), Rating.AGAIN),
    (Outcome(Mode.PAINT, "", False, 0.5, 90_000), Rating.HARD),
    (Outcome(Mode.PAINT, "", True, 0.7, 90_000), Rating.GOOD),
    (Outcome(Mode.PAINT, "", True, 0.85, 90_000), Rating.EASY),
    (Outcome(Mode.PAINT, "", True, 0.9, 90_000, 0.25), Rating.HARD),
)


@pytest.mark.parametrize(("outcome", "rating"), RATED)
def test_answers_are_rated_by_right_or_wrong_time_and_confidence(outcome: Outcome, rating: Rating) -> None:
    assert rate(outcome) is rating


def test_every_way_of_asking_has_limits_of_time_or_of_score() -> None:
    assert set(FAST_MS) == set(SLOW_MS) == set(Mode) - {Mode.PAINT}
    assert all(FAST_MS[mode] < SLOW_MS[mode] for mode in FAST_MS)


def test_a_painting_the_quiz_calls_right_is_good() -> None:
    assert PAINT_GOOD == GOOD_SCORE
