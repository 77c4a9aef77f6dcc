"""One question as the learner meets it, and how an answer to it is graded; plain data."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.progress.records import Item, Mode, Outcome
from rootmap.quiz.grading_model import Target
from rootmap.skin.figure import SkinPoint


class Form(StrEnum):
    """What sort of question it is, as one chooses it."""

    NAME = "Name the territory"
    PAINT = "Paint the territory"
    POINT = "Point to the key point"
    MUSCLE = "Muscle to root and nerve"
    ROOT = "Root to muscle, reflex, complaint"
    REFLEX = "Reflex to root"
    ROOT_OR_NERVE = "Root or nerve?"
    DISC = "Which disc?"
    RED_FLAG = "Red flag, and how urgent?"
    IMAGING = "Image now or later?"
    NEXT_TEST = "Next best test"
    BANK = "Question banks"


class How(StrEnum):
    """How a question is answered."""

    ONE = "one"  # of the choices
    SEVERAL = "several"
    POINT = "point"  # a click on the body
    PAINT = "paint"


@dataclass(frozen=True)
class Choice:
    """One answer to choose: its id, what one reads, and why it is wrong where that is known."""

    id: str
    text: str
    why_not: str = ""


@dataclass(frozen=True)
class Lit:
    """Territories of a map that are lit on one side of the body."""

    atlas: str
    territories: tuple[str, ...]
    side: Side


@dataclass(frozen=True)
class Asked:
    """One question. `correct` holds ids of choices; `why` and `source` are for after the answer.

    `lit` is on the body from the start, `told` once it is answered; `target` is what to paint, `spot` where to point;
    `typed` are the names one may type instead of choosing.
    """

    item: Item
    form: Form
    how: How
    text: str
    answer: str
    why: str
    source: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    correct: tuple[str, ...] = ()
    lit: Lit | None = None
    told: Lit | None = None
    target: Target | None = None
    spot: SkinPoint | None = None
    typed: tuple[str, ...] = ()

    def text_of(self, choice: str) -> str:
        """Return what one reads of a choice."""
        return next((each.text for each in self.choices if each.id == choice), choice)


@dataclass(frozen=True)
class Given:
    """An answer, graded: what was said, in words; how good it was, 0 to 1; how long it took and how sure one was.

    `chosen` are ids of choices; `told` adds what a point or a painting was off.
    """

    said: str
    right: bool
    score: float
    mode: Mode
    milliseconds: int = 0
    confidence: float | None = None
    chosen: tuple[str, ...] = ()
    told: str = ""


def grade_choice(asked: Asked, chosen: Collection[str], mode: Mode = Mode.CHOOSE) -> Given:
    """Grade the choices: right when all that is right was chosen and nothing else.

    What is right earns its share, what is wrong takes one share away.
    """
    hits = sum(name in chosen for name in asked.correct)
    wrong = len(chosen) - hits
    score = max(0.0, (hits - wrong) / len(asked.correct))
    said = ", ".join(asked.text_of(name) for name in chosen)
    right = hits == len(asked.correct) and not wrong
    return Given(said, right, score, mode, chosen=tuple(chosen))


def outcome(asked: Asked, given: Given) -> Outcome:
    """Return an answer as progress keeps it; which root was taken for which is told where roots are the choices."""
    names = [name for name in (*asked.correct, *given.chosen) if _is_root(name)]
    of_roots = len(names) == 2 and asked.how is How.ONE
    return Outcome(
        given.mode,
        given.said[:200],
        correct=given.right,
        score=given.score,
        milliseconds=given.milliseconds,
        confidence=given.confidence,
        true_root=names[0] if of_roots else None,
        chosen_root=names[1] if of_roots else None,
    )


def _is_root(name: str) -> bool:
    first, joined, _ = name.partition("-")  # discs are written likewise, but none lies among the sacral roots
    return first in Root.__members__ and (not joined or first.startswith("S"))
