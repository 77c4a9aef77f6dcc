"""Look anything up: search as one types, a card, maps side by side that move together, root against nerve."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QPushButton, QWidget
from window_driver import drive, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.explore.library import Ref, Sort
from rootmap.ui.bodymap.places import WHOLE
from rootmap.ui.explore.mode import ExploreMode
from rootmap.ui.explore.pane import PaneBody
from rootmap.ui.window import Window


def start(window: Window) -> ExploreMode:
    trigger(window, "mode.explore")
    assert window.explore is not None
    assert window.explore.is_on
    return window.explore


def seek(explore: ExploreMode, text: str, key: Qt.Key = Qt.Key.Key_Return, shift: bool = False) -> None:
    field = explore.panel.search.field
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)


def atlas(window: Window, name: str = "isncsci") -> CompiledAtlas:
    return next(each for each in window.session.knowledge.atlases if each.info.id == name)


def spot(window: Window, territory: str, view: str, name: str = "isncsci") -> tuple[float, float]:
    largest = max(atlas(window, name).polygons(territory, Side.LEFT)[view].geoms, key=lambda part: part.area)
    point = largest.representative_point()
    return point.x, point.y


def pixel(body: PaneBody, view: str, at: tuple[float, float]) -> QPointF:
    return body.stage.to_device(body.stage.scene[view], *at) / body.stage.ratio


def test_a_name_is_found_as_one_types_and_enter_shows_its_card_and_its_skin(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        assert window.focusWidget() is explore.panel.search.field
        QTest.keyClicks(explore.panel.search.field, "foot dr")
        found = texts(explore.panel.search.found)
        assert found[1:4] == ["Common fibular", "L5", "Tibialis anterior"] or "Common fibular" in found
        QTest.keyClick(explore.panel.search.field, Qt.Key.Key_Return)
        assert explore.board.chosen == (Ref(Sort.NERVE, "common_fibular"),)
        said = texts(explore.panel.card)
        assert "Common fibular" in said
        assert any("Inversion" in text for text in said)
        assert any("Confidence: high" in text for text in said), "each fact tells its source"
        light = explore.body.overlay.highlight
        assert light is not None
        assert light.atlas == "nerves"
        assert light.territories == {"lateral_sural_cutaneous", "superficial_fibular", "deep_fibular"}

    drive(script, tmp_path)


def test_arrows_walk_the_results_and_escape_begins_anew(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        field = explore.panel.search.field
        QTest.keyClicks(field, "foot drop")
        QTest.keyClick(field, Qt.Key.Key_Down)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert explore.board.current == Ref(Sort.ROOT, "L5")
        assert field.text() == ""
        QTest.keyClicks(field, "xyzzyq")
        assert any("Nothing has that name" in text for text in texts(explore.panel.search))
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""
        assert explore.board.current == Ref(Sort.ROOT, "L5")

    drive(script, tmp_path)


def test_a_name_on_a_card_leads_on_and_a_chip_lets_go(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L5")
        follow(explore.panel.card, "Extensor hallucis longus")
        assert explore.board.chosen == (Ref(Sort.MUSCLE, "extensor_hallucis_longus"),)
        follow(explore.panel.card, "Deep fibular")
        assert explore.board.current == Ref(Sort.NERVE, "deep_fibular")
        seek(explore, "L4", shift=True)
        assert [ref.id for ref in explore.board.chosen] == ["deep_fibular", "L4"]
        trigger(window, "explore.drop")
        assert [ref.id for ref in explore.board.chosen] == ["deep_fibular"]
        close = [b for b in explore.panel.chips.findChildren(QPushButton) if b.accessibleName().startswith("Let go")]
        close[-1].click()
        assert explore.board.chosen == ()
        assert explore.body.overlay.highlight is None

    drive(script, tmp_path)


def follow(card: QWidget, name: str) -> None:
    wait(5)
    next(b for b in card.findChildren(QPushButton) if b.isVisible() and b.text() == name).click()


def test_one_root_on_all_maps_with_one_camera(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L5")
        trigger(window, "explore.all_maps")
        having = [each.info.id for each in explore.board.library.maps_of(Ref(Sort.ROOT, "L5"))]
        assert explore.board.maps == having[:4]
        bodies = [pane.body for pane in explore.grid.panes]
        assert len(bodies) == min(4, len(having))
        for body, name in zip(bodies, explore.board.maps, strict=True):
            light = body.overlay.highlight
            assert light is not None
            assert (light.atlas, light.territories) == (name, {"L5"})
        for pane in explore.grid.panes[:3]:
            assert "cm²" in pane.said.text()
            assert "From " in pane.said.toolTip()
        bodies[1].zoom_by(3.0)
        bodies[1].pan_by(50.0, 20.0)
        assert len({body.camera for body in bodies}) == 1
        trigger(window, "go.foot_left")
        wait_until(lambda: bodies[0].camera.zoom > 4)
        wait(300)
        assert len({body.camera for body in bodies}) == 1
        assert bodies[0].camera.zoom > 4
        if len(having) > 4:
            trigger(window, "explore.all_maps")
            assert explore.board.maps == having[4:8]

    drive(script, tmp_path)


def test_the_hand_over_one_body_is_shown_on_all_and_the_foot_line_tells_what_each_map_says(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "S1")
        trigger(window, "explore.all_maps")
        wait(150)
        first, *others = (pane.body for pane in explore.grid.panes)
        at = spot(window, "S1", "posterior")
        hover(first, pixel(first, "posterior", at))
        wait_until(lambda: "S1" in window.status.here)
        assert "ISNCSCI: S1" in window.status.here
        assert "Keegan-Garrett 1948:" in window.status.here
        here = first.scene["posterior"].to_scene(*at)
        for body in others:
            assert body.pointed_at is not None
            assert abs(body.pointed_at[0] - here[0]) < 3
            assert abs(body.pointed_at[1] - here[1]) < 3
        assert first.pointed_at is None

    drive(script, tmp_path)


def hover(body: PaneBody, at: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, body.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(body, event)


def test_a_click_on_the_skin_picks_what_the_map_has_there_and_a_drag_only_pans(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        wait(120)
        body = explore.grid.panes[0].body
        at = pixel(body, "anterior", spot(window, "T10", "anterior")).toPoint()
        QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
        assert explore.board.chosen == (Ref(Sort.ROOT, "T10"),)
        camera = body.camera
        QTest.mousePress(body, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(body, at + QPointF(60, 20).toPoint())
        QTest.mouseRelease(body, Qt.MouseButton.LeftButton, pos=at + QPointF(60, 20).toPoint())
        assert explore.board.chosen == (Ref(Sort.ROOT, "T10"),)
        assert body.camera != camera
        assert body.editor.is_empty

    drive(script, tmp_path)


def test_root_against_nerve_shows_three_areas_their_maps_and_the_sign(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L5")
        seek(explore, "common fibular", shift=True)
        trigger(window, "explore.compare")
        numbers = [float(text.removesuffix(" cm²")) for text in explore.panel.box.numbers]
        l5 = atlas(window).area_cm2["L5"]
        assert abs(numbers[0] + numbers[1] - l5) <= 0.01 * l5 + 1
        wait(5)
        said = texts(explore.panel)
        assert "L5 or Common fibular?" in said
        assert any("L5 from International Standards" in text for text in said)
        assert any("Common fibular from Cutaneous nerves" in text for text in said)
        assert any("Inversion" in text for text in said)
        shown = explore.grid.panes[0].body.differences
        assert shown is not None
        assert len(shown.sides) == 2
        assert shown.sides[0].both.keys() == shown.sides[1].both.keys()
        trigger(window, "explore.compare")
        assert explore.grid.panes[0].body.differences is None
        assert explore.panel.card.isVisible()

    drive(script, tmp_path)


def test_a_pair_often_confused_is_compared_at_a_click(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        follow(explore.panel, "L2–3 or Lateral femoral cutaneous")
        assert [ref.id for ref in explore.board.chosen] == ["L2", "L3", "lateral_femoral_cutaneous"]
        assert explore.panel.box.isVisible()
        wait(5)
        assert any("No weakness" in text for text in texts(explore.panel))
        seek(explore, "C8")
        assert not explore.panel.box.isVisible()
        trigger(window, "explore.compare")
        assert any(text.startswith("C8 or ") for text in texts(explore.panel))

    drive(script, tmp_path)


def test_panes_come_and_go_and_each_has_the_map_one_wants(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        for count in (4, 2, 3, 1):
            trigger(window, f"explore.panes_{count}")
            assert len(explore.grid.panes) == count
            assert len(set(explore.board.maps)) == count
        trigger(window, "explore.panes_2")
        trigger(window, "explore.pane_next")
        assert explore.body is explore.grid.panes[1].body
        before = explore.board.maps[1]
        trigger(window, "explore.map_next")
        assert explore.board.maps[1] != before
        trigger(window, "explore.map_previous")
        assert explore.board.maps[1] == before
        chooser = explore.grid.panes[0].chooser
        chooser.setCurrentIndex(chooser.findData("nerves"))
        chooser.activated.emit(chooser.currentIndex())
        assert explore.board.maps[0] == "nerves"
        assert len(window.explore.board.maps) == 2 if window.explore is not None else False

    drive(script, tmp_path)


def test_the_own_drawing_comes_back_untouched(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        x, y = spot(window, "S1", "posterior")
        paint(window, "posterior", [(x - 4, y), (x, y + 2), (x + 4, y)])
        settle(window)
        mine, title, camera = window.editor.drawing, window.windowTitle(), window.body.camera
        explore = start(window)
        seek(explore, "L5")
        trigger(window, "explore.panes_4")
        assert not window.body.isVisible()
        assert window.windowTitle() == "Explore – Rootmap"
        assert window.status.painted == ""
        for name in ("clear", "mirror", "new", "fill"):
            action = window.actions_by_id.by_id.get(name)
            assert action is None or not action.isEnabled()
        assert all(pane.body.editor.is_empty for pane in explore.grid.panes)
        trigger(window, "mode.localise")
        assert not explore.is_on
        assert window.body.isVisible()
        assert window.tools.isVisible()
        assert window.editor.drawing is mine
        assert (window.windowTitle(), window.body.camera) == (title, camera)
        assert window.panel is not None
        assert window.panel.isVisible()
        assert window.body.overlay.highlight is None

    drive(script, tmp_path)


def test_what_was_chosen_is_there_again_and_what_was_shown_is_freed(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L5")
        trigger(window, "explore.all_maps")
        bodies = [weakref.ref(pane.body) for pane in explore.grid.panes]
        trigger(window, "mode.localise")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert [body() for body in bodies if body() is not None] == []
        assert not any(each._labels for each in window.session.knowledge.atlases)
        start(window)
        assert explore.board.current == Ref(Sort.ROOT, "L5")
        assert len(explore.grid.panes) == len(bodies)

    drive(script, tmp_path)


def test_the_quiz_and_exploring_give_way_to_each_other(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        trigger(window, "mode.quiz")
        assert window.in_quiz
        assert not explore.is_on
        trigger(window, "mode.explore")
        assert explore.is_on
        assert not window.in_quiz
        trigger(window, "zoom.in")
        assert explore.body.camera.zoom > 1
        assert window.body.camera.zoom == 1
        trigger(window, f"go.{WHOLE}")

    drive(script, tmp_path)


def test_everything_can_be_reached_by_keyboard_has_a_name_and_is_plain_text(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L5")
        trigger(window, "explore.panes_2")
        for control in window.findChildren(QWidget):
            if control.isVisible() and isinstance(control, QAbstractButton | QAbstractItemView):
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
                assert control.accessibleName() or getattr(control, "text", str)(), control
        for label in explore.panel.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        body = explore.grid.panes[0].body
        body.setFocus()
        seen: list[QWidget | None] = []
        for _ in range(120):
            seen.append(window.focusWidget())
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            if window.focusWidget() is body:
                break
        assert window.focusWidget() is body
        assert explore.panel.search.field in seen
        assert explore.grid.panes[1].body in seen
        assert sum(isinstance(widget, QPushButton) for widget in seen) > 20

    drive(script, tmp_path)


def test_the_crosshair_of_the_keyboard_picks(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        body = explore.grid.panes[0].body
        body.setFocus()
        x, y = body.scene["anterior"].to_scene(*spot(window, "T10", "anterior"))
        body.camera = type(body.camera)(x, y, 8.0)
        QTest.keyClick(body, Qt.Key.Key_Return)
        QTest.keyClick(body, Qt.Key.Key_Return)
        assert explore.board.current == Ref(Sort.ROOT, "T10")

    drive(script, tmp_path)


def test_every_theme_and_text_size_can_be_put_on(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "C8")
        trigger(window, "explore.compare")
        for theme in ("dark", "projector", "light"):
            trigger(window, f"theme.{theme}")
            trigger(window, "text.larger")
            assert explore.body.theme.name == theme
        assert window.findChildren(PaneBody)

    drive(script, tmp_path)


def test_a_comparison_is_never_wider_than_its_panel(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        explore = start(window)
        seek(explore, "L2")
        seek(explore, "L3", shift=True)
        seek(explore, "lateral femoral cutaneous", shift=True)
        trigger(window, "explore.compare")
        wait(50)
        for part in (explore.panel.box, explore.panel.more_pairs):
            assert part.isVisible()
            assert part.mapTo(explore.panel, part.rect().topRight()).x() < explore.panel.width()
        shortened = [b for b in explore.panel.more_pairs.findChildren(QPushButton) if b.text().endswith("…")]
        assert all("Anterior femoral" in b.toolTip() or "(" in b.toolTip() for b in shortened)

    drive(script, tmp_path)
