"""Tells the progress of the learner how the localisation of a case went, where the progress asks about that root."""

from rootmap.cases.play import Play
from rootmap.errors import InputError
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.naming import roots_of
from rootmap.profile import Profile
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Mode, Outcome

ITEM = "territory_root"  # a place on the skin is given, its root is to be known: what localising a root is


def remember(play: Play, profile: Profile, milliseconds: int) -> str:
    """Keep the commitment of a run as an answer. Return a line for the learner when it could not be kept, else ""."""
    commitment = play.run.commitment
    if commitment is None:
        return ""
    try:
        store = open_progress(profile)
    except InputError as error:
        return str(error)
    try:
        item = store.catalogue.get(f"{ITEM}:{play.case.answer.candidate}")
        if item is not None:
            credit = play.feedback.localisation.score
            answer = commitment.place.candidate
            store.answer(
                item,
                Outcome(
                    Mode.CASE,
                    f"{answer} {commitment.place.side}",
                    credit == 1.0,
                    credit,
                    milliseconds,
                    commitment.confidence,
                    true_root=play.case.answer.candidate,
                    chosen_root=answer if _is_root(answer) else None,
                ),
            )
    except InputError as error:
        return str(error)
    finally:
        store.close()
    return ""


def _is_root(candidate: str) -> bool:
    return "+" not in candidate and bool(roots_of(Candidate(candidate, CandidateSide.BOTH)))
