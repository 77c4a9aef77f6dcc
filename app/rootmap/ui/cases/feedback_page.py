"""The verdict on a localisation: the reasoning, what the ranking makes of it, what tempts, and the economy."""

from rootmap.cases.play import Play
from rootmap.cases.ranking import place_of
from rootmap.localise.evidence import Ranked, Ranking
from rootmap.localise.naming import name_of
from rootmap.ui.cases.parts import Page
from rootmap.ui.cases.wording import place_words
from rootmap.ui.panels.words import as_heading

BEST = 5
_VERDICTS = {1.0: "Right", 0.0: "Not this time"}
_RANKING = "From the patient's drawing and the findings you had: a teaching aid, not a verdict."


class FeedbackPage(Page):
    """What a learner reads once they have committed themselves."""

    def __init__(self) -> None:
        super().__init__("Feedback")

    def show_play(self, play: Play, ranking: Ranking | None) -> None:
        """Show the feedback of a run that has a commitment."""
        said, case = play.feedback, play.case
        self.begin()
        verdict = _VERDICTS.get(said.localisation.score, "Partly right")
        self.say(verdict, "title")
        for reason in (*said.localisation.reasons, *said.confidence.reasons):
            self.tell(reason)
        self.card("How one gets there", [case.explanation])
        self._rank(play, ranking)
        if case.distractors:
            self.heading("What tempts, and why not")
            for each in case.distractors:
                name = place_words(each.place, play.tables.candidates[each.place.candidate])
                self.card(as_heading(name), [each.why_wrong])
        self.heading("Your examination")
        for part in play.examined_how:
            for reason in part.reasons:
                self.say(reason)
        self.end(from_top=True)

    def _rank(self, play: Play, ranking: Ranking | None) -> None:
        if ranking is None or not ranking.entries:
            return
        self.heading("What the ranking makes of the same findings")
        self.say(_RANKING, "quiet")
        place = place_of(play.case.answer, ranking)
        lines = [_line(number, each, place) for number, each in enumerate(ranking.entries[:BEST], 1)]
        if place is not None and place > BEST:
            lines.append(_line(place, ranking.entries[place - 1], place))
        for line in lines:
            self.say(line)
        if play.case.ranking_note:
            self.tell(play.case.ranking_note)


def _line(number: int, entry: Ranked, place: int | None) -> str:
    mark = "   ← the answer" if number == place else ""
    return f"{number}.  {as_heading(name_of(entry.candidate))}   {entry.probability:.0%}{mark}"
