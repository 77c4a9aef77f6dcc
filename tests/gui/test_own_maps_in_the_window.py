"""A map of one's own joins the others in the running window, follows its file, and never takes anything down."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from window_driver import LEFT, drive, inside, on_screen, paint, press, settle, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.ui.window import Window

SOON_S = 8.0  # much more than it takes: the machine may be busy
BANDS = """\
format: rootmap.atlas
version: 1
id: bands
title: Two bands of my own
authors: [Nobody N]
year: 1999
kind: dermatome
method: drawn for a test
overlapping: false
partial: true
evidence: none
statement: Drawn for a test.
territories:
  L4: {roots: [L4], source: judgement, evidence: D, confidence: low}
  L5: {roots: [L5], source: judgement, evidence: D, confidence: low}
areas:
  - {territory: L4, segment: leg, along: [1.2, 1.4]}
  - {territory: L5, segment: leg, along: [1.6, 1.8]}
"""


def written(path: Path, text: str = BANDS) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(9, 9), *how), QDropEvent(QPointF(9, 9), *how)):
        QApplication.sendEvent(window, event)


def names(window: Window) -> list[str]:
    return [atlas.info.id for atlas in window.session.knowledge.atlases]


def own(window: Window) -> CompiledAtlas:
    (atlas,) = (atlas for atlas in window.session.knowledge.atlases if atlas.info.id == "bands")
    return atlas


def load(window: Window, path: Path) -> CompiledAtlas:
    drop(window, path)
    wait_until(said(window, "Two bands of my own", path.name))
    return own(window)


def said(window: Window, *parts: str) -> Callable[[], bool]:
    return lambda: all(part in window.message.text for part in parts)


def middle(atlas: CompiledAtlas, territory: str) -> tuple[float, float]:
    shape = max(atlas.polygons(territory, Side.LEFT)["anterior"].geoms, key=lambda part: part.area)
    x, y = shape.representative_point().coords[0]
    return x, y


def kept(profile: Path) -> Path:
    return profile / "atlases" / "bands.yaml"


def test_a_dropped_map_is_loaded_beside_the_others_shown_and_known_to_hover_and_ranking(tmp_path: Path) -> None:
    path, profile = written(tmp_path / "mine.yaml"), tmp_path / "profile"

    def script(window: Window) -> None:
        before, voices = names(window), len(window.session.knowledge.root_maps)
        atlas = load(window, path)
        assert names(window) == [*before, "bands"]
        assert [paths.atlas for paths in window.body.overlay.atlases] == [atlas]
        x, y = middle(atlas, "L4")
        QTest.mouseMove(window.body, on_screen(window, "anterior", x, y).toPoint())
        wait_until(lambda: "Bands: L4" in window.status.here)
        paint(window, "anterior", [(x - 3, y), (x + 3, y)])
        settle(window)
        assert len(window.session.knowledge.root_maps) == voices + 1
        table = window.session._table
        assert table is not None
        assert "bands" in next(iter(table.areas.values()))
        wait_until(lambda: (profile / "atlases" / "compiled" / "neutral" / "bands.json").exists())

    drive(script, profile)
    assert kept(profile).read_text() == BANDS
    assert path.read_text() == BANDS


def test_a_kept_map_is_there_at_the_next_start(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    drive(lambda window: load(window, written(tmp_path / "mine.yaml")) and None, profile)

    def script(window: Window) -> None:
        assert "bands" in names(window)
        assert window.message.text == ""

    drive(script, profile)


BAD: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "a wrong name": (
        BANDS.replace("territory: L5", "territory: L6").encode(),
        ("areas.1 (L6)", "territories has L4, L5"),
    ),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe", ("is not text", "choose a map")),
    "an alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *b]\n", ("line 2", "alias")),
    "NaN": (BANDS.replace("[1.2, 1.4]", "[.nan, 1.4]").encode(), ("areas.0.along.0 (L4)", "finite")),
    "markup": (BANDS.replace("  L4: {", "  <b>L4</b>: {").encode(), ("territories.<b>L4</b>", "letters, digits")),
    "empty": (b"", ("is empty",)),
    "a published name": (BANDS.replace("id: bands", "id: isncsci").encode(), ("published map", "isncsci-2")),
    "no map": (b"42", ("the file", "fields")),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_map_costs_one_line_and_nothing_is_lost(tmp_path: Path, kind: str) -> None:
    content, parts = BAD[kind]
    path, profile = tmp_path / "mine.yaml", tmp_path / "profile"
    path.write_bytes(content)

    def script(window: Window) -> None:
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        drawing, before = window.editor.drawing, window.session.knowledge
        drop(window, path)
        wait_until(said(window, "mine.yaml", *parts))
        assert "\n" not in window.message.text
        assert window.session.knowledge is before
        assert window.editor.drawing is drawing

    drive(script, profile)
    assert not kept(profile).exists()


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def script(window: Window) -> None:
        drop(window, path)
        wait_until(said(window, "huge.yaml", "200 MB, too large"))

    drive(script, tmp_path / "profile")


def test_the_body_follows_the_file_and_a_fault_leaves_the_last_good_version(tmp_path: Path) -> None:
    path, profile = written(tmp_path / "mine.yaml"), tmp_path / "profile"

    def script(window: Window) -> None:
        x, y = middle(load(window, path), "L4")
        assert own(window).at("anterior", x, y) == ("L4",)
        begun = time.monotonic()
        written(path, BANDS.replace("[1.2, 1.4]", "[1.5, 1.55]"))
        wait_until(lambda: own(window).at("anterior", x, y) == ())
        assert time.monotonic() - begun < SOON_S
        assert [paths.atlas for paths in window.body.overlay.atlases] == [own(window)]
        wait_until(said(window, "Loaded again", "mine.yaml"))
        good = own(window)
        written(path, BANDS.replace("[1.2, 1.4]", "[1.5, 1.55"))
        wait_until(said(window, "mine.yaml: line", "close the bracket", "the last good version stays"))
        assert own(window) is good
        replaced = written(tmp_path / "new.yaml")  # as some editors save
        replaced.replace(path)
        wait_until(lambda: own(window).at("anterior", x, y) == ("L4",))
        wait_until(lambda: kept(profile).read_text() == BANDS)

    drive(script, profile)


def test_the_copy_in_the_profile_is_followed_too(tmp_path: Path) -> None:
    profile = tmp_path / "profile"

    def script(window: Window) -> None:
        x, y = middle(load(window, written(tmp_path / "mine.yaml")), "L4")
        wait_until(kept(profile).exists)
        wait_until(lambda: (profile / "atlases" / "originals.json").exists())
        written(kept(profile), BANDS.replace("[1.2, 1.4]", "[1.5, 1.55]"))
        wait_until(lambda: own(window).at("anterior", x, y) == ())
        written(profile / "atlases" / "third.yaml", BANDS.replace("id: bands", "id: third"))
        wait_until(lambda: "third" in names(window))

    drive(script, profile)


def test_broken_and_unbuilt_maps_in_the_profile_leave_the_others_alone(tmp_path: Path) -> None:
    folder = tmp_path / "profile" / "atlases"
    folder.mkdir(parents=True)
    written(folder / "bands.yaml")
    written(folder / "broken.yaml", BANDS.replace("id: bands", "id: broken").replace("kind: dermatome", "kind: d"))
    (folder / "binary.yaml").write_bytes(b"\xff\xfe\x00")

    def script(window: Window) -> None:
        assert "isncsci" in names(window)
        wait_until(lambda: "bands" in names(window))
        wait_until(said(window, "yaml"))
        assert not {"broken", "binary"} & set(names(window))
        assert window.session.knowledge.roots is not None

    drive(script, tmp_path / "profile")


def test_a_damaged_compiled_file_is_built_anew(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    drive(lambda window: load(window, written(tmp_path / "mine.yaml")) and None, profile)

    def script(window: Window) -> None:
        wait_until(lambda: "bands" in names(window))
        assert window.session.knowledge.roots is not None
        assert own(window).at("anterior", *middle(own(window), "L5")) == ("L5",)
        assert window.message.text == ""

    for ending in (".json", ".npz", ".geojson"):
        (profile / "atlases" / "compiled" / "neutral" / f"bands{ending}").write_bytes(b"{}")
        drive(script, profile)


def test_an_own_map_is_taken_away_and_its_source_kept_aside(tmp_path: Path) -> None:
    profile = tmp_path / "profile"

    def script(window: Window) -> None:
        remove = window.actions_by_id.by_id["map.remove"]
        before = names(window)
        assert not remove.isEnabled()
        load(window, written(tmp_path / "mine.yaml"))
        assert remove.isEnabled()
        wait_until(kept(profile).exists)
        trigger(window, "map.remove")
        wait_until(said(window, "Taken away: Two bands of my own", "bands.yaml.removed"))
        assert names(window) == before
        assert window.maps.current == "isncsci"
        assert not remove.isEnabled()
        load(window, tmp_path / "mine.yaml")

    drive(script, profile)


def test_names_from_a_map_are_shown_literally(tmp_path: Path) -> None:
    text = BANDS.replace("Two bands of my own", "'Two bands of my own <img src=x> &amp; <b>more</b>'")
    path = written(tmp_path / "mine.yaml", text.replace("{roots: [L4],", "{roots: [L4], name: '<i>shin</i>',"))

    def script(window: Window) -> None:
        atlas = load(window, path)
        assert "<img src=x> &amp; <b>more</b>" in window.message.text
        label = window.message.findChildren(QLabel)[0]
        assert label.textFormat() is Qt.TextFormat.PlainText
        x, y = middle(atlas, "L4")
        paint(window, "anterior", [(x - 3, y), (x + 3, y)])
        settle(window)
        for shown in window.findChildren(QLabel):
            assert shown.textFormat() is Qt.TextFormat.PlainText or "<i>shin" not in shown.text()

    drive(script, tmp_path / "profile")


def test_a_new_map_waits_for_the_stroke_and_for_the_quiz(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.yaml")

    def script(window: Window) -> None:
        points = inside(window, "L4", Side.LEFT, "anterior")
        press(window, "anterior", points)
        wait_until(lambda: window.session.is_painting)
        drop(window, path)
        window.own_maps.flush()
        wait(50)
        assert "bands" not in names(window)
        QTest.mouseRelease(window.body, LEFT, pos=on_screen(window, "anterior", *points[-1]).toPoint())
        wait_until(lambda: "bands" in names(window))
        trigger(window, "mode.quiz")
        before = own(window)
        written(path, BANDS.replace("[1.2, 1.4]", "[1.5, 1.55]"))
        wait(300)
        window.own_maps.flush()
        wait(50)
        assert own(window) is before
        trigger(window, "mode.localise")
        wait_until(lambda: own(window) is not before)

    drive(script, tmp_path / "profile")


def test_closing_the_window_gives_up_what_is_being_compiled(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.yaml")
    drive(lambda window: drop(window, path), tmp_path / "profile")


def test_a_map_follows_to_another_body(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        load(window, written(tmp_path / "mine.yaml"))
        wait_until(kept(tmp_path / "profile").exists)
        window.bodies.choose("female")
        wait_until(lambda: window.session.knowledge.atlases and "bands" in names(window))
        assert own(window).figure == "female"

    drive(script, tmp_path / "profile")


def test_a_map_is_chosen_in_a_dialog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "mine.yml")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def script(window: Window) -> None:
        trigger(window, "map.load")
        wait_until(lambda: "bands" in names(window))

    drive(script, tmp_path / "profile")
