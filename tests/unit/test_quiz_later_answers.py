"""Twenty-one answers whose order of merit was written before they were marked: the marking was not tuned on them."""

import time
from itertools import combinations, product

import pytest

from grading_answers import painted, tasks
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.quiz.grading import Grader
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.skin.figure import Figure, load_figure

CLEARLY = 0.03
MOST_S = 0.3  # of computing for one answer
# What the maps do not agree on: Keegan and Garrett alone give the front of the thigh to L4, the ISNCSCI alone the back
# of the arm to C5. The learner is told so; no points are taken off, whatever the order stated here.
LEFT_TO_THE_MAPS = {("outer_shin", "front_of_thigh"), ("careful", "front_only")}


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure()


@pytest.fixture(scope="module")
def grader(figure: Figure) -> Grader:
    maps = tuple(load_atlas(name, figure) for name in available_atlases())
    return Grader(figure, maps, nerve_groups(maps))


def test_what_has_more_merit_earns_more_and_no_answer_takes_long(figure: Figure, grader: Grader) -> None:
    wrong, longest = set(), 0.0
    for task in tasks("later-answers.yaml"):
        grader.prepare(task.target)
        scores = {}
        for sample in task.samples.values():
            area = painted(sample, figure)
            begun = time.process_time()
            scores[sample.id] = grader.grade(area, task.target).score
            longest = max(longest, time.process_time() - begun)
        for better_group, worse_group in combinations(task.order, 2):
            for better, worse in product(better_group, worse_group):
                if not (scores[better] >= scores[worse] + CLEARLY or scores[worse] < CLEARLY / 2 < scores[better]):
                    wrong.add((better, worse))
    assert wrong == LEFT_TO_THE_MAPS
    assert longest < MOST_S


def test_an_edge_may_stray_less_on_a_child(grader: Grader) -> None:
    child = Grader(load_figure("child"), ())
    assert grader._terrain.scale == 1.0
    assert child._terrain.scale == pytest.approx(0.79, abs=0.02)
