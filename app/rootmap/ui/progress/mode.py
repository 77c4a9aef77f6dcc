"""Progress: what the learner knows, over the body and in charts; the own drawing waits untouched."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox

from rootmap.errors import InputError
from rootmap.progress.exchange import SCHEDULE_NAME, export_csv, export_schedule, import_schedule
from rootmap.progress.opening import open_progress
from rootmap.progress.overview import Overview, overview
from rootmap.progress.records import Item, Limits
from rootmap.progress.store import ProgressStore
from rootmap.skin.figure import SkinPoint
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.modes import move_in, move_out
from rootmap.ui.progress.page import ProgressPage
from rootmap.ui.progress.panel import ProgressPanel
from rootmap.ui.progress.recall_map import recall_heat, recall_of
from rootmap.ui.settings import Settings
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.ui.window import Window

_FILTER = "Schedule (*.json)"
_OPACITY = 0.0  # of the map's own colours: its borders and names alone lie over the recall


class ProgressMode:
    """Opens the store, page and panel for as long as it is on."""

    title = "Progress"

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.is_on = False

    @property
    def body(self) -> BodyMap:
        """The coloured body."""
        return self.page.body

    @property
    def leaves_out(self) -> bool:
        """Whether the learner left anything out."""
        return self._shown.left_out > 0

    def close(self) -> None:
        """Nothing runs beside the window."""

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.is_on:
            self.page.dress(chrome)
            self.panel.dress(chrome)

    def enter(self, store: ProgressStore) -> None:
        """Put the own drawing aside and show what a store holds; leaving closes it."""
        window = self._window
        self.store, self.is_on = store, True
        self.page = ProgressPage(window.body, window.chrome)
        self.panel = ProgressPanel(window.chrome, limits_of(window.settings))
        self._connect()
        self.dress(window.chrome)
        move_in(window, self.page, self.panel)
        self.body.setFocus()
        self.show()
        window.on_mode_changed()
        if store.notice:
            window.say(store.notice)

    def leave(self) -> None:
        """Bring the own drawing back and free what was shown."""
        window = self._window
        self.is_on = False
        window.session.knowledge_changed.disconnect(self._colour)
        move_out(window, self.panel, self.page)
        self.store.close()
        del self.panel, self.page, self.store
        window.on_mode_changed()

    def show(self) -> None:
        """Bring body, charts and numbers into line with the store."""
        try:
            self._shown: Overview = overview(self.store)
        except InputError as error:
            self._window.say(str(error))
            return
        self.page.show_overview(self._shown, self.store.today)
        self._window.actions_by_id.refresh()
        self.panel.show_overview(self._shown)
        self._colour()

    # --- what one does -----------------------------------------------------------------------------------------------

    def export_tables(self) -> None:
        """Ask for a folder and write every table there."""
        name = QFileDialog.getExistingDirectory(self._window, "Export tables to a folder", str(Path.home()))
        if name:
            self._try(lambda: f"{len(export_csv(self.store, Path(name)))} tables written to {name}")

    def export_schedule(self) -> None:
        """Ask for a file and write the schedule there."""
        start = str(Path.home() / SCHEDULE_NAME)
        name, _ = QFileDialog.getSaveFileName(self._window, "Export the schedule", start, _FILTER)
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(".json")
            self._try(lambda: f"{export_schedule(self.store, path)} items written to {path}")

    def import_schedule(self) -> None:
        """Ask for a file and take its schedule over."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import a schedule", str(Path.home()), _FILTER)
        if name:
            self._try(lambda: f"Took over when {import_schedule(self.store, Path(name))} items are due")

    def take_up(self) -> None:
        """Ask again what the learner had left out."""
        self._try(lambda: f"{self.store.take_up()} items are asked again")

    def ask_to_erase(self) -> None:
        """Ask, then erase everything."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Erase everything")
        box.setText("Erase every answer and the schedule?")
        box.setInformativeText("This cannot be undone. Export the tables first if you may want them.")
        backups = QCheckBox("Erase the daily backups too")
        backups.setChecked(True)
        box.setCheckBox(backups)
        erase = box.addButton("Erase everything", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is erase:
            self._try(lambda: self._erase(backups=backups.isChecked()))

    def _erase(self, *, backups: bool) -> str:
        self.store.erase(backups=backups)
        return "Everything is erased" if backups else "Every answer and the schedule are erased; the backups stay"

    def _try(self, deed: Callable[[], str]) -> None:
        """Do something and say how it went, in one line."""
        try:
            line = deed()
        except InputError as error:
            line = str(error)
        self.show()
        self._window.say(line)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, panel = self._window, self.panel
        panel.wanted_csv.connect(self.export_tables)
        panel.wanted_export.connect(self.export_schedule)
        panel.wanted_import.connect(self.import_schedule)
        panel.wanted_erase.connect(self.ask_to_erase)
        panel.wanted_take_up.connect(self.take_up)
        panel.limits_chosen.connect(lambda limits: keep_limits(window.settings, limits))
        self.body.hovered.connect(self._tell_here)
        window.session.knowledge_changed.connect(self._colour)

    @property
    def _atlas(self) -> "CompiledAtlas | None":
        """The map whose territories are coloured: the one in use if it gives all skin to roots, else the first."""
        whole = self._window.session.knowledge.whole_root_maps
        return next((atlas for atlas in whole if atlas.info.id == self._window.maps.current), next(iter(whole), None))

    def _colour(self) -> None:
        """Colour the body, once its maps are read."""
        atlas = self._atlas
        if atlas is not None:
            self.body.set_heat(recall_heat(atlas, self._shown.territories))
            self.body.set_atlases([atlas], _OPACITY)

    def _tell_here(self, point: object, view: str, x_mm: float, y_mm: float) -> None:
        atlas = self._atlas
        if not isinstance(point, SkinPoint) or atlas is None:
            self._window.status.show_here("")
            return
        said = [self._in_words(atlas, name) for name in atlas.at(view, x_mm, y_mm)]
        self._window.status.show_here("   ·   ".join(said))

    def _in_words(self, atlas: "CompiledAtlas", name: str) -> str:
        territory = atlas.info.territory(name)
        chance = recall_of(territory.roots, self._shown.territories)
        return f"{territory.title}: " + ("not asked yet" if chance is None else f"{chance:.0%} likely known today")


def enter_progress(window: "Window") -> None:
    """Turn to the learner's progress."""
    if window.progress is not None and window.progress.is_on:
        return
    window.enter_localise()
    try:
        store = open_progress(window.profile, _items(window))
    except InputError as error:
        window.say(str(error))
        return
    if window.progress is None:
        window.progress = ProgressMode(window)
        window.modes.append(window.progress)
    window.progress.enter(store)


def _items(window: "Window") -> Mapping[str, Item]:
    """Return all that the quiz asks; of the banks only once the quiz has read them."""
    from rootmap.ui.quiz.getting_ready import items_of

    deck = getattr(window.quiz, "deck", None)
    known: Mapping[str, Item] = (
        deck.catalogue if deck is not None else items_of(window.session.knowledge, window.profile)
    )
    return known


def limits_of(settings: Settings) -> Limits:
    """Return how much a day may hold, as the user chose."""
    return Limits(new=int(settings.get("new_a_day")), due=int(settings.get("due_a_day")))


def keep_limits(settings: Settings, limits: Limits) -> None:
    """Keep how much a day may hold."""
    settings.set("new_a_day", limits.new)
    settings.set("due_a_day", limits.due)
