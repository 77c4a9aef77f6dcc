"""The library holds what comes with the program, what is the user's own and what packs bring; it follows the files."""

import os
from pathlib import Path

import pytest
from tests.cases_world import BANK, CASE, bank_file, case_file, pack_file

from rootmap.__main__ import main
from rootmap.cases.library import LibraryWatch, load_library
from rootmap.cases.pack.install import install_pack
from rootmap.profile import Profile
from rootmap.resources import quizzes


def other_case(name: str) -> str:
    return CASE.replace("gardener-hand", name)


def published() -> set[str]:
    return {path.stem for path in quizzes("cases").glob("*.yaml")}


def test_published_own_and_packed_are_found_in_that_order(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "home")
    assert {case.id for case in load_library(profile).cases} == published()
    case_file(profile.library, other_case("mine"), "mine")
    install_pack(pack_file(tmp_path / "demo.rootpack"), profile)
    bank_file(profile.library)
    library = load_library(profile)
    assert [case.id for case in library.cases][-2:] == ["mine", "gardener-hand"]
    assert [bank.id for bank in library.banks][-1] == "small-bank"
    assert library.problems == ()
    assert library.case("none") is None


def test_a_bad_file_costs_one_line_and_the_rest_stays(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    case_file(folder)
    case_file(folder, CASE.replace("MIT", "''"), "broken")
    (folder / "cases" / "binary.yaml").write_bytes(b"\xff\xfe")
    (folder / "cases" / "empty.yaml").touch()
    bank_file(folder, BANK.replace("correct: E", "correct: X"))
    library = load_library(Profile(tmp_path))
    assert library.case("gardener-hand") is not None
    assert [Path(problem.where).name for problem in library.problems] == [
        "binary.yaml", "broken.yaml", "empty.yaml", "small-bank.yaml",
    ]  # fmt: skip


def test_an_id_that_is_taken_costs_a_line(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    name = sorted(published())[0]
    case_file(profile.library, other_case(name), name)
    library = load_library(profile)
    assert [case.id for case in library.cases] == sorted(published())
    assert f"{name} is there already" in str(library.problems[0])


def test_changes_are_followed_and_nothing_is_read_twice(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    path = case_file(profile.library)
    watch = LibraryWatch(profile)
    first = watch.look()
    assert watch.look() is first

    path.write_text(CASE.replace("difficulty: 2", "difficulty: 4"), encoding="utf-8")
    os.utime(path, (1, 1))
    second = watch.look()
    changed = second.case("gardener-hand")
    assert changed is not None
    assert changed.difficulty == 4
    unchanged = sorted(published())[0]
    assert second.case(unchanged) is first.case(unchanged)

    path.write_text("half a case", encoding="utf-8")
    third = watch.look()
    assert third.case("gardener-hand") is changed, "the last good version stays while its author writes"
    assert len(third.problems) == 1

    case_file(profile.library, other_case("new-one"), "new-one")
    assert watch.look().case("new-one") is not None
    path.unlink()
    last = watch.look()
    assert last.case("gardener-hand") is None
    assert last.problems == ()


def test_a_pack_being_installed_is_not_seen(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    case_file(profile.library / "packs" / ".coming-x")
    assert load_library(profile).case("gardener-hand") is None


def test_the_command_line_lists_shows_and_names_what_can_be_examined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:

    library = ["--profile-dir", str(tmp_path)]
    case_file(tmp_path / "library")
    case_file(tmp_path / "library", "x: 1", "broken")
    assert main(["case", "list", *library]) == 0
    said = capsys.readouterr()
    assert "gardener-hand: A gardener whose hand tingles; neck and arm, difficulty 2\n" in said.out
    assert "rootmap: left out: " in said.err
    assert main(["case", "show", "gardener-hand", *library]) == 0
    story = capsys.readouterr().out
    assert "My fingers tingle" in story
    assert "C7" not in story
    drawing = tmp_path / "out.rootmap"
    assert main(["case", "show", "gardener-hand", "--answer", "-o", str(drawing), *library]) == 0
    answer = capsys.readouterr().out
    for words in ("Triceps", "Answer: C7, right", "Level: C6-7, foraminal", "C6 and C7, right", "(recalled)"):
        assert words in answer
    assert main(["rank", str(drawing), "--json"]) == 0
    capsys.readouterr()
    assert main(["case", "list", "--examinations"]) == 0
    assert "muscle.triceps_brachii: 5 … 0; 1 min; " in capsys.readouterr().out
    assert main(["case", "list", "--candidates"]) == 0
    assert "L5+S1: L5 and S1" in capsys.readouterr().out
    assert main(["case", "show", "gardener-hnd", *library]) == 2
    assert 'did you mean "gardener-hand"?' in capsys.readouterr().err
