"""Starts the quiz in a window and answers it, with hand or keyboard."""

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_driver import trigger, wait

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.progress.opening import open_progress
from rootmap.quiz.asked import Asked, Form
from rootmap.quiz.plan import Setup, What
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.window import Window

NAMING = Setup(What.KIND, form=Form.NAME)
PAINTING = Setup(What.KIND, form=Form.PAINT)


def enter(window: Window, seed: int = 3) -> QuizMode:
    window.quiz = QuizMode(window, Random(seed))
    window.modes.append(window.quiz)
    trigger(window, "mode.quiz")
    return window.quiz


def start(window: Window, setup: Setup = NAMING, seed: int = 3) -> QuizMode:
    quiz = enter(window, seed)
    quiz.start(setup)
    return quiz


def now(quiz: QuizMode) -> Asked:
    assert quiz.asked is not None
    return quiz.asked


def put(quiz: QuizMode, name: str) -> Asked:
    """Ask about an item of one's choice."""
    quiz.ask_about([quiz.deck.catalogue[name], quiz.deck.catalogue["territory_root:C6"]])
    return now(quiz)


def choose(quiz: QuizMode, *, right: bool = True) -> None:
    """Give a right or a wrong answer by a click."""
    asked = now(quiz)
    next(button for button in quiz.panel.answers.buttons if (button.choice.id in asked.correct) == right).click()


def fill(window: Window, quiz: QuizMode, side: Side | None = None) -> None:
    """Paint the territory that is asked for, or that of the other side."""
    target = now(quiz).target
    assert target is not None
    atlas = next(each for each in window.session.knowledge.atlases if each.info.id == target.atlas)
    for name in target.parts:
        window.editor.fill(Quality.NUMBNESS, atlas.polygons(name, side or target.side))


def score(quiz: QuizMode) -> tuple[int, int]:
    assert quiz.sitting is not None
    return sum(each.given.right for each in quiz.sitting.answered), len(quiz.sitting.answered)


def reviews(window: Window) -> int:
    store = open_progress(window.profile)
    count = len(store.reviews())
    store.close()
    return count


def keys(*pressed: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in pressed:
        wait(2)
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
    wait(2)
