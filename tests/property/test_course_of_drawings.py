"""Whatever is drawn: retreating pain centralises, the order of entry is nothing, a mirrored patient fares the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.store import of_roots, usable_atlases
from rootmap.localise.course import Trend, Verdict, compare, course
from rootmap.localise.extent import Extent, Limb, extents, reaches
from rootmap.localise.visit_measures import Measured, VisitMeter
from rootmap.localise.visits_file import read_visits
from rootmap.resources import visit_examples
from rootmap.skin.drawing import Drawing, Layer, paint
from rootmap.skin.figure import load_figure
from visits_world import drawing_to, foot_drawing, measured

FIGURE = load_figure()
REACH = st.floats(-1.0, 3.0)
LIMB = st.sampled_from(Limb)
PAIN = st.dictionaries(LIMB, REACH, max_size=4)
NUMB = st.fixed_dictionaries({}, optional={Quality.NUMBNESS: st.floats(0.0, 300.0)})


@st.composite
def visits(draw: st.DrawFn) -> list[Measured]:
    days = draw(st.lists(st.integers(0, 300), min_size=2, max_size=5, unique=True))
    return [measured(day, draw(PAIN), area_cm2=draw(NUMB)) for day in days]


def mirrored(visit: Measured) -> Measured:
    pain, numbness = (
        {limb.mirrored: Extent(limb.mirrored, extent.reach) for limb, extent in found.items()}
        for found in (visit.pain, visit.numbness)
    )
    return replace(visit, pain=pain, numbness=numbness)


@given(visits(), st.randoms(use_true_random=False))
def test_the_order_of_entry_is_nothing(seen: list[Measured], random: object) -> None:
    turned = list(seen)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert course(turned) == course(seen)


@given(visits())
def test_a_mirrored_patient_fares_the_same(seen: list[Measured]) -> None:
    plain, turned = course(seen), course([mirrored(visit) for visit in seen])
    assert [step.verdict for step in turned.steps] == [step.verdict for step in plain.steps]


@given(st.lists(st.floats(0.0, 3.0), min_size=2, max_size=6, unique_by=lambda reach: round(reach, 1)), LIMB)
def test_pain_that_only_retreats_is_never_called_peripheralising_and_in_all_centralises(
    reaches_: list[float], limb: Limb
) -> None:
    down = sorted(reaches_, reverse=True)
    seen = course([measured(7 * week, {limb: reach}) for week, reach in enumerate(down)])
    assert {step.verdict for step in seen.steps} <= {Verdict.CENTRALISING, Verdict.UNCHANGED}
    if down[0] - down[-1] >= 0.25:
        assert seen.overall is not None
        assert seen.overall.verdict is Verdict.CENTRALISING


@given(visits())
def test_turning_time_round_turns_the_pain_round(seen: list[Measured]) -> None:
    a, b = seen[:2]
    there, back = compare(a, b), compare(b, a)
    assert {(change.aspect, change.of) for change in there.changes} == {(c.aspect, c.of) for c in back.changes}
    assert sum(c.trend is Trend.WORSE for c in there.changes) == sum(c.trend is Trend.BETTER for c in back.changes)


@given(visits())
def test_more_numbness_outranks_whatever_the_pain_does(seen: list[Measured]) -> None:
    a, b = seen[:2]
    worse = replace(b, area_cm2={Quality.NUMBNESS: 2 * a.area_cm2.get(Quality.NUMBNESS, 0.0) + 10.0})
    assert compare(a, worse).verdict is Verdict.WORSENING


def reach_of(drawing: Drawing, limb: Limb = Limb.LEFT_LEG) -> float:
    return extents(paint(drawing, FIGURE)[Quality.PAIN], FIGURE)[limb].reach


def test_a_stripe_reaches_as_far_as_it_was_drawn_and_shorter_ones_less() -> None:
    found = [reach_of(drawing_to(reach)) for reach in (0.4, 0.9, 1.4, 1.8)]
    assert found == sorted(found)
    assert found == pytest.approx([0.4, 0.9, 1.4, 1.8], abs=0.06)  # half of the brush, and the speck
    assert 2.0 < reach_of(foot_drawing(0.3)) < reach_of(foot_drawing(1.2)) < 3.0


@pytest.mark.parametrize("make", [lambda side: drawing_to(1.4, side), lambda side: foot_drawing(1.0, side)])
def test_a_drawing_on_the_other_side_reaches_as_far_there(make: object) -> None:
    left, right = (make(side) for side in ("left", "right"))  # type: ignore[operator]
    there = extents(paint(right, FIGURE)[Quality.PAIN], FIGURE)
    assert set(there) == {Limb.RIGHT_LEG}
    assert there[Limb.RIGHT_LEG].reach == pytest.approx(reach_of(left), abs=0.01)


def test_more_paint_never_reaches_less_far() -> None:
    longer = drawing_to(1.6).layers[0].marks
    both = Drawing("neutral", (Layer(Quality.PAIN, (*drawing_to(0.6).layers[0].marks, *longer)),))
    assert reach_of(both) >= reach_of(drawing_to(1.6)) - 1e-6


def test_every_bit_of_leg_and_arm_has_a_place_on_its_limb_and_none_on_the_other() -> None:
    for view in FIGURE.views.values():
        grid = view.grid
        for name in grid.segment_names:
            rows, columns = grid.cells_of(name)
            segment, first = grid.segment[rows, columns], grid.first[rows, columns]
            on_leg, on_arm = (reaches(segment, first, grid.segment_names, leg=leg) for leg in (True, False))
            if name.startswith(("leg", "foot", "perineum")):
                assert (on_leg >= -1.0).all()
                assert (on_arm < -1.0).all()
            if name.startswith(("arm", "hand")):
                assert (on_arm >= -1.0).all()
                assert (on_leg < -1.0).all()
            assert on_leg.max(initial=0.0) <= 3.0


def test_the_example_centralises_at_every_visit() -> None:
    record = read_visits(visit_examples()[0])
    meter = VisitMeter(FIGURE, of_roots(usable_atlases(FIGURE)[0]), load_anatomy())
    seen = course([meter.measure(visit) for visit in record.visits])
    assert {step.verdict for step in seen.steps} == {Verdict.CENTRALISING}
    assert seen.overall is not None
    assert seen.overall.has_functional_gain
    assert "S1" in [str(root) for root in seen.visits[0].roots]
    assert not seen.visits[0].red_flags
