"""Through the one front door: the example patients rank as a teacher would expect, on every map and on all."""

import subprocess
import sys
from functools import cache

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.store import available_atlases, load_atlas, of_roots
from rootmap.localise.findings_file import read_findings
from rootmap.localise.session import localise
from rootmap.resources import quizzes
from rootmap.skin.drawing import Drawing, paint
from rootmap.skin.drawing_file import read_drawing
from rootmap.skin.figure import load_figure

FIGURE = load_figure()
ATLASES = of_roots(load_atlas(name, FIGURE) for name in available_atlases())
ANATOMY = load_anatomy()


@cache
def example(name):
    """Return drawing, what it covers, and findings of an example patient."""
    path = quizzes("examples", f"{name}.rootmap")
    drawing = read_drawing(path)
    return drawing, paint(drawing, FIGURE), read_findings(path.with_suffix(".findings.json"), ANATOMY)


@pytest.mark.parametrize(
    "atlases", [ATLASES, *([each] for each in ATLASES)], ids=lambda maps: "+".join(m.info.id for m in maps)
)
@pytest.mark.parametrize(
    ("name", "root", "side"), [("left_s1_burning", "S1", "left"), ("right_c7_tingling", "C7", "right")]
)
def test_the_root_of_an_example_comes_first_with_its_findings(name, root, side, atlases):
    if not any(root in map(str, territory.roots) for atlas in atlases for territory in atlas.info.territories):
        pytest.skip(f"{atlases[0].info.title} has no {root}")
    _, covered, findings = example(name)
    with_findings = localise(covered, findings, FIGURE, atlases, ANATOMY)
    without = localise(covered, (), FIGURE, atlases, ANATOMY)
    first = with_findings.entries[0]
    assert (first.candidate.id, first.candidate.side) == (root, side)
    assert first.probability > next(e.probability for e in without.entries if e.candidate == first.candidate)
    assert with_findings.red_flags == ()


@pytest.mark.parametrize(
    ("name", "root", "side"), [("left_s1_burning", "S1", "left"), ("right_c7_tingling", "C7", "right")]
)
def test_the_drawing_of_an_example_alone_puts_its_root_first_on_all_maps(name, root, side):
    _, covered, _ = example(name)
    first = localise(covered, (), FIGURE, ATLASES, ANATOMY).entries[0]
    assert (first.candidate.id, first.candidate.side) == (root, side)


def test_the_saddle_example_is_an_emergency_from_the_drawing_alone():
    _, covered, _ = example("saddle_numbness")
    alerts = localise(covered, (), FIGURE, ATLASES, ANATOMY).red_flags
    assert alerts[0].code == "E"
    assert alerts[0].reason.key == "red_flag.drawing"


def test_a_drawing_and_what_it_covers_give_the_same_ranking():
    drawing, covered, findings = example("left_s1_burning")
    assert localise(covered, findings, FIGURE, ATLASES, ANATOMY) == localise(
        drawing, findings, FIGURE, ATLASES, ANATOMY
    )
    assert Quality.BURNING in covered


def test_a_blank_drawing_is_ranked_by_the_prior_and_has_no_evidence():
    ranking = localise(Drawing(FIGURE.name), (), FIGURE, ATLASES, ANATOMY)
    assert not ranking.has_evidence
    assert ranking.red_flags == ranking.next_tests == ()


def test_painting_can_be_ranked_without_reading_a_table():
    code = "import sys, rootmap.localise.live, rootmap.localise.ranker; print(*{'yaml', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
