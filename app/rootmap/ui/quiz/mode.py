"""The quiz over the body: while a question is open, nothing on screen gives the answer away."""

from random import Random
from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Quality
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.quiz.grading import DrawingGrade, NameGrade, Target, Verdict, grade_name
from rootmap.quiz.questions import NameIt, PaintIt, Question, QuestionMaker
from rootmap.quiz.run import QuizRun
from rootmap.skin.drawing import Painted
from rootmap.skin.editing import Editor
from rootmap.ui.bodymap.grading import Mark
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.quiz.marking import Marking
from rootmap.ui.quiz.panel import QuizPanel
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.ui.window import Window

_NOTHING_PAINTED = "Nothing painted yet: paint the region as numbness, then grade it."


class QuizMode:
    """Asks, grades and shows; the learner's own drawing waits untouched."""

    def __init__(self, window: "Window", random: Random | None = None) -> None:
        self._window = window
        self._random = random or Random()
        self.run = QuizRun()
        self.question: Question | None = None
        self.is_on = False
        self._asking: type[NameIt] | type[PaintIt] = NameIt
        self._answered = False
        self._tries = 0
        self._graded: tuple[DrawingGrade, Painted] | None = None
        self.border_shown = False
        self._marking = Marking()
        self._kept = window.quality, window.tool  # what the hand held before the quiz
        self._makers: dict[str, tuple[CompiledAtlas, QuestionMaker]] = {}
        self.panel = QuizPanel(window.chrome)
        self.panel.kind_chosen.connect(self._choose_kind)
        self.panel.answered.connect(self.answer)
        self.panel.graded.connect(self.grade)
        self.panel.wanted_next.connect(self.ask)
        self.panel.feedback.wanted_again.connect(self.again)
        self.panel.feedback.wanted_border.connect(self.toggle_border)
        window.side.addWidget(self.panel)

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.is_on and self.question is not None and not self._answered

    @property
    def is_painting(self) -> bool:
        """Whether the learner paints an answer now."""
        return self.is_open and isinstance(self.question, PaintIt)

    @property
    def drawing_graded(self) -> bool:
        """Whether a graded drawing is looked at now."""
        return self.is_on and self._graded is not None

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.panel.dress(chrome)

    def enter(self) -> None:
        """Put the own drawing aside and ask."""
        if self.is_on:
            return
        self.is_on = True
        self._kept = self._window.quality, self._window.tool
        self._window.side.setCurrentWidget(self.panel)
        self.ask()

    def leave(self) -> None:
        """Bring the own drawing back."""
        window = self._window
        self.is_on, self.question, self._graded = False, None, None
        self._marking.close()
        window.body.show_grading()
        window.body.set_editor(window.session.editor)
        window.body.set_painting(True)
        window.body.highlight(None)
        window.maps.set_silent(False)
        window.body.setFocus()  # before the sides change, or the list of roots would take it
        if window.panel is not None:
            window.side.setCurrentWidget(window.panel)
        quality, tool = self._kept
        window.choose_quality(quality)
        window.choose_tool(tool)
        self._tell()

    def ask(self) -> None:
        """Put the next question."""
        maker = self._maker()
        self.question = maker.name_it() if self._asking is NameIt else maker.paint_it()
        self._tries = 0
        self._open()

    def again(self) -> None:
        """Ask for the drawing just graded once more, from an empty body; only the first try counts."""
        if self.drawing_graded:
            self._open()

    def toggle_border(self) -> None:
        """Show the right border over the graded drawing, or hide it."""
        if self._graded is not None:
            self.border_shown = not self.border_shown
            self._show_marks()
            self._tell()

    def _open(self) -> None:
        """Put the question on an empty body."""
        self._answered, self._graded, self.border_shown = False, None, False
        window = self._window
        window.maps.set_silent(True)
        window.body.show_grading()
        window.body.cancel()
        window.body.set_editor(Editor(window.session.figure))
        self._watch_editor()
        if isinstance(self.question, NameIt):
            self._light(self.question)
            self.panel.show_name_it(self.question, self._atlas.info)
        else:
            window.body.highlight(None)
            window.choose_quality(Quality.NUMBNESS)
            window.choose_tool(Tool.BRUSH)
            assert isinstance(self.question, PaintIt)
            self._prepare(self.question)
            self.panel.show_paint_it(self.question, self._atlas.info)
            window.body.setFocus()
        window.body.set_painting(self.is_painting)
        self.panel.show_score(self.run)
        self._tell()

    def answer(self, territory: str) -> None:
        """Grade a named root."""
        if not self.is_open or not isinstance(self.question, NameIt):
            return
        order = [item.id for item in self._atlas.info.territories]
        grade = grade_name(self.question, territory, order)
        self._close(grade)
        self.panel.show_name_grade(grade, self.question)

    def grade(self) -> None:
        """Grade the painted region and show on the body what is right, what was missed and what was too much."""
        if not self.is_painting or not isinstance(self.question, PaintIt):
            return
        window = self._window
        painted = window.body.editor.painted
        if not painted:
            self.panel.refuse(_NOTHING_PAINTED)
            return
        self._prepare(self.question)  # the body or the maps may have changed since it was asked
        grade = self._marking.grade(painted, _target(self.question))
        self._graded = grade, painted
        self._close(grade)
        self._show_marks()
        self.panel.show_drawing_grade(grade)

    def go(self) -> None:
        """Grade the painting, or go on to the next question."""
        if self.is_painting:
            self.grade()
        elif not self.is_open:
            self.ask()

    def _prepare(self, question: PaintIt) -> None:
        session = self._window.session
        self._marking.prepare(session.figure, session.knowledge.atlases, _target(question))

    def _show_marks(self) -> None:
        """Show the graded drawing on the body, and the right border if it is wanted."""
        if self._graded is None or not isinstance(self.question, PaintIt):
            return
        marks = self._marking.marks_of(*self._graded)
        if self.border_shown:
            marks[Mark.BORDER] = self._marking.right_border(_target(self.question))
        self._window.body.show_grading(marks)
        self.panel.feedback.show_border(on=self.border_shown)

    def _close(self, grade: NameGrade | DrawingGrade) -> None:
        self._answered = True
        self._tries += 1
        if self._tries == 1:
            self.run.note(grade)
        self._window.body.cancel()
        self._window.body.set_painting(False)
        self.panel.show_score(self.run, fresh=grade.verdict is Verdict.RIGHT)
        self._tell()

    def _choose_kind(self, kind: type[NameIt] | type[PaintIt]) -> None:
        if kind is not self._asking:
            self._asking = kind
            self.ask()

    def _light(self, question: Question) -> None:
        self._window.body.highlight(question.atlas, [question.territory], [question.side])

    @property
    def _atlas(self) -> CompiledAtlas:
        knowledge = self._window.session.knowledge
        atlases = knowledge.whole_root_maps
        if self._asking is PaintIt:  # roots are named, nerves can be painted too
            atlases += tuple(
                each for each in knowledge.atlases if each.info.kind is Kind.NERVE and not each.info.shares
            )
        wanted = self._window.settings.get("map")
        return next((atlas for atlas in atlases if atlas.info.id == wanted), atlases[0])

    def _maker(self) -> QuestionMaker:
        atlas = self._atlas
        key = f"{atlas.figure} {atlas.info.id}"
        if (
            key not in self._makers or self._makers[key][0] is not atlas
        ):  # one's own maps change while the window is open
            self._makers[key] = atlas, QuestionMaker(atlas, self._random)
        return self._makers[key][1]

    def _watch_editor(self) -> None:
        """Keep undo and redo in step with the answer being painted; the editor goes with the question."""
        self._window.body.editor.subscribe(lambda _change: self._window.actions_by_id.refresh())

    def _tell(self) -> None:
        self._window.on_mode_changed()


def _target(question: PaintIt) -> Target:
    return Target(question.territory, question.side, question.atlas)
