"""One session at work: what is asked, what was answered, and what there is to say of it at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from rootmap.errors import InputError
from rootmap.progress.records import Confidence, Item
from rootmap.quiz.asked import Asked, Form, Given
from rootmap.quiz.deck import Deck

MOST_TIMES = 4  # one item in one session: what does not stick by then waits for another day; judgement
LEVELS = (Confidence.GUESSING, Confidence.FAIRLY_SURE, Confidence.SURE)
LEVEL_WORDS = {Confidence.GUESSING: "Guessing", Confidence.FAIRLY_SURE: "Fairly sure", Confidence.SURE: "Sure"}


@dataclass(frozen=True)
class Answered:
    """A question and the answer to it; `kept` tells whether progress has it, `again` that it comes back."""

    asked: Asked
    given: Given
    kept: bool
    again: bool = False


@dataclass(frozen=True)
class Tally:
    """How many of some questions were right."""

    right: int
    asked: int


class Sitting:
    """Asks the items of a session one after the other; knows nothing of clocks, screens and disks."""

    def __init__(self, items: Sequence[Item], deck: Deck, random: Random) -> None:
        self._waiting, self._deck, self._random = list(items), deck, random
        self.total = len(items)
        self.answered: list[Answered] = []
        self.asked: Asked | None = None
        self.is_open = False

    def next(self) -> Asked | None:
        """Put the next question; None when all were asked. What a file gone bad should tell is left out."""
        self.asked = None
        while self._waiting and self.asked is None:
            try:
                self.asked = self._deck.ask(self._waiting.pop(0), self._random)
            except InputError:
                self.total -= 1
        self.is_open = self.asked is not None
        return self.asked

    def take(self, given: Given, *, kept: bool, again_after: int | None = None) -> None:
        """Take the answer to the open question; its item comes back after so many others, or after those that wait."""
        assert self.asked is not None
        assert self.is_open
        item = self.asked.item
        times = 1 + sum(each.asked.item == item for each in self.answered)
        again = again_after is not None and times < MOST_TIMES
        if again_after is not None and again:
            self._waiting.insert(min(again_after, len(self._waiting)), item)
            self.total += 1
        self.answered.append(Answered(self.asked, given, kept, again))
        self.is_open = False

    def undo(self) -> Asked | None:
        """Take the last answer back: its question is open again, and one asked since waits. None without answers."""
        if not self.answered:
            return None
        last = self.answered.pop()
        if self.is_open and self.asked is not None:
            self._waiting.insert(0, self.asked.item)
        if last.again and last.asked.item in self._waiting:
            self._waiting.remove(last.asked.item)
            self.total -= 1
        self.asked, self.is_open = last.asked, True
        return last.asked

    def skip(self) -> None:
        """Let the open question go without an answer."""
        if self.is_open:
            self.total -= 1
        self.is_open = False

    @property
    def number(self) -> int:
        """The place of the question in the session, from 1."""
        return len(self.answered) + (1 if self.is_open else 0)

    @property
    def streak(self) -> int:
        """How many of the last answers in a row were right."""
        count = 0
        for each in reversed(self.answered):
            if not each.given.right:
                break
            count += 1
        return count


def first_tries(answers: Sequence[Answered]) -> list[Answered]:
    """Return the first answer about each item: what came back afterwards says how it was learnt, not what was known."""
    found: dict[str, Answered] = {}
    for each in answers:
        found.setdefault(each.asked.item.id, each)
    return list(found.values())


def tally(answers: Sequence[Answered]) -> Tally:
    """Count the right ones."""
    return Tally(sum(each.given.right for each in answers), len(answers))


def by_form(answers: Sequence[Answered]) -> dict[Form, Tally]:
    """Count the right ones of each sort of question, in the order of the forms."""
    return {form: tally(group) for form in Form if (group := [each for each in answers if each.asked.form is form])}


def by_confidence(answers: Sequence[Answered]) -> dict[Confidence, Tally]:
    """Count the right ones of each level of confidence that was stated."""
    return {
        level: tally(group) for level in LEVELS if (group := [e for e in answers if e.given.confidence == level.value])
    }


def calibration_in_words(answers: Sequence[Answered]) -> str:
    """Return how confidence and truth went together, in a sentence; "" when no confidence was stated."""
    stated = [(each.given.confidence, each.given.right) for each in answers if each.given.confidence is not None]
    if not stated:
        return ""
    sure, right = fmean(said for said, _ in stated), fmean(ok for _, ok in stated)
    verdict = "about as right as sure"
    if sure - right > 0.15:
        verdict = "surer than right"
    elif right - sure > 0.15:
        verdict = "better than you thought"
    return f"{sure:.0%} sure on average, {right:.0%} right: {verdict}."


def to_repeat(answers: Sequence[Answered]) -> list[Item]:
    """Return the items whose last answer was wrong or a guess."""
    last = {each.asked.item.id: each for each in answers}.values()
    return [e.asked.item for e in last if not e.given.right or e.given.confidence == Confidence.GUESSING.value]
