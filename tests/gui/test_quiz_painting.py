"""Paint the answer: it is graded, told in words and cm², can be tried again, and the own drawing waits."""

import re
from pathlib import Path

import pytest
from quiz_driver import PAINTING, fill, now, put, reviews, score, start
from window_driver import drive, inside, paint, settle, texts, trigger

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.quiz.grading_score import WRONG_SIDE
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.window import Window


def test_painting_the_very_region_scores_full_and_the_other_side_some(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        put(quiz, "root_territory:L5")
        assert window.body.overlay.highlight is None
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert quiz.sitting is not None
        assert quiz.sitting.answered[-1].given.score > 0.95
        assert {"right", "missed", "too much"} <= set(texts(quiz.panel))
        asked = put(quiz, "root_territory:L5")
        assert asked.target is not None
        fill(window, quiz, asked.target.side.other)
        quiz.panel.done.click()
        assert quiz.sitting.answered[-1].given.score == pytest.approx(WRONG_SIDE, abs=0.01)
        assert any("Wrong side" in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_an_empty_painting_is_not_graded(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        quiz.panel.done.click()
        assert quiz.is_painting
        assert score(quiz) == (0, 0)
        assert any("Nothing painted yet" in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_a_graded_drawing_is_told_in_points_words_and_square_centimetres(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        target = put(quiz, "root_territory:L5").target
        assert target is not None
        atlas = next(each for each in window.session.knowledge.atlases if each.info.id == "isncsci")
        window.editor.fill(Quality.NUMBNESS, atlas.polygons("S1", target.side))
        trigger(window, "quiz.go")
        said = " ".join(texts(quiz.panel))
        for words in ("You painted S1, not L5.", "of 100", "missed", "too much", "maps disagree: accepted", "cm²"):
            assert words in said
        assert re.search(r"Border \d+ mm off on average, 95 % within \d+ mm", said)
        assert "the right border" not in texts(quiz.panel), "not before it is asked for"

    drive(script, tmp_path)


def test_the_right_border_is_shown_when_asked_for_and_hidden_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        put(quiz, "root_territory:L5")
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
        quiz = start(window, PAINTING)
        asked = put(quiz, "root_territory:L5")
        paint(window, "anterior", inside(window, "L2", Side.LEFT, "anterior"))
        trigger(window, "quiz.go")
        assert score(quiz) == (0, 1)
        quiz.panel.feedback.again.click()
        assert quiz.is_painting
        assert now(quiz) is asked
        assert window.editor.is_empty
        assert not quiz.panel.feedback.isVisible()
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert "100" in texts(quiz.panel)
        assert score(quiz) == (0, 1)
        assert reviews(window) == 1
        trigger(window, "quiz.go")
        assert now(quiz) is not asked

    drive(script, tmp_path)


def test_a_nerve_is_painted_on_the_map_of_nerves(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        asked = put(quiz, "nerve_territory:common_fibular")
        assert asked.target is not None
        assert asked.target.atlas == "nerves"
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)


def test_the_eraser_and_undo_work_on_the_answer(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        start(window, PAINTING)
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "undo")
        assert window.editor.is_empty
        assert window.session.editor.is_empty

    drive(script, tmp_path)


def test_tool_and_sensation_are_as_before_after_the_quiz(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.choose_quality(Quality.TINGLING)
        window.choose_tool(Tool.LASSO)
        start(window, PAINTING)
        assert (window.quality, window.tool) == (Quality.NUMBNESS, Tool.BRUSH)
        trigger(window, "mode.localise")
        assert (window.quality, window.tool) == (Quality.TINGLING, Tool.LASSO)
        assert window.side.isVisible()
        assert window.body.isVisible()

    drive(script, tmp_path)


def test_the_own_drawing_waits_untouched(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        assert window.panel is not None
        window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
        mine, title = window.editor.drawing, window.windowTitle()
        quiz = start(window, PAINTING)
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
