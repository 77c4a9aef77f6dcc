"""The tool that examines: names what is under the pointer, and on a click asks what was found there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.examine.overlay import ExamineOverlay
from rootmap.ui.examine.popup import ExaminePopup
from rootmap.ui.examine.things import Examinables, Place

if TYPE_CHECKING:
    from rootmap.ui.session import Knowledge
    from rootmap.ui.window import Window


def take_examine_tool(window: "Window") -> None:
    """Take the tool; the first time, make what it needs."""
    if window.findChild(ExamineTool) is None:
        ExamineTool(window)
    window.choose_tool(Tool.EXAMINE)


class ExamineTool(QObject):
    """Ties the body map to the popup, while the tool is in hand and the own drawing is worked on."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._known: tuple[Knowledge, Examinables] | None = None
        self.overlay = ExamineOverlay(window.body)
        self.popup: ExaminePopup | None = None
        window.body.hovered.connect(self._on_hover)
        window.body.probed.connect(self._on_click)

    def _examinables(self) -> Examinables | None:
        """Return what may be examined on this body, None while maps and tables are read."""
        knowledge = self._window.session.knowledge
        if knowledge.anatomy is None or not knowledge.atlases:
            return None
        if self._known is None or self._known[0] is not knowledge:
            self._known = knowledge, Examinables(knowledge.anatomy, knowledge.atlases)
        return self._known[1]

    def _place(self, view: str, x_mm: float, y_mm: float) -> Place:
        return Place(view, x_mm, y_mm, self._window.body.figure.views[view].side_at(x_mm))

    def _on_hover(self, _point: object, view: str, x_mm: float, y_mm: float) -> None:
        window = self._window
        if self.popup is not None:
            return  # what was clicked stays marked while one answers
        known = self._examinables() if window.tool is Tool.EXAMINE and window.in_localise and view else None
        if known is None:
            self.overlay.show_things((), None)
            return
        place = self._place(view, x_mm, y_mm)
        self.overlay.show_things(known.at(place), place)

    def _on_click(self, view: str, x_mm: float, y_mm: float) -> None:
        known = self._examinables() if self._window.in_localise else None
        if known is None:
            return
        place = self._place(view, x_mm, y_mm)
        things = known.at(place)
        if not things:
            self._window.say("No muscle, reflex or key point is here; point at a limb or the trunk")
            return
        body = self._window.body
        at = body.stage.to_device(body.stage.scene[view], x_mm, y_mm) / body.stage.ratio
        self.popup = ExaminePopup(self._window.session, things, place.side, body)
        self.popup.closed.connect(self._forget)
        owners = [thing for thing in things for _ in thing.signs]
        self.popup.meant.connect(lambda row: self.overlay.show_things((owners[row],), place))
        self.overlay.show_things(things[:1], place)
        self.popup.open_at(body.mapToGlobal(QPoint(round(at.x()), round(at.y()))))

    def _forget(self) -> None:
        self.popup = None
