"""All one may find at the bedside as one list: muscles, reflexes, tests, key points and history, with their answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from rootmap.anatomy.model import Anatomy, BedsideTest, KeyPoint, Provenance
from rootmap.anatomy.vocabulary import SENSATION_RESULTS, Root, Touch

MAX_MRC = 5
TOUCH_NAMES = MappingProxyType({Touch.PINPRICK: "Pinprick", Touch.LIGHT: "Light touch"})
_SENSORY_SIGNS = frozenset(
    {
        "perianal_sensation",
        "facial_sensation",
        "sensory_level",
        "vibration_toes",
        "position_toes",
        "dissociated_sensory_loss",
        "stocking_loss",
        "sacral_sparing",
    }
)
_REFLEX_WORDS = ("reflex", "jerk", "sign", "clonus", "response", "wink")


class Family(Enum):
    """The parts of an examination, in the order in which they are listed."""

    MUSCLE = "Muscles"
    REFLEX = "Reflexes"
    MANOEUVRE = "Manoeuvres"
    SENSATION = "Sensation"
    HISTORY = "History"


@dataclass(frozen=True)
class Examinable:
    """One thing to examine or ask: the id its finding has, its name, and the answers it takes.

    `results` are the words of a finding; none where power is graded instead (`is_graded`, MRC 0 to 5). `degrees` says
    whether an angle may be given as well.
    """

    test: str
    name: str
    family: Family
    results: tuple[str, ...]
    sided: bool
    degrees: bool
    roots: tuple[Root, ...]
    provenance: Provenance
    is_tendon: bool = False

    @property
    def is_graded(self) -> bool:
        """Whether it is power, graded from 0 to 5."""
        return self.family is Family.MUSCLE


def examinables(anatomy: Anatomy) -> Mapping[str, Examinable]:
    """Return all there is to find, by the id of its finding, in the order of the tables."""
    return MappingProxyType({item.test: item for item in _all(anatomy)})


def _all(anatomy: Anatomy) -> Iterator[Examinable]:
    for muscle in anatomy.muscles.values():
        yield Examinable(
            f"muscle.{muscle.id}", muscle.name, Family.MUSCLE, (), True, False, muscle.roots, muscle.provenance
        )
    for reflex in anatomy.reflexes.values():
        says_so = any(word in reflex.name.lower().split() for word in _REFLEX_WORDS)
        yield Examinable(
            f"reflex.{reflex.id}",
            reflex.name if says_so else f"{reflex.name} reflex",
            Family.REFLEX,
            reflex.results,
            True,
            False,
            reflex.roots,
            reflex.provenance,
            is_tendon=reflex.kind == "tendon",
        )
    yield from (_test(test) for test in anatomy.tests.values())
    yield from (_key_point(touch, point) for touch in Touch for point in anatomy.key_points.values())


def _test(test: BedsideTest) -> Examinable:
    sensory = test.id in _SENSORY_SIGNS or test.id.startswith("sensation_")
    family = Family.HISTORY if test.kind == "history" else Family.SENSATION if sensory else Family.MANOEUVRE
    return Examinable(test.id, test.name, family, test.results, test.sided, test.degrees, test.roots, test.provenance)


def _key_point(touch: Touch, point: KeyPoint) -> Examinable:
    return Examinable(
        f"{touch}.{point.id}",
        f"{TOUCH_NAMES[touch]} {point.id}",
        Family.SENSATION,
        SENSATION_RESULTS,
        True,
        False,
        point.roots,
        point.provenance,
    )
