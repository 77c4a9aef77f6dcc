"""The texts of cases as plain data: paragraphs, *emphasis* and lists; everything else stands as it is written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rootmap.source_file.faults import Fault, Said, short
from rootmap.source_file.yaml_lines import Place

_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_ITEM = re.compile(r"[-•] +(?=\S)")
# Each of these passes over a text once, however it is made: nothing in them can be matched in two ways.
_TAG = re.compile(r"<\s*(?:/\s*)?[A-Za-z!?][^<>]*>")
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]{2,10});")
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:|javascript:|data:[a-z]+/)", re.IGNORECASE)
_LINK = re.compile(r"!?\[[^\[\]\n]*\]\([^()\[\]\n]*\)")
_PLAIN_SPACE = "\n\t"
# Letters that turn the direction of what follows, or cannot be seen: they make a text read other than it is.
_HIDDEN = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff" + "".join(map(chr, range(0x202A, 0x202F))))
_HIDDEN_MORE = frozenset(map(chr, range(0x2066, 0x206A)))


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True)
class Span:
    """A run of letters, emphasised or not."""

    text: str
    emphasised: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph (one line of spans) or a list (one line for each entry)."""

    kind: BlockKind
    lines: tuple[tuple[Span, ...], ...]


def parse(text: str) -> tuple[Block, ...]:
    """Return a text as blocks: an empty line ends a paragraph, a line that begins with "- " is a list's entry.

    Nothing else means anything: tags, links and addresses are letters like others.
    """
    blocks: list[tuple[BlockKind, list[str]]] = []
    open_block = False
    for line in (raw.strip() for raw in text.splitlines()):
        item = _ITEM.match(line)
        if not line:
            open_block = False
        elif item:
            if not open_block or blocks[-1][0] is not BlockKind.LIST:
                blocks.append((BlockKind.LIST, []))
            blocks[-1][1].append(line[item.end() :])
            open_block = True
        elif open_block:
            blocks[-1][1][-1] += " " + line
        else:
            blocks.append((BlockKind.PARAGRAPH, [line]))
            open_block = True
    return tuple(Block(kind, tuple(_spans(line) for line in lines)) for kind, lines in blocks)


def flat(text: str) -> str:
    """Return a text as plain lines, emphasis and all marks of it gone, entries of lists behind a dash."""
    lines: list[str] = []
    for block in parse(text):
        mark = "- " if block.kind is BlockKind.LIST else ""
        lines += [mark + "".join(span.text for span in line) for line in block.lines]
    return "\n".join(lines)


def _spans(line: str) -> tuple[Span, ...]:
    spans, end = [], 0
    for found in _EMPHASIS.finditer(line):
        if found.start() > end:
            spans.append(Span(line[end : found.start()]))
        spans.append(Span(found.group(1), emphasised=True))
        end = found.end()
    if end < len(line):
        spans.append(Span(line[end:]))
    return tuple(spans)


def text_faults(value: Any, place: Place = ()) -> Iterator[Fault]:
    """Yield what in any text of a file, keys included, is not meant to be read: markup, addresses, hidden letters."""
    if isinstance(value, str):
        said = unsafe(value)
        if said is not None:
            yield (place, *said)
    elif isinstance(value, dict):
        for key, inner in value.items():
            said = unsafe(key) if isinstance(key, str) else ("is no name", "write names as text")
            if said is not None:
                yield ((*place, str(key)), *said)
            yield from text_faults(inner, (*place, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from text_faults(inner, (*place, index))


def unsafe(text: str) -> Said | None:
    """Return what of a text is not meant to be read and what to do, None when it is all plain words."""
    for letter in "" if text.isascii() and text.isprintable() else text:
        hidden = letter in _HIDDEN or letter in _HIDDEN_MORE
        if hidden or (letter not in _PLAIN_SPACE and unicodedata.category(letter) in ("Cc", "Cs", "Co")):
            return f"holds the invisible character U+{ord(letter):04X}", "take it out"
    for pattern, what, remedy in (
        (_TAG, "markup", "write plain words; *emphasis* and lists are all there is"),
        (_ENTITY, "an HTML entity", "write the letter itself"),
        (_LINK, "a link", "write plain words; links are not followed"),
        (_ADDRESS, "a web address", "cite the publication instead, with its DOI as doi:10.…"),
    ):
        found = pattern.search(text)
        if found is not None:
            return f'holds {what}: "{short(found.group())}"', remedy
    return None
