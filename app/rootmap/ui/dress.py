"""Dresses the whole application in the theme and type size of the settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rootmap.anatomy.vocabulary import Quality
from rootmap.ui import style
from rootmap.ui.measures_in_em import follow_type
from rootmap.ui.settings import Settings
from rootmap.ui.style import CHROMES, Chrome
from rootmap.ui.theme import Theme


def current_chrome(settings: Settings) -> Chrome:
    """Return the colours the settings ask for; "system" follows the desktop."""
    name = settings.get("theme")
    if name == "system":
        dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        name = "dark" if dark else "light"
    return CHROMES[name]


def dress_application(chrome: Chrome, settings: Settings) -> None:
    """Give the application the palette, font and style sheet of a theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    screen = app.primaryScreen()
    em = style.base_em(screen.availableGeometry().height(), float(settings.get("text_scale")))
    if chrome.name == "projector":
        em *= style.PROJECTOR_SCALE
    before, font = app.font().pixelSize(), style.font(em)
    if 0 < before != font.pixelSize():
        follow_type(before, font.pixelSize())  # first: what sets sizes of its own does so when the font comes
    app.setPalette(style.palette(chrome))
    app.setFont(font)
    app.setStyleSheet(style.style_sheet(chrome, em))


def swatches(theme: Theme) -> dict[Quality, str]:
    """Return the colour of each sensation."""
    return {quality: ink.colour for quality, ink in theme.paint.items()}
