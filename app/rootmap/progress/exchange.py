"""Progress as files for others: every table as CSV, the schedule as JSON out and in again."""

import csv
import io
import json
import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.progress.migrations import TABLES
from rootmap.progress.moments import in_words, milliseconds
from rootmap.progress.records import BEYOND_TABLES, Card, Memory, Stage
from rootmap.progress.store import ProgressStore

FORMAT = "rootmap.schedule"
VERSION = 1
SCHEDULE_NAME = "rootmap-schedule.json"
_MOMENTS = ("when_ms", "begun_ms", "due_ms", "last_ms")
_KEYS = {"item", "stage", "step", "stability", "difficulty", "due", "last", "suspended"}
_MOST_STEPS, _MOST_DAYS = 100, 1e6
_DIFFICULTY = (1.0, 10.0)  # of FSRS
_MOST_LETTERS = 300  # of the name of an item
_BEYOND = {kind.value for kind in BEYOND_TABLES}
_STAGES = {stage.name.lower(): stage for stage in Stage}


def export_csv(store: ProgressStore, folder: Path) -> list[Path]:
    """Write every table to `folder`, one CSV each, moments as UTC times; return the files."""
    written = []
    for name in TABLES:
        columns, found = store.table(name)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        moments = [column in _MOMENTS for column in columns]
        writer.writerow([column.replace("_ms", "_utc") if is_moment else column
                         for column, is_moment in zip(columns, moments, strict=True)])  # fmt: skip
        for row in found:
            writer.writerow([in_words(value) if is_moment and isinstance(value, int) else value
                             for value, is_moment in zip(row, moments, strict=True)])  # fmt: skip
        written.append(folder / f"rootmap-{name}.csv")
        write_atomic(written[-1], text.getvalue())
    return written


def export_schedule(store: ProgressStore, path: Path) -> int:
    """Write when each answered or suspended item is due; return how many."""
    cards = [_card_table(card) for card in store.cards().values() if card.memory is not None or card.suspended]
    table = {"format": FORMAT, "version": VERSION, "cards": cards}
    write_atomic(path, json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    return len(cards)


def import_schedule(store: ProgressStore, path: Path) -> int:
    """Take a schedule over, in place of what the store has for the same items; return how many items it holds.

    Raises InputError with the place of the first fault; then nothing is taken.
    """
    cards = read_schedule(path, store)
    store.replace_cards(cards)
    return len(cards)


def read_schedule(path: Path, store: ProgressStore) -> dict[str, Card]:
    """Return the cards of a schedule file, numbered 0, by item id."""
    data = read_json(path)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(path, "", "is no schedule of Rootmap", f'choose a file with "format": "{FORMAT}"')
    if data.get("version") != VERSION or isinstance(data["version"], bool):
        raise InputError(path, "version", f"is not {VERSION}", "export it again, or use a newer Rootmap")
    extra = sorted(set(data) - {"format", "version", "cards"})
    if extra:
        raise InputError(path, extra[0], "is not part of a schedule", "take it out")
    if not isinstance(data.get("cards"), list):
        raise InputError(path, "cards", "is not a list", "export the schedule again")
    cards: dict[str, Card] = {}
    for place, entry in enumerate(data["cards"]):
        card = _Reader(path, f"cards[{place}]", entry).card(store.catalogue)
        if card.item_id in cards:
            raise InputError(path, f"cards[{place}]", f"names {card.item_id} again", "keep one of them")
        cards[card.item_id] = card
    return cards


def _may_be_asked_elsewhere(name: str) -> bool:
    """Whether an item may be one that maps, banks or cases add: they are not at hand where a schedule is read."""
    kind, _, subject = name.partition(":")
    return kind in _BEYOND and bool(subject.strip()) and len(name) <= _MOST_LETTERS and name.isprintable()


def _card_table(card: Card) -> dict[str, Any]:
    table: dict[str, Any] = {"item": card.item_id, "suspended": card.suspended}
    memory = card.memory
    if memory is not None:
        table |= {
            "stage": memory.stage.name.lower(), "step": memory.step, "stability": memory.stability,
            "difficulty": memory.difficulty, "due": in_words(memory.due_ms), "last": in_words(memory.last_ms),
        }  # fmt: skip
    return table


class _Reader:
    """Reads one card strictly: every key known, every value possible."""

    def __init__(self, path: Path, place: str, entry: object) -> None:
        self._path, self._place = path, place
        if not isinstance(entry, dict):
            self._refuse("", "is not a card", "write {...}")
        self._values: Mapping[str, Any] = entry
        for key in entry:
            if key not in _KEYS:
                self._refuse(key, "is not part of a card", "take it out")

    def card(self, catalogue: Mapping[str, object]) -> Card:
        name, suspended = self._values.get("item"), self._values.get("suspended", False)
        if not isinstance(name, str) or not (name in catalogue or _may_be_asked_elsewhere(name)):
            self._refuse("item", "is no item of this Rootmap", 'write one such as "root_territory:L5"')
        if not isinstance(suspended, bool):
            self._refuse("suspended", "is not true or false", "write one of them")
        return Card(0, name, self._memory(), suspended)

    def _memory(self) -> Memory | None:
        values = self._values
        if not values.keys() & (_KEYS - {"item", "suspended"}):
            return None
        stage, step = values.get("stage"), values.get("step")
        if not isinstance(stage, str) or stage not in _STAGES:
            self._refuse("stage", "is not a stage", f"write one of {', '.join(_STAGES)}")
        if stage == "review":
            if step is not None:
                self._refuse("step", "is given for an item in review", "write null")
        elif not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= _MOST_STEPS:
            self._refuse("step", "is not a step of learning", "write a whole number such as 0")
        stability = self._number("stability", (1e-6, _MOST_DAYS))
        difficulty = self._number("difficulty", _DIFFICULTY)
        return Memory(_STAGES[stage], step, stability, difficulty, self._moment("due"), self._moment("last"))

    def _number(self, key: str, bounds: tuple[float, float]) -> float:
        value = self._values.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            self._refuse(key, "is not a number", "write a finite number")
        if not bounds[0] <= value <= bounds[1]:
            self._refuse(key, f"is {value:g}", f"write a number from {bounds[0]:g} to {bounds[1]:g}")
        return float(value)

    def _moment(self, key: str) -> int:
        value = self._values.get(key)
        try:
            if not isinstance(value, str) or not value.endswith("Z"):
                raise ValueError
            return milliseconds(datetime.fromisoformat(value))
        except (ValueError, OverflowError):
            self._refuse(key, "is not a UTC time", 'write it as "2026-11-25T21:00:00.000Z"')

    def _refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        raise InputError(self._path, ".".join(filter(None, (self._place, key))), problem, remedy)
