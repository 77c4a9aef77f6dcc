"""Maps of nerves, muscles, pain and points hold together with the tables and with the maps of roots."""

from functools import cache
from itertools import pairwise

import pytest
import shapely

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.store import load_atlas
from rootmap.skin.figure import load_figure

SHARED_SHARE = 0.2  # of the smaller of two neighbours, at the least, in a map of overlapping roots
SHARED_ANYWHERE = 0.1  # where an axial line keeps them apart
OUTSIDE_MM2 = 0.5  # coordinates are rounded


@cache
def the_map(name: str) -> CompiledAtlas:
    return load_atlas(name, load_figure())


def shared_cm2(atlas: CompiledAtlas, one: str, other: str) -> float:
    """Return the skin of one side that two territories share."""
    places = {atlas.info.codes[one] - 1, atlas.info.codes[other] - 1}
    labels = [k for k, combination in enumerate(atlas.combinations) if places <= set(combination)]
    return sum(atlas.label_area_cm2[label] for label in labels)


def test_each_of_foersters_roots_shares_skin_with_the_next() -> None:
    atlas = the_map("foerster-1933")
    ids = [territory.id for territory in atlas.info.territories]
    for one, other in pairwise(root.value for root in Root if root.value in ids):
        smaller = min(atlas.area_cm2[one], atlas.area_cm2[other])
        least = SHARED_SHARE if one.startswith("T") and other.startswith("T") else SHARED_ANYWHERE
        assert shared_cm2(atlas, one, other) >= least * smaller, (one, other)


def test_every_autonomous_zone_lies_inside_its_nerve() -> None:
    zones, nerves = the_map("autonomous-zones"), the_map("nerves")
    for territory in zones.info.territories:
        around = nerves.polygons(territory.id, Side.LEFT)
        for view, zone in zones.polygons(territory.id, Side.LEFT).items():
            assert zone.difference(around[view]).area < OUTSIDE_MM2, (territory.id, view)
        assert zones.area_cm2[territory.id] < 0.6 * nerves.area_cm2[territory.id], territory.id


def test_every_nerve_of_the_map_is_one_of_the_table_with_its_roots() -> None:
    known = nerves_of_the_table()
    for name in ("nerves", "autonomous-zones"):
        for territory in the_map(name).info.territories:
            assert {root.value for root in territory.roots} <= known[territory.id], territory.id
    assert len(the_map("nerves").info.territories) >= 45


def nerves_of_the_table() -> dict[str, set[str]]:
    import csv

    from rootmap.resources import assets

    with assets("anatomy", "nerves.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["id"]: set(row["roots"].split()) for row in rows}


def test_every_muscle_lies_somewhere_and_has_the_roots_of_the_table() -> None:
    atlas, muscles = the_map("muscles"), load_anatomy().muscles
    drawn = {territory.id: territory for territory in atlas.info.territories}
    assert drawn.keys() == muscles.keys()
    for name, territory in drawn.items():
        assert set(territory.roots) == set(muscles[name].roots), name
        assert atlas.area_cm2[name] > 0.2, name


def test_every_key_point_is_a_spot_in_its_root_of_the_standard() -> None:
    points, standard = the_map("points"), the_map("isncsci")
    for level in load_anatomy().key_points:
        for side in Side:
            for view, spot in points.polygons(level, side).items():
                around = standard.polygons(level, side)[view]
                assert shapely.intersection(spot, around).area > 0.5 * spot.area, (level, view)


@pytest.mark.parametrize("name", ["muscles", "referral", "points", "nerves"])
def test_every_territory_has_a_name_one_can_read(name: str) -> None:
    titles = [territory.title for territory in the_map(name).info.territories]
    assert all("_" not in title for title in titles)
    if name != "points":
        assert len(set(titles)) == len(titles)
