"""See what one knows: the body coloured by recall, charts, numbers; take it out, take it in, erase it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMessageBox, QPushButton
from window_driver import drive, inside, paint, texts, trigger, wait, wait_until

from progress_world import DAY, Clock, Learner, right, wrong
from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.progress.moments import now_ms
from rootmap.progress.records import Confidence, Mode
from rootmap.ui.progress.mode import ProgressMode
from rootmap.ui.progress.recall_map import RAMP
from rootmap.ui.progress.weeks_chart import MODE_NAMES
from rootmap.ui.window import Window

SURE = Confidence.SURE.value
BARE = "#ffffff"


def practised(folder: Path) -> None:
    """Leave the answers of a learner behind: L5 known, S1 mostly forgotten, a muscle, nothing else."""
    learner = Learner(folder, Clock(now_ms() - 30 * DAY))
    learner.answer("root_territory:S1", wrong("L5", "S1", 0.5))
    learner.clock.forward(30 * DAY - 60_000)
    for _ in range(2):
        learner.answer("territory_root:L5", right(1000, SURE))
    learner.answer("muscle_root:deltoid", wrong("C6", "C5", SURE))
    learner.store.close()


def enter(window: Window) -> ProgressMode:
    trigger(window, "mode.progress")
    assert window.progress is not None
    assert window.progress.is_on
    wait(1)
    return window.progress


def press(mode: ProgressMode, text: str) -> None:
    next(button for button in mode.panel.findChildren(QPushButton) if button.text() == text).click()


def colour_of(window: Window, mode: ProgressMode, territory: str, view: str) -> str:
    """Return the colour of the heat on a territory of the patient's left side."""
    heat = mode.body.overlay.heat
    assert heat is not None
    image: QImage = heat.images[view]
    frame = window.session.figure.views[view]
    _, (x, y), _ = inside(window, territory, Side.LEFT, view)
    return image.pixelColor(int(x / frame.width_mm * image.width()), int(y / frame.height_mm * image.height())).name()


def test_before_the_first_answer_the_page_says_so_and_the_body_is_bare(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = enter(window)
        assert any("Nothing answered yet" in text for text in texts(mode.panel))
        for chart in mode.page.charts:
            assert chart.is_empty
            assert chart.accessibleDescription().startswith("Nothing answered yet")
        assert colour_of(window, mode, "L5", "anterior") == BARE
        assert window.windowTitle().startswith("Progress")

    drive(script, tmp_path)


def test_the_body_is_coloured_by_what_is_known_and_what_was_never_asked_stays_bare(tmp_path: Path) -> None:
    practised(tmp_path)

    def script(window: Window) -> None:
        mode = enter(window)
        known, forgotten = colour_of(window, mode, "L5", "anterior"), colour_of(window, mode, "S1", "posterior")
        assert QColor(known).blue() > QColor(known).red()
        assert forgotten == RAMP[0]
        assert colour_of(window, mode, "C6", "anterior") == BARE
        for territory, view, said in (
            ("L5", "anterior", "100% likely known today"),
            ("C6", "anterior", "not asked yet"),
        ):
            _, (x, y), _ = inside(window, territory, Side.LEFT, view)
            stage = mode.body.stage
            at = stage.to_device(stage.scene[view], x, y) / stage.ratio
            QTest.mouseMove(mode.body, at.toPoint())
            assert window.status.here.startswith(f"{territory}: {said}")

    drive(script, tmp_path)


def test_numbers_and_charts_say_what_was_answered(tmp_path: Path) -> None:
    practised(tmp_path)

    def script(window: Window) -> None:
        mode = enter(window)
        said = texts(mode.panel)
        assert any("in 4 answers" in text for text in said)
        assert "Nothing answered yet" not in " ".join(said)
        assert "S1 taken for L5 1 times" in mode.page.confusion.accessibleDescription()
        assert "80% to 100% sure: 67% of 3 answers right" in mode.page.calibration.accessibleDescription()
        assert "choose" in mode.page.weeks.accessibleDescription()
        assert "today" in mode.page.forecast.accessibleDescription()
        assert "Find the territory of S1" in mode.panel.weakest.accessibleDescription()
        for chart in mode.page.charts:
            assert not chart.is_empty
            told = {chart.tell(chart.area.topLeft() + chart.area.bottomRight() * share) for share in (0.2, 0.5, 0.8)}
            assert all("\0" not in text for text in told)

    drive(script, tmp_path)


def test_the_own_drawing_waits_and_cannot_be_painted_on_meanwhile(tmp_path: Path) -> None:
    practised(tmp_path)

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        drawing = window.session.editor.drawing
        mode = enter(window)
        assert not window.can_paint
        assert not window.body.isVisible()
        trigger(window, "go.foot_left")
        wait_until(lambda: mode.body.camera.zoom > 2)
        assert window.body.camera.zoom == 1.0
        store = mode.store
        trigger(window, "mode.localise")
        assert window.body.isVisible()
        assert window.session.editor.drawing is drawing
        assert window.in_localise
        with pytest.raises(InputError):
            store.cards()
        enter(window)
        trigger(window, "mode.quiz")
        assert window.in_quiz
        assert not mode.is_on
        enter(window)
        assert not window.in_quiz

    drive(script, tmp_path)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_theme_and_size_dresses_the_page(tmp_path: Path, theme: str) -> None:
    practised(tmp_path)

    def script(window: Window) -> None:
        mode = enter(window)
        trigger(window, f"theme.{theme}")
        for _ in range(3):
            trigger(window, "text.larger")
        for width in (1000, 1900, 900):
            window.resize(width, 640)
            wait(10)
            assert all(chart.geometry().right() <= mode.page.width() for chart in mode.page.charts)
        assert mode.body.theme.name == theme
        for chart in mode.page.charts:
            assert chart.chrome.name == theme
            assert chart.height() >= chart.minimumSizeHint().height()
            assert not chart.grab().isNull()

    drive(script, tmp_path)


def test_every_way_of_asking_has_a_name_on_the_chart() -> None:
    assert set(MODE_NAMES) == set(Mode)


def test_limits_of_a_day_are_kept(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = enter(window)
        mode.panel.new.setValue(3)
        mode.panel.due.setValue(25)
        trigger(window, "mode.localise")
        assert (window.settings.get("new_a_day"), window.settings.get("due_a_day")) == (3, 25)
        assert enter(window).panel.new.value() == 3

    drive(script, tmp_path)


def test_tables_and_schedule_go_out_and_the_schedule_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practised(tmp_path / "profile")
    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out / "mine"), ""))

    def script(window: Window) -> None:
        mode = enter(window)
        press(mode, "Export tables (CSV)…")
        assert "4 tables written" in window.message.text
        assert (out / "rootmap-reviews.csv").read_text().count("\n") == 5
        press(mode, "Export the schedule…")
        assert "3 items written" in window.message.text
        for name, said in ((out / "mine.json", "3 items are due"), (out / "rootmap-reviews.csv", "not valid JSON")):
            monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, name=name: (str(name), ""))
            press(mode, "Import a schedule…")
            assert said in window.message.text

    drive(script, tmp_path / "profile")


def answer_the_box(text: str, *, backups: bool) -> Callable[[], None]:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        check = box.checkBox()
        assert isinstance(check, QCheckBox)
        check.setChecked(backups)
        next(button for button in box.buttons() if text in button.text().replace("&", "")).click()

    return answer


def test_erasing_is_asked_for_and_takes_the_backups_only_if_wanted(tmp_path: Path) -> None:
    practised(tmp_path)

    def script(window: Window) -> None:
        mode = enter(window)
        for button, backups, left, copies in (("Cancel", True, 4, 1), ("Erase", False, 0, 1), ("Erase", True, 0, 0)):
            QTimer.singleShot(0, answer_the_box(button, backups=backups))
            press(mode, "Erase everything…")
            assert len(mode.store.reviews()) == left
            assert len(list(tmp_path.glob("progress-backups/*.sqlite3"))) == copies
        assert all(chart.is_empty for chart in mode.page.charts)
        assert colour_of(window, mode, "L5", "anterior") == BARE

    drive(script, tmp_path)


def test_a_damaged_record_is_told_in_one_line_and_the_page_opens(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite3").write_text("no database")

    def script(window: Window) -> None:
        mode = enter(window)
        assert "progress.damaged-" in window.message.text
        assert all(chart.is_empty for chart in mode.page.charts)

    drive(script, tmp_path)


def test_a_record_that_cannot_be_opened_is_told_and_one_stays_where_one_was(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite3").mkdir()

    def script(window: Window) -> None:
        trigger(window, "mode.progress")
        assert "progress.sqlite3" in window.message.text
        assert window.in_localise

    drive(script, tmp_path)


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = enter(window)
        for control in (*mode.panel.findChildren(QPushButton), mode.panel.new, mode.panel.due):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert control.accessibleName() or control.text()

    drive(script, tmp_path)
