"""Enter what was found at the bedside, and the ranking changes; warning signs go ahead of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from window_driver import drive, inside, paint, press, settle, texts, trigger, wait

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Candidate, CandidateSide, Ranked
from rootmap.ui.panels.details import TABS
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.panels.sign_rows import HistoryRow
from rootmap.ui.panels.words import TEACHING_ONLY, name_in_full
from rootmap.ui.window import Window

S1_LEFT = Candidate("S1", CandidateSide.LEFT)


def box(window: Window, test: str, side: Side) -> FoundBox:
    assert window.panel is not None
    boxes = window.panel.details.findChildren(FoundBox)
    return next(box for box in boxes if box.sign.test == test and box.side is side)


def entry(window: Window, candidate: Candidate) -> Ranked:
    assert window.session.ranking is not None
    return next(item for item in window.session.ranking.entries if item.candidate == candidate)


def paint_calf(window: Window) -> None:
    paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
    settle(window)


def test_a_reduced_ankle_reflex_raises_s1_and_shows_as_found(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        paint_calf(window)
        before = entry(window, S1_LEFT).probability
        window.panel.details.open("Reflexes")
        achilles = box(window, "reflex.achilles", Side.LEFT)
        achilles.setFocus()
        QTest.keyClicks(achilles, "r")
        assert achilles.answer == "reduced"
        assert entry(window, S1_LEFT).probability > before
        QTest.keyClick(achilles, Qt.Key.Key_Backspace)
        assert achilles.answer == "–"
        assert abs(entry(window, S1_LEFT).probability - before) < 1e-9

    drive(script, tmp_path)


def test_muscles_are_graded_by_digit_and_the_digit_does_not_fly_the_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        paint_calf(window)
        camera = window.body.camera
        grade = box(window, "muscle.gastrocnemius", Side.LEFT)
        grade.setFocus()
        QTest.keyClicks(grade, "3")
        wait(300)
        finding = window.session.finding("muscle.gastrocnemius", Side.LEFT)
        assert finding is not None
        assert finding.mrc == 3
        assert window.body.camera == camera

    drive(script, tmp_path)


def test_a_click_lists_the_answers(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_calf(window)
        grade = box(window, "muscle.gastrocnemius", Side.RIGHT)
        grade.click()
        menu = next(iter(grade.findChildren(QMenu)))
        menu.actions()[1].trigger()
        menu.close()
        assert grade.answer == "0"

    drive(script, tmp_path)


def test_findings_alone_rank_without_any_paint(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        paint_calf(window)
        grade = box(window, "muscle.gastrocnemius", Side.LEFT)
        grade.setFocus()
        QTest.keyClicks(grade, "2")
        trigger(window, "clear")
        settle(window)
        assert window.panel.list.rows.entries[0].candidate.side == "left"
        trigger(window, "clear_findings")
        settle(window)
        assert window.panel.list.rows.entries == ()

    drive(script, tmp_path)


def test_a_ticked_bladder_question_raises_the_banner_ahead_of_the_ranking(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        banner = window.panel.banner
        assert not banner.isVisible()
        window.panel.details.open("History")
        row = next(row for row in window.panel.details.findChildren(HistoryRow) if row.sign.test == "bladder_change")
        row.box.click()
        assert banner.isVisible()
        said = " ".join(texts(banner))
        assert "EMERGENCY" in said
        assert "auda equina" in said
        assert "MRI" in said
        assert banner.y() < window.panel.list.y()
        row.box.click()
        assert not banner.isVisible()

    drive(script, tmp_path)


def test_history_alone_ranks_nothing(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        window.panel.details.open("History")
        row = next(row for row in window.panel.details.findChildren(HistoryRow) if row.sign.test == "bladder_change")
        row.box.click()
        settle(window)
        assert window.panel.list.rows.entries == ()
        paint_calf(window)
        settle(window)
        assert len(window.panel.list.rows.entries) > 1

    drive(script, tmp_path)


def test_a_reflex_is_called_a_reflex_outside_its_table() -> None:
    anatomy = load_anatomy()
    assert name_in_full("reflex.achilles", anatomy) == "Achilles reflex"
    assert name_in_full("reflex.medial_hamstring", anatomy) == "Medial hamstring reflex"
    assert name_in_full("reflex.ankle_clonus", anatomy) == "Ankle clonus"


def test_saddle_numbness_raises_the_banner_while_it_is_painted(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        window.choose_quality(Quality.NUMBNESS)
        middle = window.body.scene["perineal"].view
        x, y = middle.width_mm / 2, middle.height_mm * 0.55
        press(window, "perineal", [(x - 40 + step * 8, y) for step in range(11)])
        wait(30)
        assert window.panel.banner.isVisible()
        window.body.cancel()

    drive(script, tmp_path)


def test_every_tab_opens_for_every_root_and_marks_what_is_doubtful(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        assert window.session.ranking is not None
        paint_calf(window)
        roots = [item for item in window.session.ranking.entries if item.candidate.kind == "root"]
        for item in (*roots[::2], *window.session.ranking.entries[::40]):
            window.panel.list.choose(item.candidate)
            for tab in TABS:
                window.panel.details.open(tab)
        window.panel.list.choose(S1_LEFT)
        window.panel.details.open("Reflexes")
        assert any("recalled" in text or "low confidence" in text for text in texts(window.panel.details))

    drive(script, tmp_path)


def test_the_next_test_leads_to_its_box(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        paint_calf(window)
        assert window.session.ranking is not None
        wanted = window.session.ranking.next_tests[0]
        window.panel.hint.click()
        focused = window.focusWidget()
        assert isinstance(focused, FoundBox)
        assert focused.sign.test == wanted.test

    drive(script, tmp_path)


def test_the_purpose_is_said_once(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert texts(window).count(TEACHING_ONLY) == 1

    drive(script, tmp_path)
