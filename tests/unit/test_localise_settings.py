"""Where a patient is seen changes what the ranking starts from, and nothing else."""

import json

import numpy as np
import pytest

from classical import LEFT, NUMB, PAIN, Felt, findings, ranker, table
from rootmap.__main__ import main
from rootmap.cli.rank import SETTINGS
from rootmap.localise.evidence import AreaTable, CandidateKind
from rootmap.localise.settings import Setting
from rootmap.resources import quizzes

CALF = table([Felt(PAIN, "textbook", ("S1",))])


def starts_with(setting: Setting) -> dict[str, float]:
    found: dict[str, float] = {}
    seen = ranker().in_setting(setting)
    for candidate, chance in zip(seen.candidates.candidates, seen.probabilities(AreaTable()), strict=True):
        found[candidate.id] = found.get(candidate.id, 0.0) + float(chance)
    return found


def test_anyone_is_what_the_ranking_starts_from_by_itself() -> None:
    assert np.array_equal(ranker().in_setting(Setting.ANYONE).log_prior, ranker().log_prior)
    assert ranker().setting is Setting.ANYONE


@pytest.mark.parametrize("setting", Setting)
def test_in_every_setting_belief_sums_to_one_and_all_stand(setting: Setting) -> None:
    ranking = ranker().in_setting(setting).rank(CALF)
    assert sum(entry.probability for entry in ranking.entries) + ranking.unexplained == pytest.approx(1.0)
    assert all(entry.probability > 0.0 for entry in ranking.entries)


def test_each_clinic_meets_the_roots_of_its_limb_and_the_emergency_room_more_of_cauda_and_cord() -> None:
    leg, arm, emergency = (starts_with(each) for each in (Setting.LEG, Setting.ARM, Setting.EMERGENCY))
    assert leg["L5"] > 10.0 * leg["C7"]
    assert arm["C7"] > 10.0 * arm["L5"]
    assert leg["L5"] > 5.0 * leg["L4"]
    assert emergency["cauda_equina"] > 2.0 * leg["cauda_equina"]


def test_a_setting_leaves_the_evidence_alone() -> None:
    """Between two candidates it changes the odds by the same factor whatever is painted and found."""
    found = findings(("muscle.gastrocnemius 4", "reflex.achilles absent"), (LEFT,))
    seen, usual = ranker().in_setting(Setting.LEG), ranker()
    both = {("L5", "left"), ("S1", "left")}
    places = [k for k, each in enumerate(usual.candidates.candidates) if (each.id, str(each.side)) in both]

    def odds(who, *given) -> float:
        chance = who.probabilities(*given)[places]
        return float(np.log(chance[0] / chance[1]))

    blank = odds(seen, AreaTable()) - odds(usual, AreaTable())
    assert odds(seen, CALF, found) - odds(usual, CALF, found) == pytest.approx(blank)


def test_the_clinic_is_surer_of_a_common_root_and_says_where_its_start_comes_from() -> None:
    drawn = table([Felt(NUMB, "textbook", ("S1",))])
    usual, leg = ranker().rank(drawn), ranker().in_setting(Setting.LEG).rank(drawn)
    assert (leg.entries[0].candidate.id, leg.entries[0].candidate.kind) == ("S1", CandidateKind.ROOT)
    assert leg.entries[0].probability > usual.entries[0].probability
    assert "back and leg clinic" in next(each.source for each in leg.entries[0].contributions if each.key == "prior")


def test_the_command_line_ranks_in_a_setting(capsys: pytest.CaptureFixture[str]) -> None:
    assert tuple(str(each) for each in Setting) == SETTINGS
    drawing = str(quizzes("examples", "left_s1_burning.rootmap"))
    chances = []
    for setting in ("anyone", "leg"):
        assert main(["rank", drawing, "--json", "--setting", setting]) == 0
        chances.append(json.loads(capsys.readouterr().out)["ranking"][0])
    assert [each["candidate"] for each in chances] == ["S1", "S1"]
    assert chances[1]["probability"] > chances[0]["probability"]
    assert main(["rank", drawing, "--setting", "ward"]) == 2
    assert "--setting" in capsys.readouterr().err
    assert main(["rank", "--batch", ".", "--json", "--setting", "leg"]) == 2
    assert "is not for a folder" in capsys.readouterr().err
