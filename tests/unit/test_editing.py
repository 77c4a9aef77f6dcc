"""The editor: each tool is one step, undo brings back what was, listeners hear what changed."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.skin.brush import lasso_area, stroke_area
from rootmap.skin.drawing import Drawing, Painted, PolygonMark, paint
from rootmap.skin.editing import Action, Change, Editor
from rootmap.skin.figure import load_figure

FIGURE = load_figure()
THIGH = (640.0, 1050.0)  # anterior view mm, left
EDGE_MM = 0.1  # what is carried to another view is contoured anew, for a stroke alone or for many together
PAIN, NUMB = Quality.PAIN, Quality.NUMBNESS


def dab(editor: Editor, x: float = THIGH[0], y: float = THIGH[1], width: float = 30.0, quality: Quality = PAIN) -> None:
    editor.stroke(quality, "anterior", [(x, y)], [width])


def area(painted: Painted, quality: Quality = PAIN, view: str = "anterior") -> float:
    return painted.get(quality, {}).get(view, MultiPolygon()).area


def test_every_tool_is_one_step_that_undo_takes_back() -> None:
    editor = Editor(FIGURE)
    dab(editor)
    first = editor.painted
    steps = (
        lambda: editor.lasso(PAIN, "anterior", [(420, 1000), (450, 1000), (450, 1040)]),
        lambda: editor.erase("anterior", [THIGH], [10]),
        lambda: editor.fill(NUMB, first[PAIN]),
        editor.mirror,
        editor.clear,
        lambda: editor.load(Drawing("neutral")),
    )
    for step in steps:
        before, drawing = editor.painted, editor.drawing
        step()
        after = editor.painted
        editor.undo()
        assert (editor.painted, editor.drawing) == (before, drawing)
        editor.redo()
        assert editor.painted == after
        editor.undo()
    editor.undo()
    assert editor.is_empty
    assert not editor.can_undo


def test_a_new_step_forgets_what_was_undone() -> None:
    editor = Editor(FIGURE)
    dab(editor)
    editor.undo()
    dab(editor, 600)
    assert not editor.can_redo


def test_what_changes_nothing_is_no_step() -> None:
    editor = Editor(FIGURE)
    dab(editor, 10, 10)
    editor.erase("anterior", [THIGH], [30])
    editor.clear()
    editor.mirror()
    assert not editor.can_undo


def test_mirroring_paints_the_other_side_and_once_is_enough() -> None:
    editor = Editor(FIGURE)
    dab(editor)
    single = area(editor.painted)
    editor.mirror()
    assert area(editor.painted) == pytest.approx(2 * single, rel=1e-3)
    sides = {FIGURE.views["anterior"].side_at(part.centroid.x) for part in editor.painted[PAIN]["anterior"].geoms}
    assert sides == set(Side)
    twice = editor.drawing
    editor.mirror()
    assert editor.drawing == twice


def test_erasing_everything_forgets_how_it_came() -> None:
    editor = Editor(FIGURE)
    dab(editor)
    editor.erase("anterior", [THIGH], [60])
    assert editor.drawing == Drawing("neutral")


def test_listeners_hear_what_was_added_and_removed_until_they_leave() -> None:
    editor, heard = Editor(FIGURE), list[Change]()
    leave = editor.subscribe(heard.append)
    dab(editor)
    editor.undo()
    leave()
    dab(editor)
    paint_, undo = heard
    assert paint_.action is Action.PAINT
    assert area(paint_.added) > 0
    assert not paint_.removed
    assert undo.removed == paint_.added


def test_a_stroke_in_the_perineal_view_is_in_the_posterior_view_too() -> None:
    editor = Editor(FIGURE)
    width = FIGURE.views["perineal"].width_mm
    editor.stroke(NUMB, "perineal", [(width / 2 + 20, 225.0), (width / 2 + 40, 235.0)], [30, 30])
    assert area(editor.painted, NUMB, "posterior") > 0


def test_history_is_bounded_in_steps() -> None:
    from rootmap.skin import editing

    editor = Editor(FIGURE)
    for k in range(editing.MAX_STEPS + 5):
        dab(editor, 600 + k % 40, 1000 + k % 60, 4)
    steps = 0
    while editor.can_undo:
        editor.undo()
        steps += 1
    assert steps == editing.MAX_STEPS


def test_steps_long_past_keep_their_marks_only_and_can_be_taken_back_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rootmap.skin import editing

    monkeypatch.setattr(editing, "MAX_HISTORY_BYTES", 10_000)
    editor, way = Editor(FIGURE), list[tuple[Drawing, Painted]]()
    for k in range(12):
        way.append((editor.drawing, editor.painted))
        dab(editor, 600 + 8 * k, 1000 + 5 * k, quality=(PAIN, NUMB)[k % 2])
    end = editor.painted
    heard = list[Change]()
    editor.subscribe(heard.append)
    for drawing, painted in reversed(way):
        editor.undo()
        assert editor.drawing == drawing
        for quality in (PAIN, NUMB):
            assert area(editor.painted, quality) == pytest.approx(area(painted, quality), abs=EDGE_MM)
    assert not editor.can_undo
    assert all(area(change.removed, (NUMB, PAIN)[k % 2]) > 0 for k, change in enumerate(heard))
    while editor.can_redo:
        editor.redo()
    assert area(editor.painted) == pytest.approx(area(end), abs=EDGE_MM)


def test_the_geometry_kept_for_undo_does_not_grow_with_the_drawing() -> None:
    from rootmap.skin import editing

    editor = Editor(FIGURE)
    for k in range(200):
        editor.stroke(PAIN, "anterior", [(620 + k % 30, 950 + k), (650, 960 + k)], [20, 20])
    held = [step for step in editor._done if not isinstance(step.before, Drawing)]
    assert 0 < sum(step.bytes for step in held) <= editing.MAX_HISTORY_BYTES
    assert len(editor._done) == 200


def test_the_brush_leaves_capsules_of_changing_width() -> None:
    thin, thick = stroke_area([(0, 0), (100, 0)], [10, 10]), stroke_area([(0, 0), (100, 0)], [10, 40])
    assert thin.area == pytest.approx(10 * 100 + 3.14159 * 25, rel=0.02)
    assert thick.contains(thin.buffer(-0.2))
    assert stroke_area([(5, 5), (5, 5)], [10, 10]).area == pytest.approx(3.14159 * 25, rel=0.02)


def test_a_lasso_that_crosses_itself_holds_all_it_encloses() -> None:
    assert lasso_area([(0, 0), (10, 10), (10, 0), (0, 10)]).area == pytest.approx(50)
    assert lasso_area([(0, 0), (10, 10)]).is_empty
    assert lasso_area([(0, 0), (10, 10), (20, 20)]).is_empty


def test_what_is_saved_is_valid_and_short() -> None:
    editor = Editor(FIGURE)
    editor.stroke(PAIN, "anterior", [(600 + k * 0.7, 1000 + (k % 7) * 3) for k in range(80)], [20.0] * 80)
    (mark,) = editor.drawing.marks(PAIN)
    assert isinstance(mark, PolygonMark)
    assert len(mark.points_mm) < 400
    assert all(round(x, 2) == x and round(y, 2) == y for x, y in mark.points_mm)


class AnyEditing(RuleBasedStateMachine):
    """Whatever one does, the painted areas are those of the marks, and undo and redo retrace the way."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = Editor(FIGURE)
        self.way = [self.editor.painted]

    @rule(
        x=st.integers(560, 680),
        y=st.integers(950, 1150),
        width=st.integers(4, 60),
        quality=st.sampled_from([PAIN, NUMB]),
    )
    def paint(self, x: int, y: int, width: int, quality: Quality) -> None:
        self._step(lambda: self.editor.stroke(quality, "anterior", [(x, y), (x + 20, y + 5)], [width, width]))

    @rule(x=st.integers(560, 680), y=st.integers(950, 1150), width=st.integers(4, 60))
    def erase(self, x: int, y: int, width: int) -> None:
        self._step(lambda: self.editor.erase("anterior", [(x, y), (x, y + 30)], [width, width]))

    @rule()
    def mirror(self) -> None:
        self._step(self.editor.mirror)

    @rule()
    @precondition(lambda self: self.editor.can_undo)
    def undo(self) -> None:
        self.editor.undo()
        self.way.pop()

    def _step(self, act) -> None:  # type: ignore[no-untyped-def]
        before = self.editor.drawing
        act()
        if self.editor.drawing is not before:
            self.way.append(self.editor.painted)

    @invariant()
    def painted_is_what_the_marks_say(self) -> None:
        assert self.editor.painted == self.way[-1]
        again = paint(self.editor.drawing, FIGURE)
        for quality in Quality:
            mine = self.editor.painted.get(quality, {}).get("anterior", MultiPolygon())
            fresh = again.get(quality, {}).get("anterior", MultiPolygon())
            assert mine.is_valid
            assert mine.symmetric_difference(fresh).area <= EDGE_MM * mine.length


AnyEditing.TestCase.settings = settings(max_examples=15, stateful_step_count=8, deadline=None)
TestAnyEditing = AnyEditing.TestCase
