"""Each piece of evidence in words, and one candidate against another."""

import pytest

from localise_world import make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.explain import differences, in_words, presence_in_words
from rootmap.localise.ranker import Ranker

ANATOMY = load_anatomy()
ATLAS = make_atlas(make_figure())
RANKER = Ranker([ATLAS], ANATOMY)
TABLE = table_of([ATLAS], {Quality.PAIN: {("S1", Side.LEFT): 60.0, ("L5", Side.LEFT): 20.0}})
FINDINGS = (
    Finding("reflex.achilles", Side.LEFT, "reduced"),
    Finding("muscle.gastrocnemius", Side.LEFT, mrc=5),
    Finding("muscle.soleus", Side.RIGHT, mrc=3),
    Finding("slr", Side.LEFT, "positive"),
    Finding("bladder_change", None, "present"),
)
RANKING = RANKER.rank(TABLE, FINDINGS)


@pytest.mark.parametrize("entry", RANKING.entries[:5], ids=lambda entry: entry.candidate.id)
def test_every_contribution_and_flag_has_words_and_a_source(entry):
    pieces = [*entry.contributions, *(alert.reason for alert in RANKING.red_flags)]
    pieces += [piece for presence in RANKING.presence for piece in presence.contributions]
    assert len(pieces) > 2
    for piece in pieces:
        assert in_words(piece)
        assert "{" not in in_words(piece)
        assert piece.source


def test_the_rows_are_the_same_however_one_looks_at_them():
    some, all_of_them = RANKER.rank(TABLE, FINDINGS).entries, tuple(RANKER.rank(TABLE, FINDINGS).entries)
    assert len(some) == len(all_of_them) == len(RANKER.candidates.candidates)
    assert some[0] == all_of_them[0]
    assert some[:3] == all_of_them[:3]
    assert some[5:20:2] == all_of_them[5:20:2]
    assert some[-1] == all_of_them[-1]
    assert some == all_of_them
    assert some != all_of_them[1:]


def test_without_an_explanation_only_the_reasons_are_missing():
    told = RANKER.rank(TABLE, FINDINGS, explain=False).entries
    assert tuple(told) == tuple(entry._replace(contributions=()) for entry in RANKING.entries)


def test_words_name_the_sign_the_grade_and_the_side():
    words = [in_words(piece) for piece in RANKING.entries[0].contributions]
    assert "Achilles reflex reduced, left" in words
    assert "gastrocnemius: power 5 of 5, left" in words


def test_the_winner_is_explained_against_the_runner_up_by_what_differs_most():
    first, second = RANKING.entries[:2]
    explained = differences(first, second)
    assert sum(weight for _, weight in explained) > 0.0
    sizes = [abs(weight) for _, weight in explained]
    assert sizes == sorted(sizes, reverse=True)


def test_contributions_explain_the_odds_between_two_candidates_exactly():
    import math

    first, second = RANKING.entries[:2]
    odds = first.probability / second.probability
    assert sum(weight for _, weight in differences(first, second)) == pytest.approx(math.log10(odds))


def test_presence_is_said_in_words_for_against_and_neither():
    def words(*findings):
        return presence_in_words(RANKER.rank(AreaTable(), findings).presence[0])

    assert "speak for" in words(Finding("crossed_slr", Side.LEFT, "positive"))
    assert "speak against" in words(Finding("slr", Side.LEFT, "negative"))
    assert "hardly" in words(Finding("muscle.gastrocnemius", Side.LEFT, mrc=5))
