"""Each root and each look-alike with its classical picture leads the list; each published figure does what it says."""

import itertools
import math

import pytest

import classical
from classical import LEFT, NUMB, PAIN, ROOT_SIGNS, Felt, findings, mimics, ranker, table
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise import model
from rootmap.localise.evidence import AreaTable, Finding, Ranking
from rootmap.localise.figures import rows_by_finding, trusted

ANATOMY = load_anatomy()


def leader(ranking: Ranking) -> tuple[str, str]:
    best = ranking.entries[0].candidate
    return best.id, str(best.side)


@pytest.mark.parametrize(("root", "side", "quality"), list(itertools.product(ROOT_SIGNS, Side, (PAIN, NUMB))))
def test_each_root_with_its_classical_picture_leads(root: Root, side: Side, quality: classical.Quality) -> None:
    drawn = table([Felt(quality, "textbook", (root.value,), (side,))])
    assert leader(ranker().rank(drawn, findings(ROOT_SIGNS[root], (side,)), suggest=False, explain=False)) == (
        root.value,
        side.value,
    )


MIMICS = mimics()


def test_every_look_alike_of_the_table_has_a_picture() -> None:
    assert set(MIMICS) == set(ANATOMY.differentials)


@pytest.mark.parametrize("name", MIMICS)
def test_each_look_alike_with_its_classical_picture_leads(name: str) -> None:
    picture = MIMICS[name].picture
    found = (*findings(picture.found, picture.sides), *picture.also)
    best, side = leader(ranker().rank(table(picture.felt), found, suggest=False, explain=False))
    assert best == MIMICS[name].ranked_as
    assert side in ("left", "both")


ROOT_ROWS = [row for rows in rows_by_finding(ANATOMY, "level").values() for row in rows]
PRESENCE_ROWS = [row for rows in rows_by_finding(ANATOMY, "presence").values() for row in rows if row.lr_positive]
OTHER_ROWS = [row for rows in rows_by_finding(ANATOMY, "other").values() for row in rows if row.lr_positive]


def result(test: str, *, abnormal: bool) -> Finding:
    known = ANATOMY.tests.get(test)
    side = LEFT if known is None or known.sided else None
    if test.startswith("muscle."):
        return Finding(test, side, mrc=4 if abnormal else 5)
    if test.startswith("reflex."):
        words = ANATOMY.reflexes[test.removeprefix("reflex.")].results
        bad = next(word for word in ("reduced", "present", "extensor", "absent") if word in words)
        return Finding(test, side, bad if abnormal else words[0])
    return Finding(test, side, ANATOMY.tests[test].results[0 if abnormal else 1])


def odds(found: Finding | None, one: str, other: str) -> float:
    ranking = ranker().rank(AreaTable(), [found] if found else [], suggest=False, explain=False)
    chance = {(each.candidate.id, str(each.candidate.side)): each.probability for each in ranking.entries}
    first, second = (chance.get((name, "left"), chance.get((name, "both"), 0.0)) for name in (one, other))
    return math.log(first / second)


@pytest.mark.parametrize("row", ROOT_ROWS, ids=lambda row: row.id)
def test_a_level_figure_moves_a_root_it_names_against_a_neighbour_it_does_not(row) -> None:
    def tells(one: str, other: str) -> float:
        return odds(result(row.finding, abnormal=True), one, other) - odds(None, one, other)

    serving = served_by(row.finding)
    bystanders = [root for root in ("C3", "L2", "S1", "C7", "L5", "T1", "S2") if Root(root) not in serving]
    named = [root.value for root in row.roots if root in serving]
    moved = [tells(root, other) for root in named for other in bystanders]
    assert max(moved) > 0.0
    if row.lr_positive is not None:
        ours = [abs(trusted(other.lr_positive, other)) for other in ROOT_ROWS if same_finding(other, row)]
        unrelated = math.log(model.MOTOR_MAJOR[1] / model.UNRELATED)
        assert max(moved) <= model.SIGN_POWER * (max(ours) + unrelated) + 1e-9


def served_by(test: str) -> tuple[Root, ...]:
    family, _, key = test.partition(".")
    if family == "muscle" and key:
        return ANATOMY.muscles[key].roots
    return ANATOMY.reflexes[key].roots if family == "reflex" and key else ANATOMY.tests[test].roots


def same_finding(one, other) -> bool:
    return one.finding == other.finding and one.lr_positive is not None


@pytest.mark.parametrize("row", PRESENCE_ROWS, ids=lambda row: row.id)
def test_a_presence_figure_above_one_speaks_for_a_root_lesion(row) -> None:
    said = ranker().rank(AreaTable(), [result(row.finding, abnormal=True)], suggest=False, explain=False).presence
    assert [each.region for each in said] == [row.region]
    figures = [trusted(each.lr_positive, each) for each in PRESENCE_ROWS if each.finding == row.finding]
    assert said[0].log10_weight == pytest.approx(sum(figures) / len(figures) / math.log(10.0))


@pytest.mark.parametrize("row", OTHER_ROWS, ids=lambda row: row.id)
def test_a_figure_about_a_look_alike_moves_it_and_no_root(row) -> None:
    if row.about not in {each.id for each in ranker().candidates.hypotheses}:
        pytest.fail(f"{row.about} is not a candidate")
    found = result(row.finding, abnormal=True)
    assert odds(found, row.about, "T4") > odds(None, row.about, "T4")
    assert odds(found, "L5", "S1") == pytest.approx(odds(None, "L5", "S1"))
