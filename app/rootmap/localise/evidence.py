"""What goes into a ranking and what comes out of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality, Side

if TYPE_CHECKING:
    from rootmap.anatomy.model import Provenance

Areas = NDArray[np.float64]
SIDES = (Side.LEFT, Side.RIGHT)  # the order of the last axis of every area array


class CandidateSide(StrEnum):
    """The side of a candidate; BOTH for lesions that have none."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class CandidateKind(StrEnum):
    """What sort of thing a candidate is."""

    ROOT = "root"
    ROOTS = "roots"  # two neighbouring roots
    TRIGEMINAL = "trigeminal"
    NERVE = "nerve"
    PLEXUS = "plexus"
    REFERRAL = "referral"  # joints, muscles and viscera that hurt elsewhere, and other mimics without a nerve lesion
    POLYNEUROPATHY = "polyneuropathy"
    CAUDA = "cauda"  # cauda equina and conus
    CORD = "cord"


@dataclass(frozen=True)
class Candidate:
    """Something that may explain the drawing, such as the left L5 root."""

    id: str
    side: CandidateSide
    kind: CandidateKind = CandidateKind.ROOT


@dataclass(frozen=True)
class Finding:
    """One thing found at the bedside.

    `test` is an id such as "reflex.achilles", "muscle.extensor_hallucis_longus", "slr" or "bladder_change"; `result`
    is a word of that test's vocabulary, `mrc` a power grade 0 to 5, `degrees` the angle at which a manoeuvre hurt.
    """

    test: str
    side: Side | None = None
    result: str | None = None
    mrc: int | None = None
    degrees: float | None = None


@dataclass(frozen=True)
class AreaTable:
    """How much skin is painted in each territory, cm2.

    `areas[quality][atlas_id]` has the shape (labels of the atlas without 0, 2): left and right; the first labels are
    the territories in order, then, where territories share skin, what they share. `painted[quality]` is the
    whole painted skin. `union` and `union_cm2` are the same for all qualities laid over each other, so that skin
    painted twice counts once. `segments[quality]` has the shape (len(segment_names), 2).
    """

    areas: Mapping[Quality, Mapping[str, Areas]] = field(default_factory=dict)
    painted: Mapping[Quality, float] = field(default_factory=dict)
    union: Mapping[str, Areas] = field(default_factory=dict)
    union_cm2: float = 0.0
    segments: Mapping[Quality, Areas] = field(default_factory=dict)
    segment_names: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether no skin is painted."""
        return not any(area > 0.0 for area in self.painted.values())

    def in_segments(self, quality: Quality, names: frozenset[str]) -> Areas:
        """Return the painted cm2, [left, right], of `quality` in the body segments called `names`."""
        table = self.segments.get(quality)
        if table is None:
            return np.zeros(2)
        rows = [place for place, name in enumerate(self.segment_names) if name in names]
        return np.asarray(table[rows].sum(axis=0), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One piece of evidence: a message key with its parameters, its weight in powers of ten, where it comes from."""

    key: str
    params: Mapping[str, object]
    log10_weight: float
    source: str


class Ranked(NamedTuple):  # a batch makes hundreds of thousands: a tuple takes a third of the time
    """A candidate with its probability, how much of the paint lies inside it and how much of it is covered.

    `interval` is where the probability lies in nine of ten resamplings of what is uncertain in the model; None while
    the brush moves, when there are no contributions either.
    """

    candidate: Candidate
    probability: float
    inside: float
    covered: float
    area_cm2: float
    contributions: tuple[Contribution, ...] = ()
    interval: tuple[float, float] | None = None


class Entries(Sequence[Ranked]):
    """All candidates, best first, made when looked at: while the brush moves nobody looks further than the leaders."""

    LEADERS = 12

    def __init__(self, count: int, make: Callable[[int], tuple[Ranked, ...]]) -> None:
        self._count, self._make = count, make  # `make` returns so many of the best

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Ranked: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Ranked, ...]: ...
    def __getitem__(self, place: int | slice) -> Ranked | tuple[Ranked, ...]:
        last = place if isinstance(place, int) else (place.stop or self._count) - 1
        return (self._leaders if 0 <= last < self.LEADERS else self._all)[place]

    def __iter__(self) -> Iterator[Ranked]:
        yield from self._leaders  # who looks for one of them need not wait for the rest
        yield from self._all[self.LEADERS :]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _leaders(self) -> tuple[Ranked, ...]:
        return self._make(self.LEADERS)

    @cached_property
    def _all(self) -> tuple[Ranked, ...]:
        return self._make(self._count)


@dataclass(frozen=True)
class Presence:
    """How far the findings speak for any root lesion at all in a region, in powers of ten; never used between roots."""

    region: str
    log10_weight: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class RedFlagAlert:
    """A warning ahead of the ranking. `code`: E emergency, U urgent, R raises suspicion; `reason` says what set it."""

    id: str
    condition: str
    code: str
    urgency: str
    next_step: str
    source: str
    reason: Contribution


@dataclass(frozen=True)
class Outlook:
    """The probability a candidate would have after an abnormal and after a normal result."""

    candidate: Candidate
    if_positive: float
    if_negative: float


@dataclass(frozen=True)
class NextTest:
    """A test worth doing next, with the expected drop in entropy (bits) over what it should tell apart.

    `outlooks` tell what the leading candidates would have after either result. `is_urgent`: it asks first whether an
    emergency of cauda equina or cord is there. What is not `is_sided` is tested once, whatever `side` says.
    """

    test: str
    side: Side
    bits: float
    if_positive: Candidate
    if_negative: Candidate
    outlooks: tuple[Outlook, ...] = ()
    is_urgent: bool = False
    is_sided: bool = True


@dataclass(frozen=True)
class Contradiction:
    """Findings that do not go together, or not with the leading candidate: accepted, and said.

    `key` and `params` give the words, `findings` the tests concerned, `provenance` where the rule comes from.
    """

    key: str
    params: Mapping[str, str]
    findings: tuple[str, ...]
    provenance: "Provenance"


@dataclass(frozen=True)
class Ranking:
    """The answer: candidates best first, red flags, tests to do next, and how far a root lesion is likely at all.

    `unexplained` is the belief kept back for what is not on the list; with the candidates it sums to 1. `maps` are the
    ids of the maps it goes by: the shares and cm2 are means of those that show the candidate, weighted by evidence.
    `is_local` tells whether drawing or findings speak for the leader: what is in the history may only raise a warning.
    """

    entries: Sequence[Ranked]
    red_flags: tuple[RedFlagAlert, ...] = ()
    next_tests: tuple[NextTest, ...] = ()
    presence: tuple[Presence, ...] = ()
    has_evidence: bool = False
    is_local: bool = False
    unexplained: float = 0.0
    contradictions: tuple[Contradiction, ...] = ()
    maps: tuple[str, ...] = ()
