"""Compiling an atlas for the figure: borders carried across seams, gaps refused, files written whole and read back."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.build import build, build_all, save, stamp
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.neighbours import neighbours
from rootmap.atlas.source import read_source
from rootmap.atlas.store import load_atlas
from rootmap.errors import InputError
from rootmap.skin.coordinates import nearest_skin
from rootmap.skin.figure import Figure, SkinPoint, load_figure

HEAD = """\
format: rootmap.atlas
version: 1
id: small
title: A small map
authors: [Nobody N]
year: 1999
kind: dermatome
method: drawn for a test
overlapping: {overlapping}
evidence: none
statement: Drawn for a test.
territories:
  C4: {{roots: [C4], source: judgement, evidence: C, confidence: low}}
  L4: {{roots: [L4], source: judgement, evidence: C, confidence: low}}
  L5: {{roots: [L5], source: judgement, evidence: C, confidence: low}}
"""
GROUND = (
    "  - {territory: C4, segment: [trunk, neck, head, perineum, arm, hand.palmar, hand.dorsal, leg, foot.dorsal, "
    "foot.plantar]}\n"
)
WHOLE = (
    HEAD.format(overlapping="false")
    + """\
curves:
  shin: {segment: leg, lengthwise: [[1.0, 40], [1.5, 20], [2.0, 10]]}
  dorsum: {segment: foot.dorsal, lengthwise: [[1.0, 2.5]], joins: [shin]}
areas:
"""
    + GROUND
    + """\
  - {territory: L4, segment: leg, along: [1.0, null], round: [230, shin]}
  - {territory: L5, segment: leg, along: [1.0, null], round: [shin, 150]}
  - {territory: L4, segment: foot.dorsal, round: [null, dorsum]}
  - {territory: L5, segment: foot.dorsal, round: [dorsum, null]}
"""
)
OVERLAPPING = (
    HEAD.format(overlapping="true")
    + "areas:\n"
    + "".join(
        f"  - {{territory: {name}, segment: leg, along: [{a}, {b}]}}\n"
        for name, a, b in [("C4", 0.2, 0.6), ("L4", 0.5, 1.0), ("L5", 0.9, 1.2)]
    )
)


@cache
def figure() -> Figure:
    return load_figure()


def written(folder: Path, text: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompiledAtlas:
    return build(read_source(written(tmp_path_factory.mktemp("atlas"), WHOLE)), figure())


def test_a_joined_border_crosses_the_ankle_without_a_step(small: CompiledAtlas) -> None:
    border = small.polygons("L4", Side.LEFT)["anterior"].intersection(small.polygons("L5", Side.LEFT)["anterior"])
    line = shapely.line_merge(shapely.union_all([g for g in shapely.get_parts(border) if g.length > 0]))
    assert line.geom_type == "LineString"
    points = shapely.get_coordinates(line)
    steps = np.diff(points, axis=0)
    turn = np.abs(np.degrees(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))))
    ankle = np.abs(points[1:-1, 1] - figure_ankle_mm()) < 15.0
    assert ankle.any()
    assert turn[ankle].max() < 35.0


def figure_ankle_mm() -> float:
    grid = figure().views["anterior"].grid
    rows, _ = grid.cells_of("leg")
    return float(rows.max() * grid.resolution_mm)


def test_a_point_finds_its_territory_on_either_side(small: CompiledAtlas) -> None:
    middle = figure().views["anterior"].width_mm / 2
    assert small.at("anterior", middle, 300.0) == ("C4",)
    for sign in (-1, 1):
        assert small.at("anterior", middle + sign * 185.0, 1500.0) == ("L5",)
        assert small.at("anterior", middle + sign * 140.0, 1500.0) == ("L4",)
    assert small.at("anterior", 1.0, 1.0) == ()
    assert small.at("anterior", float("nan"), 1.0) == ()
    assert small.at("sideways", middle, 300.0) == ()


def test_neighbours_are_those_with_a_common_border(small: CompiledAtlas) -> None:
    assert neighbours(small) == {("C4", "L4"), ("C4", "L5"), ("L4", "L5")}


def test_an_unknown_territory_is_refused(small: CompiledAtlas) -> None:
    with pytest.raises(InputError, match=r"S5.*is not a territory"):
        small.polygons("S5", Side.LEFT)


def test_bare_skin_is_refused_with_the_segment(tmp_path: Path) -> None:
    text = WHOLE.replace("trunk, neck, head, ", "trunk, head, ")
    with pytest.raises(InputError, match=r"small\.yaml: line 20: areas: leave skin of neck bare"):
        build(read_source(written(tmp_path, text)), figure())


def test_a_join_that_misses_the_seam_is_refused_with_its_line(tmp_path: Path) -> None:
    text = WHOLE.replace("segment: foot.dorsal, lengthwise", "segment: hand.dorsal, lengthwise", 1)
    text = text.replace("round: [null, dorsum]", "round: [null, 2]").replace(
        "round: [dorsum, null]", "round: [2, null]"
    )
    with pytest.raises(InputError, match=r"line 18: curves\.dorsum: .*do not touch"):
        build(read_source(written(tmp_path, text)), figure())


def test_what_is_saved_is_what_is_loaded_byte_for_byte(small: CompiledAtlas, tmp_path: Path) -> None:
    folder = tmp_path / "figure" / "atlases"
    moved = Figure(figure().name, tmp_path / "figure", figure().views, figure().landmarks, figure().skin_area_cm2)
    save(small, folder)
    loaded = load_atlas("small", moved)
    assert loaded.info == small.info
    for name in figure().views:
        assert np.array_equal(loaded.labels(name), small.labels(name))
    for side in Side:
        for view, shape in small.polygons("L5", side).items():
            assert shapely.equals_exact(loaded.polygons("L5", side)[view], shape, tolerance=0.006)
    again = tmp_path / "again"
    save(loaded, again)
    for name in ("small.json", "small.geojson", "small.npz"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "rootmap.compiled-atlas", "version": 2}', b"\xff"])
def test_a_damaged_compiled_file_says_how_to_rebuild_it(tmp_path: Path, content: bytes) -> None:
    moved = Figure(figure().name, tmp_path, figure().views, figure().landmarks, figure().skin_area_cm2)
    (tmp_path / "atlases").mkdir()
    (tmp_path / "atlases" / "small.json").write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_atlas("small", moved)
    assert "\n" not in str(caught.value)


def test_only_what_changed_is_built_anew(tmp_path: Path) -> None:
    sources, folder = tmp_path / "sources", tmp_path / "built"
    sources.mkdir()
    path = written(sources, WHOLE)
    assert build_all(figure(), sources, folder) == ("small",)
    first = (folder / "small.json").read_bytes()
    assert build_all(figure(), sources, folder) == ()
    path.write_text(WHOLE.replace("A small map", "A changed map"), encoding="utf-8")
    assert build_all(figure(), sources, folder) == ("small",)
    assert (folder / "small.json").read_bytes() != first


def test_maps_compiled_two_at_a_time_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    names = [f"small{k}" for k in range(5)]
    for name in names:
        (sources / f"{name}.yaml").write_text(OVERLAPPING.replace("id: small", f"id: {name}"), encoding="utf-8")
    assert build_all(figure(), sources, tmp_path / "built") == tuple(names)
    alone = build(read_source(sources / "small3.yaml"), figure())
    save(alone, tmp_path / "alone", stamp(read_source(sources / "small3.yaml").digest, figure()))
    for ending in ("json", "geojson", "npz"):
        built, by_itself = (tmp_path / folder / f"small3.{ending}" for folder in ("built", "alone"))
        assert built.read_bytes() == by_itself.read_bytes()
    (sources / "small2.yaml").write_text("format: rootmap.atlas", encoding="utf-8")
    with pytest.raises(InputError, match=r"small2\.yaml"):
        build_all(figure(), sources, tmp_path / "anew")


def test_territories_that_share_skin_have_different_tints(tmp_path: Path, small: CompiledAtlas) -> None:
    assert sorted(small.tints) == [0, 1, 2], "all three touch"
    lower, knee, shin = build(read_source(written(tmp_path, OVERLAPPING)), figure()).tints
    assert lower != knee != shin


def test_a_map_may_overlap_and_leave_skin_bare(tmp_path: Path) -> None:
    atlas = build(read_source(written(tmp_path, OVERLAPPING)), figure())
    upper, lower = (atlas.polygons(name, Side.LEFT)["anterior"] for name in ("C4", "L4"))
    assert upper.intersection(lower).area > 1000.0
    spot = upper.intersection(lower).representative_point()
    assert atlas.at("anterior", spot.x, spot.y) == ("C4", "L4")
    assert atlas.at("anterior", figure().views["anterior"].width_mm / 2, 300.0) == ()
    assert atlas.area_cm2["L5"] == pytest.approx(3 / 4 * atlas.area_cm2["C4"], rel=0.4)
    both = np.array([{0, 1} <= set(places) for places in atlas.combinations])[atlas.labels("anterior")]
    assert both.sum() == pytest.approx(upper.intersection(lower).area, rel=0.02)
    folder = tmp_path / "atlases"
    save(atlas, folder)
    loaded = load_atlas("small", Figure(figure().name, tmp_path, figure().views, figure().landmarks, 1.0))
    assert loaded.combinations == atlas.combinations
    assert loaded.at("anterior", spot.x, spot.y) == ("C4", "L4")


PARTIAL = (
    WHOLE.replace("overlapping: false", "overlapping: false\npartial: true")
    .replace(GROUND, "")
    .replace("  C4: {roots: [C4], source: judgement, evidence: C, confidence: low}\n", "")
)
SPOTS = (
    HEAD.format(overlapping="true").replace("kind: dermatome", "kind: points")
    + """\
areas:
  - {territory: C4, segment: trunk, spot: [0.02, 90], radius_mm: 10}
  - {territory: L4, segment: leg, spot: [1.0, 0]}
  - {territory: L4, segment: leg, spot: [1.5, 0]}
  - {territory: L5, segment: leg, spot: [1.5, 95], radius_mm: 20}
"""
)


def test_a_partial_map_leaves_the_rest_blank_and_shares_its_borders(tmp_path: Path, small: CompiledAtlas) -> None:
    atlas = build(read_source(written(tmp_path, PARTIAL)), figure())
    assert [territory.id for territory in atlas.info.territories] == ["L4", "L5"]
    for name in ("L4", "L5"):
        assert atlas.area_cm2[name] == pytest.approx(small.area_cm2[name], rel=0.01)
    assert shapely.coverage_is_valid([atlas.polygons(name, Side.LEFT)["anterior"] for name in ("L4", "L5")])
    assert atlas.at("anterior", figure().views["anterior"].width_mm / 2, 300.0) == ()


def test_spots_are_round_and_lie_where_they_are_put(tmp_path: Path) -> None:
    atlas = build(read_source(written(tmp_path, SPOTS)), figure())
    assert atlas.area_cm2["C4"] == pytest.approx(np.pi, rel=0.15)
    assert atlas.area_cm2["L4"] == pytest.approx(2 * np.pi * 0.64, rel=0.15)
    assert set(atlas.polygons("L5", Side.LEFT)) == {"anterior", "posterior", "lateral"}, "it goes round the edge"
    view, x, y = nearest_skin(figure(), SkinPoint("leg.left", 1.5, 0.0))[0]
    assert atlas.at(view, x, y) == ("L4",)
    assert len(atlas.polygons("L4", Side.LEFT)["anterior"].geoms) == 2
