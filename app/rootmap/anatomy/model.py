"""What is known about roots, muscles, reflexes, tests and warning signs, as plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Literal

from rootmap.anatomy.vocabulary import Root

if TYPE_CHECKING:
    from rootmap.anatomy.spine import Cause, Contested, Disc, ImagingRule


class Confidence(Enum):
    """How far a fact may be trusted as it stands; LOW means: check it before relying on it."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Supply(Enum):
    """What drives a muscle. Only SPINAL_ROOT and TRIGEMINAL muscles localise a lesion to one of our roots."""

    SPINAL_ROOT = "spinal_root"
    TRIGEMINAL = "trigeminal"
    ACCESSORY_NERVE = "accessory_nerve"  # cranial nerve XI moves it; the roots named add mostly feeling
    EVERY_LEVEL = "every_level"  # each root feeds its own slip: weakness names no level


class Urgency(Enum):
    """How fast a warning sign must be acted on."""

    EMERGENCY = "E"
    URGENT = "U"
    RAISES_SUSPICION = "R"


class FlagGroup(Enum):
    """What a warning sign warns of, in the order of the screen that lists all."""

    CAUDA_EQUINA = "cauda_equina"
    CORD = "cord"
    WEAKNESS = "weakness"
    CANCER = "cancer"
    INFECTION = "infection"
    FRACTURE = "fracture"
    VASCULAR = "vascular"
    OTHER = "other"


class DrawingRule(Enum):
    """A warning sign that the drawing itself can show."""

    SADDLE = "saddle_in_drawing"
    BILATERAL_NUMBNESS = "bilateral_numbness_in_drawing"


@dataclass(frozen=True)
class Provenance:
    """Where a fact comes from: ids of `Anatomy.sources`; `recalled` are those named from memory, not read.

    `read` is true only when every source was read, at least in excerpt.
    """

    sources: tuple[str, ...]
    read: bool
    confidence: Confidence
    recalled: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Source:
    """A publication or page. `kind`: paper, book, guideline, standard, dataset, web or judgement."""

    id: str
    citation: str
    kind: str
    year: int | None = None
    doi: str = ""
    url: str = ""
    taken: str = ""


@dataclass(frozen=True)
class Fact:
    """One statement with its provenance."""

    text: str
    provenance: Provenance


@dataclass(frozen=True)
class Muscle:
    """A muscle, or a group tested as one. `roots` holds all contributing roots, `major_roots` those that dominate."""

    id: str
    name: str
    region: str
    action: str
    roots: tuple[Root, ...]
    major_roots: tuple[Root, ...]
    nerve: str
    plexus_part: str
    bedside_test: str
    discriminates: str
    disagreement: str
    isncsci_key: Root | None
    provenance: Provenance
    supply: Supply = Supply.SPINAL_ROOT


@dataclass(frozen=True)
class Reflex:
    """A reflex or sign. `kind`: tendon, superficial, observation, or pathological (a cord or brain sign, never a root).

    `results` are the words a finding may use for it, the normal one first.
    """

    id: str
    name: str
    kind: str
    roots: tuple[Root, ...]
    major_roots: tuple[Root, ...]
    nerve: str
    how: str
    normal_response: str
    abnormal_meaning: str
    provenance: Provenance
    effector: str = ""
    value: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True)
class BedsideTest:
    """A manoeuvre, a history item or another bedside sign, with the words for a checklist.

    `kind`: manoeuvre, history or sign. `sided` says whether a finding names a side, `degrees` whether it may give an
    angle. `results` are the words a finding may use, the one that means something first.
    """

    id: str
    name: str
    kind: str
    region: str
    roots: tuple[Root, ...]
    how: str
    positive_means: str
    provenance: Provenance
    sided: bool = True
    results: tuple[str, ...] = ("positive", "negative")
    degrees: bool = False


@dataclass(frozen=True)
class RootFacts:
    """Everything the tables say of one root. `provenance` has an entry for each field that states a fact.

    `dermatomes` maps a publication (a source id) to the skin it gives this root, in words; `evidence_level` grades the
    dermatome from A (independent direct methods agree) to D (extrapolated), "" where it is not graded. `cord_signs`
    are pathological reflexes whose arc runs here: they point to the cord, not to this root.
    """

    root: Root
    region: str
    exits: str
    disc_paracentral: str
    disc_foraminal: str
    muscles_major: tuple[str, ...]
    muscles_minor: tuple[str, ...]
    reflexes: tuple[str, ...]
    cord_signs: tuple[str, ...]
    tests: tuple[str, ...]
    pain: str
    girdle_pain: str
    complaint: str
    bedside_test: str
    isncsci_key_muscle: str
    isncsci_other_movements: str
    dermatomes: Mapping[str, Fact]
    evidence_level: str
    notes: tuple[Fact, ...]
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True)
class Accuracy:
    """How well one finding tells one condition, in one study.

    `finding` is our id ("reflex.achilles", "muscle.deltoid", "slr"), "" where the row is about something a finding
    cannot hold; `test` says it in words. `kind` is "presence" (is there a radiculopathy or compression at all, at any
    level?), "level" (which root, given that there is one; never multiply the two) or "other": then `about` is not
    "radiculopathy" but the id of the look-alike or warning condition meant. A likelihood ratio may be `math.inf`: cap
    it. `sensitivity_range` is the 95 % interval, or a published range where `sensitivity` itself is None; the same for
    specificity.
    """

    id: str
    region: str
    roots: tuple[Root, ...]
    finding: str
    test: str
    category: str
    target_condition: str
    kind: Literal["presence", "level", "other"]
    sensitivity: float | None
    specificity: float | None
    lr_positive: float | None
    lr_negative: float | None
    population: str
    source: str
    numbers_seen_now: str
    confidence: Confidence
    note: str
    sensitivity_range: tuple[float, float] | None = None
    specificity_range: tuple[float, float] | None = None
    lr_positive_interval: tuple[float, float] | None = None  # 95 %
    size: str = ""
    reference_standard: str = ""
    lr_origin: str = ""
    about: str = "radiculopathy"
    provenance: Provenance | None = None


@dataclass(frozen=True)
class Frequency:
    """A published share: of patients with one root who report something, or of cases that affect one root."""

    id: str
    region: str
    roots: tuple[Root, ...]
    category: str
    subject: str
    condition: str
    measure: str
    value: str
    percent: float | None
    population: str
    size: str
    note: str
    provenance: Provenance


@dataclass(frozen=True)
class KeyPoint:
    """An ISNCSCI key sensory point. `skin` is segment without side, first and second coordinate on the LEFT side."""

    id: str
    roots: tuple[Root, ...]
    view: str
    location: str
    landmark: str
    caution: str
    nerve: str
    skin: tuple[str, float, float]
    provenance: Provenance


@dataclass(frozen=True)
class Condition:
    """One thing that must hold: a test with a result, a muscle no stronger than an MRC grade, or a drawing rule.

    `test` is a finding id, "muscle.any", "reflex.any", or the value of a DrawingRule.
    """

    test: str
    result: str = "present"
    mrc_at_most: int | None = None


@dataclass(frozen=True)
class RedFlag:
    """A warning sign that goes ahead of any ranking.

    `when` lists alternatives; an alternative holds when all its conditions hold. An empty `when` is shown for teaching
    only. `next_step` and `urgency_text` are for learning: local pathways go first. `images` is false where an image is
    not what the sign asks for.
    """

    id: str
    text: str
    region: str
    condition: str
    urgency: Urgency
    urgency_text: str
    next_step: str
    guideline: str
    when: tuple[tuple[Condition, ...], ...]
    accuracy: tuple[str, ...]
    note: str
    provenance: Provenance
    group: FlagGroup = FlagGroup.OTHER
    images: bool = True


@dataclass(frozen=True)
class Nerve:
    """A named nerve: its skin, its muscles, where it is caught and what tells its lesion from a root."""

    id: str
    name: str
    region: str
    skin: str
    motor: str
    entrapment: str
    roots: tuple[Root, ...]
    mimics: str
    discriminates: str
    provenance: Provenance


@dataclass(frozen=True)
class Differential:
    """A condition that imitates a root, and what gives it away."""

    id: str
    name: str
    region: str
    mimics: tuple[Root, ...]
    skin: str
    motor: str
    reflex: str
    pain: str
    discriminates: str
    bedside_tests: str
    accuracy: tuple[str, ...]
    urgency: str
    provenance: Provenance


@dataclass(frozen=True)
class Disagreement:
    """Skin that published maps give to different roots. `maps`: publication (a source id) to what it says."""

    id: str
    area: str
    roots: tuple[Root, ...]
    maps: Mapping[str, str]
    advice: str
    provenance: Provenance


@dataclass(frozen=True)
class TeachingPoint:
    """A point to teach. Where `contested`, show both sides."""

    id: str
    topic: str
    text: str
    roots: tuple[Root, ...]
    contested: bool
    provenance: Provenance


@dataclass(frozen=True)
class Anatomy:
    """All tables, read-only. Keys are ids, in the order of the files; roots run from head to tail."""

    roots: Mapping[Root, RootFacts]
    muscles: Mapping[str, Muscle]
    reflexes: Mapping[str, Reflex]
    tests: Mapping[str, BedsideTest]
    nerves: Mapping[str, Nerve]
    sources: Mapping[str, Source]
    red_flags: Mapping[str, RedFlag]
    differentials: Mapping[str, Differential]
    key_points: Mapping[str, KeyPoint]
    accuracy: Mapping[str, Accuracy]
    frequencies: Mapping[str, Frequency]
    disagreements: Mapping[str, Disagreement]
    teaching: Mapping[str, TeachingPoint]
    discs: "Mapping[str, Disc]" = field(default_factory=dict)
    causes: "Mapping[str, Cause]" = field(default_factory=dict)
    imaging: "Mapping[str, ImagingRule]" = field(default_factory=dict)
    contested: "Mapping[str, Contested]" = field(default_factory=dict)

    def muscles_of(self, root: Root) -> tuple[Muscle, ...]:
        """Return the muscles `root` feeds, those it dominates first."""
        facts = self.roots[root]
        return tuple(self.muscles[name] for name in (*facts.muscles_major, *facts.muscles_minor))

    def reflexes_of(self, root: Root) -> tuple[Reflex, ...]:
        """Return the reflexes a lesion of `root` may weaken, those it dominates first (no cord signs)."""
        reflexes = (self.reflexes[name] for name in self.roots[root].reflexes)
        return tuple(sorted(reflexes, key=lambda reflex: root not in reflex.major_roots))

    def tests_of(self, root: Root) -> tuple[BedsideTest, ...]:
        """Return the bedside tests that bear on `root`."""
        return tuple(self.tests[name] for name in self.roots[root].tests)
