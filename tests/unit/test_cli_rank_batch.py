"""`rootmap rank --batch`: one object for a folder of drawings, in order, whatever some of them hold."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from rootmap.__main__ import main
from rootmap.cli import batch
from rootmap.resources import examples

CALF = '{"stroke": [["leg.left", 1.1, 180], ["leg.left", 1.9, 185]], "width_mm": 50}'
HEEL = '{"patch": ["foot.left.plantar", 0.3, 3], "radius_mm": 25}'
SHIN = '{"polygon": {"view": "anterior", "points_mm": [[620, 1250], [660, 1250], [660, 1400], [620, 1400]]}}'
ABSENT = {"test": "reflex.achilles", "side": "left", "result": "absent"}
CLOSE = 0.02  # of a share, and of a probability: skin is counted in pieces


def write(folder: Path, name: str, *marks: str, figure: str = "neutral") -> Path:
    layer = f'{{"quality": "numbness", "marks": [{", ".join(marks)}]}}' if marks else ""
    path = folder / f"{name}.rootmap"
    path.write_text(f'{{"format": "rootmap.drawing", "version": 1, "figure": "{figure}", "layers": [{layer}]}}')
    return path


def found_beside(drawing: Path, *found: dict[str, object]) -> Path:
    path = drawing.with_suffix(".findings.json")
    path.write_text(json.dumps({"format": "rootmap.findings", "version": 1, "findings": found}))
    return path


def ranked(capsys: pytest.CaptureFixture[str], *words: str | Path, status: int = 0) -> Any:
    assert main(["rank", *map(str, words), "--json"]) == status
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def assert_alike(mine: Any, single: Any) -> None:
    """Hold the leading candidates of two answers together."""
    assert [entry["candidate"] for entry in mine["ranking"][:2]] == [e["candidate"] for e in single["ranking"][:2]]
    theirs = {(entry["candidate"], entry["side"]): entry for entry in single["ranking"]}
    for entry in mine["ranking"]:
        other = theirs[entry["candidate"], entry["side"]]
        for key in ("probability", "inside", "covered"):
            assert entry[key] == pytest.approx(other[key], abs=CLOSE)
        assert entry["area_cm2"] == pytest.approx(other["area_cm2"], rel=CLOSE, abs=0.5)


def test_each_drawing_of_a_folder_is_ranked_as_it_is_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [write(tmp_path, "b", CALF, HEEL), write(tmp_path, "a", SHIN), write(tmp_path, "c")]
    paths += [Path(shutil.copy(example, tmp_path)) for example in examples()]
    found_beside(paths[0], ABSENT)
    answer = ranked(capsys, "--batch", tmp_path)
    assert (answer["format"], answer["version"]) == ("rootmap.rankings", 1)
    assert [entry["file"] for entry in answer["rankings"]] == sorted(path.name for path in paths)
    for entry in answer["rankings"]:
        path = tmp_path / entry["file"]
        beside = path.with_suffix(".findings.json")
        single = ranked(capsys, path, *(["--findings", beside] if beside.exists() else []))
        assert set(entry) == {"file", *single}
        assert_alike(entry, single)


def test_a_refused_drawing_is_told_in_its_place_and_the_others_are_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "a", CALF)
    (tmp_path / "b.rootmap").write_text("{")
    write(tmp_path, "c", CALF, figure="giant")
    found_beside(write(tmp_path, "d", CALF), {"test": "no_such_test"})
    write(tmp_path, "e", HEEL)
    (tmp_path / "f.rootmap").mkdir()
    answer = ranked(capsys, "--batch", tmp_path, status=2)["rankings"]
    assert [entry["file"][0] for entry in answer] == list("abcde")
    assert ["error" in entry for entry in answer] == [False, True, True, True, False]
    for entry, word in zip(answer[1:4], ("b.rootmap", "giant", "no_such_test"), strict=True):
        assert word in entry["error"]
        assert "\n" not in entry["error"]
        assert set(entry) == {"file", "error"}


def test_many_processes_give_what_one_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        write(tmp_path, f"{number}", (CALF, HEEL, SHIN)[number % 3])
    (tmp_path / "3.rootmap").write_text("[]")
    alone = ranked(capsys, "--batch", tmp_path, status=2)
    monkeypatch.setattr(batch, "FEW", 2)
    monkeypatch.setattr(batch, "AT_ONCE", 1)
    monkeypatch.setattr(batch, "_cores", lambda: 2)
    assert ranked(capsys, "--batch", tmp_path, status=2) == alone


def test_a_map_and_a_figure_can_be_named_for_the_whole_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "a", CALF)
    words = ["--atlas", "isncsci", "--figure", "female"]
    (entry,) = ranked(capsys, "--batch", tmp_path, *words)["rankings"]
    assert_alike(entry, ranked(capsys, path, *words))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--batch", "{}/nowhere", "--json"], "is not a folder"),
        (["--batch", "{}", "--json"], "holds no *.rootmap"),
        (["--batch", "{}"], "--json"),
        (["--batch", "{}", "a.rootmap", "--json"], "leave DRAWING"),
        (["--batch", "{}", "--json", "--atlas", "nothing"], "holds no *.rootmap"),
        ([], "DRAWING"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", *(word.format(tmp_path) for word in words)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_an_unknown_map_is_refused_before_anything_is_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "a", CALF)
    assert main(["rank", "--batch", str(tmp_path), "--json", "--atlas", "nothing"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing" in said.err


def test_a_bar_tells_how_far_it_is_where_somebody_looks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        write(tmp_path, name, HEEL)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["rank", "--batch", str(tmp_path), "--json"]) == 0
    bar = capsys.readouterr().err
    assert "1 of 2" in bar
    assert bar.endswith("2 of 2\n")
