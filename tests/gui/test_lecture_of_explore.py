"""While one explores, the hall sees what is explored: the same maps, lit or compared, not the drawing put aside."""

from pathlib import Path

from window_driver import drive, inside, paint, settle, texts, trigger, wait

from rootmap.anatomy.vocabulary import Side
from rootmap.explore.library import Ref, Sort
from rootmap.ui.explore.mode import ExploreMode
from rootmap.ui.lecture.window import LectureWindow
from rootmap.ui.window import Window

L5, FIBULAR = Ref(Sort.ROOT, "L5"), Ref(Sort.NERVE, "common_fibular")


def explore(window: Window) -> ExploreMode:
    trigger(window, "mode.explore")
    assert window.explore is not None
    wait(20)
    return window.explore


def lecture_of(window: Window) -> LectureWindow:
    if window.lecture is None:
        trigger(window, "mode.lecture")
    assert window.lecture is not None
    window.lecture.resize(1280, 720)
    wait(20)
    return window.lecture


def test_the_hall_sees_the_maps_and_what_is_lit_on_them(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        lecture = lecture_of(window)
        assert lecture.body.isVisible()
        mode = explore(window)
        assert lecture.explored is not None
        assert not lecture.body.isVisible(), "the drawing is put aside"
        mode.choose(L5)
        mode.show_panes(2)
        hall, here = lecture.explored.grid.panes, mode.grid.panes
        assert [pane.body.overlay.highlight for pane in hall] == [pane.body.overlay.highlight for pane in here]
        said = texts(lecture.explored)
        assert {"L5", mode.board.atlas(0).info.title, mode.board.atlas(1).info.title} <= set(said)
        assert not any("S1 left" in line for line in said)

    drive(script, tmp_path)


def test_the_hall_looks_where_the_teacher_looks_and_sees_the_pointer(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = explore(window)
        lecture = lecture_of(window)
        assert lecture.explored is not None
        mode.body.zoom_by(3.0)
        wait(400)
        assert lecture.explored.grid.panes[0].body.camera == mode.body.camera
        mode.body.pointer_moved.emit((700.0, 1200.0))
        assert lecture.explored.grid.panes[0].body.pointed_at == (700.0, 1200.0)

    drive(script, tmp_path)


def test_the_hall_sees_root_against_nerve_with_its_key_and_afterwards_the_drawing_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        lecture = lecture_of(window)
        mode = explore(window)
        mode.choose(L5)
        mode.choose(FIBULAR, beside=True)
        mode.compare()
        assert lecture.explored is not None
        assert lecture.explored.grid.panes[0].body.differences is not None
        assert {"L5 only", "both"} <= set(texts(lecture.explored))
        trigger(window, "mode.localise")
        assert lecture.explored is None
        assert lecture.body.isVisible()
        assert "L5 only" not in texts(lecture)

    drive(script, tmp_path)
