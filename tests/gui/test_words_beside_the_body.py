"""Captions and keys stand beside the body, never on it, whatever the size and theme."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rootmap.skin.figure import load_figure
from rootmap.ui.bodymap.captions import Caption, captions
from rootmap.ui.bodymap.heat import key_card
from rootmap.ui.bodymap.lettering import letter_font
from rootmap.ui.bodymap.room import covered, under_insets
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.theme import THEMES

SIZES = ((770, 500), (788, 648), (855, 660), (1460, 1010), (2900, 2050))  # a pane, and the body at each screen size


def body_of(qtbot: QtBot, size: tuple[int, int], theme: str, place: str = "") -> BodyMap:
    body = BodyMap(load_figure())
    qtbot.addWidget(body)
    body.resize(*size)
    body.set_theme(THEMES[theme])
    body.show()
    qtbot.waitExposed(body)
    if place:
        body.fly_to(place)
        while body._flight.target is not None:
            QApplication.processEvents()
    return body


def on_skin(body: BodyMap, found: list[Caption]) -> list[str]:
    return [caption.text for caption in found if covered(body.stage, caption.rect)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_caption_lies_on_the_body_when_all_of_it_is_seen(qtbot: QtBot, size: tuple[int, int], theme: str) -> None:
    body = body_of(qtbot, size, theme)
    found = captions(body.stage, body.theme)
    assert on_skin(body, found) == []
    rects = [caption.rect for caption in found]
    assert not [one for one in rects for other in rects if one is not other and one.intersects(other)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_names_of_the_profiles_do_not_touch_hands_or_toes(qtbot: QtBot, size: tuple[int, int], theme: str) -> None:
    body = body_of(qtbot, size, theme, "sides")
    found = [caption for caption in captions(body.stage, body.theme) if caption.text.endswith("side")]
    assert len(found) == 2
    assert on_skin(body, found) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_key_of_the_colours_hides_no_skin(qtbot: QtBot, size: tuple[int, int], theme: str) -> None:
    body = body_of(qtbot, size, theme)
    metrics = QFontMetricsF(letter_font(body.theme, body.stage.ratio, 0.85))
    card = key_card(body.stage, metrics.height(), metrics.horizontalAdvance("Where 7 maps of roots disagree"))
    assert QRectF(body.stage.rect).contains(card)
    assert covered(body.stage, card) + under_insets(body.stage, card) == 0.0
