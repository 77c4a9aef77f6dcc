"""Grades answers: a named root by how near it is, a painted region by the skin missed and the skin too much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.atlas.agreement import agreed_and_claimed
from rootmap.quiz.questions import NameIt, PaintIt
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.raster import fill

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure

EDGE_MM = 8.0  # how far a freehand edge may stray unpunished: about half a finger's breadth; judgement
GOOD_SCORE = 0.7  # counts as known; judgement

Area = Mapping[str, MultiPolygon]


class Verdict(Enum):
    """How an answer turned out."""

    RIGHT = "right"
    NEAR = "near"  # the next root
    WRONG = "wrong"


@dataclass(frozen=True)
class NameGrade:
    """The verdict on a named root."""

    verdict: Verdict
    answer: str
    given: str

    @property
    def score(self) -> float:
        """1 when right, else 0: the neighbour is named, not rewarded."""
        return 1.0 if self.verdict is Verdict.RIGHT else 0.0


@dataclass(frozen=True)
class PaintGrade:
    """The verdict on a painted region; areas are view -> polygons in view mm, sizes cm2 of skin.

    `disputed_cm2` is painted skin that another map gives to the root: neither asked for nor punished.
    """

    missed: Area
    extra: Area
    hit_cm2: float
    missed_cm2: float
    extra_cm2: float
    disputed_cm2: float

    @property
    def score(self) -> float:
        """Share of skin in agreement: hit / (hit + missed + extra), 0 to 1."""
        whole = self.hit_cm2 + self.missed_cm2 + self.extra_cm2
        return self.hit_cm2 / whole if whole > 0.0 else 0.0

    @property
    def verdict(self) -> Verdict:
        """RIGHT from GOOD_SCORE, NEAR from half of it."""
        if self.score >= GOOD_SCORE:
            return Verdict.RIGHT
        return Verdict.NEAR if self.score >= GOOD_SCORE / 2 else Verdict.WRONG


def grade_name(question: NameIt, given: str, order: Sequence[str]) -> NameGrade:
    """Grade a territory named for the lit one; `order` lists all territories from head to tail."""
    if given == question.territory:
        return NameGrade(Verdict.RIGHT, question.territory, given)
    away = abs(order.index(given) - order.index(question.territory)) if given in order else len(order)
    return NameGrade(Verdict.NEAR if away == 1 else Verdict.WRONG, question.territory, given)


def grade_paint(question: PaintIt, painted: Area, atlases: Sequence["CompiledAtlas"], figure: "Figure") -> PaintGrade:
    """Grade painted skin (view mm) against a region.

    What all maps give to the root must be painted; what any map gives to it may be; an edge within EDGE_MM is forgiven.
    """
    views = figure.views
    needed, allowed = agreed_and_claimed(atlases, question.territory, question.side)
    missed = {view: _beyond(needed.get(view), painted.get(view)) for view in views}
    extra = {view: _beyond(painted.get(view), allowed.get(view)) for view in views}
    hit = {view: _common(painted.get(view), allowed.get(view)) for view in views}
    disputed = {view: hit[view].difference(needed.get(view, MultiPolygon())) for view in views}
    disputed_cm2 = skin_cm2(disputed, figure)
    return PaintGrade(
        missed={view: shape for view, shape in missed.items() if not shape.is_empty},
        extra={view: shape for view, shape in extra.items() if not shape.is_empty},
        hit_cm2=skin_cm2(hit, figure),
        missed_cm2=skin_cm2(missed, figure),
        extra_cm2=skin_cm2(extra, figure),
        disputed_cm2=disputed_cm2,
    )


def skin_cm2(area: Mapping[str, BaseGeometry], figure: "Figure") -> float:
    """Return the skin an area (view -> polygons in view mm) covers, cm2; no skin counts twice."""
    total = 0.0
    for view, shape in area.items():
        if not shape.is_empty:
            grid = figure.views[view].grid
            mask = fill(shape, grid.resolution_mm, grid.shape)
            total += float(np.sum(grid.full(grid.area)[mask], dtype=np.float64))
    return total


def _beyond(area: BaseGeometry | None, limit: BaseGeometry | None) -> MultiPolygon:
    """Return what of an area lies outside a limit by more than EDGE_MM."""
    if area is None or area.is_empty:
        return MultiPolygon()
    if limit is None or limit.is_empty:
        return as_multipolygon(area)
    return as_multipolygon(area.difference(limit.buffer(EDGE_MM, quad_segs=4)))


def _common(one: BaseGeometry | None, other: BaseGeometry | None) -> MultiPolygon:
    if one is None or other is None:
        return MultiPolygon()
    return as_multipolygon(one.intersection(other))
