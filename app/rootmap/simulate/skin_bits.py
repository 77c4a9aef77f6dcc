"""The skin of one half of a figure in bits of some millimetres: coarse enough to paint thousands of patients on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.stack import MapStack
from rootmap.localise.evidence import Areas, AreaTable
from rootmap.skin.figure import Figure, View
from rootmap.skin.names import MIDLINE_SEGMENTS, ROUND_LIMBS
from rootmap.skin.nearest import SCALES

COARSE_MM, FINE_MM = 8.0, 4.0
FINE_SEGMENTS = frozenset({"hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar", "head", "perineum"})
MOST_REACH_MM = 80.0  # no mark is wider than this round its middle; half of it where bits are fine
BESIDE_MM = 6.0  # how far beyond a shift its bit is looked for
SAME_WAY = 1e-3  # radians: below this the skin counts as flat
LEAST_CELL_CM2 = 1e-6  # skin counted in another view has none here; such cells are left out

Mask = NDArray[np.bool_]
"""Which bits: (bits,) for one side, (bits, 2) for left and right."""


@dataclass(frozen=True)
class Disc:
    """A round mark: all skin within `radius_mm` (along the skin) of the middle of a bit; `side` 0 left, 1 right."""

    bit: int
    side: int
    radius_mm: float


@dataclass(frozen=True)
class SkinBits:
    """Bits of the left half, from head to foot; the right half is their mirror image.

    `place` (bits, 3) in mm and `normal` as in the surface grid; `first` and `second` are the skin coordinates of a cell
    near the middle; `area` in cm2. `entry_bit`, `entry_joint`, `entry_area` say how much of which joint label of `maps`
    each bit holds.
    """

    names: tuple[str, ...]
    maps: MapStack
    place: NDArray[np.float32]
    normal: NDArray[np.float32]
    segment: NDArray[np.uint8]
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    area: NDArray[np.float64]
    entry_bit: NDArray[np.int64]
    entry_joint: NDArray[np.int64]
    entry_area: NDArray[np.float64]
    _near: dict[int, tuple[NDArray[np.intp], NDArray[np.float32]]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.area)

    def at(self, segment: str, first: float, second: float) -> int:
        """Return the bit nearest to skin coordinates of the left side."""
        here = np.flatnonzero(self.segment == self.names.index(segment))
        turn = np.abs(self.second[here].astype(np.float64) - second)
        if segment in ROUND_LIMBS:
            turn = np.minimum(turn, 360.0 - turn)
        scale = SCALES[segment]
        away = ((self.first[here] - first) * scale.first) ** 2 + (turn * scale.second) ** 2
        return int(here[away.argmin()])

    def cm2(self, flags: Mask) -> float:
        """Return the skin of some bits, (bits,) or (bits, 2); no BLAS, whose threads cost more than this."""
        return float(self.area[np.nonzero(flags)[0]].sum())

    def share(self, map_place: int, labels: Mask) -> NDArray[np.float64]:
        """Return how much of each bit lies in some labels (flags) of one map, 0 to 1."""
        inside = labels[self.maps.labels[self.entry_joint, map_place]]
        skin = np.bincount(self.entry_bit[inside], self.entry_area[inside], len(self))
        return np.asarray(skin / self.area)

    def reach(self, bit: int, radius_mm: float) -> NDArray[np.intp]:
        """Return the bits whose middle is within a radius (at most MOST_REACH_MM) of a bit's, along the skin."""
        near, distance = self._around(bit)
        return near[: int(np.searchsorted(distance, radius_mm, side="right"))]

    def beside(self, bit: int, away_mm: NDArray[np.float64]) -> int:
        """Return the bit nearest to the place that lies some way (x, y, z) from a bit."""
        near = self.reach(bit, BESIDE_MM + float(np.abs(away_mm).sum()))
        place = self.place[bit] + away_mm
        return int(near[((self.place[near] - place) ** 2).sum(axis=1).argmin()])

    def _around(self, bit: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the bits around a bit, nearest first, and how far along the skin they are."""
        known = self._near.get(bit)
        if known is None:
            near, distance = self._distances(bit, 1.0)
            order = np.argsort(distance, kind="stable")
            known = self._near[bit] = near[order], distance[order]
        return known

    def _distances(self, bit: int, turn: float) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the bits within reach and their distance along the skin; turn -1 looks from the other side's bit.

        Straight distance between places whose normals differ by an angle is taken as the arc of a circle, as for marks.
        """
        flip = np.array([turn, 1.0, 1.0], np.float32)
        centre, facing = self.place[bit] * flip, self.normal[bit] * flip
        heights = -self.place[:, 1]
        first, last = np.searchsorted(heights, (-centre[1] - MOST_REACH_MM, -centre[1] + MOST_REACH_MM))
        straight = np.sqrt(((self.place[first:last] - centre) ** 2).sum(axis=1))
        half_angle = np.arccos(np.clip(self.normal[first:last] @ facing, -1.0, 1.0)) / 2.0
        bent = half_angle / np.maximum(np.sin(half_angle), 1e-6)
        distance = straight * np.where(half_angle < SAME_WAY, 1.0, bent)
        fine = self.names[self.segment[bit]] in FINE_SEGMENTS
        near = np.flatnonzero(distance <= (MOST_REACH_MM / 2.0 if fine else MOST_REACH_MM))
        return near + first, distance[near].astype(np.float32)

    def cover(self, discs: Sequence[Disc]) -> Mask:
        """Return what some discs cover, (bits, 2); on the trunk, neck and head they run across the midline."""
        covered = np.zeros((len(self), 2), bool)
        for disc in discs:
            covered[self.reach(disc.bit, disc.radius_mm), disc.side] = True
            on_midline = self.names[self.segment[disc.bit]] in MIDLINE_SEGMENTS
            if on_midline and self.place[disc.bit, 0] < disc.radius_mm:
                near, distance = self._distances(disc.bit, -1.0)
                covered[near[distance <= disc.radius_mm], 1 - disc.side] = True
        return covered

    def table(self, covers: Mapping[Quality, Mask]) -> AreaTable:
        """Return the area table of some layers, each a cover (bits, 2)."""
        layers = {quality: cover for quality, cover in covers.items() if cover.any()}
        if not layers:
            return AreaTable()
        union = np.logical_or.reduce(list(layers.values()))
        areas = {quality: self._by_map(cover) for quality, cover in layers.items()}
        alone = len(layers) == 1
        return AreaTable(
            areas=areas,
            painted={quality: self.cm2(cover) for quality, cover in layers.items()},
            union=next(iter(areas.values())) if alone else self._by_map(union),
            union_cm2=self.cm2(union),
            segments={quality: self._by_segment(cover) for quality, cover in layers.items()},
            segment_names=self.names,
        )

    def _by_map(self, cover: Mask) -> dict[str, Areas]:
        count = len(self.maps.labels)
        sums = np.zeros((count, 2))
        for side in (0, 1):
            taken = np.flatnonzero(np.ascontiguousarray(cover[:, side])[self.entry_bit])
            sums[:, side] = np.bincount(self.entry_joint[taken], self.entry_area[taken], count)
        row = np.stack([self.maps.in_row(sums[:, side]) for side in (0, 1)], axis=1)
        return self.maps.by_map(row)

    def _by_segment(self, cover: Mask) -> Areas:
        columns = [np.bincount(self.segment[one], self.area[one], len(self.names)) for one in cover.T]
        return np.stack(columns, axis=1)


def skin_bits(figure: Figure, maps: MapStack) -> SkinBits:
    """Cut the skin of a figure into bits, each of one view and segment, counted where its home view counts it."""
    names = next(iter(figure.views.values())).grid.segment_names
    parts = [_cells(view, k, maps) for k, view in enumerate(figure.views.values())]
    cells = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    _, block = np.unique(cells["key"], return_inverse=True)
    area = np.bincount(block, cells["area"]).astype(np.float64)
    place = _mean(cells["place"], cells["area"], block, area)
    order = np.argsort(-place[:, 1], kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    block, area, place = rank[block], area[order], place[order]
    normal = _mean(cells["normal"], cells["area"], block, area)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
    middle = _nearest_to(place, cells["place"], block)
    pairs, inverse = np.unique(block * len(maps.labels) + cells["joint"], return_inverse=True)
    return SkinBits(
        names, maps, place.astype(np.float32), normal.astype(np.float32),
        cells["segment"][middle], cells["first"][middle], cells["second"][middle], area,
        pairs // len(maps.labels), pairs % len(maps.labels), np.bincount(inverse, cells["area"]).astype(np.float64),
    )  # fmt: skip


def _cells(view: View, number: int, maps: MapStack) -> dict[str, NDArray[np.generic]]:
    """Return every counted cell of a half view: its block, joint label, segment, coordinates, place, normal, area."""
    grid = view.grid
    area = grid.area
    rows, columns = np.nonzero(area > LEAST_CELL_CM2)
    segment = grid.segment[rows, columns]
    fine = np.isin(segment, [k for k, name in enumerate(grid.segment_names) if name in FINE_SEGMENTS])
    step = (np.where(fine, FINE_MM, COARSE_MM) / grid.resolution_mm).astype(np.int64)
    key = ((number * 64 + segment.astype(np.int64)) * 4096 + rows // step) * 4096 + columns // step
    cells = {
        "key": key,
        "joint": maps.images[view.name][rows, columns].astype(np.int64),
        "segment": segment,
        "first": grid.first[rows, columns],
        "second": grid.second[rows, columns],
        "place": grid.places(rows, columns),
        "normal": grid.normals(rows, columns),
        "area": area[rows, columns].astype(np.float64),
    }
    grid.forget_places()
    return cells


def _mean(
    values: NDArray[np.float32], weight: NDArray[np.float64], block: NDArray[np.int64], total: NDArray[np.float64]
) -> NDArray[np.float64]:
    sums = [np.bincount(block, values[:, axis] * weight, len(total)) for axis in range(3)]
    return np.stack(sums, axis=1) / total[:, None]


def _nearest_to(place: NDArray[np.float64], cells: NDArray[np.float32], block: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return for each block its cell nearest to the block's mean place."""
    distance = ((cells - place[block]) ** 2).sum(axis=1)
    order = np.lexsort((distance, block))
    starts = np.searchsorted(block[order], np.arange(len(place)))
    return np.asarray(order[starts])
