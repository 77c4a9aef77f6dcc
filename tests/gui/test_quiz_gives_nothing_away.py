"""Before the answer nothing that can be seen, heard or hovered in any window tells it."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from quiz_driver import PAINTING, choose, now, start
from window_driver import drive, inside, paint, texts, trigger, wait

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.quiz.asked import Asked, Form, How
from rootmap.quiz.plan import Setup, What
from rootmap.skin.coordinates import skin_at
from rootmap.ui.window import Window

A_ROOT = re.compile(r"\b(" + "|".join(root.value for root in Root) + r"|S4-5)\b")


def seen(window: Window, asked: Asked) -> list[str]:
    """Return every line, name and tip of all that is visible in all windows, but for the question and its choices."""
    lines = {*asked.text.splitlines(), *asked.hint.splitlines()}
    offered = {*lines, asked.text, asked.hint, *(choice.text for choice in asked.choices)}
    for mark in (": ", "   "):  # on the panel, in the hall
        offered |= {f"{place}{mark}{choice.text}" for place, choice in enumerate(asked.choices, start=1)}
    found = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            found += texts(top)
            for child in (top, *top.findChildren(QWidget)):
                if child.isVisible():
                    found += [child.objectName(), child.statusTip(), child.whatsThis()]
    return [line for text in found for line in text.splitlines() if line and line not in offered]


def leaks(window: Window, asked: Asked) -> list[str]:
    """Return what is seen and holds the answer, its id or its item; why it is so, or its source."""
    told = {asked.why, asked.source, asked.item.id, asked.item.title}
    if asked.how is not How.PAINT:  # one is told what to paint
        told |= {asked.answer, *asked.correct, *(asked.text_of(name) for name in asked.correct)}
    words = [word for word in told if len(word) > 1 and word not in ("now", "none")]
    found = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words]
    return [line for line in seen(window, asked) if any(pattern.search(line) for pattern in found)]


@pytest.mark.parametrize("form", list(Form))
def test_before_the_answer_nothing_in_any_window_tells_it(tmp_path: Path, form: Form) -> None:
    def script(window: Window) -> None:
        trigger(window, "map")
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        trigger(window, "mode.lecture")
        quiz = start(window, Setup(What.KIND, form=form, count=5))
        assert window.lecture is not None
        window.lecture.resize(1280, 720)
        while quiz.asked is not None:
            wait(5)
            assert window.windowTitle().startswith("Quiz")
            assert leaks(window, quiz.asked) == []
            assert window.body.overlay.atlases == ()
            assert not window.body.overlay.labels
            quiz.do("bury")

    drive(script, tmp_path)


def test_windows_beside_the_main_one_are_away_during_the_quiz(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for name in ("level", "urgency"):
            trigger(window, name)
        wait(20)
        beside = [top for top in QApplication.topLevelWidgets() if top.objectName().startswith("beside_")]
        assert [top.isVisible() for top in beside] == [True, True]
        quiz = start(window, Setup(What.KIND, form=Form.DISC))
        trigger(window, "level")
        wait(20)
        assert [top.isVisible() for top in beside] == [False, False]
        assert leaks(window, now(quiz)) == []
        trigger(window, "mode.localise")
        assert [top.isVisible() for top in beside] == [True, True]
        for top in beside:
            top.close()

    drive(script, tmp_path)


def test_while_a_region_is_to_be_named_hovering_names_the_side_only(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        for _ in range(5):
            asked = now(quiz)
            assert asked.lit is not None
            atlas = next(each for each in window.session.knowledge.atlases if each.info.id == asked.lit.atlas)
            for view, shape in atlas.polygons(asked.answer, asked.lit.side).items():
                point = shape.representative_point().coords[0]
                window.body.hovered.emit(skin_at(window.session.figure.views[view], *point), view, *point)
                wait(40)
                assert window.status.here in ("Patient's left", "Patient's right", "Head, trunk or perineum")
            offered = {text for button in quiz.panel.answers.buttons for text in texts(button)}
            assert [text for text in texts(window) if A_ROOT.search(text) and text not in offered] == []
            assert window.panel is not None
            assert not window.panel.isVisible()
            choose(quiz)
            quiz.panel.next.click()

    drive(script, tmp_path)


def test_the_map_cannot_be_brought_back_nor_filled_while_a_question_is_open(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        for name in ("map", "map.next", "map.labels", "open", "new"):
            trigger(window, name)
        assert window.body.overlay.atlases == ()
        assert not window.body.overlay.labels
        target = now(quiz).target
        assert target is not None
        trigger(window, "tool.fill")
        for view in window.session.figure.views:
            window.body._fill(view, 300.0, 500.0)
        assert window.editor.is_empty, "the tool that fills would paint the answer"

    drive(script, tmp_path)
