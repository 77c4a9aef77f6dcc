"""Point at a muscle, a reflex or a key point, and enter what was found there: by mouse and from the keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_driver import LEFT, drive, inside, on_screen, paint, settle, trigger, wait

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.examine.popup import ExaminePopup
from rootmap.ui.examine.tool import ExamineTool
from rootmap.ui.window import Window

TA = "muscle.tibialis_anterior"


def middle(window: Window, atlas_id: str, name: str, side: Side, view: str) -> tuple[float, float]:
    atlas = next(atlas for atlas in window.session.knowledge.atlases if atlas.info.id == atlas_id)
    largest = max(atlas.polygons(name, side)[view].geoms, key=lambda part: part.area)
    x, y = largest.representative_point().coords[0]
    return float(x), float(y)


def examine(window: Window, atlas_id: str, name: str, side: Side, view: str) -> ExaminePopup:
    at = on_screen(window, view, *middle(window, atlas_id, name, side, view)).toPoint()
    QTest.mouseMove(window.body, at)
    QTest.mouseClick(window.body, LEFT, pos=at)
    return popup(window)


def tool(window: Window) -> ExamineTool:
    found = window.findChild(ExamineTool)
    assert found is not None
    return found


def popup(window: Window) -> ExaminePopup:
    shown = tool(window).popup
    assert shown is not None
    return shown


def l4(window: Window) -> float:
    assert window.session.ranking is not None
    candidate = Candidate("L4", CandidateSide.LEFT)
    return next(item.probability for item in window.session.ranking.entries if item.candidate == candidate)


def test_a_click_on_a_muscle_asks_its_power_and_ranks_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        settle(window)
        before, drawing = l4(window), window.editor.drawing
        trigger(window, "tool.examine")
        shown = examine(window, "muscles", "tibialis_anterior", Side.LEFT, "anterior")
        assert tool(window).overlay.name.startswith("Tibialis anterior, left")
        assert [row.sign.test for row in shown.rows] == [TA]
        shown.rows[0].buttons["3"].click()
        wait(5)
        finding = window.session.finding(TA, Side.LEFT)
        assert finding is not None
        assert finding.mrc == 3
        assert l4(window) > before
        assert window.editor.drawing is drawing
        assert tool(window).popup is None

    drive(script, tmp_path)


def test_the_answer_given_is_shown_again_and_can_be_taken_back(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "tool.examine")
        QTest.keyClick(examine(window, "points", "reflex_achilles", Side.RIGHT, "posterior"), Qt.Key.Key_1)
        finding = window.session.finding("reflex.achilles", Side.RIGHT)
        assert finding is not None
        assert finding.result == "reduced"
        wait(5)
        shown = examine(window, "points", "reflex_achilles", Side.RIGHT, "posterior")
        assert shown.rows[0].buttons["reduced"].isChecked()
        QTest.keyClick(shown, Qt.Key.Key_Backspace)
        assert window.session.findings == ()
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        wait(5)
        assert tool(window).popup is None

    drive(script, tmp_path)


def test_a_key_point_is_asked_by_pin_and_by_touch(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "tool.examine")
        shown = examine(window, "points", "L5", Side.LEFT, "anterior")
        for letter in "ra":
            QTest.keyClicks(shown, letter)
        wait(5)
        found = {finding.test: finding.result for finding in window.session.findings}
        assert found == {"pinprick.L5": "reduced", "touch.L5": "absent"}
        assert tool(window).popup is None

    drive(script, tmp_path)


def test_muscles_that_lie_over_each_other_are_all_offered(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "tool.examine")
        shown = examine(window, "muscles", "soleus", Side.LEFT, "posterior")
        tests = [row.sign.test for row in shown.rows]
        assert "muscle.soleus" in tests
        assert len(tests) > 1
        for _ in range(tests.index("muscle.soleus")):
            QTest.keyClick(shown, Qt.Key.Key_Down)
        QTest.keyClick(shown, Qt.Key.Key_4)
        assert window.session.finding("muscle.soleus", Side.LEFT) is not None

    drive(script, tmp_path)


def test_the_body_is_examined_from_the_keyboard_alone(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        QTest.keyClick(window.body, Qt.Key.Key_T)
        trigger(window, "tool.examine")
        QTest.keyClick(window.body, Qt.Key.Key_Return)
        assert window.body.keyboard.active
        for _ in range(60):
            if tool(window).overlay.name:
                break
            QTest.keyClick(window.body, Qt.Key.Key_Left)
        assert tool(window).overlay.name
        QTest.keyClick(window.body, Qt.Key.Key_Return)
        shown = popup(window)
        answer = list(shown.rows[0].buttons)[1]
        QTest.keyClicks(shown, answer[0])
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        wait(5)
        assert window.session.findings

    drive(script, tmp_path)


def test_painting_puts_the_tool_down_and_the_quiz_is_not_examined(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "tool.examine")
        assert window.tool is Tool.EXAMINE
        window.choose_quality(Quality.NUMBNESS)
        assert window.tool is Tool.BRUSH
        trigger(window, "tool.examine")
        trigger(window, "mode.quiz")
        assert not window.actions_by_id.by_id["tool.examine"].isEnabled()
        QTest.mouseMove(window.body, on_screen(window, "anterior", 300.0, 500.0).toPoint())
        assert tool(window).overlay.name == ""
        trigger(window, "mode.localise")

    drive(script, tmp_path)


def test_beside_the_body_there_is_nothing_to_examine(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "tool.examine")
        QTest.mouseClick(window.body, LEFT, pos=on_screen(window, "anterior", 3.0, 3.0).toPoint())
        assert tool(window).popup is None
        assert window.session.findings == ()

    drive(script, tmp_path)
