"""From a painter's list to a label image of a half view: sampled finely wherever two territories meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.paint import Area, Samples, covered, is_angular, paint
from rootmap.skin.grid import NO_SKIN, SurfaceGrid

FINE_MM = 0.25  # sampling where territories meet: a step of it vanishes in the smoothing of the borders
EXTEND_CELLS = 4  # labels run on beyond the silhouette, to be cut off by the outline
NEAR_CELLS = 2  # cells this near to another label are sampled finely
SMOOTH_MM = 6.0  # neighbouring samples farther apart in space are not blended
_STEPS = (-1, 0, 1)
Labels = NDArray[np.uint8]
Floats = NDArray[np.float64]
Cells = tuple[NDArray[np.int64], NDArray[np.int64]]  # rows and columns
Codes = TypeVar("Codes", NDArray[np.uint8], NDArray[np.uint16])


@dataclass(frozen=True)
class Sheet:
    """The skin of a half view, or of a window of it, decoded.

    `segment` codes, `fields` the first coordinate, the second one, its cosine and its sine, `position` (…, 3) in mm.
    """

    segment_names: tuple[str, ...]
    resolution_mm: float
    segment: NDArray[np.uint8]
    fields: tuple[Floats, Floats, Floats, Floats]
    position: NDArray[np.float32]

    @staticmethod
    def of(grid: SurfaceGrid) -> "Sheet":
        """Return the whole half view."""
        second = grid.second.astype(np.float64)
        radians = np.radians(second)
        fields = grid.first.astype(np.float64), second, np.cos(radians), np.sin(radians)
        return Sheet(grid.segment_names, grid.resolution_mm, grid.segment, fields, grid.position)

    def window(self, rows: slice, columns: slice) -> "Sheet":
        """Return a part of it."""
        part = rows, columns
        first, second, cosine, sine = (field[part] for field in self.fields)
        fields = first, second, cosine, sine
        return Sheet(self.segment_names, self.resolution_mm, self.segment[part], fields, self.position[part])

    @cached_property
    def skin(self) -> NDArray[np.bool_]:
        """Where there is skin."""
        return np.asarray(self.segment != NO_SKIN)

    @cached_property
    def samples(self) -> Samples:
        """The cells that show skin, row by row."""
        first, second, *_ = self.fields
        return Samples(self.segment[self.skin], first[self.skin], second[self.skin])

    @cached_property
    def cells(self) -> Cells:
        """Rows and columns of `samples`."""
        rows, columns = np.nonzero(self.skin)
        return rows, columns


def coarse_labels(sheet: Sheet, areas: Sequence[Area]) -> Labels:
    """Return the label of each half cell, 0 off the skin and where no area lies."""
    labels = np.zeros(sheet.segment.shape, np.uint8)
    labels[sheet.skin] = paint(areas, sheet.samples)
    return labels


def cells_in(sheet: Sheet, areas: Sequence[Area]) -> Cells:
    """Return rows and columns of the cells that any of the areas covers."""
    found = covered(areas, sheet.samples)
    return sheet.cells[0][found], sheet.cells[1][found]


def fine_labels(sheet: Sheet, areas: Sequence[Area], coarse: Labels) -> tuple[Labels, float]:
    """Return labels sampled every FINE_MM, run on a few mm beyond the silhouette, and the sample spacing in mm."""
    factor = max(1, round(sheet.resolution_mm / FINE_MM))
    fine = extend(coarse, EXTEND_CELLS).repeat(factor, axis=0).repeat(factor, axis=1)
    rows, columns = np.nonzero(_mixed(coarse) & sheet.skin)
    straight = [code for code, name in enumerate(sheet.segment_names) if not is_angular(name)]
    angular = ~np.isin(sheet.segment[rows, columns], straight)
    for chosen, turns in ((angular, True), (~angular, False)):
        cells = rows[chosen], columns[chosen]
        below, beside = (np.arange(factor).reshape(shape) for shape in ((-1, 1, 1), (1, -1, 1)))
        place = cells[0] * factor + below, cells[1] * factor + beside
        fine[place] = paint(areas, _between(sheet, cells, factor, turns)).reshape(factor, factor, -1)
    return fine, sheet.resolution_mm / factor


def extend(labels: Codes, cells: int) -> Codes:
    """Return the labels grown by `cells` into the unlabelled ground, each place taking a nearest label."""
    result = labels.copy()
    for step in range(cells):
        around = [(0, 1), (0, -1), (1, 0), (-1, 0)]
        if step % 2:
            around += [(1, 1), (1, -1), (-1, 1), (-1, -1)]
        before = np.pad(result, 1)
        for down, right in around:
            moved = before[1 + down : before.shape[0] - 1 + down, 1 + right : before.shape[1] - 1 + right]
            np.copyto(result, moved, where=result == 0)
    return result


def _mixed(labels: Labels) -> NDArray[np.bool_]:
    """Return the cells that have another label (not counting the ground) within NEAR_CELLS."""
    low = np.where(labels == 0, 255, labels)
    high = labels.copy()
    for axis in (0, 1):
        low, high = _spread(low, axis, np.minimum), _spread(high, axis, np.maximum)
    return np.asarray((low != high) & (high > 0))


def _spread(values: Labels, axis: int, choose: np.ufunc) -> Labels:
    width = [(0, 0), (0, 0)]
    width[axis] = (NEAR_CELLS, NEAR_CELLS)
    padded = np.pad(values, width, mode="edge")
    size = values.shape[axis]
    shifted = [np.take(padded, range(k, k + size), axis=axis) for k in range(2 * NEAR_CELLS + 1)]
    return np.asarray(choose.reduce(shifted))


def _between(sheet: Sheet, cells: Cells, factor: int, turns: bool) -> Samples:
    """Return factor x factor samples of each cell, row by row of these, each blended over the cells around it.

    Only cells that show the same sheet of skin count. `turns`: the second coordinate is an angle.
    """
    near = {(row, column): _Neighbour.of(sheet, cells, (row, column), turns) for row, column in product(_STEPS, _STEPS)}
    offsets = [(k + 0.5) / factor - 0.5 for k in range(factor)]
    blended = np.stack([_blend(near, down, right) for down, right in product(offsets, repeat=2)], axis=1)
    first, second = blended[0].reshape(-1), blended[1]
    if turns:
        second = np.degrees(np.arctan2(blended[2], blended[1])) % 360
    return Samples(np.tile(sheet.segment[cells], factor**2), first, second.reshape(-1))


@dataclass(frozen=True)
class _Neighbour:
    """What lies one step from each of n cells: whether it is the `same` skin (n,), and fields (k, n), 0 where not."""

    same: NDArray[np.bool_]
    fields: Floats

    @staticmethod
    def of(sheet: Sheet, cells: Cells, step: tuple[int, int], turns: bool) -> "_Neighbour":
        there = tuple(np.clip(cells[k] + step[k], 0, sheet.segment.shape[k] - 1) for k in (0, 1))
        apart = np.linalg.norm(sheet.position[there] - sheet.position[cells], axis=1)
        same = (sheet.segment[there] == sheet.segment[cells]) & (apart < SMOOTH_MM)
        first, second, cosine, sine = sheet.fields
        wanted = (first, cosine, sine) if turns else (first, second)
        return _Neighbour(same, np.stack([field[there] * same for field in wanted]))


def _blend(near: Mapping[tuple[int, int], _Neighbour], down: float, right: float) -> Floats:
    """Return the fields (k, n) at an offset of -0.5..0.5 cells from the cell centres."""
    total, weight = np.zeros(near[0, 0].fields.shape), np.zeros(len(near[0, 0].same))
    for row, share in ((0, 1 - abs(down)), (1 if down > 0 else -1, abs(down))):
        for column, part in ((0, 1 - abs(right)), (1 if right > 0 else -1, abs(right))):
            total += share * part * near[row, column].fields
            weight += share * part * near[row, column].same
    return total / weight
