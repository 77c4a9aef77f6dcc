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
from rootmap.localise.figures import trusted
from rootmap.localise.ranker import Ranker
from rootmap.localise.signs import JUDGEMENT, UNRELATED, presence_of, signs_of

ANATOMY = load_anatomy()
ATLAS = make_atlas(make_figure())
RANKER = Ranker([ATLAS], ANATOMY)
SIGNS = signs_of(ANATOMY, RANKER.candidates)
LEFT, RIGHT = Side.LEFT, Side.RIGHT
BLANK = AreaTable()


def probability(findings, root, side=LEFT, table=BLANK):
    entries = RANKER.rank(table, findings, suggest=False).entries
    return next(e.probability for e in entries if (e.candidate.id, e.candidate.side) == (root, side.value))


def abnormal(test, side=LEFT):
    if test.startswith("muscle."):
        return Finding(test, side, mrc=4)
    if test.startswith(("pinprick.", "touch.")):
        return Finding(test, side, "reduced")
    if test.startswith("reflex."):
        words = ANATOMY.reflexes[test.removeprefix("reflex.")].results
        return Finding(test, side, "reduced" if "reduced" in words else words[1])
    return Finding(test, side, ANATOMY.tests[test].results[0])


def normal(test, side=LEFT):
    if test.startswith("muscle."):
        return Finding(test, side, mrc=5)
    if test.startswith(("pinprick.", "touch.")):
        return Finding(test, side, "normal")
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


ROOT_LIKE = ("root", "roots")


def odds_among_roots(ranking, region):
    """Return the probability of each root of a region on the left relative to the first of them."""
    found = {
        entry.candidate.id: entry.probability
        for entry in ranking.entries
        if entry.candidate.kind in ROOT_LIKE and entry.candidate.side == "left" and entry.candidate.id[0] in region
    }
    first = found[min(found)]
    return {name: value / first for name, value in found.items()}


@pytest.mark.parametrize(
    ("test", "region"),
    [
        *((test, "LS") for test in ("slr", "crossed_slr", "slump")),
        *((test, "C") for test in ("spurling", "cervical_traction", "valsalva")),
    ],
)
def test_figures_for_presence_never_change_the_odds_among_the_roots_of_their_region(test, region):
    table = table_of([ATLAS], {Quality.PAIN: {("L5", LEFT): 50.0, ("S1", LEFT): 30.0, ("C6", LEFT): 9.0}})
    before = odds_among_roots(RANKER.rank(table, suggest=False), region)
    for finding in (abnormal(test), normal(test)):
        after = odds_among_roots(RANKER.rank(table, [finding], suggest=False), region)
        singles = [name for name in before if "+" not in name]
        assert {name: after[name] for name in singles} == pytest.approx({name: before[name] for name in singles})


def test_figures_for_presence_move_roots_against_what_is_no_root():
    def of(findings, name, side="left"):
        entries = RANKER.rank(table_of([ATLAS], {Quality.PAIN: {("L5", LEFT): 50.0}}), findings).entries
        return next(e.probability for e in entries if (e.candidate.id, e.candidate.side) == (name, side))

    def odds(findings):
        return of(findings, "L5") / of(findings, "diabetic_amyotrophy")

    assert odds([normal("slr")]) < odds([]) < odds([abnormal("slr")])


def test_a_positive_straight_leg_raise_speaks_for_a_root_lesion_and_a_negative_one_against():
    positive, negative = (RANKER.rank(BLANK, [each]).presence[0] for each in (abnormal("slr"), normal("slr")))
    assert positive.region == negative.region == "lumbar"
    assert positive.log10_weight > 0.0 > negative.log10_weight


def test_a_figure_is_used_for_presence_or_for_level_but_never_for_both():
    level = {row.id for row in ANATOMY.accuracy.values() if row.kind == "level"}
    ratios = {row.id: (row.lr_positive, row.lr_negative) for row in ANATOMY.accuracy.values() if row.kind == "level"}
    assert ratios
    l5, l2 = (RANKER.candidates.rows_of([root])[0] for root in (Root.L5, Root.L2))
    assert SIGNS["slr"].abnormal[l5, 0] == SIGNS["slr"].abnormal[l2, 0] == presence_of(ANATOMY)["slr"].abnormal
    assert not level & {row.id for row in ANATOMY.accuracy.values() if row.kind == "presence"}


def test_no_ratio_passes_the_cap_and_infinite_ones_are_finite():
    for row in ANATOMY.accuracy.values():
        for ratio in (row.lr_positive, row.lr_negative):
            if ratio is not None:
                assert abs(trusted(ratio, row)) <= math.log(model.LR_CAP) + 1e-9
                assert abs(trusted(ratio, row)) <= abs(math.log(ratio)) + 1e-9 if 0 < ratio < math.inf else True
    most = math.log(
        model.TELLING_SIGN[0] / model.TELLING_SIGN[1]
    )  # judged, for the few signs that hardly anything else gives
    assert all(abs(sign.abnormal).max() <= most for sign in SIGNS.values())


def test_a_wide_interval_counts_less_than_a_narrow_one():
    suri = ANATOMY.accuracy["achilles_suri_2011_low"]
    assert trusted(7.1, suri) < 0.6 * math.log(7.1)


def test_signs_without_a_published_figure_say_so():
    l5, c5 = (RANKER.candidates.rows_of([root])[0] for root in (Root.L5, Root.C5))
    assert SIGNS["muscle.tibialis_posterior"].source(l5) == JUDGEMENT
    assert SIGNS["muscle.tibialis_posterior"].source(c5) == UNRELATED
    assert "Suri" in SIGNS["muscle.gluteus_medius"].source(l5)


def test_several_weak_muscles_of_one_root_count_less_than_their_product():
    muscles = ["muscle.extensor_hallucis_longus", "muscle.tibialis_posterior", "muscle.extensor_digitorum_longus"]
    row = RANKER.candidates.rows_of([Root.L5])[0]
    alone = sum(SIGNS[muscle].abnormal[row, 0] for muscle in muscles)
    entry = RANKER.rank(BLANK, [abnormal(muscle) for muscle in muscles]).entries[0]
    together = sum(each.log10_weight for each in entry.contributions if each.key == "finding.motor")
    strongest = max(SIGNS[muscle].abnormal[row, 0] for muscle in muscles) / math.log(10)
    assert (entry.candidate.id, entry.candidate.side) == ("L5", "left")
    assert strongest < together < 0.8 * model.SIGN_POWER * alone / math.log(10)


def test_all_findings_together_move_a_root_no_further_than_the_cap():
    everything = [abnormal(test) for test in SIGNS if ANATOMY.tests.get(test) is None or ANATOMY.tests[test].sided]
    entry = RANKER.rank(BLANK, everything).entries[0]
    weight = sum(each.log10_weight for each in entry.contributions if each.key.startswith("finding."))
    assert weight <= model.FINDINGS_CAP + 1e-9
    assert entry.probability <= 1.0 - min(model.LAPSE)


def test_severe_weakness_says_more_than_slight():
    slight, severe = (Finding("muscle.gluteus_medius", LEFT, mrc=grade) for grade in (4, 3))
    assert probability([severe], "L5") > probability([slight], "L5")


@pytest.mark.parametrize("result", ["brisk", "clonus"])
def test_brisk_reflexes_support_no_root_but_the_cord_and_raise_a_flag(result):
    finding = Finding("reflex.achilles", LEFT, result)
    ranking = RANKER.rank(BLANK, [finding])
    assert odds_among_roots(ranking, "LS") == pytest.approx(odds_among_roots(RANKER.rank(BLANK), "LS"))
    assert _cord_mass(ranking) > 2.0 * _cord_mass(RANKER.rank(BLANK))
    assert [alert.id for alert in ranking.red_flags] == ["myelopathy_signs"]


def test_an_extensor_plantar_supports_no_root_but_the_cord_and_raises_a_flag():
    ranking = RANKER.rank(BLANK, [Finding("reflex.plantar", LEFT, "extensor")])
    assert odds_among_roots(ranking, "LS") == pytest.approx(odds_among_roots(RANKER.rank(BLANK), "LS"))
    assert _cord_mass(ranking) > 2.0 * _cord_mass(RANKER.rank(BLANK))
    assert [alert.code for alert in ranking.red_flags] == ["U"]


def _cord_mass(ranking):
    return sum(entry.probability for entry in ranking.entries if entry.candidate.kind == "cord")


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
        {entry.candidate: entry.probability for entry in RANKER.rank(BLANK, each, suggest=False).entries}
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
    row = int(SIGNS[test].abnormal[: len(RANKER.candidates.singles), 0].argmax())
    root, bystander = RANKER.candidates.hypotheses[row].id, "V2"
    rest = [finding for finding in findings if finding.test != test]

    def odds(given):
        return probability(given, root) / probability(given, bystander)

    assert odds([*rest, abnormal(test)]) >= odds(rest) * (1 - 1e-9)
    assert odds([*rest, normal(test)]) <= odds(rest) * (1 + 1e-9)


def test_findings_need_the_tables():
    with pytest.raises(ValueError, match="anatomy"):
        Ranker([ATLAS]).rank(BLANK, [abnormal("reflex.achilles")])
