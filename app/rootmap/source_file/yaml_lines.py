"""YAML with line numbers: values, and the line each of them stands on."""

from pathlib import Path
from typing import Any

import yaml

from rootmap.errors import InputError

Place = tuple[str | int, ...]
_MEND = "mend the file there"
_REMEDIES = (  # part of what the parser says, what to do
    ("cannot start any token", "use spaces instead of tabs, and put text with odd signs in quotes"),
    ("mapping values are not allowed", "put text that holds a colon in quotes"),
    ("expected ',' or ']'", "close the bracket ] or add a comma"),
    ("expected ',' or '}'", "close the bracket } or add a comma"),
    ("did not find expected key", "begin the line as far to the right as its neighbours, and close what was opened"),
    ("expected <block end>", "begin the line as far to the right as its neighbours"),
    ("quoted scalar", "close the quotes"),
    ("undefined alias", "put text that begins with * in quotes"),
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where there is one
DEEPEST = 20  # the format itself needs five


def load(path: Path, text: str) -> tuple[Any, dict[Place, int]]:
    """Return the value in `text` and the line (from 1) of each place in it. Raises InputError.

    Aliases are refused, a few lines of them can stand for gigabytes; and so are tags.
    """
    try:
        _refuse_traps(path, text)
        loader = _LOADER(text)
        node = loader.get_single_node()
        lines: dict[Place, int] = {}
        _walk(path, node, (), lines)
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}" if mark else ""
        said = str(error.problem or error.context)
        remedy = next((remedy for part, remedy in _REMEDIES if part in f"{error.context} {said}"), _MEND)
        raise InputError(path, place, f"is not valid YAML ({said})", remedy) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(path, "", f"is not valid YAML ({error})", _MEND) from None


def _refuse_traps(path: Path, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise InputError(
                path, f"line {line}", "uses an alias (*), which is not allowed", "write it out, or put it in quotes"
            )
        if getattr(event, "tag", None) is not None:  # some stand for code, some make PyYAML itself fall over
            what = "uses a tag (!), which is not allowed"
            raise InputError(path, f"line {line}", what, "leave it out, or put the text in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise InputError(path, f"line {line}", "is nested too deeply", _MEND)


def _walk(path: Path, node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> None:
    if node is None:
        return
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _walk(path, child, (*place, index), lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise InputError(path, f"line {line}", f'the key "{name}" stands twice', "keep one of them")
            seen.add(name)
            _walk(path, child, (*place, name), lines)


def line_of(lines: dict[Place, int], place: Place) -> int:
    """Return the line of a place, or of the nearest place around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)
