"""Simulated patients: the front door of the simulation."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from rootmap.anatomy.links import Links, load_links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.stack import MapStack, stack
from rootmap.localise.evidence import AreaTable, Candidate, CandidateKind, CandidateSide, Finding
from rootmap.simulate.causes import Cause, Causes, Mix, Shares
from rootmap.simulate.chances import Chances
from rootmap.simulate.examination import Examiner
from rootmap.simulate.hand import new_hand
from rootmap.simulate.nerve_skin import NerveSkin
from rootmap.simulate.other_drawing import OtherDrawing
from rootmap.simulate.places import Places
from rootmap.simulate.published import published
from rootmap.simulate.root_drawing import RootDrawing
from rootmap.simulate.sketch import Sketch, stray_marks
from rootmap.simulate.skin_bits import Disc, Mask, SkinBits, skin_bits
from rootmap.simulate.strokes import to_marks
from rootmap.skin.drawing import Drawing, Layer
from rootmap.skin.figure import Figure

ROOT_KINDS = (CandidateKind.ROOT, CandidateKind.ROOTS, CandidateKind.TRIGEMINAL)
CLEAR_INSIDE = 0.6  # a drawing with this share inside the cause's own skin is as typical as they come. Judgement


@dataclass(frozen=True)
class Setting:
    """Which patients come: the mix of causes and how they are weighted."""

    mix: Mix = Mix.ALL_CAUSES
    shares: Shares = Shares.CLINIC


@dataclass(frozen=True)
class Patient:
    """One simulated patient.

    `table` is what the drawing covers, `marks` the drawing itself, `findings` the examination with what was asked in
    the history (`history` is that part alone). `difficulty` runs from 0, as in the book, to 1, misleading. `trace` says
    how each quality came about.
    """

    cause: Candidate
    table: AreaTable
    findings: tuple[Finding, ...]
    history: tuple[Finding, ...]
    difficulty: float
    marks: Mapping[Quality, tuple[Disc, ...]] = field(default_factory=dict)
    trace: Mapping[str, str] = field(default_factory=dict)


class Simulator:
    """Makes patients of one setting on one figure; the same seed makes the same patient.

    `atlases` are all maps of the figure: those of roots say where a root is felt, those of nerves and of referred pain
    the rest. Build it once, it takes about a second.
    """

    def __init__(
        self, figure: Figure, atlases: Sequence[CompiledAtlas] | MapStack, anatomy: Anatomy, setting: Setting
    ) -> None:
        maps = atlases if isinstance(atlases, MapStack) else stack(figure, atlases)
        self.figure, self.setting = figure, setting
        self.bits: SkinBits = skin_bits(figure, maps)
        self._anatomy = anatomy
        links: Links = load_links()
        numbers = published(anatomy)
        self._places = Places(self.bits)
        self._roots = RootDrawing(self._places, numbers)
        self._others = OtherDrawing(self._places, anatomy, links, self._roots)
        self._examiner = Examiner(anatomy, Chances(anatomy, links, NerveSkin(self._places, anatomy, links)))
        conditions = tuple(each.condition for each in links.nerves.values() if each.condition)
        self._causes = partial(Causes, numbers=numbers, anatomy=anatomy, conditions=conditions)
        self.causes: Causes = self._causes(setting.mix, setting.shares)

    def with_setting(self, setting: Setting) -> "Simulator":
        """Return a simulator of other patients on the same body, at once."""
        other = copy(self)
        other.setting, other.causes = setting, self._causes(setting.mix, setting.shares)
        return other

    def patient(self, seed: int) -> Patient:
        """Return the patient of a seed."""
        chance = np.random.default_rng([seed, list(Mix).index(self.setting.mix)])
        return self._with(self.causes.pick(chance), chance)

    def patient_with(self, cause: Cause, seed: int) -> Patient:
        """Return a patient with a given cause."""
        return self._with(cause, np.random.default_rng([seed, len(Mix)]))

    def examine_more(self, cause: Cause, tests: Sequence[str], seed: int) -> tuple[Finding, ...]:
        """Return what further tests show of the patient with a cause and a seed; the same tests show the same."""
        return self._examiner.examine_more(cause, tests, np.random.default_rng([seed, len(Mix) + 1]))

    def is_of(self, cause: Cause, finding: Finding) -> bool:
        """Whether an abnormal finding is likely with a cause."""
        return self._examiner.is_of(cause, finding)

    def _with(self, cause: Cause, chance: np.random.Generator) -> Patient:
        own = np.zeros((len(self.bits), 2), bool)
        sketch = Sketch(new_hand(self.bits, chance), self._places, chance, own)
        side = 1 if cause.candidate.side is CandidateSide.RIGHT else 0
        if cause.kind in ROOT_KINDS:
            self._roots.draw(sketch, cause.roots, side)
        else:
            self._others.draw(sketch, cause)
        stray_marks(sketch, side)
        covers = {quality: self.bits.cover(marks) for quality, marks in sketch.layers.items() if marks}
        findings = self._examiner.examine(cause, chance)
        history = tuple(each for each in findings if self._is_history(each))
        return Patient(
            cause.candidate,
            self.bits.table(covers),
            findings,
            history,
            self._difficulty(cause, covers, own, findings),
            {quality: tuple(marks) for quality, marks in sketch.layers.items()},
            dict(sketch.trace),
        )

    def _is_history(self, finding: Finding) -> bool:
        test = self._anatomy.tests.get(finding.test)
        return test is not None and test.kind == "history"

    def _difficulty(
        self, cause: Cause, covers: Mapping[Quality, Mask], own: Mask, findings: Sequence[Finding]
    ) -> float:
        """Return how far a patient is from the book: paint outside the own skin, and signs missing or misleading."""
        painted = np.logical_or.reduce(list(covers.values())) if covers else own & False
        total = self.bits.cm2(painted)
        inside = self.bits.cm2(painted & own) / total if total else 0.0
        off = 1.0 - min(1.0, inside / CLEAR_INSIDE)
        helpful, misleading = self._examiner.weigh(cause, findings)
        return 0.5 * off + 0.5 * (1.0 + misleading) / (1.0 + misleading + helpful)


def to_drawing(patient: Patient, simulator: Simulator) -> Drawing:
    """Return a patient's drawing in skin coordinates: strokes and patches that any figure can show."""
    layers = (Layer(quality, to_marks(marks, simulator.bits)) for quality, marks in patient.marks.items() if marks)
    return Drawing(simulator.figure.name, tuple(layers))
