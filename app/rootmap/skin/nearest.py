"""Find the sample of a view that lies nearest to given skin coordinates."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.skin.grid import SurfaceGrid
from rootmap.skin.names import ROUND_LIMBS

Numbers = NDArray[np.float64]
Cells = tuple[NDArray[np.int64], NDArray[np.int64]]

BIN_MM = 4.0
FULL_TURN = 360.0
WRAP_MARGIN_DEG = 12.0  # skin this near the seam of a limb's degrees is indexed on both sides of it


@dataclass(frozen=True)
class Scale:
    """Millimetres of skin per unit of each coordinate: round figures of an adult, good for finding the nearest."""

    first: float
    second: float


SCALES = {
    "leg": Scale(400, 1.0),
    "arm": Scale(280, 0.7),
    "hand.palmar": Scale(85, 20),
    "hand.dorsal": Scale(85, 20),
    "foot.dorsal": Scale(150, 18),
    "foot.plantar": Scale(150, 18),
    "trunk": Scale(550, 2.4),
    "neck": Scale(100, 1.0),
    "head": Scale(220, 1.4),
    "perineum": Scale(1, 0.0),  # polar
}


def flat(name: str, first: Numbers, second: Numbers) -> Numbers:
    """Return skin coordinates of a segment laid flat in mm (n, 2): polar for the perineum, straight elsewhere."""
    if name == "perineum":
        turn = np.radians(second)
        return np.stack([first * np.sin(turn), first * np.cos(turn)], axis=1)
    scale = SCALES[name]
    return np.stack([first * scale.first, second * scale.second], axis=1)


class SegmentIndex:
    """The samples of one segment in one view, laid flat and sorted into bins of BIN_MM."""

    def __init__(self, grid: SurfaceGrid, name: str) -> None:
        rows, columns = grid.cells_of(name)
        first, second = (values.astype(float) for values in grid.coordinates(rows, columns))
        if name in ROUND_LIMBS:
            low, high = second < WRAP_MARGIN_DEG, second > FULL_TURN - WRAP_MARGIN_DEG
            rows, columns, first = (np.concatenate([a, a[low], a[high]]) for a in (rows, columns, first))
            second = np.concatenate([second, second[low] + FULL_TURN, second[high] - FULL_TURN])
        places = flat(name, first, second)
        self.origin = places.min(axis=0) if len(places) else np.zeros(2)
        bins = ((places - self.origin) / BIN_MM).astype(np.int64)
        self.height, self.width = (int(n) + 1 for n in bins.max(axis=0)) if len(places) else (0, 0)
        keys = bins[:, 0] * self.width + bins[:, 1]
        order = np.argsort(keys, kind="stable")
        self.keys, self.places = keys[order], places[order]
        self.rows, self.columns = rows[order], columns[order]

    def nearest(self, place: Numbers, anywhere: bool) -> tuple[float, int]:
        """Return the distance in mm and the index of the sample nearest to a flat place.

        Unless `anywhere`, a place with no sample within three bins has none: (infinity, 0).
        """
        row, column = (int(v) for v in np.floor((place - self.origin) / BIN_MM))
        for ring in (1, 3):
            if -ring <= row < self.height + ring and -ring <= column < self.width + ring:
                best = self._best(self._runs(row, column, ring), place)
                if best[0] <= ring * BIN_MM:
                    return best
        return self._best([slice(0, len(self.keys))], place) if anywhere and len(self.keys) else (math.inf, 0)

    def _runs(self, row: int, column: int, ring: int) -> list[slice]:
        """Return where the samples of the bins round one stand, row by row of bins."""
        left, right = max(0, column - ring), min(self.width - 1, column + ring)
        firsts = np.arange(max(0, row - ring), min(self.height, row + ring + 1)) * self.width
        if right < left:
            return []
        bounds = np.searchsorted(self.keys, [firsts + left, firsts + right + 1]).tolist()
        return [slice(start, stop) for start, stop in zip(*bounds, strict=True) if start < stop]

    def _best(self, runs: list[slice], place: Numbers) -> tuple[float, int]:
        best, found = math.inf, -1
        for run in runs:
            down, across = (self.places[run] - place).T
            squared = down * down + across * across
            k = int(squared.argmin())
            if squared[k] < best:
                best, found = float(squared[k]), run.start + k
        return math.sqrt(best), found


def nearest_cells(
    grid: SurfaceGrid, name: str, first: Numbers, second: Numbers, anywhere: bool = True
) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]] | None:
    """Return (about how many mm away, row, half column) of the cell of a segment nearest to each pair of coordinates.

    `second` is the left side's (n), degrees of limbs at any turn. None where the view shows nothing of the segment.
    Unless `anywhere`, pairs with no cell within about a centimetre are infinitely far, which is quicker to say.
    """
    if len(grid.cells_of(name)[0]) == 0:
        return None
    index = grid.indices.get(name)
    if index is None:
        index = grid.indices[name] = SegmentIndex(grid, name)
    second = second % FULL_TURN if name in ROUND_LIMBS else second
    found = [index.nearest(place, anywhere) for place in flat(name, first, second)]
    cells = np.array([k for _, k in found])
    return np.array([distance for distance, _ in found]), index.rows[cells], index.columns[cells]
