"""Keys reach the body without a detour: at the start, and after a flight chosen from the menu."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_driver import drive, wait_until

from rootmap.ui.bodymap.places import PLACES, camera_on
from rootmap.ui.window import Window


def test_one_can_paint_from_the_keyboard_without_tabbing_there(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.focusWidget() is window.body
        window.actions_by_id.by_id["go.face"].trigger()
        goal = camera_on(PLACES["face"][0], window.body.scene, window.body.stage.width / window.body.stage.height)
        wait_until(lambda: window.body.camera == goal)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(window.focusWidget(), key)
        assert not window.editor.is_empty
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert not window.body.keyboard.active

    drive(script, tmp_path)


def test_a_flight_brings_the_keys_back_to_the_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        QTest.keyClick(window.body, Qt.Key.Key_Tab)
        assert window.focusWidget() is not window.body
        window.actions_by_id.by_id["go.hand_left"].trigger()
        assert window.focusWidget() is window.body

    drive(script, tmp_path)
