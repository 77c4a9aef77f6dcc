"""How a run turned out: the whole, and each part with its reasons."""

from PySide6.QtCore import Signal

from rootmap.cases.play import Play
from rootmap.cases.scoring import WEIGHTS
from rootmap.ui.cases.parts import Page, button, card
from rootmap.ui.cases.wording import ASPECTS

_FAILED = (
    "Not passed: something that must not be missed was missed. It happens to everybody once, best here. "
    "Whatever else was right stands below; look first at safety, then take the case again."
)
_URGENCY = "How urgent, and why"


class ResultPage(Page):
    """The result of a run at its end."""

    wanted_patient = Signal(object, int)  # Region, difficulty

    def __init__(self) -> None:
        super().__init__("Result")

    def show_play(self, play: Play) -> None:
        """Show how it turned out."""
        grade, case = play.grade, play.case
        self.begin()
        if grade.failed:
            self.say("Not passed", "title")
            self.say(_FAILED)
        else:
            self.say(f"{round(grade.score * 100)} of 100", "title")
        safety_first = sorted(grade.parts, key=lambda part: not grade.failed or part.aspect.value != "safety")
        for part in safety_first:
            points = f"{round(part.score * WEIGHTS[part.aspect], 1):g} of {WEIGHTS[part.aspect]}"
            self.column.addWidget(card(f"{ASPECTS[part.aspect]}   {points}", part.reasons))
        self.card(_URGENCY, [case.urgency.reason])
        self.card("Imaging", [case.imaging.reason])
        self.card("Seeing the patient again", [f"After {case.reassess.when_weeks:g} weeks. {case.reassess.what}"])
        another = button("Another patient like this", "", "A simulated one of the same region and difficulty")
        another.clicked.connect(lambda: self.wanted_patient.emit(case.region, case.difficulty))
        self.column.addWidget(another)
        self.end(from_top=True)
