"""What lies over the shading: territories of atlases, and which of them are lit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.ui.bodymap.labels import Labels
from rootmap.ui.bodymap.paths import DetailPath

if TYPE_CHECKING:
    from rootmap.ui.bodymap.heat import Heat


class TerritoryLike(Protocol):
    """What the body map asks of a territory."""

    @property
    def id(self) -> str:
        """Its name, such as "L5"."""

    @property
    def title(self) -> str:
        """What one reads."""


class AtlasInfoLike(Protocol):
    """What the body map asks of an atlas's description."""

    @property
    def id(self) -> str:
        """The atlas's id."""

    @property
    def is_of_points(self) -> bool:
        """Whether its territories are spots to touch or strike."""

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

    @property
    def tints(self) -> tuple[int, ...]:
        """A number for the colour of each territory, in order, or none at all."""

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


class Drawing(Enum):
    """How a map is drawn."""

    MOSAIC = "mosaic"  # territories side by side
    SHEETS = "sheets"  # territories over each other
    SPOTS = "spots"


@dataclass(frozen=True)
class Region:
    """A territory on one side of one view; `tint` is the number of its colour, if it has one."""

    territory: str
    side: Side
    path: DetailPath
    box: QRectF  # view mm
    size: float  # mm2
    tint: int | None


def _region(territory: str, side: Side, shape: MultiPolygon, tint: int | None) -> Region:
    x0, y0, x1, y1 = shape.bounds
    return Region(territory, side, DetailPath(shape), QRectF(x0, y0, x1 - x0, y1 - y0), shape.area, tint)


@dataclass(eq=False)
class AtlasPaths:
    """An atlas as paths in view mm, by view; made when first drawn."""

    atlas: AtlasLike

    @property
    def drawing(self) -> Drawing:
        """How it is drawn."""
        if self.atlas.info.is_of_points:
            return Drawing.SPOTS
        return Drawing.SHEETS if self.atlas.info.overlapping else Drawing.MOSAIC

    @cached_property
    def regions(self) -> dict[str, list[Region]]:
        """For each view, every territory on each side; those that cover each other from the largest to the smallest."""
        found: dict[str, list[Region]] = {}
        tints = self.atlas.tints or (None,) * len(self.atlas.info.territories)
        for territory, tint in zip(self.atlas.info.territories, tints, strict=True):
            for side in Side:
                for view, shape in self.atlas.polygons(territory.id, side).items():
                    found.setdefault(view, []).append(_region(territory.id, side, shape, tint))
        if self.drawing is Drawing.SHEETS:
            found = {view: sorted(regions, key=lambda region: -region.size) for view, regions in found.items()}
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        """What is written on each territory: its root where it has one, else its title."""
        of_roots = {str(root) for root in Root}
        return {
            each.id: root if (root := each.id.split("_")[0]).split("-")[0] in of_roots else each.title
            for each in self.atlas.info.territories
        }

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
    heat: "Heat | None" = None
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
