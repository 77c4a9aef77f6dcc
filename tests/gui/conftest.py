"""What all window tests share: no screen, no Qt warnings, one figure."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from read_once_in_windows import read_once_in_windows

from rootmap.skin.figure import Figure, load_figure

_HERE = Path(__file__).parent
_FONT_PX = 14  # the same on every machine
_TESTS_TO_A_CLEANING = 20
_tests_done = count(1)


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
def _maps_read_once_in_windows() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        read_once_in_windows(patch)
        yield


@pytest.fixture(autouse=True)
def _running_on(qapp: QApplication) -> None:
    """Let no closed window stop the loops of the tests that follow: its quit event may come long after it."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(autouse=True)
def _closed_windows_freed() -> Iterator[None]:
    """Collect, now and then, what closed windows leave in circles: 20 MB each, which Python sees as a few objects."""
    yield
    if next(_tests_done) % _TESTS_TO_A_CLEANING == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def _plain_font(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    kept = qapp.font()
    font.setPixelSize(_FONT_PX)
    qapp.setFont(font)
    yield
    qapp.setFont(kept)
