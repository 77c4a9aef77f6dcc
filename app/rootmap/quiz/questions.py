"""Which territories are fair to ask about, what is plausible beside them, and how people type their names."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas

LEAST_AREA_CM2 = 15.0  # a region smaller than a coin on the screen is no fair question; judgement
MIN_CHOICES, MAX_CHOICES = 4, 6
TOUCHING_MM = 3.0  # regions this near each other are neighbours: a seam is drawn about a millimetre wide


def is_fair(atlas: "CompiledAtlas", territory: str) -> bool:
    """Whether a map has a territory, and enough of it to be seen."""
    return territory in atlas.info.codes and atlas.area_cm2.get(territory, 0.0) >= LEAST_AREA_CM2


def plausible(atlas: "CompiledAtlas", answer: str, random: Random) -> tuple[str, ...]:
    """Return a territory among three to five others that touch it or are next in the spine, from head to tail."""
    order = [territory.id for territory in atlas.info.territories]
    place = order.index(answer)
    touching = neighbours(atlas, answer)
    near = [order[i] for step in (1, 2, 3) for i in (place - step, place + step) if 0 <= i < len(order)]
    others = list(dict.fromkeys([*random.sample(touching, len(touching)), *near]))
    count = random.randint(MIN_CHOICES, MAX_CHOICES) - 1
    return tuple(sorted([answer, *others[:count]], key=order.index))


def neighbours(atlas: "CompiledAtlas", territory: str) -> list[str]:
    """Return the territories that touch one on the same side of the skin, in the map's order."""
    here = atlas.polygons(territory, Side.LEFT)
    others = (other.id for other in atlas.info.territories if other.id != territory)
    return [name for name in others if _touches(here, atlas.polygons(name, Side.LEFT))]


def _touches(one: Mapping[str, MultiPolygon], other: Mapping[str, MultiPolygon]) -> bool:
    return any(view in other and shape.dwithin(other[view], TOUCHING_MM) for view, shape in one.items())


def territory_named(text: str, names: Sequence[str]) -> str | None:
    """Return the territory a learner typed: "l5", " L 5 ", "s4/5" and "S4-S5" are understood. None if there is none."""
    plain = "".join(text.upper().split()).replace("/", "-").replace("–", "-")
    first, dash, last = plain.partition("-")
    if dash and last[:1].isalpha():
        last = last[1:]
    wanted = first + dash + last
    joined = {part for name in names if "-" in name for part in (name, name.split("-")[0], name[0] + name[-1])}
    if wanted in names:
        return wanted
    return next((name for name in names if "-" in name and wanted in joined and wanted[0] == name[0]), None)
