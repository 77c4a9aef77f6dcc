"""What an action is: one thing a user can do, as a row of the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rootmap.ui.window import Window


class Menu(Enum):
    """The menus, in order."""

    FILE = "&File"
    EDIT = "&Edit"
    PAINT = "&Paint"
    VIEW = "&View"
    GO = "&Go to"
    MODE = "&Mode"
    HELP = "&Help"


Run = Callable[["Window"], object]
Ask = Callable[["Window"], bool]


@dataclass(frozen=True)
class Action:
    """One thing to do: what it is called, its keys, its icon, what it does, when it is possible, whether it is on."""

    id: str
    text: str
    menu: Menu
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Ask | None = None
    checked: Ask | None = None
    group: int = 0  # a new number draws a line above
