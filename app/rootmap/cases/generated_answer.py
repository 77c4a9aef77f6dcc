"""What follows from a simulated patient: the answer, why, what to do, and what to tell them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Zone
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.alarms import is_set_off, may_be_drawn, most_urgent
from rootmap.cases.generated_advice import ADVICE, PLAN_OF_HASTE, REASONS, REASSESS, Advice, advice_for
from rootmap.cases.levels import struck_roots
from rootmap.cases.model import Haste, Level
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide, Contribution, Finding, Ranked, Ranking
from rootmap.localise.explain import differences, in_words
from rootmap.localise.imaging import decide
from rootmap.localise.naming import name_of

MOST_DISTRACTORS, MOST_KEYS, MOST_REASONS = 3, 5, 5
WEIGHTY = 0.15  # powers of ten: less says nothing
PAIR_CREDIT = 0.5
FIRST_TESTS = ("slr", "spurling", "reflex.achilles", "reflex.biceps", "pinprick.T4", "facial_sensation")
GOOD_PLACES = 2
_LUMBAR_FROM, _LUMBAR_TO = Root.L1, Root.S1


@dataclass(frozen=True)
class Known:
    """All that is known of a patient: the cause, its roots, all findings, and what the ranking makes of them."""

    cause: Candidate
    roots: tuple[Root, ...]
    findings: tuple[Finding, ...]
    ranking: Ranking

    @property
    def own(self) -> Ranked | None:
        """The cause's own entry in the ranking."""
        return next((each for each in self.ranking.entries if _same(each.candidate, self.cause)), None)

    @property
    def place(self) -> int | None:
        """The cause's place in the ranking, from 1."""
        own = self.own
        return None if own is None else self.ranking.entries.index(own) + 1


def answered(known: Known, anatomy: Anatomy, tables: Tables) -> dict[str, Any]:
    """Return the second half of a case file: the answer and all that follows."""
    accept = list(_accepted(known, tables))
    rivals = list(_rivals(known, tables, {each["candidate"] for each in accept}))
    flags, haste = _alarms(known, anatomy)
    pictures = decide(anatomy, known.findings, known.ranking)
    advice = advice_for(known.cause.kind)
    weeks, what = REASSESS[haste]
    return {
        "answer": {"candidate": known.cause.id, "side": str(known.cause.side), "accept": accept},
        "level": _level(known, tables),
        "urgency": {"haste": haste.value, "red_flags": flags, "reason": _reason(flags, haste, anatomy)},
        "imaging": {"answer": pictures.answer.value, "reason": _sentence(pictures.reason)},
        "plan": [*PLAN_OF_HASTE[haste], *ADVICE[advice].plan],
        "reassess": {"when_weeks": weeks, "what": what},
        "distractors": [_distractor(known, each) for each in rivals],
        "key_examinations": _keys(known, rivals, tables),
        "explanation": _explanation(known, rivals),
        "patient_explanation": _plain_words(ADVICE[advice], haste),
        "ranking_note": _note(known),
    }


def _accepted(known: Known, tables: Tables) -> Iterator[dict[str, Any]]:
    side, cause = str(known.cause.side), known.cause.id
    if known.cause.kind not in (CandidateKind.ROOT, CandidateKind.ROOTS):
        return
    parts = cause.split("+")
    for name, each in tables.candidates.items():
        near = name in parts if len(parts) > 1 else len(each.roots) > 1 and cause in name.split("+")
        if near and name != cause:
            why = "It is one of the two." if len(parts) > 1 else f"{cause} is in it, but the other root is not struck."
            yield {"candidate": name, "side": side, "credit": PAIR_CREDIT, "why": why}


def _rivals(known: Known, tables: Tables, accepted: set[str]) -> Iterator[Ranked]:
    count = 0
    for each in known.ranking.entries:
        name = each.candidate.id
        fits = name in tables.candidates and name not in accepted and name != known.cause.id
        sided = fits and tables.candidates[name].sided == (each.candidate.side is not CandidateSide.BOTH)
        if sided and count < MOST_DISTRACTORS:
            count += 1
            yield each


def _distractor(known: Known, rival: Ranked) -> dict[str, Any]:
    why = "Nothing in this patient tells it apart with certainty; it fits less well."
    if known.own is not None:
        speaks = [each for each in _for(known.own, rival) if each.key != "prior"][:MOST_REASONS]
        if speaks:
            why = "What speaks for the answer instead: " + "; ".join(map(in_words, speaks)) + "."
    return {"candidate": rival.candidate.id, "side": str(rival.candidate.side), "why_wrong": why}


def _keys(known: Known, rivals: Sequence[Ranked], tables: Tables) -> list[str]:
    """Return the examinations that weigh most: against the rivals, then at all."""
    weighed: dict[str, None] = {}
    if known.own is not None:
        for rival in rivals[:2]:
            weighed.update(dict.fromkeys(_tests(_for(known.own, rival))))
        strong = sorted(known.own.contributions, key=lambda each: -each.log10_weight)
        weighed.update(dict.fromkeys(_tests(each for each in strong if each.log10_weight >= WEIGHTY)))
    weighed.update(dict.fromkeys(each.test for each in known.findings))
    weighed.update(dict.fromkeys(FIRST_TESTS))
    able = [test for test in weighed if test in tables.examinations and not tables.examinations[test].is_asked]
    return able[:MOST_KEYS]


def _tests(contributions: Sequence[Contribution] | Iterator[Contribution]) -> Iterator[str]:
    yield from (str(each.params["test"]) for each in contributions if "test" in each.params)


def _for(own: Ranked, rival: Ranked) -> list[Contribution]:
    return [each for each, weight in differences(own, rival) if weight >= WEIGHTY]


def _level(known: Known, tables: Tables) -> dict[str, str] | None:
    """Return the disc that strikes a single root as a rule; none for what no disc explains."""
    if known.cause.kind is not CandidateKind.ROOT or len(known.roots) != 1:
        return None
    root = known.roots[0]
    neck = root.value.startswith("C") or root is Root.T1
    zone = Zone.FORAMINAL if neck else Zone.PARACENTRAL
    if not neck and not _LUMBAR_FROM <= root <= _LUMBAR_TO:
        return None
    disc = next((each for each in tables.discs if struck_roots(Level(each, zone), tables.discs) == (root,)), None)
    return None if disc is None else {"disc": disc, "zone": zone.value}


def _alarms(known: Known, anatomy: Anatomy) -> tuple[list[str], Haste]:
    """Return the emergencies and urgent signs that drawing and findings set off, and the haste they ask for."""
    flags = [anatomy.red_flags[alert.id] for alert in known.ranking.red_flags if alert.code in ("E", "U")]
    flags = [flag for flag in flags if is_set_off(flag, known.findings) or may_be_drawn(flag)]
    return [flag.id for flag in flags], most_urgent(flags)


def _reason(flags: Sequence[str], haste: Haste, anatomy: Anatomy) -> str:
    named = "; ".join(f"{anatomy.red_flags[flag].text} ({anatomy.red_flags[flag].condition})" for flag in flags)
    return f"{REASONS[haste]} {named}." if named else REASONS[haste]


def _explanation(known: Known, rivals: Sequence[Ranked]) -> str:
    name = name_of(known.cause)
    if known.own is None:
        return f"This patient was made with {name}. The ranking knows no such candidate, so it cannot say why."
    strong = sorted(known.own.contributions, key=lambda each: -each.log10_weight)
    speaks = [f"- {in_words(each)}" for each in strong if each.log10_weight >= WEIGHTY and each.key != "prior"]
    against = [f"- {in_words(each)}" for each in reversed(strong) if each.log10_weight <= -WEIGHTY]
    text = f"This patient was made with *{name}*."
    if speaks:
        text += "\n\nWhat speaks for it:\n\n" + "\n".join(speaks[:MOST_REASONS])
    if [each for each in against if each != "- how often this is met at all"]:
        text += "\n\nWhat misleads:\n\n" + "\n".join(against[:MOST_REASONS])
    if rivals and known.place != 1:
        text += f"\n\nThe ranking would rather have said {name_of(known.ranking.entries[0].candidate)}."
    return text


def _note(known: Known) -> str:
    if known.place is not None and known.place <= GOOD_PLACES:
        return ""
    return "The patient was made from published frequencies, not from the ranking: some show little of what they have."


def _plain_words(advice: Advice, haste: Haste) -> dict[str, Any]:
    points = [*advice.points, *REASONS_TO_COME[haste]]
    return {
        "points": [{"text": text, "any_of": list(words)} for text, words in points],
        "misstatements": [
            {"text": text, "why": why, "any_of": list(words)} for text, why, words in advice.misstatements
        ],
    }


REASONS_TO_COME = {
    haste: (
        (
            "Come at once if you go numb between the legs, cannot pass or hold water, or grow weaker.",
            ("at once", "straight away", "emergency", "same day", "immediately", "come back"),
        ),
    )
    if haste not in (Haste.EMERGENCY,)
    else (("You need to be seen today; this cannot wait.", ("today", "now", "at once", "emergency", "hospital")),)
    for haste in Haste
}


def _same(one: Candidate, other: Candidate) -> bool:
    return one.id == other.id and one.side == other.side


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith(".") else f"{whole}."
