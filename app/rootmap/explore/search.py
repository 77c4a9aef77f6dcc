"""Find anything by what people call it: names, beginnings, initials, everyday words, with a slip of the finger."""

import re
from collections.abc import Iterator, Sequence
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

    With `is_near` that word does not mean the thing, which only lies nearest to it.
    """

    ref: Ref
    title: str
    what: str
    because: str
    score: float
    is_near: bool = False


@dataclass(frozen=True)
class _Name:
    """A name of a thing, plain; `everyday` is the word as people write it, `rank` how usual that meaning is."""

    ref: Ref
    text: str
    words: tuple[str, ...]
    initials: tuple[str, ...]
    everyday: str = ""
    rank: int = 0


class SearchIndex:
    """All names, made plain once. A search takes a millisecond or two."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = tuple(_names(library))
        self._whole = {text for name in self._names for text in (name.text, *name.initials)} - _SMALL_WORDS
        self._lines = {
            plain(text): entry.near for entry in library.links.everyday if entry.near for text in entry.names
        }

    def find(self, query: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """Return what fits `query`, best first; nothing for a blank one."""
        asked = plain(query)
        if not asked:
            return ()
        best = self._best(asked, query) or self._best(asked, query, slips=True)
        if not best and (part := self._part(asked)):
            best = {ref: (score, because or part) for ref, (score, because) in self._best(part, part).items()}
        hits = (self._hit(ref, score, because) for ref, (score, because) in best.items())
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def line(self, query: str, hits: Sequence[Hit]) -> str:
        """Return what to say of `hits` for `query` where they are not what was asked for: one line, else ""."""
        asked = plain(query)
        word = plain(hits[0].because) if hits else ""
        if asked in self._lines or word in self._lines:
            return self._lines.get(asked) or self._lines[word]
        if not hits or self._best(asked, query) or self._best(asked, query, slips=True):
            return ""
        return f"Found by “{hits[0].because}” alone: nothing is called “{query.strip()}”."

    def _part(self, asked: str) -> str:
        """Return the longest run of words in a query that is a name by itself, the last of equals; "" if none is."""
        words = asked.split()
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length, -1, -1):
                part = " ".join(words[start : start + length])
                if len(part) >= _LEAST_PART and part in self._whole:
                    return part
        return ""

    def _best(self, asked: str, query: str, *, slips: bool = False) -> dict[Ref, tuple[float, str]]:
        """Return the best score of each thing that fits, and the everyday word that led to it."""
        only_roots = not _NOT_ROOTS.search(asked)
        found = {Ref(Sort.ROOT, root.value): (_EXACT + 1.0 if only_roots else _BEGINNING, "") for root in _roots(query)}
        for name in self._names:
            score = _slip_fit(asked, name) if slips else _fit(asked, name)
            if score > found.get(name.ref, (0.0, ""))[0]:
                found[name.ref] = (score, name.everyday)
        return found

    def _hit(self, ref: Ref, score: float, because: str) -> Hit:
        is_near = plain(because) in self._lines
        return Hit(ref, self._library.title(ref), SORT_WORDS[ref.sort], because, score - _SORT_ORDER[ref.sort], is_near)


def _roots(query: str) -> tuple[Root, ...]:
    return roots_named(query.upper().replace(" TO ", "-"))


def _names(library: Library) -> Iterator[_Name]:
    for ref, title in library.titles.items():
        for text in dict.fromkeys((title, ref.id.replace("_", " "), *_further(library, ref))):
            yield _name(ref, text)
    for entry in library.links.everyday:
        for rank, meaning in enumerate(entry.means):
            sort, _, identity = meaning.partition(".")
            for text in entry.names:
                yield _name(Ref(Sort(sort), identity), text, everyday=text, rank=rank)
    yield from _abbreviated(library)


def _abbreviated(library: Library) -> Iterator[_Name]:
    """Yield how notes abbreviate what has a card; all that is meant together, in order."""
    for entry in load_abbreviations():
        refs = [
            Ref(Sort(sort), identity) for sort, _, identity in (m.partition(".") for m in entry.means) if sort in _NOTED
        ]
        for rank, ref in enumerate(ref for ref in refs if ref in library.titles):
            for text in entry.names:
                yield _name(ref, text, everyday=text, rank=rank)


def _further(library: Library, ref: Ref) -> Iterator[str]:
    """Yield other names the tables give: a nerve with its sort, a map with authors and year, a known variety."""
    if ref.sort is Sort.NERVE:
        yield f"{library.title(ref)} nerve"
    if ref.sort is Sort.MAP:
        atlas = library.atlas(ref.id)
        if atlas is not None:
            yield f"{' '.join(author.split()[0] for author in atlas.info.authors if author)} {atlas.info.year}"


def _name(ref: Ref, text: str, *, everyday: str = "", rank: int = 0) -> _Name:
    outside = re.sub(r"\(.*?\)", " ", text)
    words = tuple(plain(text).split())
    letters = "".join(word[0] for word in plain(outside).split() if word not in _SMALL_WORDS)
    also = (letters + "n",) if ref.sort is Sort.NERVE else ()
    return _Name(ref, " ".join(words), words, (letters, *also) if len(letters) > 1 else (), everyday, rank)


def _fit(asked: str, name: _Name) -> float:
    """Return how well a name fits, 0 when it does not."""
    later = name.rank * _LATER_MEANING
    if asked == name.text:
        return (_EVERYDAY if name.everyday else _EXACT) - later
    if asked in name.initials and not name.everyday:
        return _INITIALS
    length = _LONGER * len(name.text)
    if name.text.startswith(asked):
        return _BEGINNING - length - later
    wanted = [word for word in asked.split() if word not in _SMALL_WORDS] or asked.split()
    if all(any(word.startswith(part) for word in name.words) for part in wanted):
        return (_MEANT if name.everyday else _WORDS) - length - later
    return 0.0


def _slip_fit(asked: str, name: _Name) -> float:
    """Return how well a name fits when the finger may have slipped, 0 when it does not."""
    slips = [min((_slips(part, word) for word in name.words), default=_FAR) for part in asked.split()]
    if any(slip > _allowed(part) for part, slip in zip(asked.split(), slips, strict=True)):
        return 0.0
    return _SLIP - _EACH_SLIP * sum(slips) - _LONGER * len(name.text) - name.rank * _LATER_MEANING


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
