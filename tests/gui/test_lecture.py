"""Show the body in a hall: of the answers only what is revealed."""

from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from test_actions_and_look import READABLE, contrast
from window_driver import drive, inside, paint, press, settle, texts, trigger, wait

from rootmap.anatomy.vocabulary import Side
from rootmap.quiz.asked import Form
from rootmap.quiz.plan import Setup, What
from rootmap.resources import examples
from rootmap.ui.lecture.window import LectureWindow
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.style import PROJECTOR
from rootmap.ui.window import Window


def open_lecture(window: Window) -> LectureWindow:
    trigger(window, "mode.lecture")
    assert window.lecture is not None
    window.lecture.resize(1280, 720)
    wait(20)
    return window.lecture


def said(lecture: LectureWindow) -> str:
    return " ".join(texts(lecture))


def test_nothing_is_answered_until_it_is_revealed(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        lecture = open_lecture(window)
        assert "S1" not in said(lecture)
        assert lecture.body.overlay.highlight is None
        assert not lecture.revealed.isVisible()
        trigger(window, "reveal.ranking")
        assert "S1 left" in said(lecture)
        assert lecture.body.overlay.highlight is None
        trigger(window, "reveal.territory")
        assert lecture.body.overlay.highlight is not None
        trigger(window, "reveal.signs")
        assert "Achilles" in said(lecture)
        trigger(window, "reveal.none")
        assert "S1" not in said(lecture)
        assert "Achilles" not in said(lecture)
        assert lecture.body.overlay.highlight is None

    drive(script, tmp_path)


def test_a_new_drawing_hides_every_answer_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        lecture = open_lecture(window)
        for part in ("ranking", "territory", "signs"):
            trigger(window, f"reveal.{part}")
        window.files.discard()
        window.files.open_example(examples()[0])
        settle(window)
        assert not lecture.revealed.isVisible()
        assert lecture.body.overlay.highlight is None
        assert not window.is_revealed("ranking")

    drive(script, tmp_path)


def test_paint_zoom_and_pointer_follow_live(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        lecture = open_lecture(window)
        bare = lecture.body.grab().toImage()
        press(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        assert window.body.painting
        assert lecture.body.grab().toImage() != bare
        window.body.release()
        assert lecture.body.editor is window.body.editor
        window.body.zoom_by(3.0)
        assert lecture.body.camera == window.body.camera

    drive(script, tmp_path)


def test_the_ranking_in_the_hall_follows_the_brush_once_revealed(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        lecture = open_lecture(window)
        trigger(window, "reveal.ranking")
        press(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        wait(50)
        assert lecture.revealed.ranking.rows[0][0] == "L4 left"
        window.body.cancel()

    drive(script, tmp_path)


def test_in_the_quiz_the_hall_sees_the_question_and_not_the_answer(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        lecture = open_lecture(window)
        window.quiz = QuizMode(window, Random(1))
        window.modes.append(window.quiz)
        trigger(window, "mode.quiz")
        window.quiz.start(Setup(What.KIND, form=Form.NAME))
        asked = window.quiz.asked
        assert asked is not None
        assert asked.lit is not None
        assert "Which root is lit?" in said(lecture)
        assert lecture.revealed._answer.text() == ""
        assert not lecture.body.overlay.labels
        window.quiz.answer([asked.answer])
        assert lecture.revealed._answer.text() == ""
        trigger(window, "reveal.territory")
        assert lecture.revealed._answer.text() == asked.answer
        window.quiz.next()
        assert lecture.revealed._answer.text() == ""

    drive(script, tmp_path)


def test_every_word_can_be_read_in_the_hall_whatever_theme_the_teacher_takes(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        window.choose_theme("dark")
        lecture = open_lecture(window)
        for part in ("ranking", "territory", "signs"):
            trigger(window, f"reveal.{part}")
        for theme in ("dark", "light", "dark"):
            window.choose_theme(theme)
            wait(20)
            labels = [label for label in lecture.findChildren(QLabel) if label.isVisible()]
            assert labels
            for label in labels:
                word = label.palette().color(label.foregroundRole())
                assert contrast(word.name(), PROJECTOR.panel) >= READABLE, label.text()

    drive(script, tmp_path)


def test_the_keys_of_the_lecture_work_in_both_windows_and_closing_gives_the_body_back(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        lecture = open_lecture(window)
        lecture.activateWindow()
        QTest.keyClick(lecture, Qt.Key.Key_F6)
        assert window.is_revealed("ranking")
        lecture.close()
        wait(20)
        assert window.lecture is None
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        assert not window.editor.is_empty

    drive(script, tmp_path)
