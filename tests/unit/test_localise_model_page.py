"""docs/model.md states every number of the model, and the numbers agree with the tables they come from."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.localise import model

NUMBERS = {name: value for name, value in vars(model).items() if name.isupper()}


def values_of(value):
    if isinstance(value, Mapping | MappingProxyType):
        return list(value.values())
    return list(value) if isinstance(value, tuple) else [value]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_page_gives_each_constant_its_value_and_a_reason(name, repository):
    page = (repository / "docs" / "model.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    _, _, stated, reason, _ = rows[0]
    written = sorted(float(number) for number in re.findall(r"(?<![A-Z\d.])\d+(?:\.\d+)?", stated))
    assert written == pytest.approx(sorted(map(float, values_of(NUMBERS[name]))))
    assert reason.strip()


def test_the_prior_is_the_one_of_the_frequency_table():
    table = {
        str(row.roots[0]): row.percent
        for row in load_anatomy().frequencies.values()
        if row.category == "prior_suggested"
    }
    assert dict(model.PRIOR_PERCENT) == pytest.approx(table)


def test_stray_paint_lies_as_many_levels_away_as_published():
    mean = sum(levels * part for levels, part in enumerate(model.STRAY_LEVELS, start=1))
    assert mean == pytest.approx(1.68)
    assert sum(model.STRAY_LEVELS) == pytest.approx(1.0)
