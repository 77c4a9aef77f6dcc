"""The words in the plots of visits: whole, apart from one another, inside their frame and crossed by no line."""

from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from visits_driver import EXAMPLE, shown
from window_driver import drive, wait

from rootmap.ui.window import Window

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SLACK = 1.0  # pixels: letters have room of their own above and below


def test_the_names_of_lines_collide_with_nothing(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.files.open_example(EXAMPLE)
        plots = shown(window, 4).page.plots
        for size, theme in product(((1280, 720), (1920, 1080)), ("light", "projector")):
            window.resize(*size)
            window.choose_theme(theme)
            wait(300)
            plots.canvas.draw()
            for axes in plots.canvas.figure.axes:
                look(axes)

    drive(script, tmp_path)


def look(axes: "Axes") -> None:
    frame = axes.get_window_extent()
    boxes = {text.get_text(): text.get_window_extent() for text in axes.texts}
    for name, box in boxes.items():
        assert box.x1 <= frame.x1, name
        assert box.y0 >= frame.y0 - SLACK, name
        assert box.y1 <= frame.y1 + SLACK, name
    for (name, one), (_, other) in combinations(boxes.items(), 2):
        apart = max(one.y0, other.y0) - min(one.y1, other.y1)
        aside = max(one.x0, other.x0) - min(one.x1, other.x1)
        assert max(apart, aside) >= -SLACK, name
    ground = axes.patches[-1].get_window_extent()  # what ends the grid
    assert ground.x0 <= max(box.x0 for box in boxes.values())
    assert ground.x1 == pytest.approx(frame.x1, abs=SLACK)
