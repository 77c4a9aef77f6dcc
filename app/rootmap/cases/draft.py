"""A file's text on its way to an entry of its format, with every fault in it so far."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from rootmap.cases.text import text_faults
from rootmap.errors import InputError
from rootmap.source_file.faults import Fault, Problem, problem
from rootmap.source_file.remedies import schema_faults
from rootmap.source_file.yaml_lines import Place, load

E = TypeVar("E", bound=BaseModel)
_CHECKED_BY = {
    "rootmap.case": "rootmap case check",
    "rootmap.questions": "rootmap quiz check",
    "rootmap.atlas": "rootmap atlas check",
}


class Draft(Generic[E]):
    """The entry that a text holds, None where it is not as its format wants it; and all that is wrong."""

    def __init__(self, path: Path, text: str, model: type[E]) -> None:
        self.entry: E | None = None
        self.problems: list[Problem] = []
        self._lines: dict[Place, int] = {}
        try:
            value, self._lines = load(path, text)
        except InputError as error:
            self.problems.append((error.place, error.problem, error.remedy))
            return
        other = _other_format(value, model)
        if other is not None:
            self.problems += self.said([other])
            return
        self.problems += self.said(text_faults(value))
        try:
            self.entry = model.model_validate(value)
        except ValidationError as error:
            self.problems += self.said(schema_faults(error, model))

    def said(self, faults: Iterable[Fault]) -> list[Problem]:
        """Return faults with their lines."""
        return [problem(self._lines, fault) for fault in faults]


def _other_format(value: Any, model: type[BaseModel]) -> Fault | None:
    """Return the one fault of a file of another format; all others would follow from it."""
    given = value.get("format") if isinstance(value, dict) else None
    expected = get_args(model.model_fields["format"].annotation)
    if not isinstance(given, str) or given in expected or given not in _CHECKED_BY:
        return None
    return ("format",), f"is {given}, not {expected[0]}", f"check it with `{_CHECKED_BY[given]}`"


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return a format as a JSON Schema, for editors."""
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return about | {key: value for key, value in model.model_json_schema().items() if key != "title"}
