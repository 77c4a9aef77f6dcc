"""A crash loses at most the stroke in hand."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from window_driver import drive

from rootmap.skin.drawing_file import read_drawing
from rootmap.ui.window import Window

_PAINT_AND_WAIT = """
import sys, time
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from window_driver import drive, inside, paint, press

def script(window):
    paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
    paint(window, "anterior", inside(window, "C6", Side.LEFT, "anterior"))
    window.session.find(Finding("reflex.achilles", Side.LEFT, "reduced"))
    window.files.flush()
    print("painted", flush=True)
    press(window, "anterior", inside(window, "L2", Side.LEFT, "anterior"))
    time.sleep(60)

drive(script, Path(sys.argv[1]))
"""


def crash(profile: Path) -> None:
    """Run Rootmap, paint two strokes, begin a third, and kill it."""
    command = [sys.executable, "-c", _PAINT_AND_WAIT, str(profile), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "painted\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def test_the_next_start_brings_back_every_finished_stroke_and_finding(tmp_path: Path) -> None:
    crash(tmp_path)
    left = read_drawing(tmp_path / "working.rootmap")

    def script(window: Window) -> None:
        assert window.editor.drawing == left
        assert sum(len(layer.marks) for layer in left.layers) == 2
        assert window.isWindowModified()
        assert [(found.test, found.result) for found in window.session.findings] == [("reflex.achilles", "reduced")]
        assert "recovered" in window.message.text

    drive(script, tmp_path)


def test_after_an_orderly_end_nothing_is_recovered(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.editor.is_empty
        assert window.message.text == ""

    drive(script, tmp_path)
    assert not (tmp_path / "working.rootmap").exists()
    drive(script, tmp_path)


def test_a_damaged_working_copy_is_set_aside_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "working.rootmap").write_text('{"format": "rootmap.drawing", "version": 1, "fig')

    def script(window: Window) -> None:
        assert "working.rootmap" in window.message.text
        assert window.editor.is_empty

    drive(script, tmp_path)
    assert (tmp_path / "working.damaged").exists()
