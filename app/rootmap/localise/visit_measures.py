"""What one visit measures: how far out, how much skin, how strong, which reflexes, how many roots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.stack import stack
from rootmap.localise.evidence import AreaTable, Finding, RedFlagAlert
from rootmap.localise.extent import Extent, Limb, extents
from rootmap.localise.overlap import ExactOverlap
from rootmap.localise.ranker import Ranker
from rootmap.localise.visits import Measures, Visit
from rootmap.skin.drawing import Painted, add, paint

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure

PAINFUL = (Quality.PAIN, Quality.BURNING)
ROOT_SHARE = 0.05  # a root is involved when it holds this share of the painted skin (judgement) ...
MAP_SHARE = 0.5  # ... in at least this share of the maps of roots
FULL_POWER = 5  # MRC
Test = tuple[str, Side | None]


@dataclass(frozen=True)
class Power:
    """The muscles graded at a visit: how many, their MRC grades added up, the lowest and whose it is."""

    graded: int
    total: int
    lowest: int
    weakest: Test


@dataclass(frozen=True)
class Measured:
    """All that is compared between visits. Areas in cm2 of skin."""

    date: date
    pain: Mapping[Limb, Extent] = field(default_factory=dict)
    numbness: Mapping[Limb, Extent] = field(default_factory=dict)
    area_cm2: Mapping[Quality, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    measures: Measures = field(default_factory=Measures)
    roots: tuple[Root, ...] = ()
    red_flags: tuple[RedFlagAlert, ...] = ()

    @property
    def grades(self) -> dict[Test, int]:
        """The MRC grade of each muscle tested."""
        return {(found.test, found.side): found.mrc for found in self.findings if found.mrc is not None}

    def results(self, family: str) -> dict[Test, str]:
        """Return the results of the tests of a family, such as "reflex."."""
        mine = (found for found in self.findings if found.test.startswith(family))
        return {(found.test, found.side): found.result for found in mine if found.result is not None}

    @property
    def slr_degrees(self) -> dict[Test, float]:
        """The angle at which each straight leg raise hurt."""
        mine = (found for found in self.findings if found.test == "slr")
        return {(found.test, found.side): found.degrees for found in mine if found.degrees is not None}

    @property
    def power(self) -> Power | None:
        """The power of the muscles tested, None when none was."""
        grades = self.grades
        if not grades:
            return None
        weakest = min(grades, key=lambda test: (grades[test], test[0], str(test[1])))
        return Power(len(grades), sum(grades.values()), grades[weakest], weakest)

    @property
    def pain_cm2(self) -> float:
        """Skin painted as pain or burning; what is painted as both counts twice."""
        return sum(self.area_cm2.get(quality, 0.0) for quality in PAINFUL)


class VisitMeter:
    """Measures visits drawn on one figure; build it once, it keeps what the maps' regions need."""

    def __init__(self, figure: "Figure", maps: "Sequence[CompiledAtlas]", anatomy: "Anatomy") -> None:
        self._figure, self._maps = figure, tuple(maps)
        self._overlap = ExactOverlap(figure, stack(figure, self._maps))
        self._ranker = Ranker(self._maps, anatomy)

    def measure(self, visit: Visit, painted: Painted | None = None) -> Measured:
        """Return what a visit measures; who has painted its drawing already hands that in."""
        painted = paint(visit.drawing, self._figure) if painted is None else painted
        table = self._overlap.measure(painted)
        return Measured(
            date=visit.date,
            pain=extents(_painful(painted), self._figure),
            numbness=extents(painted.get(Quality.NUMBNESS, {}), self._figure),
            area_cm2=dict(table.painted),
            findings=visit.findings,
            measures=visit.measures,
            roots=roots_involved(table, self._maps),
            red_flags=self._ranker.rank(table, visit.findings, suggest=False, explain=False).red_flags,
        )


def roots_involved(table: AreaTable, maps: "Sequence[CompiledAtlas]") -> tuple[Root, ...]:
    """Return the roots that hold a real share of the painted skin in at least half of the maps, head to tail."""
    votes: dict[Root, int] = {}
    for atlas in maps:
        areas = table.union.get(atlas.info.id)
        if areas is None or table.union_cm2 <= 0.0:
            continue
        by_territory = np.asarray(areas).sum(axis=1) @ atlas.member[1:]
        held = {
            root
            for territory, area in zip(atlas.info.territories, by_territory.tolist(), strict=True)
            if area >= ROOT_SHARE * table.union_cm2
            for root in territory.roots
        }
        for root in held:
            votes[root] = votes.get(root, 0) + 1
    return tuple(sorted(root for root, count in votes.items() if count >= MAP_SHARE * len(maps)))


def _painful(painted: Painted) -> dict[str, MultiPolygon]:
    """Return all skin that hurts, pain and burning together, view by view."""
    area: dict[str, MultiPolygon] = {}
    for quality in PAINFUL:
        area = add(area, painted.get(quality, {}))
    return area
