"""The body in the quiz: what is lit, painted or pointed at; nothing on it tells the answer before it is given."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression
from PySide6.QtWidgets import QWidget
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.progress.records import Mode
from rootmap.quiz.asked import Asked, Given, How, Lit
from rootmap.quiz.grading_model import GOOD_SCORE, DrawingGrade
from rootmap.quiz.pointing import grade_point, point_at
from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.skin.drawing import Painted
from rootmap.skin.editing import Editor
from rootmap.ui.bodymap.grading import Mark
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.quiz.marking import Marking

if TYPE_CHECKING:
    from rootmap.ui.window import Window

_BESIDE = QRegularExpression("^beside_")  # windows beside the main one
_SPOT_MM = 12.0  # radius of the mark on a key point
_MISS_MM = 7.0


class OnBody:
    """Puts questions on the body of the window, takes what is done there, and gives the body back."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._marking = Marking()
        self._kept = window.quality, window.tool  # what the hand held before the quiz
        self._graded: tuple[DrawingGrade, Painted] | None = None
        self._pointed: tuple[str, float, float] | None = None
        self.border_shown = False
        self._beside = [each for each in window.findChildren(QWidget, _BESIDE) if each.isVisible()]
        for each in self._beside:  # they tell of discs, warning signs and imaging
            each.hide()

    @property
    def grade(self) -> DrawingGrade | None:
        """How the last painting was graded."""
        return self._graded[0] if self._graded is not None else None

    def clear(self, lit: Lit | None = None) -> None:
        """Show a body without paint, marks or maps, and nothing lit but what is asked about."""
        window = self._window
        self._graded, self._pointed, self.border_shown = None, None, False
        window.maps.set_silent(True)
        window.body.show_grading()
        window.body.cancel()
        window.body.set_editor(Editor(window.session.figure))
        window.body.editor.subscribe(lambda _change: window.actions_by_id.refresh())
        self._light(lit)
        window.body.set_painting(False)

    def put(self, asked: Asked) -> None:
        """Put a question on an empty body."""
        self.clear(asked.lit)
        window = self._window
        if asked.how is How.PAINT:
            window.choose_quality(Quality.NUMBNESS)
            window.choose_tool(Tool.BRUSH)
            self._prepare(asked)
        elif asked.how is How.POINT:
            window.choose_tool(Tool.EXAMINE)
        window.body.set_painting(asked.how in (How.PAINT, How.POINT))

    def graded_painting(self, asked: Asked) -> Given | None:
        """Return the grade of what is painted, None when nothing is."""
        painted = self._window.body.editor.painted
        if not painted or asked.target is None:
            return None
        self._prepare(asked)  # the body or the maps may have changed since it was asked
        grade = self._marking.grade(painted, asked.target)
        self._graded = grade, painted
        return Given(f"{grade.points} of 100", grade.score >= GOOD_SCORE, grade.score, Mode.PAINT)

    def graded_point(self, asked: Asked, view: str, x_mm: float, y_mm: float) -> Given | None:
        """Return the grade of a place one pointed at, None beside the body."""
        figure, anatomy = self._window.session.figure, self._window.session.knowledge.anatomy
        place = skin_at(figure.views[view], x_mm, y_mm)
        if place is None or anatomy is None:
            return None
        self._pointed = view, x_mm, y_mm
        return grade_point(asked, point_at(figure, anatomy, asked, place))

    def tell(self, asked: Asked, given: Given) -> None:
        """Show the answer on the body."""
        window = self._window
        window.body.cancel()
        window.body.set_painting(False)
        if asked.how is How.PAINT and self._graded is not None:
            self._show_marks(asked)
        elif asked.spot is not None:
            self._show_spot(asked, given)

    def toggle_border(self, asked: Asked) -> None:
        """Show the right border over the graded painting, or hide it."""
        self.border_shown = not self.border_shown
        self._show_marks(asked)

    def leave(self) -> None:
        """Bring the own drawing back, and what the hand held."""
        window = self._window
        self._graded = None
        self._marking.close()
        window.body.show_grading()
        window.body.set_editor(window.session.editor)
        window.body.set_painting(True)
        window.body.highlight(None)
        window.maps.set_silent(False)
        quality, tool = self._kept
        window.choose_quality(quality)
        window.choose_tool(tool)
        for each in self._beside:
            each.show()

    def _light(self, lit: Lit | None) -> None:
        """Light skin, once: the body is drawn anew. No other map is at hand, or the tool that fills would use it."""
        body = self._window.body
        atlases = self._window.session.knowledge.atlases
        body.set_reference([atlas for atlas in atlases if lit is not None and atlas.info.id == lit.atlas])
        if lit is None:
            body.highlight(None)
        else:
            body.highlight(lit.atlas, lit.territories, [lit.side])

    def _prepare(self, asked: Asked) -> None:
        session = self._window.session
        assert asked.target is not None
        self._marking.prepare(session.figure, session.knowledge.atlases, asked.target)

    def _show_marks(self, asked: Asked) -> None:
        if self._graded is None or asked.target is None:
            return
        marks = self._marking.marks_of(*self._graded)
        if self.border_shown:
            marks[Mark.BORDER] = self._marking.right_border(asked.target)
        self._window.body.show_grading(marks)

    def _show_spot(self, asked: Asked, given: Given) -> None:
        """Mark the key point in every view that shows it, and where one pointed instead."""
        assert asked.spot is not None
        figure = self._window.session.figure
        shown = nearest_skin(figure, asked.spot)
        marks: dict[Mark, dict[str, BaseGeometry]] = {
            Mark.CORRECT: {view: Point(x, y).buffer(_SPOT_MM) for view, x, y in shown}
        }
        if self._pointed is not None:
            view, x, y = self._pointed
            place = Point(x, y).buffer(_MISS_MM)
            marks[Mark.DRAWN if given.right else Mark.EXTRA] = {view: place.boundary if given.right else place}
        self._window.body.show_grading(marks)
