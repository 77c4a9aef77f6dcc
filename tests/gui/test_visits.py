"""One patient over time in the window: visits taken, compared, walked through, opened again."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from test_save_and_open import answer
from visits_driver import EXAMPLE, LIGHT, example_of, on_day, shown
from window_driver import drive, inside, paint, settle, texts, trigger

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.course import Verdict
from rootmap.localise.evidence import Finding
from rootmap.localise.visits import record_of
from rootmap.localise.visits_file import read_visits, visits_text, write_visits
from rootmap.ui.visits.panel import AGAIN, COURSE, VISIT
from rootmap.ui.window import Window
from visits_world import drawing_to, visit

KNEE = Finding("reflex.patellar", Side.LEFT, "reduced")


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
