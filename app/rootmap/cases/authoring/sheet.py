"""A case or question bank while it is written: what the form shows, what the file holds, and the draft between them."""

import json
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rootmap.errors import InputError
from rootmap.files import read_json, read_text, write_atomic

if TYPE_CHECKING:
    from rootmap.cases.authoring.blocks import Rewritten
    from rootmap.cases.authoring.finding_lines import FindingLines

CASE, BANK = "rootmap.case", "rootmap.questions"
STATES = "states"  # in the form only: what a text states, as typed lines
_TOLD = ("history", "history_findings")
_OPTIONAL = ("options", "discs", "why_not", "root", "zone", "red_flag", "sources", "tags")
_ORDER = (
    *("format", "version", "id", "title", "revision", "region", "difficulty", "tags", "author", "licence", "sources"),
    *("patient", "history", "history_findings", "drawing", "examination", "costs", "answer", "level", "urgency"),
    *("imaging", "plan", "reassess", "distractors", "key_examinations", "explanation", "patient_explanation"),
    *("ranking_note", "images", "questions"),
)
MAX_DRAFT = 4_000_000
Value = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A file being written.

    `text` is the file's text as last read or written ("" when new), `form` what the form shows now, `opened` what it
    showed then; `path` is None before it is first saved.
    """

    path: Path | None
    text: str
    opened: Value
    form: Value
    unread: Value = field(default_factory=dict)  # the value of `text`

    @property
    def kind(self) -> str:
        """The format of the file."""
        return BANK if self.form.get("format") == BANK else CASE

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.form != self.opened

    @property
    def name(self) -> str:
        """The id, as far as there is one."""
        return str(self.form.get("id") or "")

    def with_form(self, form: Value) -> "Sheet":
        """Return the sheet with what the form shows now."""
        return replace(self, form=deepcopy(form))


def new_sheet(kind: str) -> Sheet:
    """Return an empty case or question bank."""
    start: Value = {"format": kind, "version": 1, "id": "", "title": "", "revision": 1}
    if kind == CASE:
        start |= {"region": "back_and_leg", "difficulty": 1, "author": "", "licence": "MIT"}
        start |= {"sources": {"recalled": [], "confidence": "moderate"}, "patient": {"sex": "not_stated"}}
        start |= {"history": {"complaint": "", "replies": []}, "drawing": [], "examination": ""}
        start |= {"answer": {"candidate": "", "side": "left", "accept": []}, "level": {"disc": ""}}
        start |= {"urgency": {"haste": "none", "red_flags": [], "reason": ""}}
        start |= {"imaging": {"answer": "after_six_weeks", "reason": ""}, "plan": []}
        start |= {"reassess": {"what": ""}, "distractors": [], "key_examinations": [], "explanation": ""}
        start |= {"patient_explanation": {"points": [], "misstatements": []}}
    else:
        start |= {"author": "", "licence": "MIT", "sources": {"recalled": [], "confidence": "moderate"}}
        start |= {"questions": []}
    return Sheet(None, "", deepcopy(start), start)


def read_sheet(path: Path, lines: "FindingLines") -> Sheet:
    """Return the sheet of a file. Raises InputError when it is no YAML group at all; other faults the form shows."""
    from rootmap.cases.reading import MAX_BYTES
    from rootmap.source_file.yaml_lines import load

    text = read_text(path, MAX_BYTES, "case or question bank, a *.yaml file")
    value, _ = load(path, text)
    if not isinstance(value, dict) or value.get("format") not in (CASE, BANK):
        raise InputError(path, "format", "is no case and no question bank", f"write format: {CASE} or {BANK}")
    form = form_of(value, lines)
    return Sheet(path, text, deepcopy(form), form, value)


def form_of(value: Value, lines: "FindingLines") -> Value:
    """Return what the form shows of a file's value: findings as typed lines beside the words that state them."""
    form = deepcopy(value)
    if value.get("format") == BANK:
        for question in _records(form.get("questions")):
            if isinstance(question.get("correct"), str):
                question["correct"] = [question["correct"]]
        return form
    if form.get("level", 0) is None:
        form["level"] = {"disc": ""}
    form["examination"] = "\n".join(lines.lines(value.get("examination")))
    told = form.pop("history_findings", {})
    told = told if isinstance(told, dict) else {}
    history = form.get("history")
    if not isinstance(history, dict):
        return form
    for reply in _records(history.get("replies")):
        tells = reply.pop("tells", [])
        mine = {test: told.pop(test, None) for test in tells if isinstance(test, str)}
        written = lines.lines({test: result for test, result in mine.items() if result is not None})
        written += [test for test, result in mine.items() if result is None]  # told nowhere: the checks say so
        reply[STATES] = "; ".join(written)
    history[STATES] = "\n".join(lines.lines(told))
    return form


def value_of(sheet: Sheet, lines: "FindingLines") -> Value:
    """Return what the file is to hold; entries that nobody touched are exactly those that were read."""
    form, opened, before = sheet.form, sheet.opened, sheet.unread
    if sheet.kind == BANK:
        return _bank(form)
    result: Value = {}
    told_again = form.get("history") != opened.get("history") or not before
    told = _told(form.get("history"), lines)
    for key, item in form.items():
        if key == "history":
            result[key] = told[0] if told_again else before.get(key)
            group = told[1] if told_again else before.get(_TOLD[1])
            if group:
                result[_TOLD[1]] = group
        elif key == "examination" and (not before or item != opened.get(key)):
            result[key] = lines.results(str(item).splitlines())
        elif key in before and item == opened.get(key):
            result[key] = deepcopy(before[key])
        elif key == "level" and isinstance(item, dict) and not item.get("disc"):
            result[key] = None
        elif item not in ("", None):
            result[key] = deepcopy(item)
    return _in_order_of(before, result)


def _bank(form: Value) -> Value:
    """Return a bank as its file has it: one right answer stands alone, what is empty is left out."""
    result = deepcopy(form)
    for question in _records(result.get("questions")):
        correct = question.get("correct")
        if isinstance(correct, list) and len(correct) == 1 and question.get("kind") != "multiple_choice":
            question["correct"] = correct[0]
        for key in [key for key, item in question.items() if item in ("", None, [], {}) and key in _OPTIONAL]:
            del question[key]
    return result


def text_of(sheet: Sheet, lines: "FindingLines") -> "Rewritten":
    """Return the text to write, and which comments of the file it would lose."""
    from rootmap.cases.authoring.blocks import rewritten

    return rewritten(sheet.text, sheet.unread, value_of(sheet, lines))


def keep_draft(sheet: Sheet, path: Path) -> None:
    """Write a sheet to a draft file, whole or not at all. Raises InputError."""
    parts = {"path": str(sheet.path) if sheet.path else None, "text": sheet.text, "form": sheet.form}
    parts |= {"opened": sheet.opened, "unread": sheet.unread}
    write_atomic(path, json.dumps({"format": "rootmap.draft", "version": 1} | parts, ensure_ascii=False, default=str))


def read_draft(path: Path) -> Sheet | None:
    """Return the sheet in a draft file, None when there is none. Raises InputError; a bad file is set aside."""
    if not path.exists():
        return None
    aside = path.with_suffix(".damaged")
    try:
        found = read_json(path, MAX_DRAFT)
        groups = [found[name] for name in ("opened", "form", "unread")]
        if not all(isinstance(group, dict) for group in groups):
            raise TypeError
        source = Path(found["path"]) if found["path"] else None
        return Sheet(source, str(found["text"]), *groups)
    except InputError:
        path.replace(aside)
        raise
    except (KeyError, TypeError):
        path.replace(aside)
        raise InputError(path, "", "is no draft", f"it was set aside as {aside.name}") from None


def _told(history: Any, lines: "FindingLines") -> tuple[Any, Value]:
    """Return the history as the file has it, and all findings that its words state."""
    if not isinstance(history, dict):
        return history, {}
    result = {key: deepcopy(item) for key, item in history.items() if key != STATES}
    told = lines.results(str(history.get(STATES) or "").splitlines())
    for reply in _records(result.get("replies")):
        mine = lines.results(str(reply.pop(STATES, "") or "").split(";"))
        if mine:
            reply["tells"] = list(mine)
        told |= mine
    return result, told


def _records(value: Any) -> list[Value]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _in_order_of(before: Value, value: Value) -> Value:
    """Return the entries in the order of the file; new ones behind those that the documentation has before them."""
    order = [key for key in before if key in value]
    for key in sorted(value, key=_rank):
        if key not in order:
            earlier = [place for place, other in enumerate(order) if _rank(other) < _rank(key)]
            order.insert(earlier[-1] + 1 if earlier else 0, key)
    return {key: value[key] for key in order}


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)
