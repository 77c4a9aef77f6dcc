"""What the maps of roots say together: in words for one place, and as pictures over the whole body."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.atlas.model import Kind
from rootmap.ui.background import LatestOnly
from rootmap.ui.session import Knowledge, Session

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.ui.bodymap.heat import Heat

DISAGREEMENT, CORE = "disagreement", "core"  # as ids beside those of the maps
MOST_BITS = 2.5  # five roots named equally often: no place of the published maps has more
_GROW_CELLS = 3  # the picture runs on beyond the skin, to be cut by the outline
_NERVES = "nerves"
_MOST_NAMED = 3  # roots told at one place

Place = tuple[str, float, float]  # view name, x and y in view mm


class MadeOfAll(QObject):
    """The pictures made from all maps of roots, each made once for the maps at hand; the core in a thread."""

    made = Signal()  # a picture asked for before is ready now

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._core: tuple[Knowledge, CompiledAtlas] | None = None
        self._heat: tuple[Knowledge, Heat] | None = None
        self._maker: LatestOnly[Knowledge] = LatestOnly("core of the maps", self._make_core)

    def core(self) -> "CompiledAtlas | None":
        """Return the map of where most maps agree; None while it is made, and then `made` tells."""
        knowledge = self._session.knowledge
        if self._core is not None and self._core[0] is knowledge:
            return self._core[1]
        if knowledge.agreement is not None:
            self._maker.put(knowledge)
        return None

    def heat(self) -> "Heat | None":
        """Return the disagreement of the maps as colours."""
        knowledge = self._session.knowledge
        if knowledge.agreement is None:
            return None
        if self._heat is None or self._heat[0] is not knowledge:
            self._heat = knowledge, self._make_heat(knowledge)
        return self._heat[1]

    def close(self) -> None:
        """End the thread."""
        self._maker.close()

    def _make_core(self, knowledge: Knowledge) -> None:
        from rootmap.atlas.core import core_map

        if knowledge.agreement is not None:
            self._core = knowledge, core_map(self._session.figure, knowledge.agreement)
            self.made.emit()

    def _make_heat(self, knowledge: Knowledge) -> "Heat":
        from rootmap.atlas.labels import extend
        from rootmap.ui.bodymap.heat import Heat, heat_image

        agreement = knowledge.agreement
        assert agreement is not None
        images = {}
        for view, joint in agreement.maps.images.items():
            images[view] = heat_image(agreement.bits[extend(joint, _GROW_CELLS)], MOST_BITS)
        title = f"Where {len(knowledge.root_maps)} maps of roots disagree"
        return Heat(images, title, ((0.0, "one root"), (0.4, "two evenly"), (1.0, "five evenly")))


def what_maps_say(knowledge: Knowledge, current: str, place: Place) -> list[str]:
    """Return, for the foot line, the root of the map in use, how many maps name which root, and the nerve."""
    parts = []
    maps = knowledge.roots
    if maps is not None:
        said = maps.at(*place)
        for atlas, found in zip(maps.atlases, said, strict=True):
            if atlas.info.id == current:
                parts.append(f"{map_name(current)}: {' '.join(found) or '–'}")
        parts += _tally(knowledge, said)
    for atlas in knowledge.atlases:
        if atlas.info.id == _NERVES or (atlas.info.id == current and atlas.info.kind is not Kind.DERMATOME):
            titles = {territory.id: territory.title for territory in atlas.info.territories}
            parts += [titles[name] for name in atlas.at(*place)]
    return parts


def _tally(knowledge: Knowledge, said: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return such as "L5 in 5 of 6 maps, L4 in Foerster 1933": the roots named most often, and who says otherwise."""
    assert knowledge.roots is not None
    voices = sum(bool(found) for found in said)
    if voices < 2:
        return []
    named: dict[str, list[str]] = {}  # the maps that name each root
    for atlas, found in zip(knowledge.roots.atlases, said, strict=True):
        for root in dict.fromkeys(root for name in found for root in atlas.info.territory(name).roots):
            named.setdefault(str(root), []).append(map_name(atlas.info.id))
    first, *others = sorted(named, key=lambda root: -len(named[root]))[:_MOST_NAMED]
    rest = "".join(f", {root} in {', '.join(named[root])}" for root in others)
    return [f"{first} in {len(named[first])} of {voices} maps{rest}"]


def map_name(atlas_id: str) -> str:
    """Return a map's id as one reads it: "ISNCSCI", "Keegan-Garrett 1948"."""
    if atlas_id == "isncsci":
        return "ISNCSCI"
    *names, last = atlas_id.split("-")
    if last.isdigit():
        return f"{'-'.join(name.capitalize() for name in names)} {last}"
    return "-".join(name.capitalize() for name in (*names, last))
