"""Which map lies over the body, and which dermatome is lit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import SkinPoint
from rootmap.ui.bodymap.view import BodyView
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.session import Session
from rootmap.ui.settings import Settings

if TYPE_CHECKING:
    from rootmap.localise.evidence import Candidate

LEAST_OPACITY, MOST_OPACITY = 0.15, 1.0


class MapOverlay(QObject):
    """Shows the map of the settings on the body; silent while a question is open."""

    changed = Signal()

    def __init__(self, session: Session, settings: Settings, body: BodyMap) -> None:
        super().__init__(body)
        self._session, self._settings, self._body = session, settings, body
        self._silent = False
        self._lit: Candidate | None = None
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
        """Change to the next map."""
        names = [atlas.info.id for atlas in self._session.knowledge.atlases]
        if names:
            place = names.index(self._current) if self._current in names else -1
            self._settings.set("map", names[(place + 1) % len(names)])
            self._settings.set("map_shown", True)
            self.apply()

    def change_opacity(self, step: float) -> None:
        """Make the map stronger or fainter."""
        opacity = self._settings.get("map_opacity") + step
        self._settings.set("map_opacity", min(max(opacity, LEAST_OPACITY), MOST_OPACITY))
        self.apply()

    def light(self, candidate: "Candidate | None") -> None:
        """Light the dermatome of a candidate, or none."""
        if candidate != self._lit:
            self._lit = candidate
            self.apply()

    def apply(self) -> None:
        """Bring the body into line with the settings."""
        shown = [atlas for atlas in self._session.knowledge.atlases if atlas.info.id == self._current]
        on = bool(self._settings.get("map_shown")) and not self._silent
        self._body.set_reference(self._session.knowledge.atlases)
        self._body.set_atlases(
            shown if on else [],
            float(self._settings.get("map_opacity")),
            bool(self._settings.get("map_labels")) and not self._silent,
        )
        if not self._silent:
            self.light_on(self._body, self._lit)
        self.changed.emit()

    def describe(self, point: SkinPoint | None, view: str, x_mm: float, y_mm: float) -> str:
        """Return what to say of a place: words, coordinates, roots of each map; while asked, the side only."""
        if point is None:
            return ""
        if self._silent:
            return _side_of(point)
        from rootmap.skin.coordinates import in_words

        parts = [in_words(point), f"{point.segment} {point.first:.2f}, {point.second:.1f}"]
        maps = self._session.knowledge.roots
        for atlas, found in zip(maps.atlases, maps.at(view, x_mm, y_mm), strict=True) if maps is not None else ():
            parts.append(f"{map_name(atlas.info.id)}: {' '.join(found) or '–'}")
        return "   ·   ".join(parts)

    @property
    def _current(self) -> str:
        return str(self._settings.get("map"))

    def light_on(self, body: BodyView, candidate: "Candidate | None") -> None:
        """Light a candidate's dermatome on a view of the body, from the map in use or else another that has it."""
        atlases = self._session.knowledge.atlases
        having = [a for a in atlases if candidate is not None and candidate.id in {t.id for t in a.info.territories}]
        best = next((atlas for atlas in having if atlas.info.id == self._current), having[0] if having else None)
        if best is None or candidate is None:
            body.highlight(None)
            return
        sides = list(Side) if candidate.side == "both" else [Side(candidate.side)]
        body.highlight(best.info.id, [candidate.id], sides)


def _side_of(point: SkinPoint) -> str:
    from rootmap.skin.names import split_segment

    side = split_segment(point.segment)[1]
    return f"Patient's {side}" if side is not None else "Head, trunk or perineum"


def map_name(atlas_id: str) -> str:
    """Return a map's id as one reads it: "ISNCSCI", "Keegan-Garrett 1948"."""
    if atlas_id == "isncsci":
        return "ISNCSCI"
    *names, last = atlas_id.split("-")
    if last.isdigit():
        return f"{'-'.join(name.capitalize() for name in names)} {last}"
    return "-".join(name.capitalize() for name in (*names, last))
