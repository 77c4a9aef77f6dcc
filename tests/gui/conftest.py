"""What all window tests share: no screen, no Qt warnings, one figure."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from read_once import read_once

from rootmap.skin.figure import Figure, load_figure

_HERE = Path(__file__).parent
_FONT_PX = 14  # the same on every machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let any Qt warning fail a window test."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # the platform without a screen says so of least sizes, popups and raised windows
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def figure() -> Figure:
    """The neutral figure; read once, for its grids take a moment."""
    return load_figure()


@pytest.fixture(scope="session", autouse=True)
def _bodies_and_maps_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        yield


@pytest.fixture(autouse=True)
def _running_on(qapp: QApplication) -> None:
    """Let no closed window stop the loops of the tests that follow: its quit event may come long after it."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(autouse=True)
def _plain_font(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    kept = qapp.font()
    font.setPixelSize(_FONT_PX)
    qapp.setFont(font)
    yield
    qapp.setFont(kept)
