"""A drawing made on one body lies on the same skin of another."""

import json
from pathlib import Path

import pytest
import shapely

from rootmap.__main__ import main
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import load_atlas
from rootmap.skin.drawing import Drawing, Layer, PolygonMark, StrokeMark, to_marks, to_polygon
from rootmap.skin.drawing_file import write_drawing
from rootmap.skin.figure import FIGURES, Figure, SkinPoint, load_figure
from rootmap.skin.moving import as_on, moved

OFF_MM = 1.0  # as far as a border may lie from where the other body has it, on the mean
LEAST_MM2 = 300  # a smaller part of a territory is a strip at the edge
CUT = "perineal"  # there the thighs are cut off where they leave the picture, on each body elsewhere
STROKE = StrokeMark((SkinPoint("leg.left", 1.2, 80), SkinPoint("leg.left", 1.8, 80)), 40.0)


@pytest.fixture(scope="module")
def drawn() -> Figure:
    return load_figure()


@pytest.fixture(scope="module")
def areas(drawn: Figure) -> CompiledAtlas:
    return load_atlas("isncsci", drawn)


@pytest.mark.parametrize("name", FIGURES[1:])
def test_a_territory_outlined_on_one_body_is_that_territory_on_another(
    name: str, drawn: Figure, areas: CompiledAtlas
) -> None:
    other = load_figure(name)
    theirs = load_atlas("isncsci", other)
    for territory in areas.info.territories[::3]:  # head to foot, in a third of the time
        for view, shape in areas.polygons(territory.id, Side.LEFT).items():
            if shape.area < LEAST_MM2 or view == CUT:
                continue
            here = moved(Drawing(drawn.name, (Layer(Quality.PAIN, to_marks(view, shape)),)), drawn, other)
            marks = [mark for mark in here.marks(Quality.PAIN) if isinstance(mark, PolygonMark)]
            assert {mark.view for mark in marks} == {view}
            wanted = theirs.polygons(territory.id, Side.LEFT)[view]
            wrong = shapely.union_all([to_polygon(mark) for mark in marks]).symmetric_difference(wanted)
            assert wrong.area / wanted.length < OFF_MM, (territory.id, view)


def test_marks_in_skin_coordinates_and_what_rubs_out_stay_in_their_order(drawn: Figure) -> None:
    outline = PolygonMark("anterior", ((650.0, 1200.0), (690.0, 1200.0), (690.0, 1300.0), (650.0, 1300.0)), erase=True)
    drawing = Drawing(drawn.name, (Layer(Quality.PAIN, (STROKE, outline, STROKE)),))
    first, second, third = moved(drawing, drawn, load_figure("child")).marks(Quality.PAIN)
    assert (first, third) == (STROKE, STROKE)
    assert isinstance(second, PolygonMark)
    assert second.erase


def test_an_outline_beside_the_body_leaves_nothing(drawn: Figure) -> None:
    outline = PolygonMark("anterior", ((1.0, 1.0), (9.0, 1.0), (9.0, 9.0)))
    assert moved(Drawing(drawn.name, (Layer(Quality.PAIN, (outline,)),)), drawn, load_figure("child")).layers == ()


def test_rank_lays_an_outline_on_the_same_skin_of_another_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], drawn: Figure, areas: CompiledAtlas
) -> None:
    marks = to_marks("posterior", areas.polygons("S1", Side.LEFT)["posterior"])
    file = tmp_path / "calf.rootmap"
    write_drawing(Drawing(drawn.name, (Layer(Quality.NUMBNESS, marks),)), file)
    for words in ([str(file)], ["--batch", str(tmp_path)]):
        assert main(["rank", *words, "--figure", "child", "--atlas", "isncsci", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        first = (answer["rankings"][0] if "rankings" in answer else answer)["ranking"][0]
        assert (first["candidate"], first["side"]) == ("S1", "left")
        assert first["inside"] > 0.98


def test_a_drawing_of_the_figure_itself_stays_what_it_is(drawn: Figure) -> None:
    outline = PolygonMark("anterior", ((650.0, 1200.0), (690.0, 1200.0), (690.0, 1300.0)))
    drawing = Drawing(drawn.name, (Layer(Quality.PAIN, (outline,)),))
    assert as_on(drawing, drawn) == drawing
