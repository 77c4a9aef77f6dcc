"""Changes to a file written by hand: only the entries that changed are written anew, all else stays as it stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rootmap.cases.authoring.yaml_text import block, whole_text
from rootmap.errors import InputError
from rootmap.source_file.yaml_lines import load

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


@dataclass(frozen=True)
class Rewritten:
    """The new text, and the comments of the old one that it no longer holds."""

    text: str
    lost: tuple[str, ...] = ()


def rewritten(text: str, before: dict[str, Any], after: dict[str, Any]) -> Rewritten:
    """Return `text`, which holds `before`, changed so that it holds `after`.

    A top-level entry that did not change stays letter by letter, with its comments; the comments above an entry stay,
    too. Those inside an entry that changed are lost, and named in `lost`.
    """
    if not text.strip():
        return Rewritten(whole_text(after))
    result = _by_blocks(text, before, after)
    if _value(result) != after:  # an odd way to write YAML: better plain than wrong
        result = whole_text(after)
    kept = list(comments(result))
    lost = []
    for comment in comments(text):
        if comment in kept:
            kept.remove(comment)
        else:
            lost.append(comment)
    return Rewritten(result, tuple(lost))


def comments(text: str) -> Iterator[str]:
    """Yield the comments of a YAML text."""
    try:
        spans = [
            (token.start_mark.index, token.end_mark.index)
            for token in yaml.scan(text)
            if isinstance(token, yaml.ScalarToken)
        ]
    except yaml.YAMLError:
        return
    for found in _COMMENT.finditer(text):
        inside = [start for start, end in spans if start <= found.start() < end]
        if not inside or _heads_block(text, inside[0], found.start()):
            yield found.group().strip()


def _heads_block(text: str, start: int, place: int) -> bool:
    """Return whether a comment stands behind the sign that begins a block of text."""
    return text[start : start + 1] in "|>" and "\n" not in text[start:place]


def _by_blocks(text: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    heads, bodies, tail = _parted(text)
    parts = []
    for key, item in after.items():
        if key in bodies and before.get(key) == item and key in before:
            parts.append(heads[key] + bodies[key])
        elif key in bodies:
            parts.append(heads[key] + block(key, item))
        else:
            parts.append("\n" + block(key, item))
    return "".join(parts) + tail


def _parted(text: str) -> tuple[dict[str, str], dict[str, str], str]:
    """Return, for each top-level key, what stands above it and its own lines; and what stands after the last."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value] if root is not None else []
    heads: dict[str, str] = {}
    bodies: dict[str, str] = {}
    above = "".join(lines[: starts[0][1]]) if starts else ""
    tail = ""
    for (key, first), (_, end) in zip(starts, [*starts[1:], ("", len(lines))], strict=True):
        last = end
        while last > first + 1 and _is_between(lines[last - 1]):
            last -= 1
        heads[key], bodies[key] = above, "".join(lines[first:last])
        above = tail = "".join(lines[last:end])
    return heads, bodies, tail


def _is_between(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _value(text: str) -> Any:
    try:
        return load(Path("draft"), text)[0]
    except InputError:
        return None
