"""On a small screen a warning leaves the ranking and the details their room."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from window_driver import drive, settle, texts, trigger, wait

from rootmap.resources import examples
from rootmap.ui.window import Window

SMALL = (1280, 720)


def test_nothing_is_lit_on_the_body_that_was_not_chosen(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        settle(window)
        panel = window.panel
        assert panel is not None
        panel.list.setFocus()
        wait(5)
        assert panel.list.choice is None
        trigger(window, "mode.quiz")
        trigger(window, "mode.localise")
        wait(5)
        assert panel.list.choice is None
        assert window.body.overlay.highlight is None
        assert window.body.hasFocus()
        panel.list.setFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
        assert panel.list.choice == panel.list.rows.entries[0].candidate
        assert window.body.overlay.highlight is not None

    drive(script, tmp_path, saddle())


def saddle() -> str:
    return str(next(path for path in examples() if path.stem == "saddle_numbness"))


def test_a_warning_at_1280_by_720_is_whole_and_leaves_ranking_and_details_their_room(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.resize(*SMALL)
        settle(window)
        wait(20)
        panel = window.panel
        assert panel is not None
        em = panel.font().pixelSize()
        banner = panel.banner
        assert banner.isVisible()
        for words in banner.findChildren(QLabel):
            if words.isVisible() and words.text():
                assert words.height() >= words.heightForWidth(words.width())
        assert banner.geometry().bottom() < panel.list.geometry().top()
        assert panel.list.height() >= 3 * panel.list.row_height()
        page = panel.details.findChild(QScrollArea, "facts")
        assert page is not None
        assert page.height() >= 8 * em
        assert panel.details.geometry().bottom() <= panel.height()

    drive(script, tmp_path, saddle())


def test_alerts_of_one_condition_share_one_heading_and_keep_every_reason(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        settle(window)
        assert window.panel is not None
        assert len(window.panel.banner.alerts) > 1
        said = texts(window.panel.banner)
        assert sum(text.startswith("EMERGENCY ·") for text in said) == 1
        assert any(text.startswith("Because of") and "saddle" in text and "both legs" in text for text in said)
        assert any("More than one root" in text for text in texts(window.panel))

    drive(script, tmp_path, saddle())
