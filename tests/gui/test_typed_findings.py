"""Type what was found as in notes, list everything one may find, take a finding back: all from the keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from window_driver import drive, inside, key, paint, settle, texts, trigger, wait

from rootmap.anatomy.bedside import Family
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.findings_file import read_findings, write_findings
from rootmap.ui.panels.details import ALL, DetailsPanel
from rootmap.ui.panels.entered import FoundChip
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.window import Window

EHL = "muscle.extensor_hallucis_longus"
L5_LEFT = Candidate("L5", CandidateSide.LEFT)


def details(window: Window) -> DetailsPanel:
    assert window.panel is not None
    return window.panel.details


def field(window: Window) -> QLineEdit:
    return details(window).line.field


def type_in(window: Window, text: str) -> None:
    key(field(window), text)
    QTest.keyClick(field(window), Qt.Key.Key_Return)


def probability(window: Window, candidate: Candidate) -> float:
    assert window.session.ranking is not None
    return next(item.probability for item in window.session.ranking.entries if item.candidate == candidate)


def paint_shin(window: Window) -> None:
    paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
    settle(window)


def box(window: Window, test: str, side: Side | None) -> FoundBox:
    boxes = details(window).findChildren(FoundBox)
    return next(box for box in boxes if box.sign.test == test and box.side is side and box.isVisible())


def test_a_typed_grade_changes_the_ranking_and_is_shown(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_shin(window)
        before = probability(window, L5_LEFT)
        trigger(window, "findings.type")
        assert field(window).hasFocus()
        type_in(window, "EHL 4-")
        assert probability(window, L5_LEFT) != before
        finding = window.session.finding(EHL, Side.LEFT)
        assert finding is not None
        assert finding.mrc == 4
        assert field(window).text() == ""
        assert details(window).line.said == "Entered Extensor hallucis longus, left: 4 (4− is kept as 4)"
        assert box(window, EHL, Side.LEFT).answer == "4"
        assert [chip.text() for chip in details(window).entered.chips] == ["Extensor hallucis longus left 4  ✕"]

    drive(script, tmp_path)


def test_the_side_in_view_is_meant_and_without_one_it_is_asked_for(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        type_in(window, "EHL 4")
        assert details(window).line.said.endswith("add left or right")
        assert window.session.findings == ()
        field(window).clear()
        type_in(window, "EHL 4 right")
        settle(window)
        type_in(window, "AJ 0")
        assert window.session.finding("reflex.achilles", Side.RIGHT) is not None

    drive(script, tmp_path)


def test_what_is_not_understood_is_said_in_one_line_and_stays_to_be_mended(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        type_in(window, "EHX 4 left")
        assert details(window).line.said == '"ehx" is not known; did you mean EHL?'
        assert field(window).text() == "EHX 4 left"
        assert window.session.findings == ()
        field(window).clear()
        assert details(window).line.said == ""

    drive(script, tmp_path)


def test_names_are_completed_from_the_keyboard(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "findings.type")
        popup = details(window).line.popup
        key(field(window), "eh")
        assert popup.isVisible()
        assert any("Extensor hallucis longus" in text for text in texts(popup))
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        wait(5)
        assert field(window).text() == "EHL "
        key(field(window), "3 left")
        QTest.keyClick(field(window), Qt.Key.Key_Return)
        assert window.session.finding(EHL, Side.LEFT) is not None

    drive(script, tmp_path)


def test_a_finding_is_removed_by_its_cross_and_by_the_delete_key(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for line in ("EHL 4 left", "no fever", "pinprick L5 reduced left"):
            type_in(window, line)
        chips = details(window).entered.chips
        assert len(chips) == 3
        chips[0].setFocus()
        QTest.keyClick(chips[0], Qt.Key.Key_Delete)
        wait(1)
        chips = details(window).entered.chips
        assert window.session.finding("pinprick.L5", Side.LEFT) is None
        assert isinstance(QApplication.focusWidget(), FoundChip)
        chips[0].click()
        wait(1)
        assert [finding.test for finding in window.session.findings] == [EHL]
        trigger(window, "clear_findings")
        assert not details(window).entered.isVisible()

    drive(script, tmp_path)


def test_everything_one_may_find_is_listed_and_entered_without_a_mouse(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "findings.list")
        assert details(window).tab == ALL
        for family, test, letter, answer in (
            (Family.MUSCLE, "muscle.deltoid", "3", "3"),
            (Family.REFLEX, "reflex.achilles", "1", "reduced"),
            (Family.MANOEUVRE, "spurling", "p", "positive"),
            (Family.SENSATION, "touch.S1", "a", "absent"),
        ):
            details(window).families.buttons[family].click()
            row = box(window, test, Side.RIGHT)
            row.setFocus()
            QTest.keyClicks(row, letter)
            assert row.answer == answer
        details(window).families.buttons[Family.HISTORY].click()
        row = box(window, "fever", None)
        row.setFocus()
        QTest.keyClicks(row, "a")
        assert len(window.session.findings) == 5

    drive(script, tmp_path)


def test_what_is_typed_searches_the_list_by_name_and_abbreviation(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "findings.list")
        key(field(window), "ehl")
        assert {row.sign.test for row in visible_boxes(window)} == {EHL}
        assert not details(window).line.popup.isVisible()
        field(window).clear()
        key(field(window), "xyzzy")
        assert visible_boxes(window) == []
        assert any("Nothing has that name" in text for text in texts(details(window)))

    drive(script, tmp_path)


def visible_boxes(window: Window) -> list[FoundBox]:
    return [box for box in details(window).findChildren(FoundBox) if box.isVisible()]


def test_a_test_that_no_tab_of_the_candidate_has_is_found_in_the_list(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_shin(window)
        details(window).open_test("muscle.deltoid", Side.LEFT)
        focused = window.focusWidget()
        assert isinstance(focused, FoundBox)
        assert focused.sign.test == "muscle.deltoid"

    drive(script, tmp_path)


def test_a_question_about_one_side_is_kept_with_its_side(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        details(window).open("History")
        row = box(window, "pain_below_knee", Side.LEFT)
        row.setFocus()
        QTest.keyClicks(row, "p")
        path = tmp_path / "asked.json"
        write_findings(window.session.findings, path)
        assert read_findings(path) == window.session.findings

    drive(script, tmp_path)
