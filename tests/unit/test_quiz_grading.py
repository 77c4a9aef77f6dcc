"""Grades: exact paint scores full, none scores nothing, more wrong never scores more; disputed skin is accepted."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import available_atlases, load_atlas, of_roots
from rootmap.quiz.grading import EDGE_MM, Verdict, grade_name, grade_paint, skin_cm2
from rootmap.quiz.questions import NameIt, PaintIt
from rootmap.quiz.run import QuizRun
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.figure import Figure, load_figure

ORDER = ("L3", "L4", "L5", "S1")


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


@pytest.fixture(scope="module")
def atlases(figure: Figure) -> tuple[CompiledAtlas, ...]:
    maps = of_roots(load_atlas(name, figure) for name in available_atlases())
    return tuple(atlas for atlas in maps if not atlas.info.shares)


def area(atlas: CompiledAtlas, territory: str, side: Side) -> dict[str, MultiPolygon]:
    return dict(atlas.polygons(territory, side))


@pytest.mark.parametrize("territory", ["C6", "T4", "L4", "L5", "S1"])
@pytest.mark.parametrize("side", list(Side))
def test_painting_exactly_one_map_scores_full(
    territory: str, side: Side, atlases: tuple[CompiledAtlas, ...], figure: Figure
) -> None:
    for atlas in atlases:
        grade = grade_paint(PaintIt("isncsci", territory, side), area(atlas, territory, side), atlases, figure)
        assert grade.score == pytest.approx(1.0)
        assert grade.verdict is Verdict.RIGHT
        assert grade.missed == {}
        assert grade.extra == {}


def test_one_map_alone_is_missed_as_large_as_its_own_area(atlases: tuple[CompiledAtlas, ...], figure: Figure) -> None:
    grade = grade_paint(PaintIt("isncsci", "L5", Side.LEFT), {}, atlases[:1], figure)
    assert grade.score == 0.0
    assert grade.missed_cm2 == pytest.approx(atlases[0].area_cm2["L5"], rel=0.02)


def test_the_other_side_is_all_too_much(atlases: tuple[CompiledAtlas, ...], figure: Figure) -> None:
    painted = area(atlases[0], "L5", Side.RIGHT)
    grade = grade_paint(PaintIt("isncsci", "L5", Side.LEFT), painted, atlases, figure)
    assert grade.score == 0.0
    assert grade.extra_cm2 == pytest.approx(skin_cm2(painted, figure), rel=0.02)


def test_a_freehand_edge_is_forgiven(atlases: tuple[CompiledAtlas, ...], figure: Figure) -> None:
    target = area(atlases[0], "L5", Side.LEFT)
    for stray in (0.6 * EDGE_MM, -0.6 * EDGE_MM):
        painted = {view: as_multipolygon(shape.buffer(stray)) for view, shape in target.items()}
        grade = grade_paint(PaintIt("isncsci", "L5", Side.LEFT), painted, atlases[:1], figure)
        assert grade.extra_cm2 == pytest.approx(0.0, abs=0.5)
        assert grade.missed_cm2 < 0.05 * skin_cm2(target, figure)


@settings(max_examples=15)
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_painting_less_of_it_never_scores_more(one: float, other: float) -> None:
    figure = load_figure()
    atlas = load_atlas("isncsci", figure)
    target = area(atlas, "L4", Side.LEFT)

    def score(share: float) -> float:
        view = figure.views["anterior"]
        part = {name: as_multipolygon(_upper(shape, share * view.height_mm)) for name, shape in target.items()}
        return grade_paint(PaintIt("isncsci", "L4", Side.LEFT), part, [atlas], figure).score

    low, high = sorted((one, other))
    assert score(low) <= score(high) + 1e-9


def _upper(shape: MultiPolygon, y_mm: float) -> shapely.Geometry:
    return shapely.clip_by_rect(shape, 0.0, 0.0, 1e4, max(y_mm, 1e-3))


@pytest.mark.parametrize(
    ("given_root", "verdict"),
    [("L5", Verdict.RIGHT), ("L4", Verdict.NEAR), ("S1", Verdict.NEAR), ("L3", Verdict.WRONG)],
)
def test_a_name_is_right_near_or_wrong(given_root: str, verdict: Verdict) -> None:
    grade = grade_name(NameIt("isncsci", "L5", Side.LEFT, ORDER), given_root, ORDER)
    assert grade.verdict is verdict
    assert grade.score == (1.0 if verdict is Verdict.RIGHT else 0.0)


def test_a_run_counts_answers_and_the_row_of_right_ones() -> None:
    run = QuizRun()
    question = NameIt("isncsci", "L5", Side.LEFT, ORDER)
    for answer in ("L5", "L4", "L5", "L5"):
        run.note(grade_name(question, answer, ORDER))
    assert (run.right, run.asked, run.streak) == (3, 4, 2)
