"""Read an atlas source: one YAML file in skin coordinates; every fault is one line with its line number."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rootmap.atlas.model import AtlasInfo, TerritoryId
from rootmap.errors import InputError
from rootmap.files import read_text

MAX_SOURCE_BYTES = 2_000_000  # the richest map we know is 30 kB
# One lookup name per line of a border: a number, a curve's name, or None for "no limit on this side".
Limit = float | str | None
Knot = tuple[float, float]


@dataclass(frozen=True)
class CurveSource:
    """A named border through `knots` (first, second): `lengthwise` gives second of first, crosswise first of second.

    `joins` names curves of other segments that this one continues across the seam.
    """

    name: str
    segments: tuple[str, ...]
    lengthwise: bool
    knots: tuple[Knot, ...]
    joins: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Spot:
    """All skin within `radius_mm` of the skin point `at` (first, second) of the left side."""

    at: Knot
    radius_mm: float


@dataclass(frozen=True)
class AreaSource:
    """One stroke of the painter's list: a territory, the segments, and limits, a closed outline or a spot."""

    territory: TerritoryId
    segments: tuple[str, ...]
    along: tuple[Limit, Limit]
    round: tuple[Limit, Limit]
    outline: tuple[Knot, ...]
    line: int
    spot: Spot | None = None


@dataclass(frozen=True)
class KeyPointException:
    """A key point that this source places in another territory, with the source for saying so."""

    level: TerritoryId
    territory: TerritoryId
    source: str


@dataclass(frozen=True)
class AtlasSource:
    """A map as its author wrote it: identity, curves by name, areas in painting order."""

    path: Path
    digest: str
    info: AtlasInfo
    curves: Mapping[str, CurveSource]
    areas: tuple[AreaSource, ...]
    key_point_exceptions: tuple[KeyPointException, ...]


def read_source(path: Path, text: str | None = None) -> AtlasSource:
    """Return the atlas in a YAML file, or in its `text` if already read.

    Raises InputError naming line and region of the first fault.
    """
    source, problems = _read(path, text)
    if source is None:
        raise InputError(path, *problems[0])
    return source


def read_source_text(path: Path) -> str:
    """Return the text of a source file. Raises InputError when it is missing, too large, empty or not text."""
    return read_text(path, MAX_SOURCE_BYTES, "map, a *.yaml file")


def check(path: Path) -> list[str]:
    """Return every fault of a source file, one line each; empty when it can be built."""
    try:
        _, problems = _read(path)
    except InputError as error:
        return [str(error)]
    return [str(InputError(path, *problem)) for problem in problems]


def _read(path: Path, text: str | None = None) -> tuple[AtlasSource | None, list[tuple[str, str, str]]]:
    from hashlib import sha256

    from rootmap.atlas.source_schema import parse  # brings pydantic and yaml: only where a source is read

    text = read_source_text(path) if text is None else text
    return parse(path, text, sha256(text.encode()).hexdigest())
