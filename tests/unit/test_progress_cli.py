"""Progress on the command line: where it lies, out as files, in again, and gone when one means it."""

from pathlib import Path

import pytest

from progress_world import Learner
from rootmap.__main__ import main


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    learner = Learner(tmp_path / "profile")
    for name in ("root_territory:L5", "disc_root:L4-L5"):
        learner.answer(name)
    learner.store.close()
    return learner.folder


def run(profile: Path, *words: str) -> int:
    return main(["progress", *words, "--profile-dir", str(profile)])


def test_the_path_is_printed_without_making_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none", "path") == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "none" / "progress.sqlite3")
    assert not (tmp_path / "none").exists()


def test_what_is_exported_can_be_taken_over_by_another(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(profile, "export", str(tmp_path / "out")) == 0
    assert "rootmap-reviews.csv" in capsys.readouterr().out
    assert run(tmp_path / "other", "import", str(tmp_path / "out" / "rootmap-schedule.json")) == 0
    assert "2 items" in capsys.readouterr().out
    other = Learner(tmp_path / "other")
    assert set(other.store.cards()) == {"root_territory:L5", "disc_root:L4-L5"}
    other.store.close()


def test_erasing_asks_to_be_told_twice(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(profile, "erase") == 2
    assert "--yes" in capsys.readouterr().err
    assert (profile / "progress.sqlite3").stat().st_size > 0
    assert run(profile, "erase", "--yes") == 0
    learner = Learner(profile)
    assert learner.store.reviews() == []
    learner.store.close()


@pytest.mark.parametrize("words", [["import", "none.json"], ["import"], ["export"], [], ["burn"]])
def test_what_cannot_be_done_is_one_line(words: list[str], profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(profile, *words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_damaged_database_is_told_on_the_way(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (profile / "progress.sqlite3").write_text("no database")
    assert run(profile, "export", str(profile / "out")) == 0
    said = capsys.readouterr().err
    assert said.startswith("rootmap: ")
    assert said.count("\n") == 1
    assert "progress.damaged-" in said
