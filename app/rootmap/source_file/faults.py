"""A fault in a file written by hand: where it is, what is wrong, what to do; and names that are meant."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from rootmap.source_file.yaml_lines import Place, line_of

Said = tuple[str, str]  # what is wrong, what to do
Fault = tuple[Place, str, str]  # where, what is wrong, what to do
Problem = tuple[str, str, str]  # the same, with the place as a line and words: what an InputError takes
LONGEST = 60  # letters of something written by a stranger
MOST_NAMES = 12  # names listed in one line
_ALIKE = 0.6  # share of letters two names have in common to be offered for each other


def problem(lines: dict[Place, int], fault: Fault, words: Callable[[Place], str] | None = None) -> Problem:
    """Return a fault with its place as one reads it, "line 12: curves.shin"; `words` names the place its own way."""
    place, message, remedy = fault
    return f"line {line_of(lines, place)}: {(words or in_words)(place)}", message, remedy


def in_words(place: Place) -> str:
    """Return a place as one reads it: "curves.shin"."""
    return ".".join(short(part) for part in place) or "the file"


def short(text: object) -> str:
    """Return a stranger's text as a few words on one line."""
    whole = " ".join(str(text).split())
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a question such as `did you mean "L4"?`, or nothing when no name is like the word."""
    plain = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), plain, 3, _ALIKE)
    return f"did you mean {' or '.join(_quoted(plain[name]) for name in close)}? " if close else ""


def listed(names: Iterable[Any]) -> str:
    """Return some names in a line, not more than one can read."""
    every = [str(name) for name in names]
    more = f" and {len(every) - MOST_NAMES} more" if len(every) > MOST_NAMES else ""
    return (", ".join(every[:MOST_NAMES]) or "none") + more


def _quoted(name: str) -> str:
    return f'"{name}"'
