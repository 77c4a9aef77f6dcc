"""A few pictures of the body, held against kept ones: what no other test would see changes here first.

The kept ones lie in `pictures/`. Fonts and smoothing differ from machine to machine, so patches of 8 pixels are
compared. When a change is meant, look at the picture the failure names and put it in the place of the kept one.
"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from window_driver import drive, settle, trigger, wait, wait_until

from rootmap.__main__ import main
from rootmap.resources import examples
from rootmap.ui.window import Window

KEPT = Path(__file__).parent / "pictures"
PATCH = 8  # pixels
UNLIKE = 10.0  # of 255: a patch differs
FEW = 0.01  # of the patches may: words
BODY = (640, 560)


def hold(picture: Path) -> None:
    """Compare a picture with the kept one of its name."""
    kept = KEPT / picture.name
    assert kept.is_file(), f"no picture is kept: look at {picture} and copy it to {KEPT}"
    mine, theirs = patches(picture), patches(kept)
    assert mine.shape == theirs.shape
    differ = (np.abs(mine - theirs).max(axis=2) > UNLIKE).mean()
    assert differ <= FEW, f"{differ:.1%} of {picture} look unlike {kept}"


def patches(path: Path) -> NDArray[np.float64]:
    """Return the mean colour of each patch, (rows, columns, 3)."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    rows, columns = image.height() // PATCH, image.width() // PATCH
    pixels = lines[: rows * PATCH, : columns * PATCH * 3].reshape(rows, PATCH, columns, PATCH, 3)
    return pixels.mean(axis=(1, 3))


@pytest.mark.parametrize(
    ("example", "view"),
    [("left_s1_burning", "posterior"), ("saddle_numbness", "perineal"), ("right_c7_tingling", "lateral")],
)
def test_an_example_is_drawn_as_before(example: str, view: str, tmp_path: Path) -> None:
    drawing = next(path for path in examples() if path.stem == example)
    picture = tmp_path / f"{example}-{view}.png"
    assert main(["render", str(drawing), "-o", str(picture), "--view", view, "--size", "480"]) == 0
    hold(picture)


@pytest.mark.parametrize(
    ("theme", "deed"),
    [("light", "isncsci"), ("dark", "keegan-garrett-1948"), ("projector", "map.disagreement"), ("light", "nerves")],
)
def test_the_body_with_a_map_looks_as_before(theme: str, deed: str, tmp_path: Path) -> None:
    picture = tmp_path / f"body-{theme}-{deed.replace('map.', '')}.png"

    def script(window: Window) -> None:
        trigger(window, f"theme.{theme}")
        if deed.startswith("map."):
            trigger(window, deed)
        else:
            window.maps.choose(deed)
        window.body.setFixedSize(*BODY)
        settle(window)
        wait_until(lambda: window.body.isVisible())
        wait(300)
        window.body.grab().toImage().save(str(picture))

    drive(script, tmp_path / "profile")
    hold(picture)
