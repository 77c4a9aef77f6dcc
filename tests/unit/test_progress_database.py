"""The database is kept through upgrades, damage, kills and newer programs; each day of use leaves a copy."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tools.kill_progress import kill_once

from progress_world import DAY, Learner, the_catalogue, wrong
from rootmap.errors import InputError
from rootmap.progress import database
from rootmap.progress.backups import FOLDER, KEPT, backups
from rootmap.progress.migrations import STEPS, TABLES, VERSION, migrate, version_of
from rootmap.progress.records import Card

KILLS = 20
LONGEST_LINE = 400


def database_of_version(version: int, repository: Path, folder: Path) -> Path:
    script = (repository / "tests" / "data" / "progress" / f"version_{version}.sql").read_text()
    path = folder / database.NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_database_of_every_version_is_brought_up_to_date_with_all_it_holds(
    version: int, repository: Path, tmp_path: Path
) -> None:
    database_of_version(version, repository, tmp_path)
    learner = Learner(tmp_path)
    store = learner.store
    assert store.notice == ""
    assert [(review.item_id, review.correct, review.is_first) for review in store.reviews()] == [
        ("root_territory:L5", True, True),
        ("root_territory:L5", True, False),
        ("muscle_root:deltoid", False, True),
    ]
    cards = store.cards()
    assert cards["disc_root:L4-L5"].suspended
    memory = cards["root_territory:L5"].memory
    assert memory is not None
    assert memory.stability == 2.3065
    learner.answer("root_territory:L5", wrong())
    assert store.undo() == cards["root_territory:L5"]
    assert store.undo() == Card(2, "muscle_root:deltoid")
    assert store.undo() is None, "what was before is not known"
    store.close()
    with (
        closing(sqlite3.connect(tmp_path / database.NAME)) as upgraded,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh,
    ):
        migrate(fresh)
        assert version_of(upgraded) == VERSION == len(STEPS)
        assert set(schema(upgraded)) == set(schema(fresh)) >= set(TABLES)
        for table in TABLES:
            described = f"SELECT name, type FROM pragma_table_info('{table}')"
            assert upgraded.execute(described).fetchall() == fresh.execute(described).fetchall()


def test_a_step_that_fails_leaves_the_version_before_untouched(repository: Path, tmp_path: Path) -> None:
    path = database_of_version(1, repository, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE undone (in_the_way INTEGER)")
        before = schema(connection)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection)
        assert version_of(connection) == 1
        assert schema(connection) == before


def damaged(path: Path, harm: Callable[[bytes], bytes]) -> bytes:
    content = harm(path.read_bytes())
    path.write_bytes(content)
    return content


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda content: content[: len(content) // 2],
    "cut after its head": lambda content: content[:100],
    "overwritten at its head": lambda content: b"\0" * 64 + content[64:],
    "overwritten inside": lambda content: content[:4096] + b"\xa5" * 8192 + content[12288:],
    "not a database": lambda _: b"Dear diary, today I learned L5.\n" * 40,
    "of an unknown format": lambda content: content[:18] + b"\x07\x07" + content[20:],
    "of an unknown schema": lambda content: content[:44] + b"\0\0\0\x63" + content[48:],
}


@pytest.mark.parametrize("harm", HARMS, ids=str)
def test_a_damaged_database_is_kept_under_a_name_that_says_so(harm: str, tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for name in list(the_catalogue())[:40]:
        learner.answer(name)
    learner.store.close()
    content = damaged(learner.store.path, HARMS[harm])
    store = learner.reopen()
    kept = tmp_path / "progress.damaged-2026-03-02.sqlite3"
    assert kept.read_bytes() == content
    assert kept.name in store.notice
    assert "progress.sqlite3" in store.notice
    assert "\n" not in store.notice
    assert len(store.notice) < LONGEST_LINE + len(str(tmp_path))
    assert store.reviews() == []
    learner.answer("root_territory:L5")
    assert len(learner.reopen().reviews()) == 1
    assert learner.store.notice == ""
    learner.store.close()


def test_the_line_about_damage_names_the_newest_backup_which_can_be_put_back(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    learner.clock.forward(DAY)
    learner.reopen().close()
    path = learner.store.path
    path.write_bytes(b"")
    store = learner.reopen()
    backup = backups(tmp_path)[-1]
    assert "is empty" in store.notice
    assert str(backup.relative_to(tmp_path)) in store.notice
    store.close()
    for part in database.files_of(path):
        part.unlink()
    backup.rename(path)
    assert len(learner.reopen().reviews()) == 1
    learner.store.close()


def test_a_log_left_beside_a_damaged_database_is_not_applied_to_the_fresh_one(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    log = learner.store.path.with_name(database.NAME + "-wal").read_bytes()
    learner.store.close()
    learner.store.path.write_bytes(b"no database")
    learner.store.path.with_name(database.NAME + "-wal").write_bytes(log)
    store = learner.reopen()
    assert store.reviews() == []
    assert (tmp_path / "progress.damaged-2026-03-02.sqlite3-wal").read_bytes() == log
    store.close()


def test_a_second_damage_on_a_day_does_not_overwrite_what_was_kept_of_the_first(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for text in ("first", "second"):
        learner.store.close()
        learner.store.path.write_text(text)
        learner.store = learner.opened()
    learner.store.close()
    assert (tmp_path / "progress.damaged-2026-03-02.sqlite3").read_text() == "first"
    assert (tmp_path / "progress.damaged-2026-03-02-2.sqlite3").read_text() == "second"


def test_a_database_of_a_newer_rootmap_is_kept_and_named(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    learner.store.close()
    with closing(sqlite3.connect(learner.store.path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    store = learner.reopen()
    assert "newer Rootmap" in store.notice
    assert "progress.newer-2026-03-02.sqlite3" in store.notice
    with closing(sqlite3.connect(tmp_path / "progress.newer-2026-03-02.sqlite3")) as kept:
        assert kept.execute("SELECT COUNT(*) FROM reviews").fetchone() == (1,)
    store.close()


def test_a_database_of_another_program_is_not_touched_but_kept(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / database.NAME)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    learner = Learner(tmp_path)
    assert "is not a record of progress" in learner.store.notice
    learner.store.close()


def test_random_harm_never_raises_anything_and_never_loses_the_file(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for name in list(the_catalogue())[:40]:
        learner.answer(name)
    learner.store.close()
    sound, chance = learner.store.path.read_bytes(), random.Random(3)
    for turn in range(60):
        content = bytearray(sound)
        start = chance.choice([chance.randrange(120), chance.randrange(len(content))])
        content[start : start + chance.randint(1, 200)] = chance.randbytes(chance.randint(1, 200))
        folder = tmp_path / str(turn)
        folder.mkdir()
        (folder / database.NAME).write_bytes(content)
        hurt = Learner(folder)
        if hurt.store.notice:
            (kept,) = folder.glob("progress.*-2026-03-02.sqlite3")
            assert kept.read_bytes() == bytes(content)
        hurt.store.close()


def test_a_database_in_use_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    monkeypatch.setattr(database, "PATIENCE_S", 0.05)
    impatient = learner.reopen()
    with closing(sqlite3.connect(learner.store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError, match="in use by another program"):
            learner.answer("root_territory:L5")
        other.execute("ROLLBACK")
    assert learner.answer("root_territory:L5") == 2
    assert list(tmp_path.glob("progress.damaged*")) == []
    impatient.close()


def test_two_windows_may_answer_in_turn(tmp_path: Path) -> None:
    one = Learner(tmp_path)
    other = Learner(tmp_path, one.clock)
    for _ in range(3):
        one.answer("root_territory:L5")
        other.answer("root_territory:L5")
    assert len(one.store.reviews()) == len(other.store.reviews()) == 6
    one.store.close()
    other.store.close()


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError) as told:
        Learner(tmp_path / "file")
    assert "\n" not in str(told.value)


def test_the_first_use_of_each_day_leaves_a_copy_and_ten_are_kept(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    for _ in range(KEPT + 3):
        learner.clock.forward(DAY)
        learner.reopen()
        learner.answer("root_territory:L5")
        learner.reopen()
    names = [path.name for path in backups(tmp_path)]
    assert len(names) == KEPT
    assert names[-1] == "progress-2026-03-15.sqlite3"
    with closing(sqlite3.connect(backups(tmp_path)[-1])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT COUNT(*) FROM reviews").fetchone() == (KEPT + 3,)  # as the day began
    assert {path.suffix for path in (tmp_path / FOLDER).iterdir()} == {".sqlite3"}
    learner.store.close()


def test_a_window_left_open_overnight_makes_its_copy_with_the_next_session(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    learner.clock.forward(DAY)
    assert backups(tmp_path) == []
    learner.store.session()
    assert [path.name for path in backups(tmp_path)] == ["progress-2026-03-03.sqlite3"]
    learner.store.close()


def test_learning_goes_on_when_no_copy_can_be_made(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.answer("root_territory:L5")
    (tmp_path / FOLDER).write_text("in the way")
    learner.clock.forward(DAY)
    store = learner.reopen()
    assert "without a backup" in store.notice
    assert learner.answer("root_territory:L5") == 2
    store.close()


def test_no_acknowledged_answer_is_lost_to_a_kill(tmp_path: Path) -> None:
    chance = random.Random(7)
    found = [kill_once(tmp_path, chance) for _ in range(KILLS)]
    assert [fault for _, faults in found for fault in faults] == []
    assert sum(count for count, _ in found) > KILLS
