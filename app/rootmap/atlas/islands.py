"""Parts of a territory that do not hang together on the skin, followed from view to view."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.parts import parts_of
from rootmap.skin.coordinates import in_words
from rootmap.skin.figure import Figure, SkinPoint
from rootmap.skin.names import join_segment

Labels = NDArray[np.uint8]
Nodes = NDArray[np.int64]
_BLOCK_MM = 6.0  # cells in one block of space, or in blocks side by side, show skin that hangs together
MM2_PER_CM2 = 100.0


@dataclass(frozen=True)
class Island:
    """A part of a territory's label without connection to its largest part: its skin and a place in words."""

    label: int
    cm2: float
    place: str


def islands(images: Mapping[str, Labels], figure: Figure, least_mm2: float) -> Iterator[Island]:
    """Yield the parts, of at least a size, that hang together with the largest part of their label in no view."""
    nodes, count = _nodes(images)
    joined = _joined(nodes, images, figure, count)
    skin, label = np.zeros(count), np.zeros(count, np.int64)
    for name, image in images.items():
        shown = image > 0
        np.add.at(skin, joined[nodes[name][shown]], figure.views[name].grid.area[shown])
        label[joined[nodes[name][shown]]] = image[shown]
    for code in np.unique(label[label > 0]).tolist():
        mine = np.flatnonzero(label == code)
        for node in mine[np.argsort(-skin[mine])][1:].tolist():
            if skin[node] * MM2_PER_CM2 >= least_mm2:
                yield Island(code, float(skin[node]), _place(nodes, joined, node, figure))


def _nodes(images: Mapping[str, Labels]) -> tuple[dict[str, Nodes], int]:
    """Number the parts of all views in one row; return the number of each cell and how many there are."""
    nodes, count = {}, 0
    for name, image in images.items():
        parts = parts_of(np.ascontiguousarray(image))
        nodes[name] = np.repeat(parts.part, parts.stop - parts.start).reshape(image.shape) + count
        count += len(parts.label)
    return nodes, count


def _joined(nodes: Mapping[str, Nodes], images: Mapping[str, Labels], figure: Figure, count: int) -> Nodes:
    """Return for each part the first of those it hangs together with: the same label in the same blocks of space."""
    keys, owners = [], []
    for name, image in images.items():
        rows, columns = np.nonzero(image)
        block = np.floor(figure.views[name].grid.places(rows, columns) / _BLOCK_MM).astype(np.int64)
        step = np.array([1 << 40, 1 << 20, 1])
        key = ((block + (1 << 18)) * step).sum(axis=1) * 256 + image[rows, columns]
        owned = np.unique(np.stack([key, nodes[name][rows, columns]], axis=1), axis=0)
        keys.append(owned[:, 0])
        owners.append(owned[:, 1])
    key, owner = np.concatenate(keys), np.concatenate(owners)
    order = np.argsort(key, kind="stable")
    key, owner = key[order], owner[order]
    root = np.arange(count)
    pairs = [np.stack([owner[:-1], owner[1:]], axis=1)[key[:-1] == key[1:]]]
    for ahead in (256, 256 << 20, 256 << 40):  # the next block forward, up and to the left
        there = np.searchsorted(key, key + ahead)
        there[there == len(key)] = 0
        same = key[there] == key + ahead
        pairs.append(np.stack([owner[same], owner[there[same]]], axis=1))
    return _roots(root, np.unique(np.concatenate(pairs), axis=0))


def _roots(root: Nodes, pairs: Nodes) -> Nodes:
    while True:
        a, b = root[pairs[:, 0]], root[pairs[:, 1]]
        apart = a != b
        if not apart.any():
            return root
        np.minimum.at(root, np.maximum(a, b)[apart], np.minimum(a, b)[apart])
        while not np.array_equal(further := root[root], root):
            root = further


def _place(nodes: Mapping[str, Nodes], joined: Nodes, node: int, figure: Figure) -> str:
    """Return in words where a part lies: the cell nearest its middle in the view that shows most of it."""
    cells = {name: np.nonzero(joined[image] == node) for name, image in nodes.items()}
    name = max(cells, key=lambda view: len(cells[view][0]))
    rows, columns = cells[name]
    middle = int(np.argmin(np.hypot(rows - np.median(rows), columns - np.median(columns))))
    grid, cell = figure.views[name].grid, (rows[middle], columns[middle])
    segment = join_segment(grid.segment_names[grid.segment[cell]], Side.LEFT)
    return in_words(SkinPoint(segment, float(grid.first[cell]), float(grid.second[cell])))
