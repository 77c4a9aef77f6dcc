"""The closed vocabularies of the field: roots, sides, qualities of sensation."""

from enum import Enum
from functools import total_ordering


@total_ordering
class Root(Enum):
    """A spinal root, or a trigeminal division that closes the map at the head, in order from head to tail."""

    V1, V2, V3 = "V1", "V2", "V3"
    C2, C3, C4, C5, C6, C7, C8 = "C2", "C3", "C4", "C5", "C6", "C7", "C8"
    T1, T2, T3, T4, T5, T6 = "T1", "T2", "T3", "T4", "T5", "T6"
    T7, T8, T9, T10, T11, T12 = "T7", "T8", "T9", "T10", "T11", "T12"
    L1, L2, L3, L4, L5 = "L1", "L2", "L3", "L4", "L5"
    S1, S2, S3, S4, S5 = "S1", "S2", "S3", "S4", "S5"

    @property
    def order(self) -> int:
        """Position from head to tail, 0 for V1."""
        return _ORDER[self]

    @property
    def is_spinal(self) -> bool:
        """Whether this is a spinal root rather than a trigeminal division."""
        return not self.value.startswith("V")

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Root) else NotImplemented

    def __str__(self) -> str:
        return self.value


_ORDER = {root: place for place, root in enumerate(Root)}


def roots_between(first: Root, last: Root) -> tuple[Root, ...]:
    """Return the roots from `first` to `last`, both included."""
    return tuple(root for root in Root if first <= root <= last)


class Side(Enum):
    """A side of the patient; left is the patient's left."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT

    def __str__(self) -> str:
        return self.value


class Quality(Enum):
    """What a patient feels in a painted area. NUMBNESS is reduced sensation."""

    PAIN = "pain"
    BURNING = "burning"
    TINGLING = "tingling"
    NUMBNESS = "numbness"
    HYPERSENSITIVITY = "hypersensitivity"

    def __str__(self) -> str:
        return self.value


class Touch(Enum):
    """What the skin of a key point is tested with."""

    PINPRICK = "pinprick"
    LIGHT = "touch"

    def __str__(self) -> str:
        return self.value


SENSATION_RESULTS = ("normal", "reduced", "absent", "increased")
"""What a key point may feel of a pin or a touch, compared with skin that is well."""
