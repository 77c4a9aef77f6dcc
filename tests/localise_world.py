"""A body of two flat plates with one horizontal band per root: small, exact, and shaped like the real contracts."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
from shapely import MultiPolygon, box

from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.model import Kind, membership
from rootmap.localise.evidence import AreaTable

WIDTH_MM, BAND_MM = 400.0, 20.0
HEM_MM = 10.0  # skin this near the edge of a view is counted in the other view
NAMES = ("V1", "V2", "V3", *(root.value for root in Root if root.is_spinal and root not in (Root.S4, Root.S5)), "S4-5")
SEGMENTS = ("head", "trunk", "leg", "foot.dorsal", "perineum")


@dataclass(frozen=True)
class Grid:
    resolution_mm: float
    shape: tuple[int, int]
    segment_names: tuple[str, ...]
    segment: Any
    area: Any

    def area_in(self, part: Any) -> Any:
        return self.area[part]

    def spread_in(self, samples: Any, part: Any) -> Any:
        return samples.reshape(self.segment.shape)[part]

    @property
    def mask(self) -> Any:
        return np.ones((self.shape[0], self.shape[1] // 2), bool)


@dataclass(frozen=True)
class View:
    name: str
    left_is_right: bool
    grid: Grid
    width_mm: float = WIDTH_MM
    height_mm: float = BAND_MM * len(NAMES)

    def side_at(self, x_mm: float) -> Side:
        return Side.LEFT if (x_mm > self.width_mm / 2) == self.left_is_right else Side.RIGHT


@dataclass(frozen=True)
class Figure:
    views: dict[str, View]
    name: str = "plates"


@dataclass(frozen=True)
class Atlas:
    info: Any
    shift_mm: float
    figure: Figure
    area_cm2: dict[str, float] = field(default_factory=dict)

    def band(self, view: str, row: int, side: Side) -> Any:
        top = max(0.0, row * BAND_MM + self.shift_mm) if row else 0.0
        bottom = (row + 1) * BAND_MM + self.shift_mm if row + 1 < len(NAMES) else BAND_MM * len(NAMES)
        right = (side is Side.LEFT) == self.figure.views[view].left_is_right
        x = (WIDTH_MM / 2, WIDTH_MM) if right else (0.0, WIDTH_MM / 2)
        return box(x[0], top, x[1], bottom)

    def polygons(self, territory: str, side: Side) -> dict[str, MultiPolygon]:
        row = [each.id for each in self.info.territories].index(territory)
        return {view: MultiPolygon([self.band(view, row, side)]) for view in self.figure.views}

    @property
    def halves(self) -> dict[str, SimpleNamespace]:
        bands = {name: MultiPolygon([self._half_band(row)]) for row, name in enumerate(NAMES)}
        return {view: SimpleNamespace(polygons=bands) for view in self.figure.views}

    def _half_band(self, row: int) -> Any:
        """Return a band with x outward from the midline."""
        _, top, _, bottom = self.band(next(iter(self.figure.views)), row, Side.LEFT).bounds
        return box(0.0, top, WIDTH_MM / 2, bottom)

    @property
    def combinations(self) -> tuple[tuple[int, ...], ...]:
        return ((), *((row,) for row in range(len(NAMES))))

    @property
    def member(self) -> Any:
        return membership(self.combinations, len(NAMES))

    @property
    def label_area_cm2(self) -> tuple[float, ...]:
        return (0.0, *(self.area_cm2[name] for name in NAMES))

    def named(self, label: int) -> tuple[str, ...]:
        return tuple(NAMES[row] for row in self.combinations[label])

    def forget_labels(self) -> None:
        pass

    def labels(self, view: str) -> Any:
        grid = self.figure.views[view].grid
        centres = (np.arange(grid.shape[0]) + 0.5) * grid.resolution_mm - self.shift_mm
        row = np.clip(centres // BAND_MM, 0, len(NAMES) - 1).astype(np.uint8) + 1
        return np.repeat(row[:, None], grid.shape[1] // 2, axis=1)


def make_figure() -> Figure:
    rows, half = int(BAND_MM * len(NAMES)), int(WIDTH_MM / 2)
    segment = np.ones((rows, half), np.uint8)
    segment[: int(3 * BAND_MM)] = 0
    segment[int(24 * BAND_MM) :] = 2
    segment[int((len(NAMES) - 1) * BAND_MM) :] = 4
    views = {}
    for name, left_is_right in (("anterior", True), ("posterior", False)):
        area = np.full((rows, half), 0.01, np.float32)
        area[:, -int(HEM_MM) :] = 0.0 if name == "anterior" else 0.02
        views[name] = View(name, left_is_right, Grid(1.0, (rows, 2 * half), SEGMENTS, segment, area))
    return Figure(views)


def make_atlas(figure: Figure, atlas_id: str = "bands", shift_mm: float = 0.0, evidence: str = "B") -> Atlas:
    territories = tuple(
        SimpleNamespace(id=name, roots=_roots(name), evidence=evidence, source="made up", note="", confidence="high")
        for name in NAMES
    )
    info = SimpleNamespace(
        id=atlas_id, title=atlas_id, territories=territories, evidence="Invented.", overlapping=False
    )
    info.authors, info.year, info.kind = "Nobody", 1900, Kind.DERMATOME
    empty = Atlas(info, shift_mm, figure)
    areas = {}
    for row, name in enumerate(NAMES):
        planar = sum(empty.band(view, row, Side.LEFT).area for view in figure.views)
        areas[name] = planar * 0.01  # the hem counted double behind makes up for the hem in front
    return Atlas(info, shift_mm, figure, areas)


def _roots(name: str) -> tuple[Root, ...]:
    return (Root.S4, Root.S5) if name == "S4-5" else (Root(name),)


def table_of(atlases: list[Atlas], painted: dict[Quality, dict[tuple[str, Side], float]]) -> AreaTable:
    """Return a table with the given cm2 painted per territory and side, the same in every atlas."""
    areas: dict[Quality, dict[str, Any]] = {}
    totals: dict[Quality, float] = {}
    for quality, where in painted.items():
        values = np.zeros((len(NAMES), 2))
        for (name, side), area in where.items():
            values[NAMES.index(name), 0 if side is Side.LEFT else 1] += area
        areas[quality] = {atlas.info.id: values for atlas in atlases}
        totals[quality] = float(values.sum())
    union = {atlas.info.id: sum(each[atlas.info.id] for each in areas.values()) for atlas in atlases}
    return AreaTable(areas, totals, union, sum(totals.values()))
