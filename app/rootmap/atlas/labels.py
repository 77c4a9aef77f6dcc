"""From a painter's list to a label image of a half view: sampled finely wherever two territories meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.paint import Area, Samples, is_angular, paint
from rootmap.skin.grid import NO_SKIN, SurfaceGrid

FINE_MM = 0.25  # sampling where territories meet: a step of it vanishes in the smoothing of the borders
EXTEND_CELLS = 4  # labels run on beyond the silhouette, to be cut off by the outline
NEAR_CELLS = 2  # cells this near to another label are sampled finely
SMOOTH_MM = 6.0  # neighbouring samples farther apart in space are not blended
Labels = NDArray[np.uint8]
Codes = TypeVar("Codes", NDArray[np.uint8], NDArray[np.uint16])


@dataclass(frozen=True)
class Sheet:
    """The skin of a half view, or of a window of it, decoded: segment codes, both coordinates, places (…, 3) in mm."""

    segment_names: tuple[str, ...]
    resolution_mm: float
    segment: NDArray[np.uint8]
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    position: NDArray[np.float32]

    @staticmethod
    def of(grid: SurfaceGrid) -> "Sheet":
        """Return the whole half view."""
        arrays = grid.segment, grid.first, grid.second, grid.position
        return Sheet(grid.segment_names, grid.resolution_mm, *arrays)

    def window(self, rows: slice, columns: slice) -> "Sheet":
        """Return a part of it."""
        part = rows, columns
        first, second, position = self.first[part], self.second[part], self.position[part]
        return Sheet(self.segment_names, self.resolution_mm, self.segment[part], first, second, position)

    @cached_property
    def skin(self) -> NDArray[np.bool_]:
        """Where there is skin."""
        return np.asarray(self.segment != NO_SKIN)

    @cached_property
    def samples(self) -> Samples:
        """The cells that show skin, row by row."""
        skin = self.skin
        return Samples(self.segment[skin], self.first[skin].astype(float), self.second[skin].astype(float))


def coarse_labels(sheet: Sheet, areas: Sequence[Area]) -> Labels:
    """Return the label of each half cell, 0 off the skin and where no area lies."""
    labels = np.zeros(sheet.segment.shape, np.uint8)
    labels[sheet.skin] = paint(areas, sheet.samples)
    return labels


def fine_labels(sheet: Sheet, areas: Sequence[Area], coarse: Labels) -> tuple[Labels, float]:
    """Return labels sampled every FINE_MM, run on a few mm beyond the silhouette, and the sample spacing in mm."""
    factor = max(1, round(sheet.resolution_mm / FINE_MM))
    fine = extend(coarse, EXTEND_CELLS).repeat(factor, axis=0).repeat(factor, axis=1)
    rows, columns = np.nonzero(_mixed(coarse) & sheet.skin)
    blend = _Blend(sheet, rows, columns)
    for i in range(factor):
        for j in range(factor):
            samples = blend.at((i + 0.5) / factor - 0.5, (j + 0.5) / factor - 0.5)
            fine[rows * factor + i, columns * factor + j] = paint(areas, samples)
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


class _Blend:
    """Skin coordinates between cell centres, blended over the neighbours that show the same sheet of skin."""

    def __init__(self, sheet: Sheet, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        self.shape, self.rows, self.columns = sheet.segment.shape, rows, columns
        self.segment = sheet.segment
        names = sheet.segment_names
        angular = np.array([is_angular(name) for name in names] + [True] * (256 - len(names)))
        self.angular = angular[sheet.segment]
        radians = np.radians(sheet.second.astype(np.float64))
        self.fields = np.stack(
            [sheet.first.astype(np.float64), np.cos(radians), np.sin(radians), sheet.second.astype(np.float64)], axis=-1
        )
        self.position = sheet.position

    def at(self, down: float, right: float) -> Samples:
        """Return the samples at an offset from the cell centres, -0.5..0.5 cells."""
        here = (self.rows, self.columns)
        segment = self.segment[here]
        step = (1 if down > 0 else -1, 1 if right > 0 else -1)
        total, weight = np.zeros((len(segment), 4)), np.zeros((len(segment), 1))
        for dr, wr in ((0, 1 - abs(down)), (step[0], abs(down))):
            for dc, wc in ((0, 1 - abs(right)), (step[1], abs(right))):
                r = np.clip(self.rows + dr, 0, self.shape[0] - 1)
                c = np.clip(self.columns + dc, 0, self.shape[1] - 1)
                apart = np.linalg.norm(self.position[r, c] - self.position[here], axis=1)
                same = (self.segment[r, c] == segment) & (apart < SMOOTH_MM)
                w = (wr * wc * same)[:, None]
                total += w * self.fields[r, c]
                weight += w
        blended = total / weight
        degrees = np.degrees(np.arctan2(blended[:, 2], blended[:, 1])) % 360
        second = np.where(self.angular[here], degrees, blended[:, 3])
        return Samples(segment, blended[:, 0], second)
