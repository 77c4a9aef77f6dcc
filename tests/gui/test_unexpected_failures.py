"""When Rootmap itself fails: one line for the user, the details in a local file, the drawing kept."""

from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from window_driver import drive, inside, paint, wait

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.ui.report import CrashLog
from rootmap.ui.window import Window


def test_a_failure_is_written_down_and_told_in_one_line(tmp_path: Path) -> None:
    said: list[str] = []
    log = CrashLog(tmp_path)
    log.open(said.append)
    try:
        import sys

        try:
            raise ZeroDivisionError("a\nb")
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(InputError, InputError("figure.npz", "mask", "cannot be read", "reinstall the figure"), None)
    finally:
        log.close()
    assert "a b" in said[0]
    assert str(log.path) in said[0]
    assert "\n" not in said[0]
    assert said[1] == "figure.npz: mask: cannot be read; reinstall the figure"
    assert "ZeroDivisionError" in log.path.read_text()


def test_the_window_survives_a_failing_action(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        drawing = window.editor.drawing
        monkeypatch.setattr(window.session, "set_findings", lambda _: 1 / 0)
        window.actions_by_id.by_id["clear_findings"].setEnabled(True)
        window.actions_by_id.by_id["clear_findings"].trigger()
        wait(10)
        assert "your drawing is kept" in window.message.text
        assert window.editor.drawing is drawing

    with capture_exceptions():
        drive(script, tmp_path)
    assert "ZeroDivisionError" in (tmp_path / "rootmap.log").read_text()


def test_a_profile_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="--profile-dir"):
        CrashLog(tmp_path / "file" / "profile")
