"""A round from start to finish: by keyboard, as an exam, of what is due, undone, with and without a store."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from quiz_driver import choose, enter, keys, now, reviews, score, start
from window_driver import drive, texts, trigger, wait_until

from rootmap.profile import Profile
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Confidence, Item
from rootmap.progress.store import ProgressStore
from rootmap.quiz.asked import Form
from rootmap.quiz.plan import Setup, Style, What
from rootmap.ui.quiz.setup_page import SetupPage
from rootmap.ui.quiz.summary_page import SummaryPage
from rootmap.ui.window import Window


def test_a_new_user_answers_the_first_question_with_three_keys(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        keys(Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_1)
        assert window.quiz is not None
        assert score(window.quiz)[1] == 1
        assert reviews(window) == 1

    drive(script, tmp_path)


def reached_by_tab() -> set[QWidget | None]:
    reached = set()
    for _ in range(60):
        keys(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    return reached


def test_a_whole_session_goes_by_keyboard_from_start_to_finish(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        keys(Qt.Key.Key_F3)
        quiz = window.quiz
        assert quiz is not None
        page = window.findChild(SetupPage)
        assert page is not None
        assert {page.today, page.start, page.at_once, page.confidence} <= reached_by_tab()
        page.what.choose(What.KIND)
        page.form.choose(Form.REFLEX)
        page.count.choose(5)
        page.confidence.setFocus()
        keys(Qt.Key.Key_Space)
        page.start.setFocus()
        keys(Qt.Key.Key_Return)
        for place in range(30):  # what is missed comes back
            if not quiz.is_open:
                break
            if place % 2:
                keys(Qt.Key.Key_C, Qt.Key.Key_C, Qt.Key.Key_1)  # how sure, then the answer
            else:
                keys(Qt.Key.Key_1)  # the answer, then how sure
                assert quiz.is_open
                keys(Qt.Key.Key_C, Qt.Key.Key_C, Qt.Key.Key_Return)
            assert not quiz.is_open
            keys(Qt.Key.Key_Return)
        summary = window.findChild(SummaryPage)
        assert summary is not None
        assert quiz.sitting is not None
        assert {each.given.confidence for each in quiz.sitting.answered} == {Confidence.FAIRLY_SURE.value}
        assert any("of 5 right" in text for text in texts(summary))
        assert any("sure on average" in text for text in texts(summary))
        summary.new.setFocus()
        keys(Qt.Key.Key_Return)
        assert any(page.isVisible() for page in window.findChildren(SetupPage))

    drive(script, tmp_path)


def test_an_exam_tells_nothing_until_the_end_and_then_everything(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, Style.EXAM, form=Form.DISC, count=5))
        asked = []
        for place in range(5):
            asked.append(now(quiz))
            choose(quiz, right=place == 0)
            if quiz.asked is not None:
                assert not {"Right", "Not this time"} & set(texts(quiz.panel))
        summary = window.findChild(SummaryPage)
        assert summary is not None
        said = " ".join(texts(summary))
        assert "1 of 5 right" in said
        for question in asked:
            assert question.why in said
            assert question.source in said
        assert reviews(window) == 5

    drive(script, tmp_path)


def test_when_the_time_is_over_the_round_ends(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(style=Style.RAPID))
        for _ in range(12):
            choose(quiz)
        quiz._ends = time.monotonic() - 1
        wait_until(lambda: window.findChild(SummaryPage) is not None)
        assert score(quiz) == (12, 12)

    drive(script, tmp_path)


def test_an_answer_can_be_taken_back_and_an_item_left_out(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        first = now(quiz)
        assert not window.actions_by_id.by_id["quiz.undo"].isEnabled()
        choose(quiz, right=False)
        quiz.panel.next.click()
        trigger(window, "quiz.undo")
        assert now(quiz) is first
        assert reviews(window) == 0
        trigger(window, "quiz.suspend")
        second = now(quiz)
        trigger(window, "quiz.bury")
        store = open_progress(window.profile)
        assert store.card(first.item).suspended
        assert store.card(second.item).buried_until
        store.close()
        trigger(window, "quiz.end")
        quiz.choose()
        quiz.start(Setup(What.KIND, form=Form.NAME, count=40))
        assert quiz.sitting is not None
        asked: set[Item] = set()
        while quiz.asked is not None:
            asked.add(quiz.asked.item)
            choose(quiz)
            quiz.next()
        assert not {first.item, second.item} & asked

    drive(script, tmp_path)


def test_today_asks_what_is_due_and_new_and_then_there_is_nothing_more(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.settings.set("new_a_day", 3)
        quiz = enter(window)
        page = window.findChild(SetupPage)
        assert page is not None
        assert page.today.hasFocus()
        page.today.click()
        assert quiz.sitting is not None
        assert quiz.sitting.total == 3
        assert now(quiz).item.id == "territory_root:L5"

    drive(script, tmp_path)


def test_without_a_store_the_quiz_goes_on_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        monkeypatch.setattr(ProgressStore, "answer", _refused)
        said: list[str] = []
        monkeypatch.setattr(window.message, "say", said.append)
        quiz._recorder._say = said.append
        choose(quiz)
        quiz.panel.next.click()
        choose(quiz)
        assert score(quiz) == (2, 2)
        assert len(said) == 1
        assert "\n" not in said[0]
        assert "not recorded" in said[0]
        quiz.finish()
        summary = window.findChild(SummaryPage)
        assert summary is not None
        assert any("not recorded" in text for text in texts(summary))

    drive(script, tmp_path)


def _refused(*_: object) -> None:
    from rootmap.errors import InputError

    raise InputError("progress.sqlite3", "", "cannot be written", "free some room.")


def test_a_folder_that_cannot_be_opened_leaves_a_quiz_without_recording(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        (Profile(tmp_path).folder / "progress.sqlite3").mkdir(parents=True)
        quiz = start(window)
        choose(quiz)
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)
