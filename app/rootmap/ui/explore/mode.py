"""Explore: look things up over one to four bodies; the own drawing waits untouched."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from rootmap.anatomy.links import load_links
from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import Kind
from rootmap.errors import InputError
from rootmap.explore.board import Board
from rootmap.explore.compare import Claim, Difference, Pair, compare, mirrored
from rootmap.explore.library import Library, Ref
from rootmap.explore.search import SearchIndex
from rootmap.skin.figure import SkinPoint
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.explore.compare_box import Comparison
from rootmap.ui.explore.difference import Differences, Part, cm2_of
from rootmap.ui.explore.panel import ExplorePanel
from rootmap.ui.explore.panes import PaneGrid
from rootmap.ui.made_of_all import map_name
from rootmap.ui.modes import NOT_YET, move_in, move_out
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES

if TYPE_CHECKING:
    from rootmap.ui.session import Knowledge
    from rootmap.ui.window import Window

_HOVER_MS = 30  # the foot line follows the pointer as fast as one can read
Hover = tuple[SkinPoint | None, str, float, float]


class ExploreMode:
    """Holds the board between visits; panel and bodies live only while it is on."""

    title = "Explore"

    def __init__(self, window: "Window", knowledge: "Knowledge") -> None:
        assert knowledge.anatomy is not None
        self._window, self.knowledge = window, knowledge
        library = Library(knowledge.anatomy, load_links(), knowledge.atlases, knowledge.agreement)
        self._index = SearchIndex(library)
        self.board = Board(library, str(window.settings.get("map")))
        self.is_on = False
        self._differences: dict[tuple[object, ...], tuple[Difference, Differences]] = {}
        self._under: Hover = (None, "", 0.0, 0.0)
        self._telling = QTimer(window, interval=_HOVER_MS, singleShot=True)
        self._telling.timeout.connect(self._tell_here)

    @property
    def body(self) -> BodyMap:
        """The body in the pane in use."""
        return self.grid.panes[min(self.board.active, len(self.grid.panes) - 1)].body

    @property
    def count(self) -> int:
        """How many panes there are."""
        return len(self.board.maps)

    def close(self) -> None:
        """Nothing runs beside the window."""

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.is_on:
            self.grid.dress(THEMES[chrome.name])
            self.panel.dress(THEMES[chrome.name])

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the own drawing aside and lay the board out."""
        if self.is_on:
            return
        window = self._window
        library = self.board.library
        self.is_on = True
        self.panel = ExplorePanel(library, self._index)
        maps = [(atlas.info.id, atlas.info.title) for atlas in library.atlases]
        self.grid = PaneGrid(window.body, maps, window)
        self._connect()
        self.dress(window.chrome)
        move_in(window, self.grid, self.panel)
        self.show()
        self.grid.look(window.body.camera)
        self.panel.search.field.setFocus()
        window.session.knowledge_changed.connect(self._start_anew)
        window.on_mode_changed()

    def leave(self) -> None:
        """Bring the own drawing back and free what was shown."""
        window = self._window
        self.is_on = False
        window.session.knowledge_changed.disconnect(self._start_anew)
        self._telling.stop()
        self._differences.clear()
        move_out(window, self.panel, self.grid)
        del self.panel, self.grid
        for atlas in self.board.library.atlases:
            atlas.forget_labels()
        window.on_mode_changed()

    def _start_anew(self) -> None:
        """Begin again with other maps: those of another body, or one of the user's own."""
        self.leave()
        enter_explore(self._window)

    def _connect(self) -> None:
        panel, grid = self.panel, self.grid
        panel.chosen.connect(lambda ref, beside: self.choose(ref, beside=beside))
        panel.dropped.connect(self.drop)
        panel.brought_forward.connect(self._bring_forward)
        panel.pair_taken.connect(self.take)
        panel.wanted_all_maps.connect(self.all_maps)
        panel.wanted_compare.connect(self.compare)
        grid.hovered.connect(self._on_hover)
        grid.picked.connect(self._pick)
        grid.entered.connect(self._enter_pane)
        grid.map_chosen.connect(self._show_map)
        grid.stepped.connect(lambda pane, by: self.step_map(by, pane))

    # --- what one does -----------------------------------------------------------------------------------------------

    def search(self) -> None:
        """Go to the search field."""
        self.panel.search.field.setFocus()
        self.panel.search.field.selectAll()

    def choose(self, ref: Ref, *, beside: bool = False) -> None:
        """Choose a thing, alone or beside others."""
        self.board.choose(ref, beside=beside)
        self.show()

    def drop(self, ref: Ref) -> None:
        """Let go of a thing."""
        self.board.drop(ref)
        self.show()

    def drop_last(self) -> None:
        """Let go of the thing chosen last."""
        if self.board.current is not None:
            self.drop(self.board.current)

    def take(self, pair: Pair) -> None:
        """Compare a pair."""
        self.board.take(pair)
        self.show()

    def compare(self) -> None:
        """Hold what is chosen against each other, or go back to the card."""
        self.board.comparing = not self.board.comparing and self.board.sides is not None
        self.show()

    def all_maps(self) -> None:
        """Lay what is chosen out on all maps, then on the next four."""
        if self.board.current is not None:
            self.board.all_maps()
            self.show()

    def show_panes(self, count: int) -> None:
        """Show that many maps side by side."""
        self.board.set_count(count)
        self.show()

    def step_map(self, by: int, pane: int | None = None) -> None:
        """Put the next map, or the one before, into a pane."""
        self.board.step(by, pane)
        self.show()

    def step_pane(self) -> None:
        """Go to the next pane."""
        following = (self.board.active + 1) % self.count
        self.grid.panes[following].body.setFocus()
        self._enter_pane(following)

    def _bring_forward(self, ref: Ref) -> None:
        self.board.bring_forward(ref)
        self.board.comparing = False
        self.show()

    def _show_map(self, pane: int, atlas_id: str) -> None:
        self.board.show(atlas_id, pane)
        self.show()

    def _enter_pane(self, pane: int) -> None:
        if pane != self.board.active and pane < self.count:
            self.board.active = pane
            self.grid.mark_active(pane)
            if self.board.comparing:
                self.panel.show_board(self.board, self.compared)

    def _pick(self, pane: int, view: str, x_mm: float, y_mm: float) -> None:
        atlas = self.board.atlas(pane)
        for territory in atlas.at(view, x_mm, y_mm)[:1]:
            ref = self.board.thing_at(atlas, territory)
            if ref is not None:
                self.choose(ref)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Bring bodies and panel into line with the board."""
        self.lay_out(self.grid)
        self.grid.mark_active(self.board.active)
        self.panel.show_board(self.board, self.compared)
        self._window.actions_by_id.refresh()

    def lay_out(self, grid: PaneGrid) -> None:
        """Put what the board holds into the panes of a grid: the window's, or the hall's."""
        grid.set_count(self.count)
        for place, pane in enumerate(grid.panes):
            atlas, lit, found = self.board.atlas(place), self.board.lit(place), self._comparison(place)
            pane.show_map(atlas, lit, self._drawn(found))
            pane.say(*self._said(place, found))
        grid.arrange()

    def _said(self, place: int, found: Comparison | None) -> tuple[str, str]:
        """Return what to say beside a map's name, and from where it is."""
        library, atlas = self.board.library, self.board.atlas(place)
        origin = f"From {atlas.info.title}: {', '.join(atlas.info.authors)} {atlas.info.year}"
        if found is not None:
            a, b = found.names(library)
            numbers = " · ".join(f"{cm2_of(found.difference, part):.0f}" for part in Part)
            return f"{numbers} cm²", f"{a} only · both · {b} only, on each side\n{found.origin(library)}"
        current = self.board.current
        if current is None or not library.maps_of(current) or current.id == atlas.info.id:
            return "", origin
        name = f"{library.title(current)}: " if len(self.board.chosen) > 1 else ""
        if not library.where(current, atlas):
            return f"{name}not on this map", origin
        if not library.is_skin_of(current, atlas):
            return f"{name}{'where to test' if atlas.info.kind is Kind.POINTS else 'muscles it dominates'}", origin
        return f"{name}{library.area_cm2(current, atlas):.0f} cm² a side", origin

    def _comparison(self, place: int) -> Comparison | None:
        claims = self.board.claims(place) if self.board.comparing else None
        if claims is None or self.board.sides is None:
            return None
        return Comparison(*self.board.sides, claims, self._found(*claims)[0])

    @property
    def compared(self) -> Comparison | None:
        """The comparison of the pane in use, or of the first that has one."""
        order = sorted(range(self.count), key=lambda place: place != self.board.active)
        return next((found for place in order if (found := self._comparison(place)) is not None), None)

    def _drawn(self, found: Comparison | None) -> Differences | None:
        return self._found(*found.claims)[1] if found is not None else None

    def _found(self, a: Claim, b: Claim) -> tuple[Difference, Differences]:
        """Return a difference, and its drawing on both sides; worked out once."""
        key = (a.atlas.info.id, a.territories, b.atlas.info.id, b.territories)
        if key not in self._differences:
            figure = self._window.session.figure
            left = compare(figure, a, b, Side.LEFT)
            self._differences[key] = left, Differences((left, mirrored(figure, left)))
        return self._differences[key]

    # --- what is under the hand --------------------------------------------------------------------------------------

    def _on_hover(self, point: object, view: str, x_mm: float, y_mm: float) -> None:
        self._under = (point if isinstance(point, SkinPoint) else None, view, x_mm, y_mm)
        if not self._telling.isActive():
            self._telling.start()

    def _tell_here(self) -> None:
        self._window.status.show_here(self.describe(*self._under))

    def describe(self, point: SkinPoint | None, view: str, x_mm: float, y_mm: float) -> str:
        """Return what to say of a place: words, then what each map in view says, then the other maps of roots."""
        if point is None:
            return ""
        from rootmap.skin.coordinates import in_words

        shown = dict.fromkeys(self.board.maps)
        parts = [in_words(point)]
        for name in shown:
            atlas = self.board.library.atlas(name)
            if atlas is not None:
                titles = {territory.id: territory.title for territory in atlas.info.territories}
                there = ", ".join(titles[found] for found in atlas.at(view, x_mm, y_mm))
                parts.append(f"{map_name(name)}: {there or '–'}")
        roots = self.knowledge.roots
        for atlas, found in zip(roots.atlases, roots.at(view, x_mm, y_mm), strict=True) if roots is not None else ():
            if atlas.info.id not in shown:
                parts.append(f"{map_name(atlas.info.id)}: {' '.join(found) or '–'}")
        return "   ·   ".join(parts)


def enter_explore(window: "Window") -> None:
    """Turn to looking things up, once maps and tables are read."""
    knowledge = window.session.knowledge
    if not knowledge.atlases or knowledge.anatomy is None:
        window.say(NOT_YET)
        return
    if window.explore is not None and window.explore.is_on:
        return
    window.enter_localise()
    try:
        if window.explore is None or window.explore.knowledge is not knowledge:
            if window.explore is not None:
                window.modes.remove(window.explore)
            window.explore = ExploreMode(window, knowledge)
            window.modes.append(window.explore)
    except InputError as error:
        window.say(str(error))
        return
    window.explore.enter()
