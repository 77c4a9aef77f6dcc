"""Whatever is drawn: small changes change the score little, mirror images earn the same, and scores keep to 0 to 1."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.quiz.grading import Grader, Target
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.skin.drawing import Drawing, Layer, Painted, StrokeMark, mirrored, paint
from rootmap.skin.figure import Figure, SkinPoint, load_figure

TARGETS = (("L5", "isncsci"), ("S1", "isncsci"), ("L4", "isncsci"), ("superficial_fibular", "nerves"))
LITTLE = 0.04  # of the whole, for a brush wider by one millimetre: a stroke of half a metre gains 5 cm2

strokes = st.builds(
    lambda first, turns, width: StrokeMark(
        (SkinPoint("leg.left", first, turns[0]), SkinPoint("leg.left", first + 0.4, turns[1])), width
    ),
    st.floats(1.0, 1.5),
    st.tuples(st.floats(20, 180), st.floats(0, 180)),
    st.floats(20, 90),
)
feet = st.builds(
    lambda first, toe, width: StrokeMark(
        (SkinPoint("foot.left.dorsal", first, 2.5), SkinPoint("foot.left.dorsal", 1.5, toe)), width
    ),
    st.floats(0.4, 1.0),
    st.floats(0.5, 4.5),
    st.floats(15, 60),
)
drawings = st.lists(strokes | feet, min_size=1, max_size=3)
targets = st.sampled_from(TARGETS)


@cache
def world() -> tuple[Figure, Grader]:
    figure = load_figure()
    maps = tuple(load_atlas(name, figure) for name in available_atlases())
    return figure, Grader(figure, maps, nerve_groups(maps))


def on_body(marks: list[StrokeMark]) -> Painted:
    figure, _ = world()
    return paint(Drawing(figure.name, (Layer(Quality.NUMBNESS, tuple(marks)),)), figure)


def turned(painted: Painted) -> Painted:
    views = world()[0].views
    return {
        quality: {view: mirrored(shape, views[view].width_mm) for view, shape in area.items()}
        for quality, area in painted.items()
    }


@settings(max_examples=12)
@given(drawings, targets)
def test_a_brush_one_millimetre_wider_changes_the_score_little(marks: list[StrokeMark], asked: tuple[str, str]) -> None:
    target, grader = Target(asked[0], Side.LEFT, asked[1]), world()[1]
    wider = [replace(mark, width_mm=mark.width_mm + 1.0) for mark in marks]
    assert abs(grader.grade(on_body(marks), target).score - grader.grade(on_body(wider), target).score) <= LITTLE


@settings(max_examples=12)
@given(drawings, targets)
def test_the_mirror_image_earns_the_same_on_the_other_side(marks: list[StrokeMark], asked: tuple[str, str]) -> None:
    painted, grader = on_body(marks), world()[1]
    here = grader.grade(painted, Target(asked[0], Side.LEFT, asked[1]))
    there = grader.grade(turned(painted), Target(asked[0], Side.RIGHT, asked[1]))
    assert abs(here.score - there.score) <= 0.005
    assert abs(here.missed_cm2 - there.missed_cm2) <= 0.5
    assert abs(here.extra_cm2 - there.extra_cm2) <= 0.5
    assert [error.key for error in here.errors] == [error.key for error in there.errors]


@settings(max_examples=12)
@given(drawings, targets)
def test_scores_and_sizes_keep_their_bounds(marks: list[StrokeMark], asked: tuple[str, str]) -> None:
    grade = world()[1].grade(on_body(marks), Target(asked[0], Side.LEFT, asked[1]))
    assert 0.0 <= grade.score <= 1.0
    assert 0.0 <= grade.dice <= 1.0
    assert grade.hit_cm2 + grade.extra_cm2 <= grade.painted_cm2 + 0.5
    assert all(0.0 <= error.weight <= 1.01 for error in grade.errors)
    assert list(grade.errors) == sorted(grade.errors, key=lambda error: -error.weight)
