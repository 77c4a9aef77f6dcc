"""From the text of a question bank to questions, or to every fault in it with its line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rootmap.anatomy.vocabulary import Root
from rootmap.cases.alarms import HASTE_OF
from rootmap.cases.bank import IMAGING_OPTIONS, URGENCY_OPTIONS, Option, Question, QuestionBank, QuestionKind
from rootmap.cases.bank_schema import BankEntry, QuestionEntry
from rootmap.cases.draft import Draft, schema_of
from rootmap.cases.levels import struck_roots
from rootmap.cases.model import Level
from rootmap.cases.sources import provenance_of, source_faults
from rootmap.cases.tables import Tables
from rootmap.source_file.faults import Fault, Problem, Said, nearest
from rootmap.source_file.yaml_lines import Place

LEAST_OPTIONS = 2
CHOICES = (QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE)
_FIXED: Mapping[QuestionKind, Mapping[Any, str]] = {
    QuestionKind.RED_FLAG_URGENCY: URGENCY_OPTIONS,
    QuestionKind.IMAGING: IMAGING_OPTIONS,
}


Parsed = tuple[QuestionBank | None, list[Problem], list[Problem]]


def parse(path: Path, text: str, digest: str, tables: Tables) -> Parsed:
    """Return the bank, or None; every fault; and what the author of a sound bank should look at."""
    draft = Draft(path, text, BankEntry)
    entry = draft.entry
    problems = draft.problems + ([] if entry is None else draft.said(_inconsistencies(entry, path, tables)))
    if entry is None or problems:
        return None, problems, []
    return _bank(entry, path, digest), [], draft.said(_hints(entry))


def json_schema() -> dict[str, Any]:
    """Return the format as a JSON Schema, for editors."""
    return schema_of(BankEntry, "Rootmap question bank")


def _inconsistencies(bank: BankEntry, path: Path, tables: Tables) -> Iterator[Fault]:
    if path.stem != bank.id:
        yield ("id",), f'is "{bank.id}", unlike the file', f"name the file {bank.id}.yaml"
    yield from source_faults(bank.sources, tables.anatomy)
    seen: set[str] = set()
    for index, question in enumerate(bank.questions):
        place: Place = ("questions", index)
        if question.id in seen:
            yield (*place, "id"), f'"{question.id}" stands twice', "give each question an id of its own"
        seen.add(question.id)
        yield from (((*place, *inner), *said) for inner, said in _question_faults(question, tables))
        if question.sources is not None:
            for inner, what, remedy in source_faults(question.sources, tables.anatomy):
                yield (*place, *inner), what, remedy


def _question_faults(question: QuestionEntry, tables: Tables) -> Iterator[tuple[Place, Said]]:
    yield from _field_faults(question)
    names = [option.id for option in _options(question)]
    for index, name in enumerate(question.correct):
        if name not in names:
            remedy = f"{nearest(name, names)}write one of {', '.join(names) or 'the options'}"
            yield ("correct", index), (f'is no answer of this question: "{name}"', remedy)
    if len(set(question.correct)) != len(question.correct):
        yield ("correct",), ("names an answer twice", "keep one of them")
    if len(question.correct) > 1 and question.kind is not QuestionKind.MULTIPLE_CHOICE:
        yield ("correct",), (f"has more than one answer, which {question.kind} has not", "make it multiple_choice")
    for name in question.why_not:
        if name not in names or name in question.correct:
            yield ("why_not", name), (f'is no wrong answer: "{name}"', "leave it out, or correct the letter")
    if question.kind is QuestionKind.WHICH_DISC:
        yield from _disc_faults(question, tables)
    if question.red_flag is not None:
        yield from _flag_faults(question, tables)


def _field_faults(question: QuestionEntry) -> Iterator[tuple[Place, Said]]:
    """Yield the fields that do not belong to the kind of question, and those it wants."""
    kind = question.kind
    belongs = {
        "options": kind in CHOICES,
        "discs": kind is QuestionKind.WHICH_DISC,
        "root": kind is QuestionKind.WHICH_DISC,
        "zone": kind is QuestionKind.WHICH_DISC,
        "red_flag": kind is QuestionKind.RED_FLAG_URGENCY,
    }
    for name, fits in belongs.items():
        if getattr(question, name) and not fits:
            yield (name,), (f"does not belong to a question of the kind {kind}", "leave it out, or change the kind")
    for name in ("options", "discs"):
        given = getattr(question, name)
        if belongs[name] and len(given) < LEAST_OPTIONS:
            yield ((name,) if given else ()), (f"has {len(given)} of at least {LEAST_OPTIONS} {name}", "add more")


def _disc_faults(question: QuestionEntry, tables: Tables) -> Iterator[tuple[Place, Said]]:
    for index, disc in enumerate(question.discs):
        if disc not in tables.discs:
            remedy = f"{nearest(disc, tables.discs)}name it as C5-6, C7-T1 or L4-5"
            yield ("discs", index), (f'is no disc: "{disc}"', remedy)
    if len(set(question.discs)) != len(question.discs):
        yield ("discs",), ("names a disc twice", "keep one of them")
    if question.root is None:
        return
    if question.root not in {root.value for root in Root}:
        yield ("root",), (f'is no root: "{question.root}"', "write a root such as L5")
    elif question.zone is None:
        yield ("root",), ("says not where at the disc", "add zone: paracentral or the like")
    elif question.correct[0] in tables.discs:
        struck = struck_roots(Level(question.correct[0], question.zone), tables.discs)
        if Root(question.root) not in struck:
            where = f"{question.zone.words} at {question.correct[0]}"
            names = ", ".join(root.value for root in struck) or "no root"
            yield ("correct", 0), (f"a lesion {where} strikes {names}, not {question.root}", "correct one of them")


def _flag_faults(question: QuestionEntry, tables: Tables) -> Iterator[tuple[Place, Said]]:
    known = tables.anatomy.red_flags
    flag = known.get(question.red_flag or "")
    if flag is None:
        remedy = f"{nearest(question.red_flag or '', known)}the ids are in red_flags.yaml"
        yield ("red_flag",), (f'is no warning sign: "{question.red_flag}"', remedy)
    elif question.correct[0] != HASTE_OF[flag.urgency].value:
        remedy = f"write {HASTE_OF[flag.urgency].value}, or leave out red_flag"
        yield ("correct", 0), (f"is not the urgency of {flag.id} in the table", remedy)


def _hints(bank: BankEntry) -> Iterator[Fault]:
    for index, question in enumerate(bank.questions):
        if question.kind in CHOICES and not question.why_not:
            yield ("questions", index), "does not say why the other answers are wrong", "add why_not: {a: …}"


def _options(question: QuestionEntry) -> tuple[Option, ...]:
    if question.kind in _FIXED:
        return tuple(Option(name.value, text) for name, text in _FIXED[question.kind].items())
    if question.kind is QuestionKind.WHICH_DISC:
        return tuple(Option(disc, disc) for disc in question.discs)
    return tuple(Option(name, text, question.why_not.get(name, "")) for name, text in question.options.items())


def _bank(entry: BankEntry, path: Path, digest: str) -> QuestionBank:
    questions = tuple(
        Question(
            id=each.id,
            kind=each.kind,
            difficulty=each.difficulty,
            tags=tuple(each.tags),
            text=each.text,
            options=_options(each),
            correct=tuple(each.correct),
            why=each.why,
            provenance=provenance_of(each.sources or entry.sources),
        )
        for each in entry.questions
    )
    plain = {name: getattr(entry, name) for name in ("id", "title", "revision", "author", "licence")}
    return QuestionBank(path=path, digest=digest, **plain, questions=questions)
