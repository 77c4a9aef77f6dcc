"""Read a case: one YAML file; every fault is one line with its line number and what to do."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rootmap.anatomy.model import Anatomy
from rootmap.cases.model import Case
from rootmap.errors import InputError
from rootmap.files import read_text

MAX_CASE_BYTES = 200_000  # a rich case is 15 kB


@dataclass(frozen=True)
class Examined:
    """What reading a case found: the case, or its faults; and what its author should look at, a line each."""

    case: Case | None
    faults: tuple[InputError, ...] = ()
    hints: tuple[InputError, ...] = ()


def read_case(path: Path, anatomy: Anatomy | None = None) -> Case:
    """Return the case in a file, checked against `anatomy` (loaded when None).

    Raises InputError that names line, place and remedy of the first fault.
    """
    examined = examine_case(path, anatomy)
    if examined.case is None:
        raise examined.faults[0]
    return examined.case


def examine_case(path: Path, anatomy: Anatomy | None = None) -> Examined:
    """Return the case in a file with all that is wrong or odd in it."""
    from rootmap.anatomy.load import load_anatomy
    from rootmap.cases.case_parse import parse  # brings pydantic and yaml: only where a file is read

    try:
        text = read_text(path, MAX_CASE_BYTES, "case, a *.yaml file")
    except InputError as error:
        return Examined(None, (error,))
    digest = sha256(text.encode()).hexdigest()
    case, faults, hints = parse(path, text, digest, anatomy or load_anatomy())
    return Examined(
        case,
        tuple(InputError(path, *fault) for fault in faults),
        tuple(InputError(path, *hint) for hint in hints),
    )
