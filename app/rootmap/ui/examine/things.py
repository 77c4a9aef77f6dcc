"""What may be examined at a place, as rows one can answer; without widgets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shapely.geometry import MultiPolygon

from rootmap.anatomy.bedside import Family
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side, Touch
from rootmap.atlas.model import CompiledAtlas, TerritoryId
from rootmap.atlas.nearby import Surroundings
from rootmap.ui.panels.expected import ExpectedSign, all_of

MOST_MUSCLES = 6  # the belly one means is among the first; more would hide the body
_REFLEX, _SITE = "reflex_", "entrapment_"  # what the map of points puts before an id
# The tests done at the place where a nerve is caught; places without one are not examined by a tap.
SITE_TESTS: Mapping[str, tuple[str, ...]] = {
    "median_at_carpal_tunnel": ("tinel_carpal_tunnel", "phalen"),
    "ulnar_at_elbow": ("tinel_cubital_tunnel",),
    "ulnar_at_wrist": ("tinel_guyon_canal",),
    "superficial_radial": ("tinel_superficial_radial",),
    "common_fibular": ("tinel_fibular_head",),
    "tibial_at_tarsal_tunnel": ("tinel_tarsal_tunnel",),
    "lateral_femoral_cutaneous": ("tinel_lateral_femoral_cutaneous",),
    "greater_occipital": ("occipital_palpation",),
}


@dataclass(frozen=True)
class Thing:
    """Something to examine under the pointer: its name, its rows, and its outline in view mm."""

    title: str
    signs: tuple[ExpectedSign, ...]
    outline: MultiPolygon


@dataclass(frozen=True)
class Place:
    """A point of a view, and the patient's side there."""

    view: str
    x_mm: float
    y_mm: float
    side: Side


class Examinables:
    """Everything one can point at on one figure."""

    def __init__(self, anatomy: Anatomy, atlases: tuple[CompiledAtlas, ...]) -> None:
        self._around = Surroundings.of(atlases)
        self._anatomy = anatomy
        self._signs = {sign.test: sign for family in Family for _, signs in all_of(anatomy, family) for sign in signs}

    def at(self, place: Place) -> tuple[Thing, ...]:
        """Return what may be examined at a place: points close by, the nearest first, then muscles."""
        found = self._around.at(place.view, place.x_mm, place.y_mm)
        points = [thing for name in found.points for thing in self._point(name, place)]
        muscles = [thing for name in found.muscles[:MOST_MUSCLES] for thing in self._muscle(name, place)]
        return (*points, *muscles)

    def _point(self, name: TerritoryId, place: Place) -> Iterator[Thing]:
        atlas = self._around.points
        if name.startswith(_REFLEX):
            tests: tuple[str, ...] = (f"reflex.{name.removeprefix(_REFLEX)}",)
        elif name.startswith(_SITE):
            tests = SITE_TESTS.get(name.removeprefix(_SITE), ())
        else:
            tests = tuple(f"{touch}.{name}" for touch in Touch)
        yield from self._thing(tests, name, place, atlas)

    def _muscle(self, name: TerritoryId, place: Place) -> Iterator[Thing]:
        yield from self._thing((f"muscle.{name}",), name, place, self._around.muscles)

    def _thing(
        self, tests: tuple[str, ...], name: TerritoryId, place: Place, atlas: CompiledAtlas | None
    ) -> Iterator[Thing]:
        signs = tuple(self._signs[test] for test in tests if test in self._signs)
        if signs and atlas is not None:
            outline = atlas.polygons(name, place.side).get(place.view, MultiPolygon())
            yield Thing(atlas.info.territory(name).title, signs, outline)
