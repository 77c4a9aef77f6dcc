"""The value of a case or a question bank as YAML that reads as if written by hand."""

from io import StringIO
from typing import Any

import yaml

WIDTH = 110  # letters to a line
LONG = 90  # a text longer than this stands below its name
_SHORT = 60  # entries of a list in one line are at most so long
_IN_ONE_LINE = ("patient", "level", "marks", "examination", "history_findings", "costs")
_APART = frozenset(
    ("id", "patient", "history", "history_findings", "drawing", "examination", "costs", "answer", "level", "urgency",
     "imaging", "plan", "reassess", "distractors", "key_examinations", "explanation", "patient_explanation",
     "ranking_note", "images", "questions")
)  # fmt: skip


class _Dumper(yaml.SafeDumper):
    """Writes long texts below their name and never an alias."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write everything out."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Set the entries of a list in by two, as in the documentation."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text.rstrip("\n") else ">" if len(text) > LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def whole_text(value: dict[str, Any]) -> str:
    """Return a file's text, block after block."""
    return "".join(("\n" if key in _APART else "") + block(key, item) for key, item in value.items()).lstrip("\n")


def block(key: str, item: Any) -> str:
    """Return one top-level entry as text that ends its last line."""
    dumper = _Dumper(StringIO(), width=WIDTH, sort_keys=False)
    node = dumper.represent_data({key: item})
    assert isinstance(node, yaml.MappingNode)
    node.flow_style = False
    for name, child in node.value:
        _lay_out(child, (name.value,))
    return str(_serialised(node))


def _serialised(node: yaml.Node) -> str:
    return str(yaml.serialize(node, Dumper=_Dumper, width=WIDTH, allow_unicode=True))


def _lay_out(node: yaml.Node, place: tuple[str, ...]) -> None:
    """Decide which lists and groups stand in one line: short ones, and those that read like a table."""
    if isinstance(node, yaml.SequenceNode):
        inside = _is_mark(place)
        node.flow_style = inside or all(_is_short(child) for child in node.value)
        for child in node.value:
            _lay_out(child, (*place, "-"))
    elif isinstance(node, yaml.MappingNode):
        node.flow_style = not node.value or _is_row(place)
        for name, child in node.value:
            _lay_out(child, (*place, name.value))


def _is_mark(place: tuple[str, ...]) -> bool:
    return "marks" in place and place[-1] != "marks"


def _is_row(place: tuple[str, ...]) -> bool:
    return _is_mark(place) or place in (("patient",), ("level",)) or (len(place) > 1 and place[0] in _IN_ONE_LINE[3:])


def _is_short(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and len(node.value) <= _SHORT and "\n" not in node.value
