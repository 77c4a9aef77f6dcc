"""Writing cases in the window: by keyboard, checked while one types, saved readable, never lost."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from window_driver import drive, inside, paint, settle, trigger, wait

from rootmap.anatomy.vocabulary import Side
from rootmap.cases.library import load_library
from rootmap.cases.reading import read_case
from rootmap.profile import Profile
from rootmap.resources import quizzes
from rootmap.ui.editor import mode as editor_mode
from rootmap.ui.editor.ask import Answer, PackDialog
from rootmap.ui.editor.fields import ChoiceBox, TextBox
from rootmap.ui.editor.form import DrawingBox, RecordsBox
from rootmap.ui.editor.mode import EditorMode, editor_of
from rootmap.ui.window import Window

EXAMPLE = quizzes("cases") / "removal-man-slapping-foot.yaml"
PATIENCE_S = 60.0
TYPED = {  # place in the file, what is typed
    "title": "A cook who cannot kneel",
    "id": "cook-knee",
    "patient.age": "50",
    "history.complaint": "My thigh burns.",
    "urgency.reason": "Nothing urgent.",
    "imaging.reason": "Not yet.",
    "plan": "Explain and wait.",
    "reassess.when_weeks": "2",
    "reassess.what": "Power of the knee.",
    "explanation": "Knee jerk and knee are weak.",
    "author": "Me",
}


def editor(window: Window) -> EditorMode:
    mode = editor_of(window)
    assert mode is not None
    return mode


def checked(window: Window) -> EditorMode:
    """Return the editor once what is entered is checked."""
    mode, end = editor(window), time.monotonic() + PATIENCE_S
    wait(editor_mode.CHECK_MS + 50)
    while mode.checking.is_busy or mode.found is None:
        assert time.monotonic() < end, "waited in vain for the checks"
        wait(20)
    return mode


def write(window: Window, where: str, text: str) -> None:
    """Go to a field and type there."""
    mode = editor(window)
    mode.page.form.go_to(where)
    box = mode.page.form.box(where)
    assert isinstance(box, TextBox)
    QTest.keyClicks(box.add or box.input, text)
    if box.add is not None:
        QTest.keyClick(box.add, Qt.Key.Key_Return)


def add(window: Window, where: str) -> None:
    box = editor(window).page.form.box(where)
    assert isinstance(box, RecordsBox)
    QTest.keyClick(box.add, Qt.Key.Key_Space)


def answers(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    monkeypatch.setattr(editor_mode, "ask_about_draft", lambda *_, **__: answer)


def fill_in_with_one_mistake(window: Window, mode: EditorMode) -> None:
    """Type everything a case needs, with a slip that is mended at once and an answer that there is not."""
    for where, text in TYPED.items():
        write(window, where, text)
    write(window, "examination", "quads 4 lef")
    box = mode.page.form.box("examination")
    assert isinstance(box, TextBox)
    assert "quads 4 lef" in box.said
    box.input.setPlainText("")  # type: ignore[union-attr]
    QTest.keyClicks(box.input, "quads 4 left")
    assert box.said == ""
    write(window, "key_examinations", "reflex.patellar")
    write(window, "answer.candidate", "L33")
    write(window, "sources.recalled", "clinical_practice")
    add(window, "patient_explanation.points")
    write(window, "patient_explanation.points.0.text", "A nerve is irritated.")
    drawing = mode.page.form.box("drawing")
    assert isinstance(drawing, DrawingBox)
    QTest.keyClick(drawing.take, Qt.Key.Key_Space)


def test_a_case_is_written_from_nothing_by_keyboard_mended_saved_and_found_in_the_library(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L3", Side.LEFT, "anterior"))
        settle(window)
        trigger(window, "write.case")
        mode = checked(window)
        assert any("Title" in line for line in mode.panel.lines)
        fill_in_with_one_mistake(window, mode)
        mode = checked(window)
        assert [remark.place for remark in mode.found.checked.faults] == ["answer.candidate"]  # type: ignore[union-attr]
        assert "L33" in mode.page.form.box("answer.candidate").said  # type: ignore[union-attr]
        assert not mode.save()
        assert "Not saved yet" in window.message.text
        QTest.keyClick(mode.page.form.box("answer.candidate").input, Qt.Key.Key_Backspace)  # type: ignore[union-attr]
        mode = checked(window)
        assert mode.panel.state.text().startswith("Sound")
        assert "answer in place" in mode.panel.ranking.text()
        trigger(window, "save")
        assert "Saved" in window.message.text
        assert not mode.sheet.is_changed

    drive(script, tmp_path)
    case = load_library(Profile(tmp_path)).case("cook-knee")
    assert case is not None
    assert case.title == "A cook who cannot kneel"
    assert [finding.test for finding in case.examination] == ["muscle.quadriceps_femoris"]
    text = case.path.read_text(encoding="utf-8")
    assert "examination:\n  muscle.quadriceps_femoris: {left: 4}\n" in text
    assert not (tmp_path / "draft.json").exists()


def test_a_draft_survives_a_crash(tmp_path: Path) -> None:
    program = (
        "import sys, os; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from test_write_a_case import checked, write\n"
        "from window_driver import drive, trigger\n"
        "def script(window):\n"
        "    trigger(window, 'write.case')\n"
        "    write(window, 'title', 'A cook')\n"
        "    write(window, 'examination', 'EHL 4 lef')\n"
        "    checked(window)\n"
        "    os._exit(9)\n"
        "drive(script, Path(sys.argv[1]))\n"
    )
    here = Path(__file__).parent
    words = [sys.executable, "-c", program, str(tmp_path), str(here), str(here.parent)]
    assert subprocess.run(words, check=False, capture_output=True, timeout=120).returncode == 9

    def script(window: Window) -> None:
        trigger(window, "write.case")
        mode = checked(window)
        assert mode.sheet.form["title"] == "A cook"
        assert mode.sheet.form["examination"] == "EHL 4 lef"

    drive(script, tmp_path)


def test_leaving_and_closing_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def first(window: Window) -> None:
        trigger(window, "write.case")
        write(window, "title", "A cook")
        trigger(window, "mode.localise")  # at once, before anything was checked
        assert window.body.isVisible()
        trigger(window, "write.case")
        assert editor(window).page.form.value["title"] == "A cook"
        write(window, "title", "!")
        answers(monkeypatch, Answer.CANCEL)
        window.close()
        assert window.isVisible(), "asked, and called off"
        answers(monkeypatch, Answer.KEEP)
        window.close()
        assert not window.isVisible()

    drive(first, tmp_path, keep=True)
    assert json.loads((tmp_path / "draft.json").read_text())["form"]["title"] == "A cook!"


def test_a_published_case_opens_as_a_copy_and_a_file_of_ones_own_in_place(tmp_path: Path) -> None:
    own = tmp_path / "mine" / "removal-man-slapping-foot.yaml"
    own.parent.mkdir()
    own.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")

    def script(window: Window) -> None:
        window.own_maps.load(own)  # as when it is dropped
        mode = checked(window)
        assert mode.sheet.path == own
        assert "answer in place 1" in mode.panel.ranking.text()
        write(window, "title", " again")
        assert checked(window).save()
        assert editor(window).open(EXAMPLE)
        assert checked(window).sheet.path is None
        assert editor(window).page.form.value["id"] == "removal-man-slapping-foot-own"
        assert checked(window).found.checked.faults == ()  # type: ignore[union-attr]
        editor(window).show(editor_mode.new_sheet("rootmap.case"))

    drive(script, tmp_path / "profile")
    before, after = EXAMPLE.read_text(encoding="utf-8"), own.read_text(encoding="utf-8")
    assert after == before.replace("whose foot slaps\n", "whose foot slaps again\n")


def test_a_file_changed_outside_is_read_again_and_a_bad_one_leaves_the_last_good_version(tmp_path: Path) -> None:
    own = tmp_path / "removal-man-slapping-foot.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")

    def script(window: Window) -> None:
        window.own_maps.load(own)
        mode = checked(window)
        own.write_text(text.replace("whose foot slaps", "who trips"), encoding="utf-8")
        mode.look()
        assert mode.sheet.form["title"] == "A removal man who trips"
        own.write_text("a: [", encoding="utf-8")
        mode.look()
        assert "last good version stays" in window.message.text
        assert mode.sheet.form["title"] == "A removal man who trips"
        write(window, "title", "!")
        own.write_text(text, encoding="utf-8")
        mode.look()
        assert "changed outside" in window.message.text
        assert mode.page.form.value["title"].endswith("!")

    drive(script, tmp_path / "profile")


def test_a_case_in_the_library_that_goes_bad_outside_costs_a_line_and_its_last_good_version_stays(
    tmp_path: Path,
) -> None:
    own = tmp_path / "library" / "cases" / "cook-foot.yaml"
    own.parent.mkdir(parents=True)
    text = EXAMPLE.read_text(encoding="utf-8").replace("removal-man-slapping-foot ", "cook-foot ")
    own.write_text(text, encoding="utf-8")

    def until(condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, "waited in vain for the library"
            wait(50)

    def script(window: Window) -> None:
        trigger(window, "write.case")
        follower = editor(window).follower
        until(lambda: follower.library is not None and follower.library.case("cook-foot"))
        own.write_text("a: [", encoding="utf-8")
        until(lambda: "last good version stays" in window.message.text)
        assert follower.library is not None
        assert follower.library.case("cook-foot") is not None
        own.write_text(text.replace("whose foot slaps", "who trips"), encoding="utf-8")
        until(lambda: "Read again: A removal man who trips" in window.message.text)

    drive(script, tmp_path)


def test_a_picture_is_checked_copied_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture, fake = tmp_path / "My Foot.PNG", tmp_path / "fake.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(picture), "PNG")
    fake.write_text("no picture")

    def script(window: Window) -> None:
        trigger(window, "write.case")
        mode = checked(window)
        monkeypatch.setattr(editor_mode, "ask_picture", lambda _: fake)
        add(window, "images")
        assert "no PNG inside" in window.message.text
        monkeypatch.setattr(editor_mode, "ask_picture", lambda _: picture)
        add(window, "images")
        assert mode.page.form.value["images"] == [{"file": "my-foot.png", "caption": ""}]
        assert "my-foot.png" in checked(window).found.shown  # type: ignore[union-attr]

    drive(script, tmp_path / "profile")


def test_a_question_bank_is_written_and_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "mine.rootpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def script(window: Window) -> None:
        trigger(window, "write.bank")
        typed = {"title": "Two", "id": "two", "author": "Me", "sources.recalled": "judgement"}
        for where, text in typed.items():
            write(window, where, text)
        mode = editor(window)
        mode.page.form.nav.setCurrentRow(1)
        add(window, "questions")
        typed = {"id": "one", "difficulty": "1", "text": "Which?", "correct": "a"}
        for place, text in (typed | {"why": "So it is."}).items():
            write(window, f"questions.0.{place}", text)
        options = mode.page.form.box("questions.0.options")
        assert isinstance(options, TextBox)
        options.input.setPlainText("a: This\nb: That")  # type: ignore[union-attr]
        kind = mode.page.form.box("questions.0.kind")
        assert isinstance(kind, ChoiceBox)
        kind.choose("single_choice")
        assert checked(window).save(), window.message.text
        dialog = PackDialog(window, window.profile)
        dialog.make.click()
        assert dialog.said.text()
        dialog.title.setText("Mine")
        dialog.author.setText("Me")
        dialog.make.click()
        assert dialog.written == target, dialog.said.text()

    drive(script, tmp_path / "profile")
    assert target.exists()
    (bank,) = [bank for bank in load_library(Profile(tmp_path / "profile")).banks if bank.id == "two"]
    assert bank.questions[0].text == "Which?"


def test_the_drawing_of_a_case_is_shown_on_the_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "write.case")
        mode = editor(window)
        assert mode.open(EXAMPLE)
        checked(window).show_drawing()
        assert window.in_localise
        assert window.editor.drawing.layers == read_case(EXAMPLE).drawing.layers

    drive(script, tmp_path)
