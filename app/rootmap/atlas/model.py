"""What a map of territories is, once compiled for a figure: identity, polygons per view, labels, areas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.errors import InputError

TerritoryId = str
Codes = NDArray[np.uint8] | NDArray[np.uint16]
Combinations = tuple[tuple[int, ...], ...]
"""For each label the places of its territories in `AtlasInfo.territories`; label 0 has none, label k + 1 place k."""
REBUILD = "run `rootmap atlas build`"


class Kind(StrEnum):
    """What the territories of a map are."""

    DERMATOME = "dermatome"
    NERVE = "nerve"
    MUSCLE = "muscle"
    REFERRAL = "referral"
    POINTS = "points"


@dataclass(frozen=True)
class Territory:
    """The skin of one root (or of roots a source joins), nerve, muscle, source of pain or place to test.

    The id is side-free: a root, or the standard name of what it belongs to; `name` is what one reads instead, if given.
    """

    id: TerritoryId
    roots: tuple[Root, ...]
    source: str
    evidence: str
    note: str
    confidence: str
    name: str = ""

    @property
    def title(self) -> str:
        """What one reads: the name, else the id in words."""
        return self.name or self.id.replace("_", " ")


@dataclass(frozen=True)
class AtlasInfo:
    """A published map: what it is, how it was made, how far it can be trusted, and its territories in order.

    `partial`: skin between its territories may be blank; `overlapping`: they may share skin, and leave some blank.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    year: int
    doi: str
    method: str
    kind: Kind
    overlapping: bool
    partial: bool
    evidence: str
    statement: str
    territories: tuple[Territory, ...]

    @cached_property
    def codes(self) -> Mapping[TerritoryId, int]:
        """Label of each territory: its place in `territories` plus one."""
        return {territory.id: place + 1 for place, territory in enumerate(self.territories)}

    @property
    def is_of_points(self) -> bool:
        """Whether its territories are spots to touch or strike, to be drawn as such."""
        return self.kind is Kind.POINTS

    @property
    def shares(self) -> bool:
        """Whether skin may belong to several territories, or to none."""
        return self.overlapping or self.partial

    def territory(self, name: TerritoryId) -> Territory:
        """Return a territory by its id. Raises KeyError."""
        return self.territories[self.codes[name] - 1]


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


@dataclass(frozen=True)
class CompiledAtlas:
    """A map on a figure. Territories are side-free; the right side is the exact mirror image of the left.

    `label_area_cm2` is the skin of each label on one side, in order of `combinations`. `tints` has a number for each
    territory, in order: those that touch or share skin differ, so that a palette can colour them. A map worked
    out while the program runs may have none.
    """

    info: AtlasInfo
    figure: str
    halves: Mapping[str, HalfView]
    label_area_cm2: tuple[float, ...]
    combinations: Combinations
    labels_path: Path | None = None
    _labels: dict[str, Codes] = field(default_factory=dict, repr=False, compare=False)
    _shown: dict[tuple[TerritoryId, Side], dict[str, MultiPolygon]] = field(
        default_factory=dict, repr=False, compare=False
    )
    tints: tuple[int, ...] = ()

    def polygons(self, territory: TerritoryId, side: Side) -> Mapping[str, MultiPolygon]:
        """Return the polygons (view mm) of a territory on one side, per view that shows it."""
        if territory not in self.info.codes:
            raise InputError(self.info.id, territory, "is not a territory of this atlas", "choose one it has")
        key = territory, side
        if key not in self._shown:
            shown = {name: half.on_side(territory, side) for name, half in self.halves.items()}
            self._shown[key] = {name: shape for name, shape in shown.items() if not shape.is_empty}
        return self._shown[key]

    def labels(self, view: str) -> Codes:
        """Return the label of each half cell of a view: which of `combinations` lies there, 0 for no territory."""
        found = self._labels.get(view)
        if found is None:  # another thread may forget them at any time
            assert self.labels_path is not None, "a map just built has its labels"
            found = self._labels[view] = _read_labels(self.labels_path, view)
        return found

    def forget_labels(self) -> None:
        """Free the label images, megabytes a map; they are read again when asked for. A map just built keeps them."""
        if self.labels_path is not None:
            self._labels.clear()

    @cached_property
    def area_cm2(self) -> Mapping[TerritoryId, float]:
        """The skin of each territory on one side."""
        areas = self.member.T @ np.array(self.label_area_cm2)
        return dict(zip((territory.id for territory in self.info.territories), areas.tolist(), strict=True))

    @cached_property
    def member(self) -> NDArray[np.float64]:
        """Which territories each label stands for (labels, territories), 0 or 1."""
        return membership(self.combinations, len(self.info.territories))

    def at(self, view_name: str, x_mm: float, y_mm: float) -> tuple[TerritoryId, ...]:
        """Return the territories at a point (view mm), in order of `info.territories`; empty off the skin."""
        half = self.halves.get(view_name)
        if half is None or not (np.isfinite(x_mm) and np.isfinite(y_mm)):
            return ()
        labels = self.labels(view_name)
        row, column = int(y_mm // half.resolution_mm), int(abs(x_mm - half.middle_mm) // half.resolution_mm)
        if not (0 <= row < labels.shape[0] and column < labels.shape[1]):
            return ()
        return self.named(int(labels[row, column]))

    def named(self, label: int) -> tuple[TerritoryId, ...]:
        """Return the territories a label stands for."""
        return tuple(self.info.territories[place].id for place in self.combinations[label])


def membership(combinations: Combinations, territories: int) -> NDArray[np.float64]:
    """Return which territories each label stands for (labels, territories), 0 or 1."""
    member = np.zeros((len(combinations), territories))
    for label, places in enumerate(combinations):
        member[label, list(places)] = 1.0
    return member


def _read_labels(path: Path, view: str) -> Codes:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return np.asarray(stored[view])
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
        raise InputError(path, view, f"cannot be read ({error})", REBUILD) from None


PLAIN_FIELDS = (
    "id", "title", "year", "doi", "method", "kind", "overlapping", "partial", "evidence", "statement",
)  # fmt: skip
_TERRITORY_TEXTS = ("id", "source", "evidence", "note", "confidence", "name")


def info_from(table: Mapping[str, Any]) -> AtlasInfo:
    """Return the identity written in a compiled file. Raises KeyError, TypeError or ValueError when it is not one."""
    territories = tuple(
        Territory(roots=tuple(Root(root) for root in t["roots"]), **{key: str(t[key]) for key in _TERRITORY_TEXTS})
        for t in table["territories"]
    )
    texts = {key: str(table[key]) for key in ("id", "title", "doi", "method", "evidence", "statement")}
    return AtlasInfo(
        authors=tuple(str(author) for author in table["authors"]),
        year=int(table["year"]),
        kind=Kind(table["kind"]),
        overlapping=bool(table["overlapping"]),
        partial=bool(table["partial"]),
        territories=territories,
        **texts,
    )


def info_table(info: AtlasInfo) -> dict[str, Any]:
    """Return the identity as plain JSON values: the inverse of `info_from`."""
    territories = [
        {"roots": [root.value for root in t.roots]} | {key: getattr(t, key) for key in _TERRITORY_TEXTS}
        for t in info.territories
    ]
    return {name: getattr(info, name) for name in PLAIN_FIELDS} | {
        "authors": list(info.authors),
        "territories": territories,
    }
