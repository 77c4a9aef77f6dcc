"""What a designer sees: boxes in columns, nothing lit or in hand that is not meant, ticks with their box."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidgetItem
from pytestqt.qtbot import QtBot
from window_driver import drive, inside, paint, settle, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise.evidence import Finding
from rootmap.ui import style
from rootmap.ui.cases.mode import CasesMode, cases_of
from rootmap.ui.panels.sign_rows import SignTable
from rootmap.ui.spine.inks import Inks, mixed
from rootmap.ui.spine.names import STEPPED_BACK
from rootmap.ui.theme import THEMES
from rootmap.ui.toolstrip import StripButton
from rootmap.ui.window import Window

LARGE_TEXT = 3.0  # WCAG 2.1, contrast of bold and large letters


def cases(window: Window) -> CasesMode:
    trigger(window, "mode.cases")
    wait_until(lambda: (mode := cases_of(window)) is not None and mode.page.shown)
    mode = cases_of(window)
    assert mode is not None
    return mode


def localised(window: Window) -> None:
    paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
    settle(window)


@pytest.mark.parametrize("tab", ["Weakness", "Reflexes", "Tests"])
def test_right_and_left_stand_in_columns(tmp_path: Path, tab: str) -> None:
    def script(window: Window) -> None:
        localised(window)
        assert window.panel is not None
        window.panel.details.open(tab)
        window.session.find(Finding("slr", Side.LEFT, result="positive", degrees=40.0))
        wait(50)
        (table,) = (each for each in window.panel.details.findChildren(SignTable) if each.isVisible())
        for side in Side:
            boxes = [box for box in table.boxes if box.side is side]
            assert len({(box.x(), box.width()) for box in boxes}) == 1
            assert all(box.width() >= box.sizeHint().width() for box in boxes), "no word is cut off"

    drive(script, tmp_path)


def test_what_was_lit_in_localise_is_not_lit_in_a_case(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        localised(window)
        assert window.panel is not None
        window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
        assert window.body.overlay.highlight is not None
        mode = cases(window)
        assert window.body.overlay.highlight is None
        mode.open("removal-man-slapping-foot")
        wait(10)
        assert window.body.overlay.highlight is None
        trigger(window, "mode.localise")
        assert window.body.overlay.highlight is not None

    drive(script, tmp_path)


def test_where_one_cannot_paint_no_tool_looks_held(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        brush = next(each for each in window.tools.findChildren(StripButton) if each.accessibleName() == "Brush")
        held = QColor(window.chrome.accent_soft)
        assert brush.grab().toImage().pixelColor(8, 8) == held
        mode = cases(window)
        mode.open("removal-man-slapping-foot")
        for _ in range(2):
            mode.go()
        wait(10)
        assert not brush.isEnabled()
        assert brush.grab().toImage().pixelColor(8, 8) != held

    drive(script, tmp_path)


def test_the_list_stays_where_one_chose(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        mode = cases(window)
        mode.open("removal-man-slapping-foot")
        for _ in range(2):
            mode.go()
        picker = mode.panel.examine.picker
        picker.field.setText("soleus")
        item: QListWidgetItem = picker.found.item(0)
        picker.found.itemActivated.emit(item)
        wait(1)
        assert picker.rows[picker.found.currentRow()] == "muscle.soleus"

    drive(script, tmp_path)


@pytest.mark.parametrize("chrome", style.CHROMES.values(), ids=lambda chrome: chrome.name)
def test_a_ticked_box_is_filled_and_has_its_tick(qtbot: QtBot, chrome: style.Chrome) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    box = QCheckBox("told")
    qtbot.addWidget(box)
    box.setStyleSheet(style.style_sheet(chrome, 20.0))
    colours = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):
        box.setCheckState(state)
        box.show()
        qtbot.waitExposed(box)
        image = box.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(4, 26) for y in range(image.height())}
        colours.append(seen)
    assert chrome.quiet in colours[0], "an edge"
    assert {chrome.accent, chrome.on_accent} <= colours[1], "ground and tick"


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_root_that_makes_room_for_another_can_still_be_read(name: str) -> None:
    inks = Inks(THEMES[name])
    text = QColor(inks.colours.text)
    for root in Root:
        ground = mixed(QColor(inks.theme.territory(str(root))), QColor(inks.colours.ground), STEPPED_BACK)
        assert contrast(text, ground) >= LARGE_TEXT, root


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
