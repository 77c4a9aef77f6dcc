"""Visits are never lost: kept in a file or the profile, asked about, told of when they cannot be read or written."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from test_save_and_open import answer
from visits_driver import LIGHT, example_of, on_day, shown, visits
from window_driver import drive, inside, paint, trigger

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.visits_file import read_visits, visits_text
from rootmap.ui.window import Window


def test_visits_without_a_file_are_there_at_the_next_start(tmp_path: Path) -> None:
    def first(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "visits.save")
        shown(window, 1)

    def second(window: Window) -> None:
        trigger(window, "mode.visits")
        mode = shown(window, 1)
        assert mode.book.is_loose

    drive(first, tmp_path)
    drive(second, tmp_path)


def test_a_file_of_visits_takes_every_change_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = example_of(tmp_path)
    on_day(monkeypatch, date(2026, 11, 26))

    def script(window: Window) -> None:
        assert window.files.open(path)
        mode = shown(window, 4)
        assert window.files.recent == (path.resolve(),)
        trigger(window, "visits.save")
        shown(window, 5)
        assert len(read_visits(path).visits) == 5
        mode.remove()
        shown(window, 4)
        assert len(read_visits(path).visits) == 4
        mode.page.buttons["undo"].click()
        shown(window, 5)
        assert len(read_visits(path).visits) == 5
        mode.page.buttons["undo"].click()
        shown(window, 4)
        assert read_visits(path) == LIGHT
        assert not mode.book.can_undo

    drive(script, tmp_path / "profile")


def test_visits_without_a_file_are_asked_about_before_others_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = example_of(tmp_path), tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def script(window: Window) -> None:
        trigger(window, "visits.save")
        mode = shown(window, 1)
        answer(QMessageBox.StandardButton.Cancel)
        assert not window.files.open(path)
        assert len(mode.book.record.visits) == 1
        answer(QMessageBox.StandardButton.Save)
        assert window.files.open(path)
        assert len(read_visits(target.with_suffix(".rootvisits")).visits) == 1
        shown(window, 4)

    drive(script, tmp_path / "profile")


def test_a_file_of_visits_dropped_on_the_window_or_named_on_the_command_line_opens(tmp_path: Path) -> None:
    path = example_of(tmp_path)

    def dropped(window: Window) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        for event in (enter, drop):
            QApplication.sendEvent(window, event)
        shown(window, 4)

    def named(window: Window) -> None:
        shown(window, 4)

    drive(dropped, tmp_path / "one")
    drive(named, tmp_path / "two", str(path))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not valid JSON"),
        ('{"format": "rootmap.drawing", "version": 1}', "rootmap.visits"),
        (json.dumps({"format": "rootmap.visits", "version": 1, "visits": [{"date": "soon"}]}), "visits[0]"),
        (visits_text(LIGHT).replace('"neutral"', '"giant"', 1), "is not a figure here"),
    ],
)
def test_a_bad_file_costs_one_line_and_what_is_open_stays(tmp_path: Path, text: str, says: str) -> None:
    bad = tmp_path / "bad.rootvisits"
    bad.write_text(text, encoding="utf-8")

    def script(window: Window) -> None:
        window.files.open_example(example_of(tmp_path))
        mode = shown(window, 4)
        before = mode.book.record
        assert not window.files.open(bad)
        assert says in window.message.text
        assert mode.book.record is before

    drive(script, tmp_path / "profile")


def test_a_place_that_cannot_be_written_costs_a_line_and_the_profile_keeps_the_visits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    path = example_of(folder)
    on_day(monkeypatch, date(2026, 11, 30))

    def first(window: Window) -> None:
        window.files.open(path)
        shown(window, 4)
        path.unlink()
        folder.rmdir()
        folder.write_text("no folder any more")
        trigger(window, "visits.save")
        shown(window, 5)
        assert "choose another place" in window.message.text

    def second(window: Window) -> None:
        trigger(window, "mode.visits")
        mode = shown(window, 5)
        assert mode.book.path == path

    drive(first, tmp_path / "profile")
    drive(second, tmp_path / "profile")


def test_a_drawing_counts_as_unsaved_while_its_visit_could_not_be_written_anywhere(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "mode.visits")
        trigger(window, "mode.localise")
        (tmp_path / "working-visits.rootvisits").mkdir()
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "visits.save")
        assert "is a folder" in window.message.text
        trigger(window, "mode.localise")
        assert window.isWindowModified()

    drive(script, tmp_path)


def test_a_damaged_record_in_the_profile_is_set_aside_and_told_of(tmp_path: Path) -> None:
    (tmp_path / "working-visits.rootvisits").write_text("{")

    def script(window: Window) -> None:
        trigger(window, "mode.visits")
        assert "working-visits.rootvisits" in window.message.text
        assert (tmp_path / "working-visits.damaged").exists()
        assert visits(window).book.record.visits == ()

    drive(script, tmp_path)
