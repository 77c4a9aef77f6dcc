"""Opens the learner's database; one that cannot be used is kept under another name, and a fresh one begun."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.progress.backups import back_up, newest_backup
from rootmap.progress.migrations import TABLES, VERSION, migrate, version_of

NAME = Profile(Path()).progress.name
PATIENCE_S = 5.0  # how long another window may hold the database
_MAGIC = b"SQLite format 3\0"
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps next to a database, and would apply to a fresh one too
_HEAD_BYTES, _FORMATS = 100, slice(18, 20)  # of the file: its head, and where its two format numbers stand (1 or 2)
# What a sound file never answers to a plain question: SQLITE_ERROR is "unsupported file format" there.
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class UnusableError(Exception):
    """A database that must be put aside; `reason` is the word its new name gets, the text says what is wrong."""

    def __init__(self, reason: str, problem: str) -> None:
        super().__init__(problem)
        self.reason = reason


def open_database(folder: Path, today: date) -> tuple[sqlite3.Connection, str]:
    """Return the database of a profile, and one line for the user when something happened to it, else "".

    On the first use of a day it is backed up. Raises InputError when the folder cannot be written or another program
    holds the database: that is no damage, and nothing is touched.
    """
    path = folder / NAME
    notice = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _check(path)
        except UnusableError as unusable:
            notice = _put_aside(path, unusable, today)
        connection = _connect(path)
        try:
            notice = notice or back_up(connection, folder, today)
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise refused(path, error) from None
    return connection, notice


def refused(path: Path, error: sqlite3.Error | OSError) -> InputError:
    """Return the one line that says why the database could not be read or written."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, sqlite3.Error) and _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return InputError(path, "", "is in use by another program", "close the other window and try again")
    return InputError(path, "", f"cannot be used ({said})", "make room or get permission, or use --profile-dir")


def files_of(path: Path) -> list[Path]:
    """Return a database and what SQLite keeps beside it, as far as it is there."""
    return [beside for end in _BESIDE if (beside := path.with_name(path.name + end)).exists()]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _check(path: Path) -> None:
    """Raise UnusableError for a database that is damaged, of a newer version, or none at all."""
    if not path.exists():
        return
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head and newest_backup(path.parent) is None:
        return  # made a moment before the program was ended
    if not head.startswith(_MAGIC) or max(head[_FORMATS], default=9) > 2:
        raise UnusableError("damaged", "is not a database" if head else "is empty")
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)) as connection:
            _look_through(connection)
    except sqlite3.DatabaseError as error:
        if _code(error) in _DAMAGE:
            raise UnusableError("damaged", f"is damaged ({error})") from None
        raise


def _look_through(connection: sqlite3.Connection) -> None:
    version = version_of(connection)
    if version > VERSION:
        raise UnusableError("newer", f"was written by a newer Rootmap (version {version}, this one knows {VERSION})")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise UnusableError("damaged", "is damaged ({})".format(" ".join(str(found).split())))
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    wanted = set(TABLES) if version == VERSION else set(TABLES[:3]) if version else set()
    if not wanted <= tables or (not version and tables):
        raise UnusableError("damaged", "is not a record of progress")


def _put_aside(path: Path, unusable: UnusableError, today: date) -> str:
    """Rename a database with all that belongs to it, and return the line that tells of it."""
    kept = _free_name(path, f"{path.stem}.{unusable.reason}-{today}")
    for beside in files_of(path):
        beside.rename(kept.with_name(kept.name + beside.name.removeprefix(path.name)))
    backup = newest_backup(path.parent)
    remedy = f"it is kept as {kept.name} and a fresh one begun"
    if backup is not None and unusable.reason == "damaged":
        remedy += f"; to go back, put {backup.relative_to(path.parent)} in its place"
    return str(InputError(path, "", str(unusable), remedy))


def _free_name(path: Path, stem: str) -> Path:
    name = path.with_name(stem + path.suffix)
    number = 2
    while os.path.lexists(name):
        name = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return name


def set_aside(folder: Path) -> list[Path]:
    """Return every file of databases that were put aside."""
    stem, suffix = Path(NAME).stem, Path(NAME).suffix
    return sorted(
        path for reason in ("damaged", "newer") for path in folder.glob(f"{stem}.{reason}-*{suffix}*") if path.is_file()
    )


def erase_files(folder: Path) -> None:
    """Delete the database and those put aside; InputError when that is not possible."""
    path = folder / NAME
    try:
        for each in [*files_of(path), *set_aside(folder)]:
            with suppress(FileNotFoundError):
                each.unlink()
    except OSError as error:
        raise InputError(
            path, "", f"cannot be erased ({error.strerror})", "close what holds it, or delete it"
        ) from None


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code of an error, whatever its extension."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
