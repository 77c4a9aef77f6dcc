"""A user paints: brush, eraser, lasso, fill, pen and keyboard, with real events."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QInputDevice, QPaintEvent, QPointingDevice, QRegion, QTabletEvent, QWheelEvent, qGray
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import MultiPolygon, box

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.skin.drawing import paint
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.grading import Mark
from rootmap.ui.bodymap.names import names
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.theme import THEMES

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
THIGH = ("anterior", 640.0, 1050.0)  # on the left thigh, view mm


@pytest.fixture
def body(qtbot: QtBot, figure: Figure) -> BodyMap:
    widget = BodyMap(figure)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def at(body: BodyMap, view: str, x: float, y: float) -> QPoint:
    """Return the logical pixel of a point in view mm."""
    place = body.stage.to_device(body.scene[view], x, y) / body.stage.ratio
    return QPoint(round(place.x()), round(place.y()))


def drag(qtbot: QtBot, body: BodyMap, *points: tuple[str, float, float]) -> None:
    spots = [at(body, *point) for point in points]
    qtbot.mousePress(body, LEFT, NONE, spots[0])
    for spot in spots[1:]:
        qtbot.mouseMove(body, spot)
    qtbot.mouseRelease(body, LEFT, NONE, spots[-1])


def area(body: BodyMap, quality: Quality = Quality.PAIN, view: str = "anterior") -> float:
    return body.editor.painted.get(quality, {}).get(view, MultiPolygon()).area


def pixel(body: BodyMap, spot: QPoint) -> tuple[int, int, int]:
    body.move_pointer(None)
    colour = body.grab().toImage().pixelColor(spot * body.devicePixelRatioF())
    return colour.red(), colour.green(), colour.blue()


def differ(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def test_a_dab_leaves_a_disc_of_the_brush_size(qtbot: QtBot, body: BodyMap) -> None:
    body.set_brush_mm(40)
    drag(qtbot, body, THIGH)
    assert area(body) == pytest.approx(np.pi * 20**2, rel=0.02)


def test_a_stroke_is_on_screen_before_the_button_is_let_go(qtbot: QtBot, body: BodyMap) -> None:
    spot, end = at(body, *THIGH), at(body, "anterior", 640, 1150)
    bare = pixel(body, spot)
    qtbot.mousePress(body, LEFT, NONE, spot)
    qtbot.mouseMove(body, end)
    live = pixel(body, spot)
    assert body.editor.is_empty
    qtbot.mouseRelease(body, LEFT, NONE, end)
    assert differ(bare, live) > 40
    assert differ(live, pixel(body, spot)) <= 2, "the stroke changes colour when it is finished"


def test_painting_over_paint_makes_it_no_denser(qtbot: QtBot, body: BodyMap) -> None:
    spot = at(body, *THIGH)
    drag(qtbot, body, THIGH, ("anterior", 640, 1150))
    once = pixel(body, spot)
    drag(qtbot, body, THIGH, ("anterior", 640, 1150), THIGH)
    assert differ(once, pixel(body, spot)) <= 2


def test_paint_stays_on_the_body(qtbot: QtBot, body: BodyMap) -> None:
    outside = at(body, "anterior", 900, 1200)
    bare = pixel(body, outside)
    qtbot.mousePress(body, LEFT, NONE, at(body, *THIGH))
    qtbot.mouseMove(body, outside)
    assert differ(bare, pixel(body, outside)) == 0
    qtbot.mouseRelease(body, LEFT, NONE, outside)
    outline = body.figure.views["anterior"].outline
    assert body.editor.painted[Quality.PAIN]["anterior"].difference(outline.buffer(0.05)).area == 0


def test_each_stroke_is_one_undo_step(qtbot: QtBot, body: BodyMap) -> None:
    drag(qtbot, body, THIGH)
    first = area(body)
    drag(qtbot, body, ("anterior", 430, 1050), ("anterior", 430, 1100), ("anterior", 430, 1150))
    body.editor.undo()
    assert area(body) == pytest.approx(first)
    body.editor.undo()
    assert body.editor.is_empty
    body.editor.redo()
    assert area(body) == pytest.approx(first)


def test_undo_takes_the_paint_off_the_screen(qtbot: QtBot, body: BodyMap) -> None:
    spot = at(body, *THIGH)
    bare = pixel(body, spot)
    drag(qtbot, body, THIGH, ("anterior", 640, 1150))
    body.editor.undo()
    assert pixel(body, spot) == bare


def test_the_eraser_rubs_out_every_quality(qtbot: QtBot, body: BodyMap) -> None:
    drag(qtbot, body, THIGH)
    body.set_quality(Quality.NUMBNESS)
    drag(qtbot, body, THIGH)
    body.set_tool(Tool.ERASER)
    body.set_brush_mm(80)
    drag(qtbot, body, THIGH)
    assert body.editor.is_empty


def test_a_lasso_paints_what_it_encloses(qtbot: QtBot, body: BodyMap) -> None:
    body.set_tool(Tool.LASSO)
    drag(qtbot, body, ("anterior", 580, 950), ("anterior", 640, 950), ("anterior", 640, 1050), ("anterior", 580, 1050))
    assert area(body) == pytest.approx(60 * 100, rel=0.1)


def test_escape_lets_a_stroke_go_without_a_trace(qtbot: QtBot, body: BodyMap) -> None:
    spot = at(body, *THIGH)
    bare = pixel(body, spot)
    qtbot.mousePress(body, LEFT, NONE, spot)
    qtbot.mouseMove(body, at(body, "anterior", 640, 1150))
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert body.editor.is_empty
    assert differ(bare, pixel(body, spot)) <= 1


class _Info:
    id, is_of_points, overlapping = "two-halves", False, False
    territories = tuple(type("Territory", (), {"id": name, "title": name})() for name in ("L2", "L3"))


class _Atlas:
    """A map of two squares on the left thigh."""

    info, tints = _Info(), ()

    def polygons(self, territory: str, side: Side) -> Mapping[str, MultiPolygon]:
        top = 950 if territory == "L2" else 1050
        square = {"anterior": MultiPolygon([box(590, top, 690, top + 100)])}
        return square if side is Side.LEFT else {}

    def at(self, view: str, x: float, y: float) -> tuple[str, ...]:
        return ("L2",) if y < 1050 else ("L3",)


def test_fill_paints_the_territory_under_the_pointer(qtbot: QtBot, body: BodyMap) -> None:
    body.set_atlases([_Atlas()])
    body.set_tool(Tool.FILL)
    drag(qtbot, body, ("anterior", 640, 1090))
    assert body.editor.painted[Quality.PAIN]["anterior"].bounds[1] == pytest.approx(1050, abs=1)


def test_a_lit_territory_stands_out_and_the_others_dim(qtbot: QtBot, body: BodyMap) -> None:
    upper, lower = at(body, "anterior", 640, 1000), at(body, "anterior", 640, 1100)
    bare_upper, bare_lower = pixel(body, upper), pixel(body, lower)
    body.set_atlases([_Atlas()], labels=False)
    shown = differ(pixel(body, lower), bare_lower)
    body.highlight("two-halves", ["L2"], [Side.LEFT])
    assert differ(pixel(body, upper), bare_upper) > 30
    assert 0 < differ(pixel(body, lower), bare_lower) < shown / 2


@pytest.mark.parametrize("name", THEMES)
def test_a_lit_territory_takes_no_hue_that_could_be_paint(body: BodyMap, name: str) -> None:
    theme = THEMES[name]
    body.set_theme(theme)
    spot = at(body, "anterior", 655, 1000)
    body.set_atlases([_Atlas()], labels=False)
    body.highlight("two-halves", ["L2"], [Side.LEFT])
    lit = pixel(body, spot)
    body.highlight(None)
    body.set_atlases([])
    for quality in Quality:
        body.set_quality(quality)
        body.editor.fill(quality, {"anterior": MultiPolygon([box(590, 950, 690, 1150)])})
        assert differ(lit, pixel(body, spot)) > 30, f"lit skin looks like {quality}"
        body.editor.undo()


def test_the_name_of_a_territory_is_read_above_the_paint(body: BodyMap) -> None:
    body.set_atlases([_Atlas()])
    (named,) = (spot for spot in names(body.stage, body._surface.look) if spot.rect.contains(device(body, 640, 1000)))
    body.editor.fill(Quality.BURNING, {"anterior": MultiPolygon([box(590, 950, 690, 1150)])})
    shown = body.grab(QRect(*(round(v / body.stage.ratio) for v in named.rect.getRect()))).toImage()
    tones = {shown.pixelColor(x, y).lightness() for x in range(shown.width()) for y in range(shown.height())}
    assert min(tones) < 60
    assert max(tones) > 215


def device(body: BodyMap, x: float, y: float) -> QPointF:
    return body.stage.to_device(body.scene["anterior"], x, y)


@pytest.mark.parametrize("name", THEMES)
def test_right_missed_and_extra_skin_look_unlike_each_other_without_colour_too(body: BodyMap, name: str) -> None:
    body.set_theme(THEMES[name])
    body.editor.fill(Quality.NUMBNESS, {"anterior": MultiPolygon([box(590, 950, 690, 1150)])})
    bands = [MultiPolygon([box(590, top, 690, top + 70)]) for top in (950, 1030, 1110)]
    body.show_grading(
        {mark: {"anterior": band} for mark, band in zip((Mark.CORRECT, Mark.MISSED, Mark.EXTRA), bands, strict=True)}
    )
    shown = body.grab().toImage()
    greys = []
    for middle in (985, 1065, 1145):
        spot = at(body, "anterior", 640, middle)
        around = [shown.pixelColor(spot + QPoint(x, y)) for x in range(-9, 9) for y in range(-9, 9)]
        greys.append(np.array([qGray(tone.rgb()) for tone in around]))
    right, missed, extra = greys
    assert extra.std() < 8 < missed.std(), "extra is solid, missed is hatched"
    assert abs(right.mean() - extra.mean()) > 20


def test_once_graded_the_paint_itself_gives_way_and_comes_back(body: BodyMap) -> None:
    spot = at(body, *THIGH)
    bare = pixel(body, spot)
    body.editor.fill(Quality.NUMBNESS, {"anterior": MultiPolygon([box(590, 950, 690, 1150)])})
    painted = pixel(body, spot)
    body.show_grading({})
    assert pixel(body, spot) == bare
    body.show_grading()
    assert pixel(body, spot) == painted


def test_a_pen_paints_as_wide_as_it_is_pressed(qtbot: QtBot, body: BodyMap) -> None:
    send = _pen(body)
    spot = QPointF(at(body, *THIGH))
    send(QEvent.Type.TabletPress, spot, 1.0)
    send(QEvent.Type.TabletRelease, spot, 0.0)
    firm = area(body)
    body.editor.clear()
    send(QEvent.Type.TabletPress, spot, 0.2)
    send(QEvent.Type.TabletRelease, spot, 0.0)
    assert 0 < area(body) < firm / 2


def _pen(body: BodyMap) -> Callable[[QEvent.Type, QPointF, float], None]:
    pen = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip

    def send(kind: QEvent.Type, spot: QPointF, pressure: float) -> None:
        event = QTabletEvent(kind, pen, spot, spot, pressure, 0, 0, 0, 0, 0, NONE, LEFT, LEFT)
        QApplication.sendEvent(body, event)

    return send


def test_the_keyboard_alone_paints_a_stroke(qtbot: QtBot, body: BodyMap) -> None:
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Return)
    start = body.stage.to_view(body.scene["anterior"], QPointF(body.stage.width // 2, body.stage.height // 2))
    scale = body.stage.scale(body.scene["anterior"])
    for _ in range(round((start[0] - 640) * scale / 10)):
        qtbot.keyClick(body, Qt.Key.Key_Left)
    for _ in range(round((1000 - start[1]) * scale / 10)):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyPress(body, Qt.Key.Key_Space)
    for _ in range(3):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyRelease(body, Qt.Key.Key_Space)
    assert area(body) > np.pi * 18**2, "a stroke is longer than a dab"


def test_shift_moves_the_crosshair_finely(qtbot: QtBot, body: BodyMap) -> None:
    body.setFocus()
    seen: list[tuple[float, float]] = []
    qtbot.keyClick(body, Qt.Key.Key_Return)
    body.pointer_moved.connect(seen.append)
    qtbot.keyClick(body, Qt.Key.Key_Right)
    qtbot.keyClick(body, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(body, Qt.Key.Key_Right, SHIFT)
    coarse, fine = seen[1][0] - seen[0][0], seen[2][0] - seen[1][0]
    assert fine == pytest.approx(1 / body.stage.lens.scale * body.stage.ratio)
    assert coarse == pytest.approx(fine)


def test_the_size_keys_and_ctrl_with_the_wheel_change_the_brush(qtbot: QtBot, body: BodyMap) -> None:
    start = body.brush_mm
    qtbot.keyClick(body, Qt.Key.Key_BracketRight)
    assert body.brush_mm == pytest.approx(start * 1.2)
    qtbot.keyClick(body, Qt.Key.Key_BracketLeft)
    assert body.brush_mm == pytest.approx(start)
    camera = body.camera
    wheel(body, QPoint(500, 300), 120, Qt.KeyboardModifier.ControlModifier)
    assert body.brush_mm > start
    assert body.camera == camera


class _Repainted(QObject):
    """Gathers what a widget repaints."""

    def __init__(self, watched: BodyMap) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


def test_a_shrinking_brush_takes_all_of_its_old_ring_off_the_screen(qtbot: QtBot, body: BodyMap) -> None:
    body.set_brush_mm(80)
    spot = at(body, *THIGH)
    qtbot.mouseMove(body, spot)
    QApplication.processEvents()
    repainted = _Repainted(body)
    body.set_brush_mm(20)
    QApplication.processEvents()
    reach = round(40 * body.stage.scale(body.scene["anterior"]) / body.stage.ratio)
    assert all(repainted.region.contains(spot + QPoint(x * reach, y * reach)) for x, y in ((1, 0), (-1, 0), (0, 1)))


def wheel(body: BodyMap, spot: QPoint, turn: int, keys: Qt.KeyboardModifier = NONE) -> None:
    place = QPointF(spot)
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(body, event)


def test_what_is_saved_paints_what_is_seen(qtbot: QtBot, body: BodyMap) -> None:
    drag(qtbot, body, THIGH, ("anterior", 600, 1000), ("anterior", 560, 900))
    body.set_tool(Tool.ERASER)
    body.set_brush_mm(20)
    drag(qtbot, body, ("anterior", 560, 1000), ("anterior", 640, 1000))
    again = paint(body.editor.drawing, body.figure)[Quality.PAIN]["anterior"]
    assert again.symmetric_difference(body.editor.painted[Quality.PAIN]["anterior"]).area < 0.5


SCREEN = QTest.createTouchDevice()


def test_one_finger_paints(body: BodyMap) -> None:
    spot = at(body, *THIGH)
    end = spot + QPoint(0, 30)
    QTest.touchEvent(body, SCREEN).press(0, spot, body).commit()
    QTest.touchEvent(body, SCREEN).move(0, end, body).commit()
    QTest.touchEvent(body, SCREEN).release(0, end, body).commit()
    assert area(body) > np.pi * 18**2


def test_two_fingers_zoom_and_paint_nothing(body: BodyMap) -> None:
    middle, apart = at(body, *THIGH), QPoint(40, 0)
    before = body.stage.to_view(body.scene["anterior"], QPointF(middle) * body.stage.ratio)
    QTest.touchEvent(body, SCREEN).press(0, middle - apart, body).commit()
    QTest.touchEvent(body, SCREEN).move(0, middle - apart, body).press(1, middle + apart, body).commit()
    for stretch in (1.0, 1.5, 2.0):
        one, two = middle - apart * stretch, middle + apart * stretch
        QTest.touchEvent(body, SCREEN).move(0, one, body).move(1, two, body).commit()
    QTest.touchEvent(body, SCREEN).release(0, middle - apart * 2, body).release(1, middle + apart * 2, body).commit()
    assert body.camera.zoom == pytest.approx(2.0, rel=0.02)
    assert body.stage.to_view(body.scene["anterior"], QPointF(middle) * body.stage.ratio) == pytest.approx(
        before, abs=3
    )
    assert body.editor.is_empty
