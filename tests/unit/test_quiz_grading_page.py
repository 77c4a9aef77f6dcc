"""docs/grading.md states every number of the marking of drawings."""

import re
from pathlib import Path

import pytest

from rootmap.quiz import grading_errors, grading_ground, grading_model, grading_score, grading_sheet

MODULES = (grading_errors, grading_ground, grading_model, grading_score, grading_sheet)
NUMBERS = {
    name: value
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
}


@pytest.mark.parametrize("name", sorted(set(NUMBERS) - {"LENGTH_STEP_MM", "REGIONS", "TYPE_CHECKING"}))
def test_the_page_gives_each_constant_its_value_and_a_reason(name: str, repository: Path) -> None:
    page = (repository / "docs" / "grading.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    _, _, stated, reason, _ = rows[0]
    written = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", stated)]
    assert written == [pytest.approx(NUMBERS[name])]
    assert reason.strip()
