"""Maps laid over each other on one figure: one label image per view tells what every map gives to each bit of skin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.model import CompiledAtlas, TerritoryId
from rootmap.skin.figure import Figure

Joint = NDArray[np.unsignedinteger[Any]]
_WORD = 65_536  # as many labels as two bytes tell apart


@dataclass(frozen=True)
class MapStack:
    """Some maps on a figure, all at once.

    `images[view]` (rows, half columns) holds joint labels, 0 off the skin; row k of `labels` (joint labels, maps) is
    what each of `atlases` has there, `skin` (joint labels,) its cm2 on one side. One image takes a fraction of the
    memory of the maps' own, and one look-up answers for all of them.
    """

    atlases: tuple[CompiledAtlas, ...]
    images: Mapping[str, Joint]
    labels: NDArray[np.uint16]
    skin: NDArray[np.float64]

    def at(self, view: str, x_mm: float, y_mm: float) -> tuple[tuple[TerritoryId, ...], ...]:
        """Return what each map gives to a point (view mm): its territories, none off the skin or where it is blank."""
        if not self.atlases or view not in self.images or not (np.isfinite(x_mm) and np.isfinite(y_mm)):
            return tuple(() for _ in self.atlases)
        half, image = self.atlases[0].halves[view], self.images[view]
        row, column = int(y_mm // half.resolution_mm), int(abs(x_mm - half.middle_mm) // half.resolution_mm)
        inside = 0 <= row < image.shape[0] and column < image.shape[1]
        joint = int(image[row, column]) if inside else 0
        return tuple(
            atlas.named(int(label)) if joint else ()
            for atlas, label in zip(self.atlases, self.labels[joint], strict=True)
        )

    @cached_property
    def columns(self) -> NDArray[np.intp]:
        """Where each map begins when the labels of all stand in one row, and how many they are, (maps + 1,)."""
        return np.concatenate([[0], np.cumsum([len(atlas.combinations) for atlas in self.atlases])])

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
    images: dict[str, Joint] = {}
    start = 0
    for name, mask in masks.items():
        stop = start + int(np.count_nonzero(mask))
        images[name] = np.zeros(mask.shape, kind)
        images[name][mask] = joint[start:stop] + 1
        start = stop
    labels = np.concatenate([np.zeros((1, len(atlases)), np.uint16), rows])
    skin = np.zeros(len(labels))
    for name, image in images.items():
        skin += np.bincount(image.ravel(), figure.views[name].grid.area.ravel(), minlength=len(labels))
    return MapStack(tuple(atlases), images, labels, skin)
