"""Answers are kept, rescheduled, taken back, and what was suspended or buried is not asked."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from progress_world import DAY, MINUTE, Learner, right, the_catalogue, wrong
from rootmap.errors import InputError
from rootmap.progress.exchange import export_csv
from rootmap.progress.records import Confidence, Limits, Mode, Outcome, Rating, Stage


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    found = Learner(tmp_path)
    yield found
    found.store.close()


def test_an_answer_is_there_after_closing_and_opening(learner: Learner) -> None:
    number = learner.answer("root_territory:L5", wrong("S1"))
    review = learner.reopen().reviews()[0]
    assert (review.number, review.item_id, review.mode) == (number, "root_territory:L5", Mode.CHOOSE)
    assert (review.true_root, review.chosen_root, review.correct, review.rating) == ("L5", "S1", False, Rating.AGAIN)
    assert (review.when_ms, review.milliseconds, review.is_first) == (learner.clock.now, 9000, True)


def test_another_connection_sees_an_acknowledged_answer_at_once(learner: Learner) -> None:
    learner.answer("root_territory:L5")
    with closing(sqlite3.connect(learner.store.path)) as other:
        assert other.execute("SELECT COUNT(*) FROM reviews").fetchone() == (1,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_log_can_neither_be_changed_nor_shortened(learner: Learner) -> None:
    learner.answer("root_territory:L5")
    with closing(sqlite3.connect(learner.store.path)) as other:
        for statement in ("UPDATE reviews SET correct = 0", "DELETE FROM reviews"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                other.execute(statement)


def test_an_item_that_is_not_in_the_catalogue_is_a_mistake_of_the_program(learner: Learner) -> None:
    stranger = replace(the_catalogue()["root_territory:L5"], subject="X9")
    with pytest.raises(KeyError):
        learner.store.answer(stranger, right())
    assert learner.store.reviews() == []


@pytest.mark.parametrize(("score", "confidence", "took"), [(1.5, None, 1), (0.5, float("nan"), 1), (0.5, 0.5, -1)])
def test_an_impossible_outcome_is_refused(score: float, confidence: float | None, took: int) -> None:
    with pytest.raises(ValueError, match="no outcome"):
        Outcome(Mode.PAINT, "", False, score, took, confidence)


def test_undo_restores_the_card_exactly_and_the_log_keeps_both(learner: Learner) -> None:
    item = the_catalogue()["muscle_root:deltoid"]
    learner.answer(item.id)
    learner.clock.forward(20 * MINUTE)
    learner.answer(item.id)
    before = learner.store.card(item)
    learner.clock.forward(3 * DAY)
    learner.answer(item.id, wrong())
    assert learner.store.card(item) != before
    assert learner.store.undo() == before
    assert learner.reopen().card(item) == before
    assert len(learner.store.reviews()) == 2
    assert len(learner.store.table("reviews")[1]) == 3


def test_undo_goes_back_to_the_very_first_answer_and_then_says_there_is_none(learner: Learner) -> None:
    item = the_catalogue()["disc_root:L4-L5"]
    learner.answer(item.id)
    learner.answer(item.id)
    assert learner.store.undo() is not None
    back = learner.store.undo()
    assert back is not None
    assert back.memory is None
    assert learner.store.undo() is None
    assert item in learner.store.session(limits=Limits(new=500))
    learner.answer(item.id)
    assert learner.store.reviews()[0].is_first


def test_undo_leaves_other_cards_and_the_suspension_alone(learner: Learner) -> None:
    other, item = the_catalogue()["disc_root:L5-S1"], the_catalogue()["disc_root:L4-L5"]
    learner.answer(other.id)
    kept = learner.store.card(other)
    learner.answer(item.id)
    learner.store.suspend(item)
    learner.store.undo()
    assert learner.store.card(other) == kept
    assert learner.store.card(item).suspended


def test_what_is_suspended_is_not_asked_until_taken_up_again(learner: Learner) -> None:
    item = learner.store.session()[0]
    learner.store.suspend(item)
    assert item not in learner.reopen().session()
    learner.store.suspend(item, suspended=False)
    assert item in learner.store.session()


def test_what_is_buried_comes_back_tomorrow(learner: Learner) -> None:
    item = learner.store.session()[0]
    learner.store.bury(item)
    assert item not in learner.store.session()
    learner.clock.forward(DAY)
    assert item in learner.store.session()


def test_a_day_holds_no_more_new_items_than_its_limit_however_often_one_asks(learner: Learner) -> None:
    limits = Limits(new=4, due=3)
    for item in learner.store.session(limits=limits):
        learner.answer(item.id, right(1000, Confidence.SURE.value))
    assert learner.store.session(limits=limits) == []
    learner.clock.forward(DAY)
    assert len(learner.store.session(limits=limits)) == 4


def test_no_more_due_items_than_the_limit_are_asked_the_longest_overdue_first(learner: Learner) -> None:
    names = [item.id for item in learner.store.session(limits=Limits(new=6))]
    for name in names:
        learner.answer(name, right(1000, Confidence.SURE.value))
    learner.clock.forward(60 * DAY)
    asked = learner.store.session(limits=Limits(new=0, due=4))
    assert {item.id for item in asked} == set(names[:4])
    learner.answer(names[0], right(1000, Confidence.SURE.value))
    assert len(learner.store.session(limits=Limits(new=0, due=4))) == 3


def test_each_session_has_a_row_and_its_answers_name_it(learner: Learner) -> None:
    for _ in range(2):
        learner.store.session()
        learner.answer("root_territory:L5")
        learner.answer("root_territory:L5")
    columns, found = learner.store.table("reviews")
    assert [row[columns.index("session_id")] for row in found] == [1, 1, 2, 2]
    assert len(learner.store.table("sessions")[1]) == 2


def test_a_wrong_answer_sends_an_item_in_review_back_to_learning(learner: Learner) -> None:
    learner.answer("root_territory:L5", right(1000, Confidence.SURE.value))
    learner.clock.forward(20 * DAY)
    learner.answer("root_territory:L5", wrong())
    memory = learner.store.card(the_catalogue()["root_territory:L5"]).memory
    assert memory is not None
    assert memory.stage is Stage.RELEARNING
    assert memory.due_ms - learner.clock.now == 10 * MINUTE


def test_every_table_is_exported_and_reads_back_as_it_was_stored(learner: Learner, tmp_path: Path) -> None:
    learner.answer("root_territory:L5", replace(wrong(), answer='L5, "or" S1\nperhaps'))
    learner.store.undo()
    written = export_csv(learner.store, tmp_path / "csv")
    assert [path.name for path in written] == [
        "rootmap-sessions.csv", "rootmap-cards.csv", "rootmap-reviews.csv", "rootmap-undone.csv"
    ]  # fmt: skip
    with written[2].open(newline="", encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    assert row["answer"] == 'L5, "or" S1\nperhaps'
    assert row["when_utc"] == "2026-03-02T09:00:01.000Z"
    assert (row["correct"], row["true_root"], row["chosen_root"]) == ("0", "L5", "S1")


def test_erasing_leaves_nothing_of_the_learner_but_the_backups_unless_asked(learner: Learner) -> None:
    learner.answer("root_territory:L5")
    learner.clock.forward(DAY)
    learner.reopen()
    (learner.folder / "progress.damaged-2026-01-01.sqlite3").write_text("something")
    learner.store.erase(backups=False)
    assert learner.store.reviews() == []
    kept = {path.name for path in learner.folder.rglob("*.sqlite3")}
    assert kept == {"progress-2026-03-03.sqlite3", "progress.sqlite3"}
    learner.answer("root_territory:L5")
    learner.store.erase(backups=True)
    names = {path.name for path in learner.folder.rglob("*")}
    assert names <= {"progress.sqlite3", "progress.sqlite3-wal", "progress.sqlite3-shm"}
    assert learner.store.cards() == {}


def answer_often(learner: Learner) -> None:
    for _ in range(200):
        learner.answer("root_territory:L5")


def test_a_full_disk_is_told_in_one_line_and_nothing_half_is_kept(learner: Learner) -> None:
    learner.answer("root_territory:L5")
    learner.store._connection.execute("PRAGMA max_page_count = 1")  # the disk is full from here on
    with pytest.raises(InputError) as told:
        answer_often(learner)
    assert "\n" not in str(told.value)
    assert "full" in str(told.value)
    learner.reopen()
    card = learner.store.card(the_catalogue()["root_territory:L5"])
    assert card.memory is not None
    assert card.memory.last_ms == learner.store.reviews()[-1].when_ms
    assert learner.answer("root_territory:L5") == len(learner.store.reviews())
