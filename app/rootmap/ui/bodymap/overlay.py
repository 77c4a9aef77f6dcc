"""What lies over the shading: territories of atlases, and which of them are lit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QRectF
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.ui.bodymap.heat import Heat
from rootmap.ui.bodymap.labels import Labels
from rootmap.ui.bodymap.paths import DetailPath


class TerritoryLike(Protocol):
    """What the body map asks of a territory."""

    @property
    def id(self) -> str:
        """Its name, such as "L5"."""

    @property
    def title(self) -> str:
        """What is written on it."""


class AtlasInfoLike(Protocol):
    """What the body map asks of an atlas's description."""

    @property
    def id(self) -> str:
        """The atlas's id."""

    @property
    def overlapping(self) -> bool:
        """Whether territories cover each other."""

    @property
    def territories(self) -> tuple[TerritoryLike, ...]:
        """All territories."""


class AtlasLike(Protocol):
    """What the body map asks of a compiled atlas."""

    @property
    def info(self) -> AtlasInfoLike:
        """Its description."""

    def polygons(self, territory: str, side: Side, /) -> Mapping[str, MultiPolygon]:
        """Return a territory on every view, in view mm."""

    def at(self, view_name: str, x_mm: float, y_mm: float, /) -> tuple[str, ...]:
        """Return the territories at a point."""


@dataclass(frozen=True)
class Highlight:
    """The territories that are lit while the others dim."""

    atlas: str
    territories: frozenset[str]
    sides: frozenset[Side]


@dataclass(frozen=True)
class Region:
    """A territory on one side of one view."""

    territory: str
    side: Side
    path: DetailPath
    box: QRectF  # view mm


def _region(territory: str, side: Side, shape: MultiPolygon) -> Region:
    x0, y0, x1, y1 = shape.bounds
    return Region(territory, side, DetailPath(shape), QRectF(x0, y0, x1 - x0, y1 - y0))


@dataclass(eq=False)
class AtlasPaths:
    """An atlas as paths in view mm, by view; made when first drawn."""

    atlas: AtlasLike

    @cached_property
    def regions(self) -> dict[str, list[Region]]:
        """For each view, every territory on each side."""
        found: dict[str, list[Region]] = {}
        for territory in self.atlas.info.territories:
            for side in Side:
                for view, shape in self.atlas.polygons(territory.id, side).items():
                    found.setdefault(view, []).append(_region(territory.id, side, shape))
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        """What is written on each territory."""
        return {territory.id: territory.title for territory in self.atlas.info.territories}

    @cached_property
    def labels(self) -> Labels:
        """Where the names go."""
        return Labels(self.atlas)


@dataclass(frozen=True)
class Overlay:
    """What is shown over the body. The first atlas is filled, the others are drawn as lines; `heat` lies below them."""

    atlases: tuple[AtlasPaths, ...] = ()
    opacity: float = 0.85
    labels: bool = True
    highlight: Highlight | None = None
    heat: Heat | None = None
    lit_from: tuple[AtlasPaths, ...] = field(default=(), compare=False)

    def is_lit(self, territory: str, side: Side) -> bool:
        """Whether a territory is among those lit."""
        light = self.highlight
        return light is not None and territory in light.territories and side in light.sides

    @property
    def highlighted(self) -> AtlasPaths | None:
        """The atlas whose territories are lit, whether or not it is shown."""
        if self.highlight is None:
            return None
        wanted = self.highlight.atlas
        return next((atlas for atlas in (*self.atlases, *self.lit_from) if atlas.atlas.info.id == wanted), None)
