"""Which maps of roots count in the ranking: chosen beside it, kept, said of every number, and never none."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_driver import drive, inside, paint, settle, texts, trigger, wait, wait_until

from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import CandidateKind
from rootmap.localise.settings import Setting
from rootmap.ui.panels.maps_popup import MapsPopup
from rootmap.ui.window import Window

FEW = {"lee-2008", "isncsci"}


def painted(window: Window) -> None:
    paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
    settle(window)


def opened(window: Window) -> MapsPopup:
    trigger(window, "ranking.maps")
    wait(1)
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MapsPopup))


def keep(window: Window, popup: MapsPopup, wanted: set[str]) -> None:
    """Tick and untick until only these count."""
    for name in sorted(popup.boxes, key=lambda name: name not in wanted):
        if popup.boxes[name].isChecked() != (name in wanted):
            popup.boxes[name].click()
    window.counted.flush()
    settle(window)


def close(popup: MapsPopup) -> None:
    popup.close()
    wait(1)


def test_the_ranking_goes_by_the_ticked_maps_just_as_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = tmp_path / "drawing.rootmap"

    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        assert window.session.ranking is not None
        before = window.session.ranking
        popup = opened(window)
        keep(window, popup, FEW)
        close(popup)
        window.session.measure()
        assert window.session.ranking != before
        assert window.panel.maps.text().startswith("Maps that count: 2 of 7")
        window.files.path = drawing
        assert window.files.save()
        told = {(item.candidate.id, str(item.candidate.side)): item for item in window.session.ranking.entries}
        assert main(["rank", str(drawing), "--json", *by_name(window.session.ranking.maps)]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert set(answer["maps"]) == FEW | {"nerves", "referral"} == set(window.session.ranking.maps)
        for entry in answer["ranking"]:
            item = told[entry["candidate"], entry["side"]]
            assert entry["probability"] == pytest.approx(item.probability, abs=1e-5)
            assert entry["area_cm2"] == pytest.approx(item.area_cm2, abs=0.01)

    drive(script, tmp_path / "profile")


def by_name(ids: tuple[str, ...]) -> list[str]:
    return [word for name in ids for word in ("--atlas", name)]


def test_the_last_map_that_counts_cannot_be_taken_away_and_all_are_back_at_one_press(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        painted(window)
        popup = opened(window)
        keep(window, popup, {"lee-2008"})
        assert not popup.boxes["lee-2008"].isEnabled()
        popup.boxes["lee-2008"].click()
        assert [atlas.info.id for atlas in window.counted.counted] == ["lee-2008"]
        window.counted.count(())
        assert [atlas.info.id for atlas in window.counted.counted] == ["lee-2008"]
        assert any(text.startswith("On none of these maps") for text in texts(popup))
        popup.all_button.click()
        assert all(box.isChecked() and box.isEnabled() for box in popup.boxes.values())
        assert window.session.ranker is window.session.knowledge.ranker
        assert not any(text.startswith("On none of these maps") for text in texts(popup))
        close(popup)

    drive(script, tmp_path)


def test_each_map_stands_in_one_line_with_its_year_and_method(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        popup = opened(window)
        said = " ".join(texts(popup))
        for atlas in window.session.knowledge.root_maps:
            assert f"{atlas.info.year} · {atlas.info.method[:30]}" in said
        lines = {box.y() for box in popup.boxes.values()}
        assert len(lines) == len(popup.boxes) == len(window.session.knowledge.root_maps)
        close(popup)

    drive(script, tmp_path)


def test_the_choice_is_kept_and_holds_on_another_body(tmp_path: Path) -> None:
    def choose(window: Window) -> None:
        popup = opened(window)
        keep(window, popup, FEW)
        close(popup)

    def look(window: Window) -> None:
        for_two_of_them(window)
        window.files.discard()
        trigger(window, "body.child")
        wait_until(lambda: window.session.knowledge.atlases)
        for_two_of_them(window)

    def for_two_of_them(window: Window) -> None:
        assert {atlas.info.id for atlas in window.counted.counted} == FEW
        painted(window)
        window.counted.flush()
        settle(window)
        assert window.session.ranking is not None
        assert set(window.session.ranking.maps) == FEW | {"nerves", "referral"}

    drive(choose, tmp_path)
    drive(look, tmp_path)


def test_every_share_says_from_which_maps_it_comes(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        rows = window.panel.list.rows
        for row, item in enumerate(rows.entries):
            tip = str(rows.index(row).data(Qt.ItemDataRole.ToolTipRole))
            assert ("Cutaneous nerves" in tip) == (item.candidate.kind is CandidateKind.NERVE)
            assert ("Foerster 1933" in tip) == (item.candidate.kind in (CandidateKind.ROOT, CandidateKind.ROOTS))
        window.panel.details.open("Why")
        settle(window)
        assert any(text.startswith("Skin: means of") and "Foerster 1933" in text for text in texts(window.panel))
        popup = opened(window)
        keep(window, popup, {"lee-2008"})
        close(popup)
        assert any(text == "Skin: from one map: Lee, McPhee and Stringer 2008" for text in texts(window.panel))

    drive(script, tmp_path)


def test_the_ranking_starts_from_where_the_patient_is_seen_just_as_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = tmp_path / "drawing.rootmap"

    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        popup = opened(window)
        popup.seen["leg"].click()
        close(popup)
        window.session.measure()
        assert window.panel.maps.text().startswith("Leg clinic · all 7 maps")
        window.files.path = drawing
        assert window.files.save()
        assert window.session.ranking is not None
        told = {(item.candidate.id, str(item.candidate.side)): item for item in window.session.ranking.entries}
        assert main(["rank", str(drawing), "--json", "--setting", "leg"]) == 0
        for entry in json.loads(capsys.readouterr().out)["ranking"]:
            item = told[entry["candidate"], entry["side"]]
            assert entry["probability"] == pytest.approx(item.probability, abs=1e-4)

    drive(script, tmp_path / "profile")


def test_the_setting_is_kept_and_holds_for_chosen_maps_too(tmp_path: Path) -> None:
    def choose(window: Window) -> None:
        popup = opened(window)
        popup.seen["arm"].click()
        keep(window, popup, FEW)
        close(popup)

    def look(window: Window) -> None:
        assert window.panel is not None
        window.counted.flush()
        painted(window)
        assert window.panel.maps.text().startswith("Arm clinic · 2 of 7 maps")
        assert window.session.ranker is not None
        assert window.session.ranker.setting is Setting.ARM

    drive(choose, tmp_path)
    drive(look, tmp_path)
