"""The checks of `rootmap case check` on a case or bank while it is written, and a case to show before it is whole."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rootmap.cases.authoring.sheet import BANK
from rootmap.cases.authoring.yaml_text import whole_text
from rootmap.cases.pictures import picture_faults

if TYPE_CHECKING:
    from rootmap.cases.bank import QuestionBank
    from rootmap.cases.model import Case
    from rootmap.cases.reading import Examined, Reader
    from rootmap.errors import InputError

_ROUNDS = 4  # what is filled in may bring other faults to light
_FILLING: dict[str, Any] = {
    "format": "rootmap.case",
    "version": 1,
    "title": "A case",
    "revision": 1,
    "region": "back_and_leg",
    "difficulty": 1,
    "tags": [],
    "author": "…",
    "licence": "…",
    "sources": {"recalled": ["clinical_practice"], "confidence": "low"},
    "patient": {"age": 45, "sex": "not_stated"},
    "history": {"complaint": "…"},
    "history_findings": {},
    "drawing": [{"quality": "pain", "marks": [{"patch": ["trunk", 0.5, 0], "radius_mm": 1}]}],
    "examination": {},
    "costs": {},
    "answer": {"candidate": "L3", "side": "left"},
    "level": None,
    "urgency": {"haste": "E", "reason": "…"},
    "imaging": {"answer": "now", "reason": "…"},
    "plan": ["…"],
    "reassess": {"when_weeks": 1, "what": "…"},
    "distractors": [],
    "key_examinations": ["slr"],
    "explanation": "…",
    "patient_explanation": {"points": [{"text": "…"}]},
    "ranking_note": "",
    "images": [],
}


@dataclass(frozen=True)
class Remark:
    """A line about what is written: where in the file ("history.replies.0.ask"), and what."""

    place: str
    line: str


@dataclass(frozen=True)
class Checked:
    """All faults, what is odd in a sound file, and the case: whole, or with what is wrong (`missing`) filled in."""

    faults: tuple[Remark, ...]
    hints: tuple[Remark, ...]
    case: "Case | None" = None
    missing: frozenset[str] = frozenset()


def check(reader: "Reader", path: Path, text: str, value: dict[str, Any]) -> Checked:
    """Return what the checks say of a file's text, whose value is `value`."""
    if value.get("format") == BANK:
        bank: Examined[QuestionBank] = reader.bank(path, text)
        return Checked(_remarks(bank.faults), _remarks(bank.hints))
    examined = reader.case(path, text)
    if examined.item is None:
        case, missing = _filled(reader, path, value, examined.faults)
        return Checked(_remarks(examined.faults), (), case, missing)
    pictures = tuple(Remark("images", f"{Path(fault.where).name} {fault.problem}; {fault.remedy}")
                     for fault in picture_faults(examined.item))  # fmt: skip
    return Checked(pictures, _remarks(examined.hints), examined.item)


def _remarks(errors: "tuple[InputError, ...]") -> tuple[Remark, ...]:
    return tuple(Remark(_place(error.place), _said(error)) for error in errors)


def _said(error: "InputError") -> str:
    """Return a fault in the words of a form, where one fills in and adds no lines of YAML."""
    if error.problem == "is missing":
        _, opened, what = error.remedy.partition(" (")
        return f"fill this in: {what.rstrip(')')}" if opened else "fill this in"
    if error.problem == "is empty" or error.problem.startswith("has 0 of at least"):
        return "fill this in"
    return f"{error.problem}; {error.remedy}"


def _place(words: str) -> str:
    return words.partition(": ")[2] if words.startswith("line ") else words


def _filled(
    reader: "Reader", path: Path, value: dict[str, Any], faults: "tuple[InputError, ...]"
) -> "tuple[Case | None, frozenset[str]]":
    """Return the case with every entry that has a fault replaced by one that has none, and which those are."""
    tried, missing = deepcopy({key: item for key, item in value.items() if key in _FILLING or key == "id"}), set()
    for _ in range(_ROUNDS):
        wrong = {_place(fault.place).partition(".")[0] for fault in faults} & {*_FILLING, "id"}
        if "history_findings" in wrong:
            wrong.add("history")
        missing |= wrong
        for key in wrong:
            tried[key] = path.stem if key == "id" else deepcopy(_FILLING[key])
        examined = reader.case(path, whole_text(_FILLING | tried))
        if examined.item is not None:
            return examined.item, frozenset(missing)
        if not wrong:
            break
        faults = examined.faults
    return None, frozenset(missing)
