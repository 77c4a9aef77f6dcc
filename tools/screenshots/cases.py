"""A case from the list to its result, with pictures; and the editor it is written in."""

import shutil
from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget
from tools.screenshots.camera import Scene, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.profile import Profile
from rootmap.resources import assets, quizzes
from rootmap.ui.cases.mode import CasesMode, cases_of
from rootmap.ui.editor.ask import EditDialog, PackDialog
from rootmap.ui.editor.mode import EditorMode, editor_of
from rootmap.ui.window import Window

CASE = "removal-man-slapping-foot"
_OWN = "removal-man-with-a-picture"
_PICTURE = "foot.png"
_EXAMINED = (
    "muscle.extensor_hallucis_longus", "muscle.gluteus_medius", "reflex.achilles", "slr", "pinprick.L5",
)  # fmt: skip
_TOLD = "A disc in your back presses on the nerve root that runs to your foot. Most people are well within weeks."


def cases(window: Window) -> Iterator[Scene]:
    """Walk through a case of one's own that has a picture, each page of each stage."""
    yield "cases", lambda: _enter(window)
    yield "case-history", lambda: _mode(window).open(_OWN)
    yield "case-history-asked", lambda: _hear(window)
    yield "case-drawing", lambda: _mode(window).go()
    yield "case-examine", lambda: _mode(window).go()
    yield "case-examined", lambda: _examine(window)
    for page in ("story", "flags", "decide"):
        yield f"case-{page}", lambda page=page: _mode(window).panel.open(page)
    yield "case-decided", lambda: _decide(window)
    yield "case-feedback", lambda: _mode(window).go()
    yield "case-next", lambda: _mode(window).go()
    yield "case-next-compared", lambda: _compare(window)
    yield "case-result", lambda: _mode(window).go()
    yield "case-explain", lambda: _mode(window).go()
    yield "case-explain-marked", lambda: _explain(window)
    yield "cases-after", lambda: _mode(window).show_list()


def editor(window: Window) -> Iterator[Scene]:
    """Walk through the pages of the form on a published case, and the dialogs of the editor."""
    yield "editor-new", lambda: _write(window)
    for number in range(9):
        yield f"editor-{number}", lambda number=number: _turn(window, number)
    yield "editor-open", lambda: _shown(EditDialog(window, window.profile))
    yield "editor-pack", lambda: _shown(PackDialog(window, window.profile))


def _mode(window: Window) -> CasesMode:
    mode = cases_of(window)
    assert mode is not None
    return mode


def _enter(window: Window) -> None:
    put_case_with_picture(window.profile)
    trigger(window, "mode.cases")
    wait_until(lambda: _mode(window).page.shown)


def begin_case(window: Window) -> None:
    """Go to the cases and begin the one with a picture."""
    _enter(window)
    _mode(window).open(_OWN)


def put_case_with_picture(profile: Profile) -> None:
    """Put a published case with a picture added into the library of a profile."""
    for folder in ("cases", "images"):
        (profile.library / folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(assets("figures", "neutral", "anterior.foot.png"), profile.library / "images" / _PICTURE)
    text = (quizzes() / "cases" / f"{CASE}.yaml").read_text(encoding="utf-8").replace(f"id: {CASE}", f"id: {_OWN}")
    text = text.replace("title: A removal man whose foot slaps", "title: A removal man who brings a picture")
    caption = "The foot as the patient shows it, seen from the front"
    text += f"\nimages:\n  - {{file: {_PICTURE}, caption: '{caption}'}}\n"
    (profile.library / "cases" / f"{_OWN}.yaml").write_text(text, encoding="utf-8")


def _hear(window: Window) -> None:
    """Ask two questions and paint what one hears."""
    mode = _mode(window)
    for place in (0, 1):
        mode.panel.story.asked.emit(place)
    atlas = window.session.knowledge.whole_root_maps[0]
    shape = max(atlas.polygons("L5", Side.LEFT)["anterior"].geoms, key=lambda part: part.area)
    points = list(shape.buffer(-18).exterior.coords)[::6] or [shape.representative_point().coords[0]]
    window.editor.stroke(Quality.PAIN, "anterior", points, [30.0] * len(points))
    mode.panel.open("story")


def _examine(window: Window) -> None:
    for test in _EXAMINED:
        _mode(window).panel.examine.wanted.emit(test)


def _decide(window: Window) -> None:
    decide = _mode(window).panel.decide
    decide.picker.picked.emit("L5")
    decide.sides[0].click()
    decide.sure[2].click()


def _compare(window: Window) -> None:
    page = _mode(window).panel.next
    page.disc.setCurrentText("L4-5")
    page.zone.setCurrentIndex(2)
    page.haste.setCurrentIndex(1)
    page.imaging.setCurrentIndex(2)
    page.weeks.setValue(1.0)
    page.plan.setPlainText("Explain and reassure\nKeep active, simple pain relief\nSee again in a week")
    _mode(window).go()


def _explain(window: Window) -> None:
    page = _mode(window).panel.explain
    page.text.setPlainText(_TOLD)
    page.mark_it()


def _editor(window: Window) -> EditorMode:
    mode = editor_of(window)
    assert mode is not None
    return mode


def _write(window: Window) -> None:
    window.enter_localise()
    trigger(window, "write.case")
    _checked(window)


def _turn(window: Window, number: int) -> None:
    mode = _editor(window)
    if number == 0:
        mode.open(window.profile.library / "cases" / f"{_OWN}.yaml")
    mode.page.form.nav.setCurrentRow(number)
    _checked(window)


def _checked(window: Window) -> None:
    mode = _editor(window)
    wait(400)
    wait_until(lambda: not mode.checking.is_busy and mode.found is not None)


def _shown(dialog: QDialog) -> QWidget:
    dialog.open()
    return dialog
