"""What is done of a case is on disk after every step, and what is damaged is said in one line."""

import json
from pathlib import Path

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.jargon import PLAIN_FOR, jargon_in
from rootmap.cases.kept import KeptRuns, Told
from rootmap.cases.model import Case, Haste, Region
from rootmap.cases.own_drawing import compare
from rootmap.cases.play import Play
from rootmap.cases.reading import read_case
from rootmap.cases.run import NextSteps, Stage
from rootmap.cases.shelf import Progress, Wanted, rows_of
from rootmap.cases.tables import Tables, tables_of
from rootmap.resources import quizzes
from rootmap.skin.drawing import Drawing, paint
from rootmap.skin.figure import load_figure


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(load_anatomy())


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(quizzes() / "cases" / "removal-man-slapping-foot.yaml")


def test_a_run_is_as_it_was_left_after_every_single_step(tmp_path: Path, case: Case, tables: Tables) -> None:
    play = Play(case, tables, KeptRuns(tmp_path))
    steps = NextSteps(case.level, Haste.NONE, ImagingAnswer.AFTER_SIX_WEEKS, (0, 2), 1.0)
    for step in (
        lambda: play.ask(4),
        lambda: play.draw(case.drawing),
        play.see_drawing,
        play.begin_examination,
        lambda: play.examine("slr"),
        lambda: play.recognise("fever"),
        lambda: play.commit(case.answer, 0.75),
        lambda: play.write_plan("keep moving"),
        lambda: play.decide(steps),
        lambda: play.tell(Told("a nerve is irritated", (0,), (), is_marked=True)),
    ):
        step()
        again = Play(case, tables, KeptRuns(tmp_path))
        assert (again.kept, again.notice) == (play.kept, "")
    assert play.stage is Stage.DONE
    assert len(play.kept.turns) == 1


def test_beginning_again_forgets_the_run_and_keeps_how_it_turned_out(
    tmp_path: Path, case: Case, tables: Tables
) -> None:
    play = Play(case, tables, KeptRuns(tmp_path))
    play.see_drawing()
    play.begin_examination()
    play.commit(case.answer, 0.95)
    play.decide(NextSteps(case.level, Haste.NONE, ImagingAnswer.NOT_NOW, (), 1.0))
    before = play.kept.turns
    play.begin_again()
    assert play.stage is Stage.HISTORY
    assert KeptRuns(tmp_path).summary(case.id).turns == before
    assert KeptRuns(tmp_path).summary(case.id).is_open


@pytest.mark.parametrize("damage", ["not json", "{}", '{"format": "rootmap.case-kept"}', "[1, 2]"])
def test_a_damaged_file_costs_one_line_and_the_case_begins_anew(
    tmp_path: Path, case: Case, tables: Tables, damage: str
) -> None:
    (tmp_path / f"{case.id}.json").write_text(damage, encoding="utf-8")
    play = Play(case, tables, KeptRuns(tmp_path))
    assert play.stage is Stage.HISTORY
    assert play.notice.count("\n") == 0
    assert play.notice
    play.ask(0)
    assert not Play(case, tables, KeptRuns(tmp_path)).notice


def test_a_case_that_was_changed_begins_anew_and_says_so(tmp_path: Path, case: Case, tables: Tables) -> None:
    store = KeptRuns(tmp_path)
    Play(case, tables, store).ask(0)
    path = store.path(case.id)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["run"]["digest"] = "of another text"
    path.write_text(json.dumps(data), encoding="utf-8")
    play = Play(case, tables, store)
    assert "changed" in play.notice
    assert play.run.asked == ()


def test_the_list_tells_how_far_one_has_come_and_finds_by_what_it_shows_alone(
    tmp_path: Path, case: Case, tables: Tables
) -> None:
    store = KeptRuns(tmp_path)
    row = rows_of([case], store.summaries())[0]
    assert (row.progress, row.outcome) == (Progress.NEW, "new")
    assert Wanted(Region.BACK_AND_LEG, 1, only_new=True, text="removal").fits(row)
    assert not any(Wanted(text=text).fits(row) for text in ("L5", "radiculopathy", "L4-5", "disc"))
    assert not Wanted(Region.HEAD).fits(row)
    assert not Wanted(difficulty=2).fits(row)
    Play(case, tables, store).ask(0)
    row = rows_of([case], store.summaries())[0]
    assert row.progress is Progress.BEGUN
    assert not Wanted(only_new=True).fits(row)


def test_two_drawings_are_compared_by_what_both_and_only_one_of_them_cover(case: Case) -> None:
    figure = load_figure("neutral")
    theirs = paint(case.drawing, figure)
    same, blank = compare(theirs, theirs), compare(theirs, paint(Drawing("neutral"), figure))
    assert same.covered == pytest.approx(1.0)
    assert same.accurate == pytest.approx(1.0)
    assert not same.only_own
    assert blank.own_is_blank
    assert blank.covered == 0.0


def test_words_that_patients_do_not_know_are_pointed_out_with_better_ones() -> None:
    said = "A Radiculopathy, a radiculopathy, with paraesthesia. The nerve is irritated."
    assert [word for word, _ in jargon_in(said)] == ["radiculopathy", "paraesthesia"]
    assert not jargon_in(" ".join(PLAIN_FOR.values()))
