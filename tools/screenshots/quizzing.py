"""Questions, answers and how it went; and what a learner knows after a while."""

from collections.abc import Iterator
from contextlib import closing
from random import Random

from tools.screenshots.camera import Scene, trigger

from rootmap.anatomy.vocabulary import Quality
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Confidence, Limits, Mode, Outcome
from rootmap.quiz.asked import Form
from rootmap.quiz.plan import Setup, What
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.window import Window

_ONE_OF = (Form.NAME, Form.MUSCLE, Form.ROOT, Form.RED_FLAG, Form.IMAGING, Form.NEXT_TEST)


def quiz(window: Window) -> Iterator[Scene]:
    """Walk through a session: set up, each kind of question, right and wrong answers, a graded drawing, the end."""
    yield "progress-empty", lambda: trigger(window, "mode.progress")
    yield "quiz-choose", lambda: _choose(window)
    yield "quiz-choose-kind", lambda: _choose(window, Setup(What.KIND, form=Form.PAINT))
    for form in _ONE_OF:
        yield f"quiz-{form.name.lower()}", lambda form=form: _ask(window, form)
        yield f"quiz-{form.name.lower()}-answered", lambda: _answer(window)
    yield "quiz-sure", lambda: _ask(window, Form.NAME, confidence=True)
    yield "quiz-point", lambda: _ask(window, Form.POINT)
    yield "quiz-point-answered", lambda: _point(window)
    yield "quiz-paint", lambda: _paint(window)
    yield "quiz-paint-graded", lambda: _quiz(window).grade()
    yield "quiz-paint-border", lambda: _quiz(window).do("border")
    yield "quiz-summary", lambda: _quiz(window).finish()


def progress(window: Window) -> Iterator[Scene]:
    """Show the progress page after some practice."""
    yield "progress", lambda: _progress(window)


def _quiz(window: Window) -> QuizMode:
    assert window.quiz is not None
    return window.quiz


def _choose(window: Window, setup: Setup | None = None) -> None:
    if window.quiz is None:
        window.quiz = QuizMode(window, Random(5))
        window.modes.append(window.quiz)
    window.enter_quiz()
    if setup is not None:
        window.quiz.setup = setup
        window.quiz.choose()


def _ask(window: Window, form: Form, *, confidence: bool = False) -> None:
    _quiz(window).start(Setup(What.KIND, form=form, confidence=confidence))


def _answer(window: Window) -> None:
    """Give the second choice, right or wrong."""
    mode = _quiz(window)
    assert mode.asked is not None
    mode.panel.answers.press(1)
    if mode.is_open:
        mode.answer([mode.asked.choices[1].id])


def _point(window: Window) -> None:
    mode = _quiz(window)
    assert mode.asked is not None
    figure = window.session.figure
    view = figure.views["anterior"]
    mode.point("anterior", view.width_mm * 0.44, view.height_mm * 0.3)


def _paint(window: Window) -> None:
    """Paint the root asked for, but too high and not to its end."""
    mode = _quiz(window)
    mode.ask_about([mode.deck.catalogue["root_territory:L5"]])
    assert mode.asked is not None
    assert mode.asked.target is not None
    atlas = window.session.knowledge.atlases[0]
    for view, shape in atlas.polygons("L5", mode.asked.target.side).items():
        points = list(shape.geoms[0].centroid.buffer(60).exterior.coords)
        window.editor.stroke(Quality.NUMBNESS, view, points, [40.0] * len(points))


def _progress(window: Window) -> None:
    """Practise some of the first items, then look at the page."""
    window.enter_localise()
    chance = Random(3)
    with closing(open_progress(window.profile)) as store:
        for item in store.session(limits=Limits(new=60)):
            right = chance.random() < 0.7
            root = item.roots[0].value if item.roots else None
            given = root if right else chance.choice(["L4", "S1", "C6", "C7"])
            confidence = chance.choice(list(Confidence)).value
            store.answer(item, Outcome(Mode.CHOOSE, "", right, float(right), 9000, confidence, root, given))
    trigger(window, "mode.progress")
