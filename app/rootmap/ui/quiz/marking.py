"""Grades drawings for the quiz: gets ready beside the window while the learner draws, so that grading feels instant."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rootmap.errors import InputError
from rootmap.quiz.grading import DrawingGrade, Grader, Target
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.skin.drawing import Painted
from rootmap.ui.background import LatestOnly
from rootmap.ui.bodymap.grading import Mark

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure

    Shapes = Mapping[str, BaseGeometry]


class Marking:
    """Keeps one grader for the figure and the maps at hand; `close` when no drawing is asked for any more."""

    def __init__(self) -> None:
        self._grader: Grader | None = None
        self._for: tuple[str, tuple[CompiledAtlas, ...]] | None = None
        self._beside: LatestOnly[tuple[Figure, tuple[CompiledAtlas, ...], Target]] = LatestOnly("grading", self._ready)

    def prepare(self, figure: "Figure", maps: tuple["CompiledAtlas", ...], target: Target) -> None:
        """Get ready for a question, beside the window."""
        self._beside.put((figure, maps, target))

    def grade(self, painted: Painted, target: Target) -> DrawingGrade:
        """Grade a drawing for the question prepared last."""
        self._beside.flush()
        assert self._grader is not None, "a question was prepared"
        return self._grader.grade(painted, target)

    def right_border(self, target: Target) -> "Shapes":
        """Return where the territory ends on the map that was asked."""
        assert self._grader is not None, "a question was prepared"
        return self._grader.ends(self._grader.right_answer(target))

    def marks_of(self, grade: DrawingGrade, painted: Painted) -> dict[Mark, "Shapes"]:
        """Return what the body shows of a grade."""
        assert self._grader is not None, "a question was prepared"
        signed = grade.signed
        drawn = {view: shape for layer in painted.values() for view, shape in layer.items()}
        return {
            Mark.EXCUSED: signed.excused,
            Mark.ACCEPTED: signed.accepted,
            Mark.SLACK: signed.slack,
            Mark.CORRECT: signed.right,
            Mark.MISSED: signed.missed,
            Mark.EXTRA: signed.extra,
            Mark.DRAWN: self._grader.ends(drawn),
        }

    def close(self) -> None:
        """End the thread and let go of the grader: it is some megabytes."""
        self._beside.close()
        self._grader = self._for = None

    def _ready(self, request: tuple["Figure", tuple["CompiledAtlas", ...], Target]) -> None:
        figure, maps, target = request
        if self._grader is None or self._for != (figure.name, maps):
            self._grader, self._for = Grader(figure, maps, _groups(maps)), (figure.name, maps)
        self._grader.prepare(target)


def _groups(maps: tuple["CompiledAtlas", ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the nerves known by their branches; none where the tables cannot be read: that is told elsewhere."""
    try:
        return nerve_groups(maps)
    except InputError:
        return {}
