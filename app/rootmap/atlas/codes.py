"""Label images: which territories each cell of a half view belongs to, as one small number per cell."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from rootmap.atlas.labels import extend
from rootmap.atlas.model import AtlasInfo, Codes, Combinations, HalfView
from rootmap.skin.figure import Figure
from rootmap.skin.raster import fill

BYTE = 256  # as many labels as a byte tells apart
CUT_CELLS = 3  # the outline cuts no deeper than this into the grid
_Known = dict[tuple[int, ...], int]  # the label of each combination of territories, in the order of their labels


def label_images(
    info: AtlasInfo, figure: Figure, halves: Mapping[str, HalfView]
) -> tuple[dict[str, Codes], Combinations]:
    """Return a label image per view and, for each label, the places of its territories in `info.territories`.

    Label 0 is no territory. Cells of skin whose centre the outline cuts off take a neighbour's label.
    """
    known: _Known = {(): 0} | {(place,): place + 1 for place in range(len(info.territories))}
    images = {name: _image(info, figure, half, name, known) for name, half in halves.items()}
    if len(known) <= BYTE:
        return {name: image.astype(np.uint8) for name, image in images.items()}, tuple(known)
    return dict(images), tuple(known)


def _image(info: AtlasInfo, figure: Figure, half: HalfView, view: str, known: _Known) -> NDArray[np.uint16]:
    grid = figure.views[view].grid
    image = np.zeros(grid.half_shape, np.uint16)
    for place, territory in enumerate(info.territories):
        shape = half.polygons.get(territory.id)
        if shape is None:
            continue
        mask = fill(shape, grid.resolution_mm, grid.half_shape) & grid.mask
        if info.overlapping:
            _add(image, mask, place, known)
        else:
            image[mask] = known[(place,)]
    grown = extend(image, CUT_CELLS)
    bare = grid.mask
    if info.overlapping or info.partial:  # only what the outline cuts off: other skin may be blank
        bare = grid.mask & ~fill(figure.views[view].outline_half, grid.resolution_mm, grid.half_shape)
    return np.where(bare, grown, image)


def _add(image: NDArray[np.uint16], mask: NDArray[np.bool_], place: int, known: _Known) -> None:
    """Put a territory on top of those that the cells of `mask` have already."""
    labels = np.unique(image[mask])
    names = list(known)
    wider = np.zeros(len(names), np.uint16)
    for label in labels.tolist():
        wider[label] = known.setdefault((*names[label], place), len(known))
    image[mask] = wider[image[mask]]
