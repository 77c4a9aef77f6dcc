"""The learner's progress on disk: what was answered, what is due, what to ask today."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, timedelta, tzinfo
from pathlib import Path

from rootmap.errors import InputError
from rootmap.progress import moments, rows
from rootmap.progress.backups import back_up, erase_backups
from rootmap.progress.choosing import Today, choose
from rootmap.progress.database import NAME, erase_files, open_database, refused
from rootmap.progress.rating import rate
from rootmap.progress.records import Acknowledged, Card, Item, Limits, Memory, Outcome, Rating, Review, Stage
from rootmap.progress.schedule import Schedule


class ProgressStore:
    """Keeps answers and asks the scheduler; what a method returned is on disk.

    A quiz needs four calls: `session` for the items of today, `answer` after each question, `undo`, and `close`.
    Every method raises InputError, one line, when the disk refuses. Use it from one thread.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Mapping[str, Item],
        schedule: Schedule | None = None,
        clock: Callable[[], int] = moments.now_ms,
        zone: tzinfo | None = None,
    ) -> None:
        """Open the store of a profile folder; `clock` gives milliseconds UTC, `zone` (the system's own) the days.

        `notice` is a line for the user when the database had to be put aside, else "".
        """
        self.catalogue, self.schedule, self.zone = catalogue, schedule or Schedule(), zone
        self._folder, self._clock = folder, clock
        self._session: int | None = None
        self._connection, self.notice = open_database(folder, self.today)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._folder / NAME

    @property
    def now_ms(self) -> int:
        """The present moment, milliseconds UTC."""
        return self._clock()

    @property
    def today(self) -> date:
        """The present day."""
        return moments.day_of(self._clock(), self.zone)

    def close(self) -> None:
        """Let go of the database; harmless when done twice."""
        self._connection.close()

    # --- the four calls of a quiz ------------------------------------------------------------------------------------

    def session(self, today: date | None = None, limits: Limits | None = None) -> list[Item]:
        """Return what is still to be asked today, in order: due items and new ones, within the limits of the day.

        The next answer begins a new session in the log.
        """
        day = today or self.today
        self.notice = self.notice or back_up(self._connection, self._folder, self.today)  # open since yesterday
        self._session = None
        start, end = (moments.day_start(day + timedelta(days=ahead), self.zone) for ahead in (0, 1))
        with self._reading() as connection:
            asked = connection.execute(
                "SELECT item_id, MAX(is_first) FROM counted WHERE when_ms >= ? AND when_ms < ? GROUP BY item_id",
                (start, end),
            ).fetchall()
        begun = frozenset(name for name, is_first in asked if is_first)
        return choose(self.catalogue, self.cards(), Today(day, end, begun, len(asked) - len(begun)), limits or Limits())

    def answer(self, item: Item, outcome: Outcome) -> Acknowledged:
        """Keep an answer and reschedule its item; when this returns, it is on disk. KeyError for a strange item."""
        known = self.catalogue[item.id]
        rating, now = rate(outcome), self._clock()
        with self._writing() as connection:
            card = self._card_to_write(connection, known.id)
            after = replace(card, memory=self.schedule.after(card, rating, now))
            number = self._keep(connection, card, outcome, (rating, now))
            self._put_memory(connection, after)
        return Acknowledged(number, rating, after)

    def undo(self) -> Card | None:
        """Take the last answer back: its card is exactly as before. Return that card, None when there is nothing left.

        An answer older than an import of a schedule stays, its card having another history; and one of version 1.
        """
        with self._writing() as connection:
            last = connection.execute(
                "SELECT id, item_id, before, when_ms, is_first FROM counted ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if last is None:
                return None
            card = self._card_to_write(connection, last[1])
            lost = last[2] is None and not last[4]  # version 1 did not keep what was before
            if lost or card.memory is None or card.memory.last_ms != last[3]:
                return None
            before = replace(card, memory=_memory_from(last[2]))
            self._put_memory(connection, before)
            connection.execute("INSERT INTO undone VALUES (?, ?)", (last[0], self._clock()))
        return before

    # --- what is left out for a while --------------------------------------------------------------------------------

    def suspend(self, item: Item, *, suspended: bool = True) -> None:
        """Ask an item no more, or again."""
        self._mark(item, "suspended", int(suspended))

    def take_up(self) -> int:
        """Ask again all that was suspended; return how many items."""
        with self._writing() as connection:
            return connection.execute("UPDATE cards SET suspended = 0 WHERE suspended = 1").rowcount

    def bury(self, item: Item) -> None:
        """Ask an item no more today."""
        self._mark(item, "buried_until", (self.today + timedelta(days=1)).isoformat())

    # --- what is known -----------------------------------------------------------------------------------------------

    def card(self, item: Item) -> Card:
        """Return the card of an item; one never touched has number 0."""
        with self._reading() as connection:
            row = connection.execute(f"{rows.CARD} WHERE item_id = ?", (item.id,)).fetchone()
        return rows.card(row) if row is not None else Card(0, item.id)

    def cards(self) -> dict[str, Card]:
        """Return every card there is, by item id."""
        with self._reading() as connection:
            return {row[1]: rows.card(row) for row in connection.execute(rows.CARD)}

    def reviews(self) -> list[Review]:
        """Return every answer that counts, the oldest first."""
        with self._reading() as connection:
            return [rows.review(row) for row in connection.execute(rows.REVIEW)]

    def table(self, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
        """Return the column names and the rows of a table as they are stored."""
        with self._reading() as connection:
            found = connection.execute(f"SELECT * FROM {name} ORDER BY 1")
            return [column[0] for column in found.description], found.fetchall()

    def replace_cards(self, cards: Mapping[str, Card]) -> None:
        """Put other cards in the place of those of the same items, all or none."""
        with self._writing() as connection:
            for name, card in cards.items():
                kept = self._card_to_write(connection, name)
                self._put_memory(connection, replace(card, number=kept.number))
                connection.execute(
                    "UPDATE cards SET suspended = ?, buried_until = ? WHERE id = ?",
                    (int(card.suspended), card.buried_until, kept.number),
                )

    def erase(self, *, backups: bool) -> None:
        """Delete every answer and card, and databases that were put aside; with `backups` the daily copies too."""
        self.close()
        erase_files(self._folder)
        if backups:
            erase_backups(self._folder)
        self._session = None
        self._connection, self.notice = open_database(self._folder, self.today)

    # --- inside ------------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise refused(self.path, error) from None
        except ValueError as error:
            raise InputError(self.path, "", f"holds what no Rootmap wrote ({error})", "go back to a backup") from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Do everything in the block, or nothing; what is done is on disk at its end."""
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._session = None  # its row may have gone with the rest
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise refused(self.path, error) from None

    def _card_to_write(self, connection: sqlite3.Connection, name: str) -> Card:
        connection.execute("INSERT OR IGNORE INTO cards (item_id) VALUES (?)", (name,))
        return rows.card(connection.execute(f"{rows.CARD} WHERE item_id = ?", (name,)).fetchone())

    def _put_memory(self, connection: sqlite3.Connection, card: Card) -> None:
        memory = card.memory
        values = (None,) * 6 if memory is None else (
            int(memory.stage), memory.step, memory.stability, memory.difficulty, memory.due_ms, memory.last_ms
        )  # fmt: skip
        connection.execute(
            "UPDATE cards SET stage = ?, step = ?, stability = ?, difficulty = ?, due_ms = ?, last_ms = ? WHERE id = ?",
            (*values, card.number),
        )

    def _keep(self, connection: sqlite3.Connection, card: Card, outcome: Outcome, rated: tuple[Rating, int]) -> int:
        """Add an answer, rated at a moment, to the log and return its number."""
        rating, now = rated
        if self._session is None:
            self._session = connection.execute("INSERT INTO sessions (begun_ms) VALUES (?)", (now,)).lastrowid
        before = None if card.memory is None else json.dumps(asdict(card.memory))
        values = {
            "item_id": card.item_id, "mode": outcome.mode.value, "when_ms": now, "answer": outcome.answer,
            "correct": int(outcome.correct), "score": outcome.score, "confidence": outcome.confidence,
            "milliseconds": outcome.milliseconds, "rating": int(rating), "session_id": self._session,
            "true_root": outcome.true_root, "chosen_root": outcome.chosen_root,
            "before": before, "is_first": int(card.memory is None),
        }  # fmt: skip
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        number = connection.execute(f"INSERT INTO reviews ({names}) VALUES ({marks})", tuple(values.values())).lastrowid
        assert number is not None
        return number

    def _mark(self, item: Item, column: str, value: int | str) -> None:
        known = self.catalogue[item.id]
        with self._writing() as connection:
            card = self._card_to_write(connection, known.id)
            connection.execute(f"UPDATE cards SET {column} = ? WHERE id = ?", (value, card.number))


def _memory_from(text: str | None) -> Memory | None:
    if text is None:
        return None
    try:
        values = json.loads(text)
        return Memory(**values | {"stage": Stage(values["stage"])})
    except (ValueError, TypeError, KeyError):
        raise InputError(NAME, "reviews.before", "does not hold a card", "this answer cannot be taken back") from None
