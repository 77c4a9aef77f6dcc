"""From the text of a case file to a case, or to every fault in it with its line."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rootmap.cases import model
from rootmap.cases.case_drawing import drawing_of
from rootmap.cases.case_rules import hints, inconsistencies
from rootmap.cases.case_schema import CaseEntry
from rootmap.cases.draft import Draft, schema_of
from rootmap.cases.model import Case, Localisation
from rootmap.cases.results import Results
from rootmap.cases.sources import provenance_of
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import Finding
from rootmap.source_file.faults import Fault, Problem

Findings = tuple[Finding, ...]


def parse(path: Path, text: str, digest: str, tables: Tables) -> tuple[Case | None, list[Problem], list[Problem]]:
    """Return the case, or None; every fault; and what the author of a sound case should look at."""
    draft = Draft(path, text, CaseEntry)
    entry = draft.entry
    if entry is None:
        return None, draft.problems, []
    told, found, faults = _checked(entry, path, tables)
    problems = draft.problems + draft.said(faults)
    if problems:
        return None, problems, []
    return _case(entry, path, digest, (told, found)), [], draft.said(hints(entry, (*told, *found), tables))


def json_schema() -> dict[str, Any]:
    """Return the format as a JSON Schema, for editors."""
    return schema_of(CaseEntry, "Rootmap case")


def _checked(entry: CaseEntry, path: Path, tables: Tables) -> tuple[Findings, Findings, list[Fault]]:
    """Return what is told, what is found, and every fault between the parts of a file."""
    results = Results(tables.examinations)
    told = results.read("history_findings", entry.history_findings)
    found = results.read("examination", entry.examination)
    faults = [*results.faults, *inconsistencies(entry, (*told, *found), tables)]
    if path.stem != entry.id:
        faults.append((("id",), f'is "{entry.id}", unlike the file', f"name the file {entry.id}.yaml"))
    return told, found, faults


def _case(entry: CaseEntry, path: Path, digest: str, findings: tuple[Findings, Findings]) -> Case:
    plain = {name: getattr(entry, name) for name in ("id", "title", "revision", "region", "difficulty", "author")}
    plain |= {name: getattr(entry, name) for name in ("licence", "explanation", "ranking_note")}
    patient, replies = entry.patient, entry.history.replies
    history = tuple(model.Reply(reply.ask, reply.says, tuple(reply.tells)) for reply in replies)
    urgency, level = entry.urgency, entry.level
    return Case(
        path=path,
        digest=digest,
        **plain,
        tags=tuple(entry.tags),
        provenance=provenance_of(entry.sources),
        patient=model.Patient(patient.age, patient.sex, patient.occupation or ""),
        history=model.History(entry.history.complaint, history, findings[0]),
        drawing=drawing_of(entry.drawing),
        examination=findings[1],
        costs=MappingProxyType(dict(entry.costs)),
        answer=_place(entry.answer),
        accept=_each(entry.answer.accept, lambda a: model.Accepted(_place(a), a.credit, a.why)),
        level=None if level is None else model.Level(level.disc, level.zone),
        urgency=model.UrgencyAsked(urgency.haste, tuple(urgency.red_flags), urgency.reason),
        imaging=model.Imaging(entry.imaging.answer, entry.imaging.reason),
        plan=tuple(entry.plan),
        reassess=model.Reassess(entry.reassess.when_weeks, entry.reassess.what),
        distractors=_each(entry.distractors, lambda d: model.Distractor(_place(d), d.why_wrong)),
        key_examinations=tuple(entry.key_examinations),
        patient_explanation=_plain_words(entry),
        images=_each(entry.images, lambda i: model.Image(i.file, i.caption)),
    )


def _plain_words(entry: CaseEntry) -> model.PatientExplanation:
    asked = entry.patient_explanation
    return model.PatientExplanation(
        _each(asked.points, lambda p: model.PlainPoint(p.text, tuple(p.any_of))),
        _each(asked.misstatements, lambda m: model.Misstatement(m.text, m.why, tuple(m.any_of))),
    )


def _place(entry: Any) -> Localisation:
    return Localisation(entry.candidate, entry.side)


def _each(entries: Iterable[Any], make: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(make(entry) for entry in entries)
