"""Why a candidate stands where it stands, why not another, what to test next and what tells two apart."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from window_driver import LEFT, drive, inside, paint, settle, texts, trigger, wait

from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide, Finding
from rootmap.resources import examples
from rootmap.ui.panels.found_box import FoundBox
from rootmap.ui.panels.next_page import NextPage
from rootmap.ui.panels.why import WhyPage
from rootmap.ui.panels.why_chart import row_span
from rootmap.ui.style import CHROMES
from rootmap.ui.window import Window

FIBULAR = Candidate("common_fibular", CandidateSide.LEFT, CandidateKind.NERVE)
L5 = Candidate("L5", CandidateSide.LEFT)


def painted(window: Window) -> None:
    paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
    window.session.find(Finding("reflex.achilles", Side.LEFT, "normal"))
    window.session.find(Finding("muscle.extensor_hallucis_longus", Side.LEFT, mrc=4))
    settle(window)


def why(window: Window) -> WhyPage:
    assert window.panel is not None
    window.panel.list.choose(L5)
    trigger(window, "ranking.why")
    wait(20)
    return window.panel.details.findChildren(WhyPage)[-1]


def following(window: Window) -> NextPage:
    assert window.panel is not None
    trigger(window, "ranking.next")
    wait(20)
    return window.panel.details.findChildren(NextPage)[-1]


def test_the_reasons_are_told_and_drawn_and_a_click_on_a_bar_opens_its_source(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        painted(window)
        page = why(window)
        assert any("L5 left leads" in text or "L5 left has" in text for text in texts(page))
        row = next(row for row, bar in enumerate(page.bars.bars) if bar.part.params.get("test"))
        top, height = row_span(row, page.font().pixelSize())
        QTest.mouseClick(page.bars, LEFT, pos=QPoint(20, round(top + height / 2)))
        assert any("· read" in text or "recalled, not re-read" in text for text in texts(page))
        QTest.keyClick(page.bars, Qt.Key.Key_Up)
        assert page.bars.row == max(row - 1, 0)

    drive(script, tmp_path)


def test_why_not_any_other_candidate_is_chosen_by_typing_part_of_its_name(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        page = why(window)
        line = page.box.lineEdit()
        assert line is not None
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "common fib")
        completer = page.box.completer()
        assert completer.completionCount() >= 1
        completer.popup().setCurrentIndex(completer.completionModel().index(0, 0))
        QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
        wait(20)
        after = window.panel.details.findChildren(WhyPage)[-1]
        assert any("common fibular nerve" in text and "L5 left" in text for text in texts(after))
        assert any("tell them apart" in text for text in texts(after))

    drive(script, tmp_path)


@pytest.mark.parametrize("theme", sorted(CHROMES))
def test_the_bars_are_drawn_in_the_colours_of_every_theme(tmp_path: Path, theme: str) -> None:
    def script(window: Window) -> None:
        painted(window)
        trigger(window, f"theme.{theme}")
        page = why(window)
        image = page.bars.grab().toImage()
        shown = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 2)}
        assert {CHROMES[theme].accent, CHROMES[theme].panel} <= shown

    drive(script, tmp_path)


def test_the_best_tests_say_how_they_are_done_and_what_each_result_would_mean(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        assert window.session.ranking is not None
        painted(window)
        page = following(window)
        tests = window.session.ranking.next_tests
        assert len(page.opens) == len(tests) > 0
        said = texts(page)
        assert said.count("if abnormal") == len(tests)
        assert sum(text.endswith("bits") for text in said) == len(tests)
        assert not window.panel.hint.isVisible()
        page.opens[0][0].click()
        focused = window.focusWidget()
        assert isinstance(focused, FoundBox)
        assert focused.sign.test == tests[0].test

    drive(script, tmp_path)


def test_any_two_candidates_are_told_apart_by_a_few_signs(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        following(window)
        window.panel.details.tell_apart((L5, FIBULAR))
        wait(20)
        said = texts(window.panel.details)
        assert any(text.startswith("Tibialis posterior") for text in said)
        assert any("of the belief would on average" in text for text in said)

    drive(script, tmp_path)


def test_plots_are_not_loaded_before_reasons_are_asked_for(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        painted(window)
        assert "matplotlib.figure" not in sys.modules or loaded_before
        why(window)

    loaded_before = "matplotlib.figure" in sys.modules
    drive(script, tmp_path)


def test_the_reasons_are_written_as_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "why.png"
    assert main(["rank", str(examples()[0]), "--why", str(target)]) == 0
    assert target.read_bytes().startswith(b"\x89PNG")
    assert main(["rank", str(examples()[0]), "--why", str(tmp_path / "why.txt")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "end it in .png" in said
