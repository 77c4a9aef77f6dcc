"""The paragraph says what the bars show: the same contributions, no others; and each has its sources."""

from math import log10

import pytest

from classical import LEFT, Felt, ranker, table
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import story
from rootmap.localise.behind import JUDGED, READ, RECALLED, sources_of
from rootmap.localise.evidence import Finding, Ranking
from rootmap.localise.explain import differences

ANATOMY = load_anatomy()
FOUND = (
    Finding("reflex.achilles", LEFT, "reduced"),
    Finding("muscle.tibialis_posterior", LEFT, mrc=5),
    Finding("muscle.extensor_hallucis_longus", LEFT, mrc=4),
    Finding("slr", LEFT, "positive"),
    Finding("tinel_fibular_head", LEFT, "positive"),
)


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    return ranker().rank(table([Felt(Quality.PAIN, "isncsci", ("L5",), part=0.6)]), FOUND)


def test_what_speaks_for_and_against_a_candidate_has_the_sign_of_its_bar(ranking):
    for entry in ranking.entries[:30]:
        said = story.of_one(entry, ranking.entries[0], leads=False)
        assert all(part in entry.contributions for each in said for part in each.about)
        assert all(part.log10_weight >= story.NOTICED for part in said[0].about)
        assert all(part.log10_weight <= -story.NOTICED for part in said[1].about)


def test_between_any_two_the_net_weights_are_those_of_the_differences(ranking):
    first = ranking.entries[0]
    for other in ranking.entries[1:40]:
        net = {(part.key, str(part.params)): weight for part, weight in differences(first, other)}
        assert sum(net.values()) == pytest.approx(log10(first.probability / other.probability))
        pro, *contra = story.of_two(first, other)
        assert all(net[part.key, str(part.params)] > 0 for part in pro.about)
        assert all(net[part.key, str(part.params)] < 0 for each in contra for part in each.about)
        assert story.told(story.of_two(first, other)) == story.told(story.of_two(other, first))


def test_the_leader_is_told_with_its_runner_up_in_plain_sentences(ranking):
    text = story.told(story.of_one(ranking.entries[0], ranking.entries[1], leads=True))
    assert " leads (" in text
    assert "It was nearly" in text or "Next comes" in text
    assert "speaks against it" in text
    assert "{" not in text
    assert text.endswith(".")
    assert "_" not in text


def test_what_would_settle_it_is_said_more_or_less_firmly():
    sure, unsure = (story.would_settle(["triceps brachii"], enough=enough) for enough in (True, False))
    assert sure is not None
    assert unsure is not None
    assert story.told([sure]) == "Triceps brachii would tell them apart."
    assert "would help" in story.told([unsure])
    assert story.would_settle([], enough=True) is None


def test_every_contribution_of_every_candidate_opens_sources_that_say_how_they_are_known(ranking):
    for entry in ranking.entries:
        hypothesis = ranker().hypothesis_of(entry.candidate)
        for part in entry.contributions:
            lines = sources_of(part, hypothesis, ANATOMY)
            assert lines, part
            if part.key.startswith("finding."):
                assert all(line.endswith((READ, RECALLED)) or JUDGED in line for line in lines), (part, lines)
