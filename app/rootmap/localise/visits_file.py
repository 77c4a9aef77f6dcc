"""Read and write `*.rootvisits`: one patient over time as JSON, versioned, strict, one line for what is not right."""

import json
import math
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.localise.findings_file import findings_from, findings_text
from rootmap.localise.visits import Measures, Record, Visit, record_of
from rootmap.skin.drawing_file import drawing_from, drawing_text

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy

SUFFIX = ".rootvisits"
FORMAT, VERSION = "rootmap.visits", 1
MAX_BYTES = 60 * 1024 * 1024  # sixty visits of 500 strokes each
MAX_VISITS = 200  # one a week for nearly four years
MAX_PATIENT, MAX_NOTE = 200, 4000  # letters
MAX_MINUTES = 1440.0  # a day
MAX_FALLS = 1000
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_HEAD_KEYS = ("format", "version", "patient", "visits")
_VISIT_KEYS = ("date", "drawing", "findings", "measures", "note")
_MEASURE_KEYS = ("sitting_min", "walking_min", "falls")


def read_visits(path: Path, anatomy: "Anatomy | None" = None) -> Record:
    """Return the record in `path`, its findings checked against `anatomy` (loaded when None and needed).

    Raises InputError that names the place, such as `visits[2].measures.sitting_min`.
    """
    data = read_json(path, MAX_BYTES)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(path, "format", f'is not "{FORMAT}"', f"choose a *{SUFFIX} file")
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        raise InputError(path, "version", f"{version!r} is not known here", f"this Rootmap reads version {VERSION}")
    _refuse_others(path, "", data, _HEAD_KEYS)
    patient = _text(path, "patient", data.get("patient", ""), MAX_PATIENT)
    entries = data.get("visits")
    if not isinstance(entries, list) or len(entries) > MAX_VISITS:
        raise InputError(path, "visits", "is not a list of visits", f"give a list of at most {MAX_VISITS}")
    visits = [_visit(path, f"visits[{row}]", entry, anatomy) for row, entry in enumerate(entries)]
    _refuse_repeats(path, visits)
    return record_of(patient, visits)


def write_visits(record: Record, path: Path) -> None:
    """Write a record whole or not at all; reading it back gives an equal record. Raises InputError."""
    write_atomic(path, visits_text(record))


def visits_text(record: Record) -> str:
    """Return the text of a file of visits."""
    head = f'{{"format": "{FORMAT}", "version": {VERSION}, "patient": {_json(record.patient)},\n "visits": ['
    return head + ",".join(f"\n{_visit_text(visit)}" for visit in record.visits) + "]}\n"


def _visit_text(visit: Visit) -> str:
    found = findings_text(visit.findings, indent=3)
    measures = {key: value for key in _MEASURE_KEYS if (value := getattr(visit.measures, key)) is not None}
    return (
        f' {{"date": "{visit.date.isoformat()}", "measures": {_json(measures)}, "note": {_json(visit.note)},\n'
        f'  "drawing": {drawing_text(visit.drawing).rstrip()},\n'
        f'  "findings": [{chr(10) if found else ""}{found}]}}'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _visit(path: Path, place: str, entry: Any, anatomy: "Anatomy | None") -> Visit:
    if not isinstance(entry, dict):
        raise InputError(path, place, "is not an object", 'write {"date": …, "drawing": …}')
    _refuse_others(path, f"{place}.", entry, _VISIT_KEYS)
    drawing = drawing_from(entry.get("drawing"), path, f"{place}.drawing")
    entries = entry.get("findings", [])
    return Visit(
        date=_date(path, f"{place}.date", entry.get("date")),
        drawing=drawing,
        findings=findings_from(entries, path, f"{place}.findings", anatomy) if entries != [] else (),
        measures=_measures(path, f"{place}.measures", entry.get("measures", {})),
        note=_text(path, f"{place}.note", entry.get("note", ""), MAX_NOTE),
    )


def _date(path: Path, place: str, value: Any) -> date:
    remedy = 'write year-month-day, such as "2026-10-01"'
    if value is None:
        raise InputError(path, place, "is missing", remedy)
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-10-01") else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InputError(path, place, f"{_shown(value)} is no date", remedy)
    return day


def _measures(path: Path, place: str, entry: Any) -> Measures:
    if not isinstance(entry, dict):
        raise InputError(path, place, "is not an object", 'write {"sitting_min": 20, "walking_min": 15}')
    _refuse_others(path, f"{place}.", entry, _MEASURE_KEYS)
    sitting, walking = (_minutes(path, f"{place}.{key}", entry.get(key)) for key in _MEASURE_KEYS[:2])
    falls = entry.get("falls")
    if falls is not None and (type(falls) is not int or not 0 <= falls <= MAX_FALLS):
        raise InputError(
            path, f"{place}.falls", f"{_shown(falls)} is no count", f"use a whole number up to {MAX_FALLS}"
        )
    return Measures(sitting, walking, falls)


def _minutes(path: Path, place: str, value: Any) -> float | None:
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or not 0 <= value <= MAX_MINUTES:
        raise InputError(path, place, f"{_shown(value)} is no time", f"use minutes from 0 to {MAX_MINUTES:.0f}")
    return float(value)


def _text(path: Path, place: str, value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise InputError(path, place, f"{_shown(value)} is not text", 'write it in quotes, "" for none')
    if len(value) > most:
        raise InputError(path, place, f"has {len(value)} letters", f"shorten it to {most}")
    return value


def _refuse_others(path: Path, prefix: str, entry: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in entry:
        if key not in known:
            raise InputError(path, f"{prefix}{key}"[:200], "is not known here", f"remove it, or use {', '.join(known)}")


def _refuse_repeats(path: Path, visits: list[Visit]) -> None:
    seen: dict[date, int] = {}
    for row, visit in enumerate(visits):
        if visit.date in seen:
            problem = f"is the date of visits[{seen[visit.date]}] too"
            raise InputError(path, f"visits[{row}].date", problem, "keep one visit to a day")
        seen[visit.date] = row


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
