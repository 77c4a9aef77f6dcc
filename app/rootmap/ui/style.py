"""The look of everything but the body: colours, type sizes in em, and the style sheet made from them."""

import math
from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette

from rootmap.resources import assets

FAMILIES = ("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans Condensed")


@dataclass(frozen=True)
class Chrome:
    """The colours of panels and controls in one theme. Text on its ground keeps a contrast of at least 4.5."""

    name: str
    ground: str  # behind the body
    panel: str
    raised: str  # cards and fields on a panel
    line: str
    text: str
    quiet: str  # second-rank text
    accent: str
    on_accent: str
    accent_soft: str  # selected row, pressed tool
    hover: str
    bar: str  # a probability bar that is not selected
    track: str  # what a bar has not filled
    handle: str  # of a scroll bar: keeps a contrast of 3 to the panel
    danger: str
    danger_soft: str
    caution: str
    caution_soft: str
    good: str
    tick: str  # the picture in a ticked box, as light or dark as `on_accent`
    chevron: str  # the picture on a box that opens a list, as `quiet`


LIGHT = Chrome(
    "light",
    ground="#f3f1ec",
    panel="#fbfaf7",
    raised="#ffffff",
    line="#dedad1",
    text="#1d252c",
    quiet="#5b6670",
    accent="#11677a",
    on_accent="#ffffff",
    accent_soft="#d9ebee",
    hover="#efece5",
    bar="#93b4bc",
    track="#e4e0d8",
    handle="#8f897d",
    danger="#a3161f",
    danger_soft="#fbe6e4",
    caution="#7a4b00",
    caution_soft="#fbefd5",
    good="#1f6b3a",
    tick="tick_white",
    chevron="chevron_grey",
)
DARK = Chrome(
    "dark",
    ground="#14181c",
    panel="#1a2025",
    raised="#222a30",
    line="#323c44",
    text="#e8ecee",
    quiet="#9aa7b0",
    accent="#5cc2d3",
    on_accent="#0b2026",
    accent_soft="#1c3b44",
    hover="#27313a",
    bar="#4a6d78",
    track="#2c353c",
    handle="#66737d",
    danger="#ff9a92",
    danger_soft="#45201f",
    caution="#f2c56b",
    caution_soft="#3d3118",
    good="#7fd19b",
    tick="tick_ink",
    chevron="chevron_pale",
)
PROJECTOR = Chrome(
    "projector",
    ground="#ffffff",
    panel="#ffffff",
    raised="#ffffff",
    line="#9aa0a6",
    text="#000000",
    quiet="#33393f",
    accent="#00468c",
    on_accent="#ffffff",
    accent_soft="#cfe3f8",
    hover="#e8eef5",
    bar="#5b8fc4",
    track="#dde3e9",
    handle="#82888e",
    danger="#9c0010",
    danger_soft="#ffdcd8",
    caution="#6b3f00",
    caution_soft="#ffe9bd",
    good="#00592a",
    tick="tick_white",
    chevron="chevron_ink",
)
CHROMES = {chrome.name: chrome for chrome in (LIGHT, DARK, PROJECTOR)}


def palette(chrome: Chrome) -> QPalette:
    """Return the Qt palette of a theme, for all that the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chrome.panel,
        role.WindowText: chrome.text,
        role.Base: chrome.raised,
        role.AlternateBase: chrome.hover,
        role.Text: chrome.text,
        role.PlaceholderText: chrome.quiet,
        role.Button: chrome.raised,
        role.ButtonText: chrome.text,
        role.BrightText: chrome.danger,
        role.Highlight: chrome.accent,
        role.HighlightedText: chrome.on_accent,
        role.ToolTipBase: chrome.raised,
        role.ToolTipText: chrome.text,
        role.Link: chrome.accent,
        role.Mid: chrome.line,
        role.Dark: chrome.line,
        role.Light: chrome.raised,
        role.Accent: chrome.accent,
    }
    result = QPalette()
    for key, value in colours.items():
        result.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(chrome.bar))
    return result


def font(em_px: float) -> QFont:
    """Return the font all sizes are measured in; `em_px` is its size in logical pixels."""
    result = QFont()
    result.setFamilies(list(FAMILIES))
    result.setPixelSize(round(em_px))
    return result


def base_em(screen_height: float, scale: float) -> float:
    """Return the type size in logical pixels for a screen of that height, at the user's own scale.

    Grows less than the screen: 13 px at 720, 14 at 1080, 22 at 2160, so that a large screen shows more and larger.
    """
    return max(13.0, 14.0 * math.pow(screen_height / 1080.0, _GROWTH)) * scale


def style_sheet(chrome: Chrome, em_px: float) -> str:
    """Return the style sheet of the whole application: its sizes are parts of the font's, which has whole pixels."""
    em = round(em_px)
    sizes = {f"e{round(value * 100)}": f"{max(1, round(value * em))}px" for value in _EMS}
    pictures = {name: assets("icons", f"{getattr(chrome, name)}.svg").as_posix() for name in ("tick", "chevron")}
    return _SHEET.substitute(vars(chrome) | pictures, **sizes)


# The room the parts round the body take, in em: known before they are built, so that the body does not move.
TOP_EM, STATUS_EM = 2.8, 2.1  # heights
STRIP_EM, SIDE_EM = 5.8, 27.0  # widths

PROJECTOR_SCALE = 1.15  # read from the back of a hall

_GROWTH = 0.65
_EMS = (0.15, 0.25, 0.35, 0.4, 0.5, 0.6, 0.75, 0.85, 0.92, 1.0, 1.15, 1.35, 1.5, 2.0, 2.2)
_SHEET = Template("""
QMainWindow, QDialog { background: $panel; }
QWidget#body { background: $ground; }
QWidget#side, QWidget#tools, QWidget#top, QWidget#status, QStatusBar, QScrollArea, QWidget#page { background: $panel; }
QWidget#top { border-bottom: 1px solid $line; }
QWidget#tools { border-right: 1px solid $line; }
QWidget#side { border-left: 1px solid $line; }
QStatusBar { border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: none; }
QLabel[rank="title"] { font-size: $e135; font-weight: 600; color: $text; }
QLabel[rank="heading"] { font-size: $e115; font-weight: 600; color: $text; }
QLabel[rank="section"] { font-size: $e85; font-weight: 600; color: $quiet; }
QLabel[rank="quiet"] { font-size: $e92; color: $quiet; }
QLabel[rank="small"] { font-size: $e85; color: $quiet; }
QLabel[rank="strong"] { font-weight: 600; }
QLabel[rank="emergency"] { color: $danger; font-weight: 700; }
QLabel[rank="urgent"] { color: $caution; font-weight: 700; }
QLabel[rank="tag"] { font-size: $e75; color: $caution; border: 1px solid $caution; border-radius: $e35;
  padding: 0 $e35; }
QLabel[rank="huge"] { font-size: $e220; font-weight: 600; }
QMenuBar { background: transparent; color: $text; padding: 0; spacing: 0; }
QMenuBar::item { padding: $e35 $e60; border-radius: $e35; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $line; padding: $e35; }
QMenu::item { padding: $e35 $e200 $e35 $e150; border-radius: $e25; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $bar; }
QMenu::separator { height: 1px; background: $line; margin: $e25 $e50; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: $e35; }
QPushButton, QToolButton { background: $raised; color: $text; border: 1px solid $line; border-radius: $e35;
  padding: $e35 $e75; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus,
QAbstractSpinBox:focus, QPlainTextEdit:focus { border: 2px solid $accent; }
QPushButton:checked, QToolButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:disabled { color: $bar; }
QPushButton[rank="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[rank="main"]:focus { border: 2px solid $text; }
QPushButton[rank="main"]:disabled { background: $line; color: $quiet; border-color: $line; }
QPushButton[rank="flat"], QToolButton[rank="flat"] { background: transparent; border: 2px solid transparent; }
QPushButton[rank="flat"]:hover, QToolButton[rank="flat"]:hover { background: $hover; }
QPushButton[rank="flat"]:focus, QToolButton[rank="flat"]:focus { border: 2px solid $accent; }
QPushButton[rank="tab"] { background: transparent; border: 2px solid transparent; border-radius: $e50; color: $quiet;
  padding: $e25 $e15; font-size: $e92; }
QPushButton[rank="tab"]:hover { background: $hover; color: $text; }
QPushButton[rank="tab"]:checked { background: $accent_soft; color: $text; }
QPushButton[rank="tab"]:focus { border: 2px solid $accent; }
QPushButton[rank="hint"] { background: $raised; border: 1px solid $line; border-radius: $e50; text-align: left;
  padding: $e50 $e75; }
QPushButton[rank="hint"]:hover { background: $hover; }
QPushButton[rank="hint"]:focus { border: 2px solid $accent; }
QPushButton[rank="link"] { background: transparent; color: $accent; border: 2px solid transparent; padding: 0;
  border-radius: $e25; text-align: left; }
QPushButton[rank="link"]:hover { background: $hover; }
QPushButton[rank="link"]:focus { border: 2px solid $accent; }
QPushButton[rank="fold"] { background: transparent; color: $quiet; border: 2px solid transparent; text-align: left;
  font-size: $e92; font-weight: 600; padding: $e15 0; border-radius: $e25; }
QPushButton[rank="fold"]:hover { color: $text; }
QPushButton[rank="fold"]:focus { border: 2px solid $accent; }
QPushButton[rank="arrow"] { background: transparent; border: 2px solid transparent; padding: 0; font-size: $e135; }
QPushButton[rank="arrow"]:hover { background: $hover; }
QPushButton[rank="arrow"]:focus { border: 2px solid $accent; }
QPushButton[rank="chip"] { border-radius: $e75; padding: $e15 $e75; }
QWidget#pane { background: $panel; border-top: 2px solid transparent; }
QWidget#pane[active="true"] { border-top: 2px solid $accent; }
QWidget#panes { background: $line; }
QComboBox[rank="map"] { background: transparent; border: 2px solid transparent; font-weight: 600; }
QComboBox[rank="map"]:hover { background: $hover; }
QComboBox[rank="map"]:focus { border: 2px solid $accent; }
QPushButton[rank="answer"] { border-radius: $e50; padding: 0; }
QPushButton[rank="answer"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[rank="answer"][verdict="right"] { border: 2px solid $good; }
QPushButton[rank="answer"][verdict="wrong"] { background: $danger_soft; border: 2px solid $danger; }
QLabel[rank="answer"] { font-size: $e115; }
QLabel[rank="number"] { font-size: $e115; color: $quiet; }
QLabel[rank="answer"]:disabled, QLabel[rank="number"]:disabled, QLabel[rank="small"]:disabled { color: $quiet; }
QLabel[rank="answer"][verdict="right"], QLabel[rank="number"][verdict="right"] { color: $good; font-weight: 600; }
QLabel[rank="answer"][verdict="wrong"], QLabel[rank="number"][verdict="wrong"] { color: $danger; font-weight: 600; }
QPushButton[rank="segment"] { padding: $e25 $e50; border-radius: $e50; border: 2px solid $line; }
QPushButton[rank="segment"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[rank="segment"]:focus { border-color: $text; }
QLineEdit, QAbstractSpinBox, QPlainTextEdit, QComboBox { background: $raised; color: $text; border: 1px solid $line;
  border-radius: $e35;
  padding: $e25 $e50; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { placeholder-text-color: $quiet; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox { padding-left: $e60; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $e150; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: $e75; height: $e75; }
QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:read-only { background: $panel; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QCheckBox { color: $text; spacing: $e50; padding: $e15; border: 2px solid transparent; border-radius: $e35; }
QCheckBox::indicator, QListWidget::indicator { width: $e92; height: $e92; border: 1px solid $quiet;
  border-radius: $e15; background: $raised; }
QCheckBox::indicator:disabled { border-color: $line; background: $panel; }
QCheckBox::indicator:checked, QListWidget::indicator:checked { background: $accent; border-color: $accent;
  image: url("$tick"); }
QCheckBox::indicator:checked:disabled { background: $bar; border-color: $bar; }
QCheckBox:focus { border: 2px solid $accent; }
QSlider { min-height: $e150; border: 2px solid transparent; border-radius: $e35; }
QSlider:focus { border: 2px solid $accent; }
QSlider::groove:horizontal { height: $e25; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: $e100; margin: -$e35 0; background: $accent; border-radius: $e40; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $line; }
QListView { background: transparent; border: 2px solid transparent; outline: none; border-radius: $e35; }
QListView:focus { border: 2px solid $accent; }
QListView#completions { background: $raised; border: 1px solid $line; }
QListView#completions::item { padding: $e25 $e50; color: $text; }
QListView#completions::item:selected { background: $accent_soft; color: $text; }
QLabel[rank="caution"] { font-size: $e92; color: $caution; }
QLabel[rank="good"] { font-size: $e92; color: $good; }
QListWidget::item { padding: $e35 $e50; border-radius: $e25; color: $text; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: $e60; margin: 0; }
QScrollBar::handle:vertical { background: $handle; min-height: $e200; border-radius: $e25; margin: 1px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QScrollBar:horizontal { height: 0; }
QScrollArea#timeline, QScrollArea#timeline QWidget#page { background: transparent; }
QScrollArea#timeline QScrollBar:horizontal { background: transparent; height: $e60; margin: 0; }
QScrollBar::handle:horizontal { background: $handle; min-width: $e200; border-radius: $e25; margin: 1px; }
QFrame[rank="card"] { background: $raised; border: 1px solid $line; border-radius: $e50; }
QFrame[rank="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[rank="bar"] { background: $accent_soft; border-bottom: 1px solid $accent; }
QFrame#message { background: $caution_soft; border-bottom: 1px solid $caution; }
QFrame#message QLabel { color: $caution; font-weight: 600; }
QFrame#redflags { background: $danger_soft; border: 2px solid $danger; border-radius: $e50; }
QFrame#redflags QScrollArea, QWidget#warnings { background: transparent; }
QFrame#redflags QLabel { color: $text; }
QFrame#redflags QLabel[rank="urgency"] { color: $danger; font-weight: 700; }
QFrame#redflags[urgency="raises_suspicion"] { background: $caution_soft; border-color: $caution; }
QFrame#redflags[urgency="raises_suspicion"] QLabel[rank="urgency"] { color: $caution; }
""")
