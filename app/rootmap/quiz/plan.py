"""What a session is to be, and which items it asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from random import Random

from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.progress.records import Item, Stage
from rootmap.quiz.asked import Form
from rootmap.quiz.case_forms import CASE_KINDS
from rootmap.quiz.deck import Deck

COUNTS = (5, 10, 20, 40)
RAPID_S = 60
EXAM_S = 45  # for each question; judgement
_FIRST = 16  # a mixed session takes from so many of each form, the earliest in the catalogue; judgement
_RAPID_ITEMS = 90
# How many questions later an item comes back: about the first and second step of FSRS, 1 and 10 minutes; judgement.
SOON, LATER = 4, 20


class What(StrEnum):
    """Which items a session takes."""

    TODAY = "Today"
    MIXED = "Mixed"
    REGION = "By region"
    WEAKNESS = "By weakness"
    KIND = "By kind"
    CASE = "Whole case"  # is worked through where cases are, not asked here


class Style(StrEnum):
    """How a session goes."""

    PRACTICE = "Practice"
    EXAM = "Exam"
    RAPID = "Rapid round"


class BodyPart(StrEnum):
    """A region of the body, by its roots."""

    HEAD = "Head"
    ARM = "Neck and arm"
    TRUNK = "Trunk"
    LEG = "Back and leg"
    SADDLE = "Pelvis"


_ROOTS = {
    BodyPart.HEAD: (*roots_between(Root.V1, Root.V3), Root.C2),
    BodyPart.ARM: roots_between(Root.C3, Root.T1),
    BodyPart.TRUNK: roots_between(Root.T2, Root.L1),
    BodyPart.LEG: roots_between(Root.L2, Root.S2),
    BodyPart.SADDLE: roots_between(Root.S2, Root.S5),
}


@dataclass(frozen=True)
class Setup:
    """A session as the learner wants it. `deferred` feedback comes at the end, as always in an exam or rapid round."""

    what: What = What.MIXED
    style: Style = Style.PRACTICE
    part: BodyPart = BodyPart.LEG
    form: Form = Form.NAME
    count: int = 10
    deferred: bool = False
    confidence: bool = False

    @property
    def waits(self) -> bool:
        """Whether all feedback comes at the end."""
        return self.deferred or self.style is not Style.PRACTICE

    @property
    def seconds(self) -> int | None:
        """The time there is for all questions, None when there is no limit."""
        return {Style.PRACTICE: None, Style.EXAM: EXAM_S * self.count, Style.RAPID: RAPID_S}[self.style]

    @property
    def asks_confidence(self) -> bool:
        """Whether one is asked how sure one is; in a rapid round there is no time for it."""
        return self.confidence and self.style is not Style.RAPID


@dataclass(frozen=True)
class Known:
    """What progress knows: today's items, the chance that answered ones are known, and those left out for now."""

    today: Sequence[Item] = ()
    recall: Mapping[str, float] | None = None
    left_out: frozenset[str] = frozenset()


def plan(setup: Setup, deck: Deck, known: Known, random: Random) -> list[Item]:
    """Return the items of a session in the order they are asked, none twice; none when there is nothing to ask."""
    count = _RAPID_ITEMS if setup.style is Style.RAPID else setup.count
    found = [
        item
        for item in _wanted(setup, deck, known)
        if item.id not in known.left_out and deck.can(item) and _is_quick(setup, deck, item)
    ]
    if setup.what is What.TODAY:
        return found[:count] if setup.style is Style.RAPID else found
    if setup.what is What.WEAKNESS:
        return found[:count]
    pool = found if setup.what is not What.MIXED else _first_of_each(found, deck)
    return _in_turns(pool, deck, random)[:count]


def comes_back(setup: Setup, *, right: bool, stage: Stage | None) -> int | None:
    """Return how many questions later an item comes back in the same session, None when it does not.

    What was missed does, and in today's session whatever the scheduler still holds for being learnt; nothing does where
    feedback waits until the end.
    """
    if setup.waits:
        return None
    if not right:
        return SOON
    is_learnt = stage not in (Stage.LEARNING, Stage.RELEARNING)
    return None if is_learnt or setup.what is not What.TODAY else LATER


def _wanted(setup: Setup, deck: Deck, known: Known) -> Iterable[Item]:
    everything = list(deck.catalogue.values())
    if setup.what is What.TODAY:
        return known.today
    if setup.what is What.WEAKNESS:
        recall = known.recall or {}
        met = [item for item in everything if item.id in recall]
        return sorted(met, key=lambda item: recall[item.id])
    if setup.what is What.KIND:
        return [item for item in everything if deck.form(item) is setup.form]
    if setup.what is What.REGION:
        here = set(_ROOTS[setup.part])
        return [item for item in everything if here & set(item.roots)]
    return everything


def _is_quick(setup: Setup, deck: Deck, item: Item) -> bool:
    """Whether an item suits a rapid round: chosen, not painted, pointed at or read at length."""
    slow = (Form.PAINT, Form.POINT, Form.BANK, Form.IMAGING)
    return setup.style is not Style.RAPID or (deck.form(item) not in slow and item.kind not in CASE_KINDS)


def _first_of_each(items: Iterable[Item], deck: Deck) -> list[Item]:
    counts: dict[Form, int] = {}
    kept = []
    for item in items:
        form = deck.form(item)
        counts[form] = counts.get(form, 0) + 1
        if counts[form] <= _FIRST:
            kept.append(item)
    return kept


def _in_turns(items: Sequence[Item], deck: Deck, random: Random) -> list[Item]:
    """Return items at random, one form after the other."""
    forms: dict[Form, list[Item]] = {}
    for item in random.sample(items, len(items)):
        forms.setdefault(deck.form(item), []).append(item)
    queues = random.sample(list(forms.values()), len(forms))
    first = sorted(queues, key=lambda queue: deck.form(queue[0]) in (Form.PAINT, Form.POINT))  # begin with an easy hand
    return [item for turn in zip_longest(*first) for item in turn if item is not None]
