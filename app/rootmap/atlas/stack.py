"""Maps laid over each other on one figure: one label image per view tells what every map gives to each bit of skin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.model import CompiledAtlas, TerritoryId
from rootmap.skin.figure import Figure
from rootmap.skin.grid import Part

Joint = NDArray[np.unsignedinteger[Any]]
_WORD = 65_536  # as many labels as two bytes tell apart


class JointImages(Mapping[str, Joint]):
    """Joint labels (rows, half columns) by view, 0 off the skin; kept sample by sample, made when asked for."""

    def __init__(self, figure: Figure, samples: Mapping[str, Joint]) -> None:
        self._figure, self._samples = figure, samples

    def part(self, view: str, part: Part) -> Joint:
        """Return a part of an image, rows by columns."""
        return self._figure.views[view].grid.spread_in(self._samples[view], part)

    def __getitem__(self, view: str) -> Joint:
        """Return a whole image, megabytes each time. Raises KeyError."""
        return self.part(view, (slice(None), slice(None)))

    def __iter__(self) -> Iterator[str]:
        """Go through the views."""
        return iter(self._samples)

    def __len__(self) -> int:
        """Return how many views there are."""
        return len(self._samples)


@dataclass(frozen=True)
class MapStack:
    """Some maps on a figure, all at once.

    `images` are joint labels; row k of `labels` (joint labels, maps) is what each of `atlases` has there, `skin` (joint
    labels,) its cm2 on one side. One image takes a fraction of the memory of the maps' own, and one look-up answers for
    all of them.
    """

    atlases: tuple[CompiledAtlas, ...]
    images: JointImages
    labels: NDArray[np.uint16]
    skin: NDArray[np.float64]

    def at(self, view: str, x_mm: float, y_mm: float) -> tuple[tuple[TerritoryId, ...], ...]:
        """Return what each map gives to a point (view mm): its territories, none off the skin or where it is blank."""
        if not self.atlases or view not in self.images or not (np.isfinite(x_mm) and np.isfinite(y_mm)):
            return tuple(() for _ in self.atlases)
        half = self.atlases[0].halves[view]
        row, column = int(y_mm // half.resolution_mm), int(abs(x_mm - half.middle_mm) // half.resolution_mm)
        if row < 0:
            return tuple(() for _ in self.atlases)
        cell = self.images.part(view, (slice(row, row + 1), slice(column, column + 1)))
        joint = int(cell[0, 0]) if cell.size else 0  # beyond the picture there is none
        return tuple(
            atlas.named(int(label)) if joint else ()
            for atlas, label in zip(self.atlases, self.labels[joint], strict=True)
        )

    def first(self, count: int) -> "MapStack":
        """Return the stack of the first maps alone, on the same images."""
        return replace(self, atlases=self.atlases[:count], labels=self.labels[:, :count])

    @cached_property
    def columns(self) -> NDArray[np.intp]:
        """Where each map begins when the labels of all stand in one row, and how many they are, (maps + 1,)."""
        return np.cumsum([0, *(len(atlas.combinations) for atlas in self.atlases)], dtype=np.intp)

    def by_map(self, row: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """Return values in the row of all labels (labels, 2) as (labels of the map without 0, 2) for each map by id."""
        places = pairwise(self.columns.tolist())
        return {atlas.info.id: row[start + 1 : stop] for atlas, (start, stop) in zip(self.atlases, places, strict=True)}

    @cached_property
    def _in_row(self) -> NDArray[np.intp]:
        """The place of what each map has there, in the row of all labels, (joint labels, maps)."""
        return self.labels + self.columns[:-1]

    def in_row(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Return values of joint labels (joint labels,), few of them not 0, summed for each label of each map."""
        some = np.flatnonzero(values)
        repeated = np.repeat(values[some], len(self.atlases))
        return np.asarray(np.bincount(self._in_row[some].ravel(), repeated, int(self.columns[-1])), np.float64)


def stack(figure: Figure, atlases: Sequence[CompiledAtlas]) -> MapStack:
    """Lay maps over each other. Their own label images are let go of where they can be read again."""
    masks = {name: view.grid.mask for name, view in figure.views.items()}
    joint = np.zeros(sum(np.count_nonzero(mask) for mask in masks.values()), np.int64)
    rows = np.zeros((1, 0), np.uint16)
    for atlas in atlases:
        mine = np.concatenate([atlas.labels(name)[mask] for name, mask in masks.items()])
        count = len(atlas.combinations)
        pairs = joint * count + mine
        used = np.zeros(len(rows) * count, bool)
        used[pairs] = True
        found = np.flatnonzero(used)
        place = np.zeros(len(used), np.int64)
        place[found] = np.arange(len(found))
        joint = place[pairs]
        rows = np.column_stack([rows[found // count], (found % count).astype(np.uint16)])
        atlas.forget_labels()
    kind = np.uint16 if len(rows) < _WORD else np.uint32
    samples: dict[str, Joint] = {}
    labels = np.concatenate([np.zeros((1, len(atlases)), np.uint16), rows])
    skin, start = np.zeros(len(labels)), 0
    for name, mask in masks.items():
        stop = start + int(np.count_nonzero(mask))
        samples[name] = (joint[start:stop] + 1).astype(kind)
        skin += np.bincount(samples[name], figure.views[name].grid.area[mask], minlength=len(labels))
        start = stop
    return MapStack(tuple(atlases), JointImages(figure, samples), labels, skin)
