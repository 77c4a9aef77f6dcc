"""Thirty-five answers drawn by hand: each earns what a teacher would give, is told its error, and keeps its rank."""

from collections.abc import Iterator
from itertools import pairwise, product

import pytest

from grading_answers import Sample, Task, painted, tasks
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.quiz.grading import DrawingGrade, Grader
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.quiz.grading_words import error_in_words
from rootmap.skin.figure import Figure, load_figure

CLEARLY = 0.03  # of the whole: an answer of more merit leads by at least this
CASES = [pytest.param(task, sample, id=f"{task.target.name}-{sample.id}") for task in tasks() for sample in
         task.samples.values()]  # fmt: skip


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


@pytest.fixture(scope="module")
def grader(figure: Figure) -> Grader:
    maps = tuple(load_atlas(name, figure) for name in available_atlases())
    return Grader(figure, maps, nerve_groups(maps))


@pytest.fixture(scope="module")
def grades(figure: Figure, grader: Grader) -> dict[tuple[str, str], DrawingGrade]:
    return {
        (task.target.name, sample.id): grader.grade(painted(sample, figure), task.target)
        for task in tasks()
        for sample in task.samples.values()
    }


def test_there_are_thirty_at_least_and_each_has_its_rank() -> None:
    assert len(CASES) >= 30
    for task in tasks():
        assert sorted(task.samples) == sorted(name for group in task.order for name in group)


@pytest.mark.parametrize(("task", "sample"), CASES)
def test_an_answer_earns_what_a_teacher_would_give(
    task: Task, sample: Sample, grades: dict[tuple[str, str], DrawingGrade]
) -> None:
    low, high = sample.band
    assert low <= 100 * grades[task.target.name, sample.id].score <= high + 0.5, sample.what


@pytest.mark.parametrize(("task", "sample"), CASES)
def test_its_error_is_among_those_shown_and_reads_as_a_sentence(
    task: Task, sample: Sample, grades: dict[tuple[str, str], DrawingGrade]
) -> None:
    shown = grades[task.target.name, sample.id].shown_errors
    assert len(shown) <= 3
    assert not sample.says or sample.says in {error.key.value for error in shown}, sample.what
    for error in shown:
        text = error_in_words(error)
        assert text[0].isupper()
        assert text.endswith(".")
        assert "{" not in text


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.target.name)
def test_more_merit_earns_clearly_more(task: Task, grades: dict[tuple[str, str], DrawingGrade]) -> None:
    for better, worse in _ranked(task):
        ahead = grades[task.target.name, better].score - grades[task.target.name, worse].score
        assert ahead >= CLEARLY or grades[task.target.name, worse].score < CLEARLY / 2 < ahead, (better, worse)


def _ranked(task: Task) -> Iterator[tuple[str, str]]:
    for better, worse in pairwise(task.order):
        yield from product(better, worse)
