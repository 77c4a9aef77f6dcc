"""A bad file costs one line: the window stays up and what was open is not lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from window_driver import drive, inside, paint, wait_until

import rootmap.ui.app
from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import load_figure
from rootmap.ui.window import Window

GOOD: dict[str, Any] = {"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": []}


def drawing(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def polygon(points: list[list[float]]) -> str:
    mark = {"polygon": {"view": "anterior", "points_mm": points}}
    return drawing(layers=[{"quality": "pain", "marks": [mark]}])


BAD: dict[str, tuple[str | bytes, str]] = {
    "truncated": (drawing()[:40], "JSON"),
    "empty": ("", "empty"),
    "of another version": (drawing(version=99), "version"),
    "not JSON": ("once upon a time", "JSON"),
    "not text": (b"\xff\xfe\x00\x01", "not text"),
    "something else": ('{"format": "a.shopping.list"}', "format"),
    "crossing itself": (polygon([[0, 0], [50, 50], [50, 0], [0, 50]]), "layers[0].marks[0]"),
    "with NaN": (polygon([[0, 0], [1, 1], [2, 0]]).replace("[1, 1]", "[NaN, 1]"), "NaN"),
    "on an unknown figure": (drawing(figure="centaur"), "figure"),
    "nested without end": ("[" * 100_000, "nested"),
}


def try_to_open(path: Path, profile: Path, check: Callable[[str], None]) -> None:
    """Paint, then open a bad file beside it."""

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        before = window.editor.drawing
        assert not window.files.open(path)
        assert window.editor.drawing is before
        assert window.isVisible()
        assert "\n" not in window.message.text
        check(window.message.text)

    drive(script, profile)


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_costs_one_line_and_the_drawing_stays(tmp_path: Path, kind: str) -> None:
    content, place = BAD[kind]
    path = tmp_path / "bad.rootmap"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def check(line: str) -> None:
        assert "bad.rootmap" in line
        assert place in line

    try_to_open(path, tmp_path / "profile", check)


def test_a_file_of_200_mb_costs_one_line(tmp_path: Path) -> None:
    path = tmp_path / "huge.rootmap"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def check(line: str) -> None:
        assert "huge.rootmap" in line
        assert "too large" in line

    try_to_open(path, tmp_path / "profile", check)


def test_a_bad_file_on_the_command_line_still_opens_the_window(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert "gone.rootmap" in window.message.text

    drive(script, tmp_path / "profile", str(tmp_path / "gone.rootmap"))


def test_damaged_settings_fall_back_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{")

    def script(window: Window) -> None:
        assert "settings.json" in window.message.text
        assert window.settings.get("theme") == "system"

    drive(script, tmp_path)


def test_without_the_figure_the_window_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rootmap.ui.app, "load_figure", lambda _: load_figure(folder=tmp_path / "no-such-figure"))
    said: list[str] = []

    def look() -> None:
        wait_until(lambda: [w for w in QApplication.topLevelWidgets() if w.isVisible()])
        for window in QApplication.topLevelWidgets():
            said.extend(label.text() for label in window.findChildren(QLabel))
            window.close()
        QApplication.quit()

    QTimer.singleShot(0, look)
    assert main(["--profile-dir", str(tmp_path / "profile")]) == 0
    assert "figure.json" in said[0]
    assert "reinstall Rootmap" in said[0]
