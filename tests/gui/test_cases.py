"""Work through a case: hear, paint, examine, commit, read why, decide, explain; nothing is told too early."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QMessageBox, QWidget
from window_driver import _own_texts, close, drive, inside, key, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.cases.pack.write import write_pack
from rootmap.cases.run import Stage
from rootmap.profile import Profile
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Mode
from rootmap.resources import quizzes
from rootmap.ui.cases.mode import CasesMode
from rootmap.ui.window import Window

CASE = "removal-man-slapping-foot"
SHIPPED = quizzes() / "cases" / f"{CASE}.yaml"
SECRETS = ("paracentral", "L4-5", "Hip abduction and inversion", "pain drawing alone is weak", "irritated")


def enter(window: Window) -> CasesMode:
    trigger(window, "mode.cases")
    mode = next(mode for mode in window.modes if isinstance(mode, CasesMode))
    wait_until(lambda: mode.page.shown)
    return mode


def begin(window: Window, name: str = CASE) -> CasesMode:
    mode = enter(window)
    mode.open(name)
    wait(1)
    return mode


def to_examination(mode: CasesMode) -> None:
    mode.go()
    mode.go()
    assert mode.play is not None
    assert mode.play.stage is Stage.EXAMINATION


def commit(mode: CasesMode, candidate: str = "L5", side: int = 0, sure: int = 3) -> None:
    mode.panel.open("decide")
    mode.panel.decide.picker.picked.emit(candidate)
    mode.panel.decide.sides[side].click()
    mode.panel.decide.sure[sure].click()
    mode.go()


def decide(mode: CasesMode, disc: str = "L4-5") -> None:
    mode.go()
    page = mode.panel.next
    page.disc.setCurrentText(disc)
    page.zone.setCurrentIndex(2)
    page.haste.setCurrentIndex(1)
    page.imaging.setCurrentIndex(2)
    page.weeks.setValue(1.0)
    mode.go()
    mode.go()


def with_a_warning_sign(profile: Path) -> str:
    """Put a case with a sign that must not be missed into the library of a profile; return its id."""
    name = "removal-man-with-numb-seat"
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in (
        (f"id: {CASE}", f"id: {name}"),
        ("saddle_numbness: absent", "saddle_numbness: present"),
        ("haste: none", "haste: E"),
        ("red_flags: []", "red_flags: [cauda_equina_saddle]"),
        ("answer: after_six_weeks", "answer: now"),
    ):
        assert old in text
        text = text.replace(old, new)
    folder = Profile(profile).library / "cases"
    folder.mkdir(parents=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def everything_said(window: QWidget) -> str:
    """Return every text in a window, hidden parts and what a hand or a reader would meet included."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QAbstractItemView):  # lists of all there is, whatever the case
            found += [*_own_texts(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(found)


def test_no_answer_is_readable_anywhere_before_it_is_given(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = enter(window)

        def silent() -> None:
            wait(1)
            said = everything_said(window)
            assert [secret for secret in SECRETS if secret in said] == []
            for part in (mode.page, mode.list_panel, mode.panel, window.status):
                assert not re.search(r"\bL5\b", everything_said(part))
            assert window.body.overlay.highlight is None

        silent()
        mode.open(CASE)
        silent()
        for place in range(7):
            mode.panel.story.asked.emit(place)
        silent()
        mode.go()
        silent()
        mode.go()
        mode.panel.examine.wanted.emit("slr")
        silent()
        mode.panel.open("flags")
        silent()
        commit(mode, "S1")
        assert "pain drawing alone is weak" in everything_said(mode.panel)
        assert "Distractors" not in everything_said(mode.panel)
        assert "Stay as active" not in everything_said(window)

    drive(script, tmp_path)


def test_a_case_is_done_from_start_to_finish_by_keyboard_alone(tmp_path: Path) -> None:
    def press(window: Window, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for each in keys:
            QTest.keyClick(window.focusWidget(), each, modifier)
            wait(1)

    def script(window: Window) -> None:
        enter_key, tab, down, space = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
        go = Qt.KeyboardModifier.ControlModifier
        window.activateWindow()
        press(window, Qt.Key.Key_F10)
        mode = next(mode for mode in window.modes if isinstance(mode, CasesMode))
        wait_until(lambda: mode.page.shown)
        key(window.focusWidget(), "removal")
        press(window, enter_key)
        play = mode.play
        assert play is not None
        press(window, space, space)
        assert len(play.run.asked) == 2
        press(window, enter_key, modifier=go)
        press(window, enter_key, modifier=go)
        for typed in ("EHL", "straight leg"):
            key(window.focusWidget(), typed)
            press(window, enter_key)
        assert play.run.examined == ("muscle.extensor_hallucis_longus", "slr")
        press(window, enter_key, modifier=go)
        key(window.focusWidget(), "L5")
        press(window, enter_key, space, tab, tab, tab, space)
        press(window, enter_key, modifier=go)
        assert play.run.commitment is not None
        assert play.run.commitment.place == play.case.answer
        press(window, enter_key, modifier=go)
        press(window, down, tab, down, tab, down, down, tab)
        key(window.focusWidget(), "1")
        press(window, tab)
        key(window.focusWidget(), "keep moving")
        press(window, enter_key, modifier=go)
        press(window, space)
        press(window, enter_key, modifier=go)
        assert play.run.next_steps is not None
        assert play.run.next_steps.plan == (0,)
        assert play.stage is Stage.DONE
        press(window, enter_key, modifier=go)
        key(window.focusWidget(), "A nerve is irritated, most people get better.")
        press(window, tab, space)
        assert play.kept.told.made == (0, 1)
        press(window, space)
        assert play.kept.told.made == (1,)
        press(window, enter_key, modifier=go)
        assert mode.play is None

    drive(script, tmp_path)


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


def test_a_missed_warning_sign_fails_the_case_kindly_and_a_named_one_does_not(tmp_path: Path) -> None:
    name = with_a_warning_sign(tmp_path)

    def script(window: Window) -> None:
        mode = begin(window, name)
        to_examination(mode)
        commit(mode)
        decide(mode)
        said = " ".join(texts(mode.panel))
        assert "Not passed" in said
        assert "It happens to everybody once" in said
        mode.begin_again(name)
        assert mode.panel.decide.place is None
        assert mode.panel.decide.confidence is None
        mode.panel.flags.named.emit("cauda_equina_saddle")
        to_examination(mode)
        commit(mode)
        mode.go()
        mode.panel.next.disc.setCurrentText("L4-5")
        mode.panel.next.zone.setCurrentIndex(2)
        mode.panel.next.haste.setCurrentIndex(4)
        mode.panel.next.imaging.setCurrentIndex(1)
        mode.panel.next.weeks.setValue(1.0)
        mode.go()
        mode.go()
        assert mode.play is not None
        assert not mode.play.grade.failed
        assert "of 100" in " ".join(texts(mode.panel))

    drive(script, tmp_path)


def test_feedback_tells_the_reasoning_the_ranking_what_tempts_and_the_economy(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = begin(window)
        to_examination(mode)
        for test in ("muscle.gluteus_medius", "muscle.extensor_hallucis_longus", "anal_tone"):
            mode.panel.examine.wanted.emit(test)
        assert mode.panel.examine.picker.rows[0] == "muscle.quadriceps_femoris"  # what is usual for a leg goes first
        assert "7 minutes so far" in " ".join(texts(mode.panel))
        commit(mode, "common_fibular", sure=3)
        said = " ".join(texts(mode.panel))
        for words in (
            "Not this time", "More sure than the answer deserved", "Hip abduction and inversion are weak",
            "What the ranking makes", "the answer", "S1 left", "Not needed here: Lax anal tone", "Straight leg raise",
        ):  # fmt: skip
            assert words in said

    drive(script, tmp_path)


def test_another_patient_is_made_played_and_taken_up_again(tmp_path: Path) -> None:
    names: list[str] = []

    def script(window: Window) -> None:
        mode = enter(window)
        mode.list_panel.another.click()
        wait_until(lambda: mode.play is not None)
        assert mode.play is not None
        names.append(mode.play.case.id)
        assert names[0].startswith("patient-back-and-leg-1-")
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


def test_the_hall_hears_the_story_and_the_results_and_the_answer_only_once_revealed(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = begin(window)
        trigger(window, "mode.lecture")
        lecture = window.lecture
        assert lecture is not None
        wait(20)

        def said() -> str:
            return " ".join(texts(lecture))

        assert "washing machine" in said()
        assert "cardboard" not in said()
        mode.panel.story.asked.emit(0)
        assert "cardboard" in said()
        trigger(window, "reveal.territory")
        trigger(window, "reveal.ranking")
        assert "L5" not in said()
        assert lecture.body.overlay.highlight is None
        to_examination(mode)
        assert lecture.body.editor is window.body.editor
        mode.panel.examine.wanted.emit("slr")
        assert "positive 40°" in said()
        commit(mode)
        assert "L5" not in said()
        trigger(window, "reveal.territory")
        assert "L5 left" in said()
        trigger(window, "mode.lecture")

    drive(script, tmp_path)


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


def test_the_progress_hears_how_the_root_of_a_case_was_found(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = begin(window)
        to_examination(mode)
        commit(mode, "S1", sure=2)

    drive(script, tmp_path)
    store = open_progress(Profile(tmp_path))
    review = store.reviews()[0]
    store.close()
    assert (review.mode, review.true_root, review.chosen_root) == (Mode.CASE, "L5", "S1")
    assert (review.correct, review.confidence) == (False, 0.75)


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
