"""What one can do in the quiz beside answering."""

from dataclasses import replace
from typing import TYPE_CHECKING

from rootmap.ui.action import Action, Menu
from rootmap.ui.modes import can_go_on, go_on

if TYPE_CHECKING:
    from rootmap.ui.window import Window


def _quiz(deed: str, text: str, key: str) -> Action:
    def run(window: "Window") -> None:
        if window.in_quiz and window.quiz is not None:
            window.quiz.do(deed)

    def can(window: "Window") -> bool:
        return window.in_quiz and window.quiz is not None and window.quiz.can(deed)

    return Action(f"quiz.{deed}", text, Menu.MODE, run, (key,), enabled=can)


QUIZ_ACTIONS = (
    Action("quiz.go", "Grade, next question, next step", Menu.MODE, go_on, ("Ctrl+Return",), enabled=can_go_on),
    _quiz("again", "Draw it again", "Ctrl+R"),
    replace(_quiz("border", "Show the right border", "Ctrl+B"),
            checked=lambda w: w.quiz is not None and w.quiz.border_shown),
    _quiz("undo", "Take the last answer back", "Alt+Z"),
    _quiz("bury", "Do not ask this again today", "Alt+N"),
    _quiz("suspend", "Do not ask this any more", "Alt+X"),
    _quiz("end", "End the session", "Alt+Q"),
)  # fmt: skip
