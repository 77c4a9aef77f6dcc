"""The words of the case pages: the patient, results, places, how sure one is."""

from collections.abc import Sequence

from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.cases.known import KnownCandidate
from rootmap.cases.model import Case, Haste, Localisation, Sex
from rootmap.cases.scoring import Aspect
from rootmap.localise.evidence import CandidateSide, Finding
from rootmap.progress.records import Confidence
from rootmap.ui.panels.words import answer_text

SURE = {
    Confidence.GUESSING: "Guessing",
    Confidence.UNSURE: "Unsure",
    Confidence.FAIRLY_SURE: "Fairly sure",
    Confidence.SURE: "Sure",
}
HASTES = {
    Haste.NONE: "As usual: nothing makes it urgent",
    Haste.RAISES_SUSPICION: "Suspicion: look into it soon",
    Haste.URGENT: "Urgent: within days",
    Haste.EMERGENCY: "Emergency: today",
}
IMAGINGS = {
    ImagingAnswer.NOW: "Now",
    ImagingAnswer.AFTER_SIX_WEEKS: "After six weeks, if no better",
    ImagingAnswer.NOT_NOW: "Not for this",
}
ZONES = {zone: zone.words.capitalize() for zone in Zone}
ASPECTS = {aspect: aspect.value.capitalize() for aspect in Aspect} | {Aspect.REASSESS: "Seeing the patient again"}
_AGES = ((2, "infant"), (13, "child"))


def patient_words(case: Case) -> str:
    """Return "Removal man, 42": who comes."""
    patient = case.patient
    sex = {Sex.FEMALE: "woman", Sex.MALE: "man", Sex.NOT_STATED: "patient"}[patient.sex]
    work = f", {patient.occupation}" if patient.occupation else ""
    return f"A {sex} of {patient.age}{work}"


def result_words(findings: Sequence[Finding]) -> str:
    """Return "left 4 · right 5": what one finds, side by side."""
    if all(each.side is None for each in findings):
        return "; ".join(_of(each) for each in findings)
    return " · ".join(f"{each.side} {_of(each)}" for each in findings)


def _of(finding: Finding) -> str:
    return f"{finding.mrc} of 5" if finding.mrc is not None else answer_text(finding)


def place_words(place: Localisation, known: KnownCandidate) -> str:
    """Return a localisation with its side."""
    if not known.sided:
        return known.name
    return f"{known.name}, both sides" if place.side is CandidateSide.BOTH else f"{known.name} {place.side}"
