"""The rules of the house that no other tool checks."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("app", "tools", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))
MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 400, 40, 5
TEXT_SUFFIXES = {".py", ".sh", ".md", ".toml", ".yaml", ".json", ".svg", ".lock", ".rootmap", ""}
# Written in pieces, or this file would break its own rule.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ho" + r"me/\w+|ro" + r"ot|Us" + r"ers/\w+)/")
PAINTING = ("rootmap.skin.figure", "rootmap.skin.editing", "rootmap.atlas.store", "rootmap.localise.live")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.suffix in TEXT_SUFFIXES and path.is_file()]


def test_no_file_is_longer_than_400_lines() -> None:
    too_long = {named(path): count for path in CODE if (count := len(path.read_text().splitlines())) > MAX_FILE_LINES}
    assert CODE
    assert not too_long


def test_no_function_is_longer_than_40_lines_or_takes_more_than_5_parameters() -> None:
    offenders = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                parameters = [argument for argument in given if argument.arg not in ("self", "cls")]
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES or len(parameters) > MAX_PARAMETERS:
                    offenders.append(f"{named(path)}:{node.lineno} {node.name}: {lines} lines, {len(parameters)} given")
    assert not offenders


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    silent = [named(path) for path in CODE if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{named(path)}:{number}"
        for path in tracked_text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) < 2000 and MACHINE_PATH.search(line)
    ]
    assert not found


def test_the_lock_pins_versions_and_names_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 20
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+( ; [^@]+)?", line)] == []


def test_the_lock_covers_every_direct_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + [line for extra in project["optional-dependencies"].values() for line in extra]
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in wanted}
    lock = (ROOT / "requirements.lock").read_text().splitlines()
    locked = {line.split("==")[0].lower().replace("_", "-") for line in lock if "==" in line}
    assert names - locked == set()


@pytest.mark.parametrize("module", PAINTING)
def test_painting_and_live_ranking_pull_in_no_reader_no_plot_and_no_window(module: str) -> None:
    unwanted = ("PySide6", "pydantic", "yaml", "matplotlib", "scipy", "pandas")
    program = f"import {module}, sys; print([name for name in {unwanted} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
