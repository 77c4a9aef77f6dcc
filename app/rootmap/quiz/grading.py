"""Grades a drawn territory as a good teacher would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.quiz.grading_errors import Answer, named_errors
from rootmap.quiz.grading_ground import Ground, Likeness, Terrain
from rootmap.quiz.grading_map import Claims, claims, gap, line_end, rim, sign
from rootmap.quiz.grading_model import Area, Marks, Tolerance
from rootmap.quiz.grading_model import DrawingGrade as DrawingGrade
from rootmap.quiz.grading_model import Target as Target
from rootmap.quiz.grading_model import Verdict as Verdict
from rootmap.quiz.grading_parts import shares
from rootmap.quiz.grading_score import WRONG_SIDE, Sums, ceiling, mark, on_other_side, weigh
from rootmap.quiz.grading_sheet import Cells
from rootmap.skin.drawing import Painted, as_multipolygon

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure


@dataclass(frozen=True)
class _Held:
    """An answer held against the ground, as drawn or as its mirror image."""

    painted: Cells
    alike: list[Likeness]
    sums: Sums
    marks: Marks


class Grader:
    """Grades drawn territories on one figure; build it once, an answer then takes a fraction of a second.

    `groups` are nerves without a field of their own and the territories of their branches.
    """

    def __init__(
        self, figure: "Figure", maps: Sequence["CompiledAtlas"], groups: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._terrain = Terrain(figure, maps, groups)
        self._rims: dict[str, BaseGeometry] = {}
        self._distal = {name: self._terrain.sheet.outlined(mask, name) for name, mask in self._terrain.distal.items()}
        self._claims: dict[Target, tuple[Claims, Claims]] = {}

    def grade(self, painted: Painted, target: Target) -> DrawingGrade:
        """Grade what is painted, in all qualities together. Raises InputError when no whole map has the target."""
        terrain = self._terrain
        ground, area = terrain.ground(target), _together(painted)
        cells = terrain.sheet.cells(area)
        here = self._hold(ground, cells)
        turned = terrain.sheet.mirrored(cells)
        hits = any((turned[name] & mask).any() for name, mask in ground.claimed.items())
        there = self._hold(ground, turned) if hits else None
        mirrored = there is not None and WRONG_SIDE * there.marks.score > here.marks.score
        held = there if there is not None and mirrored else here
        place = self._reference(ground, held.alike)
        total = terrain.sheet.cm2(cells)
        away = terrain.sheet.cm2(on_other_side(cells, terrain, target.side)) / total if total > 0.0 else 0.0
        answer = Answer(
            terrain, ground, held.painted, ground.own[place], held.sums, held.marks,
            shares(terrain, ground, held.sums, ground.own[place]), held.alike, away,
        )  # fmt: skip
        agreed, claimed = self._claimed(ground)
        plain = self._plain(ground, here, place)
        border = terrain.sheet.border
        missed, extra = self._cm2(here.sums)
        return DrawingGrade(
            target=target,
            score=held.marks.score * (WRONG_SIDE if mirrored else 1.0),
            marks=held.marks,
            dice=plain,
            painted_cm2=total,
            hit_cm2=terrain.sheet.cm2({v: cells[v] & ground.claimed[v] for v in cells}),
            missed_cm2=missed,
            extra_cm2=extra,
            short=here.sums.short_of_smallest(ground) / ground.smallest,
            tolerance=self._tolerance(ground, cells),
            border=gap(border(self._on_asked_side(cells, target)), border(ground.own[place])),
            signed=sign(area, (agreed, claimed), self._distal, terrain.scale),
            errors=named_errors(answer) if total > 0.0 else (),
            reference=ground.atlases[place].info.title,
            mirrored=mirrored,
        )

    def prepare(self, target: Target) -> None:
        """Get ready for a target, so that the answer is graded at once."""
        ground = self._terrain.ground(target)
        self._claimed(ground)
        self.ends(self.right_answer(target))
        self._terrain.likenesses(ground.needed, target)
        self._terrain.sheet.border(ground.needed)
        self._hold(ground, ground.needed)

    def right_answer(self, target: Target) -> Area:
        """Return the territory on the map that is asked, else on the first that has it (view mm)."""
        atlases = self._terrain.ground(target).atlases
        asked = next((atlas for atlas in atlases if atlas.info.id == target.atlas), atlases[0])
        return claims([asked], target)[1]

    def ends(self, area: Area) -> dict[str, BaseGeometry]:
        """Return the lines along which an area ends on the skin, per view (view mm), without the silhouettes."""
        return {name: line_end(self._rim(name), shape) for name, shape in area.items()}

    def _rim(self, view: str) -> BaseGeometry:
        if view not in self._rims:
            self._rims[view] = rim(self._terrain.sheet.figure.views[view].outline)
        return self._rims[view]

    def _on_asked_side(self, cells: Cells, target: Target) -> Cells:
        """Return what lies on the side that was asked, or all where nothing does."""
        stray = on_other_side(cells, self._terrain, target.side)
        kept = {name: mask & ~stray[name] for name, mask in cells.items()}
        return kept if any(mask.any() for mask in kept.values()) else cells

    def _hold(self, ground: Ground, cells: Cells) -> _Held:
        alike = self._terrain.likenesses(cells, ground.target)
        sums = weigh(self._terrain, ground, cells)
        return _Held(cells, alike, sums, mark(ground, sums, ceiling(ground, alike)))

    def _reference(self, ground: Ground, alike: Sequence[Likeness]) -> int:
        """Return the place of the map asked, else of the one that the answer fits best."""
        ids = [atlas.info.id for atlas in ground.atlases]
        if ground.target.atlas in ids:
            return ids.index(ground.target.atlas)
        mine = {each.atlas.info.id: each.dice for each in alike if each.name == ground.target.name}
        return max(range(len(ids)), key=lambda place: mine.get(ids[place], 0.0))

    def _plain(self, ground: Ground, held: _Held, place: int) -> float:
        wanted = ground.atlases[place].info.id
        name = ground.target.name
        return next((each.dice for each in held.alike if each.atlas.info.id == wanted and each.name == name), 0.0)

    def _claimed(self, ground: Ground) -> tuple[Claims, Claims]:
        if ground.target not in self._claims:
            self._claims[ground.target] = claims(ground.atlases, ground.target)
        return self._claims[ground.target]

    def _cm2(self, sums: Sums) -> tuple[float, float]:
        """Return the skin missed and too much, each bit as much as it counts."""
        skin = {name: view.area.ravel() for name, view in self._terrain.sheet.views.items()}
        missed, extra = (
            sum(float(skin[name][each.at] @ getattr(each, kind)) for name, each in sums.weights.items())
            for kind in ("missed", "extra")
        )
        return missed, extra

    def _tolerance(self, ground: Ground, cells: Cells) -> Tolerance:
        sheet = self._terrain.sheet
        disputed = {v: ground.claimed[v] & ~ground.needed[v] for v in cells}
        maps = {a.info.title: sheet.cm2(own) for a, own in zip(ground.atlases, ground.own, strict=True)}
        painted = sheet.cm2({v: disputed[v] & cells[v] for v in cells})
        return Tolerance(painted, sheet.cm2(disputed) - painted, maps)


def grade_drawing(painted: Painted, target: Target, figure: "Figure", maps: Sequence["CompiledAtlas"]) -> DrawingGrade:
    """Grade what is painted against a territory of one map, tolerant where the other whole maps of its kind disagree.

    Other maps serve to name what was drawn instead. For many answers keep a Grader. Raises InputError where no map has
    the target.
    """
    from rootmap.quiz.grading_groups import nerve_groups

    return Grader(figure, maps, nerve_groups(maps)).grade(painted, target)


def _together(painted: Painted) -> Area:
    layers: list[Area] = [painted[quality] for quality in Quality if quality in painted]
    views = {view for layer in layers for view in layer}
    return {v: as_multipolygon(shapely.union_all([layer[v] for layer in layers if v in layer])) for v in views}
