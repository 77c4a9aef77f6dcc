"""How far out along each limb the painted skin reaches: in limb units and in a clinician's named zones."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.localise import raster
from rootmap.localise.evidence import SIDES
from rootmap.localise.overlap import ViewSkin

if TYPE_CHECKING:
    from rootmap.skin.figure import Figure, View

SPECK_CM2 = 1.0  # less skin than this beyond a place is a slip of the brush (judgement)
NEAREST = -1.0  # reach at the middle of the body
ROOT_OF_LIMB = -0.5  # reach where back ends and buttock begins, or neck and shoulder
NOWHERE = -9.0  # reach of skin that belongs to no limb
LIMB_FROM = {"leg": 0.06, "arm": 0.12}  # first coordinate at which the skin's words say thigh, upper arm
_BACK_FROM, _BUTTOCK_FROM, _TRUNK_TO = 0.60, 0.88, 1.12  # trunk, first coordinate: lower ribs, sacrum, gluteal fold
_SHOULDER_TO = 0.36  # trunk, first coordinate: lower angle of the shoulder blade
_SHOULDER = -0.25  # reach of all skin of the shoulder girdle
_DIGITS_FROM = 1.12  # foot and hand, first coordinate


class Limb(Enum):
    """A limb of the patient with the part of the trunk it hangs on."""

    LEFT_LEG = "left leg"
    RIGHT_LEG = "right leg"
    LEFT_ARM = "left arm"
    RIGHT_ARM = "right arm"

    @property
    def is_leg(self) -> bool:
        """Whether it is a leg."""
        return self in (Limb.LEFT_LEG, Limb.RIGHT_LEG)

    @property
    def side(self) -> Side:
        """The patient's side."""
        return Side.LEFT if self in (Limb.LEFT_LEG, Limb.LEFT_ARM) else Side.RIGHT

    @property
    def mirrored(self) -> "Limb":
        """The same limb of the other side."""
        return limb_of(leg=self.is_leg, side=self.side.other)

    def __str__(self) -> str:
        return self.value


def limb_of(*, leg: bool, side: Side) -> Limb:
    """Return the leg or arm of a side."""
    return Limb(f"{side} {'leg' if leg else 'arm'}")


@total_ordering
class Zone(Enum):
    """A part of a limb, from the middle of the body outwards."""

    CENTRE = 0
    GIRDLE = 1
    UPPER = 2
    LOWER = 3
    END = 4

    def __lt__(self, other: object) -> bool:
        return self.value < other.value if isinstance(other, Zone) else NotImplemented

    def name_on(self, limb: Limb) -> str:
        """Return what it is called on a limb."""
        return ZONE_NAMES[limb.is_leg][self.value]


ZONE_NAMES = {
    True: ("back", "buttock or groin", "thigh", "calf", "foot"),
    False: ("neck", "shoulder", "upper arm", "forearm", "hand"),
}


@dataclass(frozen=True)
class Extent:
    """The outermost painted place of a limb.

    `reach` is in limb units: below -0.5 back (neck), to 0 buttock (shoulder), 0 to 1 thigh (upper arm), 1 to 2 calf
    (forearm), 2 to 3 from heel to toes (from wrist to finger tips).
    """

    limb: Limb
    reach: float

    @property
    def zone(self) -> Zone:
        """The named part of the limb it lies in."""
        edges = zone_edges(leg=self.limb.is_leg)
        return Zone(sum(self.reach >= edge for edge in edges))

    @property
    def words(self) -> str:
        """Where that is: "calf, lower half"."""
        name, reach = self.zone.name_on(self.limb), self.reach
        if self.zone in (Zone.CENTRE, Zone.GIRDLE):
            return name
        if self.zone is Zone.END:
            along = 2 * (reach - 2)
            if along >= _DIGITS_FROM:
                return f"{name}, toes" if self.limb.is_leg else f"{name}, fingers"
            return f"{name}, {('heel' if self.limb.is_leg else 'wrist') if along < 0.3 else 'middle'}"
        return f"{name}, {'upper' if reach % 1 < 0.5 else 'lower'} half"


def zone_edges(*, leg: bool) -> tuple[float, float, float, float]:
    """Return the reaches at which the second to the fifth zone begin."""
    return (ROOT_OF_LIMB, LIMB_FROM["leg" if leg else "arm"], 1.0, 2.0)


def extents(painted: Mapping[str, MultiPolygon], figure: "Figure") -> dict[Limb, Extent]:
    """Return how far out each limb is painted, from the painted polygons per view (view mm).

    That is the reach beyond which just `SPECK_CM2` of skin is painted; limbs with less paint than that are left out.
    """
    found: dict[Limb, list[NDArray[np.float64]]] = {limb: [] for limb in Limb}
    for name, shape in painted.items():
        for limb, cells in _cells(figure.views[name], shape):
            found[limb].append(cells)
    outermost = {limb: _outermost(np.concatenate(cells, axis=1)) for limb, cells in found.items() if cells}
    return {limb: Extent(limb, reach) for limb, reach in outermost.items() if reach is not None}


def _cells(view: "View", shape: MultiPolygon) -> list[tuple[Limb, NDArray[np.float64]]]:
    """Return, limb by limb, reach and painted cm2 of the cells of a view: arrays (2, n)."""
    skin = ViewSkin(view)
    pieces, found = skin.pieces(shape, (0, skin.half_shape[0])), []
    for side, outward in zip(SIDES, skin.outward, strict=True):
        window = skin.window(shape.bounds, outward)
        if window is None:
            continue
        area = raster.cover(pieces, window, outward) * skin.area_in(window.slices) / raster.FULL
        counted = area > 0.0
        segment, first = (getattr(view.grid, name)[window.slices][counted] for name in ("segment", "first"))
        for leg in (True, False):
            reach = reaches(segment, first, view.grid.segment_names, leg=leg)
            on = reach > NOWHERE
            if on.any():
                found.append((limb_of(leg=leg, side=side), np.stack([reach[on], area[counted][on]])))
    return found


def _outermost(cells: NDArray[np.float64]) -> float | None:
    """Return the reach beyond which SPECK_CM2 is painted, None when less is painted in all."""
    reach, area = cells[:, np.argsort(-cells[0], kind="stable")]
    painted = np.cumsum(area)
    place = int(np.searchsorted(painted, SPECK_CM2))
    return float(reach[place]) if place < len(reach) else None


def reaches(
    segment: NDArray[np.integer[Any]], first: NDArray[np.floating[Any]], names: tuple[str, ...], *, leg: bool
) -> NDArray[np.float64]:
    """Return the reach along leg or arm of skin given by segment index and first coordinate; NOWHERE off the limb."""
    result = np.full(first.shape, NOWHERE)
    for name, of in (_LEG if leg else _ARM).items():
        if name in names:
            here = segment == names.index(name)
            result[here] = of(np.asarray(first[here], np.float64))
    return result


def _of_limb(first: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(first, -0.2, 1.999)


def _of_end(first: NDArray[np.float64]) -> NDArray[np.float64]:
    return 2.0 + np.clip(first, 0.0, 2.0) / 2.0


def _of_hip(first: NDArray[np.float64]) -> NDArray[np.float64]:
    """Trunk as the leg's: back from the lower ribs to the sacrum, then buttock and groin."""
    known, reach = [_BACK_FROM, _BUTTOCK_FROM, _TRUNK_TO], [NEAREST, ROOT_OF_LIMB, 0.0]
    return np.where(first >= _BACK_FROM, np.interp(first, known, reach), NOWHERE)


def _of_shoulder(first: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(first < _SHOULDER_TO, _SHOULDER, NOWHERE)


def _of_neck(first: NDArray[np.float64]) -> NDArray[np.float64]:
    return ROOT_OF_LIMB - 0.01 - 0.49 * np.clip(first, 0.0, 1.0)


def _of_perineum(first: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.full(first.shape, _SHOULDER)  # as far out as the middle of the buttock


_LEG = {
    "trunk": _of_hip, "perineum": _of_perineum, "leg": _of_limb, "foot.dorsal": _of_end, "foot.plantar": _of_end,
}  # fmt: skip
_ARM = {
    "neck": _of_neck, "trunk": _of_shoulder, "arm": _of_limb, "hand.palmar": _of_end, "hand.dorsal": _of_end,
}  # fmt: skip
