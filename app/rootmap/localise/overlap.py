"""The exact overlap: how many cm2 of skin of each territory are painted, by intersection of the polygons."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import raster
from rootmap.localise.evidence import SIDES, Areas, AreaTable
from rootmap.skin.drawing import as_multipolygon

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure, View

TRACE_CM2 = 1e-4  # less paint than this is rounding
_ALL_SEGMENTS = 256  # segment codes are bytes


class ViewSkin:
    """The skin of one view, ready for integration: its half grid and the antiderivative of the counted area."""

    def __init__(self, view: "View") -> None:
        grid = view.grid
        self.resolution_mm, self.midline_mm = grid.resolution_mm, view.width_mm / 2.0
        self.half_shape = (int(grid.shape[0]), int(grid.shape[1]) // 2)
        self.outward = (1.0, -1.0) if view.left_is_right else (-1.0, 1.0)  # of the patient's left and right
        self.area, self.segment = grid.area, grid.segment
        self._density = raster.cumulative(grid.area)

    def pieces(self, shape: BaseGeometry) -> raster.RowPieces:
        """Return the boundary of an area in view mm, cut at the rows of the grid."""
        return raster.row_pieces(shape, self.resolution_mm, self.midline_mm, self.half_shape[0])

    def area_cm2(self, shape: BaseGeometry) -> float:
        """Return the skin counted in an area: its planar area times the mean skin density of its cells."""
        return raster.integral(self.pieces(shape), self._density)

    def by_segment(self, shape: BaseGeometry) -> Areas:
        """Return cm2 per segment code and side, shape (256, 2)."""
        result = np.zeros((_ALL_SEGMENTS, 2))
        pieces = self.pieces(shape)
        for side, outward in enumerate(self.outward):
            window = self.window(shape.bounds, outward)
            if window is not None:
                skin = raster.cover(pieces, window, outward) * self.area[window.slices]
                codes = self.segment[window.slices].ravel()
                result[:, side] = np.bincount(codes, skin.ravel() / raster.FULL, _ALL_SEGMENTS)
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
    """One atlas's polygons on one view, each with its territory and side, findable by place."""

    def __init__(self, atlas: "CompiledAtlas", view: str) -> None:
        found = [
            (row, column, atlas.polygons(territory.id, side).get(view))
            for row, territory in enumerate(atlas.info.territories)
            for column, side in enumerate(SIDES)
        ]
        parts = [
            (row, column, part)
            for row, column, shape in found
            if shape is not None
            for part in shapely.get_parts(shape)
        ]
        self.rows = np.array([row for row, _, _ in parts], dtype=np.int64)
        self.columns = np.array([column for _, column, _ in parts], dtype=np.int64)
        self.shapes = np.array([part for _, _, part in parts], dtype=object)
        self.tree = shapely.STRtree(self.shapes)


class ExactOverlap:
    """Measures drawings on one figure against chosen maps; keeps what it reads, so build it once."""

    def __init__(self, figure: "Figure", atlases: Sequence["CompiledAtlas"]) -> None:
        self.figure, self.atlases = figure, tuple(atlases)
        self._skin: dict[str, ViewSkin] = {}
        self._regions: dict[tuple[str, str], _Regions] = {}

    def skin(self, view: str) -> ViewSkin:
        """Return the skin of a view."""
        if view not in self._skin:
            self._skin[view] = ViewSkin(self.figure.views[view])
        return self._skin[view]

    def measure(self, painted: Mapping[Quality, Mapping[str, MultiPolygon]]) -> AreaTable:
        """Return the painted cm2 per quality, map, territory and side, and per body segment."""
        totals = {quality: self._total(views) for quality, views in painted.items()}
        layers = {quality: painted[quality] for quality, total in totals.items() if total > TRACE_CM2}
        if not layers:
            return AreaTable()
        union = _union(list(layers.values()))
        areas = {quality: self._areas(views) for quality, views in layers.items()}
        return AreaTable(
            areas=areas,
            painted={quality: totals[quality] for quality in layers},
            union=next(iter(areas.values())) if len(areas) == 1 else self._areas(union),
            union_cm2=self._total(union),
            segments={quality: self._segments(views) for quality, views in layers.items()},
            segment_names=self._segment_names(),
        )

    def _segment_names(self) -> tuple[str, ...]:
        return next(iter(self.figure.views.values())).grid.segment_names

    def _total(self, views: Mapping[str, MultiPolygon]) -> float:
        return sum(self.skin(view).area_cm2(shape) for view, shape in views.items())

    def _segments(self, views: Mapping[str, MultiPolygon]) -> Areas:
        every: Areas = sum(
            (self.skin(view).by_segment(part) for view, shape in views.items() for part in shapely.get_parts(shape)),
            np.zeros((_ALL_SEGMENTS, 2)),
        )
        return every[: len(self._segment_names())]

    def _areas(self, views: Mapping[str, MultiPolygon]) -> dict[str, Areas]:
        result = {}
        for atlas in self.atlases:
            table = np.zeros((len(atlas.info.territories), 2))
            for view, shape in views.items():
                self._add(table, atlas, view, shape)
            result[atlas.info.id] = table
        return result

    def _add(self, table: Areas, atlas: "CompiledAtlas", view: str, shape: MultiPolygon) -> None:
        key = (atlas.info.id, view)
        if key not in self._regions:
            self._regions[key] = _Regions(atlas, view)
        regions, parts = self._regions[key], shapely.get_parts(shape)
        part, region = regions.tree.query(parts, predicate="intersects")
        common = shapely.intersection(parts[part], regions.shapes[region])
        areal = shapely.get_dimensions(common) == 2  # what only touches leaves a line or a point
        for place, piece in zip(region[areal], common[areal], strict=True):
            area = self.skin(view).area_cm2(as_multipolygon(piece))
            table[regions.rows[place], regions.columns[place]] += area


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
    return ExactOverlap(figure, atlases).measure(painted)
