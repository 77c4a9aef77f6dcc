"""Level and cause on the picture of the spine; urgency and imaging with all warning signs."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_driver import drive, inside, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.spine import SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise.evidence import CandidateSide, Finding
from rootmap.localise.level import Place
from rootmap.ui.beside import Beside
from rootmap.ui.panels.flag_list import GROUPS, FlagRow
from rootmap.ui.panels.level_page import LevelPage
from rootmap.ui.panels.urgency_page import UrgencyPage
from rootmap.ui.spine.shapes import shape_of
from rootmap.ui.window import Window

LEFT, RIGHT, BOTH = CandidateSide.LEFT, CandidateSide.RIGHT, CandidateSide.BOTH
L45_LEFT = Place("l4_l5", Zone.PARACENTRAL, LEFT)


def paint_l5(window: Window) -> None:
    paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
    settle(window)


def level_page(window: Window) -> LevelPage:
    assert window.panel is not None
    window.panel.details.open("Level")
    wait(1)
    pages = window.panel.details.findChildren(LevelPage)
    return next(page for page in pages if page.isVisible())


def urgency_page(window: Window) -> UrgencyPage:
    assert window.panel is not None
    window.panel.details.open("Urgency")
    wait(1)
    return next(page for page in window.panel.details.findChildren(UrgencyPage) if page.isVisible())


def lit(window: Window) -> tuple[set[str], set[Side]]:
    light = window.body.overlay.highlight
    return (set(), set()) if light is None else (set(light.territories), set(light.sides))


def click(page: LevelPage, at: QPointF) -> None:
    QTest.mouseClick(page.spine, Qt.MouseButton.LeftButton, pos=at.toPoint())


def move(page: LevelPage, at: QPointF) -> None:
    where = page.spine.mapToGlobal(at)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.spine, event)


def test_the_leading_root_lights_the_discs_and_zones_that_would_press_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        page = level_page(window)
        assert page.spine.region is SpineRegion.LUMBAR
        assert page.spine.look.places[0] == L45_LEFT
        assert (Root.L5, LEFT) in page.spine.look.lit
        assert "L4–L5 paracentral or central; L5–S1 foraminal or far lateral." in texts(page)
        assert "Disc, paracentral (usual)" in texts(page)

    drive(script, tmp_path)


def test_a_click_on_a_zone_lights_its_root_there_and_its_skin_on_the_body_and_a_second_lets_go(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = level_page(window)
        at = page.spine.centre_of(L45_LEFT)
        click(page, at)
        assert page.spine.chosen == L45_LEFT
        assert page.spine.look.lit == {(Root.L5, LEFT)}
        assert lit(window) == ({"L5"}, {Side.LEFT})
        said = texts(page)
        assert "L4–L5, paracentral, left" in said
        assert any("L4 has left above the disc" in text for text in said)
        assert any("Kortelainen" in text for text in said)
        click(page, at)
        assert page.spine.chosen is None
        assert lit(window) == (set(), set())

    drive(script, tmp_path)


def test_a_central_disc_lights_both_sides_and_the_cauda_equina_on_the_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = level_page(window)
        page.spine.choose(Place("l5_s1", Zone.CENTRAL, BOTH))
        territories, sides = lit(window)
        assert {"S1", "S2", "S3"} <= territories
        assert any(name.startswith("S4") for name in territories)
        assert sides == set(Side)
        assert window.panel is not None
        window.panel.details.open("Weakness")
        assert lit(window) == (set(), set())

    drive(script, tmp_path)


def test_a_root_clicked_in_the_picture_shows_its_places_and_lights_its_skin(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = level_page(window)
        page.spine.show_region(SpineRegion.CERVICAL)
        click(page, page.spine.ganglion_of(Root.C6, RIGHT))
        assert page.spine.candidate is not None
        assert page.spine.candidate.id == "C6"
        assert {place.disc for place in page.spine.look.places} == {"c5_c6"}
        assert lit(window) == ({"C6"}, {Side.RIGHT})

    drive(script, tmp_path)


def test_pointing_says_in_words_what_lies_there(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = level_page(window)
        move(page, page.spine.centre_of(Place("l3_l4", Zone.FORAMINAL, RIGHT)))
        assert page.heading.text() == "L3–L4, foraminal, right"
        assert page.words.text().startswith("Presses L3 right: the root that leaves here is caught in its foramen.")
        move(page, page.spine.ganglion_of(Root.L2, LEFT))
        assert page.heading.text() == "Root L2, left"

    drive(script, tmp_path)


def test_the_keys_walk_through_zones_and_discs_choose_and_let_go(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = level_page(window)
        page.spine.choose(L45_LEFT)
        page.spine.setFocus()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(page.spine, key)
        assert page.spine.chosen == Place("l5_s1", Zone.FORAMINAL, LEFT)
        assert lit(window) == ({"L5"}, {Side.LEFT})
        QTest.keyClick(page.spine, Qt.Key.Key_Escape)
        assert page.spine.chosen is None
        for _ in range(6):
            QTest.keyClick(page.spine, Qt.Key.Key_Up)
        assert page.spine.region is SpineRegion.THORACIC
        assert "Spine, thoracic" in page.spine.accessibleName()

    drive(script, tmp_path)


def test_findings_reorder_the_causes_with_what_speaks_for_them(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        page = level_page(window)
        assert page.causes.names[0] == "Disc herniation"
        for test in ("better_bending_forward", "better_sitting", "age_over_50"):
            window.session.find(Finding(test, None, result="present"))
        assert page.causes.names[0] == "Central canal stenosis"
        wait(20)
        assert any("likelihood ratio of 6.4" in text for text in texts(page))
        window.session.find(Finding("fever", None, result="present"))
        assert page.causes.names[0] == "Discitis or epidural abscess"

    drive(script, tmp_path)


def test_a_tick_on_the_screen_of_warning_signs_sets_the_banner_and_the_answer_on_imaging(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        page = urgency_page(window)
        assert page.card.decision is not None
        assert page.card.decision.rule == "first_weeks"
        assert len(page.flags.rows) == 35
        assert all(heading in texts(page) for heading in GROUPS.values())
        page.flags.rows["cauda_equina_bladder"].box.click()
        assert window.panel is not None
        assert window.panel.banner.alerts[0].id == "cauda_equina_bladder"
        assert page.card.decision.rule == "emergency_sign"
        wait(20)
        assert "Image now" in texts(page)
        page.flags.rows["cauda_equina_bladder"].box.click()
        assert window.panel.banner.alerts == ()
        assert page.card.decision.rule == "first_weeks"

    drive(script, tmp_path)


def test_every_sign_that_history_can_set_is_set_by_its_tick_and_others_say_where_to_enter_them(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        page = urgency_page(window)
        by_hand = [row for row in page.flags.rows.values() if row.box.isEnabled()]
        assert len(by_hand) >= 33
        for row in by_hand:
            row.box.click()
            assert window.session.ranking is not None
            assert row.flag.id in {alert.id for alert in window.session.ranking.red_flags}
            window.session.set_findings(())
        weak = page.flags.rows["severe_weakness"]
        assert any("power" in text for text in texts(weak))
        window.session.find(Finding("muscle.tibialis_anterior", Side.LEFT, mrc=2))
        assert weak.box.isChecked()
        assert not weak.box.isEnabled()

    drive(script, tmp_path)


def test_duration_and_wish_change_the_answer_on_imaging_and_contested_points_show_both_sides(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        page = urgency_page(window)
        page.questions.boxes["six_weeks_unimproved"].enter("present")
        assert page.card.decision is not None
        assert page.card.decision.rule == "six_weeks_ask"
        page.questions.boxes["would_accept_injection_or_operation"].enter("present")
        assert page.card.decision.rule == "failed_care"
        page.questions.boxes["would_accept_injection_or_operation"].enter("absent")
        assert page.card.decision.rule == "would_change_nothing"
        said = texts(page)
        assert "Contested: Traction and decompression tables" in said
        assert any(text.startswith("1  Offered") for text in said)
        assert any(text.startswith("2  Not to be offered") for text in said)

    drive(script, tmp_path)


def test_both_open_in_windows_of_their_own_that_follow_theme_and_findings(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        for name in ("level", "urgency"):
            trigger(window, name)
        wait_until(lambda: len([each for each in window.findChildren(Beside) if each.isVisible()]) == 2)
        level, urgency = (window.findChild(Beside, f"beside_{name}") for name in ("level", "urgency"))
        assert isinstance(level, Beside)
        assert isinstance(urgency, Beside)
        assert isinstance(level.page, LevelPage)
        assert isinstance(urgency.page, UrgencyPage)
        level.page.spine.choose(L45_LEFT)
        assert lit(window) == ({"L5"}, {Side.LEFT})
        urgency.findChildren(FlagRow)[0].box.click()
        assert urgency.page.banner is not None
        assert urgency.page.banner.alerts
        window.choose_theme("dark")
        wait(1)
        trigger(window, "level")
        assert len(window.findChildren(Beside)) == 2
        QTest.keyClick(level, Qt.Key.Key_Escape)
        wait_until(lambda: len([each for each in window.findChildren(Beside) if each.isVisible()]) == 1)

    drive(script, tmp_path)


def test_a_banner_laid_out_while_it_was_hidden_still_shows_its_words(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint_l5(window)
        window.grab()
        window.session.find(Finding("progressive_weakness", None, result="present"))
        wait(50)
        assert window.panel is not None
        banner = window.panel.banner
        assert banner.findChildren(type(banner._scroll))[0].height() > banner.height() / 2

    drive(script, tmp_path)


def test_roots_keep_to_their_own_pedicle_in_the_picture(tmp_path: Path) -> None:
    def script(_window: Window) -> None:
        for region in SpineRegion:
            shape = shape_of(region)
            bones = {bone.name: bone for bone in shape.bones}
            for root in shape.roots:
                own = bones.get("T1" if root.root is Root.C8 else str(root.root))
                if own is None:
                    continue  # sacral
                down = root.ganglion[0].y()
                if region is SpineRegion.CERVICAL:
                    assert down < own.pedicle.top()
                else:
                    assert own.pedicle.bottom() < down < own.bottom + shape.build.disc
            passing = {str(root.root): root.course for root in shape.roots}
            for disc in shape.discs if region is SpineRegion.LUMBAR else ():
                lower = passing[disc.id.partition("_")[2].upper()]
                middle = (disc.top + disc.bottom) / 2
                at = min((lower.pointAtPercent(k / 200) for k in range(201)), key=lambda p: abs(p.y() - middle))
                start, end = disc.span(Zone.PARACENTRAL)
                assert start < at.x() < end

    drive(script, tmp_path)
