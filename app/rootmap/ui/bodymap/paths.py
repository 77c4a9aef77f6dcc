"""Turn shapely polygons into QPainterPaths at once, not point by point."""

from collections.abc import Sequence
from math import ceil, log2

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath
from shapely.geometry.base import BaseGeometry

_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])  # as QDataStream writes a QPainterPath
_MOVE, _LINE = 0, 1
_ODD_EVEN = 0
_STRAY_PX = 0.3  # how far a simplified line may stray, in device pixels
_COARSEST_PX_PER_MM = 0.125


def path_of(shape: BaseGeometry) -> QPainterPath:
    """Return the closed rings of a (multi-)polygon as one path to be filled odd-even, in the same coordinates."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return _path(*shapely.get_coordinates(rings, return_index=True))


class DetailPath:
    """A shape as paths that hold no more points than one can see; stroking all 6,000 of a silhouette takes 30 ms."""

    def __init__(self, shape: BaseGeometry) -> None:
        self._shape = shape
        self._paths: dict[int, QPainterPath] = {}

    def at(self, px_per_mm: float) -> QPainterPath:
        """Return the path (same coordinates as the shape) to be drawn at a scale."""
        level = ceil(log2(max(px_per_mm, _COARSEST_PX_PER_MM)))
        if level not in self._paths:
            self._paths[level] = path_of(_thinned(self._shape, _STRAY_PX / 2**level))
        return self._paths[level]


def _thinned(shape: BaseGeometry, stray: float) -> BaseGeometry:
    """Return the shape with fewer points: not kept valid, which would take four times as long and cannot be seen."""
    thin = shape.simplify(stray, preserve_topology=False)
    return thin if not thin.is_empty else shape


def path_through(lines: Sequence[NDArray[np.float64]]) -> QPainterPath:
    """Return open lines, each of points (n, 2), as one path."""
    return _path(np.concatenate(lines), np.repeat(np.arange(len(lines)), [len(line) for line in lines]))


def _path(points: NDArray[np.float64], line: NDArray[np.intp]) -> QPainterPath:
    """Return a path of one polyline for each run of equal numbers in `line`."""
    path = QPainterPath()
    if not len(points):
        return path
    elements = np.empty(len(points), dtype=_ELEMENT)
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    elements["type"] = _LINE
    elements["type"][starts] = _MOVE
    elements["x"], elements["y"] = points[:, 0], points[:, 1]
    head, tail = np.array([len(points)], ">i4"), np.array([starts[-1], _ODD_EVEN], ">i4")
    stream = QDataStream(QByteArray(head.tobytes() + elements.tobytes() + tail.tobytes()))
    stream >> path
    return path
