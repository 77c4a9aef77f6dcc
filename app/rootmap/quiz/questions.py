"""The two questions of the quiz: name the region that is lit, or paint the region that is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas

LEAST_AREA_CM2 = 15.0  # a region smaller than a coin on the screen is no fair question; judgement
MIN_CHOICES, MAX_CHOICES = 4, 6
TOUCHING_MM = 3.0  # regions this near each other are neighbours: a seam is drawn about a millimetre wide


@dataclass(frozen=True)
class NameIt:
    """A region of a map is lit on one side: which root is it? `choices` holds the answer, from head to tail."""

    atlas: str
    territory: str
    side: Side
    choices: tuple[str, ...]


@dataclass(frozen=True)
class PaintIt:
    """Paint the region of a root on one side."""

    atlas: str
    territory: str
    side: Side


Question = NameIt | PaintIt


class QuestionMaker:
    """Makes questions from one map; no region comes twice before all have come once."""

    def __init__(self, atlas: "CompiledAtlas", random: Random) -> None:
        self._atlas, self._random = atlas, random
        self._names = [t.id for t in atlas.info.territories if atlas.area_cm2.get(t.id, 0.0) >= LEAST_AREA_CM2]
        self._waiting: list[str] = []

    def name_it(self) -> NameIt:
        """Return a question with four to six plausible answers."""
        territory = self._draw()
        choices = self._choices(territory)
        return NameIt(self._atlas.info.id, territory, self._side(), choices)

    def paint_it(self) -> PaintIt:
        """Return a region to paint."""
        return PaintIt(self._atlas.info.id, self._draw(), self._side())

    def _draw(self) -> str:
        if not self._waiting:
            self._waiting = self._random.sample(self._names, len(self._names))
        return self._waiting.pop()

    def _side(self) -> Side:
        return self._random.choice(list(Side))

    def _choices(self, answer: str) -> tuple[str, ...]:
        order = [territory.id for territory in self._atlas.info.territories]
        place = order.index(answer)
        touching = neighbours(self._atlas, answer)
        near = [order[i] for step in (1, 2, 3) for i in (place - step, place + step) if 0 <= i < len(order)]
        plausible = list(dict.fromkeys([*self._random.sample(touching, len(touching)), *near]))
        count = self._random.randint(MIN_CHOICES, MAX_CHOICES) - 1
        return tuple(sorted([answer, *plausible[:count]], key=order.index))


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
