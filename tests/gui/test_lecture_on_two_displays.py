"""With two displays the hall's window fills the one the teacher is not on, also when both have one name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from window_driver import drive, trigger, wait

def tell(lecture, more):
    place = QApplication.screens().index(lecture.screen())
    print(place, lecture.isFullScreen(), lecture.geometry() == lecture.screen().geometry(), more)

def script(window):
    window.move(0, 0)
    trigger(window, "mode.lecture")
    wait(50)
    lecture = window.lecture
    bar = lecture.bar._screens
    tell(lecture, [bar.itemText(n) for n in (1, 2)])
    bar.setCurrentIndex(1)
    bar.activated.emit(1)
    wait(50)
    tell(lecture, "")

drive(script, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("names", [("HDMI-1", "HDMI-2"), ("Same", "Same")], ids=lambda names: " and ".join(names))
def test_the_hall_is_on_the_other_display_and_where_one_sends_it(tmp_path: Path, names: tuple[str, str]) -> None:
    screens = [
        {"name": name, "x": place * 1280, "y": 0, "width": 1280, "height": 720, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1} for place, name in enumerate(names)
    ]  # fmt: skip
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "profile")],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = [line for line in done.stdout.splitlines() if line[:1].isdigit()]
    shown = list(names) if len(set(names)) == 2 else [f"{n}   {name}" for n, name in enumerate(names, start=1)]
    assert first == f"1 True True {shown}"
    assert second.split() == ["0", "True", "True"]
