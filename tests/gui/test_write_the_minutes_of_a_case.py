"""What an examination costs in a case is entered in the form, checked, and saved."""

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from window_driver import drive, trigger, wait

from rootmap.cases.reading import read_case
from rootmap.profile import Profile
from rootmap.resources import quizzes
from rootmap.ui.editor import mode as editor_mode
from rootmap.ui.editor.fields import TextBox
from rootmap.ui.editor.mode import EditorMode, editor_of
from rootmap.ui.window import Window

EXAMPLE = quizzes("cases") / "removal-man-slapping-foot.yaml"
PATIENCE_S = 60.0


def checked(window: Window) -> EditorMode:
    """Return the editor once what is entered is checked."""
    mode, end = editor_of(window), time.monotonic() + PATIENCE_S
    assert mode is not None
    wait(editor_mode.CHECK_MS + 50)
    while mode.checking.is_busy or mode.found is None:
        assert time.monotonic() < end, "waited in vain for the checks"
        wait(20)
    return mode


def opened(window: Window, profile: Path, *, costs: str = "") -> EditorMode:
    folder = Profile(profile).library / "cases"
    folder.mkdir(parents=True)
    path = folder / "own-case.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("id: removal-man-slapping-foot", "id: own-case")
    path.write_text(f"{text}\n{costs}", encoding="utf-8")
    trigger(window, "write.case")
    mode = checked(window)
    assert mode.open(path)
    return checked(window)


def minutes(mode: EditorMode) -> TextBox:
    mode.page.form.go_to("costs")
    box = mode.page.form.box("costs")
    assert isinstance(box, TextBox)
    assert box.add is not None
    return box


def test_an_examination_is_added_with_its_usual_minutes_changed_and_saved(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = opened(window, tmp_path)
        box = minutes(mode)
        assert box.text == ""
        assert box.add is not None
        QTest.keyClicks(box.add, "slr")
        QTest.keyClick(box.add, Qt.Key.Key_Return)
        assert box.text == f"slr: {mode.offers.tables.examinations['slr'].cost}"
        assert isinstance(box.input, QPlainTextEdit)
        box.input.setPlainText("slr: 7\nreflex.achilles: 3")
        assert not checked(window).found.checked.faults  # type: ignore[union-attr]
        assert mode.save()
        assert mode.sheet.path is not None
        case = read_case(mode.sheet.path, window.session.knowledge.anatomy)
        assert dict(case.costs) == {"slr": 7, "reflex.achilles": 3}

    drive(script, tmp_path)


def test_what_a_file_holds_is_shown_and_a_name_or_number_that_is_none_is_marked(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = opened(window, tmp_path, costs="costs: {muscle.gluteus_medius: 2}\n")
        box = minutes(mode)
        assert box.text == "muscle.gluteus_medius: 2"
        assert isinstance(box.input, QPlainTextEdit)
        for wrong in ("muscle.nobody: 2", "slr: many", "slr:"):
            box.input.setPlainText(wrong)
            checked(window)
            assert box.said, wrong
            assert not mode.save()
        box.input.setPlainText("")
        checked(window)
        assert not box.said
        assert "costs" not in mode.sheet.form

    drive(script, tmp_path)
