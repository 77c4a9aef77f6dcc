"""Find the data that travels with the program, in a checkout as in an installed wheel."""

from functools import cache
from pathlib import Path

from rootmap.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """Return the folder that holds `assets/`, `atlases/` and `quizzes/`."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def assets(*parts: str) -> Path:
    """Return a path below `assets/`."""
    return data_root().joinpath("assets", *parts)


def atlases() -> Path:
    """Return the folder of published atlas sources."""
    return data_root() / "atlases"


def quizzes(*parts: str) -> Path:
    """Return a path below `quizzes/`."""
    return data_root().joinpath("quizzes", *parts)


def examples() -> tuple[Path, ...]:
    """Return the example drawings in the order of their names, at least one."""
    found = tuple(sorted(quizzes("examples").glob("*.rootmap")))
    if not found:
        raise InputError(quizzes("examples"), "", "holds no drawing", "install Rootmap again")
    return found


def visit_examples() -> tuple[Path, ...]:
    """Return the examples of one patient over time; none when they are missing."""
    return tuple(sorted(quizzes("examples").glob("*.rootvisits")))
