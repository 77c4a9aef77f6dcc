"""Be asked: answer with hand or keyboard, be told why; come and go."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from quiz_driver import NAMING, PAINTING, choose, enter, keys, now, put, reviews, score, start
from window_driver import drive, on_screen, texts, trigger, wait

from rootmap.progress.records import ItemKind, Mode
from rootmap.quiz.asked import Form, How
from rootmap.quiz.plan import Setup, What
from rootmap.skin.coordinates import nearest_skin
from rootmap.ui.quiz.setup_page import SetupPage
from rootmap.ui.window import Window

CHOICES = (Form.MUSCLE, Form.ROOT, Form.REFLEX, Form.ROOT_OR_NERVE, Form.DISC, Form.RED_FLAG, Form.IMAGING,
           Form.NEXT_TEST)  # fmt: skip

NEXT_MS = 100.0


def test_a_right_answer_counts_is_explained_and_is_kept_on_disk(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        asked = now(quiz)
        light = window.body.overlay.highlight
        assert light is not None
        assert light.territories == set(asked.correct)
        choose(quiz)
        assert score(quiz) == (1, 1)
        assert {"Right", asked.why, f"Source: {asked.source}"} <= set(texts(quiz.panel))
        assert reviews(window) == 1
        quiz.panel.next.click()
        assert now(quiz) is not asked
        assert quiz.is_open

    drive(script, tmp_path)


def test_a_wrong_answer_is_told_and_a_typed_one_understood(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        answer = now(quiz).answer
        QTest.keyClicks(quiz.panel.field, "banana")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert score(quiz) == (0, 0)
        quiz.panel.field.clear()
        QTest.keyClicks(quiz.panel.field, " t12 " if answer != "T12" else "c5")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert score(quiz) == (0, 1)
        assert quiz.sitting is not None
        assert quiz.sitting.answered[0].given.mode is Mode.TYPE
        assert any(answer in text for text in texts(quiz.panel))
        assert "Not this time" in texts(quiz.panel)

    drive(script, tmp_path)


@pytest.mark.parametrize("form", CHOICES)
def test_every_form_of_choice_can_be_answered_right_and_wrong(tmp_path: Path, form: Form) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=form, count=5))
        choose(quiz)
        quiz.panel.next.click()
        choose(quiz, right=False)
        assert score(quiz) == (1, 2)
        assert reviews(window) == 2

    drive(script, tmp_path)


def test_of_several_right_answers_all_are_to_be_chosen(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        asked = put(quiz, "bank:first-steps/c7-signs")
        assert asked.how is How.SEVERAL
        for place, choice in enumerate(asked.choices):
            if choice.id in asked.correct:
                keys(Qt.Key(Qt.Key.Key_1 + place))
        keys(Qt.Key.Key_Return)
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)


def test_the_key_point_is_pointed_at_with_a_click_and_shown_afterwards(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=Form.POINT))
        asked = now(quiz)
        assert asked.spot is not None
        view, x, y = nearest_skin(window.session.figure, asked.spot)[0]
        QTest.mouseClick(window.body, Qt.MouseButton.LeftButton, pos=on_screen(window, view, x, y).toPoint())
        assert score(quiz) == (1, 1)
        assert any("mm from the key point" in text for text in texts(quiz.panel))
        quiz.panel.next.click()
        QTest.mouseClick(window.body, Qt.MouseButton.LeftButton, pos=on_screen(window, view, x, y).toPoint())
        assert score(quiz) == (1, 2)

    drive(script, tmp_path)


def test_the_key_point_can_be_pointed_at_by_keyboard(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=Form.POINT))
        assert window.body.hasFocus()
        keys(Qt.Key.Key_Return)  # the point stands in the middle, between the bodies
        for _ in range(60):
            if not quiz.is_open:
                break
            keys(Qt.Key.Key_Left, Qt.Key.Key_Return)
        assert score(quiz)[1] == 1
        keys(Qt.Key.Key_Return)
        assert quiz.is_open

    drive(script, tmp_path)


def test_one_comes_and_goes_from_every_page_and_the_number_keys_fly_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for setup in (None, NAMING, PAINTING):
            quiz = enter(window) if setup is None else start(window, setup)
            trigger(window, "mode.localise")
            assert not quiz.is_on
            assert window.body.isVisible()
            window.body.setFocus()
            before = window.body.camera
            keys(Qt.Key.Key_3)
            wait(400)
            assert window.body.camera != before
            trigger(window, "go.whole" if "go.whole" in window.actions_by_id.by_id else "go.sides")

    drive(script, tmp_path)


def test_nothing_of_the_quiz_is_imported_before_it_is_entered(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = "import rootmap.ui.window, rootmap.ui.actions, sys; print([n for n in sys.modules if '.quiz' in n])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert tmp_path.exists()


def test_the_next_question_is_there_at_once(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(count=40))
        took = []
        while quiz.asked is not None:
            begun = time.perf_counter()
            quiz.do("bury")
            took.append((time.perf_counter() - begun) * 1000)
        assert sorted(took)[len(took) // 2] < NEXT_MS

    drive(script, tmp_path)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_theme_and_size_shows_the_pages_whole(tmp_path: Path, theme: str) -> None:
    def script(window: Window) -> None:
        window.choose_theme(theme)
        window.resize(1280, 720)
        quiz = enter(window)
        wait(20)
        page = window.findChild(SetupPage)
        assert page is not None
        assert page.start.mapTo(page, page.start.rect().bottomRight()).y() < page.height(), "one screen, no scrolling"
        quiz.start(NAMING)
        wait(20)
        for button in quiz.panel.answers.buttons:
            assert button.height() >= button.heightForWidth(button.width())
        assert quiz.deck.form(now(quiz).item) is Form.NAME
        assert now(quiz).item.kind is ItemKind.TERRITORY_ROOT
        trigger(window, "theme.light")

    drive(script, tmp_path)
