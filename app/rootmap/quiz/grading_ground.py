"""The ground truth of a target in cells: what every map gives to it, what some do, and what each bit is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.errors import InputError
from rootmap.quiz.grading_model import Target
from rootmap.quiz.grading_regions import REGIONS, RegionMap
from rootmap.quiz.grading_sheet import Cells, Flags, Sheet, both

if TYPE_CHECKING:
    from rootmap.skin.figure import Figure

DISTAL_VALUE = 2.0  # a cm2 of hand or foot counts as that many: there roots and nerves are told apart; judgement
MOST_MM = 12.0  # no error farther from a border counts more
ADULT_CM2 = 16_000.0  # of skin: lengths are stated for adults, and the smallest of our adult figures has as much
_DISTAL = ("hand", "foot")
_SKIN_KINDS = (Kind.DERMATOME, Kind.NERVE)


@dataclass(frozen=True)
class Ground:
    """Where a target lies: `own` per map that has it, `needed` what all of them give to it, `claimed` what any does.

    By region (of RegionMap), in value: `needed_value` of that, and `least`, what the map with the least there has.
    `smallest` and `largest` are the values of the whole territory on the maps where it is smallest and largest.
    """

    target: Target
    atlases: tuple[CompiledAtlas, ...]
    own: tuple[Cells, ...]
    needed: Cells
    claimed: Cells
    needed_value: NDArray[np.float64]
    least: NDArray[np.float64]
    smallest: float
    largest: float


@dataclass(frozen=True)
class Likeness:
    """How like a territory of some map an answer is: Dice's index, and the painted cm2 that lie in it."""

    atlas: CompiledAtlas
    name: str
    parts: tuple[str, ...]
    dice: float
    hit_cm2: float
    area_cm2: float


class Terrain:
    """The maps on a figure, ready to grade by; build it once. `scale` is its length as a share of an adult's."""

    def __init__(
        self, figure: "Figure", maps: Sequence[CompiledAtlas], groups: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self.sheet = Sheet(figure)
        self.scale = min(1.0, (figure.skin_area_cm2 / ADULT_CM2) ** 0.5)
        self.maps = tuple(m for m in maps if m.info.kind in _SKIN_KINDS and not m.info.shares)
        self.groups = groups or {}
        self.regions = RegionMap(self.sheet)
        self.distal = {name: self._is_distal(name) for name in self.sheet.views}
        self.value = {
            name: view.area * np.where(self.distal[name], np.float32(DISTAL_VALUE), np.float32(1))
            for name, view in self.sheet.views.items()
        }
        self._labels: dict[str, dict[str, NDArray[Any]]] = {}
        self._grounds: dict[Target, Ground] = {}
        self._away: dict[Target, dict[str, NDArray[np.float32]]] = {}

    def ground(self, target: Target) -> Ground:
        """Return where a target lies. Raises InputError when no map that gives all skin has it."""
        if target not in self._grounds:
            self._grounds[target] = self._lay(target)
        return self._grounds[target]

    def away(self, ground: Ground, view: str) -> NDArray[np.float32]:
        """Return each cell's distance in mm to the nearest skin that any map gives to the target.

        At most MOST_MM, of this body.
        """
        known = self._away.setdefault(ground.target, {})
        if view not in known:
            known[view] = self.sheet.near(ground.claimed, view, self.scale * MOST_MM)
        return known[view]

    def worth(self, cells: Cells) -> NDArray[np.float64]:
        """Return the value of some cells by region: cm2, those of hand and foot counting more."""
        result = np.zeros(REGIONS)
        for name, mask in cells.items():
            at = np.flatnonzero(mask)
            result += np.bincount(self.regions.codes(name)[at], self.value[name].ravel()[at], REGIONS)
        return result

    def territory(self, atlas: CompiledAtlas, parts: Sequence[str], side: Side) -> Cells:
        """Return the cells that a map gives to some of its territories on a side."""
        places = [atlas.info.codes[name] - 1 for name in parts if name in atlas.info.codes]
        theirs = np.asarray((atlas.member[:, places] > 0).any(axis=1))
        labels = self._labels_of(atlas)
        return {name: view.on_side(theirs[labels[name]], side) for name, view in self.sheet.views.items()}

    def likenesses(self, painted: Cells, target: Target) -> list[Likeness]:
        """Return how like every territory of every map, and every nerve with its branches, an answer is on a side."""
        total = self.sheet.cm2(painted)
        found = []
        for atlas in self.maps:
            names, areas = tuple(atlas.area_cm2), np.array(list(atlas.area_cm2.values()))
            hits = self._hits(atlas, painted, target.side)
            groups: dict[str, tuple[str, ...]] = {name: (name,) for name in names}
            for group, parts in (*self.groups.items(), (target.name, target.parts)):
                groups.setdefault(group, tuple(part for part in parts if part in names))
            for name, parts in groups.items():
                places = [names.index(part) for part in parts]
                if places:
                    hit, area = float(hits[places].sum()), float(areas[places].sum())
                    found.append(Likeness(atlas, name, parts, 2 * hit / (total + area), hit, area))
        return found

    def _hits(self, atlas: CompiledAtlas, painted: Cells, side: Side) -> NDArray[np.float64]:
        labels, count = self._labels_of(atlas), len(atlas.combinations)
        by_label = np.zeros(count)
        for name, view in self.sheet.views.items():
            mask = view.half_of(painted[name], side)
            if mask.any():
                skin = view.half_of(view.area, side)[mask]
                by_label += np.bincount(labels[name][mask], skin, count)
        return np.asarray(atlas.member.T @ by_label)

    def _lay(self, target: Target) -> Ground:
        having = tuple(m for m in self.maps if any(name in m.info.codes for name in target.parts))
        if not having:
            raise InputError(target.name, "", "is on no map that gives all skin to something", "ask for another")
        asked = next((m for m in having if m.info.id == target.atlas), having[0])
        having = tuple(m for m in having if m.info.kind is asked.info.kind)
        own = tuple(self.territory(m, target.parts, target.side) for m in having)
        views = self.sheet.views
        needed: Cells = {v: np.logical_and.reduce([cells[v] for cells in own]) for v in views}
        claimed: Cells = {v: np.logical_or.reduce([cells[v] for cells in own]) for v in views}
        sizes = np.stack([self.worth(cells) for cells in own])
        whole = sizes.sum(axis=1)
        return Ground(
            target,
            having,
            own,
            needed,
            claimed,
            self.worth(needed),
            sizes.min(axis=0),
            float(whole.min()),
            float(whole.max()),
        )

    def _labels_of(self, atlas: CompiledAtlas) -> dict[str, NDArray[Any]]:
        if atlas.info.id not in self._labels:
            self._labels[atlas.info.id] = self.sheet.labels(atlas)
            atlas.forget_labels()
        return self._labels[atlas.info.id]

    def _is_distal(self, name: str) -> Flags:
        codes = [k + 1 for k, segment in enumerate(self.sheet.segment_names) if segment.startswith(_DISTAL)]
        return both(np.isin(self.sheet.views[name].segment, codes))
