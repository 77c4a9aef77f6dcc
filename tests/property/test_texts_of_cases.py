"""Reading a text for display loses no letter of it and makes none up."""

from hypothesis import given
from hypothesis import strategies as st

from rootmap.cases.text import flat, parse

MARKS = str.maketrans("", "", "*-•")
texts = st.text(st.sampled_from("ab *-•\n<>[](). é")) | st.text()


def letters(text: str) -> str:
    return "".join("".join(text.split()).translate(MARKS).split())


@given(texts)
def test_every_letter_is_there_in_order(text: str) -> None:
    blocks = parse(text)
    shown = "".join(span.text for block in blocks for line in block.lines for span in line)
    assert letters(shown) == letters(text)
    assert letters(flat(text)) == letters(text)
    assert all(span.text for block in blocks for line in block.lines for span in line)
