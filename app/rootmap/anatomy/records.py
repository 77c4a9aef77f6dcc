"""Read records of our own tables strictly: every key known, every word of a closed vocabulary, every error located."""

import csv
import io
from collections.abc import Collection, Iterator
from enum import Enum
from math import nan
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from rootmap.anatomy.model import Confidence, Provenance
from rootmap.anatomy.vocabulary import Root
from rootmap.errors import InputError
from rootmap.files import read_text

E = TypeVar("E", bound=Enum)

_ROOTS = {root.value: root for root in Root}
_LETTERS = set("abcdefghijklmnopqrstuvwxyz")
_ID_LETTERS = _LETTERS | set("0123456789_")


class Record:
    """One mapping of a table. Each read takes its key away; `finish` refuses what is left over."""

    def __init__(self, path: Path, place: str, values: object) -> None:
        self.path, self.place = path, place
        if not isinstance(values, dict):
            self.refuse("", "is not a record of named fields", "write `name: value` lines")
        self.values: dict[str, Any] = dict(values)

    def refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        """Raise InputError for field `key` of this record."""
        raise InputError(self.path, ".".join(filter(None, (self.place, key))), problem, remedy)

    def take(self, key: str, kind: type, default: Any) -> Any:
        """Return field `key`, which must be a `kind`; `default` when it is absent, unless that is None."""
        value = self.values.pop(key, default)
        if value is None:
            self.refuse(key, "is missing", "add it")
        if not isinstance(value, kind):
            self.refuse(key, f"is {value!r}, not a {kind.__name__}", "write lists as [a, b], records as {name: value}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text, never blank unless a default allows its absence."""
        value: str = self.take(key, str, default)
        if not value.strip() and default is None:
            self.refuse(key, "is blank", "fill it in")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.text(key, str(default).lower())
        if value not in ("true", "false"):
            self.refuse(key, f'is "{value}"', "write true or false")
        return value == "true"

    def whole(self, key: str, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.text(key)
        if not value.isdecimal() or not least <= int(value) <= most:
            self.refuse(key, f'is "{value}"', f"write a whole number from {least} to {most}")
        return int(value)

    def id(self) -> str:
        """Return the id, a name in snake_case, and use it as the place in further errors."""
        value = self.text("id")
        if value[0] not in _LETTERS or not _ID_LETTERS.issuperset(value) or "__" in value or value[-1] == "_":
            self.refuse("id", f'"{value}" is not snake_case', "use small letters, digits and single underscores")
        self.place = value
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """Return a list of different texts."""
        values = self.take(key, list, None if default is None else list(default))
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, "holds something that is not a text", "write ids, quoted where they look like numbers")
        if len(set(values)) != len(values):
            self.refuse(key, "names one thing twice", "keep one")
        return tuple(values)

    def roots(self, key: str) -> tuple[Root, ...]:
        """Return roots, which must stand in order from head to tail."""
        found = tuple(self.root_named(name, key) for name in self.texts(key))
        if list(found) != sorted(found):
            self.refuse(key, "is not in order from head to tail", "sort the roots")
        return found

    def root_named(self, name: str, key: str) -> Root:
        """Return the root called `name`."""
        root = _ROOTS.get(name)
        if root is None:
            self.refuse(key, f'"{name}" is not a root', "use C2 to S5 or V1 to V3")
        return root

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return the member of `kind` whose value stands in the field."""
        value = self.text(key, None if default is None else default.value)
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(member.value) for member in kind)
            self.refuse(key, f'is "{value}"', f"use one of {allowed}")

    def number(self, key: str) -> float | None:
        """Return a number written as text, infinities included; None when absent."""
        text = self.text(key, "")
        try:
            value = float(text) if text else None
        except ValueError:
            value = nan
        if value is not None and not value >= 0:
            self.refuse(key, f'is "{text}"', "write a number from 0, or inf")
        return value

    def interval(self, key: str) -> tuple[float, float] | None:
        """Return an interval written as `low-high`; None when absent."""
        text = self.text(key, "")
        if not text:
            return None
        try:
            low, high = (float(end) for end in text.split("-"))
        except ValueError:
            low, high = nan, nan
        if not low <= high:
            self.refuse(key, f'is "{text}"', "write low-high, such as 0.13-0.61")
        return low, high

    def record(self, key: str) -> "Record":
        """Return a nested record."""
        return Record(self.path, f"{self.place}.{key}", self.take(key, dict, None))

    def records(self, key: str) -> Iterator["Record"]:
        """Yield the records of a list; nothing when it is absent."""
        for number, values in enumerate(self.take(key, list, [])):
            yield Record(self.path, f"{self.place}.{key}[{number}]", values)

    def provenance(self, key: str = "source") -> Provenance:
        """Return the provenance in field `key`."""
        nested = self.record(key)
        found = nested.provenance_here()
        nested.finish()
        return found

    def provenance_here(self, note: str = "note") -> Provenance:
        """Return the provenance in this record's own fields read, recalled, confidence and the one called `note`."""
        read, recalled = self.texts("read"), self.texts("recalled")
        sources = tuple(dict.fromkeys((*read, *recalled)))
        if not sources:
            self.refuse("", "names no source", "add ids of sources.yaml under read or recalled")
        return Provenance(sources, not recalled, self.choice("confidence", Confidence), recalled, self.text(note, ""))

    def finish(self) -> None:
        """Refuse fields nobody asked for."""
        for key in self.values:
            self.refuse(str(key), "is not a field of this table", "check the spelling")


def read_yaml(path: Path) -> Any:
    """Return the value in the YAML file at `path` with every scalar as text; the fields know their types.

    A key that stands twice in one record and an alias are refused.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(read_text(path))
    try:
        return _value(loader.get_single_node(), path, set())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError(path, f"line {line}", f"is not valid YAML ({error.problem})", "mend it there") from None
    except yaml.YAMLError:
        raise InputError(path, "", "is not valid YAML", "restore a copy") from None
    finally:
        loader.dispose()


def _value(node: Any, path: Path, seen: set[int]) -> Any:
    if node is None or isinstance(node.value, str):
        return node and node.value
    if id(node) in seen:
        raise InputError(path, f"line {node.start_mark.line + 1}", "is used again by an alias", "write it out")
    seen.add(id(node))
    if node.id == "sequence":
        return [_value(item, path, seen) for item in node.value]
    found: dict[str, Any] = {}
    for key, item in node.value:
        name = str(key.value)
        if name in found:
            raise InputError(path, f"line {key.start_mark.line + 1}", f'"{name}" stands twice', "keep one")
        found[name] = _value(item, path, seen)
    return found


def yaml_records(path: Path) -> Iterator[Record]:
    """Yield the records of a YAML file that is one list."""
    values = read_yaml(path)
    if not isinstance(values, list):
        raise InputError(path, "", "is not a list of records", "start each with `- id:`")
    for number, entry in enumerate(values):
        yield Record(path, f"[{number}]", entry)


def csv_records(path: Path, lists: Collection[str] = ("roots", "read", "recalled")) -> Iterator[Record]:
    """Yield the rows of a CSV file as records: empty cells are absent, columns named in `lists` hold words.

    Lines that start with # before the header are comments.
    """
    lines = read_text(path).splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.DictReader(io.StringIO("".join(lines[start:]), newline=""), strict=True)
    try:
        for row in reader:
            place = f"line {start + reader.line_num}"
            if None in row or None in row.values():
                raise InputError(path, place, "has not as many cells as the header", "quote cells that hold a comma")
            yield Record(
                path, place, {key: cell.split() if key in lists else cell for key, cell in row.items() if cell}
            )
    except csv.Error as error:
        raise InputError(path, f"line {start + reader.line_num}", str(error), "mend the quotes") from None
