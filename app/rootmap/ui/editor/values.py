"""Values of the form at their places, and lists and numbers as the text one edits; nothing typed is ever dropped."""

from collections.abc import Callable
from typing import Any

from rootmap.ui.editor.spec import Kind

Place = tuple[str, ...]


def value_at(record: Any, place: Place) -> Any:
    """Return what lies at a place, None when nothing does."""
    for name in place:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def put_at(record: dict[str, Any], place: Place, value: Any) -> None:
    """Put a value at a place, making the groups around it."""
    *around, last = place
    for name in around:
        inner = record.get(name)
        if not isinstance(inner, dict):
            inner = record[name] = {}
        record = inner
    if value is None:
        record.pop(last, None)
    else:
        record[last] = value


def as_text(kind: Kind, value: Any) -> str | None:
    """Return a value as the text one edits; None when a file holds something else there, which is then left alone."""
    if value is None:
        return ""
    if kind in (Kind.WORDS, Kind.ROWS):
        if not isinstance(value, list) or not all(isinstance(each, str | int | float) for each in value):
            return None
        return (", " if kind is Kind.WORDS else "\n").join(map(str, value))
    if kind in (Kind.PAIRS, Kind.MINUTES):
        if not isinstance(value, dict) or any("\n" in str(each) for each in value.values()):
            return None
        return "\n".join(f"{key}: {'' if each is None else each}".rstrip() for key, each in value.items())
    return None if isinstance(value, dict | list) else str(value)


def from_text(kind: Kind, text: str) -> Any:
    """Return what a text stands for; a number that is none stays as it is typed, and the checks say so."""
    return _READ.get(kind, str)(text)


def _number(text: str) -> Any:
    for read in (int, float):
        try:
            return read(text.strip())
        except ValueError:
            continue
    return text.strip() or None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.splitlines() if row.strip()]


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows(text):
        key, colon, rest = row.partition(":")
        found[key.strip() if colon else f"{row} "] = rest.strip()
    return found


def _minutes(text: str) -> dict[str, Any] | None:
    return {name: _number(minutes) for name, minutes in _pairs(text).items()} or None


_READ: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: _number,
    Kind.WORDS: _words,
    Kind.ROWS: _rows,
    Kind.PAIRS: _pairs,
    Kind.MINUTES: _minutes,
}
