"""Every action is in the one table; every theme is readable; every control is reachable and named."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from window_driver import drive, inside, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.ui import style
from rootmap.ui.actions import ACTIONS, Menu
from rootmap.ui.dialogs import CommandPalette, ShortcutSheet
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.style import CHROMES, Chrome
from rootmap.ui.theme import THEMES
from rootmap.ui.window import Window

READABLE = 4.5  # WCAG 2.1, contrast of body text
SEEN = 3.0  # and of what is no text


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=lambda chrome: chrome.name)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "panel"),
        ("text", "raised"),
        ("text", "accent_soft"),
        ("text", "danger_soft"),
        ("text", "hover"),
        ("quiet", "panel"),
        ("quiet", "raised"),
        ("quiet", "accent_soft"),
        ("accent", "panel"),
        ("on_accent", "accent"),
        ("danger", "danger_soft"),
        ("caution", "caution_soft"),
        ("caution", "panel"),
        ("good", "raised"),
    ],
)
def test_text_stands_out_from_its_ground_in_every_theme(chrome: Chrome, text: str, ground: str) -> None:
    assert contrast(getattr(chrome, text), getattr(chrome, ground)) >= READABLE


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=lambda chrome: chrome.name)
def test_what_is_drawn_without_words_stands_out_in_every_theme(chrome: Chrome) -> None:
    assert contrast(chrome.handle, chrome.panel) >= SEEN
    assert contrast(chrome.text, chrome.bar) >= SEEN  # an interval on a bar
    assert contrast(chrome.on_accent, chrome.accent) >= SEEN  # and on that of the chosen row


@pytest.mark.parametrize("chrome", CHROMES.values(), ids=lambda chrome: chrome.name)
def test_what_a_field_asks_for_can_be_read_in_every_theme(chrome: Chrome, qapp: QApplication) -> None:
    field = QLineEdit()
    field.setStyleSheet(style.style_sheet(chrome, 14))
    field.ensurePolished()
    asks = field.palette().placeholderText().color()
    assert asks.alpha() == 255
    assert contrast(asks.name(), chrome.raised) >= READABLE


def test_every_theme_of_the_panels_has_one_for_the_body() -> None:
    assert set(CHROMES) == set(THEMES)


def test_no_id_and_no_key_is_given_twice() -> None:
    ids = Counter(action.id for action in ACTIONS)
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert [name for name, count in (ids + keys).items() if count > 1] == []


def test_every_action_is_in_its_menu_and_its_icon_exists(tmp_path: Path, repository: Path) -> None:
    icons = {path.stem for path in (repository / "assets" / "icons").glob("*.svg")}
    assert {action.icon for action in ACTIONS if action.icon} <= icons

    def script(window: Window) -> None:
        shown = {
            entry.text()
            for menu in window.actions_by_id.menu_bar.actions()
            for entry in menu.menu().actions()  # type: ignore[attr-defined]
        }
        assert {action.text for action in ACTIONS} <= shown
        assert len(window.actions_by_id.menu_bar.actions()) == len(Menu)

    drive(script, tmp_path)


def test_every_harmless_action_runs_from_the_palette(tmp_path: Path) -> None:
    asks = {"open", "map.load", "cases.install", "save", "save_as", "picture", "quit", "write.edit", "write.pack"}
    asks |= {f"progress.{name}" for name in ("tables", "export", "import", "erase")}

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        for action in ACTIONS:
            if action.id not in asks:
                window.files.discard()
                trigger(window, action.id)
                wait(1)
                wait_until(lambda: window.session.knowledge.atlases)  # another body reads its own maps
        for dialog in window.findChildren(CommandPalette) + window.findChildren(ShortcutSheet):
            dialog.close()
        QApplication.closeAllWindows() if window.lecture is not None else None
        assert window.message.text == ""

    drive(script, tmp_path)


def test_the_palette_finds_by_a_few_letters_and_enter_does_it(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "palette")
        palette = window.findChildren(CommandPalette)[0]
        QTest.keyClicks(palette.field, "dark the")
        assert palette.found.count() == 1
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        assert window.chrome.name == "dark"

    drive(script, tmp_path)


def test_the_sheet_of_keys_lists_every_key(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "shortcuts")
        sheet = window.findChildren(ShortcutSheet)[0]
        wait(10)
        said = [label.text() for label in sheet.findChildren(QLabel)]
        for action in ACTIONS:
            assert not action.keys or "   ".join(action.keys) in said
        sheet.close()

    drive(script, tmp_path)


@pytest.mark.parametrize("theme", sorted(CHROMES))
def test_every_theme_and_text_size_can_be_put_on(tmp_path: Path, theme: str) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        trigger(window, f"theme.{theme}")
        size = window.font().pixelSize()
        for _ in range(3):
            trigger(window, "text.larger")
        assert window.font().pixelSize() > size
        assert window.body.theme.name == theme
        assert window.panel is not None
        assert window.panel.list.height() >= window.panel.list.row_height() * 3

    drive(script, tmp_path)


def test_every_control_can_be_reached_by_keyboard_and_has_a_name(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        for control in window.findChildren(QWidget):
            if control.isVisible() and isinstance(control, QAbstractButton | QAbstractItemView):
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
                assert control.accessibleName() or getattr(control, "text", str)(), control

    drive(script, tmp_path)


def test_tab_walks_through_the_whole_window_and_comes_back(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        window.body.setFocus()
        seen = [window.focusWidget()]
        for _ in range(200):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            if window.focusWidget() is seen[0]:
                break
            seen.append(window.focusWidget())
        assert window.focusWidget() is window.body
        assert sum(isinstance(widget, FoundBox) for widget in seen) > 10

    drive(script, tmp_path)


def test_all_labels_show_their_text_literally(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        for label in window.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        window.message.say("<b>bold</b> <img src='file:///etc/passwd'>")
        assert "<b>bold</b>" in window.message.text

    drive(script, tmp_path)


def test_the_font_has_every_sign_the_window_shows(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        metrics = QFontMetrics(window.font())
        signs = set("".join(re.sub(r"<[^>]*>", "", text) for text in texts(window))) - set("\n\t")
        assert [sign for sign in signs if not metrics.inFontUcs4(ord(sign))] == []

    drive(script, tmp_path)
