"""The drawing file as pydantic models: the strict gate between strangers' JSON and our own types."""

import math
from typing import Annotated, Literal

import shapely
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from shapely.geometry import Polygon

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.drawing import Drawing, Layer, Mark, PatchMark, PolygonMark, StrokeMark
from rootmap.skin.figure import VIEWS, SkinPoint

MAX_RING_POINTS = 20_000  # a territory filled at once has about 2,000
MAX_STROKE_POINTS = 2_000  # far beyond what a hand writes in skin coordinates
MAX_MARKS = 20_000  # an hour of painting leaves about 500
MAX_MM = 10_000.0  # no view is wider than a person is tall
MAX_WIDTH_MM = 1_000.0

_PAIRED = ("arm", "leg")
_FACED = {"hand": ("palmar", "dorsal"), "foot": ("dorsal", "plantar")}
SEGMENTS = frozenset(
    ["trunk", "neck", "head", "perineum"]
    + [f"{name}.{side}" for name in _PAIRED for side in ("left", "right")]
    + [f"{name}.{side}.{face}" for name, faces in _FACED.items() for side in ("left", "right") for face in faces]
)

_Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-MAX_MM, le=MAX_MM)]
_Size = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=MAX_WIDTH_MM)]
_Point = tuple[Annotated[str, Field(strict=True)], _Number, _Number]
_Ring = Annotated[list[tuple[_Number, _Number]], Field(min_length=3, max_length=MAX_RING_POINTS)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _skin_point(point: _Point) -> SkinPoint:
    if point[0] not in SEGMENTS:
        raise ValueError(f'unknown segment "{point[0]}"')
    return SkinPoint(*point)


class PolygonEntry(_Strict):
    """`{"view": …, "points_mm": …, "holes_mm": …}`: a simple polygon in view mm."""

    view: str
    points_mm: _Ring
    holes_mm: list[_Ring] = []

    @field_validator("view")
    @classmethod
    def _known(cls, view: str) -> str:
        if view not in VIEWS:
            raise ValueError(f'unknown view "{view}"')
        return view

    @model_validator(mode="after")
    def _simple(self) -> "PolygonEntry":
        shape = Polygon(self.points_mm, self.holes_mm)
        if not shape.is_valid:
            raise ValueError(f"the polygon is not simple ({shapely.is_valid_reason(shape)})")
        return self


class MarkEntry(_Strict):
    """One mark: exactly one of stroke, patch and polygon."""

    stroke: Annotated[list[_Point], Field(min_length=1, max_length=MAX_STROKE_POINTS)] | None = None
    width_mm: _Size | None = None
    patch: _Point | None = None
    radius_mm: _Size | None = None
    polygon: PolygonEntry | None = None
    erase: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _one_kind(self) -> "MarkEntry":
        kinds = [name for name in ("stroke", "patch", "polygon") if getattr(self, name) is not None]
        if len(kinds) != 1:
            raise ValueError("a mark is exactly one of stroke, patch and polygon")
        if (self.width_mm is not None) != (kinds == ["stroke"]):
            raise ValueError("a stroke, and only a stroke, needs width_mm")
        if (self.radius_mm is not None) != (kinds == ["patch"]):
            raise ValueError("a patch, and only a patch, needs radius_mm")
        for point in [*(self.stroke or ()), *((self.patch,) if self.patch else ())]:
            _skin_point(point)
        return self

    def to_mark(self) -> Mark:
        """Return the mark this entry describes."""
        if self.stroke is not None:
            return StrokeMark(tuple(map(_skin_point, self.stroke)), self.width_mm or math.nan, self.erase)
        if self.patch is not None:
            return PatchMark(_skin_point(self.patch), self.radius_mm or math.nan, self.erase)
        assert self.polygon is not None  # exactly one kind, checked above
        holes = tuple(tuple(ring) for ring in self.polygon.holes_mm)
        return PolygonMark(self.polygon.view, tuple(self.polygon.points_mm), holes, self.erase)


class LayerEntry(_Strict):
    """The marks of one quality."""

    quality: Quality
    marks: Annotated[list[MarkEntry], Field(max_length=MAX_MARKS)]


class DrawingEntry(_Strict):
    """The whole file."""

    format: Literal["rootmap.drawing"]
    version: Literal[1]
    figure: Annotated[str, Field(strict=True, pattern=r"^[a-z0-9_-]{1,64}$")]
    layers: list[LayerEntry]

    @field_validator("layers")
    @classmethod
    def _each_once(cls, layers: list[LayerEntry], _info: ValidationInfo) -> list[LayerEntry]:
        names = [layer.quality for layer in layers]
        if len(set(names)) != len(names):
            raise ValueError("a quality has two layers")
        return layers

    def to_drawing(self) -> Drawing:
        """Return the drawing this file describes."""
        layers = (Layer(layer.quality, tuple(mark.to_mark() for mark in layer.marks)) for layer in self.layers)
        return Drawing(self.figure, tuple(layers))
