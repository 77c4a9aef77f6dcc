"""Several bodies share the window so that each is as large as can be, and go on moving and pointing together."""

from pathlib import Path

import pytest
from shapely import box
from window_driver import drive, trigger, wait, wait_until

from rootmap.explore.library import Ref, Sort
from rootmap.skin.figure import load_figure
from rootmap.ui.bodymap.scene import Camera, Scene
from rootmap.ui.explore.arrangement import best_arrangement, carried, moved, scenes
from rootmap.ui.explore.mode import ExploreMode
from rootmap.ui.explore.panes import PaneGrid
from rootmap.ui.window import Window

HEAD, MARGIN = 36.0, 14.0
ROOMS = {"1280x720": (930.0, 657.0), "1920x1080": (1542.0, 1013.0), "3840x2160": (3246.0, 2050.0)}
FIGURES = ("neutral", "female", "male", "child")


def body_px(count: int, columns: int, scene: Scene, room: tuple[float, float]) -> float:
    """Return how high a standing body is (px)."""
    rows = -(-count // columns)
    width, height = room[0] / columns - 2 * MARGIN, room[1] / rows - HEAD - 2 * MARGIN
    return scene["anterior"].height * min(width / scene.width, height / scene.height)


def before(count: int, plain: Scene, room: tuple[float, float]) -> float:
    """Return how high a body would be if its views always lay as in the window's own body."""
    return max(body_px(count, -(-count // rows), plain, room) for rows in range(1, count + 1))


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("room", ROOMS.values(), ids=list(ROOMS))
def test_two_bodies_are_a_fifth_larger_than_laid_out_as_one(room: tuple[float, float], figure: str) -> None:
    plain = Scene(load_figure(figure))
    arrangement = best_arrangement(2, room, HEAD, MARGIN, scenes(plain))
    assert body_px(2, arrangement.columns, arrangement.scene, room) >= 1.2 * before(2, plain, room)


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("room", [*ROOMS.values(), (700.0, 1200.0), (2400.0, 700.0)])
def test_no_bodies_are_smaller_unless_the_sides_are_seen_for_it(room: tuple[float, float], count: int) -> None:
    plain = Scene(load_figure())
    arrangement = best_arrangement(count, room, HEAD, MARGIN, scenes(plain))
    all_views = set(arrangement.scene.first_views) == {place.view.name for place in plain.placements}
    least = 0.92 if all_views else 1.0
    assert body_px(count, arrangement.columns, arrangement.scene, room) >= least * before(count, plain, room)


def test_one_body_lies_as_in_the_window_and_four_show_every_view() -> None:
    plain = Scene(load_figure())
    for room in ROOMS.values():
        assert best_arrangement(1, room, HEAD, MARGIN, scenes(plain)).scene is plain
        four = best_arrangement(4, room, HEAD, MARGIN, scenes(plain))
        assert (four.columns, set(four.scene.first_views)) == (2, {"anterior", "posterior", "perineal", "lateral"})


@pytest.mark.parametrize("figure", FIGURES)
def test_the_card_of_a_smaller_view_covers_no_body(figure: str) -> None:
    for scene in scenes(Scene(load_figure(figure))):
        card = scene["perineal"]
        for other in scene.placements:
            left, top = other.to_view(card.x, card.y)
            right, bottom = other.to_view(card.x + card.width, card.y + card.height)
            assert other is card or other.view.outline.disjoint(box(left, top, right, bottom)), other.view.name


def test_a_camera_and_a_point_keep_to_their_skin_in_every_scene() -> None:
    offered = scenes(Scene(load_figure()))
    for old in offered:
        for new in offered:
            assert carried(Camera.whole(old), old, new) == Camera.whole(new)
            for view in ("anterior", "posterior", "perineal", "lateral"):
                middle = old[view].view.width_mm * 0.4, old[view].view.height_mm * 0.5
                there = new[view].to_scene(*middle)
                assert moved(old[view].to_scene(*middle), old, new) == pytest.approx(there)
                near = carried(Camera(*old[view].to_scene(*middle), 5.0), old, new)
                assert (near.x, near.y) == pytest.approx(there)
                assert near.zoom * new[view].scale == pytest.approx(5.0 * old[view].scale)


def exploring(window: Window) -> ExploreMode:
    trigger(window, "mode.explore")
    assert window.explore is not None
    window.explore.choose(Ref(Sort.ROOT, "L5"))
    window.explore.all_maps()
    return window.explore


def test_more_panes_keep_looking_at_the_same_skin_and_move_together(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.resize(1280, 720)
        explore = exploring(window)
        explore.show_panes(1)
        wait(50)
        knee = explore.body.scene["posterior"].view.width_mm * 0.3, 1250.0
        explore.body.camera = Camera(*explore.body.scene["posterior"].to_scene(*knee), 4.0)
        for count in (2, 3, 4, 1):
            explore.show_panes(count)
            wait(50)
            bodies = [pane.body for pane in explore.grid.panes]
            assert len({(body.camera, body.scene) for body in bodies}) == 1
            there = bodies[-1].scene["posterior"].to_scene(*knee)
            assert (bodies[-1].camera.x, bodies[-1].camera.y) == pytest.approx(there, abs=1.0)
            assert bodies[-1]._surface.stage == bodies[-1].stage or bodies[-1]._settle.isActive()
            explore.grid.panes[0].body.zoom_by(1.1)
            assert len({body.camera for body in bodies}) == 1
        trigger(window, "go.whole")
        wait_until(lambda: window.looked_at.camera == Camera.whole(explore.body.scene))

    drive(script, tmp_path)


def test_a_window_pulled_into_another_shape_lays_the_views_out_anew(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.resize(1280, 720)
        explore = exploring(window)
        explore.show_panes(2)
        wait(50)
        assert explore.body.scene["perineal"].y > explore.body.scene["anterior"].height, "below front and back"
        whole = [pane.body.camera for pane in explore.grid.panes]
        assert whole == [Camera.whole(explore.body.scene)] * 2
        window.resize(2300, 640)
        wait(100)
        assert explore.body.scene["perineal"].y < explore.body.scene["anterior"].height
        assert [pane.body.camera for pane in explore.grid.panes] == [Camera.whole(explore.body.scene)] * 2

    drive(script, tmp_path)


def test_a_grid_of_another_shape_follows_camera_and_hand_to_the_same_skin(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.resize(1280, 720)
        explore = exploring(window)
        explore.show_panes(2)
        other = PaneGrid(window.body, [], window, only_shows=True)
        other.resize(2300, 640)
        explore.grid.looked.connect(other.look)
        explore.grid.pointed.connect(other.point_at)
        other.set_count(2)
        other.show()
        other.arrange()
        wait(50)
        here, there = explore.body, other.panes[0].body
        assert here.scene["perineal"].y != there.scene["perineal"].y
        spot = here.scene["perineal"].view.width_mm * 0.4, here.scene["perineal"].view.height_mm * 0.6
        here.camera = Camera(*here.scene["perineal"].to_scene(*spot), 5.0)
        assert (there.camera.x, there.camera.y) == pytest.approx(there.scene["perineal"].to_scene(*spot), abs=1.0)
        here.pointer_moved.emit(here.scene["perineal"].to_scene(*spot))
        assert there.pointed_at == pytest.approx(there.scene["perineal"].to_scene(*spot))
        other.resize(930, 657)
        wait(50)
        assert other.panes[0].body.scene["perineal"].y > there.scene["anterior"].height
        assert there.pointed_at == pytest.approx(there.scene["perineal"].to_scene(*spot))
        explore.grid.looked.disconnect(other.look)
        explore.grid.pointed.disconnect(other.point_at)
        other.deleteLater()

    drive(script, tmp_path)
