"""Packs are written the same everywhere, and installed whole or not at all; installing runs nothing."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from tests.cases_world import BANK, CASE, bank_file, case_file, pack_file

from packs_world import IMAGE, NAME, everything_below, jpeg, png, with_image
from rootmap.__main__ import main
from rootmap.cases.library import load_library
from rootmap.cases.pack.content import read_pack
from rootmap.cases.pack.install import install_pack
from rootmap.cases.pack.write import write_pack
from rootmap.cases.pictures import image_path
from rootmap.errors import InputError
from rootmap.profile import Profile

WORDS = {"id": "demo", "title": "Demo", "author": "Nobody", "licence": "MIT"}


def test_a_pack_is_written_installed_and_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, bank = case_file(tmp_path, CASE + IMAGE), bank_file(tmp_path)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "hand.png").write_bytes(png())
    pack, home = tmp_path / "demo.rootpack", tmp_path / "home"
    words = ["--title", "Demo", "--author", "Nobody", "--licence", "MIT"]
    assert main(["case", "pack", str(case), str(bank), "-o", str(pack), *words]) == 0
    assert capsys.readouterr().out == "demo.rootpack: 1 case, 1 question bank\n"
    assert main(["case", "install", str(pack), "--profile-dir", str(home)]) == 0
    assert capsys.readouterr().out == "installed: Demo by Nobody (MIT), 1 case, 1 question bank\n"
    library = load_library(Profile(home))
    found = library.case("gardener-hand")
    assert found is not None
    assert image_path(found, "hand.png").read_bytes() == png()
    assert any(bank.id == "small-bank" for bank in library.banks)
    assert library.problems == ()
    assert main(["case", "list", "--profile-dir", str(home)]) == 0
    assert "gardener-hand: A gardener whose hand tingles" in capsys.readouterr().out


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    case, bank = case_file(tmp_path), bank_file(tmp_path)
    write_pack([case, bank], tmp_path / "one.rootpack", WORDS)
    os.utime(case, (1, 1))
    write_pack([bank, case], tmp_path / "two.rootpack", WORDS)
    assert (tmp_path / "one.rootpack").read_bytes() == (tmp_path / "two.rootpack").read_bytes()


def test_a_newer_pack_takes_the_place_of_the_older_and_nothing_is_left_lying(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "home")
    first = install_pack(
        pack_file(tmp_path / "a.rootpack", {NAME: CASE.encode(), "questions/small-bank.yaml": BANK.encode()}), profile
    )
    second = install_pack(pack_file(tmp_path / "b.rootpack"), profile)
    assert (first.replaced, second.replaced) == (False, True)
    assert everything_below(profile.library) == [
        "packs", "packs/demo", "packs/demo/cases", f"packs/demo/{NAME}", "packs/demo/manifest.json",
    ]  # fmt: skip


def test_a_pack_whose_case_is_there_already_is_refused(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "home")
    case_file(profile.library)
    with pytest.raises(InputError, match="gardener-hand is there already"):
        install_pack(pack_file(tmp_path / "demo.rootpack"), profile)
    assert not (profile.library / "packs").exists()


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile(tmp_path / "home")
    install_pack(pack_file(tmp_path / "a.rootpack"), profile)
    before = everything_below(profile.library)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        install_pack(pack_file(tmp_path / "b.rootpack"), profile)
    assert everything_below(profile.library) == before


def test_packing_a_faulty_case_or_a_missing_picture_is_refused_and_nothing_written(tmp_path: Path) -> None:
    output = tmp_path / "demo.rootpack"
    with pytest.raises(InputError, match="line 10: licence"):
        write_pack([case_file(tmp_path, CASE.replace("MIT", "''"))], output, WORDS)
    with pytest.raises(InputError, match=r"hand\.png: is not there; put the picture into the folder images"):
        write_pack([case_file(tmp_path, CASE + IMAGE)], output, WORDS)
    with pytest.raises(InputError, match="end it in"):
        write_pack([case_file(tmp_path)], tmp_path / "demo.zip", WORDS)
    assert not output.exists()


def test_folders_that_other_programs_write_down_are_no_fault(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "demo.rootpack")
    with zipfile.ZipFile(pack, "a") as archive:
        archive.mkdir("cases")
    assert read_pack(pack).cases[0].id == "gardener-hand"


def test_pictures_of_both_kinds_are_let_in(tmp_path: Path) -> None:
    assert read_pack(pack_file(tmp_path / "a.rootpack", with_image(png())))
    assert read_pack(pack_file(tmp_path / "b.rootpack", with_image(jpeg(), "hand.jpg")))


def test_installing_uses_no_network_and_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import subprocess

    def never(*_given: object, **_more: object) -> None:
        raise AssertionError

    for module, name in ((socket, "socket"), (subprocess, "Popen"), (os, "system")):
        monkeypatch.setattr(module, name, never)
    assert install_pack(pack_file(tmp_path / "a.rootpack"), Profile(tmp_path / "home")).pack.cases


def test_the_command_line_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = pack_file(tmp_path / "bad.rootpack", {"../x.yaml": b""})
    assert main(["case", "install", str(bad), "--profile-dir", str(tmp_path / "home")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert json.dumps("../x.yaml") in said.err
