"""What the patient tells: the complaint at once, the rest when asked; and all results so far."""

from functools import partial

from PySide6.QtCore import Signal

from rootmap.cases.play import Play
from rootmap.cases.run import Stage
from rootmap.ui.cases.case_picture import CasePictures
from rootmap.ui.cases.parts import Page, WrapButton
from rootmap.ui.cases.wording import patient_words, result_words

_PAINT = (
    "Paint on the body what you hear: where it hurts, tingles or is numb. Then compare it with the patient's drawing."
)


class StoryPage(Page):
    """The history; its questions can be asked until one commits."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("What the patient tells")
        self._buttons: list[WrapButton] = []
        self._pictures = CasePictures()

    def focus_first(self) -> None:
        """Go to the first question that can be asked."""
        (self._buttons[0] if self._buttons else self).setFocus()

    def show_play(self, play: Play, *, from_top: bool = False) -> None:
        """Show how far the history has come."""
        case, run = play.case, play.run
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        self.begin()
        self.card(patient_words(case), [case.history.complaint])
        for picture in self._pictures.cards(case, round(self.width() * self.devicePixelRatioF())):
            self.column.addWidget(picture)
        for place in run.asked:
            reply = case.history.replies[place]
            self.card(reply.ask, [reply.says])
        left = [place for place in range(len(case.history.replies)) if place not in run.asked]
        buttons = self._buttons = []
        if left and not play.is_committed:
            self.heading("Ask")
            for place in left:
                each = WrapButton(case.history.replies[place].ask)
                each.clicked.connect(partial(self.asked.emit, place))
                self.column.addWidget(each)
                buttons.append(each)
        if run.stage is Stage.HISTORY:
            self.say(_PAINT, "quiet")
        if play.is_committed and run.examined:
            self.heading("What you found")
            for test in run.examined:
                name = play.tables.examinations[test].name
                self.say(f"{name}: {result_words(play.results(test))}")
        self.end(from_top=from_top)
        if had_focus and buttons:
            buttons[0].setFocus()
        elif had_focus:
            self.setFocus()
