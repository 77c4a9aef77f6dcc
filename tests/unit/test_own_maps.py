"""A map of one's own that cannot be used is told of by its file; it never takes the others down."""

import json
from pathlib import Path

import pytest

from rootmap.__main__ import main
from rootmap.resources import atlases


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    (folder / "atlases").mkdir(parents=True)
    (folder / "atlases" / "b1.yaml").write_text("id: b1\ntitle: 5\n")
    return folder


def test_an_unbuilt_map_is_left_out_with_a_line_that_names_its_file(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["atlas", "list", "--profile-dir", str(profile)]) == 0
    said = capsys.readouterr()
    assert "isncsci:" in said.out
    assert said.err.count("\n") == 1
    assert f"{profile / 'atlases' / 'b1.yaml'}: is not built; run `rootmap atlas build" in said.err


def test_ranking_goes_on_without_an_unusable_map(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = tmp_path / "blank.rootmap"
    drawing.write_text('{"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": []}')
    words = ["rank", str(drawing), "--json", "--profile-dir", str(profile)]
    assert main(words) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert "b1.yaml" in said.err
    assert main([*words, "--atlas", "b1"]) == 2
    assert "is not built" in capsys.readouterr().err


def test_check_looks_at_ones_own_maps_too(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["atlas", "check", "--profile-dir", str(profile)]) == 2
    said = capsys.readouterr()
    assert "isncsci.yaml: good" in said.out
    assert str(profile / "atlases" / "b1.yaml") in said.err


def test_the_name_of_a_published_map_is_refused(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text((atlases() / "isncsci.yaml").read_text())
    assert main(["atlas", "build", str(own), "--profile-dir", str(profile)]) == 2
    said = capsys.readouterr().err
    assert str(own) in said
    assert "published" in said
    assert not (profile / "atlases" / "isncsci.yaml").exists()


def test_a_figure_unknown_here_is_told_by_the_drawing_that_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = tmp_path / "giant.rootmap"
    drawing.write_text('{"format": "rootmap.drawing", "version": 1, "figure": "giant", "layers": []}')
    assert main(["rank", str(drawing)]) == 2
    said = capsys.readouterr().err
    assert str(drawing) in said
    assert "--figure" not in said


def test_a_picture_for_a_missing_folder_is_refused_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = tmp_path / "blank.rootmap"
    drawing.write_text('{"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": []}')
    assert main(["render", str(drawing), "-o", str(tmp_path / "no" / "out.png")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "no").exists()
