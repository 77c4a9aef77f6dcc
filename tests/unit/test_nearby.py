"""What may be examined at a place: points within a fingertip, muscles under the skin, the right side."""

import pytest
import shapely

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.atlas.nearby import NEAR_MM, Surroundings
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.skin.figure import Figure, load_figure
from rootmap.ui.examine.things import SITE_TESTS, Examinables, Place


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure("neutral")


@pytest.fixture(scope="module")
def atlases(figure: Figure) -> tuple[CompiledAtlas, ...]:
    return tuple(load_atlas(name, figure) for name in available_atlases() if name in ("points", "muscles"))


def middle(atlases: tuple[CompiledAtlas, ...], kind: Kind, name: str, view: str) -> tuple[float, float]:
    atlas = next(atlas for atlas in atlases if atlas.info.kind is kind)
    largest = max(atlas.polygons(name, Side.LEFT)[view].geoms, key=lambda part: part.area)
    x, y = largest.representative_point().coords[0]
    return float(x), float(y)


def test_a_belly_is_found_under_its_skin(atlases: tuple[CompiledAtlas, ...]) -> None:
    place = middle(atlases, Kind.MUSCLE, "tibialis_anterior", "anterior")
    assert Surroundings.of(atlases).at("anterior", *place).muscles[0] == "tibialis_anterior"


def test_a_point_is_near_within_a_fingertip_and_no_further(atlases: tuple[CompiledAtlas, ...]) -> None:
    around = Surroundings.of(atlases)
    x, y = middle(atlases, Kind.POINTS, "reflex_patellar", "anterior")
    assert around.at("anterior", x, y).points[0] == "reflex_patellar"
    assert around.at("anterior", x, y + NEAR_MM - 1.0).points[0] == "reflex_patellar"
    assert "reflex_patellar" not in around.at("anterior", x, y + NEAR_MM + 4.0).points


def test_what_lies_under_the_skin_goes_before_what_lies_deep(atlases: tuple[CompiledAtlas, ...]) -> None:
    x, y = middle(atlases, Kind.MUSCLE, "tibialis_posterior", "posterior")
    muscles = Surroundings.of(atlases).at("posterior", x, y).muscles
    assert muscles.index("soleus") < muscles.index("tibialis_posterior")


def test_off_the_body_and_on_an_unknown_view_there_is_nothing(atlases: tuple[CompiledAtlas, ...]) -> None:
    around = Surroundings.of(atlases)
    assert around.at("anterior", 1.0, 1.0).muscles == ()
    assert around.at("anterior", float("nan"), 1.0).points == ()
    assert around.at("nowhere", 100.0, 100.0).points == ()
    assert Surroundings.of(()).at("anterior", 100.0, 100.0).muscles == ()


def test_every_point_and_muscle_leads_to_findings_that_exist(atlases: tuple[CompiledAtlas, ...]) -> None:
    known = Examinables(load_anatomy(), atlases)
    assert all(test in load_anatomy().tests for tests in SITE_TESTS.values() for test in tests)
    for atlas in atlases:
        for territory in atlas.info.territories:
            for view, shape in atlas.polygons(territory.id, Side.LEFT).items():
                spot = shapely.get_parts(shape)[0].representative_point()
                things = known.at(Place(view, spot.x, spot.y, Side.LEFT))
                is_site = territory.id.startswith("entrapment_")
                titles = [thing.title for thing in things]
                deep = atlas.info.kind is Kind.MUSCLE and len(titles) >= 6
                assert is_site or deep or territory.title in titles, (territory.id, view, titles)


def test_a_key_point_is_tested_with_a_pin_and_with_a_touch(atlases: tuple[CompiledAtlas, ...]) -> None:
    x, y = middle(atlases, Kind.POINTS, "L5", "anterior")
    thing = Examinables(load_anatomy(), atlases).at(Place("anterior", x, y, Side.LEFT))[0]
    assert [sign.test for sign in thing.signs] == ["pinprick.L5", "touch.L5"]
