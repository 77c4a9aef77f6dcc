"""What must hold of Qt itself before any window is worth testing."""

import sys

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 64
SYMBOLS = "²°µ·–—…▇→≤≥äöüéß"


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setToolTip("warm up")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.setToolTip("a void setter")
    # Later Pythons hold None for ever: the count then does not move at all. A faulty binding loses one per call.
    assert abs(sys.getrefcount(None) - before) < CALLS // 4


@pytest.mark.usefixtures("qtbot")
def test_every_symbol_we_write_has_a_glyph() -> None:
    metrics = QFontMetrics(QFont())
    assert [symbol for symbol in SYMBOLS if not metrics.inFontUcs4(ord(symbol))] == []


@pytest.mark.usefixtures("qtbot")
def test_letters_are_drawn_and_differ() -> None:
    def drawn(text: str) -> bytes:
        image = QImage(40, 40, QImage.Format.Format_Grayscale8)
        image.fill(255)
        with QPainter(image) as painter:
            painter.drawText(10, 30, text)
        return bytes(image.constBits())

    assert len({drawn("L"), drawn("S"), drawn("ö"), drawn(" ")}) == 4
