"""Use the installed Rootmap as a user would: rank an example, load a figure, a map and an icon, open the window."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
COMMAND = sys.argv[1]
BODY_TONES = 20  # a line across the window crosses fewer where no shaded body is
OPEN_MS = 2500  # long enough for the panels and maps that load after the first paint


def ran(*words: str) -> str:
    """Return what the command prints; a failure ends the check."""
    return subprocess.run([COMMAND, *words], check=True, capture_output=True, text=True).stdout


def ranks_the_examples() -> None:
    """Every example is ranked, the first one as its author meant it, and drawn."""
    from rootmap.resources import examples

    for example in examples():
        ranking = json.loads(ran("rank", str(example), "--json"))
        assert ranking["format"] == "rootmap.ranking", ranking
        assert ranking["ranking"], example
    first = json.loads(ran("rank", str(examples()[0]), "--json"))["ranking"][0]
    assert (first["candidate"], first["side"]) == ("S1", "left"), first
    ran("render", str(examples()[0]), "-o", "example.png", "--view", "posterior")
    assert Path("example.png").read_bytes().startswith(b"\x89PNG")


def loads_its_data() -> None:
    """One figure, every map, the tables and every icon are in the package."""
    from PySide6.QtSvg import QSvgRenderer

    from rootmap.anatomy.load import load_anatomy
    from rootmap.atlas.store import available_atlases, load_atlas
    from rootmap.resources import assets, data_root
    from rootmap.skin.figure import load_figure

    assert "site-packages" in str(data_root()), f"the data come from {data_root()}"
    figure = load_figure()
    assert all(view.grid.segment.any() for view in figure.views.values())
    assert {load_atlas(name, figure).info.id for name in available_atlases()} >= {"isncsci", "keegan-garrett-1948"}
    assert load_anatomy().roots
    icons = sorted(assets("icons").glob("*.svg"))
    assert icons
    assert all(QSvgRenderer(str(icon)).isValid() for icon in icons)


def opens_the_window() -> None:
    """The window opens, paints itself and closes."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from rootmap.__main__ import main

    application = QApplication([])
    seen: list[int] = []

    def close() -> None:
        for window in QApplication.topLevelWidgets():
            image = window.grab().toImage()
            seen.append(len({image.pixel(x, image.height() // 2) for x in range(image.width())}))
        application.closeAllWindows()
        application.quit()

    QTimer.singleShot(OPEN_MS, close)
    with tempfile.TemporaryDirectory() as profile:
        assert main(["--profile-dir", profile]) == 0
    assert max(seen, default=0) > BODY_TONES, f"the window shows no body: {seen} colours"


for check in (ranks_the_examples, loads_its_data, opens_the_window):
    check()
    sys.stdout.write(f"installed wheel: {check.__name__.replace('_', ' ')}\n")
