"""`rootmap rank` as a shell sees it: its JSON is a contract, its text is for reading, and it starts without Qt."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rootmap.__main__ import main
from rootmap.atlas.store import available_atlases
from rootmap.resources import atlases, examples

CALF = '{"stroke": [["leg.left", 1.1, 180], ["leg.left", 1.9, 185]], "width_mm": 50}'
STARTED_S = 0.5  # asked for by the design on two cores
ENTRY = {"candidate": str, "side": str, "kind": str, "probability": float, "inside": float, "covered": float}


def drawing(folder: Path, *marks: str, quality: str = "numbness") -> Path:
    layer = f'{{"quality": "{quality}", "marks": [{", ".join(marks)}]}}' if marks else ""
    path = folder / "drawing.rootmap"
    path.write_text(f'{{"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": [{layer}]}}')
    return path


def findings(folder: Path, *found: dict[str, object]) -> Path:
    path = folder / "findings.json"
    path.write_text(json.dumps({"format": "rootmap.findings", "version": 1, "findings": found}))
    return path


def ranked(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    assert main(["rank", *map(str, words), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def test_the_json_has_the_shape_the_design_promises(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ranked(capsys, drawing(tmp_path, CALF))
    assert (answer["format"], answer["version"]) == ("rootmap.ranking", 1)
    assert isinstance(answer["red_flags"], list)
    assert isinstance(answer["next_tests"], list)
    entries = answer["ranking"]
    for entry in entries:
        assert {key: type(entry[key]) for key in ENTRY} == ENTRY
        assert entry["side"] in ("left", "right", "both")
        assert isinstance(entry["area_cm2"], int | float)
    probabilities = [entry["probability"] for entry in entries]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) + answer["unexplained"] == pytest.approx(1.0, abs=1e-3)


def test_each_example_is_ranked_and_the_first_is_the_left_s1_of_its_article(
    capsys: pytest.CaptureFixture[str],
) -> None:
    best = [ranked(capsys, example)["ranking"][0] for example in examples()]
    assert len(best) >= 3
    assert (best[0]["candidate"], best[0]["side"]) == ("S1", "left")


@pytest.mark.parametrize("atlas", ["isncsci", "keegan-garrett-1948", "textbook"])
def test_one_map_can_be_asked_alone(atlas: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = drawing(tmp_path, CALF)
    best = ranked(capsys, path, "--atlas", atlas)["ranking"][0]
    assert best["side"] == "left"
    assert best == ranked(capsys, path, "--atlas", atlas, "--atlas", atlas)["ranking"][0]


def test_what_does_not_go_together_and_what_the_next_tests_would_mean_stand_in_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = drawing(tmp_path, CALF)
    found = findings(tmp_path, {"test": "reflex.achilles", "side": "left", "result": "brisk"})
    assert main(["rank", str(path), "--findings", str(found)]) == 0
    text = capsys.readouterr().out
    assert text.index("CHECK     A brisk Achilles reflex, left, and S1 left do not go") < text.index("Compatible with")
    assert "% if abnormal" in text
    answer = ranked(capsys, path, "--findings", found)
    assert answer["contradictions"][0]["id"] == "brisk_in_own_arc"
    assert answer["next_tests"][0]["outlooks"][0]["candidate"] == "S1"


def test_a_finding_moves_its_root_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = drawing(tmp_path, CALF)
    found = findings(tmp_path, {"test": "reflex.achilles", "side": "left", "result": "absent"})

    def share(answer: Any) -> float:
        entries = answer["ranking"]
        return float(next(e["probability"] for e in entries if (e["candidate"], e["side"]) == ("S1", "left")))

    assert share(ranked(capsys, path, "--findings", found)) > share(ranked(capsys, path))


def test_a_bladder_change_is_a_red_flag_ahead_of_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, found = drawing(tmp_path, CALF), findings(tmp_path, {"test": "bladder_change", "result": "present"})
    assert ranked(capsys, path, "--findings", found)["red_flags"]
    assert main(["rank", str(path), "--findings", str(found)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("RED FLAG")
    assert text.index("RED FLAG") < text.index("Compatible with")
    assert "Something else, or no nerve lesion:" in text
    assert " to " in text.split("Compatible with")[1].splitlines()[1]


def test_the_list_of_maps_says_what_each_is_and_how_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["atlas", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split(":")[0] for line in lines if not line.startswith(" ")]
    assert listed[:3] == ["isncsci", "keegan-garrett-1948", "textbook"], "whole maps of roots first"
    assert set(listed) == set(available_atlases())
    assert max(map(len, lines)) <= 120


def test_a_map_of_ones_own_is_built_and_can_be_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, profile = tmp_path / "mine.yaml", ["--profile-dir", str(tmp_path / "profile")]
    published = (atlases() / "isncsci.yaml").read_text()
    own.write_text(published.replace("id: isncsci", "id: mine", 1))
    assert main(["atlas", "build", str(own), "--figure", "neutral", *profile]) == 0
    assert main(["atlas", "list", *profile]) == 0
    assert "mine:" in capsys.readouterr().out
    path = drawing(tmp_path, CALF)
    by_mine = ranked(capsys, path, "--atlas", "mine", *profile)
    by_published = ranked(capsys, path, "--atlas", "isncsci", *profile)
    assert (by_mine.pop("maps"), by_published.pop("maps")) == (["mine"], ["isncsci"])
    assert by_mine == by_published


def test_every_fault_of_a_map_is_a_line_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: broken\ntitle: 5\nregions: no\n")
    assert main(["atlas", "check", str(broken)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) > 1
    assert all(line.startswith(f"rootmap: {broken}") for line in said)


def test_the_text_is_an_aligned_table_that_ends_in_the_purpose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(drawing(tmp_path, CALF))]) == 0
    text = capsys.readouterr().out
    rows = [line for line in text.splitlines() if line.endswith("cm²")]
    assert rows
    assert len({len(row) for row in rows}) == 1
    assert text.endswith("For teaching, never for treating a patient.\n")


def test_an_empty_drawing_says_that_there_is_nothing_to_rank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(drawing(tmp_path))]) == 0
    assert "Nothing is painted" in capsys.readouterr().out


def test_ranking_starts_quickly_without_window_or_plots() -> None:
    program = (
        "import sys; from rootmap.__main__ import main; main(['rank', sys.argv[1], '--json']);"
        "sys.exit(str([n for n in ('PySide6', 'matplotlib', 'scipy', 'pandas') if n in sys.modules] or ''))"
    )
    begun = time.perf_counter()
    started = subprocess.run(
        [sys.executable, "-m", "rootmap", "rank", "--help"], capture_output=True, text=True, check=True
    )
    assert started.stdout
    assert time.perf_counter() - begun < STARTED_S * 2  # other tests run beside this one
    result = subprocess.run([sys.executable, "-c", program, str(examples()[0])], capture_output=True, text=True)
    assert result.stderr.strip() == ""


def test_a_map_that_is_not_of_roots_cannot_be_ranked_by(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(examples()[0]), "--atlas", "nerves"]) == 2
    said = capsys.readouterr().err
    assert "--atlas" in said
    assert "nerves" in said
    assert "no map of roots" in said
    assert said.count("\n") == 1


def test_the_answer_on_imaging_comes_with_reason_rule_and_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = drawing(tmp_path, CALF)
    calm = ranked(capsys, path)["imaging"]
    assert set(calm) == {"answer", "reason", "rule", "source"}
    assert (calm["answer"], calm["rule"]) == ("after_six_weeks", "first_weeks")
    found = findings(tmp_path, {"test": "bladder_change", "result": "present"})
    alarm = ranked(capsys, path, "--findings", found)["imaging"]
    assert (alarm["answer"], alarm["rule"]) == ("now", "emergency_sign")
    assert "Cauda equina" in alarm["reason"]
    assert main(["rank", str(path)]) == 0
    assert "Imaging: After about six weeks of failed care." in capsys.readouterr().out
