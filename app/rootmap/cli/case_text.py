"""A case as text for a terminal: the story for whoever solves it, the answer for whoever wrote it."""

import textwrap
from collections.abc import Iterator, Sequence

from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.model import Case, Localisation
from rootmap.cases.sources import cited
from rootmap.cases.tables import Tables
from rootmap.cases.text import flat
from rootmap.localise.evidence import Finding

WIDTH = 100  # letters to a line
_IMAGING = {
    ImagingAnswer.NOW: "pictures now",
    ImagingAnswer.AFTER_SIX_WEEKS: "pictures after six weeks without improvement",
    ImagingAnswer.NOT_NOW: "no pictures",
}


def line_of(case: Case) -> str:
    """Return a case as one line of a list."""
    where = case.region.value.replace("_", " ")
    return f"{case.id}: {case.title}; {where}, difficulty {case.difficulty}\n"


def story(case: Case) -> str:
    """Return what the patient tells, without anything that only an examination shows."""
    patient = case.patient
    who = [f"{patient.age} years", patient.sex.value.replace("_", " "), patient.occupation]
    lines = [case.title, ", ".join(word for word in who if word), "", *_wrapped(case.history.complaint)]
    for reply in case.history.replies:
        lines += ["", *_wrapped(f"— {reply.ask}"), *_wrapped(reply.says)]
    return "\n".join(lines) + "\n"


def answer(case: Case, tables: Tables) -> str:
    """Return what one finds, the answer, and what follows."""
    blocks = [
        ["Found (what is not named is normal):", *(f"  {_found(each, tables)}" for each in case.examination)],
        ["Answer: " + _place(case.answer, tables), *_level(case), *_accepted(case, tables)],
        [f"Urgency: {case.urgency.haste.value}", *_wrapped(case.urgency.reason)],
        [f"Imaging: {_IMAGING[case.imaging.answer]}", *_wrapped(case.imaging.reason)],
        ["Plan:", *(f"  - {point}" for point in case.plan)],
        [f"See again, weeks from now: {case.reassess.when_weeks:g}", *_wrapped(case.reassess.what)],
        ["Why:", *_wrapped(case.explanation)],
        [line for each in case.distractors for line in _wrapped(f"Not {_place(each.place, tables)}: {each.why_wrong}")],
        [
            "Sources: "
            + "; ".join(cited(case.provenance, tables.anatomy))
            + f"; {case.provenance.confidence.value} confidence"
        ],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def examinations(tables: Tables) -> str:
    """Return everything that can be asked or examined: id, words with the normal one first, minutes, name."""
    lines = []
    for each in tables.examinations.values():
        words = [each.normal, *(word for word in each.results if word != each.normal)] if each.results else ["5 … 0"]
        sides = "" if each.sided else " (no side)"
        lines.append(f"{each.id}: {', '.join(words)}{sides}; {each.cost} min; {each.name}")
    return "\n".join(lines) + "\n"


def candidates(tables: Tables) -> str:
    """Return every localisation that can be named: id and name."""
    return "".join(f"{each.id}: {each.name}\n" for each in tables.candidates.values())


def _wrapped(text: str) -> list[str]:
    return [line for part in flat(text).split("\n") for line in textwrap.wrap(part, WIDTH) or [""]]


def _found(finding: Finding, tables: Tables) -> str:
    name = tables.examinations[finding.test].name
    side = "" if finding.side is None else f", {finding.side}"
    result = f"{finding.mrc}/5" if finding.mrc is not None else str(finding.result).replace("_", " ")
    angle = "" if finding.degrees is None else f" at {finding.degrees:g}°"
    return f"{name}{side}: {result}{angle}"


def _place(place: Localisation, tables: Tables) -> str:
    return f"{tables.candidates[place.candidate].name}, {place.side}"


def _sources(case: Case, tables: Tables) -> list[str]:
    provenance = case.provenance
    every = "; ".join(cited(provenance, tables.anatomy))
    return _wrapped(f"Sources: {every}; {provenance.confidence.value} confidence. {provenance.note}".strip())


def _level(case: Case) -> Sequence[str]:
    return [] if case.level is None else [f"Level: {case.level.disc}, {case.level.zone.words}"]


def _accepted(case: Case, tables: Tables) -> Iterator[str]:
    for each in case.accept:
        yield f"Accepted for {each.credit:.0%}: {_place(each.place, tables)}: {each.why}"
