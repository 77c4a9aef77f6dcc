"""Whatever stands in a file, reading it as a case or a bank ends in faults of one line each, never in an error."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases_world import BANK, CASE

from rootmap.cases.reading import Reader

LONGEST = 700  # letters of a line about a fault
PIECES = re.compile(r"(\s*[:,\[\]{}\n]\s*)")
ODD = [
    "null", "[]", "{}", "[1, 2]", "{a: b}", "-5", "1e999", ".nan", "''", "true", "2020-13-45", "!!set {a}", "*a",
    "&a x", "? [a]\n: b", "0x1F", "- - -", "{left: {result: {a: 1}}}", "9" * 5000, '"\\ud800"', "{1: 2}", "{null: 3}",
    "@", "\t", "{left: 4, right: {}}", "{result: []}", "[leg.left, .inf, 1]", "<x>", "!!timestamp x", "{<<: {a: 1}}",
    "", "=", "a: b: c",
]  # fmt: skip
reader = Reader()


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a case or a bank in which a few pieces have been replaced, left out or moved."""
    parts = PIECES.split(draw(st.sampled_from((CASE, BANK))))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(parts) - 1))
        parts[place] = draw(st.sampled_from(ODD) | st.sampled_from(parts) | st.text(max_size=8))
    return "".join(parts)


@settings(max_examples=300)
@given(texts())
def test_reading_ends_in_a_case_or_in_faults_of_one_line(text: str) -> None:
    for read, name in ((reader.case, "gardener-hand.yaml"), (reader.bank, "small-bank.yaml")):
        examined = read(Path(name), text)
        assert (examined.item is None) == bool(examined.faults)
        for said in (*examined.faults, *examined.hints):
            assert "\n" not in str(said)
            assert len(str(said)) < LONGEST
