"""What bedside findings do to the ranking: published figures used as they are meant, dependent signs discounted."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localise_world import make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.localise import model
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.ranker import Ranker
from rootmap.localise.signs import presence_of, signs_of, trusted

ANATOMY = load_anatomy()
ATLAS = make_atlas(make_figure())
RANKER = Ranker([ATLAS], ANATOMY)
SIGNS = signs_of(ANATOMY, RANKER.candidates)
LEFT, RIGHT = Side.LEFT, Side.RIGHT
BLANK = AreaTable()


def probability(findings, root, side=LEFT, table=BLANK):
    entries = RANKER.rank(table, findings).entries
    return next(e.probability for e in entries if (e.candidate.id, e.candidate.side) == (root, side.value))


def abnormal(test, side=LEFT):
    if test.startswith("muscle."):
        return Finding(test, side, mrc=4)
    if test.startswith("reflex."):
        words = ANATOMY.reflexes[test.removeprefix("reflex.")].results
        return Finding(test, side, "reduced" if "reduced" in words else words[1])
    return Finding(test, side, ANATOMY.tests[test].results[0])


def normal(test, side=LEFT):
    if test.startswith("muscle."):
        return Finding(test, side, mrc=5)
    if test.startswith("reflex."):
        return Finding(test, side, ANATOMY.reflexes[test.removeprefix("reflex.")].results[0])
    return Finding(test, side, ANATOMY.tests[test].results[1])


@pytest.mark.parametrize(
    ("test", "raised", "over"),
    [
        ("reflex.achilles", "S1", "L5"),
        ("reflex.patellar", "L4", "L5"),
        ("reflex.medial_hamstring", "L5", "S1"),
        ("reflex.biceps", "C6", "C7"),
        ("reflex.brachioradialis", "C6", "C5"),
        ("reflex.triceps", "C7", "C6"),
        ("muscle.extensor_hallucis_longus", "L5", "S1"),
        ("muscle.gluteus_medius", "L5", "L4"),
        ("muscle.quadriceps_femoris", "L4", "L2"),
        ("muscle.iliopsoas", "L2", "L4"),
        ("muscle.gastrocnemius", "S1", "L5"),
        ("muscle.tibialis_posterior", "L5", "S1"),
        ("muscle.deltoid", "C5", "C7"),
        ("muscle.triceps_brachii", "C7", "C8"),
        ("muscle.first_dorsal_interosseous", "T1", "C7"),
        ("femoral_stretch", "L3", "L5"),
        ("sensation_little_finger", "C8", "T1"),
        ("sensation_lateral_foot", "S1", "L5"),
        ("sensation_dorsum_of_foot", "L5", "S1"),
    ],
)
def test_a_sign_raises_its_root_over_the_neighbour_and_a_normal_one_lowers_it(test, raised, over):
    def odds(findings):
        return probability(findings, raised) / probability(findings, over)

    assert odds([normal(test)]) < odds([]) < odds([abnormal(test)])


LEVEL_ROWS = [row for row in ANATOMY.accuracy.values() if row.kind == "level" and row.finding and row.lr_positive]


@pytest.mark.parametrize("row", LEVEL_ROWS, ids=lambda row: row.id)
def test_every_level_figure_above_one_raises_a_root_it_names_on_its_side_only(row):
    finding = [abnormal(row.finding)]
    better = [root for root in row.roots if probability(finding, str(root)) > 1.2 * probability([], str(root))]
    assert better
    assert all(probability(finding, str(root), RIGHT) < probability([], str(root), RIGHT) for root in row.roots)


def test_figures_for_presence_never_change_the_order_or_odds_among_roots():
    table = table_of([ATLAS], {Quality.PAIN: {("L5", LEFT): 50.0, ("S1", LEFT): 30.0, ("L4", RIGHT): 9.0}})
    before = RANKER.rank(table).entries
    for test in ("slr", "crossed_slr", "slump", "spurling", "cervical_traction", "valsalva", "arm_squeeze"):
        for finding in (abnormal(test), normal(test, RIGHT)):
            after = RANKER.rank(table, [finding]).entries
            assert [entry.candidate for entry in after] == [entry.candidate for entry in before]
            assert [e.probability for e in after] == pytest.approx([e.probability for e in before])


def test_a_positive_straight_leg_raise_speaks_for_a_root_lesion_and_a_negative_one_against():
    positive, negative = (RANKER.rank(BLANK, [each]).presence[0] for each in (abnormal("slr"), normal("slr")))
    assert positive.region == negative.region == "lumbar"
    assert positive.log10_weight > 0.0 > negative.log10_weight


def test_a_figure_is_used_for_presence_or_for_level_but_never_for_both():
    level = {row.id for row in ANATOMY.accuracy.values() if row.kind == "level"}
    sources_of_level = {source for sign in SIGNS.values() for source in sign.sources}
    assert presence_of(ANATOMY)["slr"].source not in sources_of_level
    assert "slr" not in SIGNS
    assert not level & {row.id for row in ANATOMY.accuracy.values() if row.kind == "presence"}


def test_no_ratio_passes_the_cap_and_infinite_ones_are_finite():
    for row in ANATOMY.accuracy.values():
        for ratio in (row.lr_positive, row.lr_negative):
            if ratio is not None:
                assert abs(trusted(ratio, row)) <= math.log(model.LR_CAP) + 1e-9
                assert abs(trusted(ratio, row)) <= abs(math.log(ratio)) + 1e-9 if 0 < ratio < math.inf else True
    assert all(abs(value) <= math.log(model.LR_CAP) for sign in SIGNS.values() for value in sign.abnormal)


def test_a_wide_interval_counts_less_than_a_narrow_one():
    suri = ANATOMY.accuracy["achilles_suri_2011_low"]
    assert trusted(7.1, suri) < 0.6 * math.log(7.1)


def test_signs_without_a_published_figure_say_so():
    assert set(SIGNS["muscle.tibialis_posterior"].sources) == {"", "innervation; the size is judgement"}
    assert "Suri" in SIGNS["muscle.gluteus_medius"].sources[RANKER.candidates.rows_of([Root.L5])[0]]


def test_several_weak_muscles_of_one_root_count_less_than_their_product():
    muscles = ["muscle.extensor_hallucis_longus", "muscle.tibialis_posterior", "muscle.extensor_digitorum_longus"]
    row = RANKER.candidates.rows_of([Root.L5])[0]
    alone = sum(SIGNS[muscle].abnormal[row] for muscle in muscles)
    entry = RANKER.rank(BLANK, [abnormal(muscle) for muscle in muscles]).entries[0]
    together = sum(each.log10_weight for each in entry.contributions if each.key == "finding.motor")
    strongest = max(SIGNS[muscle].abnormal[row] for muscle in muscles) / math.log(10)
    assert (entry.candidate.id, entry.candidate.side) == ("L5", "left")
    assert strongest < together < 0.75 * alone / math.log(10)


def test_all_findings_together_move_a_root_no_further_than_the_cap():
    everything = [abnormal(test) for test in SIGNS if ANATOMY.tests.get(test) is None or ANATOMY.tests[test].sided]
    entry = RANKER.rank(BLANK, everything).entries[0]
    weight = sum(each.log10_weight for each in entry.contributions if each.key.startswith("finding."))
    assert weight <= model.FINDINGS_CAP + 1e-9
    assert entry.probability <= 1.0 - model.LAPSE + 0.02


def test_severe_weakness_says_more_than_slight():
    slight, severe = (Finding("muscle.gluteus_medius", LEFT, mrc=grade) for grade in (4, 3))
    assert probability([severe], "L5") > probability([slight], "L5")


def _beliefs(ranking):
    return [entry.probability for entry in ranking.entries]


@pytest.mark.parametrize("result", ["brisk", "clonus"])
def test_brisk_reflexes_support_no_root_and_raise_a_flag(result):
    name = next(r.id for r in ANATOMY.reflexes.values() if result in r.results and r.kind != "pathological")
    ranking = RANKER.rank(BLANK, [Finding(f"reflex.{name}", LEFT, result)])
    assert [e.probability for e in ranking.entries] == pytest.approx(
        [e.probability for e in RANKER.rank(BLANK).entries]
    )
    assert [alert.id for alert in ranking.red_flags] == ["myelopathy_signs"]


def test_an_extensor_plantar_supports_no_root_and_raises_a_flag():
    ranking = RANKER.rank(BLANK, [Finding("reflex.plantar", LEFT, "extensor")])
    assert [e.probability for e in ranking.entries] == pytest.approx(
        [e.probability for e in RANKER.rank(BLANK).entries]
    )
    assert [alert.code for alert in ranking.red_flags] == ["U"]


FINDING = st.builds(
    lambda test, side, bad: abnormal(test, side) if bad else normal(test, side),
    st.sampled_from([test for test in SIGNS if ANATOMY.tests.get(test) is None or ANATOMY.tests[test].sided]),
    st.sampled_from(Side),
    st.booleans(),
)
FINDINGS = st.lists(FINDING, max_size=8, unique_by=lambda finding: (finding.test, finding.side))


@given(FINDINGS, st.randoms())
@settings(max_examples=40)
def test_the_order_of_findings_does_not_matter(findings, random):
    shuffled = random.sample(findings, len(findings))
    here, there = (
        {entry.candidate: entry.probability for entry in RANKER.rank(BLANK, each).entries}
        for each in (findings, shuffled)
    )
    assert here == pytest.approx(there)


@given(FINDINGS)
@settings(max_examples=40)
def test_findings_on_the_other_side_move_the_other_side_alike(findings):
    turned = [Finding(f.test, f.side.other, f.result, f.mrc) for f in findings]
    for root, side in itertools.product(("C6", "L5", "S1"), Side):
        assert probability(turned, root, side.other) == pytest.approx(probability(findings, root, side))


@given(FINDINGS, st.sampled_from(sorted(SIGNS)))
@settings(max_examples=80)
def test_one_more_supporting_finding_never_lowers_the_odds_of_its_best_root(findings, test):
    if ANATOMY.tests.get(test) is not None and not ANATOMY.tests[test].sided:
        return
    row = max(range(len(SIGNS[test].abnormal)), key=lambda place: SIGNS[test].abnormal[place])
    root, bystander = RANKER.candidates.groups[row].id, "V2"
    rest = [finding for finding in findings if finding.test != test]

    def odds(given):
        return probability(given, root) / probability(given, bystander)

    assert odds([*rest, abnormal(test)]) >= odds(rest) * (1 - 1e-9)
    assert odds([*rest, normal(test)]) <= odds(rest) * (1 + 1e-9)


def test_findings_need_the_tables():
    with pytest.raises(ValueError, match="anatomy"):
        Ranker([ATLAS]).rank(BLANK, [abnormal("reflex.achilles")])
