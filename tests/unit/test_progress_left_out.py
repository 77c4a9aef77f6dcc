"""What was left out can be taken up again, and a schedule carries what maps, banks and cases add."""

import json
from pathlib import Path

import pytest

from progress_world import Learner
from rootmap.errors import InputError
from rootmap.progress.exchange import export_schedule, import_schedule, read_schedule
from rootmap.progress.overview import overview
from rootmap.progress.records import Item, ItemKind, Mode, Outcome
from rootmap.progress.store import ProgressStore

BEYOND = ("root_disc:L5.paracentral", "bank:first-steps/q1", "case_imaging:baker-push-dough", "next_test:L5|S1")


def test_what_is_suspended_is_counted_and_taken_up_again(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    names = list(learner.store.catalogue)[:3]
    for name in names:
        learner.store.suspend(learner.store.catalogue[name])
    assert overview(learner.store).left_out == 3
    assert learner.store.take_up() == 3
    assert overview(learner.store).left_out == 0
    assert names[0] in {item.id for item in learner.store.session()}
    learner.store.close()


def test_a_schedule_comes_in_with_what_the_quiz_alone_adds(tmp_path: Path) -> None:
    items = {name: Item(ItemKind(name.partition(":")[0]), name.partition(":")[2], name) for name in BEYOND}
    one = ProgressStore(tmp_path / "one", items)
    for item in items.values():
        one.answer(item, Outcome(Mode.CHOOSE, "x", True, 1.0, 5000))
    assert export_schedule(one, tmp_path / "schedule.json") == len(BEYOND)
    other = Learner(tmp_path / "other").store  # of the tables alone, as the command line opens it
    assert import_schedule(other, tmp_path / "schedule.json") == len(BEYOND)
    cards = other.cards()
    assert {name: cards[name].memory for name in BEYOND} == {name: one.card(items[name]).memory for name in BEYOND}
    one.close()
    other.close()


@pytest.mark.parametrize("name", ["bank:", "bank", "case:x", "bank:" + "x" * 300, "bank:a\0b"])
def test_a_name_that_no_quiz_gives_is_refused(name: str, tmp_path: Path) -> None:
    store = Learner(tmp_path).store
    path = tmp_path / "schedule.json"
    table = {"format": "rootmap.schedule", "version": 1, "cards": [{"item": name, "suspended": True}]}
    path.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(InputError, match="is no item"):
        read_schedule(path, store)
    store.close()
