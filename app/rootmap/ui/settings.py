"""One table of settings: it gives defaults and validation, and later the dialog."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.skin.figure import FIGURES

FORMAT = "rootmap.settings"
VERSION = 1
MAX_RECENT = 10
MIN_BRUSH_MM, MAX_BRUSH_MM = 2.0, 150.0  # a finger tip's margin to a whole thigh
MIN_TEXT_SCALE, MAX_TEXT_SCALE = 0.7, 2.0
MAX_A_DAY = 999
MAX_MAPS = 200


@dataclass(frozen=True)
class Setting:
    """One thing the user may choose: its key in the file, what it is when unset, and what is allowed."""

    key: str
    label: str
    default: Any
    allows: Callable[[Any], bool]


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_RECENT and all(isinstance(item, str) for item in value)


def _ids(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_MAPS and all(_text(item) for item in value)


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 1000


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "Theme", "system", _one_of("system", "light", "dark", "projector")),
    Setting("text_scale", "Text size", 1.0, _number(MIN_TEXT_SCALE, MAX_TEXT_SCALE)),
    Setting("quality", "Sensation last painted", "pain", _text),
    Setting("brush_mm", "Brush size in mm", 30.0, _number(MIN_BRUSH_MM, MAX_BRUSH_MM)),
    Setting("figure", "Body", FIGURES[0], _one_of(*FIGURES)),
    Setting("map", "Map over the body", "isncsci", _text),
    Setting("map_shown", "Map shown", False, _flag),
    Setting("map_opacity", "Opacity of the map", 0.55, _number(0.05, 1.0)),
    Setting("map_labels", "Names on the map", True, _flag),
    Setting("maps_left_out", "Maps of roots that do not count in the ranking", [], _ids),
    Setting("seen_in", "Where the patient is seen", "anyone", _one_of("anyone", "leg", "arm", "emergency")),
    Setting("new_a_day", "New questions a day", 10, _number(0, MAX_A_DAY)),
    Setting("due_a_day", "Reviews a day", 60, _number(0, MAX_A_DAY)),
    Setting("quiz", "Quiz session chosen last", "", _text),
    Setting("recent", "Files opened last", [], _texts),
    Setting("geometry", "Place of the window", "", _text),
    Setting("lecture_screen", "Display of the lecture window", "", _text),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The user's choices, kept in one JSON file. What a stranger's hand made invalid falls back to its default."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self.complaint = ""
        try:
            data = read_json(path) if path.exists() else {}
        except InputError as error:
            data, self.complaint = {}, str(error)
        entries = data.get("settings", {}) if isinstance(data, dict) and data.get("format") == FORMAT else {}
        for key, value in entries.items() if isinstance(entries, dict) else ():
            if key in _BY_KEY and _BY_KEY[key].allows(value):
                self._values[key] = value

    def get(self, key: str) -> Any:
        """Return the value of one setting."""
        return self._values.get(key, _BY_KEY[key].default)

    def set(self, key: str, value: Any) -> None:
        """Change one setting; a value the table does not allow is a mistake of the program."""
        if not _BY_KEY[key].allows(value):
            raise ValueError(f"{key} = {value!r}")
        self._values[key] = value

    def save(self) -> None:
        """Write the file whole or not at all."""
        data = {"format": FORMAT, "version": VERSION, "settings": self._values}
        write_atomic(self._path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")
