"""Texts of cases are paragraphs, emphasis and lists; everything else stands as it is written."""

import time

import pytest

from rootmap.cases.text import BlockKind, Span, flat, parse, unsafe


def test_paragraphs_emphasis_and_lists_are_told_apart() -> None:
    blocks = parse("First *line*\nof one.\n\nBefore:\n- one\n  more\n- *two*\n\nAfter.")
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert blocks[0].lines == ((Span("First "), Span("line", emphasised=True), Span(" of one.")),)
    assert blocks[2].lines == ((Span("one more"),), (Span("two", emphasised=True),))
    assert flat("a *b*\n\n- c") == "a b\n- c"


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "[words](https://example.org)", "![x](y.png)", "# Title", "**x**", "2 * 3 * 4", "a_b_c", "`code`",
     "&lt;", "snake*case*word"],
)  # fmt: skip
def test_everything_else_is_shown_letter_by_letter(text: str) -> None:
    assert parse(text)[0].lines == ((Span(text),),)


def test_an_empty_text_has_no_blocks() -> None:
    assert parse("  \n\n") == ()


@pytest.mark.parametrize(
    "text",
    ["<img src=x>", "</p>", "<!-- x -->", "<a\nb>", "&#106;", "&nbsp;", "http://x.org", "www.x.org", "file:///etc",
     "javascript:alert(1)", "[a](b)", "mailto:a@b.c", "\x00", "\x1b[31m", "a\u200bb", "\u202egnp", "\ud800", "\ufeff"],
)  # fmt: skip
def test_what_is_not_meant_to_be_read_is_found(text: str) -> None:
    assert unsafe(text) is not None


@pytest.mark.parametrize(
    "text",
    ["Power < 3 and > 1", "p<0.05", "T1 & T2; C8", "a [note] (there)", "doi:10.1000/x", "30°", "L4/5\n\tx"],
)
def test_plain_words_with_odd_signs_are_let_pass(text: str) -> None:
    assert unsafe(text) is None


@pytest.mark.parametrize("piece", ["<", "< ", "[", "[a](", "*a", "a.", "*", "&", "<a", "- ", "![", "a://", "\t<"])
def test_no_text_takes_long_however_it_is_made(piece: str) -> None:
    long = piece * (200_000 // len(piece))
    began = time.process_time()
    unsafe("<" + " " * 200_000)
    unsafe(long)
    parse(long)
    assert time.process_time() - began < 3.0
