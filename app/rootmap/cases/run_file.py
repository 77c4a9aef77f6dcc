"""A run as JSON, so that it can be put away and taken up again; nothing in it is believed unasked."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.cases.model import Case, Haste, Level, Localisation
from rootmap.cases.run import Commitment, NextSteps, Run, Stage
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.localise.evidence import CandidateSide

FORMAT, VERSION = "rootmap.case-run", 1
_KEYS = frozenset(("format", "version", *Run.__dataclass_fields__))
W = TypeVar("W", bound=StrEnum)
_NO_STEPS: frozenset[Stage] = frozenset({Stage.HISTORY, Stage.DRAWING, Stage.EXAMINATION})


def run_to_json(run: Run) -> dict[str, Any]:
    """Return a run as plain data that JSON can hold."""
    return {"format": FORMAT, "version": VERSION, **asdict(run)}


def run_from_json(data: Any, case: Case, tables: Tables, where: str | Path = "run") -> Run:
    """Return the run in plain data. Raises InputError when it is none, or of another case or another text of it."""
    read = _Read(where, data)
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        raise read.error("format", f"is not {FORMAT}, version {VERSION}")
    if set(data) != _KEYS:
        raise read.error(", ".join(sorted(set(data) ^ _KEYS)), "is missing, or is no part of a run")
    if data["case"] != case.id or data["digest"] != case.digest:
        raise read.error("case", "has changed since, or is another")
    asked = read.each("asked", lambda place: type(place) is int and 0 <= place < len(case.history.replies))
    run = Run(
        case=case.id,
        digest=case.digest,
        stage=read.word("stage", data["stage"], Stage),
        asked=asked,
        examined=read.each("examined", lambda test: test in tables.examinations),
        recognised=read.each("recognised", lambda flag: flag in tables.anatomy.red_flags),
        late=read.each("late", lambda flag: flag in tables.anatomy.red_flags),
        commitment=_commitment(read, data["commitment"], tables),
        next_steps=_next_steps(read, data["next_steps"], case, tables),
    )
    if (run.commitment is None) != (run.stage in _NO_STEPS) or (run.next_steps is None) == (run.stage is Stage.DONE):
        raise read.error("stage", "does not fit what has been done")
    return run


class _Read:
    """Takes parts out of plain data, each asked whether it may be so."""

    def __init__(self, where: str | Path, data: Any) -> None:
        self._where, self._data = where, data

    def error(self, place: str, problem: str) -> InputError:
        """Return the error of a place."""
        return InputError(self._where, place, problem, "begin the case again")

    def each(self, name: str, fits: Callable[[Any], bool]) -> tuple[Any, ...]:
        """Return a list of plain values, each of which fits and stands once."""
        values = self._data[name]
        if not isinstance(values, list | tuple) or not all(isinstance(value, str | int) for value in values):
            raise self.error(name, "is no list")
        if not all(map(fits, values)) or len(set(values)) != len(values):
            raise self.error(name, "holds what the case does not know, or something twice")
        return tuple(values)

    def word(self, place: str, value: Any, kind: type[W]) -> W:
        """Return a word of a closed vocabulary."""
        try:
            return kind(value)
        except ValueError:
            raise self.error(place, "is not a known word") from None

    def number(self, place: str, value: Any, most: float) -> float:
        """Return a number from 0 to `most`."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise self.error(place, f"is no number from 0 to {most:g}")
        return float(value)

    def fields(self, place: str, value: Any, kind: Any) -> Mapping[str, Any]:
        """Return the fields of a group that is to become a `kind`."""
        if not isinstance(value, dict) or set(value) != set(kind.__dataclass_fields__):
            raise self.error(place, "has not the parts it should have")
        return value


def _commitment(read: _Read, value: Any, tables: Tables) -> Commitment | None:
    if value is None:
        return None
    fields = read.fields("commitment", value, Commitment)
    place = read.fields("commitment.place", fields["place"], Localisation)
    if place["candidate"] not in tables.candidates:
        raise read.error("commitment.place", "is no localisation")
    side = read.word("commitment.place.side", place["side"], CandidateSide)
    return Commitment(Localisation(place["candidate"], side), read.number("commitment", fields["confidence"], 1.0))


def _next_steps(read: _Read, value: Any, case: Case, tables: Tables) -> NextSteps | None:
    if value is None:
        return None
    fields = read.fields("next_steps", value, NextSteps)
    level = None
    if fields["level"] is not None:
        given = read.fields("next_steps.level", fields["level"], Level)
        if given["disc"] not in tables.discs:
            raise read.error("next_steps.level", "is no disc")
        level = Level(given["disc"], read.word("next_steps.level.zone", given["zone"], Zone))
    plan = fields["plan"]
    if not isinstance(plan, list | tuple) or not all(type(k) is int and 0 <= k < len(case.plan) for k in plan):
        raise read.error("next_steps.plan", "holds a point that the case does not know")
    return NextSteps(
        level=level,
        haste=read.word("next_steps.haste", fields["haste"], Haste),
        imaging=read.word("next_steps.imaging", fields["imaging"], ImagingAnswer),
        plan=tuple(sorted(set(plan))),
        reassess_weeks=read.number("next_steps.reassess_weeks", fields["reassess_weeks"], 1000.0),
    )
