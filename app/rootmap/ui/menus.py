"""Turns the table of actions into Qt's actions and menus."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from rootmap.ui.actions import ACTIONS, Action, Menu
from rootmap.ui.plain import short

if TYPE_CHECKING:
    from rootmap.ui.maps import MapChoice
    from rootmap.ui.window import Window

LONGEST_TITLE = 90  # letters of a map's title in the menu


class ActionSet:
    """All actions of a window, by id, and the menus that hold them."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.by_id: Mapping[str, QAction] = {spec.id: self._make(spec) for spec in ACTIONS}
        self.menu_bar = QMenuBar()
        menus = {menu: self.menu_bar.addMenu(menu.value) for menu in Menu}
        groups: dict[Menu, int] = {}
        for spec in ACTIONS:
            if groups.setdefault(spec.menu, spec.group) != spec.group:
                menus[spec.menu].addSeparator()
                groups[spec.menu] = spec.group
            menus[spec.menu].addAction(self.by_id[spec.id])
        self._recent = QMenu("Open recent", window)
        self._examples = QMenu("Examples", window)
        self._insert_file_lists(menus[Menu.FILE])
        self._maps = QMenu("Maps", window)
        self._choices: list[MapChoice] = []
        self._map_actions: dict[str, QAction] = {}
        menus[Menu.VIEW].insertMenu(self.by_id["map.next"], self._maps)
        window.maps.changed.connect(self._list_maps)
        self._list_maps()

    def refresh(self) -> None:
        """Ask of every action whether it is possible now and whether it is on."""
        for spec in ACTIONS:
            action = self.by_id[spec.id]
            if spec.enabled is not None:
                action.setEnabled(spec.enabled(self._window))
            if spec.checked is not None:
                action.setChecked(spec.checked(self._window))

    def list_files(self, recent: tuple[Path, ...], examples: tuple[Path, ...]) -> None:
        """Fill the menus of files."""
        _fill(self._recent, recent, self._window.files.open)
        _fill(self._examples, examples, self._window.files.open_example)

    def _list_maps(self) -> None:
        """Fill the menu of maps when there are others, and tick the one in use."""
        maps = self._window.maps
        choices = maps.choices
        if choices != self._choices:
            self._maps.clear()
            self._choices, self._map_actions = choices, {}
            for before, choice in zip([None, *choices], choices, strict=False):
                if before is None or before.group != choice.group:
                    self._maps.addSection(choice.group)
                action = self._maps.addAction(short(choice.title, LONGEST_TITLE).replace("&", "&&"))
                action.setCheckable(True)
                action.triggered.connect(partial(_choose, maps.choose, choice.id))
                self._map_actions[choice.id] = action
            self._maps.setEnabled(bool(choices))
        for name, action in self._map_actions.items():
            action.setChecked(name == maps.current)

    def _insert_file_lists(self, menu: QMenu) -> None:
        before = menu.actions()[2]  # after New and Open
        menu.insertMenu(before, self._recent)
        menu.insertMenu(before, self._examples)

    def _make(self, spec: Action) -> QAction:
        action = QAction(spec.text, self._window)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checked is not None)
        action.triggered.connect(partial(self._run, spec))
        self._window.addAction(action)
        return action

    def _run(self, spec: Action, _on: bool = False) -> None:
        spec.run(self._window)
        self.refresh()


def _fill(menu: QMenu, paths: tuple[Path, ...], opens: Callable[[Path], object]) -> None:
    menu.clear()
    for path in paths:
        name = path.stem.replace("_", " ").replace("-", " ").replace("&", "&&")
        action = menu.addAction(name)
        action.setToolTip(str(path))
        action.triggered.connect(partial(_open, opens, path))
    menu.setEnabled(bool(paths))


def _choose(choose: Callable[[str], object], name: str, _on: bool = False) -> None:
    choose(name)


def _open(opens: Callable[[Path], object], path: Path, _on: bool = False) -> None:
    opens(path)
