"""The own drawing: body and maps, the ranking, each page below it, warnings, and the windows beside."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget
from tools.screenshots.camera import Scene, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Finding
from rootmap.resources import examples
from rootmap.ui.beside import Beside
from rootmap.ui.examine.popup import ExaminePopup
from rootmap.ui.made_of_all import DISAGREEMENT
from rootmap.ui.window import Window

TABS = ("Weakness", "Reflexes", "Tests", "Level", "Urgency", "Why", "Next", "History", "All")
_SADDLE = [(180.0, 150.0), (230.0, 160.0), (280.0, 150.0)]  # perineal view, mm


def localise(window: Window) -> Iterator[Scene]:
    """Walk through everything one sees of the own drawing."""
    yield "empty", lambda: None
    yield "localise", lambda: open_patient(window)
    yield "map", lambda: _show_map(window)
    yield "map-next", lambda: window.maps.next()
    yield "map-disagreement", lambda: window.maps.choose(DISAGREEMENT)
    yield "map-foot", lambda: _foot(window)
    yield "map-face", lambda: window.body.fly_to("face")
    yield "foot", lambda: _hide_map(window, "foot_left")
    yield "hand", lambda: window.body.fly_to("hand_left")
    yield "perineum", lambda: window.body.fly_to("perineum")
    yield "sides", lambda: window.body.fly_to("sides")
    yield "back-to-whole", lambda: window.body.fly_to("whole")
    for tab in TABS:
        yield f"tab-{tab.lower()}", lambda tab=tab: _tab(window, tab)
    yield "findings", lambda: _enter_findings(window)
    yield "findings-why", lambda: _tab(window, "Why")
    yield "examine-on-body", lambda: _examine(window)
    yield "red-flag", lambda: _paint_saddle(window)
    yield "red-flag-urgency", lambda: _tab(window, "Urgency")
    yield "beside-level", lambda: _beside(window, "level")
    yield "beside-urgency", lambda: _beside(window, "urgency")
    yield "localise-again", lambda: open_patient(window)


def dialogs(window: Window) -> Iterator[Scene]:
    """Show the dialogs that have a look of their own."""
    for name in ("shortcuts", "palette", "about"):
        yield name, lambda name=name: _dialog(window, name)


def open_patient(window: Window) -> None:
    """Open the first example and choose what ranks first."""
    for beside in window.findChildren(Beside):
        beside.close()
    window.session.set_findings(())
    window.files.discard()
    window.files.open_example(examples()[0])
    window.session.settle()
    assert window.panel is not None
    window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
    window.panel.details.open("Weakness")


def _show_map(window: Window) -> None:
    assert window.panel is not None
    window.panel.list.choose(None)
    window.settings.set("map_shown", True)
    window.maps.apply()


def _foot(window: Window) -> None:
    window.maps.choose(window.session.knowledge.whole_root_maps[0].info.id)
    window.body.fly_to("foot_left")


def _hide_map(window: Window, place: str) -> None:
    window.settings.set("map_shown", False)
    window.maps.apply()
    window.body.fly_to(place)


def _tab(window: Window, tab: str) -> None:
    assert window.panel is not None
    window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
    window.panel.details.open(tab)
    wait(300)


def _enter_findings(window: Window) -> None:
    _tab(window, "Reflexes")
    window.session.find(Finding("reflex.achilles", Side.LEFT, result="reduced"))
    window.session.find(Finding("muscle.extensor_hallucis_longus", Side.LEFT, mrc=4))
    window.session.find(Finding("slr", Side.LEFT, result="positive"))


def _examine(window: Window) -> None:
    """Take the tool and click a muscle of the leg."""
    trigger(window, "tool.examine")
    stage = window.body.stage
    place = stage.scene["anterior"]
    x_mm, y_mm = place.view.width_mm * 0.65, place.view.height_mm * 0.76
    wait(300)
    window.body.probed.emit("anterior", x_mm, y_mm)
    wait(100)


def _paint_saddle(window: Window) -> None:
    for popup in window.findChildren(ExaminePopup):
        popup.close()
    trigger(window, "tool.brush")
    window.session.editor.stroke(Quality.NUMBNESS, "perineal", _SADDLE, [60.0] * len(_SADDLE))


def _beside(window: Window, name: str) -> QWidget:
    trigger(window, name)
    wait_until(lambda: window.findChild(Beside, f"beside_{name}") is not None)
    found = window.findChild(Beside, f"beside_{name}")
    assert isinstance(found, Beside)
    return found


def _dialog(window: Window, name: str) -> QWidget:
    for earlier in window.findChildren(QDialog):
        earlier.close()
        earlier.deleteLater()
    window.enter_localise()
    trigger(window, name)
    return window.findChildren(QDialog)[-1]
