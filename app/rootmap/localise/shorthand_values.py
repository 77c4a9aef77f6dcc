"""What a typed answer means: grades, words and signs, for each sort of finding."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rootmap.anatomy.bedside import MAX_MRC, Examinable, Family
from rootmap.anatomy.vocabulary import SENSATION_RESULTS

MAX_DEGREES = 180.0
REFLEX_SCALE = ("absent", "reduced", "normal", "brisk", "clonus")
"""The words for the grades 0, 1+, 2+, 3+ and 4+."""
REINFORCED = "absent_reinforced"

_POWER = re.compile(r"([0-5])([+-]?)(?:/5)?")
_SCALE = re.compile(r"([0-4])(\+?)")
_ANGLE = re.compile(r"(\d+(?:\.\d+)?)°?")
_REINFORCING = frozenset(("reinforced", "reinforcement", "jendrassik", "r+"))
_YES = frozenset(("+", "++", "+++", "pos", "positive", "yes", "present", "found", "abnormal"))
_NO = frozenset(("-", "neg", "negative", "no", "not", "without", "denies", "none", "absent", "normal"))
_WORDS: Mapping[str, tuple[str, ...]] = {
    "normal": ("normal", "intact", "ok", "full", "preserved", "kept"),
    "reduced": ("reduced", "decreased", "diminished", "depressed", "sluggish", "impaired", "dull", "altered", "less"),
    "absent": ("absent", "lost", "none", "no", "-", "gone"),
    "increased": ("increased", "hypersensitive", "hyper", "hyperesthesia", "hyperalgesia", "allodynia", "more"),
    "brisk": ("brisk", "increased", "exaggerated", "hyper", "+++"),
    "clonus": ("clonus", "clonic", "++++"),
    "extensor": ("extensor", "up", "upgoing", "extends"),
    "flexor": ("flexor", "down", "downgoing", "flexes"),
}


@dataclass(frozen=True)
class Answer:
    """A typed answer: a word, a power grade or an angle, and what to tell of how it was taken."""

    result: str | None = None
    mrc: int | None = None
    degrees: float | None = None
    note: str = ""


def answer(item: Examinable, words: Sequence[str]) -> Answer | None:
    """Return what `words` say of one finding, None when they are no answer to it."""
    if item.is_graded:
        return _power(words)
    if item.family is Family.REFLEX:
        return _tendon(item, words) if "reduced" in item.results else _sign(item, words)
    if item.results == SENSATION_RESULTS:
        return _key_point(words)
    return _test(item, words)


def says_reflex(words: Sequence[str]) -> bool:
    """Whether an answer is one of the scale of reflexes, so that "biceps 2+" is the reflex."""
    return any(re.fullmatch(r"[0-3]\+|\+{1,4}", word) for word in words)


def answers_in_words(item: Examinable) -> str:
    """Return which answers one may type."""
    if item.is_graded:
        return f"0 to {MAX_MRC}"
    words = [word.replace("_", " ") for word in item.results]
    if item.is_tendon:
        words.append("or 0 to 4+")
    return ", ".join([*words, *(["an angle"] if item.degrees else [])]).replace(", or", " or")


def _power(words: Sequence[str]) -> Answer | None:
    if len(words) != 1:
        return None
    if words[0] in _WORDS["normal"]:
        return Answer(mrc=MAX_MRC)
    found = _POWER.fullmatch(words[0])
    if found is None or (found[2] and found[1] in ("0", "5")):
        return None  # "5-" is neither 4 nor 5: whoever examined must say
    grade, sign = int(found[1]), found[2].replace("-", "−")
    return Answer(mrc=grade, note=f"{grade}{sign} is kept as {grade}" if sign else "")


def _tendon(item: Examinable, words: Sequence[str]) -> Answer | None:
    plain = [word for word in words if word not in _REINFORCING]
    if len(plain) != 1:
        return Answer(REINFORCED) if plain == [] and REINFORCED in words else None
    result = _of_scale(plain[0]) or _word(plain[0], item.results)
    if len(plain) < len(words):
        result = REINFORCED if result == "absent" else None
    return Answer(result) if result in item.results else None


def _of_scale(word: str) -> str | None:
    found = _SCALE.fullmatch(word)
    if found is not None:
        return REFLEX_SCALE[int(found[1])]
    return REFLEX_SCALE[len(word)] if word in ("+", "++", "+++", "++++") else None


def _sign(item: Examinable, words: Sequence[str]) -> Answer | None:
    """Return the answer to a sign whose first result is the healthy one; named alone, it was found."""
    healthy, found = item.results[:2]
    if not words:
        return Answer(found)
    if len(words) > 1:
        return None
    exact = _word(words[0], item.results)
    if exact is not None and (words[0] == exact or exact in ("flexor", "extensor")):
        return Answer(exact, note="absent: no response at all" if len(item.results) > 2 and exact == "absent" else "")
    return Answer(found) if words[0] in _YES else Answer(healthy) if words[0] in _NO else None


def _key_point(words: Sequence[str]) -> Answer | None:
    if len(words) != 1:
        return None
    if words[0] in ("0", "1", "2"):
        result = ("absent", "reduced", "normal")[int(words[0])]
        return Answer(result, note="1 (altered) is kept as reduced" if words[0] == "1" else "")
    result_word = _word(words[0], SENSATION_RESULTS)
    return Answer(result_word) if result_word is not None else None


def _test(item: Examinable, words: Sequence[str]) -> Answer | None:
    angles = [found for found in map(_ANGLE.fullmatch, words) if found is not None]
    rest = [word for word in words if not _ANGLE.fullmatch(word)]
    degrees = float(angles[0][1]) if angles else None
    if len(rest) > 1 or len(angles) > 1 or (degrees is not None and not (item.degrees and degrees <= MAX_DEGREES)):
        return None
    yes, no = item.results[:2]
    result = yes if not rest else _word(rest[0], item.results)
    if result is None:
        result = yes if rest[0] in _YES else no if rest[0] in _NO else None
    if result is None and yes == "reduced" and rest[0] in _WORDS["absent"]:
        result = yes
    return Answer(result, degrees=degrees) if result is not None else None


def _word(word: str, allowed: Sequence[str]) -> str | None:
    if word in allowed:
        return word
    return next((result for result in allowed if word in _WORDS.get(result, ())), None)
