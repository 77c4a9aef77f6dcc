"""Work through a case: hear, paint, examine, commit, decide, explain; leave it, take it up again, find another."""

import re
from pathlib import Path

import pytest
from case_driver import (
    CASE,
    SHIPPED,
    begin,
    commit,
    decide,
    enter,
    to_examination,
    with_a_warning_sign,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from window_driver import close, drive, inside, key, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.cases.pack.write import write_pack
from rootmap.cases.play import Play
from rootmap.cases.run import Stage
from rootmap.ui.cases.mode import CasesMode
from rootmap.ui.window import Window

ENTER, TAB, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
PLAIN, GO = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def press(window: Window, *keys: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press keys where the keyboard is."""
    for each in keys:
        QTest.keyClick(window.focusWidget(), each, modifier)
        wait(1)


def go_on(window: Window) -> None:
    press(window, ENTER, modifier=GO)


def test_a_case_is_done_from_start_to_finish_by_keyboard_alone(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.activateWindow()
        press(window, Qt.Key.Key_F10)
        mode = next(mode for mode in window.modes if isinstance(mode, CasesMode))
        wait_until(lambda: mode.page.shown)
        key(window.focusWidget(), "removal")
        press(window, ENTER)
        play = mode.play
        assert play is not None
        up_to_the_commitment(window, play)
        from_the_feedback_on(window, play)
        assert mode.play is None

    drive(script, tmp_path)


def up_to_the_commitment(window: Window, play: Play) -> None:
    """Ask two questions, paint nothing, do two tests, commit to the right root."""
    press(window, SPACE, SPACE)
    assert len(play.run.asked) == 2
    go_on(window)
    go_on(window)
    for typed in ("EHL", "straight leg"):
        key(window.focusWidget(), typed)
        press(window, ENTER)
    assert play.run.examined == ("muscle.extensor_hallucis_longus", "slr")
    go_on(window)
    key(window.focusWidget(), "L5")
    press(window, ENTER, SPACE, TAB, TAB, TAB, SPACE)
    go_on(window)
    assert play.run.commitment is not None
    assert play.run.commitment.place == play.case.answer


def from_the_feedback_on(window: Window, play: Play) -> None:
    """Read the feedback, decide what comes next, explain it to the patient."""
    go_on(window)
    press(window, DOWN, TAB, DOWN, TAB, DOWN, DOWN, TAB)
    key(window.focusWidget(), "1")
    press(window, TAB)
    key(window.focusWidget(), "keep moving")
    go_on(window)
    press(window, SPACE)
    go_on(window)
    assert play.run.next_steps is not None
    assert play.run.next_steps.plan == (0,)
    assert play.stage is Stage.DONE
    go_on(window)
    key(window.focusWidget(), "A nerve is irritated, most people get better.")
    press(window, TAB, SPACE)
    assert play.kept.told.made == (0, 1)
    press(window, SPACE)
    assert play.kept.told.made == (1,)
    go_on(window)


def test_the_own_drawing_is_untouched_by_a_case(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        before, area = window.session.editor.drawing, dict(window.session.painted_cm2)
        mode = begin(window)
        assert window.body.editor.is_empty
        paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
        settle(window)
        assert mode.play is not None
        assert mode.play.kept.drawing == window.body.editor.drawing != before
        assert window.session.editor.drawing == before
        assert window.session.painted_cm2 == pytest.approx(area, rel=1e-3)  # measured finely at rest
        mode.go()
        assert any("of what the patient painted" in text for text in texts(mode.panel))
        trigger(window, "mode.localise")
        assert window.body.editor is window.session.editor
        assert window.session.editor.drawing == before
        assert window.can_paint

    drive(script, tmp_path)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_case_is_taken_up_where_the_program_was_closed(tmp_path: Path, stage: Stage) -> None:
    def script(window: Window) -> None:
        mode = begin(window)
        mode.panel.story.asked.emit(1)
        steps = (
            lambda: paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior")),
            mode.go,
            mode.go,
            lambda: commit(mode),
            lambda: decide(mode),
        )
        for step in steps[: list(Stage).index(stage) + 1]:
            step()
        close(window)

    def again(window: Window) -> None:
        mode = begin(window)
        assert mode.play is not None
        assert mode.play.stage is stage
        assert mode.play.run.asked == (1,)
        assert mode.play.kept.drawing.layers
        assert window.message.text == ""

    drive(script, tmp_path, keep=True)
    drive(again, tmp_path)


def test_another_patient_is_made_played_and_taken_up_again(tmp_path: Path) -> None:
    names: list[str] = []

    def script(window: Window) -> None:
        mode = enter(window)
        mode.list_panel.another.click()
        wait_until(lambda: mode.play is not None)
        assert mode.play is not None
        names.append(mode.play.case.id)
        assert re.fullmatch(r"patient-[a-z-]+-1-\d+", names[0])  # as easy as the first case of the list
        mode.panel.story.asked.emit(0)
        close(window)

    def again(window: Window) -> None:
        mode = enter(window)
        assert names[0] in mode.page.shown
        mode.open(names[0])
        assert mode.play is not None
        assert mode.play.run.asked == (0,)
        to_examination(mode)
        commit(mode, mode.play.case.answer.candidate, side=0)
        assert mode.play.is_committed
        decide(mode)
        before = mode.play
        mode.go()
        mode.panel.explain.text.setPlainText("A nerve is irritated.")
        mode.panel.result.wanted_patient.emit(before.case.region, before.case.difficulty)
        wait_until(lambda: mode.play is not before)
        assert before.kept.told.text == "A nerve is irritated."
        assert mode.play.kept.told.text == ""

    drive(script, tmp_path, keep=True)
    drive(again, tmp_path)


def test_a_dropped_pack_says_what_it_holds_and_one_that_is_refused_costs_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "other-name.yaml"
    source.write_text(SHIPPED.read_text(encoding="utf-8").replace(f"id: {CASE}", "id: other-name"), encoding="utf-8")
    pack = tmp_path / "course.rootpack"
    write_pack([source], pack, {"id": "course", "title": "Course", "author": "A. Teacher", "licence": "MIT"})
    bad = tmp_path / "bad.rootpack"
    bad.write_bytes(b"not a pack")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == "Install").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)

    def script(window: Window) -> None:
        mode = enter(window)
        mode.install(bad)
        assert str(bad) in window.message.text
        assert "\n" not in window.message.text
        mode.install(pack)
        assert len(asked) == 1
        assert all(word in asked[0] for word in ("Course", "A. Teacher", "MIT", "1 case"))
        wait_until(lambda: "other-name" in mode.page.shown)

    drive(script, tmp_path / "profile")


def test_the_list_is_filtered_by_region_difficulty_and_words(tmp_path: Path) -> None:
    name = with_a_warning_sign(tmp_path)

    def script(window: Window) -> None:
        mode = enter(window)
        page = mode.page
        assert {CASE, name} <= set(page.shown)
        page.region.setCurrentText("Head")
        assert CASE not in page.shown
        page.region.setCurrentIndex(0)
        page.difficulty.setCurrentIndex(5)
        assert CASE not in page.shown
        page.difficulty.setCurrentIndex(0)
        page.field.setText("foot slaps")
        assert {CASE, name} <= set(page.shown)
        mode.open(CASE)
        mode.panel.story.asked.emit(0)
        mode.panel.back.click()
        page.only_new.setChecked(True)
        assert CASE not in page.shown
        assert name in page.shown

    drive(script, tmp_path)


def test_the_top_bar_fits_a_small_screen_with_large_type(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.settings.set("text_scale", 1.5)
        window.restyle()
        window.resize(1280, 900)
        mode = enter(window)
        wait(20)
        assert window.width() == 1280
        assert window.top.minimumSizeHint().width() <= 1280
        mode.open(CASE)
        wait(20)
        assert window.width() == 1280
        buttons = [child for child in window.top.children() if isinstance(child, QWidget) and child.isVisible()]
        assert all(window.top.rect().contains(button.geometry()) for button in buttons)

    drive(script, tmp_path)
