"""The atlas source as pydantic models, and the rules between its parts."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import PLAIN_FIELDS, AtlasInfo, Kind, Territory
from rootmap.atlas.source import (
    AreaSource,
    AtlasSource,
    CurveSource,
    KeyPointException,
    Spot,
)
from rootmap.atlas.source_remedies import special
from rootmap.atlas.source_rules import inconsistencies
from rootmap.errors import InputError
from rootmap.source_file.faults import Problem, in_words, problem, short
from rootmap.source_file.remedies import schema_faults
from rootmap.source_file.yaml_lines import Place, line_of, load

MAX_COORDINATE = 1000.0  # degrees and millimetres stay far below
MAX_KNOTS, MAX_PARTS = 400, 1000
SPOT_MM, MAX_SPOT_MM = 8.0, 60.0  # the usual radius of a spot: a fingertip; and the largest

_Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
_Knot = tuple[_Number, _Number]
_Knots = Annotated[list[_Knot], Field(min_length=1, max_length=MAX_KNOTS)]
_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
SEGMENTS = Literal[
    "leg", "arm", "hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar", "trunk", "neck", "head", "perineum"
]
_On = Annotated[
    list[SEGMENTS],
    BeforeValidator(lambda v: [v] if isinstance(v, str) else v, json_schema_input_type=SEGMENTS | list[SEGMENTS]),
    Field(min_length=1, max_length=10, description="A segment of the left side or the midline, or several in brackets"),
]
_Limit = _Number | _Id | None
_Words = Annotated[str, Field(max_length=2000)]


def _says(description: str) -> Any:
    return Field(description=description)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TerritoryEntry(_Strict):
    """What a territory is and where its border comes from; `name` is what one reads when the id is not that."""

    roots: Annotated[list[Root], _says("Its nerve roots, such as [L4]; a dermatome needs at least one")] = []
    name: Annotated[str, Field(max_length=80), _says("What one reads on the body instead of the id")] = ""
    source: Annotated[_Text, _says("Where the border comes from: a citation, or the honest word judgement")]
    evidence: Annotated[_Text, _says("How good the evidence is, from A (best) to D")]
    confidence: Annotated[Literal["high", "moderate", "low"], _says("How surely the source was read and drawn")]
    note: Annotated[_Words, _says("What a reader should know of this territory")] = ""


class CurveEntry(_Strict):
    """A named border: exactly one of lengthwise (in order of the first coordinate) and crosswise (of the second)."""

    segment: _On
    lengthwise: Annotated[
        _Knots | None, _says("A border along the segment: points [first, second], the first coordinate rising")
    ] = None
    crosswise: Annotated[
        _Knots | None, _says("A border across the segment: points [first, second], the second coordinate rising")
    ] = None
    joins: Annotated[
        list[_Id], Field(max_length=4), _says("Curves of neighbouring segments that this one continues over the seam")
    ] = []


class AreaEntry(_Strict):
    """One area: limits along and round, an outline, a round spot, or none of them (the whole of its segments)."""

    territory: Annotated[str, _says("The territory painted here, as it is called under territories")]
    segment: _On
    along: Annotated[
        tuple[_Limit, _Limit],
        _says("From where to where along the first coordinate: numbers, crosswise curves or null"),
    ] = (None, None)
    round: Annotated[
        tuple[_Limit, _Limit], _says("From where to where in the second coordinate: numbers, lengthwise curves or null")
    ] = (None, None)
    outline: Annotated[
        Annotated[list[_Knot], Field(min_length=3, max_length=MAX_KNOTS)] | None,
        _says("A closed smooth outline through these points [first, second], in the order one goes round it"),
    ] = None
    spot: Annotated[_Knot | None, _says("The middle of a round spot; only in a map that overlaps")] = None
    radius_mm: Annotated[
        float, Field(strict=True, gt=0, le=MAX_SPOT_MM), _says("The radius of the spot on the skin, in millimetres")
    ] = SPOT_MM


class ExceptionEntry(_Strict):
    """A key point that the source places in another territory."""

    level: Annotated[str, _says("The key point, such as L5")]
    territory: Annotated[str, _says("The territory it lies in on this map")]
    source: Annotated[_Text, _says("Who places it there")]


class AtlasEntry(_Strict):
    """One published map of territories for the left side of the body; the right side is its mirror image."""

    format: Annotated[Literal["rootmap.atlas"], _says("Always rootmap.atlas")]
    version: Annotated[Literal[1], _says("Always 1")]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$"), _says("Lower case; also the name of the file")]
    title: Annotated[_Text, _says("What the map is called in menus")]
    authors: Annotated[list[_Text], Field(min_length=1), _says("Who made it, as [Keegan JJ, Garrett FD]")]
    year: Annotated[int, Field(strict=True, ge=1800, le=2200), _says("When it was published")]
    doi: Annotated[str, Field(max_length=200), _says("Its DOI, or nothing")] = ""
    kind: Annotated[Kind, _says("What the territories are")]
    method: Annotated[_Text, _says("How the map was made: zoster, surgery, stimulation, review …")]
    overlapping: Annotated[
        bool, Field(strict=True), _says("true: territories may share skin, and need not cover it; else false")
    ]
    partial: Annotated[bool, Field(strict=True), _says("true: skin between territories may stay blank")] = False
    evidence: Annotated[_Text, _says("How far the map can be trusted")]
    statement: Annotated[_Text, _says("Where the borders drawn here come from, in whole sentences")]
    territories: Annotated[
        dict[_Id, TerritoryEntry], Field(min_length=1, max_length=250), _says("What is drawn, by id, from head to tail")
    ]
    curves: Annotated[
        dict[_Id, CurveEntry], Field(max_length=MAX_PARTS), _says("Borders by name, to be used by several areas")
    ] = {}
    areas: Annotated[
        list[AreaEntry], Field(min_length=1, max_length=MAX_PARTS), _says("What is painted, later areas over earlier")
    ]
    key_point_exceptions: Annotated[
        list[ExceptionEntry], _says("Key points of the examination that this map really puts elsewhere")
    ] = []

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
    named = partial(region, value=value)
    try:
        entry = AtlasEntry.model_validate(value)
    except ValidationError as error:
        return None, [problem(lines, fault, named) for fault in schema_faults(error, AtlasEntry, special)]
    problems = [problem(lines, fault, named) for fault in inconsistencies(entry)]
    return (None if problems else entry.to_source(path, digest, lines)), problems


def _curve(name: str, entry: CurveEntry, line: int) -> CurveSource:
    knots = tuple(entry.lengthwise or entry.crosswise or ())
    return CurveSource(name, tuple(entry.segment), entry.lengthwise is not None, knots, tuple(entry.joins), line)


def _area(entry: AreaEntry, line: int) -> AreaSource:
    spot = None if entry.spot is None else Spot(entry.spot, entry.radius_mm)
    outline = tuple(entry.outline or ())
    return AreaSource(entry.territory, tuple(entry.segment), entry.along, entry.round, outline, line, spot)


def region(place: Place, value: Any) -> str:
    """Return which part of a file is meant: "curves.shin", "areas.3 (L4)"."""
    words = in_words(place)
    if len(place) < 2 or place[0] != "areas":
        return words
    try:
        territory = str(value["areas"][place[1]]["territory"])
    except (KeyError, IndexError, TypeError):
        return words
    return f"{words} ({short(territory)})"


def json_schema() -> dict[str, Any]:
    """Return the format as a JSON Schema, for editors."""
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Rootmap atlas source"}
    return about | {key: value for key, value in AtlasEntry.model_json_schema().items() if key != "title"}
