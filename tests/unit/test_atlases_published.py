"""Every atlas that ships holds what a printed plate must: whole, smooth, sourced, symmetric, true to its points."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.build import stale
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.atlas.neighbours import neighbours
from rootmap.atlas.source import AtlasSource, read_source
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.resources import atlases
from rootmap.skin.coordinates import nearest_skin
from rootmap.skin.figure import Figure, SkinPoint, load_figure

IDS = [path.stem for path in sorted(atlases().glob("**/*.yaml"))]
INFOS = {name: load_atlas(name, load_figure()).info for name in IDS}
OF_ROOTS = [name for name in IDS if INFOS[name].kind is Kind.DERMATOME]
WHOLE = [name for name in IDS if not INFOS[name].overlapping and not INFOS[name].partial]
APART = [name for name in IDS if not INFOS[name].overlapping]
SMALLEST_MM2 = 25.0
AT_EDGE_MM = 3.0
SAME_EDGE_MM = 6.0  # front and back samples farther apart than this do not meet at the silhouette
NEAR_CELLS = 6  # a border that runs along the silhouette is seen this near to it, in mm, from one side at least


@cache
def the_figure() -> Figure:
    return load_figure()


@cache
def compiled(atlas_id: str) -> CompiledAtlas:
    return load_atlas(atlas_id, the_figure())


@cache
def source(atlas_id: str) -> AtlasSource:
    (path,) = atlases().glob(f"**/{atlas_id}.yaml")
    return read_source(path)


def views(atlas: CompiledAtlas) -> Iterator[tuple[str, list[shapely.MultiPolygon]]]:
    """Yield every view with the polygons of all territories on both sides."""
    for name in atlas.halves:
        shapes = [atlas.polygons(t.id, side).get(name) for t in atlas.info.territories for side in Side]
        yield name, [shape for shape in shapes if shape is not None]


def skin_point(place: tuple[str, float, float], side: Side) -> SkinPoint:
    segment, *faces = place[0].split(".")
    name = place[0] if segment in ("trunk", "neck", "head", "perineum") else ".".join([segment, str(side), *faces])
    return SkinPoint(name, place[1], place[2] if side is Side.LEFT or name != place[0] else -place[2])


def test_what_is_built_belongs_to_its_sources() -> None:
    assert stale(the_figure()) == (), "run `rootmap atlas build`"


@pytest.mark.parametrize("atlas_id", IDS)
def test_a_source_is_named_after_its_id(atlas_id: str) -> None:
    assert source(atlas_id).info.id == atlas_id


def test_the_published_maps_are_there() -> None:
    assert set(available_atlases()) >= {
        "isncsci", "keegan-garrett-1948", "foerster-1933", "head-campbell-1900", "lee-2008", "textbook",
        "nerves", "autonomous-zones", "muscles", "referral", "points",
    }  # fmt: skip


@pytest.mark.parametrize("atlas_id", sorted(set(WHOLE) & set(OF_ROOTS)))
def test_a_map_without_blanks_covers_every_root_and_the_face(atlas_id: str) -> None:
    roots = {root for territory in compiled(atlas_id).info.territories for root in territory.roots}
    assert roots == set(Root)


@pytest.mark.parametrize("atlas_id", IDS)
def test_what_was_not_seen_says_so(atlas_id: str) -> None:
    info = INFOS[atlas_id]
    assert len(info.statement) > 80
    for territory in info.territories:
        if "recalled" in territory.source and info.kind is Kind.DERMATOME:
            assert territory.confidence != "high", territory.id


@pytest.mark.parametrize("atlas_id", IDS)
def test_every_territory_names_its_source_and_its_evidence(atlas_id: str) -> None:
    for territory in compiled(atlas_id).info.territories:
        assert territory.source.strip(), territory.id
        assert territory.evidence.strip(), territory.id
        assert territory.confidence in ("high", "moderate", "low"), territory.id


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("atlas_id", OF_ROOTS)
def test_every_key_point_lies_in_its_root_or_is_a_sourced_exception(atlas_id: str, side: Side) -> None:
    atlas = compiled(atlas_id)
    excused = {e.level: e.territory for e in source(atlas_id).key_point_exceptions}
    known = {territory.id: territory for territory in atlas.info.territories}
    points = load_anatomy().key_points
    assert len(points) == 28
    for level, point in points.items():
        view, x, y = nearest_skin(the_figure(), skin_point(point.skin, side))[0]
        found = atlas.at(view, x, y)
        roots_of_level = set(level.replace("S4-5", "S4 S5").split())
        if atlas_id not in WHOLE and not found:
            continue  # the map says nothing of this skin
        if level in excused:
            assert excused[level] in found, level
        else:
            roots = {root.value for name in found for root in known[name].roots}
            assert roots & roots_of_level, (level, found)


@pytest.mark.parametrize("atlas_id", WHOLE)
def test_the_territories_fill_the_silhouette_without_gap_or_overlap(atlas_id: str) -> None:
    for name, shapes in views(compiled(atlas_id)):
        outline = the_figure().views[name].outline
        parts = [part for shape in shapes for part in shape.geoms]
        assert shapely.coverage_is_valid(parts), name
        missed = shapely.union_all(parts).symmetric_difference(outline).area
        assert missed < 1e-3 * outline.area, name
        assert sum(part.area for part in parts) == pytest.approx(outline.area, rel=1e-3), name


@pytest.mark.parametrize("atlas_id", sorted(set(APART) - set(WHOLE)))
def test_the_territories_of_a_map_with_blanks_do_not_overlap(atlas_id: str) -> None:
    for name, shapes in views(compiled(atlas_id)):
        parts = [part for shape in shapes for part in shape.geoms]
        assert shapely.coverage_is_valid(parts), name
        assert sum(part.area for part in parts) < 0.95 * the_figure().views[name].outline.area


@pytest.mark.parametrize("atlas_id", IDS)
def test_right_is_the_mirror_image_of_left(atlas_id: str) -> None:
    atlas = compiled(atlas_id)
    for territory in atlas.info.territories:
        left, right = (atlas.polygons(territory.id, side) for side in Side)
        assert left.keys() == right.keys()
        for name, shape in left.items():
            middle = the_figure().views[name].width_mm / 2
            mirrored = shapely.transform(shape, lambda p, m=middle: p * [-1.0, 1.0] + [2 * m, 0.0])
            assert mirrored.symmetric_difference(right[name]).area < 1e-6


@pytest.mark.parametrize("atlas_id", [name for name in IDS if INFOS[name].kind is not Kind.POINTS])
def test_no_part_is_a_sliver(atlas_id: str) -> None:
    atlas = compiled(atlas_id)
    for name, shapes in views(atlas):
        edge = the_figure().views[name].outline.boundary
        for shape in shapes:
            small = [part for part in shape.geoms if part.area < SMALLEST_MM2]
            # what shares no border may show just its end at the edge of the body, or of a limb that hides it
            assert atlas.info.overlapping or not small, name
            assert all(part.distance(edge) < AT_EDGE_MM for part in small), name


@pytest.mark.parametrize("atlas_id", WHOLE)
def test_the_areas_add_up_to_the_skin(atlas_id: str) -> None:
    total = 2 * sum(compiled(atlas_id).area_cm2.values())
    skin = 2 * sum(float(view.grid.area.sum(dtype=np.float64)) for view in the_figure().views.values())
    assert total == pytest.approx(skin, rel=0.01)


@pytest.mark.parametrize("atlas_id", IDS)
def test_the_label_images_agree_with_the_polygons(atlas_id: str) -> None:
    atlas = compiled(atlas_id)
    for name, half in atlas.halves.items():
        grid = the_figure().views[name].grid
        labels = atlas.labels(name)
        assert labels.shape == grid.half_shape
        if atlas_id in WHOLE:
            assert np.array_equal(labels > 0, grid.mask)
        assert not labels[~grid.mask].any()
        counted = np.bincount(labels.ravel(), minlength=len(atlas.combinations)) @ atlas.member * grid.resolution_mm**2
        for territory, code in atlas.info.codes.items():
            drawn = half.polygons.get(territory, shapely.MultiPolygon())
            cells = max(40.0, 0.1 * drawn.length)  # mm2: what whole cells may gain or lose along the edge
            assert counted[code - 1] == pytest.approx(drawn.area, rel=0.02, abs=cells), (name, territory)


def silhouette() -> NDArray[np.bool_]:
    """Return the cells of the standing figure's edge at which front and back skin meet."""
    skin = np.pad(the_figure().views["anterior"].grid.mask & the_figure().views["posterior"].grid.mask, 1)
    inner = skin[1:-1, :-2] & skin[1:-1, 2:] & skin[:-2, 1:-1] & skin[2:, 1:-1]
    edge = skin[1:-1, 1:-1] & ~inner
    edge[:, 0] = False  # the midline
    one, two = (the_figure().views[name].grid.position for name in ("anterior", "posterior"))
    return np.asarray(edge & (np.linalg.norm(one - two, axis=-1) < SAME_EDGE_MM))


@pytest.mark.parametrize("atlas_id", APART)
def test_front_and_back_agree_along_the_silhouette(atlas_id: str) -> None:
    front, back = (compiled(atlas_id).labels(name) for name in ("anterior", "posterior"))
    edge = silhouette()
    if INFOS[atlas_id].kind is Kind.NERVE:  # palm and back, sole and dorsum have nerves of their own: they meet there
        for view in ("anterior", "posterior"):
            grid = the_figure().views[view].grid
            ends = [k for k, name in enumerate(grid.segment_names) if name.startswith(("hand", "foot"))]
            edge &= ~np.isin(grid.segment, ends)
    rows, columns = np.nonzero(edge)

    def near(labels: NDArray[np.uint8], row: int, column: int, label: int) -> bool:
        w = NEAR_CELLS
        return bool((labels[max(0, row - w) : row + w + 1, max(0, column - w) : column + w + 1] == label).any())

    agreed = [
        near(back, r, c, front[r, c]) or near(front, r, c, back[r, c])
        for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    assert len(agreed) > 350
    assert np.mean(agreed) >= 0.97


@pytest.mark.parametrize("atlas_id", sorted(set(WHOLE) & set(OF_ROOTS)))
def test_neighbouring_roots_of_the_trunk_are_neighbours_in_the_map(atlas_id: str) -> None:
    pairs = neighbours(compiled(atlas_id))
    for upper, lower in [("T4", "T5"), ("T9", "T10"), ("T11", "T12"), ("T12", "L1"), ("L4", "L5"), ("L5", "S1")]:
        assert (upper, lower) in pairs
    assert ("T4", "L4") not in pairs
    assert not any(one == two for one, two in pairs)


def test_the_standard_puts_no_root_of_the_arm_on_the_trunk() -> None:
    atlas = compiled("isncsci")
    for name in ("anterior", "posterior"):
        grid = the_figure().views[name].grid
        on_trunk = set(np.unique(atlas.labels(name)[grid.segment == grid.segment_names.index("trunk")]).tolist())
        arm = {atlas.info.codes[root] for root in ("C5", "C6", "C7", "C8", "T1")}
        assert not on_trunk & arm


def test_the_outline_of_a_half_is_half_the_outline() -> None:
    for view in the_figure().views.values():
        assert 2 * view.outline_half.area == pytest.approx(view.outline.area, rel=1e-6)


def test_an_unknown_atlas_is_named_with_the_known_ones(tmp_path: Path) -> None:
    from rootmap.errors import InputError

    with pytest.raises(InputError, match=r"no such atlas.*isncsci"):
        load_atlas("nobody-1900", the_figure())


def test_the_list_of_sources_for_readers_has_every_map(repository: Path) -> None:
    listed = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [name for name in IDS if f"`{name}`" not in listed] == []
