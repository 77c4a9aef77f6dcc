"""Grades of names and drawings: exact paint scores full, none nothing; disputed skin is free; errors are named."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
import shapely
import shapely.affinity
from shapely.geometry import MultiPolygon

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import available_atlases, load_atlas, of_roots
from rootmap.errors import InputError
from rootmap.quiz.grading import DrawingGrade, Grader, Target, Verdict, grade_drawing
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.quiz.grading_model import ErrorKey
from rootmap.quiz.grading_score import EDGE_MM, WRONG_SIDE, WRONG_TERRITORY
from rootmap.quiz.grading_words import error_in_words
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.figure import Figure, load_figure

ORDER = ("L3", "L4", "L5", "S1")
Area = Mapping[str, MultiPolygon]


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


@pytest.fixture(scope="module")
def maps(figure: Figure) -> dict[str, CompiledAtlas]:
    return {name: load_atlas(name, figure) for name in available_atlases()}


@pytest.fixture(scope="module")
def grader(figure: Figure, maps: dict[str, CompiledAtlas]) -> Grader:
    every = tuple(maps.values())
    return Grader(figure, every, nerve_groups(every))


def keys(grade: DrawingGrade) -> list[ErrorKey]:
    return [error.key for error in grade.errors]


def drawn(area: Area) -> dict[Quality, Area]:
    return {Quality.NUMBNESS: area}


@pytest.mark.parametrize("territory", ["C6", "C4", "T4", "L2", "L4", "L5", "S1"])
@pytest.mark.parametrize("side", list(Side))
def test_drawing_exactly_what_one_of_the_maps_has_earns_everything(
    territory: str, side: Side, grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    for atlas in of_roots(maps.values()):
        if not atlas.info.shares:
            grade = grader.grade(drawn(atlas.polygons(territory, side)), Target(territory, side, "isncsci"))
            assert grade.points == 100
            assert grade.verdict is Verdict.RIGHT
            assert grade.missed_cm2 == pytest.approx(0.0, abs=0.5)
            assert grade.extra_cm2 == pytest.approx(0.0, abs=0.5)


def test_every_root_earns_everything_and_its_neighbours_a_quarter_at_most(
    grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    atlas = maps["isncsci"]
    names = [territory.id for territory in atlas.info.territories]
    for name, following in pairwise(names):
        target = Target(name, Side.LEFT, "isncsci")
        assert grader.grade(drawn(atlas.polygons(name, Side.LEFT)), target).points == 100, name
        other = grader.grade(drawn(atlas.polygons(following, Side.LEFT)), target)
        assert other.points <= 25, (name, following)
        assert other.shown_errors[0].words["other"] == following


def test_a_nerve_and_a_nerve_made_of_its_branches_can_be_asked(grader: Grader, maps: dict[str, CompiledAtlas]) -> None:
    nerves = maps["nerves"]
    one = grader.grade(
        drawn(nerves.polygons("lateral_femoral_cutaneous", Side.LEFT)), Target("lateral_femoral_cutaneous", Side.LEFT)
    )
    parts = ("median_at_carpal_tunnel", "palmar_cutaneous_of_median")
    median = Target("median_at_forearm", Side.LEFT, "nerves", parts)
    both = grader.grade(drawn(grader.right_answer(median)), median)
    half = grader.grade(drawn(nerves.polygons(parts[1], Side.LEFT)), median)
    assert (one.points, both.points) == (100, 100)
    assert one.tolerance.cm2 == 0.0
    assert 0 < half.points < 70


def test_nothing_drawn_earns_nothing(grader: Grader) -> None:
    grade = grader.grade({}, Target("L5", Side.LEFT, "isncsci"))
    assert (grade.points, grade.errors, grade.border, grade.painted_cm2) == (0, (), None, 0.0)


def test_the_whole_body_earns_next_to_nothing(grader: Grader, figure: Figure) -> None:
    grade = grader.grade(
        drawn({name: view.outline for name, view in figure.views.items()}), Target("L5", Side.LEFT, "isncsci")
    )
    assert grade.points <= 10
    assert ErrorKey.TOO_WIDE in keys(grade)


@pytest.mark.parametrize(("asked", "other"), [("L5", "S1"), ("L5", "L4"), ("C6", "C7"), ("T10", "T9"), ("S2", "S1")])
def test_another_root_earns_a_quarter_at_most_and_is_named(
    asked: str, other: str, grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    grade = grader.grade(drawn(maps["isncsci"].polygons(other, Side.LEFT)), Target(asked, Side.LEFT, "isncsci"))
    assert grade.score <= WRONG_TERRITORY
    assert grade.errors[0].words["other"] == other


@pytest.mark.parametrize(
    ("down_mm", "key", "words"),
    [
        (-60, ErrorKey.TOO_HIGH, "Two levels too high: you painted T8."),
        (-30, ErrorKey.TOO_HIGH, "One level too high: you painted T9."),
        (20, ErrorKey.TOO_LOW, "mm too low."),
        (30, ErrorKey.TOO_LOW, "One level too low: you painted T11."),
    ],
)
def test_a_band_of_the_trunk_that_lies_too_high_or_low_is_told_in_levels_or_millimetres(
    down_mm: float, key: ErrorKey, words: str, grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    moved = {
        view: as_multipolygon(shapely.affinity.translate(shape, 0, down_mm))
        for view, shape in maps["isncsci"].polygons("T10", Side.LEFT).items()
    }
    first = grader.grade(drawn(moved), Target("T10", Side.LEFT, "isncsci")).errors[0]
    assert first.key is key
    assert error_in_words(first).endswith(words)


def test_a_good_answer_that_a_nerve_fits_as_well_is_told_so_and_loses_nothing_by_it(
    grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    fibular = Target("common_fibular", Side.LEFT, "nerves", nerve_groups(tuple(maps.values()))["common_fibular"])
    grade = grader.grade(drawn(grader.right_answer(fibular)), Target("L5", Side.LEFT, "isncsci"))
    assert grade.verdict is Verdict.RIGHT
    assert ErrorKey.ALSO in keys(grade)
    assert ErrorKey.OTHER_NERVE not in keys(grade)


def test_the_right_territory_on_the_wrong_side_earns_its_stated_share(
    grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    grade = grader.grade(drawn(maps["isncsci"].polygons("L5", Side.RIGHT)), Target("L5", Side.LEFT, "isncsci"))
    assert grade.score == pytest.approx(WRONG_SIDE, abs=0.005)
    assert keys(grade) == [ErrorKey.WRONG_SIDE]
    assert grade.mirrored


def test_a_freehand_edge_is_forgiven(grader: Grader, maps: dict[str, CompiledAtlas]) -> None:
    target = maps["isncsci"].polygons("L5", Side.LEFT)
    for stray in (0.6 * EDGE_MM, -0.6 * EDGE_MM):
        shifted = {view: as_multipolygon(shape.buffer(stray)) for view, shape in target.items()}
        grade = grader.grade(drawn(shifted), Target("L5", Side.LEFT, "isncsci"))
        assert grade.points >= 90


def test_skin_that_the_maps_dispute_costs_nothing_and_is_counted(
    grader: Grader, maps: dict[str, CompiledAtlas]
) -> None:
    grade = grader.grade(drawn(maps["textbook"].polygons("L5", Side.LEFT)), Target("L5", Side.LEFT, "isncsci"))
    assert grade.points == 100
    assert grade.tolerance.painted_cm2 > 100
    assert grade.tolerance.left_cm2 > 100
    assert len(grade.tolerance.maps) == 3


def test_the_signed_map_divides_the_skin(grader: Grader, maps: dict[str, CompiledAtlas]) -> None:
    signed = grader.grade(drawn(maps["isncsci"].polygons("L4", Side.LEFT)), Target("L5", Side.LEFT, "isncsci")).signed
    parts = [signed.right, signed.accepted, signed.missed, signed.extra, signed.excused, signed.slack]
    for view in ("anterior", "posterior"):
        shapes = [part[view] for part in parts if view in part]
        assert sum(shape.area for shape in shapes) == pytest.approx(shapely.union_all(shapes).area, rel=0.01)


def test_a_border_is_measured_in_millimetres_and_not_where_the_territory_goes_on_behind(
    grader: Grader, maps: dict[str, CompiledAtlas], figure: Figure
) -> None:
    band = dict(maps["nerves"].polygons("lateral_femoral_cutaneous", Side.LEFT))
    target = Target("lateral_femoral_cutaneous", Side.LEFT)
    moved = {view: as_multipolygon(shapely.affinity.translate(shape, 0, 15)) for view, shape in band.items()}
    exact, lower = grader.grade(drawn(band), target).border, grader.grade(drawn(moved), target).border
    assert exact is not None
    assert lower is not None
    assert exact.mean_mm < 2.0
    assert 4.0 < lower.mean_mm < 15.0
    assert lower.p95_mm < 25.0


def test_one_call_grades_without_keeping_anything(figure: Figure, maps: dict[str, CompiledAtlas]) -> None:
    painted = drawn(maps["isncsci"].polygons("L5", Side.LEFT))
    assert grade_drawing(painted, Target("L5", Side.LEFT), figure, tuple(maps.values())).score == pytest.approx(1.0)


def test_a_target_no_whole_map_has_is_refused(grader: Grader) -> None:
    with pytest.raises(InputError, match="X9"):
        grader.grade({}, Target("X9", Side.LEFT))
