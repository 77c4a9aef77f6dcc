"""Photograph the window under Xvfb in every size, theme and mode: `make screenshots` writes screenshots/*.png."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.explore.library import Ref, Sort
from rootmap.localise.evidence import Finding
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Confidence, Limits, Mode, Outcome
from rootmap.quiz.asked import Form
from rootmap.quiz.plan import Setup, What
from rootmap.resources import examples, visit_examples
from rootmap.ui import app as rootmap_app
from rootmap.ui.explore.mode import enter_explore
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.visits.mode import visits_of
from rootmap.ui.window import Window

ROOT = Path(__file__).parent.parent
OUT = ROOT / "screenshots"
BEST = ROOT / "docs" / "images" / "rootmap.png"
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
SIZE_VARIABLE = "ROOTMAP_SCREENSHOT_SIZE"
SETTLE_MS = 700  # flights, labels and the details below the ranking
_PERINEUM_STROKE = [(180.0, 150.0), (230.0, 160.0), (280.0, 150.0)]


def main() -> int:
    """Without a display, run once on a virtual screen of each size; with one, photograph that."""
    size = os.environ.get(SIZE_VARIABLE)
    if size:
        return photograph(*map(int, size.split("x")))
    if shutil.which("xvfb-run") is None:
        print("xvfb-run is missing: apt-get install xvfb xauth libxkbcommon-x11-0 libxcb-cursor0", file=sys.stderr)
        return 2
    OUT.mkdir(exist_ok=True)
    for width, height in SIZES:
        screen = f"-screen 0 {width}x{height}x24"
        environment = os.environ | {SIZE_VARIABLE: f"{width}x{height}", "QT_QPA_PLATFORM": "xcb"}
        command = ["xvfb-run", "-a", "-s", screen, sys.executable, __file__]
        subprocess.run(command, env=environment, check=True)
    shutil.copyfile(OUT / "1920x1080-light-localise.png", BEST)
    return 0


def photograph(width: int, height: int) -> int:
    """Open the window in this process, walk through the scenes, and write one picture of each."""
    QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as profile:
        QTimer.singleShot(0, lambda: _walk(width, height))
        return rootmap_app.run(Path(profile))


def _walk(width: int, height: int) -> None:
    _wait(SETTLE_MS)
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    window.setGeometry(0, 0, width, height)
    while window.session.ranking is None:
        _wait(50)
    for name, prepare in _scenes(window, small=width == SIZES[0][0]):
        shown = prepare() or window
        _wait(SETTLE_MS)
        target = OUT / f"{width}x{height}-{name}.png"
        shown.grab().save(str(target))
        print(target.relative_to(ROOT))
    window.session.load(type(window.session.editor.drawing)(window.session.figure.name))
    window.files.leave()
    window.files.discard()
    window.close()
    QApplication.quit()


Scene = tuple[str, Callable[[], QWidget | None]]


def _scenes(window: Window, *, small: bool) -> Iterator[Scene]:
    yield "light-empty", lambda: window.choose_theme("light")
    yield "light-localise", lambda: _open_patient(window)
    for theme in ("dark", "projector"):
        yield f"{theme}-localise", lambda theme=theme: window.choose_theme(theme)
    yield "dark-map", lambda: _show_map(window, "dark")
    yield "light-map", lambda: _show_map(window, "light")
    yield "light-map-next", lambda: window.maps.next()
    yield "light-foot", lambda: window.body.fly_to("foot_left")
    yield "light-whole", lambda: _hide_map(window)
    for tab in ("Reflexes", "Tests", "Level", "Why", "Next", "History"):
        yield f"light-tab-{tab.lower()}", lambda tab=tab: _tab(window, tab)
    yield "light-findings", lambda: _enter_findings(window)
    yield "light-red-flag", lambda: _paint_saddle(window)
    yield "light-lecture", lambda: _lecture(window)
    yield "light-lecture-teacher", lambda: window
    yield "light-explore", lambda: _explore(window)
    yield "light-explore-maps", lambda: window.explore and window.explore.all_maps()
    yield "dark-explore-compare", lambda: _compare(window, "dark")
    yield "light-visits", lambda: _visits(window, "light")
    yield "dark-visits", lambda: _visits(window, "dark")
    yield "light-quiz", lambda: _quiz_page(window)
    yield "light-quiz-name", lambda: _quiz_name(window)
    yield "light-quiz-named", lambda: _answer(window)
    yield "light-quiz-paint", lambda: _quiz_paint(window)
    yield "light-quiz-summary", lambda: _quiz_summary(window)
    yield "light-progress", lambda: _progress(window, "light")
    yield "dark-progress", lambda: window.choose_theme("dark")
    if not small:
        yield "light-shortcuts", lambda: _dialog(window, "shortcuts")
        yield "light-palette", lambda: _dialog(window, "palette")


def _visits(window: Window, theme: str) -> None:
    window.choose_theme(theme)
    window.files.open_example(visit_examples()[0])
    while (mode := visits_of(window)) is None or mode.measuring.is_busy or mode.seen is None:
        _wait(50)


def _open_patient(window: Window) -> None:
    window.files.open_example(examples()[0])
    window.session.settle()
    assert window.panel is not None
    window.panel.list.choose(window.panel.list.rows.entries[0].candidate)


def _show_map(window: Window, theme: str) -> None:
    window.choose_theme(theme)
    assert window.panel is not None
    window.panel.list.choose(None)
    window.settings.set("map_shown", True)
    window.maps.apply()


def _hide_map(window: Window) -> None:
    window.settings.set("map_shown", False)
    window.maps.apply()
    window.body.fly_to("whole")


def _tab(window: Window, tab: str) -> None:
    assert window.panel is not None
    window.panel.details.open(tab)


def _enter_findings(window: Window) -> None:
    _tab(window, "Reflexes")
    window.session.find(Finding("reflex.achilles", Side.LEFT, result="reduced"))


def _paint_saddle(window: Window) -> None:
    window.session.editor.stroke(Quality.NUMBNESS, "perineal", _PERINEUM_STROKE, [60.0] * len(_PERINEUM_STROKE))


def _lecture(window: Window) -> QWidget:
    window.toggle_lecture()
    assert window.lecture is not None
    window.lecture.setGeometry(window.geometry())
    for part in ("ranking", "territory", "signs"):
        window.reveal(part)
    return window.lecture


def _explore(window: Window) -> None:
    window.toggle_lecture()
    enter_explore(window)
    assert window.explore is not None
    window.explore.choose(Ref(Sort.ROOT, "L5"))


def _compare(window: Window, theme: str) -> None:
    window.choose_theme(theme)
    assert window.explore is not None
    window.explore.show_panes(2)
    window.explore.compare()


def _quiz_page(window: Window) -> None:
    window.choose_theme("light")
    window.quiz = QuizMode(window, Random(5))
    window.enter_quiz()


def _quiz_name(window: Window) -> None:
    assert window.quiz is not None
    window.quiz.start(Setup(What.KIND, form=Form.NAME))


def _answer(window: Window) -> None:
    assert window.quiz is not None
    window.quiz.panel.answers.press(1)


def _quiz_paint(window: Window) -> None:
    quiz = window.quiz
    assert quiz is not None
    quiz.ask_about([quiz.deck.catalogue["root_territory:L5"]])
    assert quiz.asked is not None
    assert quiz.asked.target is not None
    atlas = window.session.knowledge.atlases[0]
    for view, shape in atlas.polygons("L5", quiz.asked.target.side).items():
        points = list(shape.geoms[0].centroid.buffer(60).exterior.coords)
        window.editor.stroke(Quality.NUMBNESS, view, points, [40.0] * len(points))
    quiz.grade()


def _quiz_summary(window: Window) -> None:
    assert window.quiz is not None
    window.quiz.finish()


def _progress(window: Window, theme: str) -> None:
    """Practise a few of the first items, then look at the page."""
    window.choose_theme(theme)
    chance = Random(3)
    with closing(open_progress(window.profile)) as store:
        for item in store.session(limits=Limits(new=60)):
            right = chance.random() < 0.7
            root = item.roots[0].value if item.roots else None
            given = root if right else chance.choice(["L4", "S1", "C6", "C7"])
            confidence = chance.choice(list(Confidence)).value
            store.answer(item, Outcome(Mode.CHOOSE, "", right, float(right), 9000, confidence, root, given))
    window.actions_by_id.by_id["mode.progress"].trigger()


def _dialog(window: Window, name: str) -> QWidget:
    window.enter_localise()
    window.actions_by_id.by_id[name].trigger()
    dialogs = window.findChildren(QDialog)
    for earlier in dialogs[:-1]:
        earlier.close()
    return dialogs[-1]


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
