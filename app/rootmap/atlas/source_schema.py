"""The atlas source as pydantic models, and the rules between its parts."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import shapely
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import PLAIN_FIELDS, AtlasInfo, Kind, Territory
from rootmap.atlas.source import (
    DOCS,
    AreaSource,
    AtlasSource,
    CurveSource,
    KeyPointException,
    Spot,
)
from rootmap.atlas.source_yaml import Place, line_of, load
from rootmap.errors import InputError

SEGMENTS = (
    "leg", "arm", "hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar", "trunk", "neck", "head", "perineum",
)  # fmt: skip
MAX_COORDINATE = 1000.0  # degrees and millimetres stay far below
MAX_KNOTS, MAX_PARTS = 400, 1000
SPOT_MM, MAX_SPOT_MM = 8.0, 60.0  # the usual radius of a spot: a fingertip; and the largest
TURN_DEG = 360.0
Problem = tuple[str, str, str]

_Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
_Knot = tuple[_Number, _Number]
_Knots = Annotated[list[_Knot], Field(min_length=1, max_length=MAX_KNOTS)]
_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
_Segment = Literal[
    "leg", "arm", "hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar", "trunk", "neck", "head", "perineum"
]
_On = Annotated[
    list[_Segment], BeforeValidator(lambda v: [v] if isinstance(v, str) else v), Field(min_length=1, max_length=10)
]
_Limit = _Number | _Id | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TerritoryEntry(_Strict):
    """What a territory is and where its border comes from; `name` is what one reads when the id is not that."""

    roots: list[Root] = []
    name: Annotated[str, Field(max_length=80)] = ""
    source: _Text
    evidence: _Text
    confidence: Literal["high", "moderate", "low"]
    note: Annotated[str, Field(max_length=2000)] = ""


class CurveEntry(_Strict):
    """A named border: exactly one of lengthwise (in order of the first coordinate) and crosswise (of the second)."""

    segment: _On
    lengthwise: _Knots | None = None
    crosswise: _Knots | None = None
    joins: Annotated[list[_Id], Field(max_length=4)] = []


class AreaEntry(_Strict):
    """One area: limits along and round, an outline, a round spot, or none of them (the whole of its segments)."""

    territory: str
    segment: _On
    along: tuple[_Limit, _Limit] = (None, None)
    round: tuple[_Limit, _Limit] = (None, None)
    outline: Annotated[list[_Knot], Field(min_length=3, max_length=MAX_KNOTS)] | None = None
    spot: _Knot | None = None
    radius_mm: Annotated[float, Field(strict=True, gt=0, le=MAX_SPOT_MM)] = SPOT_MM


class ExceptionEntry(_Strict):
    """A key point that the source places in another territory."""

    level: str
    territory: str
    source: _Text


class AtlasEntry(_Strict):
    """The whole file."""

    format: Literal["rootmap.atlas"]
    version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    title: _Text
    authors: Annotated[list[_Text], Field(min_length=1)]
    year: Annotated[int, Field(strict=True, ge=1800, le=2200)]
    doi: Annotated[str, Field(max_length=200)] = ""
    kind: Kind
    method: _Text
    overlapping: Annotated[bool, Field(strict=True)]
    partial: Annotated[bool, Field(strict=True)] = False
    evidence: _Text
    statement: _Text
    territories: Annotated[dict[_Id, TerritoryEntry], Field(min_length=1, max_length=250)]
    curves: Annotated[dict[_Id, CurveEntry], Field(max_length=MAX_PARTS)] = {}
    areas: Annotated[list[AreaEntry], Field(min_length=1, max_length=MAX_PARTS)]
    key_point_exceptions: list[ExceptionEntry] = []

    def to_source(self, path: Path, digest: str, lines: dict[Place, int]) -> AtlasSource:
        """Return the source as the compiler takes it."""
        territories = tuple(
            Territory(name, tuple(t.roots), t.source, t.evidence, t.note, t.confidence, t.name)
            for name, t in self.territories.items()
        )
        info = AtlasInfo(
            **{name: getattr(self, name) for name in PLAIN_FIELDS}, authors=tuple(self.authors), territories=territories
        )
        curves = {name: _curve(name, c, line_of(lines, ("curves", name))) for name, c in self.curves.items()}
        areas = tuple(_area(a, line_of(lines, ("areas", k))) for k, a in enumerate(self.areas))
        exceptions = tuple(KeyPointException(e.level, e.territory, e.source) for e in self.key_point_exceptions)
        return AtlasSource(path, digest, info, curves, areas, exceptions)


def parse(path: Path, text: str, digest: str) -> tuple[AtlasSource | None, list[Problem]]:
    """Return the source, or None and every problem as (place, problem, remedy)."""
    try:
        value, lines = load(path, text)
    except InputError as error:
        return None, [(error.place, error.problem, error.remedy)]
    try:
        entry = AtlasEntry.model_validate(value)
    except ValidationError as error:
        return None, [_schema_problem(fault, lines) for fault in error.errors()]
    problems = [_problem(lines, place, message) for place, message in _inconsistencies(entry)]
    return (None if problems else entry.to_source(path, digest, lines)), problems


def _curve(name: str, entry: CurveEntry, line: int) -> CurveSource:
    knots = tuple(entry.lengthwise or entry.crosswise or ())
    return CurveSource(name, tuple(entry.segment), entry.lengthwise is not None, knots, tuple(entry.joins), line)


def _area(entry: AreaEntry, line: int) -> AreaSource:
    spot = None if entry.spot is None else Spot(entry.spot, entry.radius_mm)
    outline = tuple(entry.outline or ())
    return AreaSource(entry.territory, tuple(entry.segment), entry.along, entry.round, outline, line, spot)


def _schema_problem(fault: Any, lines: dict[Place, int]) -> Problem:
    place = tuple(part for part in fault["loc"] if not str(part).startswith(("function-", "constrained-")))
    known = {"missing": "is missing", "extra_forbidden": "is not a field of the format"}
    return _problem(lines, place, known.get(fault["type"], fault["msg"][:1].lower() + fault["msg"][1:]))


def _problem(lines: dict[Place, int], place: Place, message: str) -> Problem:
    words = ".".join(str(part) for part in place)
    return f"line {line_of(lines, place)}: {words}", message, f"correct it; {DOCS}"


def _inconsistencies(atlas: AtlasEntry) -> Iterator[tuple[Place, str]]:
    for name, curve in atlas.curves.items():
        yield from ((("curves", name), message) for message in _curve_faults(curve, atlas))
    for index, area in enumerate(atlas.areas):
        yield from ((("areas", index), message) for message in _area_faults(area, atlas))
    painted = {area.territory for area in atlas.areas}
    for name, territory in atlas.territories.items():
        if name not in painted:
            yield ("territories", name), "has no area"
        if atlas.kind is Kind.DERMATOME and not territory.roots:
            yield ("territories", name), "names no root, which a dermatome needs"
    for index, exception in enumerate(atlas.key_point_exceptions):
        if exception.territory not in atlas.territories:
            yield ("key_point_exceptions", index), f'names the unknown territory "{exception.territory}"'


def _curve_faults(curve: CurveEntry, atlas: AtlasEntry) -> Iterator[str]:
    if (curve.lengthwise is None) == (curve.crosswise is None):
        yield "needs exactly one of lengthwise and crosswise"
        return
    lengthwise = curve.lengthwise is not None
    keys = [knot[0 if lengthwise else 1] for knot in curve.lengthwise or curve.crosswise or ()]
    for before, after in pairwise(keys):
        if after <= before:
            which = "first" if lengthwise else "second"
            yield f"the {which} coordinates must rise: {after:g} follows {before:g}"
    if not lengthwise and keys[-1] - keys[0] >= TURN_DEG:
        yield "goes round more than a full turn"
    for other in curve.joins:
        if other not in atlas.curves:
            yield f'joins the unknown curve "{other}"'
        elif set(atlas.curves[other].segment) & set(curve.segment):
            yield f'joins "{other}", which runs on the same segment'


def _area_faults(area: AreaEntry, atlas: AtlasEntry) -> Iterator[str]:
    if area.territory not in atlas.territories:
        yield f'names the unknown territory "{area.territory}"'
    limits = [(limit, False) for limit in area.along] + [(limit, True) for limit in area.round]
    for limit, lengthwise in limits:
        if isinstance(limit, str):
            yield from _limit_faults(limit, lengthwise, area, atlas)
    shapes = [area.outline is not None, area.spot is not None, any(limit is not None for limit, _ in limits)]
    if sum(shapes) > 1:
        yield "has more than one of outline, spot and limits: give one"
    if area.spot is not None and not atlas.overlapping:
        yield "is a spot, which only a map with `overlapping: true` may have"
    if area.outline is not None and sum(shapes) == 1 and not shapely.Polygon(area.outline).is_valid:
        yield "its outline crosses itself"
    one_sided = (area.round[0] is None) != (area.round[1] is None)
    if one_sided and {"leg", "arm"} & set(area.segment):
        yield "round a limb both limits are needed"


def _limit_faults(name: str, lengthwise: bool, area: AreaEntry, atlas: AtlasEntry) -> Iterator[str]:
    curve = atlas.curves.get(name)
    if curve is None:
        yield f'names the unknown curve "{name}"'
    elif (curve.lengthwise is not None) != lengthwise:
        runs, key = ("crosswise", "round") if lengthwise else ("lengthwise", "along")
        yield f'"{name}" runs {runs}: it cannot be a limit in "{key}"'
    elif not set(area.segment) <= set(curve.segment):
        yield f'"{name}" does not run on {", ".join(sorted(set(area.segment) - set(curve.segment)))}'
