"""Find anything by what people call it: names, beginnings, initials, everyday words, with a slip of the finger."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from rootmap.anatomy.abbreviations import load_abbreviations
from rootmap.anatomy.spelling import plain
from rootmap.anatomy.vocabulary import Root
from rootmap.explore.library import SORT_WORDS, Library, Ref, Sort, roots_named

MOST_HITS = 14
# How well a name fits, best first; the steps only order the list. Judgement.
_EXACT, _INITIALS, _EVERYDAY, _BEGINNING, _WORDS, _MEANT, _SLIP = 100.0, 92.0, 96.0, 84.0, 70.0, 60.0, 40.0
_EACH_SLIP, _FAR = 5.0, 9
_LATER_MEANING = 0.5  # each further meaning of an everyday word follows the one before
_LONGER = 0.05  # of two names that begin alike the shorter goes first
_ONE_SLIP, _TWO_SLIPS = 4, 8  # letters a word needs for one slip of the finger, and for two
_NOTED = frozenset((Sort.MUSCLE, Sort.REFLEX, Sort.TEST))  # what notes abbreviate and a card tells of
_NOT_ROOTS = re.compile(r"[a-z]{2}")
_LEAST_PART = 2  # letters of a word that may stand for a whole query
_SMALL_WORDS = frozenset(("of", "the", "and", "at", "to", "a", "in", "with", "nerve", "muscle", "reflex", "root"))
_SORT_ORDER = {sort: place * 0.1 for place, sort in enumerate(Sort)}


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what it is, and, when an everyday word led to it, that word.

    With `is_near` that word does not mean the thing, which only lies nearest to it; `part` is what was found of a query
    that is no name as a whole.
    """

    ref: Ref
    title: str
    what: str
    because: str
    score: float
    is_near: bool = False
    part: str = ""


@dataclass(frozen=True)
class _Name:
    """A name of things, plain, the most usual meaning first; `everyday` is the word as people write it."""

    means: tuple[Ref, ...]
    text: str
    words: tuple[str, ...]
    initials: tuple[str, ...]
    everyday: str = ""


class SearchIndex:
    """All names, made plain once. A search takes a millisecond or two."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = tuple(_names(library))
        self._words = {word for name in self._names for word in name.words}
        self._whole = {text for name in self._names for text in (name.text, *name.initials)} - _SMALL_WORDS
        near = [entry for entry in library.links.everyday if entry.near]
        self._lines = {plain(text): entry.near for entry in near for text in entry.names}

    def find(self, query: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """Return what fits `query`, best first; nothing for a blank one."""
        asked, part = plain(query), ""
        if not asked:
            return ()
        best = self._best(query, _fitting(asked)) or self._best(query, _slipping(asked, self._words))
        if not best and (part := self._part(asked)):
            best = self._best(part, _fitting(part))
        hits = (self._hit(ref, score, because, part) for ref, (score, because) in best.items())
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def line(self, query: str, hits: Sequence[Hit]) -> str:
        """Return what to say of `hits` for `query` where they are not what was asked for: one line, else ""."""
        asked, first = plain(query), hits[0] if hits else None
        if asked in self._lines:
            return self._lines[asked]
        if first is not None and first.is_near:
            return self._lines[plain(first.because)]
        if first is None or not first.part:
            return ""
        return f"Found by “{first.because or first.part}” alone: nothing is called “{query.strip()}”."

    def _part(self, asked: str) -> str:
        """Return the longest run of words in a query that is a name by itself, the last of equals; "" if none is."""
        words = asked.split()
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length, -1, -1):
                part = " ".join(words[start : start + length])
                if len(part) >= _LEAST_PART and part in self._whole:
                    return part
        return ""

    def _best(self, query: str, fit: Callable[[_Name], float]) -> dict[Ref, tuple[float, str]]:
        """Return the best score of each thing that fits, and the everyday word that led to it."""
        only_roots = not _NOT_ROOTS.search(plain(query))
        found = {Ref(Sort.ROOT, root.value): (_EXACT + 1.0 if only_roots else _BEGINNING, "") for root in _roots(query)}
        for name in self._names:
            score = fit(name)
            for rank, ref in enumerate(name.means) if score else ():
                if score - rank * _LATER_MEANING > found.get(ref, (0.0, ""))[0]:
                    found[ref] = score - rank * _LATER_MEANING, name.everyday
        return found

    def _hit(self, ref: Ref, score: float, because: str, part: str) -> Hit:
        title, what, is_near = self._library.title(ref), SORT_WORDS[ref.sort], plain(because) in self._lines
        return Hit(ref, title, what, because, score - _SORT_ORDER[ref.sort], is_near, part)


def _roots(query: str) -> tuple[Root, ...]:
    return roots_named(query.upper().replace(" TO ", "-"))


def _names(library: Library) -> Iterator[_Name]:
    for ref, title in library.titles.items():
        for text in dict.fromkeys((title, ref.id.replace("_", " "), *_further(library, ref))):
            yield _name((ref,), text)
    for entry in library.links.everyday:
        refs = _refs(entry.means)
        for text in entry.names if refs else ():
            yield _name(refs, text, everyday=text)
    yield from _abbreviated(library)


def _abbreviated(library: Library) -> Iterator[_Name]:
    """Yield how notes abbreviate what has a card; all that is meant together, in order."""
    for entry in load_abbreviations():
        noted = [meaning for meaning in entry.means if meaning.partition(".")[0] in _NOTED]
        refs = tuple(ref for ref in _refs(noted) if ref in library.titles)
        for text in entry.names if refs else ():
            yield _name(refs, text, everyday=text)


def _refs(means: Sequence[str]) -> tuple[Ref, ...]:
    pairs = (meaning.partition(".") for meaning in means)
    return tuple(Ref(Sort(sort), identity) for sort, _, identity in pairs)


def _further(library: Library, ref: Ref) -> Iterator[str]:
    """Yield other names the tables give: a nerve with its sort, a map with authors and year, a known variety."""
    if ref.sort is Sort.NERVE:
        yield f"{library.title(ref)} nerve"
    if ref.sort is Sort.MAP:
        atlas = library.atlas(ref.id)
        if atlas is not None:
            yield f"{' '.join(author.split()[0] for author in atlas.info.authors if author)} {atlas.info.year}"


def _name(means: tuple[Ref, ...], text: str, *, everyday: str = "") -> _Name:
    outside = re.sub(r"\(.*?\)", " ", text)
    words = tuple(plain(text).split())
    letters = "".join(word[0] for word in plain(outside).split() if word not in _SMALL_WORDS)
    also = (letters + "n",) if means[0].sort is Sort.NERVE else ()
    initials = (letters, *also) if len(letters) > 1 and not everyday else ()
    return _Name(means, " ".join(words), words, initials, everyday)


def _fitting(asked: str) -> Callable[[_Name], float]:
    """Return what tells how well a name fits in its first meaning, 0 when it does not."""
    wanted = [word for word in asked.split() if word not in _SMALL_WORDS] or asked.split()

    def fit(name: _Name) -> float:
        if asked == name.text:
            return _EVERYDAY if name.everyday else _EXACT
        if asked in name.initials:
            return _INITIALS
        length = _LONGER * len(name.text)
        if name.text.startswith(asked):
            return _BEGINNING - length
        if all(any(word.startswith(part) for word in name.words) for part in wanted):
            return (_MEANT if name.everyday else _WORDS) - length
        return 0.0

    return fit


def _slipping(asked: str, words: Collection[str]) -> Callable[[_Name], float]:
    """Return what tells how well a name fits when the finger may have slipped, 0 when it does not."""
    parts = [
        {word: slips for word in words if (slips := _slips(part, word)) <= _allowed(part)} for part in asked.split()
    ]

    def fit(name: _Name) -> float:
        slips = [min((near[word] for word in name.words if word in near), default=_FAR) for near in parts]
        return 0.0 if _FAR in slips else _SLIP - _EACH_SLIP * sum(slips) - _LONGER * len(name.text)

    return fit


def _allowed(word: str) -> int:
    return 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _ONE_SLIP else 0


def _slips(asked: str, word: str) -> int:
    """Return how many letters were added, dropped, changed or swapped; a word still being typed is met half-way."""
    allowed = _allowed(asked)
    if asked[:1] != word[:1] or len(asked) > len(word) + allowed:
        return _FAR
    start = word[: len(asked) + allowed] if len(word) > len(asked) + allowed else word
    return min(_distance(asked, start[:end]) for end in range(max(1, len(asked) - allowed), len(start) + 1))


def _distance(one: str, other: str) -> int:
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
    return row[-1]
