"""`rootmap atlas check` names line, region and a remedy one can act on; what is merely odd is said and no fault."""

import json
from pathlib import Path
from typing import Any

import pytest

from rootmap.__main__ import main
from rootmap.atlas.source import check
from rootmap.resources import atlases

SMALL = """\
format: rootmap.atlas
version: 1
id: small
title: A small map
authors: [Nobody N]
year: 1999
kind: dermatome
method: drawn for a test
overlapping: false
partial: true
evidence: none
statement: Drawn for a test.
territories:
  L4: {roots: [L4], source: judgement, evidence: C, confidence: low}
  S4-5: {roots: [S4, S5], source: judgement, evidence: C, confidence: low}
curves:
  shin: {segment: leg, lengthwise: [[0.0, -20], [1.0, 10], [2.2, 30]]}
  knee: {segment: leg, crosswise: [[1.0, 0], [1.1, 120], [1.05, 240]]}
  dorsum: {segment: foot.dorsal, lengthwise: [[1.0, 2.0]], joins: [shin]}
areas:
  - {territory: L4, segment: leg, along: [knee, 1.9], round: [shin, 180]}
  - {territory: L4, segment: foot.dorsal, round: [0, dorsum]}
  - {territory: S4-5, segment: perineum, outline: [[10, 0], [30, 80], [25, 170]]}
"""

FAULTS = [
    ("territory: S4-5, segment", "territory: S4/5, segment", "line 23: areas.2 (S4/5)", 'did you mean "S4-5"'),
    ("territory: L4, segment: leg", "territory: l4, segment: leg", "line 21: areas.0 (l4)", 'did you mean "L4"'),
    ("[0.0, -20], [1.0, 10]", "[1.0, 10], [0.0, -20]", "line 17: curves.shin", "swap [1, 10] and [0, -20]"),
    ("[1.0, 0], [1.1, 120]", "[1.0, 0], [1.1, 0]", "line 18: curves.knee", "leave out [1, 0] or [1.1, 0]"),
    ("segment: leg, lengthwise", "segment: leg.left, lengthwise", "line 17: curves.shin", "say leg: a map is"),
    ("segment: leg, lengthwise", "segment: legs, lengthwise", "line 17: curves.shin", 'did you mean "leg"? segments'),
    ("  - {territory: S4-5, segment: perineum, outline: [[10, 0], [30, 80], [25, 170]]}\n", "",
     "line 15: territories.S4-5: has no area", 'add "- {territory: S4-5, segment: …}"'),
    ("roots: [L4], ", "", "line 14: territories.L4", "add roots: [L4]"),
    ("along: [knee, 1.9]", "along: [kne, 1.9]", "line 21: areas.0 (L4)", 'did you mean "knee"'),
    ("along: [knee, 1.9]", "along: [shin, 1.9]", "line 21: areas.0 (L4)", 'put it in "round"'),
    ("along: [knee, 1.9]", "along: [{}, 1.9]", "line 21: areas.0.along.0 (L4)", "the name of a curve, or null"),
    ("round: [shin, 180]", "round: [shin, null]", "line 21: areas.0 (L4)", "the strip that shin limits"),
    ("joins: [shin]", "joins: [chin]", "line 19: curves.dorsum", 'did you mean "shin"'),
    ("source: judgement, ", "", "line 14: territories.L4.source", 'add "source: …" (where the border comes from'),
    ("confidence: low}", "confidence: lo}", "line 14: territories.L4.confidence", 'did you mean "low"? it may be high'),
    ("kind: dermatome", "kinds: dermatome", "line 7: kinds", 'did you mean "kind"? the fields here are format,'),
    ("year: 1999", "year: '1999'", "line 6: year", "a whole number such as 1948, without quotes"),
    ("year: 1999", "year: 12", "line 6: year: is 12, out of range", "at least 1800"),
    ("overlapping: false", "overlapping: 'no'", "line 9: overlapping", "true or false, without quotes"),
    ("[10, 0], [30, 80], [25, 170]", "[10, 0], [30, 80]", "line 23: areas.2.outline (S4-5)", "add 1 more"),
    ("[30, 80], [25, 170]", "[30, 80], [10, 80], [30, 0]", "crosses itself near [20, 40]", "order in which one goes"),
    ("title: A small map", "title: A map: small", "line 4", "put text that holds a colon in quotes"),
    ("authors: [Nobody N]", "authors: [Nobody N", "line 6", "close the bracket ] or add a comma"),
    ("  L4: {roots", "\tL4: {roots", "line 14", "use spaces instead of tabs"),
    ("  L4: {roots", "  <b>L4</b>: {roots", "line 14: territories.<b>L4</b>", "use letters, digits"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "remedy"), FAULTS)
def test_a_fault_names_its_line_its_region_and_what_to_do(
    tmp_path: Path, old: str, new: str, place: str, remedy: str
) -> None:
    assert SMALL.count(old) >= 1
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    found = check(path)
    assert any(place in line and remedy in line.split(place)[1] for line in found), found
    assert all("\n" not in line for line in found)


ONLY_ON_THE_BODY = [
    (
        "joins: [shin]",
        "joins: [shin, knee2]",
        "line 20: curves.dorsum",
        "do not touch",
        "join a curve of foot.plantar or leg",
    ),
    (
        "  knee:",
        "  chest: {segment: trunk, crosswise: [[0.3, 0]]}\n  hip: {segment: leg, crosswise: [[0.1, 0]], "
        "joins: [chest]}\n  knee:",
        "line 19: curves.hip",
        "does not reach the seam",
        "lead chest over the seam, which is nearest to it at [",
    ),
    ("partial: true", "partial: false", "areas: leave skin of", "bare, such as [", "say `partial: true`"),
]


@pytest.mark.parametrize("fault", ONLY_ON_THE_BODY)
def test_what_only_the_body_shows_is_named_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: tuple[str, str, str, str, str]
) -> None:
    old, new, *named = fault
    path = tmp_path / "small.yaml"
    text = SMALL.replace(old, new, 1)
    if "knee2" in new:
        text = text.replace("curves:\n", "curves:\n  knee2: {segment: arm, crosswise: [[1.0, 0]]}\n")
    path.write_text(text, encoding="utf-8")
    assert main(["atlas", "check", str(path), "--profile-dir", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert all(part in said for part in named), said


def test_bare_skin_is_described_by_places_one_can_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segments = "leg, arm, hand.palmar, hand.dorsal, foot.dorsal, foot.plantar, neck, head, perineum"
    whole = (
        f"  - {{territory: L4, segment: [{segments}]}}\n  - {{territory: S4-5, segment: trunk, along: [null, 0.9]}}\n"
    )
    path = tmp_path / "small.yaml"
    path.write_text(SMALL[: SMALL.index("  - {territory")].replace("partial: true", "partial: false") + whole)
    assert main(["atlas", "check", str(path), "--profile-dir", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "line 22: areas: leave skin of trunk bare, such as [" in said
    assert "(trunk, left back · lower buttock)" in said or "at the pubis)" in said
    assert "paint all of trunk first, such as `- {territory: L4, segment: trunk}`" in said


def test_what_is_odd_is_said_and_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "small.yaml"
    areas = """\
  - {territory: L4, segment: trunk, along: [0.3, 0.4]}
  - {territory: S4-5, segment: trunk, outline: [[0.5, 20], [0.501, 20.2], [0.502, 20]]}
"""
    head = SMALL[: SMALL.index("  - {territory: S4-5")] + areas
    path.write_text(head.replace("round: [0, dorsum]", "round: [0, 2]"), encoding="utf-8")
    assert main(["atlas", "check", str(path), "--profile-dir", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    for words in (
        "small.yaml: good, 2 regions",
        "look at line 19: curves.dorsum: is used by no area",
        "territory L4: the key point of T5",
        "territory L4: has an island of",
        "territory S4-5: has",
    ):
        assert words in said.out, said.out


def test_an_exception_with_its_source_settles_a_key_point(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "small.yaml"
    listed = "key_point_exceptions:\n  - {level: L5, territory: L4, source: judgement}\n"
    ground = SMALL.replace("along: [knee, 1.9], round: [shin, 180]", "along: [null, null]")
    for text, named in ((ground, True), (ground + listed, False)):
        path.write_text(text.replace("round: [0, dorsum]", "along: [null, null]"), encoding="utf-8")
        assert main(["atlas", "check", str(path), "--profile-dir", str(tmp_path)]) == 0
        assert ("the key point of L5" in capsys.readouterr().out) is named


def test_the_schema_in_the_docs_is_the_one_the_program_prints(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["atlas", "schema"]) == 0
    printed = capsys.readouterr().out
    assert (repository / "docs" / "atlas.schema.json").read_text(encoding="utf-8") == printed, (
        "run `rootmap atlas schema > docs/atlas.schema.json`"
    )


def test_every_field_of_the_schema_says_what_it_is_for(repository: Path) -> None:
    schema = json.loads((repository / "docs" / "atlas.schema.json").read_text(encoding="utf-8"))
    groups: list[dict[str, Any]] = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    fields = [field for group in groups for field in group["properties"].values()]
    assert len(fields) > 30
    assert [field for field in fields if not field.get("description")] == []


def test_a_published_map_fits_the_schema_an_editor_goes_by(repository: Path) -> None:
    import yaml

    schema = json.loads((repository / "docs" / "atlas.schema.json").read_text(encoding="utf-8"))
    for path in atlases().glob("*.yaml"):
        assert list(misfits(yaml.safe_load(path.read_text(encoding="utf-8")), schema, schema)) == [], path.name


def misfits(value: Any, rule: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return what of a value does not fit a rule of the schema: the few keywords that it uses."""
    if "$ref" in rule:
        return misfits(value, schema["$defs"][rule["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in rule:
        return [] if any(not misfits(value, other, schema) for other in rule["anyOf"]) else [f"{value!r} fits none"]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
    kind = rule.get("type")
    fits = isinstance(value, int | float) if kind == "number" else kind is None or isinstance(value, kinds[kind])
    found = [] if fits else [f"{value!r} is no {kind}"]
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{value!r} is none of {rule['enum']}")
    if isinstance(value, dict) and "properties" in rule:
        found += [f"{name} is missing" for name in rule.get("required", []) if name not in value]
        found += [f"{name} is unknown" for name in value if name not in rule["properties"]]
        for name, inner in rule["properties"].items():
            found += misfits(value[name], inner, schema) if name in value else []
    for inner in rule.get("patternProperties", {}).values():
        found += [line for each in value.values() for line in misfits(each, inner, schema)]
    if isinstance(value, list) and isinstance(rule.get("items"), dict):
        found += [line for each in value for line in misfits(each, rule["items"], schema)]
    return found
