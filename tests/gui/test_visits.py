"""One patient over time in the window: visits saved, looked at, opened again, never lost."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from test_save_and_open import answer
from window_driver import drive, inside, paint, settle, texts, trigger, wait

from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.course import Verdict
from rootmap.localise.evidence import Finding
from rootmap.localise.visits import record_of
from rootmap.localise.visits_file import read_visits, visits_text, write_visits
from rootmap.resources import visit_examples
from rootmap.skin.drawing import Drawing, Layer, PatchMark
from rootmap.skin.figure import SkinPoint
from rootmap.ui.visits import mode as visits_mode
from rootmap.ui.visits.mode import VisitsMode, visits_of
from rootmap.ui.visits.panel import AGAIN, COURSE, VISIT
from rootmap.ui.window import Window
from visits_world import drawing_to, visit

EXAMPLE = visit_examples()[0]
PLACES = (("foot.left.plantar", 1.0, 3.0), ("leg.left", 1.5, 180.0), ("leg.left", 0.5, 180.0), ("trunk", 0.95, 150.0))
LIGHT = record_of(  # the example with a single patch at each visit: quick to measure
    "Light",
    [
        replace(each, drawing=Drawing("neutral", (Layer(Quality.PAIN, (PatchMark(SkinPoint(*place), 30.0),)),)))
        for each, place in zip(read_visits(EXAMPLE).visits, PLACES, strict=True)
    ],
)
PATIENCE_S = 70.0  # measuring is a matter of a second or two, but the machine may be busy
KNEE = Finding("reflex.patellar", Side.LEFT, "reduced")


def visits(window: Window) -> VisitsMode:
    mode = visits_of(window)
    assert mode is not None
    return mode


def shown(window: Window, count: int) -> VisitsMode:
    """Return the visits once that many are measured and on screen."""
    end = time.monotonic() + PATIENCE_S
    while visits_of(window) is None:
        assert time.monotonic() < end, "the visits never came"
        wait(50)
    mode = visits(window)
    while mode.measuring.is_busy or len(mode.page.timeline.cards) != count:
        assert time.monotonic() < end, "waited in vain for the visits"
        wait(50)
    return mode


def example_of(folder: Path) -> Path:
    path = folder / "patient.rootvisits"
    write_visits(LIGHT, path)
    return path


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(visits_mode, "today", lambda: day)


def test_the_example_shows_its_verdict_rule_plots_and_dates(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert EXAMPLE in window.files.examples
        window.files.open_example(EXAMPLE)
        mode = shown(window, 4)
        assert not window.in_localise
        assert window.windowTitle().startswith("Visits")
        assert [card.text_.verdict for card in mode.page.timeline.cards] == [None, *[Verdict.CENTRALISING] * 3]
        said = " ".join(texts(mode.panel))
        assert "Centralising" in said
        assert "thigh, lower half → buttock or groin" in said
        assert "judgement" in said
        mode.panel.open(AGAIN)
        assert "15 Oct 2026" in " ".join(texts(mode.panel))
        assert "conservative care" in " ".join(texts(mode.panel))
        mode.panel.open(VISIT)
        assert "Power" in texts(mode.panel)
        canvas = mode.page.plots.canvas
        assert canvas.isVisible()
        assert "2026-11-12: left leg buttock or groin" in canvas.accessibleDescription()
        assert len(canvas.figure.axes) == 4
        assert mode.book.path is None
        assert not mode.book.is_loose
        trigger(window, "theme.dark")
        shown(window, 4)
        trigger(window, "mode.localise")
        assert window.body.isVisible()
        assert window.editor.is_empty

    drive(script, tmp_path)


def test_todays_drawing_and_findings_become_a_visit_and_what_the_patient_can_do_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, date(2026, 11, 25))

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        window.session.find(KNEE)
        settle(window)
        QTest.keyClick(window.body, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
        mode = shown(window, 1)
        form = mode.panel.form
        assert form.sitting.hasFocus()
        QTest.keyClicks(form.sitting, "25")
        form.walking.setFocus()
        QTest.keyClicks(form.note, "worse at the desk")
        mode.page.patient.setFocus()
        QTest.keyClicks(mode.page.patient, "Mr A")
        trigger(window, "mode.localise")
        (saved,) = mode.book.record.visits
        assert saved.drawing == window.editor.drawing
        assert saved.findings == (KNEE,)
        assert (saved.measures.sitting_min, saved.measures.walking_min) == (25.0, None)
        assert saved.note == "worse at the desk"
        assert mode.book.record.patient == "Mr A"
        assert not window.isWindowModified(), "the drawing is kept with the visits"

    profile = tmp_path / "profile"
    drive(script, profile)
    (kept,) = read_visits(profile / "working-visits.rootvisits").visits
    assert kept.note == "worse at the desk"


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


def test_a_visit_opens_in_the_body_once_the_unsaved_drawing_is_dealt_with(tmp_path: Path) -> None:
    record = LIGHT

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        drawing = window.editor.drawing
        window.files.open_example(example_of(tmp_path))
        mode = shown(window, 4)
        mode.page.timeline.cards[0].setFocus()
        answer(QMessageBox.StandardButton.Cancel)
        QTest.keyClick(mode.page.timeline.cards[0], Qt.Key.Key_Return)
        assert mode.is_on
        assert window.editor.drawing is drawing
        answer(QMessageBox.StandardButton.Discard)
        QTest.keyClick(mode.page.timeline.cards[0], Qt.Key.Key_Return)
        assert window.in_localise
        assert window.editor.drawing == record.visits[0].drawing
        assert window.session.findings == record.visits[0].findings
        assert not window.isWindowModified()

    drive(script, tmp_path)


def test_the_keyboard_walks_the_visits(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.files.open_example(example_of(tmp_path))
        mode = shown(window, 4)
        mode.page.timeline.cards[3].setFocus()
        QTest.keyClick(mode.page.timeline.cards[3], Qt.Key.Key_Left)
        assert mode.selected == date(2026, 10, 29)
        assert mode.page.timeline.cards[2].hasFocus()
        assert mode.panel.form.note.toPlainText().startswith("Thigh and buttock")
        QTest.keyClick(mode.page.timeline.cards[2], Qt.Key.Key_Right)
        QTest.keyClick(mode.page.timeline.cards[3], Qt.Key.Key_Right)
        assert mode.page.timeline.add.hasFocus()
        for widget in (*mode.page.buttons.values(), mode.page.patient, mode.panel.form.open, mode.panel.form.remove):
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus

    drive(script, tmp_path)


def test_a_second_visit_of_one_day_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_day(monkeypatch, date(2026, 11, 12))
    record = LIGHT

    def script(window: Window) -> None:
        window.files.open_example(example_of(tmp_path))
        mode = shown(window, 4)
        answer(QMessageBox.StandardButton.Cancel)
        trigger(window, "visits.save")
        assert mode.book.record == record
        answer(QMessageBox.StandardButton.Yes)
        trigger(window, "visits.save")
        now = mode.book.record.on(date(2026, 11, 12))
        assert now is not None
        assert now.drawing == window.editor.drawing
        assert now.note == record.visits[-1].note, "only drawing and findings give way"
        mode.undo()
        assert mode.book.record == record

    drive(script, tmp_path)


def test_a_date_that_is_taken_is_refused_in_one_line(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.files.open_example(example_of(tmp_path))
        mode = shown(window, 4)
        before = mode.book.record
        form = mode.panel.form
        form.date.setDate(form.date.date().addDays(-14))
        form.flush()
        assert "already" in window.message.text
        assert mode.book.record == before
        form.date.setDate(form.date.date().addDays(3))
        form.flush()
        assert mode.selected == date(2026, 11, 15)
        assert [each.date.day for each in mode.book.record.visits] == [1, 15, 29, 15]

    drive(script, tmp_path)


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


def test_visits_drawn_on_another_body_are_measured_on_it(tmp_path: Path) -> None:
    path = tmp_path / "x.rootvisits"
    text = visits_text(LIGHT).replace('"figure": "neutral"', '"figure": "female"')
    path.write_text(text, encoding="utf-8")

    def script(window: Window) -> None:
        window.files.open(path)
        mode = shown(window, 4)
        assert mode.seen is not None
        assert {step.verdict for step in mode.seen.course.steps} == {Verdict.CENTRALISING}

    drive(script, tmp_path / "profile")


def test_more_numbness_is_said_above_everything(tmp_path: Path) -> None:
    path = tmp_path / "x.rootvisits"
    numb = drawing_to(1.5).with_marks(Quality.NUMBNESS, drawing_to(0.9).layers[0].marks)
    worse = visit(7, 0.8)
    write_visits(record_of("B", [visit(0, 1.6), type(worse)(worse.date, numb)]), path)

    def script(window: Window) -> None:
        window.files.open(path)
        mode = shown(window, 2)
        said = texts(mode.panel)
        assert "! Worsening" in said
        assert "TODAY" in said
        assert mode.panel.tab == COURSE

    drive(script, tmp_path / "profile")


def test_the_plots_are_saved_as_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "plots"), ""))

    def script(window: Window) -> None:
        window.files.open_example(example_of(tmp_path))
        shown(window, 4).page.buttons["export"].click()
        assert QImage(str(tmp_path / "plots.png")).width() > 500

    drive(script, tmp_path / "profile")


def test_matplotlib_is_not_imported_before_a_plot_is_shown(tmp_path: Path) -> None:
    program = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1])]!r}
from pathlib import Path
import window_driver
from window_driver import drive, trigger, wait_until
window_driver.PATIENCE_S = 60.0

def script(window):
    from rootmap.ui.visits.mode import visits_of
    trigger(window, "mode.visits")
    print("matplotlib" in sys.modules)
    window.files.open_example(Path({str(example_of(tmp_path))!r}))
    wait_until(lambda: visits_of(window).page.plots.canvas is not None)
    print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)

drive(script, Path({str(tmp_path)!r}))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=80)
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stdout.split() == ["False", "True", "False"]


def test_the_command_line_shows_the_course_as_text_json_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "plots.png"
    assert main(["visits", str(EXAMPLE), "-o", str(picture)]) == 0
    said = capsys.readouterr().out
    assert "CENTRALISING" in said
    assert "15 Oct 2026" in said
    assert "For teaching" in said
    assert QImage(str(picture)).width() == 2100
    assert main(["visits", str(EXAMPLE), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["format"], report["version"]) == ("rootmap.course", 1)
    assert [step["verdict"] for step in report["steps"]] == ["centralising"] * 3
    assert report["visits"][0]["pain_extent"][0]["words"] == "foot, toes"
    assert report["due"][0]["teaching_point"] == "reassess"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["visits", "nowhere.rootvisits"], "does not exist"),
        (["visits", str(EXAMPLE), "-o", "plots.txt"], "end it in .png"),
        (["visits", str(EXAMPLE), "-o", "no/such/folder/plots.png"], "make the folder first"),
        (["visits"], "required"),
    ],
)
def test_what_the_command_line_cannot_use_costs_one_line(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_file_without_visits_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.rootvisits"
    write_visits(record_of("C", []), path)
    assert main(["visits", str(path)]) == 0
    assert "no visits yet" in capsys.readouterr().out
    assert main(["visits", str(path), "-o", str(tmp_path / "x.png")]) == 2
