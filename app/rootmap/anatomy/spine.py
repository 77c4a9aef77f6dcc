"""What is known of discs, of what presses roots, and of when to image, as plain frozen data."""

from dataclasses import dataclass
from enum import StrEnum

from rootmap.anatomy.model import Condition, Provenance
from rootmap.anatomy.vocabulary import Root


class SpineRegion(StrEnum):
    """A part of the spine, from head to tail."""

    CERVICAL = "cervical"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"


class Zone(StrEnum):
    """Where a herniation lies, from the middle outwards."""

    CENTRAL = "central"
    PARACENTRAL = "paracentral"
    FORAMINAL = "foraminal"
    FAR_LATERAL = "far_lateral"

    @property
    def words(self) -> str:
        """The zone as one reads it."""
        return self.value.replace("_", " ")


class Sac(StrEnum):
    """What the dural sac holds behind a disc."""

    CORD = "cord"
    CONUS = "conus"
    CAUDA_EQUINA = "cauda_equina"

    @property
    def words(self) -> str:
        """The content as one reads it."""
        return {"cord": "the spinal cord", "conus": "the conus", "cauda_equina": "the cauda equina"}[self.value]


@dataclass(frozen=True)
class Disc:
    """A disc and the roots a herniation presses in each zone, first those struck first; `exits` leaves beside it.

    `upper` and `lower` name the vertebrae above and below. Central roots are pressed on both sides.
    """

    id: str
    name: str
    region: SpineRegion
    upper: str
    lower: str
    exits: Root
    zones: tuple[tuple[Zone, tuple[Root, ...]], ...]
    sac: Sac
    note: str
    note_zones: tuple[Zone, ...]
    share: str
    share_provenance: Provenance | None
    provenance: Provenance

    def note_at(self, zone: Zone) -> str:
        """Return what is to be noted of a zone, empty for nothing."""
        return self.note if zone in self.note_zones else ""

    def pressed(self, zone: Zone) -> tuple[Root, ...]:
        """Return the roots that are pressed in a zone."""
        return dict(self.zones)[zone]


@dataclass(frozen=True)
class Hint:
    """A finding that speaks for or against a cause, and why."""

    finding: str
    result: str
    why: str
    provenance: Provenance


@dataclass(frozen=True)
class Cause:
    """Something that presses or inflames roots: where it sits, what of age and history speaks for and against it."""

    id: str
    name: str
    regions: tuple[SpineRegion, ...]
    zones: tuple[Zone, ...]
    discs: tuple[str, ...]
    text: str
    speaks_for: tuple[Hint, ...]
    speaks_against: tuple[Hint, ...]
    red_flags: tuple[str, ...]
    provenance: Provenance


class ImagingAnswer(StrEnum):
    """Whether to image, the soonest first."""

    NOW = "now"
    AFTER_SIX_WEEKS = "after_six_weeks"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class ImagingRule:
    """One rule of when to image: it holds when all conditions of one alternative do, or when it has none."""

    id: str
    answer: ImagingAnswer
    when: tuple[tuple[Condition, ...], ...]
    reason: str
    which: str
    contested: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True)
class Statement:
    """One thing that is said, and by whom."""

    text: str
    provenance: Provenance


@dataclass(frozen=True)
class Contested:
    """A question that sources answer differently: each side, then the evidence that was seen."""

    id: str
    topic: str
    question: str
    sides: tuple[Statement, ...]
    evidence: Statement
    provenance: Provenance
