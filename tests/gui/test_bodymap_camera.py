"""A user looks around: wheel, keys, panning, resizing; the picture stays crisp."""

import os
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import box

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.resources import assets
from rootmap.skin.figure import Figure, load_figure
from rootmap.ui.bodymap.captions import captions
from rootmap.ui.bodymap.places import KEYS, PLACES
from rootmap.ui.bodymap.scene import Camera
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.theme import THEMES

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def body(qtbot: QtBot, figure: Figure) -> BodyMap:
    widget = BodyMap(figure)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def turn_wheel(body: BodyMap, spot: QPointF, steps: int) -> None:
    event = QWheelEvent(
        spot, spot, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(body, event)


def picture(body: BodyMap) -> NDArray[np.int16]:
    image = body.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(np.int16)


def test_the_whole_body_is_shown_at_first(body: BodyMap) -> None:
    for name in body.scene.first_views:
        assert body.stage.rect.contains(body.stage.frame(body.scene[name]).toAlignedRect())
    assert set(body.scene.first_views) == {"anterior", "posterior", "perineal"}
    assert body.stage.frame(body.scene["lateral"]).left() > body.stage.width, "the sides are for panning to"


def test_a_view_that_is_not_on_screen_is_not_read_at_the_start(qtbot: QtBot) -> None:
    figure = load_figure("neutral", assets("figures", "neutral"))  # nobody else's, who might have read more of it
    widget = BodyMap(figure)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.grab()
    assert "_lines" in vars(figure.views["posterior"])
    assert not {"_lines", "grid"} & set(vars(figure.views["lateral"]))


def test_flying_to_the_sides_shows_both_profiles(body: BodyMap) -> None:
    body.fly_to("sides")
    while body._flight.target is not None:
        QApplication.processEvents()
    shown = body.stage.frame(body.scene["lateral"])
    assert body.stage.rect.contains(shown.toAlignedRect().adjusted(1, 1, -1, -1))
    assert {"Left side", "Right side"} <= {caption.text for caption in captions(body.stage, body.theme)}
    assert body.scene["lateral"].side_towards(picture_right=False) is Side.LEFT


def test_the_wheel_zooms_about_the_pointer(body: BodyMap) -> None:
    spot = QPointF(240, 400)
    before = body.stage.lens.to_scene(spot.x(), spot.y())
    turn_wheel(body, spot, 3)
    assert body.camera.zoom == pytest.approx(1.0015**360)
    assert body.stage.lens.to_scene(spot.x(), spot.y()) == pytest.approx(before, abs=1.5)


def test_zooming_stops_at_its_bounds_without_drifting(body: BodyMap) -> None:
    for _ in range(60):
        turn_wheel(body, QPointF(240, 400), 4)
    near = body.camera
    turn_wheel(body, QPointF(600, 100), 4)
    assert body.camera == near


def test_after_a_zoom_the_picture_is_painted_anew(qtbot: QtBot, body: BodyMap) -> None:
    turn_wheel(body, QPointF(240, 150), 8)
    qtbot.waitUntil(lambda: not body._settle.isActive(), timeout=5000)
    settled = picture(body)
    body.settle()
    assert np.array_equal(picture(body), settled)


def test_panning_shows_what_a_fresh_picture_shows(qtbot: QtBot, body: BodyMap) -> None:
    body.editor.stroke(Quality.BURNING, "anterior", [(640, 900), (640, 1300)], [50, 50])
    body.zoom_by(2.5)
    body.settle()
    for way in ((57, -31), (-111, 20), (0, 77), (-9, 0)):
        body.pan_by(*way)
    panned = picture(body)
    body.settle()
    assert np.abs(panned - picture(body)).max() <= 2


def test_space_and_the_middle_button_pan(qtbot: QtBot, body: BodyMap) -> None:
    body.zoom_by(3)
    for button, space in ((Qt.MouseButton.MiddleButton, False), (Qt.MouseButton.LeftButton, True)):
        before = body.stage.lens
        if space:
            qtbot.keyPress(body, Qt.Key.Key_Space)
        qtbot.mousePress(body, button, NONE, QPoint(500, 300))
        qtbot.mouseMove(body, QPoint(540, 280))
        qtbot.mouseRelease(body, button, NONE, QPoint(540, 280))
        assert (body.stage.lens.dx - before.dx, body.stage.lens.dy - before.dy) == pytest.approx((40, -20), abs=1)
        assert body.editor.is_empty
    qtbot.keyRelease(body, Qt.Key.Key_Space)


def test_arrow_keys_pan(qtbot: QtBot, body: BodyMap) -> None:
    before = body.stage.lens
    qtbot.keyClick(body, Qt.Key.Key_Right)
    assert body.stage.lens.dx < before.dx


@pytest.mark.parametrize(("number", "place"), list(enumerate(KEYS, start=1)))
def test_number_keys_fly_to_their_places(qtbot: QtBot, body: BodyMap, number: int, place: str) -> None:
    start = Camera(300.0, 300.0, 2.0)
    body.camera = start
    qtbot.keyClick(body, Qt.Key(Qt.Key.Key_0.value + number))
    qtbot.waitUntil(lambda: body.camera != start and body._flight.target is None, timeout=5000)
    if place == "whole":
        assert body.camera == Camera.whole(body.scene)
        return
    goal = PLACES[place][0]
    spot = body.stage.place_at(QPointF(body.stage.width / 2, body.stage.height / 2))
    assert spot is not None
    assert spot.view.name == goal.view
    if goal.side is not None:
        x, _ = body.stage.to_view(spot, QPointF(body.stage.width / 2, 0))
        assert spot.view.side_at(x) is goal.side


def test_a_second_press_flies_to_the_other_view(qtbot: QtBot, body: BodyMap) -> None:
    seen = set()
    for _ in range(2):
        qtbot.keyClick(body, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: body._flight.target is None, timeout=5000)
        spot = body.stage.place_at(QPointF(body.stage.width / 2, body.stage.height / 2))
        seen.add(spot.view.name if spot else None)
    assert seen == {"anterior", "posterior"}


def test_left_and_right_are_always_written_on_their_side(body: BodyMap) -> None:
    texts = [caption.text for caption in captions(body.stage, body.theme)]
    assert texts[:2] == ["R", "L"], "front: the patient's right is on the picture's left"
    assert texts[3:5] == ["L", "R"], "back: the other way round"
    body.fly_to("hand_left")
    while body._flight.target is not None:
        QApplication.processEvents()
    (only, *_) = captions(body.stage, body.theme)
    assert only.text == "Front · patient’s left"


def test_hovering_tells_the_skin_point(qtbot: QtBot, body: BodyMap) -> None:
    heard: list[tuple[object, str]] = []
    body.hovered.connect(lambda point, view, x, y: heard.append((point, view)))
    spot = body.stage.to_device(body.scene["anterior"], 640, 1050) / body.stage.ratio
    qtbot.mouseMove(body, spot.toPoint())
    point, view = heard[-1]
    assert view == "anterior"
    assert getattr(point, "segment", None) == f"leg.{Side.LEFT}"


def test_when_the_body_moves_under_a_resting_hand_the_skin_there_is_told_anew(qtbot: QtBot, body: BodyMap) -> None:
    heard: list[str] = []
    qtbot.mouseMove(body, QPoint(500, 350))
    body.hovered.connect(lambda point, view, x, y: heard.append(getattr(point, "segment", "")))
    qtbot.keyClick(body, Qt.Key.Key_6)
    qtbot.waitUntil(lambda: body._flight.target is None, timeout=5000)
    assert heard[-1].startswith("head")


def test_after_flying_there_the_keys_speak_to_the_body(qtbot: QtBot, body: BodyMap) -> None:
    body.clearFocus()
    body.fly_to("face")
    assert body.hasFocus()
    body.clearFocus()
    body.set_painting(False)
    body.fly_to("neck")
    assert not body.hasFocus()


def test_the_name_of_an_inset_is_written_where_no_body_is(body: BodyMap) -> None:
    (name,) = (caption for caption in captions(body.stage, body.theme) if caption.text == "Perineum")
    place = body.scene["perineal"]
    outline = body.figure.views["perineal"].outline
    ends = [body.stage.to_view(place, corner) for corner in (name.rect.topLeft(), name.rect.bottomRight())]
    assert not outline.intersects(box(*ends[0], *ends[1]))


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_draws_a_body_that_stands_out_from_the_page(body: BodyMap, name: str) -> None:
    body.set_theme(THEMES[name])
    tones = picture(body)
    assert len(np.unique(tones)) > 60
    assert abs(int(tones[350, 5]) - int(tones.max() if name == "dark" else tones.min())) > 60


SHARPNESS = """
import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from rootmap.skin.figure import load_figure
from rootmap.ui.bodymap.widget import BodyMap
app = QApplication([])
body = BodyMap(load_figure())
body.resize(700, 500)
body.show()
app.processEvents()
image = body.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())[:, :image.width()]
print(body.devicePixelRatioF(), image.width(), int(np.abs(np.diff(rows.astype(int), axis=1)).max()))
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "3"])
def test_the_picture_is_crisp_at_every_scaling(scale: str) -> None:
    """A scaled-up small picture has soft edges: its steps shrink with the scale; ours do not."""
    run = subprocess.run(
        [sys.executable, "-c", SHARPNESS],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    ratio, width, step = map(float, run.stdout.split())
    assert ratio == float(scale)
    assert width == round(700 * float(scale))
    assert step > 60
