"""A map of one's own joins the others in the running window, follows its file, and never takes anything down."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from window_driver import drive, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.ui.window import Window

BANDS = """\
format: rootmap.atlas
version: 1
id: bands
title: Two bands of my own
authors: [Nobody N]
year: 1999
kind: dermatome
method: drawn for a test
overlapping: false
partial: true
evidence: none
statement: Drawn for a test.
territories:
  L4: {roots: [L4], source: judgement, evidence: D, confidence: low}
  L5: {roots: [L5], source: judgement, evidence: D, confidence: low}
areas:
  - {territory: L4, segment: leg, along: [1.2, 1.4]}
  - {territory: L5, segment: leg, along: [1.6, 1.8]}
"""


def written(path: Path, text: str = BANDS) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(9, 9), *how), QDropEvent(QPointF(9, 9), *how)):
        QApplication.sendEvent(window, event)


def names(window: Window) -> list[str]:
    return [atlas.info.id for atlas in window.session.knowledge.atlases]


def own(window: Window) -> CompiledAtlas:
    (atlas,) = (atlas for atlas in window.session.knowledge.atlases if atlas.info.id == "bands")
    return atlas


def said(window: Window, *parts: str) -> Callable[[], bool]:
    return lambda: all(part in window.message.text for part in parts)


def test_a_dropped_map_is_loaded_beside_the_others_and_shown(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.yaml")
    profile = tmp_path / "profile"

    def script(window: Window) -> None:
        before = names(window)
        drop(window, path)
        wait_until(said(window, "Loaded: Two bands of my own", "mine.yaml"))
        assert names(window) == [*before, "bands"]
        assert [paths.atlas.info.id for paths in window.body.overlay.atlases] == ["bands"]
        x, y = max(own(window).polygons("L4", Side.LEFT)["anterior"].geoms, key=lambda p: p.area).centroid.coords[0]
        point = window.session.figure.views["anterior"]
        assert point is not None
        assert window.session.knowledge.roots is not None
        assert window.session.knowledge.roots.at("anterior", x, y)[-1] == ("L4",)
        wait_until(lambda: (profile / "atlases" / "compiled" / "neutral" / "bands.json").exists())

    drive(script, profile)
    assert (profile / "atlases" / "bands.yaml").read_text() == BANDS
