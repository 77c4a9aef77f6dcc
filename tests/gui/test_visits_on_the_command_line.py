"""`rootmap visits`: the course as text, JSON and a picture; what cannot be used costs one line."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from visits_driver import EXAMPLE

from rootmap.__main__ import main
from rootmap.localise.visits import record_of
from rootmap.localise.visits_file import write_visits


def test_the_command_line_shows_the_course_as_text_json_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "plots.png"
    assert main(["visits", str(EXAMPLE), "-o", str(picture)]) == 0
    said = capsys.readouterr().out
    assert "CENTRALISING" in said
    assert "15 Oct 2026" in said
    assert "For teaching" in said
    assert QImage(str(picture)).width() == 2100
    assert main(["visits", str(EXAMPLE), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["format"], report["version"]) == ("rootmap.course", 1)
    assert [step["verdict"] for step in report["steps"]] == ["centralising"] * 3
    assert report["visits"][0]["pain_extent"][0]["words"] == "foot, toes"
    assert report["due"][0]["teaching_point"] == "reassess"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["visits", "nowhere.rootvisits"], "does not exist"),
        (["visits", str(EXAMPLE), "-o", "plots.txt"], "end it in .png"),
        (["visits", str(EXAMPLE), "-o", "no/such/folder/plots.png"], "make the folder first"),
        (["visits"], "required"),
    ],
)
def test_what_the_command_line_cannot_use_costs_one_line(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_file_without_visits_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.rootvisits"
    write_visits(record_of("C", []), path)
    assert main(["visits", str(path)]) == 0
    assert "no visits yet" in capsys.readouterr().out
    assert main(["visits", str(path), "-o", str(tmp_path / "x.png")]) == 2
