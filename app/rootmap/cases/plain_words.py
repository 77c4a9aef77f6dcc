"""Explaining in plain words: a checklist with a first guess from key words, and the student's own ticks.

It is no judge. Words are looked for, not meaning: the student decides, and the teacher.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rootmap.cases.model import PatientExplanation

GAP_WORDS = 3  # that may stand between the words of one key phrase
_DENYING = "not no never none nothing without hardly cannot"
_DENYING_SHORT = "dont doesnt isnt arent wont cant didnt wasnt hasnt neednt"  # the apostrophe is gone by then
DENYING = frozenset(f"{_DENYING} {_DENYING_SHORT}".split(" "))
DENYING_WORDS = 4  # that may stand between a denial and what it denies
LEAST_STEM = 3  # letters
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Checklist:
    """A first guess, in the order of the case's points and misstatements: whether the text seems to hold each."""

    points: tuple[bool, ...]
    misstatements: tuple[bool, ...]


@dataclass(frozen=True)
class PlainWordsGrade:
    """What the ticks amount to: the share of points made, less one share for each misstatement, never below 0."""

    score: float
    missing: tuple[str, ...]
    misstated: tuple[tuple[str, str], ...]  # what was said, and why not


def first_guess(text: str, wanted: PatientExplanation) -> Checklist:
    """Return what a text seems to say: a point by any of its key words, a misstatement unless it is denied.

    Case, accents and endings do not matter, and a few words may stand between those of a phrase. What has no key words
    is never guessed.
    """
    words = _words(text)
    return Checklist(
        tuple(any(_found(words, phrase) for phrase in point.any_of) for point in wanted.points),
        tuple(any(_claimed(words, phrase) for phrase in each.any_of) for each in wanted.misstatements),
    )


def grade_plain_words(wanted: PatientExplanation, made: Collection[int], misstated: Collection[int]) -> PlainWordsGrade:
    """Grade the student's own ticks: the places of the points made and of the misstatements they find in their text."""
    share = 1.0 / len(wanted.points)
    score = share * len({place for place in made if 0 <= place < len(wanted.points)})
    wrong = [each for place, each in enumerate(wanted.misstatements) if place in misstated]
    return PlainWordsGrade(
        score=max(0.0, score - share * len(wrong)),
        missing=tuple(point.text for place, point in enumerate(wanted.points) if place not in made),
        misstated=tuple((each.text, each.why) for each in wrong),
    )


def _words(text: str) -> list[str]:
    """Return the words of a text without case, accents and apostrophes; a sentence ends in an empty one."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    plain = plain.replace("'", "").replace("’", "")
    words: list[str] = []
    for sentence in re.split(r"[.!?;\n]", plain):
        words += [*_WORD.findall(sentence), ""]
    return words


def _stem(word: str) -> str:
    """Return a word without its ending, and without the letter doubled before it: "slip" for "slipped"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            stem = word[: -len(ending)]
            return stem[:-1] if stem[-1] == stem[-2] and len(stem) > LEAST_STEM else stem
    return word


def _found(words: Sequence[str], phrase: str) -> bool:
    return next(_places(words, phrase), None) is not None


def _places(words: Sequence[str], phrase: str) -> Iterator[int]:
    """Yield where a phrase begins: its words in order, no more than GAP_WORDS between two, within one sentence."""
    wanted = [_stem(word) for word in _words(phrase) if word]
    if not wanted:
        return
    for start, word in enumerate(words):
        if not _alike(word, wanted[0]):
            continue
        place = start
        for stem in wanted[1:]:
            nearby = words[place + 1 : place + 2 + GAP_WORDS]
            nearby = nearby[: nearby.index("")] if "" in nearby else nearby
            step = next((k for k, other in enumerate(nearby) if _alike(other, stem)), None)
            if step is None:
                break
            place += 1 + step
        else:
            yield start


def _claimed(words: Sequence[str], phrase: str) -> bool:
    """Whether a phrase stands somewhere without a denial shortly before it, in the same sentence."""
    denied_already = any(word in DENYING for word in _words(phrase))
    for start in _places(words, phrase):
        before = words[max(0, start - DENYING_WORDS) : start]
        while "" in before:
            before = before[before.index("") + 1 :]
        if denied_already or not DENYING.intersection(before):
            return True
    return False


def _alike(word: str, stem: str) -> bool:
    """Whether a word is one of a stem's: its own stem, or a longer word that begins with it, a short one excepted."""
    return bool(word) and (_stem(word) == stem or (len(stem) > LEAST_STEM and word.startswith(stem)))
