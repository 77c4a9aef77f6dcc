"""Read cases and question banks: YAML files; every fault is one line with its line number and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from rootmap.anatomy.model import Anatomy
from rootmap.cases.bank import QuestionBank
from rootmap.cases.model import Case
from rootmap.errors import InputError
from rootmap.files import read_text

if TYPE_CHECKING:
    from rootmap.cases.tables import Tables
    from rootmap.source_file.faults import Problem

T = TypeVar("T")
Parsed = tuple[T | None, "list[Problem]", "list[Problem]"]
MAX_BYTES = 400_000  # a rich case is 15 kB, a bank of 200 questions 150 kB


@dataclass(frozen=True)
class Examined(Generic[T]):
    """What reading a file found: what is in it, or its faults; and what its author should look at."""

    path: Path
    item: T | None
    faults: tuple[InputError, ...] = ()
    hints: tuple[InputError, ...] = ()

    def sound(self) -> T:
        """Return what is in the file. Raises the first fault."""
        if self.item is None:
            raise self.faults[0]
        return self.item


class Reader:
    """Reads one file after the other against the same tables."""

    def __init__(self, anatomy: Anatomy | None = None) -> None:
        self._anatomy = anatomy
        self._tables: Tables | None = None

    def case(self, path: Path, text: str | None = None) -> Examined[Case]:
        """Return the case in a file, or in its `text` if already read, with all that is wrong or odd in it."""
        from rootmap.cases.case_parse import parse  # brings pydantic and yaml: only where a file is read

        return self._examine(path, text, parse, "case")

    def bank(self, path: Path, text: str | None = None) -> Examined[QuestionBank]:
        """Return the question bank in a file, or in its `text`, with all that is wrong or odd in it."""
        from rootmap.cases.bank_parse import parse

        return self._examine(path, text, parse, "question bank")

    def _examine(
        self, path: Path, text: str | None, parse: "Callable[[Path, str, str, Tables], Parsed[T]]", kind: str
    ) -> Examined[T]:
        try:
            text = read_text(path, MAX_BYTES, f"{kind}, a *.yaml file") if text is None else text
        except InputError as error:
            return Examined(path, None, (error,))
        item, faults, hints = parse(path, text, sha256(text.encode()).hexdigest(), self._known())
        ordered = (sorted(dict.fromkeys(found), key=_line) for found in (faults, hints))
        errors, odd = (tuple(InputError(path, *each) for each in found) for found in ordered)
        return Examined(path, item, errors, odd)

    def _known(self) -> "Tables":
        if self._tables is None:
            from rootmap.anatomy.load import load_anatomy
            from rootmap.cases.tables import tables_of

            self._tables = tables_of(self._anatomy or load_anatomy())
        return self._tables


def _line(problem: "Problem") -> int:
    """Return the line a problem names, so that an author can go through the file once."""
    number = problem[0].partition(":")[0].removeprefix("line ")
    return int(number) if number.isdecimal() else 0


def read_case(path: Path, anatomy: Anatomy | None = None) -> Case:
    """Return the case in a file, checked against `anatomy` (loaded when None).

    Raises InputError that names line, place and remedy of the first fault.
    """
    return Reader(anatomy).case(path).sound()


def read_bank(path: Path, anatomy: Anatomy | None = None) -> QuestionBank:
    """Return the question bank in a file, checked as a case is. Raises InputError."""
    return Reader(anatomy).bank(path).sound()
