"""Every published case is sound, and the ranking puts its answer first or second, or the case says why not."""

from functools import cache
from pathlib import Path

import pytest
from tests.cases_world import CASE, case_file

from rootmap.__main__ import main
from rootmap.anatomy.load import load_anatomy
from rootmap.atlas.store import available_atlases, load_atlas, to_rank_by
from rootmap.cases.pictures import picture_faults
from rootmap.cases.ranking import GOOD_PLACES, CaseRanker, alarm_faults, place_of
from rootmap.cases.reading import Reader
from rootmap.cases.tables import tables_of
from rootmap.resources import quizzes
from rootmap.skin.figure import load_figure

BATCH = 10  # cases to a test: two processes share them evenly, and each makes ready once
FILES = sorted(quizzes("cases").glob("*.yaml"))
BATCHES = [FILES[start : start + BATCH] for start in range(0, len(FILES), BATCH)]


@cache
def reader() -> Reader:
    return Reader()


@cache
def ranker() -> CaseRanker:
    figure = load_figure()
    maps = to_rank_by(tuple(load_atlas(name, figure) for name in available_atlases()))
    return CaseRanker(figure, maps, tables_of(load_anatomy()))


def test_there_are_cases_and_questions() -> None:
    assert FILES
    assert sorted(quizzes("questions").glob("*.yaml"))


@pytest.mark.parametrize("batch", BATCHES, ids=[batch[0].stem for batch in BATCHES])
def test_every_case_is_sound_and_its_answer_is_first_or_second_in_the_ranking(batch: list[Path]) -> None:
    wrong = []
    for path in batch:
        examined = reader().case(path)
        wrong += [str(fault) for fault in examined.faults]
        if examined.item is not None:
            case = examined.item
            wrong += [str(fault) for fault in picture_faults(case)]
            ranking = ranker().rank(case)
            wrong += [f"{path.name}: {fault}" for fault in alarm_faults(case, ranking)]
            place = place_of(case.answer, ranking)
            is_good = place is not None and place <= GOOD_PLACES
            if not case.ranking_note and not is_good:
                wrong.append(f"{path.name}: the ranking has its answer in place {place}, and no ranking_note says why")
            if case.ranking_note and is_good:
                wrong.append(f"{path.name}: the ranking has its answer in place {place}, and the ranking_note is stale")
    assert wrong == []


def test_the_command_line_says_where_the_ranking_has_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numb = CASE.replace("drawing:\n", "drawing:\n  - quality: numbness\n    marks:\n"
                        "      - {patch: [perineum, 30, 20], radius_mm: 30}\n")  # fmt: skip
    path = case_file(tmp_path, numb.replace("candidate: C7", "candidate: S1").replace("C6+C7", "L5+S1"))
    assert main(["case", "check", "--ranking", str(path), "--profile-dir", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "look at urgency.red_flags: cauda_equina_saddle, an emergency, is set off and not listed" in said
    assert "look at imaging.answer: says after_six_weeks, the rule" in said
    assert "look at ranking_note: the ranking has the answer in place" in said
    assert main(["case", "check", "--ranking", str(FILES[0])]) == 0
    assert ": the ranking has the answer in place" in capsys.readouterr().out


def test_every_bank_is_sound() -> None:
    paths = sorted(quizzes("questions").glob("*.yaml"))
    assert [str(fault) for path in paths for fault in reader().bank(path).faults] == []


def test_no_two_cases_or_questions_share_an_id() -> None:
    ids = [path.stem for path in (*FILES, *quizzes("questions").glob("*.yaml"))]
    assert len(set(ids)) == len(ids)
