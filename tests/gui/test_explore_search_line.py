"""Words that name nothing with a card: one line under the field says so, and what is near is listed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_driver import drive, texts, trigger

from rootmap.explore.library import Ref, Sort
from rootmap.ui.window import Window


def test_a_word_without_a_card_says_so_under_the_field_and_shows_what_is_near(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        trigger(window, "mode.explore")
        assert window.explore is not None
        search = window.explore.panel.search
        for typed, said, first in (
            ("golfer's elbow", "no card", "Ulnar at elbow (cubital tunnel)"),
            ("pins and needles", "Add the place", ""),
            ("student's elbow", "Found by “elbow” alone", "Ulnar at elbow (cubital tunnel)"),
            ("foot drop", "Enter shows it", "Common fibular"),
            ("xyzzyq", "Nothing has that name", ""),
        ):
            search.field.setText(typed)
            assert any(said in text for text in texts(search)), typed
            assert (search.hits[0].title if search.hits else "") == first
        search.field.setText("tongue")
        QTest.keyClick(search.field, Qt.Key.Key_Return)
        assert window.explore.board.current == Ref(Sort.NERVE, "mandibular")

    drive(script, tmp_path)
