"""Everything that is laid out in parts of the type size follows it: text larger, smaller, and the projector's theme."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from window_driver import drive, settle, trigger, wait

from rootmap.resources import examples
from rootmap.ui.window import Window


def measures(window: Window) -> dict[QWidget, tuple[object, ...]]:
    """Return what is fixed of each visible part: its margins, and its size where that is fixed."""
    found: dict[QWidget, tuple[object, ...]] = {}
    for part in window.findChildren(QWidget):
        if part.isVisible():
            layout = part.layout()
            margins = None if layout is None else layout.contentsMargins()
            inside = part.viewportMargins() if isinstance(part, QScrollArea) else None
            found[part] = (margins, inside, part.maximumSize())
    return found


def test_changing_the_type_and_back_leaves_every_measure_as_it_was(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.files.open_example(examples()[0])
        settle(window)
        before = measures(window)
        for scale in (0.7, 1.0, 0.7, 1.0, 1.3, 1.0, 2.0, 1.0):
            window.settings.set("text_scale", scale)
            window.restyle()
            wait(20)
        after = measures(window)
        stayed = before.keys() & after.keys()  # some are made anew with every dress
        assert window.panel in stayed
        for part in stayed:
            assert after[part] == before[part], part

    drive(script, tmp_path)


def test_margins_grow_with_the_type(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        layout = window.panel.layout()
        assert layout is not None
        em, above = window.font().pixelSize(), layout.contentsMargins().top()
        window.settings.set("text_scale", 2.0)
        window.restyle()
        grown = window.font().pixelSize()
        assert grown > em
        assert layout.contentsMargins().top() == pytest.approx(above * grown / em, abs=1.0)

    drive(script, tmp_path)


def test_no_word_to_choose_by_is_cut_after_the_type_changed(tmp_path: Path) -> None:
    def look(window: Window) -> None:
        for scale, theme in product((0.7, 1.0, 1.5), ("projector", "light")):
            window.settings.set("text_scale", scale)
            window.choose_theme("dark")
            window.choose_theme(theme)
            wait(50)
            are_whole(window)

    def script(window: Window) -> None:
        window.files.open_example(examples()[0])
        settle(window)
        look(window)
        trigger(window, "mode.quiz")
        look(window)

    drive(script, tmp_path)


def are_whole(window: Window) -> None:
    shown = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    chosen_by = [button for button in shown if button.property("rank") in ("tab", "segment", "flat")]
    assert chosen_by
    for button in chosen_by:
        words = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
        assert button.width() >= words, button.text()
