"""What a map of territories is, once compiled for a figure: identity, polygons per view, labels, areas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.errors import InputError

TerritoryId = str
REBUILD = "run `rootmap atlas build`"


@dataclass(frozen=True)
class Territory:
    """The skin of one root (or of roots a source joins): side-free id, roots, and where the border comes from."""

    id: TerritoryId
    roots: tuple[Root, ...]
    source: str
    evidence: str
    note: str
    confidence: str


@dataclass(frozen=True)
class AtlasInfo:
    """A published map: what it is, how it was made, how far it can be trusted, and its territories in order."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: int
    doi: str
    method: str
    kind: str
    overlapping: bool
    evidence: str
    statement: str
    territories: tuple[Territory, ...]

    @cached_property
    def codes(self) -> Mapping[TerritoryId, int]:
        """Label of each territory: its place in `territories` plus one."""
        return {territory.id: place + 1 for place, territory in enumerate(self.territories)}


@dataclass(frozen=True)
class HalfView:
    """The side-free half of one view: `polygons` per territory, x in mm outward from the midline.

    `middle_mm` is the view's midline and `left_is_right` whether the patient's left lies at larger x.
    """

    middle_mm: float
    left_is_right: bool
    resolution_mm: float
    polygons: Mapping[TerritoryId, MultiPolygon]

    def on_side(self, territory: TerritoryId, side: Side) -> MultiPolygon:
        """Return the territory's polygons on one side, in view mm; empty when the view does not show it."""
        half = self.polygons.get(territory)
        if half is None:
            return MultiPolygon()
        sign = 1.0 if (side is Side.LEFT) == self.left_is_right else -1.0
        moved = shapely.transform(half, lambda points: points * [sign, 1.0] + [self.middle_mm, 0.0])
        return MultiPolygon(shapely.get_parts(moved))

    @cached_property
    def index(self) -> tuple[shapely.STRtree, tuple[TerritoryId, ...]]:
        """Search tree over the polygons and the territory of each entry."""
        names = [name for name, shape in self.polygons.items() for _ in shape.geoms]
        return shapely.STRtree([part for shape in self.polygons.values() for part in shape.geoms]), tuple(names)


@dataclass(frozen=True)
class CompiledAtlas:
    """A map on a figure. Territories are side-free; the right side is the exact mirror image of the left."""

    info: AtlasInfo
    figure: str
    halves: Mapping[str, HalfView]
    area_cm2: Mapping[TerritoryId, float]
    labels_path: Path | None = None
    _labels: dict[str, NDArray[np.uint8]] = field(default_factory=dict, repr=False, compare=False)
    _shown: dict[tuple[TerritoryId, Side], dict[str, MultiPolygon]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def polygons(self, territory: TerritoryId, side: Side) -> Mapping[str, MultiPolygon]:
        """Return the polygons (view mm) of a territory on one side, per view that shows it."""
        if territory not in self.info.codes:
            raise InputError(self.info.id, territory, "is not a territory of this atlas", "choose one it has")
        key = territory, side
        if key not in self._shown:
            shown = {name: half.on_side(territory, side) for name, half in self.halves.items()}
            self._shown[key] = {name: shape for name, shape in shown.items() if not shape.is_empty}
        return self._shown[key]

    def labels(self, view: str) -> NDArray[np.uint8]:
        """Return the label of each half cell of a view: 0 none, k the territory at k - 1. Non-overlapping maps only."""
        if view not in self._labels:
            if self.labels_path is None:
                raise InputError(self.info.id, view, "has no label image: its territories overlap", "use polygons")
            self._labels[view] = _read_labels(self.labels_path, view)
        return self._labels[view]

    def at(self, view_name: str, x_mm: float, y_mm: float) -> tuple[TerritoryId, ...]:
        """Return the territories at a point (view mm), in order of `info.territories`; empty off the skin."""
        half = self.halves.get(view_name)
        if half is None or not (np.isfinite(x_mm) and np.isfinite(y_mm)):
            return ()
        tree, names = half.index
        hits = tree.query(shapely.Point(abs(x_mm - half.middle_mm), y_mm), predicate="intersects")
        found = sorted({names[hit] for hit in hits}, key=self.info.codes.__getitem__)
        return tuple(found if self.info.overlapping else found[:1])


def _read_labels(path: Path, view: str) -> NDArray[np.uint8]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return np.asarray(stored[view], np.uint8)
    except (OSError, KeyError, ValueError, EOFError) as error:
        raise InputError(path, view, f"cannot be read ({error})", REBUILD) from None


def info_from(table: Mapping[str, Any]) -> AtlasInfo:
    """Return the identity written in a compiled file. Raises KeyError, TypeError or ValueError when it is not one."""
    territories = tuple(
        Territory(
            str(t["id"]),
            tuple(Root(root) for root in t["roots"]),
            str(t["source"]),
            str(t["evidence"]),
            str(t["note"]),
            str(t["confidence"]),
        )
        for t in table["territories"]
    )
    texts = {key: str(table[key]) for key in ("id", "title", "doi", "method", "kind", "evidence", "statement")}
    return AtlasInfo(
        authors=tuple(str(author) for author in table["authors"]),
        year=int(table["year"]),
        overlapping=bool(table["overlapping"]),
        territories=territories,
        **texts,
    )


def info_table(info: AtlasInfo) -> dict[str, Any]:
    """Return the identity as plain JSON values: the inverse of `info_from`."""
    names = ("id", "title", "year", "doi", "method", "kind", "overlapping", "evidence", "statement")
    territories = [
        {"roots": [root.value for root in t.roots]}
        | {key: getattr(t, key) for key in ("id", "source", "evidence", "note", "confidence")}
        for t in info.territories
    ]
    return {name: getattr(info, name) for name in names} | {
        "authors": list(info.authors),
        "territories": territories,
    }
