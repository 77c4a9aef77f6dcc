"""The surface grid of a view: what skin each millimetre of the picture shows. Stored by halves, decoded on demand."""

import math
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError

if TYPE_CHECKING:
    from rootmap.skin.nearest import SegmentIndex

NO_SKIN = 255
# Steps of the stored integers; finer than a tenth of a millimetre on skin everywhere.
FIRST_STEP, FIRST_LOW = 1 / 4000, -0.5
PERINEUM_UNIT_MM = 50.0  # the perineum's first coordinate is in mm; stored in units of this
SECOND_STEP = 0.02  # degrees
DIGIT_UNIT = 72.0  # the second coordinate of hand and foot (0..5) is stored times this
LENGTH_STEP_MM = 0.1
NORMAL_STEP = 1 / 127
DENSITY_STEP = 1 / 500

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Part = tuple[slice, slice]  # of a half array


@dataclass(frozen=True)
class GridFrame:
    """Size and orientation of a grid: `left_is_right` when the patient's left is on the picture's right.

    `top` is the height (mm, standing pose) of the picture's top edge and `facing` the sign of the line of sight's z;
    both are None where the view shows another pose.
    """

    width_mm: float
    height_mm: float
    resolution_mm: float
    left_is_right: bool
    segment_names: tuple[str, ...]
    top: float | None = None
    facing: float | None = None


class SurfaceGrid:
    """One view's samples of skin. Half arrays have shape (rows, half columns), column 0 next to the midline.

    Two thirds of a half view show no skin. What is kept is therefore kept sample by sample, row after row, and spread
    over a half array when one is asked for.
    """

    def __init__(self, path: Path, frame: GridFrame) -> None:
        self.path, self.frame = path, frame
        self.resolution_mm, self.segment_names = frame.resolution_mm, frame.segment_names
        rows, half = (round(x / frame.resolution_mm) for x in (frame.height_mm, frame.width_mm / 2))
        self.half_shape, self.shape = (rows, half), (rows, 2 * half)
        self._axes: dict[str, NDArray[np.signedinteger[Any]]] = {}
        self._samples: dict[str, NDArray[np.uint16]] = {}
        self.indices: dict[str, SegmentIndex] = {}  # kept for `nearest_cells`, by segment
        self._cells: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Where the half view shows skin; worked out when asked for, a megabyte each time."""
        if "segment" in self.__dict__:
            return np.asarray(self.segment != NO_SKIN)
        rows, half = self.half_shape
        return np.unpackbits(self._read("mask"), count=rows * half).reshape(rows, half).astype(bool)

    @cached_property
    def segment(self) -> NDArray[np.uint8]:
        """Index into `segment_names`; NO_SKIN (255) elsewhere."""
        values = np.cumsum(self._read("segment"), dtype=np.uint8)
        return self._spread(values, NO_SKIN)

    @property
    def first(self) -> Floats:
        """First skin coordinate; 0 where no skin. Worked out when asked for, megabytes each time."""
        return self._spread(self._first_of(self._kept("first"), self.segment[self.mask]), 0)

    @property
    def second(self) -> Floats:
        """Second skin coordinate of the LEFT side: degrees (trunk, neck, head, perineum 0..180) or digits 0..5.

        Worked out when asked for, megabytes each time.
        """
        return self._spread(self._second_of(self._kept("second"), self.segment[self.mask]), 0)

    def coordinates(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Return `first` and `second` at some half cells that show skin, (n,) each."""
        top, bottom = int(rows.min()), int(rows.max()) + 1
        before = np.cumsum(self.segment[top:bottom] != NO_SKIN, axis=1, dtype=np.int32)
        sample = self._row_starts[rows] + before[rows - top, columns] - 1
        segment = self.segment[rows, columns]
        first, second = (self._kept(name)[sample] for name in ("first", "second"))
        return self._first_of(first, segment), self._second_of(second, segment)

    @property
    def area(self) -> Floats:
        """Skin counted in each cell, cm2; 0 where another view is the home of that skin. Worked out when asked for."""
        return self._spread(self._kept("density"), 0) * self._cm2_per_step

    def area_in(self, part: Part) -> Floats:
        """Return a part of `area`, rows by columns."""
        return np.asarray(self.spread_in(self._kept("density"), part) * self._cm2_per_step)

    def spread_in(self, samples: NDArray[Any], part: Part) -> NDArray[Any]:
        """Return values of all samples of skin, row after row, over a part of a half array; 0 where no skin."""
        rows, columns = part
        top, bottom, _ = rows.indices(self.half_shape[0])
        skin = self.segment[top:bottom] != NO_SKIN
        result = np.zeros(skin.shape, samples.dtype)
        result[skin] = samples[self._row_starts[top] : self._row_starts[bottom]]
        return result[:, columns]

    def value_at(self, samples: NDArray[Any], row: int, column: int) -> int:
        """Return the value of one half cell, of values of all samples of skin; 0 beside the skin and the picture."""
        rows, half = self.half_shape
        if not (0 <= row < rows and 0 <= column < half) or self.segment[row, column] == NO_SKIN:
            return 0
        before = np.count_nonzero(self.segment[row, :column] != NO_SKIN)
        return int(samples[self._row_starts[row] + before])

    @cached_property
    def _row_starts(self) -> NDArray[np.int64]:
        """Which sample is the first of each row, and how many there are, (rows + 1,)."""
        return np.concatenate([[0], np.cumsum(np.count_nonzero(self.mask, axis=1))])

    def _first_of(self, stored: NDArray[np.uint16], segment: Bytes) -> Floats:
        values = stored * np.float32(FIRST_STEP) + np.float32(FIRST_LOW)
        if "perineum" in self.segment_names:
            values[segment == self.segment_names.index("perineum")] *= np.float32(PERINEUM_UNIT_MM)
        return values

    def _second_of(self, stored: NDArray[np.uint16], segment: Bytes) -> Floats:
        values = stored * np.float32(SECOND_STEP)
        digits = [k for k, name in enumerate(self.segment_names) if name.startswith(("hand", "foot"))]
        values[np.isin(segment, digits)] /= np.float32(DIGIT_UNIT)
        return values

    @property
    def _cm2_per_step(self) -> np.float32:
        return np.float32(self.resolution_mm**2 / 100 * DENSITY_STEP)

    @property
    def position(self) -> NDArray[np.float32]:
        """Place of the skin in the standing pose, mm, (rows, half, 3): x to the patient's left, y up, z forward."""
        rows, columns = np.nonzero(self.mask)
        return self._vectors(self.places(rows, columns))

    @property
    def normal(self) -> NDArray[np.float32]:
        """Unit normal of the skin in the standing pose, (rows, half, 3)."""
        rows, columns = np.nonzero(self.mask)
        return self._vectors(self.normals(rows, columns))

    def places(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return `position` at some half cells, (n, 3)."""
        if self.frame.top is None:
            stored = [self._axis(axis)[rows, columns] * np.float32(LENGTH_STEP_MM) for axis in "xyz"]
            return np.stack(stored, axis=1).astype(np.float32)
        x = (columns + 0.5) * self.resolution_mm
        y = self.frame.top - (rows + 0.5) * self.resolution_mm
        return np.stack([x, y, self._axis("z")[rows, columns] * LENGTH_STEP_MM], axis=1).astype(np.float32)

    def cells_in(
        self, low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return rows and half columns of the cells whose `position` lies in a box (of corners (3,), mm), row by row.

        For a view in another pose than the standing one only.
        """
        inside = self.mask
        for axis, least, most in zip("xyz", low, high, strict=True):  # in whole steps at first: many times faster
            stored, farthest = self._axis(axis), np.iinfo(np.int16)
            inside &= stored >= max(int(least / LENGTH_STEP_MM) - 1, farthest.min)
            inside &= stored <= min(int(most / LENGTH_STEP_MM) + 1, farthest.max)
        rows, columns = np.nonzero(inside)
        for axis, least, most in zip("xyz", low, high, strict=True):
            at = self._axis(axis)[rows, columns] * np.float32(LENGTH_STEP_MM)
            kept = (at >= least) & (at <= most)
            rows, columns = rows[kept], columns[kept]
        return rows, columns

    def normals(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return `normal` at some half cells, (n, 3)."""
        x, y = (self._axis(name)[rows, columns] * np.float32(NORMAL_STEP) for name in ("nx", "ny"))
        if self.frame.facing is None:
            z = self._axis("nz")[rows, columns] * np.float32(NORMAL_STEP)
        else:
            z = self.frame.facing * np.sqrt(np.maximum(np.float32(0), 1 - x * x - y * y))
        result = np.stack([x, y, z], axis=1).astype(np.float32)
        result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), np.float32(1e-6))
        return result

    def forget_places(self) -> None:
        """Free what `places` and `normals` have decoded, megabytes a view; they decode it again when asked."""
        self._axes.clear()

    def also_in(self, view: str) -> NDArray[np.bool_]:
        """Return where a view in another pose sees the skin of this standing view too, (rows, half)."""
        seen = np.unpackbits(self._read(f"in_{view}"), count=int(self.mask.sum())).astype(bool)
        return self._spread(seen, 0)

    def full(self, half: NDArray[Any]) -> NDArray[Any]:
        """Return a half array mirrored to the whole view (values are copied, not negated)."""
        return np.concatenate([half[:, ::-1], half], axis=1)

    def cell(self, x_mm: float, y_mm: float) -> tuple[int, int, Side] | None:
        """Return (row, half column, side) of a view point, or None outside the frame or where there is no skin."""
        if not (math.isfinite(x_mm) and math.isfinite(y_mm)):
            return None
        offset = x_mm - self.frame.width_mm / 2
        row, column = math.floor(y_mm / self.resolution_mm), math.floor(abs(offset) / self.resolution_mm)
        if not (0 <= row < self.half_shape[0] and 0 <= column < self.half_shape[1]):
            return None
        if self.segment[row, column] == NO_SKIN:
            return None
        return row, column, Side.LEFT if (offset >= 0) == self.frame.left_is_right else Side.RIGHT

    def cells_of(self, name: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return rows and half columns of the cells of a segment (side-free name)."""
        if name not in self._cells:
            rows, columns = np.nonzero(self.segment == self.segment_names.index(name))
            self._cells[name] = rows, columns
        return self._cells[name]

    def place(self, row: int, column: int, side: Side) -> tuple[float, float]:
        """Return the view point (mm) of the centre of a half cell on a side."""
        sign = 1 if (side is Side.LEFT) == self.frame.left_is_right else -1
        return (
            self.frame.width_mm / 2 + sign * (column + 0.5) * self.resolution_mm,
            (row + 0.5) * self.resolution_mm,
        )

    def _read(self, name: str) -> Bytes:
        try:
            with np.load(self.path, allow_pickle=False) as stored:
                return np.asarray(stored[name])
        except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise InputError(self.path, name, f"cannot be read ({error})", "reinstall the figure") from None

    def _numbers(self, name: str) -> NDArray[np.uint16]:
        """Decode uint16 values stored as running differences, low bytes then high bytes."""
        low, high = self._read(name)
        return np.cumsum(low.astype(np.uint16) | (high.astype(np.uint16) << 8), dtype=np.uint16)

    def _kept(self, name: str) -> NDArray[np.uint16]:
        """Return stored numbers, sample by sample, and keep them."""
        found = self._samples.get(name)
        if found is None:
            found = self._samples[name] = self._numbers(name)
        return found

    def _axis(self, name: str) -> NDArray[np.signedinteger[Any]]:
        """Return one stored component as a half array of small integers: x y z int16, nx ny nz int8."""
        found = self._axes.get(name)
        if found is None:  # another thread may forget them at any time
            if name in "xyz":
                found = self._spread(self._numbers(name).view(np.int16), 0)
            else:
                found = self._spread(np.cumsum(self._read(name), dtype=np.uint8).view(np.int8), 0)
            self._axes[name] = found
        return found

    def _vectors(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        result = np.zeros((*self.half_shape, 3), np.float32)
        result[self.mask] = values
        return result

    def _spread(self, values: NDArray[Any], fill: int) -> NDArray[Any]:
        result = np.full(self.half_shape, fill, values.dtype)
        result[self.mask] = values
        return result
