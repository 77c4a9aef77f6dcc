"""The exact overlap: how many cm2 of skin of each territory are painted, by intersection of the polygons."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.model import Kind
from rootmap.atlas.stack import stack
from rootmap.localise import raster
from rootmap.localise.evidence import Areas, AreaTable
from rootmap.skin.drawing import Parts, as_multipolygon, parts_of
from rootmap.skin.grid import Part

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.atlas.stack import MapStack
    from rootmap.skin.figure import Figure, View

TRACE_CM2 = 1e-4  # less paint than this is rounding
SNAP_MM = 1e-4  # edges of two drawings that are all but the same cancel out; an error of 0.01 cm2 for 10 m of edge
_ALL_SEGMENTS = 256  # segment codes are bytes
Codes = Callable[[Part], NDArray[np.unsignedinteger[Any]]]  # of a part of a half image, rows by columns


class ViewSkin:
    """The skin of one view, ready for integration: its half grid and the antiderivative of the counted area."""

    def __init__(self, view: "View") -> None:
        grid = view.grid
        self.resolution_mm, self.midline_mm = grid.resolution_mm, view.width_mm / 2.0
        self.half_shape = (int(grid.shape[0]), int(grid.shape[1]) // 2)
        self.outward = (1.0, -1.0) if view.left_is_right else (-1.0, 1.0)  # of the patient's left and right
        self.area_in, self.segment, self.segment_count = grid.area_in, grid.segment, len(grid.segment_names)

    def pieces(self, shape: BaseGeometry, rows: tuple[int, int]) -> raster.RowPieces:
        """Return the boundary of an area in view mm, cut at the rows of the grid, from one row to before another."""
        return raster.row_pieces(shape, self.resolution_mm, self.midline_mm, rows)

    def outward_cell(self, point_mm: raster.Point, outward: float) -> raster.Point:
        """Return a point (view mm) in cells of one half, x from the midline (+1 beyond it, -1 before it)."""
        return outward * (point_mm[0] - self.midline_mm) / self.resolution_mm, point_mm[1] / self.resolution_mm

    def outward_half(self, shape: BaseGeometry, outward: float) -> BaseGeometry:
        """Return a shape (view mm) with x in mm from the midline, positive on one half (+1 beyond it, -1 before it)."""
        moved: BaseGeometry = shapely.transform(shape, lambda at: (at - (self.midline_mm, 0.0)) * (outward, 1.0))
        return moved

    def area_cm2(self, shape: BaseGeometry, midline_mm: float | None = None) -> float:
        """Return the skin counted in an area: its planar area times the mean skin density of its cells.

        `midline_mm` is where the shape has the midline, in view mm unless told otherwise.
        """
        if shape.is_empty:
            return 0.0
        rows, middle = self.half_shape[0], self.midline_mm if midline_mm is None else midline_mm
        fine = shapely.segmentize(shape, self.resolution_mm)  # an edge counts where its middle lies
        pieces = raster.row_pieces(fine, self.resolution_mm, middle, (0, rows))
        top, bottom = max(0, math.floor(shape.bounds[1] / self.resolution_mm)), shape.bounds[3] / self.resolution_mm
        window = self.area_in((slice(top, min(rows, math.ceil(bottom))), slice(None)))  # all rows would be megabytes
        within = raster.RowPieces(pieces.row - top, pieces.x, pieces.rise)
        return raster.integral(within, raster.cumulative(window)) if len(pieces.row) else 0.0

    def by_segment(self, shape: BaseGeometry) -> Areas:
        """Return cm2 per segment and side, in the order of the grid's segment names."""
        return self.by_code(shape, self.segment.__getitem__, _ALL_SEGMENTS)[: self.segment_count]

    def by_code(self, shape: BaseGeometry, codes: Codes, count: int) -> Areas:
        """Return cm2 per code and side, (count, 2), of an image given part by part; cells at the edge in part."""
        result = np.zeros((count, 2))
        for side, outward in enumerate(self.outward):
            window = self.window(shape.bounds, outward)
            if window is not None:
                pieces = self.pieces(shape, (window.top, window.bottom))
                skin = raster.cover(pieces, window, outward) * self.area_in(window.slices)
                result[:, side] = np.bincount(codes(window.slices).ravel(), skin.ravel() / raster.FULL, count)
        return result

    def window(self, bounds: tuple[float, float, float, float], outward: float) -> raster.Window | None:
        """Return the cells of one half (+1 for x beyond the midline, -1 before it) within bounds in view mm, if any."""
        left, right = (outward * (x - self.midline_mm) / self.resolution_mm for x in bounds[::2])
        top, bottom = (y / self.resolution_mm for y in bounds[1::2])
        rows, half = self.half_shape
        low, high = np.floor([top, min(left, right)]), np.ceil([bottom, max(left, right)])
        near, far = np.clip((low[1], high[1]), 0, half).astype(int).tolist()
        first, last = np.clip((low[0], high[0]), 0, rows).astype(int).tolist()
        return raster.Window(first, last, near, far) if near < far and first < last else None


class _Regions:
    """One atlas's polygons on the half of a view, x outward from the midline: each with its territory, by place."""

    def __init__(self, atlas: "CompiledAtlas", view: str) -> None:
        polygons = atlas.halves[view].polygons
        shapes = [polygons.get(territory.id, MultiPolygon()) for territory in atlas.info.territories]
        self.shapes, self.rows = shapely.get_parts(shapes, return_index=True)
        self.tree = shapely.STRtree(self.shapes)


@dataclass(frozen=True)
class _Measured:
    """Painted skin: cm2 in all, per map, territory and side, and per segment and side."""

    total: float
    areas: tuple[Areas, ...]
    segments: Areas

    def plus(self, other: "_Measured", sign: float = 1.0) -> "_Measured":
        """Return both together, or with a negative sign what is left without the other."""
        areas = tuple(mine + sign * theirs for mine, theirs in zip(self.areas, other.areas, strict=True))
        return _Measured(self.total + sign * other.total, areas, self.segments + sign * other.segments)


class ExactOverlap:
    """Measures drawings on one figure against stacked maps.

    Build it once: it keeps the regions, and what it measured last, so that a new stroke costs only the skin it adds.
    `give_way` is called every few milliseconds: what works in a thread may wait there while something else is urgent.
    """

    def __init__(self, figure: "Figure", maps: "MapStack", give_way: Callable[[], object] = lambda: None) -> None:
        self._give_way = give_way
        self.figure, self._maps, self.atlases = figure, maps, maps.atlases
        self._skin: dict[str, ViewSkin] = {}
        self._regions: dict[tuple[str, str], _Regions] = {}
        self._last: dict[tuple[Quality | None, str], tuple[MultiPolygon, _Measured]] = {}  # None: all qualities

    def measure(self, painted: Mapping[Quality, Mapping[str, MultiPolygon]]) -> AreaTable:
        """Return the painted cm2 per quality, map, territory and side, and per body segment."""
        last, self._last = self._last, {}
        layers = {quality: self._sum(quality, views, last) for quality, views in painted.items()}
        layers = {quality: layer for quality, layer in layers.items() if layer.total > TRACE_CM2}
        if not layers:
            return AreaTable()
        first = next(iter(layers.values()))
        union = first if len(layers) == 1 else self._sum(None, _union([painted[quality] for quality in layers]), last)
        names = next(iter(self.figure.views.values())).grid.segment_names
        return AreaTable(
            areas={quality: self._by_map(layer) for quality, layer in layers.items()},
            painted={quality: layer.total for quality, layer in layers.items()},
            union=self._by_map(union),
            union_cm2=union.total,
            segments={quality: layer.segments for quality, layer in layers.items()},
            segment_names=names,
        )

    def _by_map(self, layer: _Measured) -> dict[str, Areas]:
        return {atlas.info.id: np.maximum(areas, 0.0) for atlas, areas in zip(self.atlases, layer.areas, strict=True)}

    def _sum(
        self,
        layer: Quality | None,
        views: Mapping[str, MultiPolygon],
        last: Mapping[tuple[Quality | None, str], tuple[MultiPolygon, _Measured]],
    ) -> _Measured:
        """Return the skin of a layer, measuring only what was painted or rubbed out since the last drawing."""
        total = self._nothing
        for view, shape in views.items():
            before, skin = last.get((layer, view), (MultiPolygon(), self._nothing))
            if shape is not before:
                for sign, change in zip((1.0, -1.0), _changes(before, shape), strict=True):
                    for part in change:
                        skin = skin.plus(self._measure_part(view, part), sign)
            self._last[layer, view] = shape, skin
            total = total.plus(skin)
        return total

    @cached_property
    def _nothing(self) -> _Measured:
        segments = len(next(iter(self.figure.views.values())).grid.segment_names)
        areas = tuple(np.zeros((len(atlas.combinations) - 1, 2)) for atlas in self.atlases)
        return _Measured(0.0, areas, np.zeros((segments, 2)))

    def _measure_part(self, view: str, part: BaseGeometry) -> _Measured:
        self._give_way()
        if view not in self._skin:
            self._skin[view] = ViewSkin(self.figure.views[view])
        skin, maps = self._skin[view], self._maps
        joint = skin.by_code(part, partial(maps.images.part, view), len(maps.labels))
        counted = maps.by_map(np.stack([maps.in_row(side) for side in joint.T], axis=1))
        areas = tuple(
            self._in_regions(atlas, view, part) if _by_polygons(atlas) else counted[atlas.info.id]
            for atlas in self.atlases
        )
        return _Measured(skin.area_cm2(part), areas, skin.by_segment(part))

    def _in_regions(self, atlas: "CompiledAtlas", view: str, part: BaseGeometry) -> Areas:
        """Return the skin of a part in each territory and side of a map."""
        key = (atlas.info.id, view)
        if key not in self._regions:
            self._regions[key] = _Regions(atlas, view)
        regions, table = self._regions[key], np.zeros((len(atlas.info.territories), 2))
        skin = self._skin[view]
        for side, outward in enumerate(skin.outward):
            half = skin.outward_half(part, outward)
            near = regions.tree.query(half, predicate="intersects")
            common = shapely.intersection(half, regions.shapes[near])
            areal = shapely.get_dimensions(common) == 2  # what only touches leaves a line or a point
            for place, piece in zip(near[areal], common[areal], strict=True):
                self._give_way()
                table[regions.rows[place], side] += skin.area_cm2(as_multipolygon(piece), midline_mm=0.0)
        return table


def _by_polygons(atlas: "CompiledAtlas") -> bool:
    """Whether a map is measured by its regions; for others, overlapping or not of roots, cells are close enough."""
    return not atlas.info.overlapping and atlas.info.kind is Kind.DERMATOME


def _changes(before: MultiPolygon, after: MultiPolygon) -> tuple[Parts, Parts]:
    """Return what was added to an area and what was taken from it, as polygons."""
    old, new = ({part.wkb: part for part in shapely.get_parts(shape)} for shape in (before, after))
    gone = MultiPolygon([old[key] for key in old.keys() - new.keys()])
    come = MultiPolygon([new[key] for key in new.keys() - old.keys()])
    with np.errstate(divide="ignore", invalid="ignore"):  # GEOS meets edges of no length while it snaps
        added, taken = (shapely.difference(a, b, grid_size=SNAP_MM) for a, b in ((come, gone), (gone, come)))
    return parts_of(added), parts_of(taken)


def _union(layers: Sequence[Mapping[str, MultiPolygon]]) -> dict[str, MultiPolygon]:
    if len(layers) == 1:
        return dict(layers[0])
    shapes: dict[str, list[MultiPolygon]] = {}
    for layer in layers:
        for view, shape in layer.items():
            shapes.setdefault(view, []).append(shape)
    return {view: as_multipolygon(shapely.union_all(each)) for view, each in shapes.items()}


def measure(
    painted: Mapping[Quality, Mapping[str, MultiPolygon]], figure: "Figure", atlases: Sequence["CompiledAtlas"]
) -> AreaTable:
    """Return the painted cm2 per territory for one drawing; for many drawings keep an ExactOverlap."""
    return ExactOverlap(figure, stack(figure, atlases)).measure(painted)
