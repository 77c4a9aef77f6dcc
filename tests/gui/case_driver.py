"""Opens a case in a window and goes through it, stage by stage."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QWidget
from window_driver import _own_texts, trigger, wait, wait_until

from rootmap.cases.run import Stage
from rootmap.profile import Profile
from rootmap.resources import quizzes
from rootmap.ui.cases.mode import CasesMode
from rootmap.ui.window import Window

CASE = "removal-man-slapping-foot"
SHIPPED = quizzes() / "cases" / f"{CASE}.yaml"


def enter(window: Window) -> CasesMode:
    trigger(window, "mode.cases")
    mode = next(mode for mode in window.modes if isinstance(mode, CasesMode))
    wait_until(lambda: mode.page.shown)
    return mode


def begin(window: Window, name: str = CASE) -> CasesMode:
    mode = enter(window)
    mode.open(name)
    wait(1)
    return mode


def to_examination(mode: CasesMode) -> None:
    mode.go()
    mode.go()
    assert mode.play is not None
    assert mode.play.stage is Stage.EXAMINATION


def commit(mode: CasesMode, candidate: str = "L5", side: int = 0, sure: int = 3) -> None:
    mode.panel.open("decide")
    mode.panel.decide.picker.picked.emit(candidate)
    mode.panel.decide.sides[side].click()
    mode.panel.decide.sure[sure].click()
    mode.go()


def decide(mode: CasesMode, disc: str = "L4-5") -> None:
    mode.go()
    page = mode.panel.next
    page.disc.setCurrentText(disc)
    page.zone.setCurrentIndex(2)
    page.haste.setCurrentIndex(1)
    page.imaging.setCurrentIndex(2)
    page.weeks.setValue(1.0)
    mode.go()
    mode.go()


def with_a_warning_sign(profile: Path) -> str:
    """Put a case with a sign that must not be missed into the library of a profile; return its id."""
    name = "removal-man-with-numb-seat"
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in (
        (f"id: {CASE}", f"id: {name}"),
        ("saddle_numbness: absent", "saddle_numbness: present"),
        ("haste: none", "haste: E"),
        ("red_flags: []", "red_flags: [cauda_equina_saddle]"),
        ("answer: after_six_weeks", "answer: now"),
    ):
        assert old in text
        text = text.replace(old, new)
    folder = Profile(profile).library / "cases"
    folder.mkdir(parents=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def everything_said(window: QWidget) -> str:
    """Return every text in a window, hidden parts and what a hand or a reader would meet included."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QAbstractItemView):  # lists of all there is, whatever the case
            found += [*_own_texts(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(found)
