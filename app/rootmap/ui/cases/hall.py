"""What the lecture window says of a case: what has been heard and found, and the answer only once it is revealed."""

from rootmap.cases.play import Play
from rootmap.cases.text import flat
from rootmap.ui.cases.wording import patient_words, place_words, result_words

MOST_LINES = 12  # that a hall can take in; the newest stay
ANSWER = "territory"  # the part of the lecture bar that reveals it


def told_in_hall(play: Play | None, revealed: frozenset[str]) -> tuple[str, tuple[str, ...], str]:
    """Return a title, lines, and the answer; nothing of a case that has not been opened."""
    if play is None:
        return "", (), ""
    case, run = play.case, play.run
    lines = [f"{patient_words(case)}: “{flat(case.history.complaint)}”"]
    asked = [case.history.replies[place] for place in run.asked]
    more = [f"{reply.ask} “{flat(reply.says)}”" for reply in asked]
    more += [f"{play.tables.examinations[test].name}: {result_words(play.results(test))}" for test in run.examined]
    answer = ""
    if play.is_committed and ANSWER in revealed:
        answer = place_words(case.answer, play.tables.candidates[case.answer.candidate])
    return case.title, (*lines, *more[-MOST_LINES:]), answer
