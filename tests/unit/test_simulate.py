"""Simulated patients are reproducible, lateral, complete, and as the studies they are drawn from say."""

from math import sqrt

import numpy as np
import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.stack import stack
from rootmap.atlas.store import of_roots, usable_atlases
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide
from rootmap.localise.overlap import ExactOverlap
from rootmap.simulate.causes import Cause, Mix, Shares
from rootmap.simulate.patient import Patient, Setting, Simulator, to_drawing
from rootmap.simulate.published import AREAS, published
from rootmap.skin.drawing import paint
from rootmap.skin.figure import load_figure

PATIENTS = 300
L5 = Cause(Candidate("L5", CandidateSide.LEFT), (Root.L5,))


@pytest.fixture(scope="module")
def simulator() -> Simulator:
    figure = load_figure()
    return Simulator(figure, usable_atlases(figure)[0], load_anatomy(), Setting())


@pytest.fixture(scope="module")
def with_l5(simulator: Simulator) -> list[Patient]:
    return [simulator.patient_with(L5, seed) for seed in range(PATIENTS)]


def assert_share(hits: int, count: int, share: float) -> None:
    """Hold a count within four standard errors of a published share."""
    assert count > 50
    assert abs(hits / count - share) <= 4.0 * sqrt(max(share * (1.0 - share), 0.01) / count)


def traced(patients: list[Patient], key: str) -> list[str]:
    return [patient.trace[key] for patient in patients if key in patient.trace]


def test_the_same_seed_makes_the_same_patient_and_another_seed_another(simulator: Simulator) -> None:
    figure = simulator.figure
    again = Simulator(figure, usable_atlases(figure)[0], load_anatomy(), Setting())
    for seed in (0, 7, 123):
        one, other = simulator.patient(seed), again.patient(seed)
        assert (one.cause, one.findings, one.trace) == (other.cause, other.findings, other.trace)
        assert one.marks == other.marks
        assert one.difficulty == other.difficulty
        assert one.table.union_cm2 == other.table.union_cm2
    assert simulator.patient(1).marks != simulator.patient(2).marks


def test_left_and_right_patients_are_mirror_images(simulator: Simulator) -> None:
    right = Cause(Candidate("L5", CandidateSide.RIGHT), (Root.L5,))
    for seed in range(10):
        one, other = simulator.patient_with(L5, seed), simulator.patient_with(right, seed)
        for name, areas in one.table.union.items():
            assert areas[:, ::-1] == pytest.approx(other.table.union[name])
        assert [f.test for f in one.findings] == [f.test for f in other.findings]
        turned = [None if f.side is None else f.side.other for f in other.findings]
        assert [f.side for f in one.findings] == turned


def test_both_sides_are_struck_equally_often(simulator: Simulator) -> None:
    chance = np.random.default_rng(5)
    roots = simulator.with_setting(Setting(Mix.ALL_ROOTS)).causes
    left = sum(roots.pick(chance).candidate.side is CandidateSide.LEFT for _ in range(2000))
    assert_share(left, 2000, 0.5)


def test_roots_come_as_often_as_published(simulator: Simulator) -> None:
    causes = simulator.with_setting(Setting(Mix.LUMBAR_ROOTS)).causes
    assert {cause.id: round(causes.share(cause), 3) for cause in causes.every} == {
        **{"L2": 0.01, "L3": 0.02, "L4": 0.06, "L5": 0.45, "S1": 0.45, "S2": 0.01}
    }
    flat = simulator.with_setting(Setting(Mix.LUMBAR_ROOTS, Shares.TEACHING)).causes
    assert flat.share(L5) < 0.4


def test_l5_hurts_by_area_as_often_as_furman_found(simulator: Simulator, with_l5: list[Patient]) -> None:
    shares = published(load_anatomy()).areas[Root.L5]
    drawn = [words.split() for words in traced(with_l5, "areas")]
    for area in AREAS:
        assert_share(sum(area in words for words in drawn), len(drawn), shares[area])


def test_l5_pain_leaves_the_dermatome_as_often_as_murphy_found(with_l5: list[Patient]) -> None:
    pain = traced(with_l5, "pain")
    assert_share(sum(pattern != "own" for pattern in pain), len(pain), 0.641)


def test_l5_tingling_keeps_to_the_dermatome_as_seldom_as_taylor_found(with_l5: list[Patient]) -> None:
    tingling = traced(with_l5, "tingling")
    assert_share(tingling.count("inside"), len(tingling), 0.209)
    assert_share(len(tingling) - tingling.count("outside"), len(tingling), 0.748)


def test_signs_are_abnormal_as_often_as_the_table_says(with_l5: list[Patient]) -> None:
    on_side = [(each.test, each) for patient in with_l5 for each in patient.findings if each.side in (None, Side.LEFT)]
    hamstring = [each.result != "normal" for test, each in on_side if test == "reflex.medial_hamstring"]
    implied = 6.2 * (1.0 - 0.5) / (6.2 - 0.5)  # McGee's ratios; Esene states 0.76
    assert_share(sum(hamstring), len(hamstring), (0.76 + implied) / 2.0)
    other_root = [each.result != "normal" for test, each in on_side if test == "reflex.triceps"]
    assert not other_root


def test_a_cause_of_every_sort_can_be_drawn_and_examined(simulator: Simulator) -> None:
    kinds = {cause.kind for cause in simulator.causes.every}
    assert kinds == set(CandidateKind)
    for seed, cause in enumerate(simulator.causes.every):
        patient = simulator.patient_with(cause, seed)
        assert patient.cause == cause.candidate
        assert patient.findings
        assert 0.0 <= patient.difficulty <= 1.0
        if not patient.table.is_blank:
            sides = patient.table.union[simulator.bits.maps.atlases[0].info.id].sum(axis=0)
            crosses = cause.kind is CandidateKind.CORD or {"other_side", "stray"} & set(patient.trace)
            if cause.candidate.side is CandidateSide.LEFT and not crosses:
                assert sides[0] > sides[1]


def test_findings_use_the_words_of_their_tests(simulator: Simulator) -> None:
    anatomy = load_anatomy()
    for seed in range(60):
        for finding in simulator.patient(seed).findings:
            group, _, name = finding.test.partition(".")
            if group == "muscle":
                assert finding.mrc in range(6)
            elif group == "reflex":
                assert finding.result in anatomy.reflexes[name].results
            elif group == "pinprick":
                assert finding.result in ("normal", "reduced")
                assert Root(name)
            else:
                test = anatomy.tests[finding.test]
                assert finding.result in test.results
                assert (finding.side is not None) == test.sided


def test_the_table_is_what_the_drawing_measures(simulator: Simulator) -> None:
    """Within 10 % of a layer's skin and 2 cm2, in all and in each territory: a bit of skin is 4 to 8 mm wide."""
    maps = of_roots(simulator.bits.maps.atlases)[:3]
    exact = ExactOverlap(simulator.figure, stack(simulator.figure, maps))
    for seed in (10, 21):
        patient = simulator.patient(seed)
        measured = exact.measure(paint(to_drawing(patient, simulator), simulator.figure))
        assert patient.table.painted.keys() == measured.painted.keys()
        for quality, area in patient.table.painted.items():
            near = {"abs": 0.1 * area + 2.0}
            assert measured.painted[quality] == pytest.approx(area, **near)
            for atlas in maps:
                mine = patient.table.areas[quality][atlas.info.id]
                assert measured.areas[quality][atlas.info.id] == pytest.approx(mine, **near)


def test_a_polyneuropathy_is_felt_on_both_feet(simulator: Simulator) -> None:
    cause = next(each for each in simulator.causes.every if each.kind is CandidateKind.POLYNEUROPATHY)
    table = simulator.patient_with(cause, 3).table
    feet = frozenset({"foot.dorsal", "foot.plantar"})
    felt = sum(table.in_segments(quality, feet) for quality in Quality)
    assert felt[0] > 50.0
    assert felt[1] > 50.0
