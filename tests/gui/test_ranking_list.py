"""The list beside the body: whole names, intervals, kinds to choose, and what is kept back for something else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_driver import drive, inside, paint, press, settle, texts, trigger, wait

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide
from rootmap.localise.naming import name_of
from rootmap.ui.panels.ranking_filter import Group
from rootmap.ui.panels.ranking_list import RowPainter
from rootmap.ui.style import LIGHT
from rootmap.ui.window import Window


def painted(window: Window) -> None:
    paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
    settle(window)


def kinds(window: Window) -> set[CandidateKind]:
    assert window.panel is not None
    return {item.candidate.kind for item in window.panel.list.rows.entries}


def test_the_interval_is_read_aloud_and_stands_in_the_tip(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        rows = window.panel.list.rows
        low, high = rows.entries[0].interval or (0.0, 0.0)
        between = f"({low * 100:.0f} to {high * 100:.0f})"
        assert between in str(rows.index(0).data())
        assert between in str(rows.index(0).data(Qt.ItemDataRole.ToolTipRole))

    drive(script, tmp_path)


def test_kinds_are_listed_alone_without_changing_a_number(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        assert window.session.ranking is not None
        painted(window)
        ranking = window.session.ranking
        known = {item.candidate: item.probability for item in ranking.entries}
        window.panel.filter.buttons[Group.NERVES].click()
        assert kinds(window) <= Group.NERVES.kinds
        assert all(known[item.candidate] == item.probability for item in window.panel.list.rows.entries)
        assert window.panel.shown == window.panel.list.rows.entries[0].candidate
        assert any("not listed here" in text for text in texts(window.panel))
        for group in (Group.LOOK_ALIKES, Group.CENTRAL, Group.ALL):
            trigger(window, "ranking.kinds")
            assert window.panel.list.group is group
            assert kinds(window) <= group.kinds
        assert window.session.ranking is ranking

    drive(script, tmp_path)


def test_the_kinds_stay_chosen_while_the_brush_moves(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        window.panel.list_group(Group.CENTRAL)
        press(window, "posterior", inside(window, "L5", Side.LEFT, "posterior"))
        wait(30)
        assert window.body.painting
        assert kinds(window) <= Group.CENTRAL.kinds
        window.body.cancel()

    drive(script, tmp_path)


def test_what_is_kept_back_for_something_else_is_said(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        assert not window.panel.rest.isVisible()
        painted(window)
        assert "something else, or no nerve lesion" in texts(window.panel.rest)
        assert "13\N{NO-BREAK SPACE}%" in texts(window.panel.rest)
        trigger(window, "clear")
        settle(window)
        assert not window.panel.rest.isVisible()

    drive(script, tmp_path)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_name_that_has_no_room_keeps_its_side(side: str, qapp: QApplication) -> None:
    nerve = Candidate("posterior_femoral_cutaneous", CandidateSide(side), CandidateKind.NERVE)
    cut = RowPainter(LIGHT, 14)._name(nerve, 180.0)
    assert "…" in cut
    assert cut.startswith("Posterior")
    assert cut.endswith(side)


def test_a_name_is_spelled_as_in_books() -> None:
    syndrome = Candidate("guillain_barre_syndrome", CandidateSide.BOTH, CandidateKind.POLYNEUROPATHY)
    assert name_of(syndrome) == "Guillain-Barré syndrome"
