"""Paint where it hurts, and the roots that fit appear beside the body."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from window_driver import LEFT, drive, inside, paint, press, settle, texts, trigger, wait

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.ui.window import Window


def names(window: Window) -> list[str]:
    assert window.panel is not None
    return [f"{item.candidate.id} {item.candidate.side}" for item in window.panel.list.rows.entries]


def test_a_stroke_on_the_left_sole_ranks_left_s1_first_and_lights_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert names(window) == []
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        assert names(window)[0] == "S1 left"
        assert window.body.overlay.highlight is None
        assert window.panel is not None
        QTest.mouseClick(window.panel.list.viewport(), LEFT, pos=QPoint(40, 20))
        light = window.body.overlay.highlight
        assert light is not None
        assert light.territories == {"S1"}
        assert light.sides == {Side.LEFT}
        assert "cm² painted" in window.status.painted
        QTest.mouseClick(window.panel.list.viewport(), LEFT, pos=QPoint(40, 20))
        assert window.body.overlay.highlight is None

    drive(script, tmp_path)


def test_the_ranking_follows_the_brush_before_it_is_lifted(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        press(window, "anterior", inside(window, "L4", Side.RIGHT, "anterior"))
        wait(30)
        assert window.body.painting
        assert names(window)[0] == "L4 right"
        window.body.cancel()

    drive(script, tmp_path)


def test_a_stroke_let_go_of_leaves_no_trace_in_the_ranking(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        press(window, "anterior", inside(window, "L4", Side.RIGHT, "anterior"))
        wait(30)
        window.body.cancel()
        settle(window)
        assert names(window) == []

    drive(script, tmp_path)


def test_live_and_exact_ranking_name_the_same_first_root(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for territory in ("C6", "T10", "L5"):
            trigger(window, "clear")
            press(window, "anterior", inside(window, territory, Side.LEFT, "anterior"))
            wait(30)
            live = names(window)[0]
            window.body.release()
            settle(window)
            assert live == names(window)[0] == f"{territory} left"

    drive(script, tmp_path)


def test_choosing_a_candidate_shows_its_signs_and_its_dermatome(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        other = window.panel.list.rows.entries[1].candidate
        window.panel.list.choose(other)
        light = window.body.overlay.highlight
        assert light is not None
        assert light.territories == {other.id}
        window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
        window.panel.details.open("Reflexes")
        assert any("Achilles" in text for text in texts(window.panel.details))

    drive(script, tmp_path)


def test_undo_takes_the_ranking_back_and_clear_empties_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        paint(window, "anterior", inside(window, "C6", Side.RIGHT, "anterior"))
        settle(window)
        trigger(window, "undo")
        settle(window)
        assert names(window)[0] == "L4 left"
        trigger(window, "clear")
        settle(window)
        assert names(window) == []

    drive(script, tmp_path)


def test_the_foot_line_says_where_the_pointer_is_and_what_each_map_calls_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        point = inside(window, "L4", Side.LEFT, "anterior")[1]
        grid_point = window.body.scene["anterior"].view
        from rootmap.skin.coordinates import skin_at

        window.body.hovered.emit(skin_at(grid_point, *point), "anterior", *point)
        wait(50)
        assert "left leg" in window.status.here
        assert "ISNCSCI: L4" in window.status.here

    drive(script, tmp_path)


@pytest.mark.parametrize("quality", list(Quality))
def test_every_sensation_paints_its_own_layer(tmp_path: Path, quality: Quality) -> None:
    def script(window: Window) -> None:
        trigger(window, f"quality.{quality.value}")
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        assert list(window.editor.painted) == [quality]

    drive(script, tmp_path)


def test_the_exact_areas_wait_while_a_stroke_is_in_hand_and_are_had_at_once_when_asked_for(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        press(window, "anterior", inside(window, "L4", Side.RIGHT, "anterior"))
        session, beside = window.session, window.session._measuring
        beside.put(session.editor.painted)
        wait(200)
        assert beside.is_busy
        session.measure()
        assert not beside.is_busy
        window.body.release()
        settle(window)
        assert "L4 left" in names(window)

    drive(script, tmp_path)
