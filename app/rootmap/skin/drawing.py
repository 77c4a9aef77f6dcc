"""A drawing: what a patient feels and where, as marks in layers; and the polygons those marks cover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.figure import Figure, SkinPoint

GRID_MM = 0.01  # far finer than a pixel at the closest zoom; keeps files short and unions robust

Parts = NDArray[np.object_]
"""Disjoint shapely polygons in view mm; never changed in place, so that states of a drawing can share them."""

Ring = tuple[tuple[float, float], ...]
Painted = Mapping[Quality, Mapping[str, MultiPolygon]]
"""Quality, then view name, then what is painted there (view mm, clipped to the silhouette); nothing is empty."""


@dataclass(frozen=True)
class StrokeMark:
    """All skin within half of `width_mm` of a line through skin points; it wraps round edges."""

    points: tuple[SkinPoint, ...]
    width_mm: float
    erase: bool = False


@dataclass(frozen=True)
class PatchMark:
    """All skin within `radius_mm` of a skin point."""

    centre: SkinPoint
    radius_mm: float
    erase: bool = False


@dataclass(frozen=True)
class PolygonMark:
    """An area outlined on one view, in view mm. Rings are open (the first point is not repeated)."""

    view: str
    points_mm: Ring
    holes_mm: tuple[Ring, ...] = ()
    erase: bool = False


Mark = StrokeMark | PatchMark | PolygonMark


@dataclass(frozen=True)
class Layer:
    """The marks of one quality; each adds to, or with `erase` takes from, what the marks before it left."""

    quality: Quality
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Drawing:
    """One patient's drawing. `figure` names the figure it was painted on; a quality has at most one layer."""

    figure: str
    layers: tuple[Layer, ...] = ()

    def marks(self, quality: Quality) -> tuple[Mark, ...]:
        """Return the marks of one quality, in order."""
        return next((layer.marks for layer in self.layers if layer.quality is quality), ())

    def with_marks(self, quality: Quality, marks: tuple[Mark, ...]) -> "Drawing":
        """Return this drawing with the marks of one quality replaced; a layer without marks is left out."""
        by_quality = {layer.quality: layer.marks for layer in self.layers} | {quality: marks}
        return Drawing(self.figure, tuple(Layer(key, value) for key, value in by_quality.items() if value))


def on_figure(drawing: Drawing, figure: str) -> Drawing | None:
    """Return a drawing as one of another figure; None where a mark outlined on a view belongs to its own figure."""
    if drawing.figure != figure and any(
        isinstance(mark, PolygonMark) for layer in drawing.layers for mark in layer.marks
    ):
        return None
    return replace(drawing, figure=figure)


def paint(drawing: Drawing, figure: Figure) -> Painted:
    """Return the polygons a drawing covers on every view of `figure`, each layer's marks applied in order."""
    painted: dict[Quality, Mapping[str, MultiPolygon]] = {}
    for layer in drawing.layers:
        area: dict[str, MultiPolygon] = {}
        for erase, marks in groupby(layer.marks, key=lambda mark: mark.erase):
            change = mark_areas(list(marks), figure)
            area = subtract(area, change) if erase else add(area, change)
        if area:
            painted[layer.quality] = area
    return painted


def mark_areas(marks: Sequence[Mark], figure: Figure) -> dict[str, MultiPolygon]:
    """Return what some marks cover together on every view, clipped to the silhouettes; `erase` is not looked at."""
    from rootmap.skin.marks import carry, project  # marks.py needs the types above

    area: dict[str, MultiPolygon] = {}
    outlined: dict[str, list[Polygon]] = {}
    for mark in marks:
        if isinstance(mark, PolygonMark):
            outlined.setdefault(mark.view, []).append(to_polygon(mark))
        else:
            area = add(area, project(mark, figure))
    for view, polygons in outlined.items():
        here = clip(shapely.union_all(polygons), figure, view)
        if not here.is_empty:
            area = add(area, {view: here} | carry(view, here, figure))
    return area


def clip(shape: BaseGeometry, figure: Figure, view: str) -> MultiPolygon:
    """Return the part of a shape (view mm) that lies on the body in that view."""
    if shape.is_empty:
        return MultiPolygon()
    nearby = shapely.clip_by_rect(figure.views[view].outline, *shape.bounds)
    return as_multipolygon(shapely.intersection(shape, nearby, grid_size=GRID_MM))


def add(area: Mapping[str, MultiPolygon], more: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return the union, view by view, without empty views."""
    result = dict(area)
    for view, shape in more.items():
        if not shape.is_empty:
            result[view] = whole(merge(parts_of(result[view]), shape)) if view in result else as_multipolygon(shape)
    return result


def subtract(area: Mapping[str, MultiPolygon], less: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return what is left of `area`, view by view, without empty views."""
    result = {v: whole(cut(parts_of(shape), less[v])) if v in less else shape for v, shape in area.items()}
    return {view: shape for view, shape in result.items() if not shape.is_empty}


def merge(parts: Parts, new: MultiPolygon) -> Parts:
    """Return the union of disjoint parts and a new area; parts it does not touch stay the very same objects."""
    if not len(parts):
        return parts_of(new)
    near = shapely.intersects(shapely.box(*new.bounds), parts)
    joined = shapely.union_all([*parts[near], new])
    return np.concatenate([parts[~near], parts_of(joined)])


def cut(parts: Parts, less: MultiPolygon) -> Parts:
    """Return what is left of disjoint parts; parts that lose nothing stay the very same objects."""
    near = shapely.intersects(less, parts)
    return np.concatenate([parts[~near], *(parts_of(left) for left in shapely.difference(parts[near], less))])


def parts_of(shape: BaseGeometry) -> Parts:
    """Return the polygons of any geometry; the points and lines an intersection leaves behind are dropped."""
    flat = shapely.get_parts(shapely.get_parts(shape))
    polygonal = shapely.get_type_id(flat) == shapely.GeometryType.POLYGON
    parts: Parts = flat[polygonal & ~shapely.is_empty(flat)]
    return parts


def whole(parts: Parts) -> MultiPolygon:
    """Return disjoint parts as one area."""
    shape = shapely.multipolygons(parts) if len(parts) else MultiPolygon()
    assert isinstance(shape, MultiPolygon)
    return shape


def as_multipolygon(shape: BaseGeometry) -> MultiPolygon:
    """Return the polygons of any geometry as one multi-polygon."""
    return whole(parts_of(shape))


def to_polygon(mark: PolygonMark) -> Polygon:
    """Return the shapely polygon of a mark, in view mm."""
    return Polygon(mark.points_mm, mark.holes_mm)


def to_marks(view: str, shape: MultiPolygon, *, erase: bool = False) -> tuple[PolygonMark, ...]:
    """Return one mark for each part of an area in view mm."""
    return tuple(
        PolygonMark(view, _ring(part.exterior), tuple(_ring(hole) for hole in part.interiors), erase)
        for part in shape.geoms
    )


def mirrored(shape: MultiPolygon, width_mm: float) -> MultiPolygon:
    """Return an area of a view of that width with left and right exchanged."""
    return as_multipolygon(shapely.transform(shape, lambda xy: xy * (-1, 1) + (width_mm, 0)))


def _ring(ring: shapely.LinearRing) -> Ring:
    return tuple((float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1])
