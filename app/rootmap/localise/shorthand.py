"""Findings as they are written in notes, "EHL 4 left" or "no fever": read, written, and completed while one types."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rootmap.anatomy.abbreviations import Abbreviation
from rootmap.anatomy.bedside import TOUCH_NAMES, Examinable, Family, examinables
from rootmap.anatomy.links import EverydayName
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spelling import plain
from rootmap.anatomy.vocabulary import Root, Side, Touch, roots_between
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.shorthand_values import Answer, answer, answers_in_words, says_reflex

Words = tuple[str, ...]
MOST_SUGGESTIONS = 8
MOST_GUESSES = 3
_CLOSE = 0.6  # of difflib: what is less like a name is no guess

_TOKEN = re.compile(
    r"[vctls]\d{1,2}-[vctls]?\d{1,2}(?![a-z0-9])"  # roots from one to another
    r"|[a-z0-9]*[a-z][a-z0-9]*(?:_[a-z]+)?"  # a word
    r"|\d+(?:\.\d+)?(?:[+-](?![a-z0-9]))?(?:/\d+)?°?"  # a grade or an angle
    r"|[+-]{1,4}(?![a-z0-9])"  # a sign
)
_ROOTS = re.compile(r"([vctls])(\d{1,2})(?:-([vctls]?)(\d{1,2}))?")
_SIDES: Mapping[str, tuple[Side, ...]] = {
    **dict.fromkeys(("left", "l", "lhs"), (Side.LEFT,)),
    **dict.fromkeys(("right", "r", "rt", "rhs"), (Side.RIGHT,)),
    **dict.fromkeys(("both", "bilateral", "bilat", "bil", "bilaterally"), (Side.LEFT, Side.RIGHT)),
}
_LEFT_OR_TOUCH = "lt"
_FILLING = frozenset(
    ("is", "was", "of", "the", "a", "power", "grade", "mrc", "test", "sign", "reflex", "at", "on", "with", "even", "in",
     "side", "angle", "has", "to")
)  # fmt: skip
_GENERIC = frozenset(("test", "sign", "reflex", "jerk", "manoeuvre", "syndrome", "raise"))


@dataclass(frozen=True)
class Typed:
    """What a typed line says: its findings, and what to tell of how it was taken."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A name to go on with: what is written into the line, what it means, and the ids of those findings."""

    text: str
    meaning: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class _Meaning:
    """What a name stands for: findings that belong together, or (`is_either`) one or another of them."""

    items: tuple[Examinable, ...]
    name: str
    is_either: bool = False


class Shorthand:
    """Reads and writes findings as people note them. Built once for the tables, a few milliseconds."""

    def __init__(
        self, anatomy: Anatomy, abbreviations: Sequence[Abbreviation] = (), everyday: Sequence[EverydayName] = ()
    ) -> None:
        self._known = examinables(anatomy)
        self._points = {root: name for name, point in anatomy.key_points.items() for root in point.roots}
        self._touches: dict[Words, Touch] = {}
        self._names: dict[Words, list[_Meaning]] = {}
        for abbreviation in abbreviations:
            self._take(abbreviation)
        for item in self._known.values():
            for name in _names_of(item):
                self._add(name, _Meaning((item,), item.name))
        for entry in (entry for entry in everyday if not entry.near):
            first = self._known.get(entry.means[0].removeprefix("test."))
            if first is not None:
                for name in entry.names:
                    self._add(name, _Meaning((first,), name), only_new=True)

    def parse(self, text: str, side: Side | None = None) -> Typed:
        """Return what a line says; `side` is meant where none is written; a semicolon parts several findings.

        Raises InputError, one line with the nearest guesses, when any of it is not understood.
        """
        typed = [self._one(part.strip(), side) for part in text.split(";") if part.strip()]
        if not typed:
            raise InputError("the finding", "", "is blank", 'type one such as "EHL 4 left"')
        findings = {(f.test, f.side): f for one in typed for f in one.findings}
        return Typed(tuple(findings.values()), tuple(dict.fromkeys(note for one in typed for note in one.notes)))

    def write(self, finding: Finding) -> str:
        """Return a finding as a line that `parse` reads back. Raises KeyError when no table knows its test."""
        value = str(finding.mrc) if finding.mrc is not None else str(finding.result)
        angle = "" if finding.degrees is None else f" {Decimal(repr(finding.degrees)):f}°"
        side = "" if finding.side is None else f" {finding.side}"
        return f"{self._known[finding.test].name}{side} {value}{angle}"

    def suggest(self, text: str, limit: int = MOST_SUGGESTIONS) -> tuple[Suggestion, ...]:
        """Return names that go on from what is typed, best first; nothing once a name is complete."""
        typed = [word for word in tokens(text.rpartition(";")[2]) if word not in _SIDES and word != "no"]
        if not typed:
            return ()
        whole = " ".join(typed)
        ranked: dict[str, tuple[float, Suggestion]] = {}
        for words, meanings in self._names.items():
            score = _fit(whole, typed, words)
            for meaning in meanings if score else ():
                tests = tuple(item.test for item in meaning.items)
                suggestion = Suggestion(meaning.name, _meaning(meaning), tests)
                if score > ranked.get(suggestion.meaning, (0.0, suggestion))[0]:
                    ranked[suggestion.meaning] = score, suggestion
        best = sorted(ranked.values(), key=lambda pair: -pair[0])
        return tuple(suggestion for _, suggestion in best[:limit])

    def _take(self, abbreviation: Abbreviation) -> None:
        for name in abbreviation.names:
            items = []
            for meaning in abbreviation.means:
                family, _, key = meaning.partition(".")
                if family == "sensation":
                    self._touches[tokens(name)] = Touch(key)
                else:
                    items.append(self._known[key if family == "test" else meaning])
            if items:
                self._add(name, _Meaning(tuple(items), name, abbreviation.is_either))

    def _add(self, name: str, meaning: _Meaning, *, only_new: bool = False) -> None:
        words = tokens(name)
        known = self._names.setdefault(words, [])
        if words and not (known and only_new) and all(meaning.items != other.items for other in known):
            known.append(meaning)

    def _one(self, text: str, side: Side | None) -> Typed:
        words = tokens(text)
        if any(_ROOTS.fullmatch(word) for word in words):
            found = self._of_key_points(text, words, side)
            if found is not None:
                return found
        fitting: list[InputError] = []
        for span, meanings in self._spans(words):
            rest = (*words[: span.start], *words[span.stop :])
            for meaning in sorted(meanings, key=lambda m: not says_reflex(rest) or not _is_reflex(m)):
                try:
                    return self._said(text, meaning, rest, side)
                except InputError as error:
                    fitting.append(error)
        if fitting:
            raise fitting[0]
        raise InputError(text, "", *self._guess(text, words))

    def _spans(self, words: Words) -> Iterator[tuple[slice, list[_Meaning]]]:
        """Yield the parts of a line that are names, the longest first."""
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                meanings = self._names.get(words[start : start + length])
                if meanings:
                    yield slice(start, start + length), meanings

    def _said(self, text: str, meaning: _Meaning, rest: Sequence[str], side: Side | None) -> Typed:
        if meaning.is_either:
            names = [item.name for item in meaning.items]
            raise InputError(text, "", f'"{meaning.name}" may mean {_or(names)}', "write which")
        sides, words = _sides_in(rest)
        answers = [(item, _answered(text, item, words)) for item in meaning.items]
        chosen = [(item, each, given) for item, given in answers for each in self._sides_for(text, item, sides, side)]
        return Typed(
            tuple(Finding(item.test, each, given.result, given.mrc, given.degrees) for item, each, given in chosen),
            tuple(dict.fromkeys(given.note for _, given in answers if given.note)),
        )

    def _sides_for(
        self, text: str, item: Examinable, said: Sequence[Side], default: Side | None
    ) -> tuple[Side | None, ...]:
        if not item.sided:
            return (None,)
        if not said and default is None:
            raise InputError(text, "", f"{item.name}: which side", "add left or right")
        return tuple(said) or (default,)

    def _of_key_points(self, text: str, words: Words, side: Side | None) -> Typed | None:
        """Return the feeling at the key points of the roots a line names, None when it names no pin or touch."""
        for name, touch in sorted(self._touches.items(), key=lambda pair: -len(pair[0])):
            for start in range(len(words) - len(name) + 1):
                if words[start : start + len(name)] == name:
                    rest = (*words[:start], *words[start + len(name) :])
                    roots = [root for word in rest for root in _roots(word)]
                    points = dict.fromkeys(self._points[root] for root in roots if root in self._points)
                    items = tuple(self._known[f"{touch}.{point}"] for point in points)
                    said = [word for word in rest if not _ROOTS.fullmatch(word) and word not in ("and", "key", "point")]
                    if items:
                        return self._said(text, _Meaning(items, TOUCH_NAMES[touch]), said, side)
        return None

    def _guess(self, text: str, words: Words) -> tuple[str, str]:
        """Return problem and remedy for a line that names nothing we know."""
        unknown = [w for w in words if w not in _SIDES and w not in _FILLING and not re.fullmatch(r"[\d+°/.-]+", w)]
        if any(words[i : i + len(name)] == name for name in self._touches for i in range(len(words))):
            return "names no key point", 'add a root from C2 to S5, such as "pinprick L5 reduced"'
        if any(_ROOTS.fullmatch(word) for word in unknown):
            return "says not what was tested there", 'write "pinprick L5 reduced" or "touch L5 reduced"'
        wanted = " ".join(unknown) or text
        names = [" ".join(name) for name in self._names]
        close = difflib.get_close_matches(wanted, names, 4 * MOST_GUESSES, _CLOSE)
        close = close or difflib.get_close_matches(unknown[0] if unknown else "", names, MOST_GUESSES, _CLOSE)
        meant = dict.fromkeys(self._names[tuple(key.split(" "))][0].name for key in close)
        meant.update(dict.fromkeys(suggestion.text for suggestion in self.suggest(wanted, MOST_GUESSES)))
        guesses = _or(list(meant)[:MOST_GUESSES])
        remedy = f"did you mean {guesses}?" if guesses else 'try a name such as "EHL" or "SLR"'
        return f'"{wanted}" is not known', remedy


def tokens(text: str) -> Words:
    """Return the words, grades, angles and signs of a line, in one spelling."""
    letters = unicodedata.normalize("NFKD", text).lower().replace("−", "-").replace("–", "-").replace("’", "'")
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    letters = re.sub(r"'(?:s\b)?", "", letters)
    letters = re.sub(r"(?<=[+-])ve\b", "", letters).replace("b/l", "bilateral")
    letters = re.sub(r"(\d)\s*(?:deg(?:rees)?\b|°)", r"\1°", letters)
    found = _TOKEN.findall(re.sub(r"(?<=\d)\s*/\s*(?=\d)", "/", letters))
    return tuple(plain(word) if word.isalpha() else word for word in found)


def _names_of(item: Examinable) -> Iterator[str]:
    """Yield what one may call a finding: its name, that without what stands in brackets, its id, its bare name."""
    yield item.name
    if item.test.partition(".")[0] in [touch.value for touch in Touch]:
        return
    outside = re.sub(r"\(.*?\)", " ", item.name)
    yield outside
    yield item.test.rpartition(".")[2].replace("_", " ")
    bare = [word for word in tokens(outside) if word not in _GENERIC]
    if bare and len(bare) < len(tokens(outside)):
        yield " ".join(bare)


def _sides_in(words: Sequence[str]) -> tuple[tuple[Side, ...], Words]:
    """Return the sides that are named, and the other words without those that say nothing."""
    sides: dict[Side, None] = {}
    rest = []
    for word in words:
        meant = (Side.LEFT,) if word == _LEFT_OR_TOUCH else _SIDES.get(word)
        if meant is not None:
            sides.update(dict.fromkeys(meant))
        elif word not in _FILLING:
            rest.append(word)
    return tuple(sides), tuple(rest)


def _answered(text: str, item: Examinable, words: Words) -> Answer:
    given = answer(item, words)
    if given is not None:
        return given
    if not words:
        raise InputError(text, "", f"{item.name} has no answer yet", f"add {answers_in_words(item)}")
    raise InputError(text, "", f'{item.name} cannot be "{" ".join(words)}"', f"use {answers_in_words(item)}")


def _roots(word: str) -> tuple[Root, ...]:
    """Return the roots from one to another that a word such as "l4-s1" names; none when it names none."""
    found = _ROOTS.fullmatch(word)
    if found is None:
        return ()
    known = {root.value.lower(): root for root in Root}
    first = known.get(found[1] + found[2])
    last = known.get((found[3] or found[1]) + found[4]) if found[4] else first
    return roots_between(first, last) if first is not None and last is not None else ()


def _is_reflex(meaning: _Meaning) -> bool:
    return all(item.family is Family.REFLEX for item in meaning.items)


def _fit(whole: str, typed: Sequence[str], words: Words) -> float:
    """Return how well a name goes on from what is typed, 0 when it does not; a shorter name goes first."""
    name = " ".join(words)
    length = 0.01 * len(name)
    if name == whole:
        return 3.0
    if name.startswith(whole):
        return 2.0 - length
    return 1.0 - length if all(any(word.startswith(part) for word in words) for part in typed) else 0.0


def _meaning(meaning: _Meaning) -> str:
    return (" or " if meaning.is_either else ", ").join(item.name for item in meaning.items)


def _or(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def load_shorthand(anatomy: Anatomy) -> Shorthand:
    """Return the shorthand of the tables that travel with the program. Raises InputError when one cannot be read."""
    from rootmap.anatomy.abbreviations import load_abbreviations
    from rootmap.anatomy.links import load_links

    return Shorthand(anatomy, load_abbreviations(), load_links().everyday)
