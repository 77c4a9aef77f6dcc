"""Drawing files: what is written is read back; what is wrong is named with its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rootmap.anatomy.vocabulary import Quality
from rootmap.errors import InputError
from rootmap.skin.drawing import Drawing, Layer, Mark, PatchMark, PolygonMark, StrokeMark
from rootmap.skin.drawing_file import DrawingText, drawing_text, read_drawing, write_drawing
from rootmap.skin.drawing_schema import MAX_RING_POINTS, SEGMENTS
from rootmap.skin.figure import SkinPoint

POLYGON = {"polygon": {"view": "anterior", "points_mm": [[10, 20], [30, 20], [30, 60]]}}
STROKE = {"stroke": [["leg.left", 1.1, 80], ["foot.left.dorsal", 1.0, 1.0]], "width_mm": 45}
PATCH = {"patch": ["foot.left.dorsal", 1.5, 0.5], "radius_mm": 18}

numbers = st.floats(-999, 999)
points = st.builds(SkinPoint, st.sampled_from(sorted(SEGMENTS)), numbers, numbers)
sizes = st.floats(0.1, 500)
strokes = st.builds(StrokeMark, st.lists(points, min_size=1, max_size=5).map(tuple), sizes, st.booleans())
patches = st.builds(PatchMark, points, sizes, st.booleans())
triangles = st.builds(
    lambda view, x, y, erase: PolygonMark(view, ((x, y), (x + 50.25, y), (x, y + 50.5)), (), erase),
    st.sampled_from(["anterior", "posterior", "perineal"]), numbers, numbers, st.booleans(),
)  # fmt: skip
marks: st.SearchStrategy[Mark] = st.one_of(strokes, patches, triangles)
drawings = st.builds(
    lambda layers: Drawing("neutral", tuple(Layer(quality, tuple(found)) for quality, found in layers.items())),
    st.dictionaries(st.sampled_from(Quality), st.lists(marks, max_size=4), max_size=5),
)


def write(path: Path, *found: Any, **changes: Any) -> Path:
    data = {"format": "rootmap.drawing", "version": 1, "figure": "neutral",
            "layers": [{"quality": "numbness", "marks": list(found)}]} | changes  # fmt: skip
    path.write_text(json.dumps(data))
    return path


def place_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_drawing(path)
    assert str(caught.value).count("\n") == 0
    assert path.name in str(caught.value)
    return caught.value.place


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawings)
def test_a_drawing_comes_back_exactly_as_it_was_written(tmp_path: Path, drawing: Drawing) -> None:
    path = tmp_path / "a.rootmap"
    write_drawing(drawing, path)
    assert read_drawing(path) == drawing


@settings(max_examples=30, deadline=None)
@given(st.lists(drawings, min_size=1, max_size=4))
def test_a_growing_drawing_is_spelled_as_if_it_were_new(found: list[Drawing]) -> None:
    text = DrawingText()
    assert [text.of(drawing) for drawing in found] == [drawing_text(drawing) for drawing in found]


def test_the_published_example_is_read(tmp_path: Path) -> None:
    drawing = read_drawing(write(tmp_path / "a.rootmap", STROKE, PATCH, POLYGON))
    first, second, third = drawing.marks(Quality.NUMBNESS)
    assert first == StrokeMark((SkinPoint("leg.left", 1.1, 80.0), SkinPoint("foot.left.dorsal", 1.0, 1.0)), 45.0)
    assert second == PatchMark(SkinPoint("foot.left.dorsal", 1.5, 0.5), 18.0)
    assert third == PolygonMark("anterior", ((10.0, 20.0), (30.0, 20.0), (30.0, 60.0)))


BOW_TIE = {"polygon": {"view": "anterior", "points_mm": [[0, 0], [10, 10], [10, 0], [0, 10]]}}
OUTSIDE_HOLE = {"polygon": {**POLYGON["polygon"], "holes_mm": [[[90, 90], [95, 90], [95, 95]]]}}
ENDLESS = {"polygon": {"view": "anterior", "points_mm": [[k, k * k] for k in range(MAX_RING_POINTS + 1)]}}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (BOW_TIE, "layers[0].marks[1].polygon"),
        (OUTSIDE_HOLE, "layers[0].marks[1].polygon"),
        (ENDLESS, "layers[0].marks[1].polygon.points_mm"),
        ({"polygon": {"view": "above", "points_mm": [[1, 2], [3, 4], [5, 1]]}}, "layers[0].marks[1].polygon.view"),
        ({"polygon": {"view": "anterior", "points_mm": [[1, 2], [3, 4]]}}, "layers[0].marks[1].polygon.points_mm"),
        ({"patch": ["tail.left", 1, 0], "radius_mm": 4}, "layers[0].marks[1]"),
        ({"patch": ["leg.left", "1", 0], "radius_mm": 4}, "layers[0].marks[1].patch[1]"),
        ({"patch": ["leg.left", 1, 0], "radius_mm": -4}, "layers[0].marks[1].radius_mm"),
        ({"patch": ["leg.left", 1e9, 0], "radius_mm": 4}, "layers[0].marks[1].patch[1]"),
        ({"stroke": [["leg.left", 1, 0]]}, "layers[0].marks[1]"),
        ({"stroke": [], "width_mm": 4}, "layers[0].marks[1].stroke"),
        (PATCH | POLYGON, "layers[0].marks[1]"),
        ({}, "layers[0].marks[1]"),
        (PATCH | {"colour": "red"}, "layers[0].marks[1].colour"),
        (PATCH | {"erase": 1}, "layers[0].marks[1].erase"),
    ],
)
def test_a_wrong_mark_is_named_with_its_place(tmp_path: Path, wrong: Any, place: str) -> None:
    assert place_of(write(tmp_path / "a.rootmap", PATCH, wrong)) == place


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"format": "photoshop"}, "format"),
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"figure": "../../etc"}, "figure"),
        ({"layers": {}}, "layers"),
        ({"layers": [{"quality": "itch", "marks": []}]}, "layers[0].quality"),
        ({"layers": [{"quality": "pain", "marks": []}] * 2}, "layers"),
        ({"mood": "calm"}, "mood"),
    ],
)
def test_a_wrong_head_is_named(tmp_path: Path, changes: dict[str, Any], place: str) -> None:
    assert place_of(write(tmp_path / "a.rootmap", **changes)) == place


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"format": "rootmap.drawing"', "\x00\x01", "[" * 100_000])
def test_what_is_no_drawing_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.rootmap"
    path.write_text(text)
    place_of(path)


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.rootmap", PATCH)
    path.write_text(path.read_text().replace("1.5", "NaN"))
    place_of(path)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.rootmap"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    place_of(path)
