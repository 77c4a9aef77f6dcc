"""What to do about a part of an atlas source that is not as the format wants it, in a clinician's words."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from rootmap.atlas.source_rules import Fault, nearest
from rootmap.atlas.source_yaml import Place

LONGEST = 60  # letters of something written by a stranger
_INNER = ("function-", "constrained-", "list[", "tuple[", "float", "str", "none", "literal[", "[key]")
_NAMES = "use letters, digits, - and _, such as L4 or my-map"
_BY_TYPE = {
    "finite_number": ("is not a finite number", "write a plain number such as 1.25"),
    "float_type": ("is not a number", "write a plain number such as 1.25, without quotes"),
    "int_type": ("is not a whole number", "write a whole number such as 1948, without quotes"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "string_type": ("is not text", "put it in quotes"),
    "string_too_short": ("is empty", "fill it in"),
    "string_pattern_mismatch": ("is not usable as a name", _NAMES),
    "list_type": ("is not a list", "write it in brackets: [one, two]"),
    "tuple_type": ("is not a pair", "write two values in brackets: [first, second]"),
}


def schema_faults(error: Any) -> list[Fault]:
    """Return the faults of a pydantic ValidationError, one for each place in the file."""
    found: dict[Place, Fault] = {}
    for fault in error.errors():
        place = tuple(part for part in fault["loc"] if not str(part).startswith(_INNER))
        found.setdefault(place, (place, *_said(place, fault)))
    return list(found.values())


def short(text: object) -> str:
    """Return a stranger's text as a few words on one line."""
    whole = " ".join(str(text).split())
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def _said(place: Place, fault: Any) -> tuple[str, str]:
    """Return what is wrong and what to do."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind in ("extra_forbidden", "missing"):
        return _field(str(place[-1]) if place else "", place, kind)
    if place[:1] == ("areas",) and set(place) & {"along", "round"} and kind in ("float_type", "string_type"):
        return f'is no limit: "{short(given)}"', "write a number, the name of a curve, or null for no limit"
    if kind in ("literal_error", "enum"):
        return _choice(place, given, str(context["expected"]))
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        limit = next(iter(context.values()))
        word = "above" if kind == "greater_than" else "at least" if kind.startswith("greater") else "at most"
        return f"is {short(given)}, out of range", f"write a number of {word} {limit:g}"
    if kind in ("too_short", "too_long", "string_too_long"):
        return _length(kind, context)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "is not a group of fields", "write its fields below it, indented, as `name: value`"
    if kind in _BY_TYPE:
        problem, remedy = _BY_TYPE[kind]
        return (f'{problem}: "{short(given)}"' if given not in ("", None) else problem), remedy
    return fault["msg"][:1].lower() + fault["msg"][1:], _meaning(place) or "correct it"


def _field(name: str, place: Place, kind: str) -> tuple[str, str]:
    fields = _fields(place[:-1])
    if kind == "missing":
        if name.isdigit():
            return "is missing", "write two values in brackets: [first, second]"
        meaning = _meaning(place)
        return "is missing", f'add "{name}: …"' + (f" ({meaning[0].lower()}{meaning[1:]})" if meaning else "")
    close = nearest(name, fields)
    return "is not a field of the format", f"{close}the fields here are {', '.join(fields)}"


def _choice(place: Place, given: object, expected: str) -> tuple[str, str]:
    names = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    if "segment" in place:
        stem = str(given).replace(".left", "").replace(".right", "")
        if stem in names and stem != given:
            return f'is "{short(given)}"', f"say {stem}: a map is written for the left side and mirrored"
        return f'is no segment: "{short(given)}"', f"{nearest(str(given), names)}segments are {', '.join(names)}"
    if len(names) == 1:
        return f'is "{short(given)}"', f"write {names[0]}"
    return f'is "{short(given)}"', f"{nearest(str(given), names)}it may be {', '.join(names)}"


def _length(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "too_short":
        least, there = context["min_length"], context["actual_length"]
        return f"has {there} of at least {least}", f"add {least - there} more" if there else "fill it in"
    most = context["max_length"]
    what = "letters" if kind == "string_too_long" else "entries"
    return f"has more than {most} {what}", f"shorten it to {most}"


def _meaning(place: Place) -> str:
    """Return what the field at a place is for."""
    fields = _fields(place[:-1])
    return fields.get(str(place[-1]), "") if place else ""


def _fields(place: Place) -> dict[str, str]:
    """Return the fields that may stand at a place, and what each is for."""
    from rootmap.atlas import source_schema as schema  # which imports this module

    inner: dict[str, type[BaseModel]] = {
        "territories": schema.TerritoryEntry,
        "curves": schema.CurveEntry,
        "areas": schema.AreaEntry,
        "key_point_exceptions": schema.ExceptionEntry,
    }
    model: type[BaseModel] | None = inner.get(str(place[0])) if place else schema.AtlasEntry
    return {name: field.description or "" for name, field in model.model_fields.items()} if model is not None else {}
