"""Whatever is typed wrongly is answered with one line on stderr and exit status 2."""

from pathlib import Path

import pytest

from rootmap.__main__ import main

WRONG = {
    "an unknown command": ["frobnicate"],
    "a missing drawing argument": ["rank"],
    "a drawing that does not exist": ["rank", "{folder}/none.rootmap"],
    "an unknown option": ["rank", "{folder}/empty.rootmap", "--frob"],
    "an empty drawing file": ["rank", "{folder}/empty.rootmap"],
    "a file of another kind": ["rank", "{folder}/picture.rootmap"],
    "a truncated drawing": ["rank", "{folder}/torn.rootmap"],
    "a drawing of another version": ["rank", "{folder}/future.rootmap"],
    "a folder as drawing": ["rank", "{folder}"],
    "an unknown atlas": ["rank", "{folder}/blank.rootmap", "--atlas", "atlantis"],
    "an unknown figure": ["rank", "{folder}/blank.rootmap", "--figure", "giant"],
    "a figure name that is a path": ["rank", "{folder}/blank.rootmap", "--figure", "../figures/neutral"],
    "missing findings": ["rank", "{folder}/blank.rootmap", "--findings", "{folder}/none.json"],
    "an unknown view": ["render", "{folder}/blank.rootmap", "-o", "{folder}/out.png", "--view", "sideways"],
    "a size that is no number": ["render", "{folder}/blank.rootmap", "-o", "{folder}/out.png", "--size", "large"],
    "a size that is too large": ["render", "{folder}/blank.rootmap", "-o", "{folder}/out.png", "--size", "99999"],
    "a picture of another kind": ["render", "{folder}/blank.rootmap", "-o", "{folder}/out.gif"],
    "no place for the picture": ["render", "{folder}/blank.rootmap"],
    "a picture below a file": ["render", "{folder}/blank.rootmap", "-o", "{folder}/blank.rootmap/out.png"],
    "no deed for the maps": ["atlas"],
    "an unknown deed for the maps": ["atlas", "burn"],
    "a map source that does not exist": ["atlas", "check", "{folder}/none.yaml"],
    "no deed for the cases": ["case"],
    "an unknown case": ["case", "show", "nowhere-man", "--profile-dir", "{folder}"],
    "a case that does not exist": ["case", "check", "{folder}/none.yaml"],
    "a folder as a case": ["case", "check", "{folder}"],
    "a drawing of a case under another name": ["case", "show", "removal-man-slapping-foot", "-o", "{folder}/x.txt"],
    "a pack that does not exist": ["case", "install", "{folder}/none.rootpack", "--profile-dir", "{folder}"],
    "a pack without a title": ["case", "pack", "{folder}/none.yaml", "-o", "{folder}/x.rootpack"],
    "no deed for the questions": ["quiz"],
    "a question bank that does not exist": ["quiz", "check", "{folder}/none.yaml"],
    "a profile folder left out": ["rank", "--profile-dir"],
    "a missing drawing for the window": ["{folder}/none.rootmap"],
}


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    head = '{"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": '
    (tmp_path / "blank.rootmap").write_text(head + "[]}")
    (tmp_path / "torn.rootmap").write_text(head + '[{"quality": "pa')
    (tmp_path / "future.rootmap").write_text(head.replace("1", "99") + "[]}")
    (tmp_path / "empty.rootmap").touch()
    (tmp_path / "picture.rootmap").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_line_gets_one_line_and_status_2(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word.replace("{folder}", str(folder)) for word in WRONG[name]]
    status = main(["--profile-dir", str(folder / "profile"), *words])
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.startswith("rootmap")
    assert said.err.count("\n") == 1
    assert "; " in said.err, "the remedy is missing"
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (["frobnicate"], "rank, render, atlas"),
        (["rank", "{folder}/blank.rootmap", "--atlas", "atlantis"], "isncsci"),
        (["rank", "{folder}/blank.rootmap", "--figure", "giant"], "neutral"),
        (
            ["render", "{folder}/blank.rootmap", "-o", "{folder}/out.png", "--view", "top"],
            "anterior, posterior, perineal",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(
    words: list[str], known: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([word.replace("{folder}", str(folder)) for word in words])
    assert known in capsys.readouterr().err


def test_a_fault_of_our_own_is_one_line_and_a_report_in_the_profile(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_path: Path) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("rootmap.skin.drawing_file.read_drawing", broken)
    profile = folder / "profile"
    assert main(["rank", str(folder / "blank.rootmap"), "--profile-dir", str(profile)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert "ZeroDivisionError" in (profile / "fault.txt").read_text()
