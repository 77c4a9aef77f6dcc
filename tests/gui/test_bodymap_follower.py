"""The lecture hall's screen shows what the teacher paints, where the teacher looks."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.editing import Editor
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.follower import BodyFollower
from rootmap.ui.bodymap.view import BodyView
from rootmap.ui.bodymap.widget import BodyMap

THIGH = (640.0, 1050.0)


@pytest.fixture
def pair(qtbot: QtBot, figure: Figure) -> tuple[BodyMap, BodyFollower]:
    leader, follower = BodyMap(figure), BodyFollower(figure)
    for widget, size in ((leader, (900, 600)), (follower, (1200, 700))):
        qtbot.addWidget(widget)
        widget.resize(*size)
        widget.show()
        qtbot.waitExposed(widget)
    follower.follow(leader)
    return leader, follower


def device(view: BodyView) -> QPointF:
    return view.stage.to_device(view.scene["anterior"], *THIGH)


def colour(view: BodyView) -> tuple[int, ...]:
    at = (device(view) / view.stage.ratio).toPoint()
    tone = view.grab().toImage().pixelColor(at * view.devicePixelRatioF())
    return tone.red(), tone.green(), tone.blue()


def test_a_stroke_shows_in_the_hall_while_it_is_drawn(pair: tuple[BodyMap, BodyFollower]) -> None:
    leader, follower = pair
    bare = colour(follower)
    leader.set_quality(Quality.NUMBNESS)
    leader.press(device(leader))
    live = colour(follower)
    leader.release()
    assert max(abs(a - b) for a, b in zip(bare, live, strict=True)) > 40
    leader.editor.undo()
    assert colour(follower) == bare


def test_a_cancelled_stroke_leaves_the_hall_too(pair: tuple[BodyMap, BodyFollower]) -> None:
    leader, follower = pair
    bare = colour(follower)
    leader.press(device(leader))
    leader.cancel()
    assert colour(follower) == bare


def test_the_hall_looks_where_the_teacher_looks(pair: tuple[BodyMap, BodyFollower]) -> None:
    leader, follower = pair
    leader.zoom_by(3.0, (200.0, 300.0))
    assert follower.camera == leader.camera


def test_the_hall_takes_another_drawing_with_the_teacher(pair: tuple[BodyMap, BodyFollower], figure: Figure) -> None:
    leader, follower = pair
    leader.set_editor(Editor(figure))
    assert follower.editor is leader.editor


def test_a_closed_hall_listens_no_more(pair: tuple[BodyMap, BodyFollower]) -> None:
    leader, follower = pair
    follower.follow(None)
    before = follower.camera
    leader.zoom_by(2.0)
    leader.press(device(leader))
    leader.release()
    assert follower.camera == before
    assert not leader.editor.is_empty
