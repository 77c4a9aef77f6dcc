"""The body during a case: the learner's own painting first, then the patient's; never the drawing of Localise."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rootmap.cases.own_drawing import Compared, compare
from rootmap.cases.play import Play
from rootmap.cases.run import Stage
from rootmap.skin.drawing import Drawing, paint
from rootmap.skin.editing import Editor
from rootmap.ui.bodymap.grading import Mark
from rootmap.ui.bodymap.tools import Tool

if TYPE_CHECKING:
    from rootmap.ui.window import Window


class StageBody:
    """Puts scratch drawings on the window's body, and the window's own back."""

    def __init__(self, window: "Window", painted: Callable[[], None]) -> None:
        self._window, self._painted = window, painted
        self._kept = window.quality, window.tool  # what the hand held before

    def enter(self) -> None:
        """Hide what would answer anything."""
        self._kept = self._window.quality, self._window.tool
        self._window.maps.set_silent(True)
        self._window.body.highlight(None)  # what the own drawing was compared with

    def leave(self) -> None:
        """Bring everything back as it was."""
        window = self._window
        window.body.show_grading()
        window.body.set_editor(window.session.editor)
        window.body.set_painting(True)
        window.maps.set_silent(False)
        quality, tool = self._kept
        window.choose_quality(quality)
        window.choose_tool(tool)

    def show_play(self, play: Play) -> None:
        """Show what belongs to the stage of a run."""
        window = self._window
        window.body.cancel()
        window.body.show_grading()
        own = play.stage is Stage.HISTORY
        editor = Editor(window.session.figure, self._own(play) if own else play.case.drawing)
        if own:
            editor.subscribe(self._on_painted)
            window.choose_tool(Tool.BRUSH)
        window.body.set_editor(editor)
        window.body.set_painting(own)
        if play.stage is Stage.DRAWING:
            found = self.compared(play)
            if not found.own_is_blank:
                window.body.show_grading(
                    {Mark.CORRECT: found.both, Mark.MISSED: found.only_patient, Mark.EXTRA: found.only_own}
                )

    def compared(self, play: Play) -> Compared:
        """Hold the learner's drawing against the patient's."""
        figure = self._window.session.figure
        return compare(paint(play.case.drawing, figure), paint(self._own(play), figure))

    def _own(self, play: Play) -> Drawing:
        """Return the learner's drawing; one painted on another body cannot be shown on this one."""
        figure, drawing = self._window.session.figure.name, play.kept.drawing
        return drawing if drawing.figure == figure else Drawing(figure)

    def _on_painted(self, _change: object) -> None:
        self._painted()
        self._window.actions_by_id.refresh()
