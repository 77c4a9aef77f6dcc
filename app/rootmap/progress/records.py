"""What is kept of a learner: answers, what each left in memory, and how much a day may hold."""

import math
from dataclasses import dataclass
from enum import Enum, IntEnum

from rootmap.anatomy.vocabulary import Root


class ItemKind(Enum):
    """What is asked: the first word is given, the second is to be known."""

    TERRITORY_ROOT = "territory_root"
    ROOT_TERRITORY = "root_territory"
    ROOT_MUSCLE = "root_muscle"
    MUSCLE_ROOT = "muscle_root"
    REFLEX_ROOT = "reflex_root"
    ROOT_REFLEX = "root_reflex"
    DISC_ROOT = "disc_root"
    KEY_POINT_ROOT = "key_point_root"
    MUSCLE_NERVE = "muscle_nerve"
    NERVE_TERRITORY = "nerve_territory"
    NERVE_MUSCLE = "nerve_muscle"
    ROOT_COMPLAINT = "root_complaint"
    RED_FLAG_URGENCY = "red_flag_urgency"
    # What the tables of anatomy alone do not hold; the quiz adds these to the catalogue, and harmless red flags.
    ROOT_DISC = "root_disc"
    ROOT_OR_NERVE = "root_or_nerve"
    IMAGING_TIME = "imaging_time"
    NEXT_TEST = "next_test"
    BANK = "bank"
    CASE_IMAGING = "case_imaging"
    CASE_URGENCY = "case_urgency"
    CASE_DISC = "case_disc"
    CASE_TEST = "case_test"

    def __str__(self) -> str:
        return self.value


BEYOND_TABLES = frozenset(
    {
        ItemKind.RED_FLAG_URGENCY, ItemKind.ROOT_DISC, ItemKind.ROOT_OR_NERVE, ItemKind.IMAGING_TIME,
        ItemKind.NEXT_TEST, ItemKind.BANK, ItemKind.CASE_IMAGING, ItemKind.CASE_URGENCY, ItemKind.CASE_DISC,
        ItemKind.CASE_TEST,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing to know. `subject` is an id of the tables, `title` what one reads of it, `roots` what it bears on.

    `roots` hold the leading roots only: they decide how early the item comes and which items are its neighbours.
    """

    kind: ItemKind
    subject: str
    title: str
    roots: tuple[Root, ...] = ()

    @property
    def id(self) -> str:
        """The stable name under which answers are kept, such as "root_territory:L5"."""
        return f"{self.kind.value}:{self.subject}"


class Mode(Enum):
    """How a question was put."""

    CHOOSE = "choose"  # one of several answers
    TYPE = "type"
    POINT = "point"  # a place on the body
    PAINT = "paint"  # a region of the body
    CASE = "case"  # a patient to localise

    def __str__(self) -> str:
        return self.value


class Confidence(Enum):
    """How sure the learner was before the answer was graded, as the chance of being right that the word stands for."""

    GUESSING = 0.25
    UNSURE = 0.5
    FAIRLY_SURE = 0.75
    SURE = 0.95


class Rating(IntEnum):
    """How well something was known, as the scheduler counts."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Outcome:
    """How one question went.

    `score` is 0 to 1 (for a painting the share in agreement, else 0 or 1), `confidence` a chance 0 to 1 or None when
    it was not asked. `true_root` and `chosen_root` are for questions about roots ("L5", "S4-5"), None elsewhere.
    """

    mode: Mode
    answer: str
    correct: bool
    score: float
    milliseconds: int
    confidence: float | None = None
    true_root: str | None = None
    chosen_root: str | None = None

    def __post_init__(self) -> None:
        shares = [self.score] if self.confidence is None else [self.score, self.confidence]
        if self.milliseconds < 0 or not all(math.isfinite(share) and 0.0 <= share <= 1.0 for share in shares):
            raise ValueError(f"no outcome: {self}")


class Stage(IntEnum):
    """Where an item stands in learning, with the scheduler's numbers."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True)
class Memory:
    """What the scheduler knows of one item. Stability is in days; moments are milliseconds UTC since 1970."""

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    due_ms: int
    last_ms: int


@dataclass(frozen=True)
class Card:
    """One item as the learner has it: `memory` is None before the first answer.

    `suspended`: not asked until taken up again. `buried_until`: not asked before that day (ISO date), "" when it is.
    """

    number: int
    item_id: str
    memory: Memory | None = None
    suspended: bool = False
    buried_until: str = ""


@dataclass(frozen=True)
class Acknowledged:
    """An answer that is on disk: its number, how it was rated, and the card after it."""

    number: int
    rating: Rating
    card: Card


@dataclass(frozen=True, slots=True)
class Review:
    """One answer as it was kept, undone ones left out."""

    number: int
    item_id: str
    mode: Mode
    when_ms: int
    correct: bool
    score: float
    confidence: float | None
    milliseconds: int
    rating: Rating
    true_root: str | None
    chosen_root: str | None
    is_first: bool  # the item had not been answered before


@dataclass(frozen=True)
class Limits:
    """How many items a day may hold: never seen before, and due again."""

    new: int = 10
    due: int = 60
