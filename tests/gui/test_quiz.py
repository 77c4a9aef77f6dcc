"""Be asked: name the lit root, or paint the named one; nothing on screen gives the answer away."""

import re
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from window_driver import drive, inside, paint, settle, texts, trigger, wait

from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.quiz.grading_score import WRONG_SIDE
from rootmap.quiz.questions import NameIt, PaintIt
from rootmap.skin.coordinates import skin_at
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.window import Window

A_ROOT = re.compile(r"\b(" + "|".join(root.value for root in Root) + r"|S4-5)\b")


def start(window: Window, seed: int = 3) -> QuizMode:
    window.quiz = QuizMode(window, Random(seed))
    trigger(window, "mode.quiz")
    return window.quiz


def tab(quiz: QuizMode, text: str) -> None:
    next(button for button in quiz.panel.findChildren(QPushButton) if button.text() == text).click()


def leaks(window: Window) -> list[str]:
    """Return every text with a root in it, but for the offered answers themselves."""
    assert window.quiz is not None
    offered = {button.text() for button in window.quiz.panel.choices}
    return [text for text in texts(window) if A_ROOT.search(text) and text not in offered]


def test_a_right_answer_counts(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        question = quiz.question
        assert isinstance(question, NameIt)
        light = window.body.overlay.highlight
        assert light is not None
        assert light.territories == {question.territory}
        next(button for button in quiz.panel.choices if button.text() == question.territory).click()
        assert (quiz.run.right, quiz.run.asked) == (1, 1)
        assert "Right" in texts(quiz.panel)
        quiz.panel.next.click()
        assert quiz.question is not question
        assert quiz.is_open

    drive(script, tmp_path)


def test_a_wrong_answer_is_told_and_a_typed_one_understood(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        question = quiz.question
        assert isinstance(question, NameIt)
        QTest.keyClicks(quiz.panel.field, "banana")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert quiz.run.asked == 0
        quiz.panel.field.clear()
        QTest.keyClicks(quiz.panel.field, " t12 " if question.territory != "T12" else "c5")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert (quiz.run.right, quiz.run.asked) == (0, 1)
        assert any(f"it is {question.territory}" in text or question.territory in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_while_a_region_is_to_be_named_nothing_names_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "map")
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        quiz = start(window)
        for _ in range(12):
            question = quiz.question
            assert isinstance(question, NameIt)
            for view, shape in window.session.knowledge.atlases[0].polygons(question.territory, question.side).items():
                point = shape.representative_point().coords[0]
                window.body.hovered.emit(skin_at(window.session.figure.views[view], *point), view, *point)
                wait(25)
                assert window.status.here in ("Patient's left", "Patient's right", "Head, trunk or perineum")
                assert leaks(window) == []
            assert window.body.overlay.atlases == ()
            assert not window.body.overlay.labels
            assert window.panel is not None
            assert not window.panel.isVisible()
            quiz.panel.choices[0].click()
            quiz.panel.next.click()

    drive(script, tmp_path)


def test_the_map_cannot_be_brought_back_while_a_question_is_open(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        start(window)
        for name in ("map", "map.next", "map.labels", "mirror", "open", "new"):
            trigger(window, name)
        assert window.body.overlay.atlases == ()
        assert not window.body.overlay.labels

    drive(script, tmp_path)


def test_painting_the_very_region_scores_full_and_the_other_side_some(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        tab(quiz, "Paint it")
        question = quiz.question
        assert isinstance(question, PaintIt)
        assert window.body.overlay.highlight is None
        atlas = window.session.knowledge.atlases[0]
        window.editor.fill(Quality.NUMBNESS, atlas.polygons(question.territory, question.side))
        trigger(window, "quiz.go")
        assert quiz.run.grades[-1].score > 0.95
        assert {"right", "missed", "too much"} <= set(texts(quiz.panel))
        assert window.body.overlay.highlight is None, "what was missed would drown in it"
        trigger(window, "quiz.go")
        question = quiz.question
        assert isinstance(question, PaintIt)
        window.editor.fill(Quality.NUMBNESS, atlas.polygons(question.territory, question.side.other))
        quiz.panel.done.click()
        assert quiz.run.grades[-1].score == pytest.approx(WRONG_SIDE, abs=0.01)
        assert any("Wrong side" in text for text in texts(quiz.panel))
        assert (quiz.run.right, quiz.run.asked) == (1, 2)

    drive(script, tmp_path)


def test_an_empty_painting_is_not_graded(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        tab(quiz, "Paint it")
        quiz.panel.done.click()
        assert quiz.is_painting
        assert quiz.run.asked == 0
        assert any("Nothing painted yet" in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_tool_and_sensation_are_as_before_after_the_quiz(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.choose_quality(Quality.TINGLING)
        window.choose_tool(Tool.LASSO)
        quiz = start(window)
        tab(quiz, "Paint it")
        assert (window.quality, window.tool) == (Quality.NUMBNESS, Tool.BRUSH)
        trigger(window, "mode.localise")
        assert (window.quality, window.tool) == (Quality.TINGLING, Tool.LASSO)

    drive(script, tmp_path)


def test_the_own_drawing_waits_untouched(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        assert window.panel is not None
        window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
        mine, title = window.editor.drawing, window.windowTitle()
        quiz = start(window)
        tab(quiz, "Paint it")
        assert window.editor.is_empty
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        quiz.panel.done.click()
        trigger(window, "mode.localise")
        assert window.editor.drawing is mine
        assert window.windowTitle() == title
        assert window.panel.isVisible()
        assert window.body.overlay.highlight is not None
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        assert window.editor.drawing is not mine

    drive(script, tmp_path)


def test_the_eraser_and_undo_work_on_the_answer(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        tab(quiz, "Paint it")
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "undo")
        assert window.editor.is_empty
        assert window.session.editor.is_empty

    drive(script, tmp_path)


def put(quiz: QuizMode, question: PaintIt) -> None:
    """Ask for a drawing of one's choice."""
    tab(quiz, "Paint it")
    quiz.question = question
    quiz._open()


def test_a_graded_drawing_is_told_in_points_words_and_square_centimetres(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        put(quiz, PaintIt("isncsci", "L5", Side.LEFT))
        atlas = next(each for each in window.session.knowledge.atlases if each.info.id == "isncsci")
        window.editor.fill(Quality.NUMBNESS, atlas.polygons("S1", Side.LEFT))
        trigger(window, "quiz.go")
        seen = " ".join(texts(quiz.panel))
        for words in ("You painted S1, not L5.", "of 100", "missed", "too much", "maps disagree: accepted", "cm²"):
            assert words in seen
        assert "Where the maps disagree nothing was taken off" in seen
        assert "International Standards (ISNCSCI)" in seen
        assert re.search(r"Border \d+ mm off on average, 95 % within \d+ mm", seen)
        assert "the right border" not in texts(quiz.panel), "not before it is asked for"

    drive(script, tmp_path)


def test_the_right_border_is_shown_when_asked_for_and_hidden_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        put(quiz, PaintIt("isncsci", "L5", Side.LEFT))
        assert not window.actions_by_id.by_id["quiz.border"].isEnabled()
        paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
        trigger(window, "quiz.go")
        before = window.body.grab().toImage()
        quiz.panel.feedback.border.click()
        assert quiz.border_shown
        assert "the right border" in texts(quiz.panel)
        assert window.body.grab().toImage() != before
        trigger(window, "quiz.border")
        assert not quiz.border_shown
        assert window.body.grab().toImage() == before

    drive(script, tmp_path)


def test_one_can_try_again_from_an_empty_body_and_only_the_first_try_counts(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        question = PaintIt("isncsci", "L5", Side.LEFT)
        put(quiz, question)
        paint(window, "anterior", inside(window, "L2", Side.LEFT, "anterior"))
        trigger(window, "quiz.go")
        assert quiz.run.asked == 1
        quiz.panel.feedback.again.click()
        assert quiz.is_painting
        assert quiz.question is question
        assert window.editor.is_empty
        assert not quiz.panel.feedback.isVisible()
        atlas = next(each for each in window.session.knowledge.atlases if each.info.id == "isncsci")
        window.editor.fill(Quality.NUMBNESS, atlas.polygons("L5", Side.LEFT))
        trigger(window, "quiz.go")
        assert "100" in texts(quiz.panel)
        assert (quiz.run.right, quiz.run.asked) == (0, 1)
        trigger(window, "quiz.go")
        assert quiz.question is not question

    drive(script, tmp_path)


def test_with_the_map_of_nerves_one_draws_a_nerve_and_names_roots(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.settings.set("map", "nerves")
        quiz = start(window)
        assert isinstance(quiz.question, NameIt)
        assert quiz.question.atlas != "nerves"
        tab(quiz, "Paint it")
        question = quiz.question
        assert isinstance(question, PaintIt)
        assert question.atlas == "nerves"
        atlas = next(each for each in window.session.knowledge.atlases if each.info.id == "nerves")
        title = atlas.info.territory(question.territory).title
        assert f"Paint {title} {question.side}" in texts(quiz.panel)
        window.editor.fill(Quality.NUMBNESS, atlas.polygons(question.territory, question.side))
        trigger(window, "quiz.go")
        assert quiz.run.right == 1

    drive(script, tmp_path)
