"""The lecture: what the teacher holds and what the hall sees, of a drawing, of a question, of a map and of a case."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from tools.screenshots.camera import Scene, trigger, wait
from tools.screenshots.localise import open_patient

from rootmap.explore.library import Ref, Sort
from rootmap.quiz.asked import Form
from rootmap.quiz.plan import Setup, What
from rootmap.ui.window import Window

PARTS = ("ranking", "territory", "signs")


def hall(window: Window) -> Iterator[Scene]:
    """Walk through a lecture; the hall's window fills the other screen where there is one."""
    yield "hall-hidden", lambda: _open(window)
    yield "hall-teacher", lambda: window
    yield "hall-revealed", lambda: _reveal(window)
    yield "hall-explore", lambda: _explore(window)
    yield "hall-explore-compare", lambda: _compare(window)
    yield "hall-quiz", lambda: _quiz(window)
    yield "hall-quiz-answer", lambda: _revealed(window, "territory")
    yield "hall-case", lambda: _case(window)
    yield "hall-closed", lambda: _close(window)


def _hall(window: Window, size: QSize | None = None) -> QWidget:
    assert window.lecture is not None
    window.lecture.showNormal()
    window.lecture.setFixedSize(size or window.size())
    wait(200)
    return window.lecture


def _open(window: Window) -> QWidget:
    open_patient(window)
    window.toggle_lecture()
    return _hall(window)


def _reveal(window: Window) -> QWidget:
    for part in PARTS:
        window.reveal(part)
    return _hall(window)


def _revealed(window: Window, part: str) -> QWidget:
    window.reveal(part)
    return _hall(window)


def _explore(window: Window) -> QWidget:
    trigger(window, "mode.explore")
    assert window.explore is not None
    window.explore.choose(Ref(Sort.ROOT, "L5"))
    return _revealed(window, "territory")


def _compare(window: Window) -> QWidget:
    assert window.explore is not None
    window.explore.choose(Ref(Sort.NERVE, "common_fibular"), beside=True)
    window.explore.show_panes(2)
    window.explore.compare()
    return _hall(window)


def _quiz(window: Window) -> QWidget:
    window.enter_quiz()
    assert window.quiz is not None
    window.quiz.start(Setup(What.KIND, form=Form.NAME))
    return _hall(window)


def _case(window: Window) -> QWidget:
    from tools.screenshots.cases import begin_case

    window.enter_localise()
    begin_case(window)
    return _hall(window)


def _close(window: Window) -> None:
    window.toggle_lecture()
    window.enter_localise()
