"""Which map lies over the body, and which dermatome is lit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.atlas.model import Kind
from rootmap.skin.figure import SkinPoint
from rootmap.ui.bodymap.view import BodyView
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.made_of_all import CORE, DISAGREEMENT, MadeOfAll, what_maps_say
from rootmap.ui.session import Session
from rootmap.ui.settings import Settings

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.evidence import Candidate
    from rootmap.localise.level import Pressed

LEAST_OPACITY, MOST_OPACITY = 0.15, 1.0


@dataclass(frozen=True)
class MapChoice:
    """Something that can be laid over the body: the group it stands in, its id, and what one reads."""

    group: str
    id: str
    title: str


_GROUPS = {
    Kind.DERMATOME: "Roots",
    Kind.NERVE: "Nerves",
    Kind.MUSCLE: "Muscles",
    Kind.REFERRAL: "Referred pain",
    Kind.POINTS: "Points",
}


def choice_group(kind: Kind) -> str:
    """Return the heading under which maps of a kind stand."""
    return _GROUPS[kind]


class MapOverlay(QObject):
    """Shows the map of the settings on the body; silent while a question is open."""

    changed = Signal()

    def __init__(self, session: Session, settings: Settings, body: BodyMap) -> None:
        super().__init__(body)
        self._session, self._settings, self._body = session, settings, body
        self._silent = False
        self._lit: Candidate | None = None
        self._pressed: Pressed | None = None
        self._pictures = MadeOfAll(session, self)
        self._pictures.made.connect(self.apply)
        session.knowledge_changed.connect(self.apply)

    @property
    def silent(self) -> bool:
        """Whether nothing of the maps may show."""
        return self._silent

    def set_silent(self, silent: bool) -> None:
        """Hide everything that would answer a question, or show it again."""
        self._silent = silent
        self.apply()

    def toggle(self) -> None:
        """Show the map, or hide it."""
        self._settings.set("map_shown", not self._settings.get("map_shown"))
        self.apply()

    def toggle_labels(self) -> None:
        """Show the names on the map, or hide them."""
        self._settings.set("map_labels", not self._settings.get("map_labels"))
        self.apply()

    def next(self) -> None:
        """Change to the next map of roots, then to what they have in common and where they disagree."""
        names = [choice.id for choice in self.choices if choice.group == choice_group(Kind.DERMATOME)]
        if names:
            place = names.index(self.current) if self.current in names else -1
            self.choose(names[(place + 1) % len(names)])

    def choose(self, name: str) -> None:
        """Show a map, or one of the two pictures made from all maps of roots."""
        self._settings.set("map", name)
        self._settings.set("map_shown", True)
        self.apply()

    @property
    def choices(self) -> list[MapChoice]:
        """All that can be laid over the body, in groups, in the order of the menu."""
        atlases = self._session.knowledge.atlases
        found = [
            MapChoice(choice_group(kind), atlas.info.id, atlas.info.title)
            for kind in Kind
            for atlas in atlases
            if atlas.info.kind is kind
        ]
        roots = [choice for choice in found if choice.group == choice_group(Kind.DERMATOME)]
        if len(roots) > 1:
            found[len(roots) : len(roots)] = [
                MapChoice(choice_group(Kind.DERMATOME), CORE, "Where most maps agree"),
                MapChoice(choice_group(Kind.DERMATOME), DISAGREEMENT, "Where the maps disagree"),
            ]
        return found

    def change_opacity(self, step: float) -> None:
        """Make the map stronger or fainter."""
        opacity = self._settings.get("map_opacity") + step
        self._settings.set("map_opacity", min(max(opacity, LEAST_OPACITY), MOST_OPACITY))
        self.apply()

    def light(self, candidate: "Candidate | None") -> None:
        """Light the dermatome of a candidate, or none."""
        if candidate != self._lit or self._pressed is not None:
            self._lit, self._pressed = candidate, None
            self.apply()

    def light_roots(self, pressed: "Pressed | None") -> None:
        """Light the dermatomes of what a disc presses, or again that of the candidate."""
        if pressed != self._pressed:
            self._pressed = pressed
            self.apply()

    def apply(self) -> None:
        """Bring the body into line with the settings."""
        on = bool(self._settings.get("map_shown")) and not self._silent
        atlases = self._session.knowledge.atlases
        self._body.set_reference(sorted(atlases, key=lambda atlas: atlas.info.id != self.current))  # in use: first
        self._body.set_heat(self._pictures.heat() if on and self.current == DISAGREEMENT else None)
        self._body.set_atlases(
            self._shown() if on else [],
            float(self._settings.get("map_opacity")),
            bool(self._settings.get("map_labels")) and not self._silent,
        )
        if not self._silent:
            self.light_on(self._body, self._lit)
            self._light_pressed()
        self.changed.emit()

    def _shown(self) -> "list[CompiledAtlas]":
        if self.current == CORE:
            core = self._pictures.core()
            return [core] if core is not None else []  # not made yet: shown as soon as it is
        return [atlas for atlas in self._session.knowledge.atlases if atlas.info.id == self.current]

    def close(self) -> None:
        """End what runs beside the window."""
        self._pictures.close()

    def describe(self, point: SkinPoint | None, view: str, x_mm: float, y_mm: float) -> str:
        """Return what to say of a place: words, coordinates, roots of each map; while asked, the side only."""
        if point is None:
            return ""
        if self._silent:
            return _side_of(point)
        from rootmap.skin.coordinates import in_words

        parts = [in_words(point), f"{point.segment} {point.first:.2f}, {point.second:.1f}"]
        parts += what_maps_say(self._session.knowledge, self.current, (view, x_mm, y_mm))
        return "   ·   ".join(parts)

    @property
    def current(self) -> str:
        """The id of the map in use, shown or not."""
        return str(self._settings.get("map"))

    def _light_pressed(self) -> None:
        """Light all territories of the pressed roots, from the map in use or else the one that has most of them."""
        if self._pressed is None or not self._pressed.roots:
            return
        from rootmap.localise.level import roots_named

        wanted = set(self._pressed.roots)
        named = [
            (atlas.info.id, [t.id for t in atlas.info.territories if wanted.intersection(roots_named(t.id))])
            for atlas in self._session.knowledge.root_maps
        ]
        best = max(named, key=lambda each: (bool(each[1]) and each[0] == self.current, len(each[1])), default=None)
        if best is not None and best[1]:
            from rootmap.anatomy.vocabulary import Side

            side = self._pressed.side
            self._body.highlight(best[0], best[1], list(Side) if side == "both" else [Side(side)])

    def light_on(self, body: BodyView, candidate: "Candidate | None") -> None:
        """Light a candidate's skin on a view of the body, from the map in use or else another that has it."""
        knowledge, ranker = self._session.knowledge, self._session.ranker or self._session.knowledge.ranker
        if candidate is None or ranker is None:
            body.highlight(None)
            return
        from rootmap.localise.territories import skin_of

        found = skin_of(candidate, ranker.candidates, knowledge.atlases, self.current)
        if found is None:
            body.highlight(None)
        else:
            body.highlight(found.atlas_id, found.territories, found.sides)


def _side_of(point: SkinPoint) -> str:
    from rootmap.skin.names import split_segment

    side = split_segment(point.segment)[1]
    return f"Patient's {side}" if side is not None else "Head, trunk or perineum"
