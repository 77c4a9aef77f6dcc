"""The table of everything a user can do: menus, tool strip, shortcut sheet and command palette all come from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.figure import FIGURES
from rootmap.ui.action import Action as Action
from rootmap.ui.action import Menu as Menu
from rootmap.ui.actions_of_progress import PROGRESS_ACTIONS, looks_at_progress
from rootmap.ui.actions_of_quiz import QUIZ_ACTIONS
from rootmap.ui.bodymap.places import KEYS, WHOLE
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.made_of_all import CORE, DISAGREEMENT
from rootmap.ui.writing import is_writing, save, write

if TYPE_CHECKING:
    from rootmap.ui.explore.mode import ExploreMode
    from rootmap.ui.panels.ranking_panel import RankingPanel
    from rootmap.ui.window import Window


def _localising(window: "Window") -> bool:
    return window.in_localise


def _painting(window: "Window") -> bool:
    return window.can_paint


def _exploring(window: "Window") -> bool:
    return window.explore is not None and window.explore.is_on


def _enter_explore(window: "Window") -> None:
    from rootmap.ui.explore.mode import enter_explore

    enter_explore(window)


def _examine(window: "Window") -> None:
    from rootmap.ui.examine.tool import take_examine_tool

    take_examine_tool(window)


def _type_finding(window: "Window") -> None:
    if window.panel is not None:
        window.panel.details.type_finding()


def _list_findings(window: "Window") -> None:
    if window.panel is not None:
        window.panel.details.open("All")


def _in_panel(action: str, text: str, key: str, run: "Callable[[RankingPanel], None]") -> Action:
    """Return something to do in the panel beside the body."""
    return Action(
        action, text, Menu.VIEW, lambda w: run(w.panel) if w.panel else None, (key,), enabled=_localising, group=2
    )


def _enter_progress(window: "Window") -> None:
    from rootmap.ui.progress.mode import enter_progress

    enter_progress(window)


def _visits(window: "Window", do: str = "enter_visits") -> None:
    from rootmap.ui.visits import mode

    getattr(mode, do)(window)


def _following(window: "Window", title: str = "Visits") -> bool:
    return any(mode.title == title and mode.is_on for mode in window.modes)


def _cases(window: "Window", do: str = "") -> None:
    from rootmap.ui.cases.mode import enter_cases

    mode = enter_cases(window)
    if mode is not None and do:
        getattr(mode, do)()


def _lecturing(window: "Window") -> bool:
    return window.lecture is not None


def _palette(window: "Window") -> None:
    from rootmap.ui.dialogs import CommandPalette

    CommandPalette(window, window.actions_by_id.by_id).open()


def _dialog(window: "Window", name: str) -> None:
    from rootmap.ui import dialogs

    getattr(dialogs, name)(window).open()


def _beside(window: "Window", name: str) -> None:
    from rootmap.ui.beside import open_beside

    open_beside(window, name)


def _tool(tool: Tool, text: str, key: str, icon: str) -> Action:
    return Action(f"tool.{tool.value}", text, Menu.PAINT, lambda window: window.choose_tool(tool), (key,), icon,
                  _painting, lambda window: window.tool is tool)  # fmt: skip


def _quality(quality: Quality, number: int) -> Action:
    return Action(f"quality.{quality.value}", QUALITY_NAMES[quality], Menu.PAINT,
                  lambda window: window.choose_quality(quality), (f"Ctrl+{number}",), "", _painting,
                  lambda window: window.quality is quality, group=1)  # fmt: skip


def _fly(place: str, text: str, *keys: str) -> Action:
    return Action(f"go.{place}", text, Menu.GO, lambda window: window.looked_at.fly_to(place), keys)


def _theme(name: str, text: str) -> Action:
    return Action(
        f"theme.{name}",
        text,
        Menu.VIEW,
        lambda window: window.choose_theme(name),
        checked=lambda window: window.settings.get("theme") == name,
        group=3,
    )


def _explore(name: str, text: str, keys: tuple[str, ...], do: "Callable[[ExploreMode], object]") -> Action:
    def run(window: "Window") -> None:
        if window.explore is not None and window.explore.is_on:
            do(window.explore)

    return Action(f"explore.{name}", text, Menu.MODE, run, keys, enabled=_exploring, group=2)


def _panes(count: int, text: str) -> Action:
    return replace(
        _explore(f"panes_{count}", text, (f"Alt+{count}",), lambda explore: explore.show_panes(count)),
        checked=lambda window: window.explore is not None and window.explore.is_on and window.explore.count == count,
    )


def _body(name: str) -> Action:
    return Action(
        f"body.{name}",
        f"Body: {name}",
        Menu.VIEW,
        lambda window: window.bodies.choose(name),
        enabled=_localising,
        checked=lambda window: window.bodies.name == name,
        group=4,
    )


def _reveal(part: str, text: str, key: str) -> Action:
    return Action(
        f"reveal.{part}",
        text,
        Menu.MODE,
        lambda window: window.reveal(part),
        (key,),
        "reveal",
        _lecturing,
        lambda window: window.is_revealed(part),
        group=1,
    )


QUALITY_NAMES = {
    Quality.PAIN: "Pain",
    Quality.BURNING: "Burning",
    Quality.TINGLING: "Tingling",
    Quality.NUMBNESS: "Numbness",
    Quality.HYPERSENSITIVITY: "Hypersensitivity",
}

_FILE = (
    Action("new", "New drawing", Menu.FILE, lambda w: w.files.new(), ("Ctrl+N",), enabled=_localising),
    Action("open", "Open…", Menu.FILE, lambda w: w.files.ask_open(), ("Ctrl+O",), enabled=_localising),
    Action("map.load", "Load a map…", Menu.FILE, lambda w: w.own_maps.ask_load(), ("Ctrl+Shift+O",),
           enabled=_localising, group=1),
    Action("cases.install", "Install a pack of cases…", Menu.FILE, lambda w: _cases(w, "ask_install"), ("Ctrl+I",),
           group=1),
    Action("write.case", "Write a case…", Menu.FILE, lambda w: write(w, "begin"), ("Ctrl+Shift+N",), group=1),
    Action("write.bank", "Write a question bank…", Menu.FILE, lambda w: write(w, "begin", "rootmap.questions"),
           ("Ctrl+Shift+B",), group=1),
    Action("write.edit", "Edit a case or question bank…", Menu.FILE, lambda w: write(w, "ask_open"),
           ("Ctrl+Shift+E",), group=1),
    Action("write.pack", "Make a pack…", Menu.FILE, lambda w: write(w, "make_pack"), ("Ctrl+Shift+P",), group=1),
    Action("save", "Save", Menu.FILE, save, ("Ctrl+S",), enabled=lambda w: _localising(w) or is_writing(w), group=2),
    Action("save_as", "Save as…", Menu.FILE, lambda w: w.files.save_as(), ("Ctrl+Shift+S",), enabled=_localising,
           group=2),
    Action(
        "visits.save",
        "Save as a visit of today",
        Menu.FILE,
        lambda w: _visits(w, "save_as_visit"),
        ("Shift+V",),
        enabled=lambda w: _localising(w) or _following(w),
        group=2,
    ),
    Action("picture", "Export a picture…", Menu.FILE, lambda w: w.export_picture(), ("Ctrl+E",), group=2),
    Action("quit", "Quit", Menu.FILE, lambda w: w.close(), ("Ctrl+Q",), group=3),
)  # fmt: skip
_EDIT = (
    Action("undo", "Undo", Menu.EDIT, lambda w: w.editor.undo(), ("Ctrl+Z",), "undo",
           lambda w: _painting(w) and w.editor.can_undo),
    Action("redo", "Redo", Menu.EDIT, lambda w: w.editor.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
           lambda w: _painting(w) and w.editor.can_redo),
    Action("mirror", "Mirror to the other side", Menu.EDIT, lambda w: w.editor.mirror(), ("M",), "mirror",
           lambda w: _painting(w) and not w.editor.is_empty, group=1),
    Action("clear", "Clear the drawing", Menu.EDIT, lambda w: w.editor.clear(), ("Ctrl+Backspace",), "clear",
           lambda w: _painting(w) and not w.editor.is_empty, group=1),
    Action("findings.type", "Type a finding", Menu.EDIT, _type_finding, ("Ctrl+T",), enabled=_localising, group=2),
    Action("findings.list", "List everything one may find", Menu.EDIT, _list_findings, ("Ctrl+L",),
           enabled=_localising, group=2),
    Action("clear_findings", "Clear the findings", Menu.EDIT, lambda w: w.session.set_findings(()),
           enabled=lambda w: _localising(w) and bool(w.session.findings), group=2),
)  # fmt: skip
_PAINT = (
    _tool(Tool.BRUSH, "Brush", "B", "brush"),
    _tool(Tool.LASSO, "Lasso", "L", "lasso"),
    _tool(Tool.ERASER, "Eraser", "E", "eraser"),
    _tool(Tool.FILL, "Fill a territory", "F", "fill"),
    replace(_tool(Tool.EXAMINE, "Examine on the body", "T", "examine"), run=_examine, enabled=_localising),
    *(_quality(quality, number) for number, quality in enumerate(Quality, start=1)),
    Action(
        "brush.smaller",
        "Smaller brush",
        Menu.PAINT,
        lambda w: w.scale_brush(1 / 1.2),
        ("[",),
        enabled=_painting,
        group=2,
    ),
    Action(
        "brush.larger", "Larger brush", Menu.PAINT, lambda w: w.scale_brush(1.2), ("]",), enabled=_painting, group=2
    ),
)
_VIEW = (
    Action("zoom.in", "Zoom in", Menu.VIEW, lambda w: w.looked_at.zoom_by(1.25), ("+", "=")),
    Action("zoom.out", "Zoom out", Menu.VIEW, lambda w: w.looked_at.zoom_by(0.8), ("-",)),
    Action("map", "Map over the body", Menu.VIEW, lambda w: w.maps.toggle(), ("D",), "map", _localising,
           lambda w: bool(w.settings.get("map_shown")), group=1),
    Action("map.next", "Next map of roots", Menu.VIEW, lambda w: w.maps.next(), ("Shift+D",),
           enabled=_localising, group=1),
    Action("map.disagreement", "Where the maps disagree", Menu.VIEW, lambda w: w.maps.choose(DISAGREEMENT), ("X",),
           enabled=_localising, group=1),
    Action("map.core", "Where most maps agree", Menu.VIEW, lambda w: w.maps.choose(CORE), ("Shift+X",),
           enabled=_localising, group=1),
    Action("map.remove", "Remove this map", Menu.VIEW, lambda w: w.own_maps.remove_shown(), ("Ctrl+Shift+D",), "",
           lambda w: _localising(w) and bool(w.own_maps.shown), group=1),
    Action("map.labels", "Names on the map", Menu.VIEW, lambda w: w.maps.toggle_labels(), ("N",), "", _localising,
           lambda w: bool(w.settings.get("map_labels")), group=1),
    Action("map.fainter", "Fainter map", Menu.VIEW, lambda w: w.maps.change_opacity(-0.1), (",",), "",
           _localising, group=1),
    Action("map.stronger", "Stronger map", Menu.VIEW, lambda w: w.maps.change_opacity(0.1), (".",), "",
           _localising, group=1),
    _in_panel("ranking.kinds", "List the next kinds of candidates", "K", lambda panel: panel.list_next_group()),
    _in_panel("ranking.maps", "Maps that count, where the patient is seen…", "Ctrl+M", lambda panel: panel.maps.open()),
    _in_panel("ranking.why", "Why it ranks there", "Y", lambda panel: panel.details.open("Why")),
    _in_panel("ranking.next", "What to test next", "W", lambda panel: panel.details.open("Next")),
    Action("text.larger", "Larger text", Menu.VIEW, lambda w: w.scale_text(1.1), ("Ctrl++", "Ctrl+="), group=2),
    Action("text.smaller", "Smaller text", Menu.VIEW, lambda w: w.scale_text(1 / 1.1), ("Ctrl+-",), group=2),
    Action("fullscreen", "Full screen", Menu.VIEW, lambda w: w.toggle_full_screen(), ("F11",), "", None,
           lambda w: w.isFullScreen(), group=2),
    _theme("system", "Theme of the system"),
    _theme("light", "Light theme"),
    _theme("dark", "Dark theme"),
    _theme("projector", "Projector theme"),
    *(_body(name) for name in FIGURES),
    Action("level", "Level and cause", Menu.VIEW, lambda w: _beside(w, "level"), ("Ctrl+J",), "", _localising, group=5),
    Action("urgency", "Urgency and imaging", Menu.VIEW, lambda w: _beside(w, "urgency"), ("Ctrl+U",), "", _localising,
           group=5),
)  # fmt: skip
_PLACE_NAMES = {
    WHOLE: "Whole body",
    "hand_left": "Left hand",
    "hand_right": "Right hand",
    "foot_left": "Left foot, then its sole",
    "foot_right": "Right foot, then its sole",
    "face": "Face",
    "neck": "Neck",
    "perineum": "Perineum",
    "lower_back": "Lower back",
}
_GO = (
    *(
        _fly(place, _PLACE_NAMES[place], str(number), *(["0"] if place == WHOLE else []))
        for number, place in enumerate(KEYS, start=1)
    ),
    _fly("sides", "Both sides", "S"),
)
_MODE = (
    Action("mode.localise", "Localise", Menu.MODE, lambda w: w.enter_localise(), ("F2",), "localise", None,
           _localising),
    Action("mode.explore", "Explore", Menu.MODE, _enter_explore, ("F4",), "explore", None, _exploring),
    Action("mode.visits", "Visits", Menu.MODE, _visits, ("V",), "visits", None, _following),
    Action("mode.quiz", "Quiz", Menu.MODE, lambda w: w.enter_quiz(), ("F3",), "quiz", None, lambda w: w.in_quiz),
    Action("mode.cases", "Cases", Menu.MODE, _cases, ("F10",), "cases", None, lambda w: _following(w, "Cases")),
    Action("mode.progress", "Progress", Menu.MODE, _enter_progress, ("F12",), "progress", None, looks_at_progress),
    Action("mode.lecture", "Lecture window", Menu.MODE, lambda w: w.toggle_lecture(), ("F5",), "lecture", None,
           _lecturing),
    *QUIZ_ACTIONS,
    *PROGRESS_ACTIONS,
    _reveal("ranking", "Reveal the ranking", "F6"),
    _reveal("territory", "Reveal the territory", "F7"),
    _reveal("signs", "Reveal the expected signs", "F8"),
    Action("reveal.none", "Hide everything again", Menu.MODE, lambda w: w.hide_all(), ("F9",), "", _lecturing, group=1),
)  # fmt: skip
_EXPLORE = (
    _explore("search", "Find anything by its name", ("Ctrl+F", "/"), lambda explore: explore.search()),
    _explore("all_maps", "What is chosen on all maps, then the next four", ("A",), lambda explore: explore.all_maps()),
    _explore("compare", "Compare root and nerve", ("C",), lambda explore: explore.compare()),
    _explore("drop", "Let go of what was chosen last", ("Backspace",), lambda explore: explore.drop_last()),
    _panes(1, "One map"),
    _panes(2, "Two maps side by side"),
    _panes(3, "Three maps side by side"),
    _panes(4, "Four maps side by side"),
    _explore("map_next", "Next map in this pane", ("Alt+Right",), lambda explore: explore.step_map(1)),
    _explore("map_previous", "Map before in this pane", ("Alt+Left",), lambda explore: explore.step_map(-1)),
    _explore("pane_next", "Next pane", ("P",), lambda explore: explore.step_pane()),
)
_HELP = (
    Action("palette", "Search all actions", Menu.HELP, _palette, ("Ctrl+K",), "search"),
    Action("shortcuts", "Keyboard shortcuts", Menu.HELP, lambda w: _dialog(w, "ShortcutSheet"), ("F1", "?")),
    Action("about", "About Rootmap", Menu.HELP, lambda w: _dialog(w, "AboutBox"), group=1),
)

ACTIONS: tuple[Action, ...] = (*_FILE, *_EDIT, *_PAINT, *_VIEW, *_GO, *_MODE, *_EXPLORE, *_HELP)
TOOL_IDS = tuple(action.id for action in _PAINT if action.id.startswith("tool."))
QUALITY_IDS = tuple(action.id for action in _PAINT if action.id.startswith("quality."))
