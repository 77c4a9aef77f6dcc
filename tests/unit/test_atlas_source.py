"""An atlas source is read strictly: every fault is one line that names file, line, region and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rootmap.atlas.source import check, read_source
from rootmap.errors import InputError

GOOD = """\
format: rootmap.atlas
version: 1
id: small
title: A small map
authors: [Nobody N]
year: 1999
kind: dermatome
method: drawn for a test
overlapping: false
evidence: none
statement: Drawn for a test.
territories:
  L4: {roots: [L4], source: judgement, evidence: C, confidence: low}
  S4-5: {roots: [S4, S5], source: judgement, evidence: C, confidence: low, note: Both.}
curves:
  shin: {segment: leg, lengthwise: [[0.0, -20], [1.0, 10], [2.0, 30]]}
  knee: {segment: leg, crosswise: [[1.0, 0], [1.1, 120], [1.05, 240]]}
  dorsum: {segment: foot.dorsal, lengthwise: [[1.0, 2.0]], joins: [shin]}
areas:
  - {territory: L4, segment: [leg, foot.dorsal]}
  - {territory: S4-5, segment: leg, along: [knee, 1.9], round: [shin, 180]}
  - {territory: S4-5, segment: perineum, outline: [[10, 0], [30, 80], [25, 170]]}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    source = read_source(path)
    assert check(path) == []
    assert [territory.id for territory in source.info.territories] == ["L4", "S4-5"]
    assert [root.value for root in source.info.territories[1].roots] == ["S4", "S5"]
    assert source.curves["dorsum"].joins == ("shin",)
    assert not source.curves["knee"].lengthwise
    assert source.areas[1].along == ("knee", 1.9)
    assert source.areas[0].segments == ("leg", "foot.dorsal")
    assert source.areas[2].outline[1] == (30, 80)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("segment: leg, lengthwise", "segment: tail, lengthwise", ("line 16", "curves.shin.segment", "leg, arm")),
        ("[1.0, 10], [2.0, 30]", "[1.0, 10], [0.5, 30]", ("line 16", "curves.shin", "must rise: 0.5 follows 1")),
        ("[1.0, 10]", "[1.0, .nan]", ("line 16", "curves.shin", "finite")),
        ("[1.0, 10]", "[1.0, .inf]", ("line 16", "curves.shin", "finite")),
        ("[1.0, 10]", "[1.0]", ("line 16", "curves.shin")),
        ("[1.05, 240]]", "[1.05, 360]]", ("line 17", "curves.knee", "more than a full turn")),
        ("roots: [L4]", "roots: [L6]", ("line 13", "territories.L4.roots", "S5")),
        ("[L4], source: judgement, ", "[L4], ", ("territories.L4.source", "is missing")),
        ("confidence: low}", "confidence: sure}", ("line 13", "territories.L4.confidence")),
        ("joins: [shin]", "joins: [chin]", ("line 18", 'unknown curve "chin"')),
        ("joins: [shin]", "joins: [dorsum]", ("line 18", "same segment")),
        ("along: [knee, 1.9]", "along: [elbow, 1.9]", ("line 21", "areas.1", 'unknown curve "elbow"')),
        ("along: [knee, 1.9]", "along: [shin, 1.9]", ("line 21", "areas.1", "lengthwise")),
        ("round: [shin, 180]", "round: [shin, null]", ("line 21", "areas.1", "both limits")),
        ("round: [shin, 180]", "round: [dorsum, 180]", ("line 21", "does not run on leg")),
        ("territory: S4-5, segment: leg", "territory: S3, segment: leg", ("line 21", 'unknown territory "S3"')),
        ("[[10, 0], [30, 80], [25, 170]]", "[[10, 0], [30, 80], [10, 80], [30, 0]]", ("line 22", "crosses itself")),
        ("[[10, 0], [30, 80], [25, 170]]", "[[10, 0], [30, 80]]", ("line 22", "areas.2.outline")),
        ("version: 1", "version: 2", ("line 2", "version")),
        ("year: 1999", "year: long ago", ("line 6", "year")),
        ("kind: dermatome", "kind: dermatome\nkind: dermatome", ("line 8", '"kind" stands twice')),
        ("kind: dermatome", "kinds: dermatome", ("kinds", "not a field")),
        ("roots: [L4], ", "", ("line 13", "territories.L4", "names no root")),
        ("kind: dermatome", "kind: dreams", ("line 7", "kind", "dermatome")),
        ("[[10, 0], [30, 80], [25, 170]]}", "[[10, 0], [30, 80], [25, 170]], spot: [1, 2]}", ("more than one",)),
        ("outline: [[10, 0], [30, 80], [25, 170]]", "spot: [1, 2]", ("line 22", "is a spot", "overlapping")),
        ("outline: [[10, 0], [30, 80], [25, 170]]", "spot: [1, 2], radius_mm: 600", ("line 22", "radius_mm")),
        ("areas:\n", "areas: [\n", ("line", "not valid YAML")),
        ("[Nobody N]", "*nobody", ("line 5", "alias")),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_region(tmp_path: Path, old: str, new: str, parts: tuple[str, ...]) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new, 1))
    found = check(path)
    assert any(all(part in line for part in parts) for line in found), found
    with pytest.raises(InputError) as caught:
        read_source(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "; " in message
    assert "\n" not in message


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_truncated_file_is_one_line(tmp_path: Path, share: float) -> None:
    path = written(tmp_path, GOOD[: int(len(GOOD) * share)])
    with pytest.raises(InputError) as caught:
        read_source(path)
    assert "\n" not in str(caught.value)
    assert check(path)


def binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


def empty(path: Path) -> None:
    path.touch()


def deep(path: Path) -> None:
    path.write_text("[" * 50_000, encoding="utf-8")


def scalar(path: Path) -> None:
    path.write_text("42", encoding="utf-8")


@pytest.mark.parametrize("write", [binary, huge, empty, deep, scalar, lambda path: None])
def test_what_is_no_atlas_at_all_is_one_line(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / "odd.yaml"
    write(path)
    with pytest.raises(InputError) as caught:
        read_source(path)
    assert "\n" not in str(caught.value)
    assert len(check(path)) >= 1


def test_every_fault_of_a_file_is_listed_not_only_the_first(tmp_path: Path) -> None:
    text = GOOD.replace("year: 1999", "year: soon").replace("roots: [L4]", "roots: [L9]")
    assert len(check(written(tmp_path, text))) == 2
