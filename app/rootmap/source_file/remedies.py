"""What to do about a part of a file that is not as its format wants it, in the words of who writes it."""

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from rootmap.source_file.faults import Fault, Said, nearest, short
from rootmap.source_file.yaml_lines import Place

Special = Callable[[Place, str, object], Said | None]  # place, kind of fault, what was given
_INNER = ("function-", "constrained-", "list[", "tuple[", "nullable[", "literal[", "[key]")  # pydantic's own words
_INNER_WHOLE = frozenset({"float", "int", "str", "bool", "none"})
_NAMES = "use letters, digits, - and _, such as L4 or my-map"
_LIMITS = {
    "greater_than": "above",
    "greater_than_equal": "of at least",
    "less_than": "below",
    "less_than_equal": "of at most",
}
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


def schema_faults(error: Any, model: type[BaseModel], special: Special | None = None) -> list[Fault]:
    """Return the faults of a pydantic ValidationError of `model`, one for each place in the file.

    `special` may know better what to say at a place.
    """
    found: dict[Place, Fault] = {}
    for fault in error.errors():
        place = tuple(part for part in fault["loc"] if not _is_inner(str(part)))
        said = special(place, fault["type"], fault["input"]) if special is not None else None
        found.setdefault(place, (place, *(said or _Fault(model, place, fault).said())))
    return list(found.values())


def _is_inner(part: str) -> bool:
    """Whether a part of a place is pydantic's word for one of several types, not a part of the file."""
    return part in _INNER_WHOLE or part.startswith(_INNER)


class _Fault:
    """One fault of the schema on its way to words."""

    def __init__(self, model: type[BaseModel], place: Place, fault: Any) -> None:
        self._model, self._place = model, place
        self._kind, self._given, self._context = fault["type"], fault["input"], fault.get("ctx", {})
        self._message: str = fault["msg"].removeprefix("Value error, ")

    def said(self) -> Said:
        """Return what is wrong and what to do."""
        kind, given = self._kind, self._given
        if kind in ("extra_forbidden", "missing"):
            return self._field(str(self._place[-1]) if self._place else "")
        if kind in ("literal_error", "enum"):
            return _choice(given, str(self._context["expected"]))
        if kind in _LIMITS:
            limit = next(iter(self._context.values()))
            return f"is {short(given)}, out of range", f"write a number {_LIMITS[kind]} {limit:g}"
        if kind in ("too_short", "too_long", "string_too_long"):
            return _length(kind, self._context)
        if kind in ("model_type", "dict_type", "model_attributes_type"):
            return "is not a group of fields", "write its fields below it, indented, as `name: value`"
        if kind in _BY_TYPE:
            problem, remedy = _BY_TYPE[kind]
            if kind == "string_pattern_mismatch" and self._meaning():
                meaning = self._meaning()
                remedy = f"write a name as the format wants it: {meaning[0].lower()}{meaning[1:]}"
            return (f'{problem}: "{short(given)}"' if given not in ("", None) else problem), remedy
        return self._message[:1].lower() + self._message[1:], self._meaning() or "correct it"

    def _field(self, name: str) -> Said:
        if self._kind == "missing":
            if name.isdigit():
                return "is missing", "write two values in brackets: [first, second]"
            meaning = self._meaning()
            return "is missing", f'add "{name}: …"' + (f" ({meaning[0].lower()}{meaning[1:]})" if meaning else "")
        fields = fields_at(self._model, self._place[:-1])
        return "is not a field of the format", f"{nearest(name, fields)}the fields here are {', '.join(fields)}"

    def _meaning(self) -> str:
        """Return what the field at the place is for."""
        return fields_at(self._model, self._place[:-1]).get(str(self._place[-1]), "") if self._place else ""


def fields_at(model: type[BaseModel], place: Place) -> dict[str, str]:
    """Return the fields that may stand at a place of a file, and what each is for."""
    here: Any = model
    for part in place:
        here = _inner(here, part)
    found = _model_in(here)
    return {name: field.description or "" for name, field in found.model_fields.items()} if found is not None else {}


def _inner(kind: Any, part: str | int) -> Any:
    """Return the type of what stands under a name or at a number in a value of a type."""
    model = _model_in(kind)
    if model is not None:
        field = model.model_fields.get(str(part))
        return field.annotation if field is not None else None
    for member in _members(kind):
        if get_origin(member) in (list, dict, tuple):
            return get_args(member)[-1]
    return None


def _model_in(kind: Any) -> type[BaseModel] | None:
    return next((m for m in _members(kind) if isinstance(m, type) and issubclass(m, BaseModel)), None)


def _members(kind: Any) -> tuple[Any, ...]:
    """Return the types a value may have, without what is annotated."""
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(member for each in get_args(kind) for member in _members(each))
    return (kind,)


def _choice(given: object, expected: str) -> Said:
    names = choices(expected)
    if len(names) == 1:
        return f'is "{short(given)}"', f"write {names[0]}"
    return f'is "{short(given)}"', f"{nearest(str(given), names)}it may be {', '.join(names)}"


def choices(expected: str) -> list[str]:
    """Return the words that pydantic lists as possible."""
    return [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]


def _length(kind: str, context: Mapping[str, Any]) -> Said:
    if kind == "too_short":
        least, there = context["min_length"], context["actual_length"]
        return f"has {there} of at least {least}", f"add {least - there} more" if there else "fill it in"
    most = context["max_length"]
    what = "letters" if kind == "string_too_long" else "entries"
    return f"has more than {most} {what}", f"shorten it to {most}"
