"""The skin of a figure in coarse cells, as answers are graded on it: what counts where, and what is near."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.grid import LENGTH_STEP_MM
from rootmap.skin.raster import below, fill

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure, View

CELL_MM = 2.0  # a quarter of what a freehand edge may stray; four times fewer cells than the surface grid
LEAP_MM = 12.0  # neighbours in a picture farther apart in depth than this do not touch: a finger before the palm
ACROSS = {"anterior": "posterior", "posterior": "anterior"}  # views that share their silhouette, seen from behind

Area = Mapping[str, MultiPolygon]
Flags = NDArray[np.bool_]
Cells = dict[str, Flags]
"""View name -> which cells of the whole view (rows, columns)."""


class ViewSheet:
    """One view in cells of CELL_MM. Whole arrays are symmetrical about the midline, half arrays begin beside it."""

    def __init__(self, view: "View") -> None:
        grid = view.grid
        self.name, self.left_is_right = view.name, view.left_is_right
        self._step = round(CELL_MM / grid.resolution_mm)
        half_area = self._blocks(grid.area).sum(axis=(1, 3), dtype=np.float32)
        self.rows, self.half = half_area.shape
        self.shift = (self.half * CELL_MM - view.width_mm / 2, 0.0)
        self.segment = self.sample((grid.segment + 1).astype(np.uint8))  # its code + 1; NO_SKIN (255) becomes 0
        self.first = self.sample(grid.first.astype(np.float16))
        self.area = both(np.where(self.segment > 0, half_area, 0))
        self.skin = both(self.segment > 0)
        self._places = self._sampled_places(view)

    def sample(self, cells: NDArray[Any]) -> NDArray[Any]:
        """Return one value of a half array of the surface grid per coarse cell: its centre's, else the largest."""
        blocks = self._blocks(cells)
        middle = blocks[:, self._step // 2, :, self._step // 2]
        return np.where(middle == 0, blocks.max(axis=(1, 3)), middle)

    def mask(self, shape: MultiPolygon | None) -> Flags:
        """Return the cells of skin whose centres lie in an area (view mm)."""
        if shape is None or shape.is_empty:
            return np.zeros(self.skin.shape, bool)
        moved = shapely.transform(shape, lambda points: points + self.shift)
        return np.asarray(fill(moved, CELL_MM, self.skin.shape) & self.skin)

    def on_side(self, half: Flags, side: Side) -> Flags:
        """Return a half array on one side of the patient, nothing on the other."""
        whole = np.zeros((self.rows, 2 * self.half), bool)
        whole[:, self._columns(side)] = half if self._is_outward(side) else half[:, ::-1]
        return whole

    def half_of(self, whole: NDArray[Any], side: Side) -> NDArray[Any]:
        """Return the half of a whole array that shows one side of the patient."""
        part = whole[:, self._columns(side)]
        return part if self._is_outward(side) else part[:, ::-1]

    def places(self, cells: Flags) -> NDArray[np.float32]:
        """Return where cells lie in the standing pose, mm, (n, 3): x to the patient's left."""
        rows, columns = np.nonzero(cells)
        outward = columns >= self.half
        found = self._places[rows, np.where(outward, columns - self.half, self.half - 1 - columns)]
        sign = np.where(outward == self.left_is_right, 1, -1)
        return np.asarray(found * np.float32(LENGTH_STEP_MM) * np.stack([sign, sign**2, sign**2], 1), np.float32)

    @cached_property
    def joined(self) -> tuple[Flags, Flags]:
        """Where a cell and the one below it, and the one to its right, are skin and touch on the body."""
        whole = both(self._places[..., 2]).astype(np.int32)
        far = LEAP_MM / LENGTH_STEP_MM
        down = np.zeros(self.skin.shape, bool)
        down[:-1] = self.skin[:-1] & self.skin[1:] & (np.abs(np.diff(whole, axis=0)) < far)
        right = np.zeros(self.skin.shape, bool)
        right[:, :-1] = self.skin[:, :-1] & self.skin[:, 1:] & (np.abs(np.diff(whole, axis=1)) < far)
        return down, right

    def _blocks(self, cells: NDArray[Any]) -> NDArray[Any]:
        step = self._step
        wide = np.pad(cells, [(0, -size % step) for size in cells.shape])
        return wide.reshape(wide.shape[0] // step, step, wide.shape[1] // step, step)

    def _sampled_places(self, view: "View") -> NDArray[np.int16]:
        grid, step = view.grid, self._step
        rows, columns = np.nonzero(self.segment)
        near = [
            np.minimum(at * step + step // 2, size - 1)
            for at, size in zip((rows, columns), grid.half_shape, strict=True)
        ]
        result = np.zeros((self.rows, self.half, 3), np.int16)
        result[rows, columns] = np.rint(grid.places(near[0], near[1]) / LENGTH_STEP_MM)
        grid.forget_places()
        return result

    def _is_outward(self, side: Side) -> bool:
        return (side is Side.LEFT) == self.left_is_right

    def _columns(self, side: Side) -> slice:
        return slice(self.half, None) if self._is_outward(side) else slice(0, self.half)


class Sheet:
    """All views of a figure in coarse cells, each bit of skin counted in one of them only."""

    def __init__(self, figure: "Figure") -> None:
        self.figure = figure
        self.views = {name: ViewSheet(view) for name, view in figure.views.items()}
        self.segment_names = next(iter(figure.views.values())).grid.segment_names

    def cells(self, area: Area) -> Cells:
        """Return the cells of an area (view mm)."""
        return {name: view.mask(area.get(name)) for name, view in self.views.items()}

    def labels(self, atlas: "CompiledAtlas") -> dict[str, NDArray[Any]]:
        """Return a map's label at each half cell; the map may forget its own images afterwards."""
        return {name: view.sample(atlas.labels(name)) for name, view in self.views.items()}

    def mirrored(self, cells: Cells) -> Cells:
        """Return cells with left and right exchanged."""
        return {name: mask[:, ::-1] for name, mask in cells.items()}

    def cm2(self, cells: Cells) -> float:
        """Return the skin of some cells."""
        return sum(float(self.views[name].area[mask].sum(dtype=np.float64)) for name, mask in cells.items())

    def beyond_rim(self, cells: Cells, view: str) -> Flags:
        """Return the cells just off the silhouette of a standing view behind which `cells` go on; none in others."""
        skin = self.views[view].skin
        if view not in ACROSS:
            return np.zeros(skin.shape, bool)
        return np.asarray(grown(cells[ACROSS[view]][:, ::-1]) & ~skin)

    def outlined(self, cells: Flags, view: str) -> MultiPolygon:
        """Return cells of a view as polygons in view mm, a little beyond the silhouette."""
        sheet = self.views[view]
        shape = below(np.where(grown(cells), 0.0, 1.0), 0.5, CELL_MM, (0, 0))
        return as_multipolygon(shapely.transform(shape, lambda points: points - sheet.shift).simplify(CELL_MM))

    def near(self, cells: Cells, view: str, most_mm: float) -> NDArray[np.float32]:
        """Return each cell's distance (mm) to the nearest of `cells` in a view or round its rim, at most `most_mm`."""
        return distance(cells[view] | self.beyond_rim(cells, view), most_mm)

    def border(self, cells: Cells) -> NDArray[np.float32]:
        """Return where some cells end on the skin, mm of the standing pose, (n, 3).

        A silhouette behind which they go on is no end.
        """
        return np.concatenate([view.places(self._ends(cells, name)) for name, view in self.views.items()])

    def _ends(self, cells: Cells, name: str) -> Flags:
        view, mine = self.views[name], cells[name]
        down, right = view.joined
        ends = np.zeros(mine.shape, bool)
        differ = down[:-1] & (mine[:-1] != mine[1:])
        ends[:-1] |= differ
        ends[1:] |= differ
        differ = right[:, :-1] & (mine[:, :-1] != mine[:, 1:])
        ends[:, :-1] |= differ
        ends[:, 1:] |= differ
        if name in ACROSS:
            ends |= grown(~view.skin & ~self.beyond_rim(cells, name))
        return ends & mine & (view.area > 0)


def both(half: NDArray[Any]) -> NDArray[Any]:
    """Return a half array with its mirror image."""
    return np.concatenate([half[:, ::-1], half], axis=1)


def grown(mask: Flags) -> Flags:
    """Return a mask and the cells beside it."""
    result = mask.copy()
    result[1:] |= mask[:-1]
    result[:-1] |= mask[1:]
    result[:, 1:] |= mask[:, :-1]
    result[:, :-1] |= mask[:, 1:]
    return result


def distance(mask: Flags, most_mm: float) -> NDArray[np.float32]:
    """Return the distance in mm of each cell to the nearest of a mask (centre to centre), at most `most_mm`."""
    result = np.full(mask.shape, most_mm, np.float32)
    reach = int(np.ceil(most_mm / CELL_MM))
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return result
    top, left = max(0, rows[0] - reach), max(0, columns[0] - reach)
    box = slice(top, rows[-1] + reach + 1), slice(left, columns[-1] + reach + 1)
    steps = np.where(mask[box], np.float32(0), np.float32(reach))
    for axis in (0, 1):
        squared = steps**2
        best = squared.copy()
        for away in range(1, reach + 1):
            _lower(best, squared, away, axis)
        steps = np.sqrt(np.minimum(best, np.float32(reach**2)))
    result[box] = np.minimum(steps * np.float32(CELL_MM), np.float32(most_mm))
    return result


def _lower(best: NDArray[np.float32], squared: NDArray[np.float32], away: int, axis: int) -> None:
    """Lower `best` to what lies `away` cells along an axis, on either side, and that far."""
    here = [slice(None), slice(None)]
    there = [slice(None), slice(None)]
    here[axis], there[axis] = slice(away, None), slice(None, -away)
    more = np.float32(away**2)
    for one, other in ((here, there), (there, here)):
        into = best[tuple(one)]
        np.minimum(into, squared[tuple(other)] + more, out=into)
