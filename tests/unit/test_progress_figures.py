"""The figures say what the answers say: recall, confusions, calibration, weeks, days, and what comes due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path

import pytest

from progress_world import DAY, Learner, right, the_catalogue, wrong
from rootmap.anatomy.vocabulary import Root
from rootmap.progress import figures
from rootmap.progress.moments import day_of
from rootmap.progress.records import Confidence, Mode

SURE = Confidence.SURE.value


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    found = Learner(tmp_path)
    yield found
    found.store.close()


def recall(learner: Learner) -> dict[str, float]:
    store = learner.store
    return figures.recall_by_item(store.cards(), store.schedule, store.now_ms)


def test_recall_starts_at_one_and_falls_with_the_days(learner: Learner) -> None:
    learner.answer("root_territory:L5", right(1000, SURE))
    found = []
    for _ in range(3):
        found.append(recall(learner)["root_territory:L5"])
        learner.clock.forward(8 * DAY)
    assert found[0] == 1.0
    assert found == sorted(found, reverse=True)
    assert 0.85 < found[1] < 0.95  # the interval of FSRS aims at 0.9


def test_a_territory_never_asked_for_is_absent_and_not_forgotten(learner: Learner) -> None:
    learner.answer("root_territory:L5")
    learner.answer("key_point_root:S4-5", wrong("S3", "S4-5"))
    learner.answer("muscle_root:deltoid")
    learner.store.suspend(the_catalogue()["root_territory:C6"])
    known = figures.recall_by_territory(the_catalogue(), recall(learner))
    assert set(known) == {Root.L5, Root.S4, Root.S5}


def test_a_territory_is_known_as_well_as_its_items_on_average(learner: Learner) -> None:
    learner.answer("root_territory:L5", right(1000, SURE))
    learner.answer("territory_root:L5", wrong())
    learner.clock.forward(5 * DAY)
    each = recall(learner)
    mean = (each["root_territory:L5"] + each["territory_root:L5"]) / 2
    assert figures.recall_by_territory(the_catalogue(), each)[Root.L5] == pytest.approx(mean)


def test_confusions_are_counted_by_root_from_head_to_tail(learner: Learner) -> None:
    learner.answer("root_territory:L5", wrong("S1", "L5"))
    learner.answer("root_territory:L5", wrong("S1", "L5"))
    learner.answer("root_territory:C6", right())
    learner.answer("root_territory:S4-5", wrong("C6", "S4-5"))
    learner.answer("muscle_nerve:deltoid", replace(right(), true_root=None, chosen_root=None))
    found = figures.confusion(learner.store.reviews())
    assert found.names == ("C6", "L5", "S1", "S4-5")
    assert found.counts == ((0, 0, 0, 0), (0, 1, 2, 0), (0, 0, 0, 0), (1, 0, 0, 0))
    assert found.total == 4
    assert found.worst(1) == [("L5", "S1", 2)]


def test_an_answer_taken_back_counts_nowhere(learner: Learner) -> None:
    learner.answer("root_territory:L5", wrong(confidence=SURE))
    learner.store.undo()
    reviews = learner.store.reviews()
    assert figures.confusion(reviews).total == 0
    assert figures.calibration(reviews) == []
    assert figures.weeks(reviews, UTC) == []
    assert figures.streak(reviews, learner.store.today, UTC) == figures.Streak(0, 0, 0)
    assert recall(learner) == {}


def test_calibration_holds_how_sure_against_how_often_right(learner: Learner) -> None:
    for outcome in (right(confidence=SURE), right(confidence=SURE), wrong(confidence=SURE), wrong(confidence=0.25)):
        learner.answer("root_territory:L5", outcome)
    learner.answer("root_territory:L5", right())
    learner.answer("root_territory:L5", right(confidence=1.0))
    low, high = figures.calibration(learner.store.reviews())
    assert (low.low, low.high, low.count, low.right) == (0.2, 0.4, 1, 0.0)
    assert (high.low, high.high, high.count, high.right) == (0.8, 1.0, 4, 0.75)
    assert high.said == pytest.approx((3 * SURE + 1) / 4)


def test_weeks_begin_on_monday_and_modes_stand_apart(learner: Learner) -> None:
    learner.answer("root_territory:L5", right(2000))
    learner.answer("root_territory:L5", replace(right(60_000), mode=Mode.PAINT, score=0.9))
    learner.clock.forward(6 * DAY)
    learner.answer("root_territory:L5", replace(wrong(), milliseconds=4000))
    learner.clock.forward(DAY)
    learner.answer("root_territory:L5", right(2000))
    found = figures.weeks(learner.store.reviews(), UTC)
    assert [(week.monday, week.mode, week.count, week.right, week.seconds) for week in found] == [
        (date(2026, 3, 2), Mode.CHOOSE, 2, 0.5, 3.0),
        (date(2026, 3, 2), Mode.PAINT, 1, 1.0, 60.0),
        (date(2026, 3, 9), Mode.CHOOSE, 1, 1.0, 2.0),
    ]


@pytest.mark.parametrize(
    ("gaps", "idle", "expected"),
    [
        ([], 0, (1, 1, 1)),
        ([1, 1], 0, (3, 3, 3)),
        ([1, 2], 0, (3, 3, 3)),  # a day off
        ([1, 3], 0, (1, 2, 3)),  # two days off
        ([1, 1], 1, (3, 3, 3)),  # nothing yet today
        ([1, 1], 2, (3, 3, 3)),
        ([1, 1], 3, (0, 3, 3)),
    ],
)
def test_a_day_off_breaks_no_streak(
    learner: Learner, gaps: list[int], idle: int, expected: tuple[int, int, int]
) -> None:
    learner.answer("root_territory:L5")
    for gap in gaps:
        learner.clock.forward(gap * DAY)
        learner.answer("root_territory:L5")
    learner.clock.forward(idle * DAY)
    found = figures.streak(learner.store.reviews(), learner.store.today, UTC)
    assert (found.current, found.longest, found.days) == expected


def test_the_forecast_counts_what_comes_due_and_today_what_is_overdue(learner: Learner) -> None:
    for name in ("root_territory:L5", "root_territory:S1", "root_territory:C6"):
        learner.answer(name, right(1000, SURE))
    learner.store.suspend(the_catalogue()["root_territory:C6"])
    cards = learner.store.cards()
    memory = cards["root_territory:L5"].memory
    assert memory is not None
    ahead = (day_of(memory.due_ms, UTC) - learner.store.today).days
    found = figures.forecast(cards.values(), learner.store.today, UTC)
    assert len(found) == 30
    assert (found[ahead], sum(found)) == (2, 2)
    learner.clock.forward(50 * DAY)
    assert figures.forecast(cards.values(), learner.store.today, UTC)[0] == 2


def test_the_weakest_items_come_first(learner: Learner) -> None:
    learner.answer("root_territory:L5", right(1000, SURE))
    learner.answer("root_territory:S1", wrong())
    learner.clock.forward(3 * DAY)
    (item, chance), *_ = figures.weakest(the_catalogue(), recall(learner), 5)
    assert item.id == "root_territory:S1"
    assert chance < 0.9


def test_without_an_answer_every_figure_is_empty(learner: Learner) -> None:
    assert figures.confusion([]).names == ()
    assert figures.weakest(the_catalogue(), {}, 5) == []
    assert sum(figures.forecast([], learner.store.today)) == 0
