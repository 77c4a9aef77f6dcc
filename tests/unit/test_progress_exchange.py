"""A schedule leaves as a file and comes in again, whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from progress_world import DAY, Learner, right, the_catalogue, wrong
from rootmap.errors import InputError
from rootmap.progress.exchange import export_schedule, import_schedule
from rootmap.progress.records import Card, Confidence


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    found = Learner(tmp_path / "one")
    for name in ("root_territory:L5", "disc_root:L4-L5", "root_territory:L5"):
        found.answer(name)
    found.answer("root_muscle:C5", right(1000, Confidence.SURE.value))
    found.clock.forward(20 * DAY)
    found.answer("root_muscle:C5", wrong())
    found.store.suspend(the_catalogue()["muscle_root:deltoid"])
    yield found
    found.store.close()


def numberless(cards: dict[str, Card]) -> dict[str, Card]:
    return {name: replace(card, number=0) for name, card in cards.items()}


def test_a_schedule_comes_in_as_it_left(learner: Learner, tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    assert export_schedule(learner.store, path) == 4
    other = Learner(tmp_path / "other", learner.clock)
    other.answer("root_territory:L5", wrong())
    other.answer("reflex_root:achilles")
    kept = other.store.cards()["reflex_root:achilles"]
    assert import_schedule(other.store, path) == 4
    found = other.reopen().cards()
    assert found.pop("reflex_root:achilles") == kept
    assert numberless(found) == numberless(learner.store.cards())
    assert len(other.store.reviews()) == 2
    other.store.close()


def test_an_answer_before_an_import_cannot_be_taken_back_one_after_it_can(learner: Learner, tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    export_schedule(learner.store, path)
    other = Learner(tmp_path / "other", learner.clock)
    other.answer("root_muscle:C5")
    import_schedule(other.store, path)
    imported = other.store.card(the_catalogue()["root_muscle:C5"])
    assert other.store.undo() is None
    other.answer("root_muscle:C5")
    assert other.store.undo() == imported
    other.store.close()


def _set(key: str, value: object) -> Any:
    def change(data: dict[str, Any]) -> None:
        data["cards"][0][key] = value

    return change


def _top(key: str, value: object) -> Any:
    def change(data: dict[str, Any]) -> None:
        data[key] = value

    return change


FAULTS = (
    (_top("format", "rootmap.drawing"), "is no schedule of Rootmap"),
    (_top("version", 2), "version: is not 1"),
    (_top("version", True), "version: is not 1"),
    (_top("owner", "me"), "owner: is not part of a schedule"),
    (_top("cards", {}), "cards: is not a list"),
    (_set("item", "root_territory:X9"), "cards[0].item: is no item"),
    (_set("item", 5), "cards[0].item: is no item"),
    (_set("item", "disc_root:L4-L5"), "cards[1]: names disc_root:L4-L5 again"),
    (_set("color", "red"), "cards[0].color: is not part of a card"),
    (_set("stage", "mastered"), "cards[0].stage: is not a stage"),
    (_set("stage", ["review"]), "cards[0].stage: is not a stage"),
    (_set("step", -1), "cards[0].step"),
    (_set("step", 1.5), "cards[0].step"),
    (_set("stability", "long"), "cards[0].stability: is not a number"),
    (_set("stability", 0), "cards[0].stability: is 0"),
    (_set("stability", 1e300), "cards[0].stability: is 1e+300"),
    (_set("difficulty", 11), "cards[0].difficulty: is 11"),
    (_set("difficulty", True), "cards[0].difficulty: is not a number"),
    (_set("due", "tomorrow"), "cards[0].due: is not a UTC time"),
    (_set("due", "2026-03-02T09:00:00"), "cards[0].due: is not a UTC time"),
    (_set("last", 5), "cards[0].last: is not a UTC time"),
    (_set("last", None), "cards[0].last: is not a UTC time"),
    (_set("suspended", "no"), "cards[0].suspended: is not true or false"),
)


@pytest.mark.parametrize(("change", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_a_fault_is_told_in_one_line_with_its_place_and_nothing_is_taken(
    change: Any, told: str, learner: Learner, tmp_path: Path
) -> None:
    path = tmp_path / "schedule.json"
    export_schedule(learner.store, path)
    data = json.loads(path.read_text())
    data["cards"].sort(key=lambda card: card["item"] != "root_territory:L5")
    data["cards"][0] |= {"stage": "learning", "step": 1}
    change(data)
    path.write_text(json.dumps(data))
    before = learner.store.cards()
    with pytest.raises(InputError) as refused:
        import_schedule(learner.store, path)
    assert told in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert learner.store.cards() == before


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"format": "rootmap.schedule", "version": 1}', "\0"])
def test_what_is_no_schedule_is_refused(text: str, learner: Learner, tmp_path: Path) -> None:
    path = tmp_path / "schedule.json"
    path.write_text(text)
    with pytest.raises(InputError):
        import_schedule(learner.store, path)
