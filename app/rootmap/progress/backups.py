"""A copy of the database for each of the last ten days it was used."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from rootmap.errors import InputError

FOLDER = "progress-backups"
KEPT = 10
_NAME = re.compile(r"progress-\d{4}-\d{2}-\d{2}\.sqlite3")


def back_up(connection: sqlite3.Connection, folder: Path, today: date) -> str:
    """Copy the database unless that was done today or it holds nothing; keep the ten newest copies.

    The copy is made beside and renamed when whole. Returns "" or the line that says why it could not be made: one may
    learn without a backup.
    """
    place = folder / FOLDER
    copy = place / f"progress-{today}.sqlite3"
    if copy.exists() or not _holds_something(connection):
        return ""
    unfinished = copy.with_suffix(f".{os.getpid()}.part")
    try:
        place.mkdir(exist_ok=True)
        _copy(connection, unfinished)
        unfinished.replace(copy)
        for old in backups(folder)[:-KEPT]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        return str(InputError(copy, "", f"cannot be written ({error})", "make room: progress is kept without a backup"))
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return ""


def backups(folder: Path) -> list[Path]:
    """Return the copies of a profile, the oldest first."""
    place = folder / FOLDER
    return sorted(path for path in place.glob("progress-*.sqlite3") if _NAME.fullmatch(path.name))


def newest_backup(folder: Path) -> Path | None:
    """Return the newest copy, if there is one."""
    found = backups(folder)
    return found[-1] if found else None


def erase_backups(folder: Path) -> None:
    """Delete every copy; InputError when that is not possible."""
    place = folder / FOLDER
    try:
        for path in [*backups(folder), *place.glob("progress-*.part")]:
            path.unlink(missing_ok=True)
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    except OSError as error:
        raise InputError(place, "", f"cannot be erased ({error.strerror})", "delete the folder yourself") from None


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _holds_something(connection: sqlite3.Connection) -> bool:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "reviews" in tables and connection.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is not None
