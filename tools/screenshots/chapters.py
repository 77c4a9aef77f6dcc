"""The chapters in the order they are walked through; each leaves the window fit for the next."""

from tools.screenshots.camera import Chapter
from tools.screenshots.cases import cases, editor
from tools.screenshots.hall import hall
from tools.screenshots.localise import dialogs, localise
from tools.screenshots.looking import explore, visits
from tools.screenshots.quizzing import progress, quiz

CHAPTERS: dict[str, Chapter] = {
    "localise": localise,
    "hall": hall,
    "explore": explore,
    "visits": visits,
    "quiz": quiz,
    "progress": progress,
    "cases": cases,
    "editor": editor,
    "dialogs": dialogs,
}
