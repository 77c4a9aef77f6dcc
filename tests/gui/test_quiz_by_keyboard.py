"""The keyboard alone: each form from start to end, what was missed comes back, a whole case opens, progress obeys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from window_driver import drive, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Quality
from rootmap.profile import Profile
from rootmap.progress.opening import open_progress
from rootmap.progress.records import ItemKind
from rootmap.quiz.asked import Form, How
from rootmap.quiz.plan import What
from rootmap.ui.cases.mode import cases_of
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.quiz.setup_page import SetupPage
from rootmap.ui.quiz.summary_page import SummaryPage
from rootmap.ui.window import Window

_Key = Qt.Key
_MOST_STEPS = 80


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is, as a hand would."""
    for key in keys:
        wait(2)
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)
    wait(2)


def tab_to(wanted: QWidget) -> None:
    """Go from one control to the next until one is reached."""
    for _ in range(_MOST_STEPS):
        if QApplication.focusWidget() is wanted:
            return
        press(_Key.Key_Tab)
    raise AssertionError(f"{wanted} is not reached by Tab")


def turn_on(button: QPushButton) -> None:
    """Choose one of a row of buttons: Tab to the row, arrows to the button."""
    row = button.parentWidget()
    assert row is not None
    for _ in range(_MOST_STEPS):
        focus = QApplication.focusWidget()
        if focus is not None and focus.parentWidget() is row:
            break
        press(_Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QPushButton)
    for _ in range(len(Form)):
        if button.isChecked():
            return
        press(_Key.Key_Right)
    raise AssertionError(f"{button.text()} is not reached by the arrows")


def begin(window: Window, form: Form, count: int = 5) -> QuizMode:
    """Set a session of one form up, with keys only."""
    window.body.setFocus()
    press(_Key.Key_F3)
    page = window.findChild(SetupPage)
    quiz = window.quiz
    assert page is not None
    assert quiz is not None
    turn_on(page.what.buttons[What.KIND])
    turn_on(page.form.buttons[form])
    turn_on(page.count.buttons[count])
    tab_to(page.start)
    press(_Key.Key_Return)
    return quiz


def answer(window: Window, quiz: QuizMode) -> None:
    """Answer the open question somehow."""
    asked = quiz.asked
    assert asked is not None
    if asked.how is How.ONE:
        press(_Key.Key_1)
    elif asked.how is How.SEVERAL:
        press(_Key.Key_1, _Key.Key_Return)
    elif asked.how is How.POINT:
        _over_the_body(window, lambda: not quiz.is_open)
    else:
        _over_the_body(window, lambda: bool(window.body.editor.painted.get(Quality.NUMBNESS)))
        press(_Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)


def _over_the_body(window: Window, done: object) -> None:
    """Walk with the crosshair, pressing it at every step, until something came of it."""
    assert window.body.hasFocus()
    assert callable(done)
    press(_Key.Key_Return)
    for _ in range(_MOST_STEPS):
        if done():
            return
        press(_Key.Key_Left, _Key.Key_Return)
    raise AssertionError("nothing was reached on the body")


@pytest.mark.parametrize("form", list(Form))
def test_a_session_of_each_form_goes_by_keyboard_from_start_to_finish(tmp_path: Path, form: Form) -> None:
    def script(window: Window) -> None:
        quiz = begin(window, form)
        for _ in range(_MOST_STEPS):
            if quiz.asked is None:
                break
            assert quiz.deck.form(quiz.asked.item) is form
            answer(window, quiz)
            assert not quiz.is_open
            press(_Key.Key_Return)
        summary = window.findChild(SummaryPage)
        assert summary is not None
        assert any("of 5 right" in text for text in texts(summary))
        tab_to(summary.back)
        press(_Key.Key_Return)
        assert window.in_localise

    drive(script, tmp_path)


def test_what_was_missed_comes_back_before_the_end_and_is_scheduled_each_time(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = begin(window, Form.REFLEX)
        first, seen = None, []
        while quiz.asked is not None:
            asked = quiz.asked
            seen.append(asked.item.id)
            first = first or asked.item.id
            is_missed = asked.item.id == first and seen.count(first) == 1
            at = next(k for k, each in enumerate(asked.choices) if (each.id in asked.correct) != is_missed)
            press(_Key(_Key.Key_1 + at), _Key.Key_Return)
        assert first is not None
        assert len(seen) == 6
        assert seen.index(first, 1) == 5, "after the four others"
        store = open_progress(window.profile, quiz.deck.catalogue)
        assert [each.item_id for each in store.reviews()] == seen
        store.close()

    drive(script, tmp_path)


def test_from_the_quiz_one_comes_to_a_whole_case_by_keyboard(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        press(_Key.Key_F3)
        page = window.findChild(SetupPage)
        assert page is not None
        turn_on(page.what.buttons[What.CASE])
        tab_to(page.start)
        press(_Key.Key_Return)
        wait_until(lambda: (mode := cases_of(window)) is not None and mode.play is not None)
        assert not window.in_quiz

    drive(script, tmp_path)


def test_after_a_session_a_whole_case_is_offered(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = begin(window, Form.REFLEX)
        quiz.do("end")
        summary = window.findChild(SummaryPage)
        assert summary is not None
        tab_to(summary.case)
        press(_Key.Key_Return)
        wait_until(lambda: (mode := cases_of(window)) is not None and mode.play is not None)

    drive(script, tmp_path)


def test_what_was_left_out_is_asked_again_from_the_page_of_progress(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = begin(window, Form.REFLEX)
        assert quiz.asked is not None
        name = quiz.asked.item.id
        press(_Key.Key_X, modifier=Qt.KeyboardModifier.AltModifier)
        window.enter_localise()
        press(_Key.Key_F12)
        assert window.progress is not None
        assert window.progress.panel.take_up.text() == "Ask again what is left out (1)"
        trigger(window, "progress.take_up")
        assert not window.progress.panel.take_up.isVisible()
        window.enter_localise()
        store = open_progress(Profile(tmp_path))
        assert not store.cards()[name].suspended
        store.close()

    drive(script, tmp_path)


def test_the_page_of_progress_knows_the_items_that_the_quiz_adds(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        press(_Key.Key_F12)
        assert window.progress is not None
        kinds = {item.kind for item in window.progress.store.catalogue.values()}
        assert {ItemKind.CASE_IMAGING, ItemKind.NEXT_TEST, ItemKind.ROOT_DISC} <= kinds

    drive(script, tmp_path)


def test_files_and_erasing_of_progress_are_in_the_palette_only_while_it_is_shown(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        names = [f"progress.{name}" for name in ("tables", "export", "import", "take_up", "erase")]
        actions = window.actions_by_id.by_id
        assert not any(actions[name].isEnabled() for name in names)
        window.body.setFocus()
        press(_Key.Key_F12)
        assert [name for name in names if not actions[name].isEnabled()] == ["progress.take_up"], "nothing is left out"

    drive(script, tmp_path)
