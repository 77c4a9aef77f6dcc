"""Save a drawing, open it again, find it among the recent files; nothing unsaved is lost without being asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from window_driver import close, drive, inside, paint, trigger

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.resources import examples
from rootmap.skin.drawing_file import read_drawing
from rootmap.ui.window import Window


def paint_something(window: Window) -> None:
    paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))


def answer(button: QMessageBox.StandardButton) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(button).click()

    QTimer.singleShot(50, press)


def test_a_drawing_is_saved_whole_and_opens_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "knee.rootmap"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))

    def script(window: Window) -> None:
        paint_something(window)
        assert window.isWindowModified()
        trigger(window, "save")
        assert not window.isWindowModified()
        assert read_drawing(file) == window.editor.drawing
        trigger(window, "new")
        assert window.editor.is_empty
        window.files.open(window.files.recent[0])
        assert window.editor.drawing == read_drawing(file)
        assert "knee" in window.windowTitle()

    drive(script, tmp_path / "profile")


def test_what_was_found_is_kept_beside_the_drawing_and_comes_back_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "calf.rootmap"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    finding = Finding("muscle.soleus", Side.LEFT, mrc=4)

    def script(window: Window) -> None:
        paint_something(window)
        trigger(window, "save")
        assert not file.with_suffix(".findings.json").exists()
        window.session.find(finding)
        assert window.isWindowModified()
        trigger(window, "save")
        assert not window.isWindowModified()
        trigger(window, "new")
        assert window.session.findings == ()
        window.files.open(file)
        assert window.session.findings == (finding,)
        assert not window.isWindowModified()

    drive(script, tmp_path / "profile")


def test_a_file_named_on_the_command_line_opens(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.editor.drawing == read_drawing(examples()[0])

    assert drive(script, tmp_path, str(examples()[0])) == 0


def test_recent_files_and_settings_are_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "shin.rootmap"
    file.write_bytes(examples()[0].read_bytes())

    def first(window: Window) -> None:
        window.files.open(file)
        window.choose_brush(55.0)
        trigger(window, "theme.dark")

    def second(window: Window) -> None:
        assert window.files.recent == (file.resolve(),)
        assert window.settings.get("brush_mm") == pytest.approx(55.0)
        assert window.chrome.name == "dark"

    drive(first, tmp_path / "profile")
    drive(second, tmp_path / "profile")


def test_examples_open_from_the_menu_without_taking_their_name(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.files.open_example(examples()[0])
        assert not window.editor.is_empty
        assert window.files.path is None

    drive(script, tmp_path)


def test_unsaved_changes_are_asked_about_and_cancel_keeps_them(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_something(window)
        drawing = window.editor.drawing
        answer(QMessageBox.StandardButton.Cancel)
        trigger(window, "new")
        assert window.editor.drawing is drawing
        answer(QMessageBox.StandardButton.Cancel)
        window.close()
        assert window.isVisible()
        answer(QMessageBox.StandardButton.Discard)
        trigger(window, "new")
        assert window.editor.is_empty

    drive(script, tmp_path)


def test_a_drawing_dropped_on_the_window_opens(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(examples()[0]))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        for event in (enter, drop):
            QApplication.sendEvent(window, event)
        assert window.editor.drawing == read_drawing(examples()[0])

    drive(script, tmp_path)


def test_a_folder_that_cannot_be_written_costs_one_line(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_something(window)
        window.files.path = tmp_path / "file" / "knee.rootmap"
        (tmp_path / "file").write_text("not a folder")
        assert not window.files.save()
        assert "choose another place" in window.message.text
        assert not window.editor.is_empty
        close(window)

    drive(script, tmp_path / "profile", keep=True)
