"""A user chooses another body: in the running window, at the next start, or by opening a drawing made on it."""

from pathlib import Path

import pytest
from window_driver import drive, inside, paint, trigger, wait_until

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Ranked
from rootmap.resources import examples
from rootmap.skin.figure import FIGURES
from rootmap.ui.window import Window


def shows(window: Window, name: str) -> None:
    """Wait until a body and its maps are there."""
    assert window.body.figure.name == window.session.figure.name == window.editor.figure.name == name
    wait_until(lambda: window.session.knowledge.atlases)
    assert {atlas.figure for atlas in window.session.knowledge.atlases} == {name}
    assert [other for other in FIGURES if window.actions_by_id.by_id[f"body.{other}"].isChecked()] == [name]


def test_every_body_can_be_chosen_painted_on_and_ranked(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for name in (*FIGURES[1:], FIGURES[0]):
            trigger(window, f"body.{name}")
            shows(window, name)
            paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
            wait_until(lambda: window.session.ranking is not None)
            window.session.settle()
            assert window.session.painted_cm2[Quality.PAIN] > 1
            assert window.editor.drawing.figure == name
            window.editor.clear()
            window.files.discard()

    assert drive(script, tmp_path) == 0


def test_the_body_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    drive(lambda window: trigger(window, "body.child"), tmp_path)
    drive(lambda window: shows(window, "child"), tmp_path)


def test_a_drawing_in_skin_coordinates_comes_along_to_another_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        marks = [layer.marks for layer in window.editor.drawing.layers]
        trigger(window, "body.female")
        shows(window, "female")
        assert [layer.marks for layer in window.editor.drawing.layers] == marks
        assert not window.editor.is_empty
        assert not window.isWindowModified()

    drive(script, tmp_path, str(examples()[0]))


def leading(window: Window) -> Ranked:
    window.session.settle()
    assert window.session.ranking is not None
    return window.session.ranking.entries[0]


def test_what_the_brush_painted_comes_along_by_its_skin_and_comes_back_as_it_was(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        drawn, here = window.editor.drawing, leading(window)
        for body in ("male", "child"):
            trigger(window, f"body.{body}")
            shows(window, body)
            there = leading(window)
            assert there.candidate == here.candidate
            assert there.inside == pytest.approx(here.inside, abs=0.02)
            assert there.covered == pytest.approx(here.covered, rel=0.2)  # shapes differ
            assert "came along" in window.message.text
            assert window.isWindowModified()
        trigger(window, "body.neutral")
        shows(window, "neutral")
        assert window.editor.drawing == drawn

    drive(script, tmp_path)


def test_a_file_keeps_what_was_painted_when_the_body_changes(tmp_path: Path) -> None:
    file = tmp_path / "knee.rootmap"

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        window.files.path = file
        assert window.files.save()
        before = file.read_bytes()
        trigger(window, "body.male")
        shows(window, "male")
        assert window.files.path is None
        trigger(window, "body.neutral")
        assert window.files.path == file
        assert not window.isWindowModified()
        assert file.read_bytes() == before

    drive(script, tmp_path / "profile")


def test_paint_on_the_moved_drawing_stays_with_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "body.child")
        shows(window, "child")
        paint(window, "posterior", inside(window, "S1", Side.RIGHT, "posterior"))
        trigger(window, "body.neutral")
        shows(window, "neutral")
        window.session.settle()
        painted = window.editor.painted[Quality.PAIN]
        assert {"anterior", "posterior"} <= set(painted)

    drive(script, tmp_path)


def test_the_lecture_window_changes_its_body_too(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "mode.lecture")
        trigger(window, "body.child")
        assert window.lecture is not None
        assert window.lecture.body.figure is window.body.figure
        assert window.lecture.body.editor is window.body.editor
        shows(window, "child")

    drive(script, tmp_path)
