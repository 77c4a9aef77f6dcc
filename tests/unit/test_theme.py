"""The colours tell territories and sensations apart, for every kind of eye."""

import itertools
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality, Root
from rootmap.atlas.model import Kind
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.atlas.tints import touching
from rootmap.skin.figure import FIGURES, load_figure
from rootmap.ui.theme import ATLAS_COLOURS, THEMES, TINTS, Theme

# Linear RGB as seen with normal sight and by protan, deutan and tritan dichromats: Machado, Oliveira, Fernandes 2009.
figure_named = cache(load_figure)

EYES = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# OKLab: Ottosson 2020, https://bottosson.github.io/posts/oklab/
TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip
NEIGHBOURS_DIFFER = 0.06  # in OKLab; about 0.02 is just noticeable side by side
TINTS_DIFFER = 0.06
INKS_DIFFER = 0.07


def linear(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> NDArray[np.float64]:
    return TO_LAB @ np.cbrt(TO_LMS @ np.clip(EYES[eye] @ linear(colour), 0, 1))


@cache
def difference(one: str, other: str, eye: str) -> float:
    return float(np.linalg.norm(seen(one, eye) - seen(other, eye)))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def neighbours(atlas_id: str, figure_name: str = FIGURES[0]) -> list[tuple[str, str]]:
    """Return the colours, in the light theme, of each pair of territories that touch or share skin in a map."""
    figure, theme = figure_named(figure_name), THEMES["light"]
    atlas = load_atlas(atlas_id, figure)
    territories = atlas.info.territories
    labels = {view: atlas.labels(view) for view in figure.views}
    near = touching(figure, labels, atlas.combinations, len(territories))
    colours = [theme.territory(t.id, tint) for t, tint in zip(territories, atlas.tints, strict=True)]
    return [
        (colours[one], colours[other])
        for one, others in enumerate(near)
        for other in others
        if one < other and root_of(territories[one].id) != root_of(territories[other].id)
    ]


def root_of(territory: str) -> str:
    """Return the root whose skin, or whose core or outer extent, a territory is; else the territory itself."""
    head = territory.split("_")[0]
    return head if head in ATLAS_COLOURS else territory


@pytest.mark.parametrize("atlas_id", available_atlases())
def test_no_two_neighbours_share_a_colour_on_any_body(atlas_id: str) -> None:
    assert all(one != other for name in FIGURES for one, other in neighbours(atlas_id, name))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("atlas_id", available_atlases())
def test_territories_that_touch_differ_on_every_body(atlas_id: str, eye: str, name: str) -> None:
    if load_atlas(atlas_id, figure_named(name)).info.kind is Kind.POINTS:
        return  # spots have dark edges: no border depends on their colours
    assert not [pair for pair in neighbours(atlas_id, name) if difference(*pair, eye) < NEIGHBOURS_DIFFER]


@pytest.mark.parametrize("eye", EYES)
def test_any_two_tints_differ(eye: str) -> None:
    pairs = list(itertools.combinations(THEMES["light"].tints, 2))
    assert not [pair for pair in pairs if difference(*pair, eye) < TINTS_DIFFER]


def test_there_are_tints_enough_for_every_map_and_none_uses_more_than_it_must() -> None:
    figure = load_figure()
    for name in available_atlases():
        atlas = load_atlas(name, figure)
        together = max(len(places) for places in atlas.combinations)  # all of these share skin
        assert together <= max(atlas.tints) + 1 <= max(together, 6) <= len(TINTS), name


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_sensations_differ_by_colour_and_by_pattern(theme: Theme) -> None:
    inks = [theme.paint[quality] for quality in Quality]
    assert len({ink.pattern for ink in inks}) == len(inks)
    for one, other in itertools.combinations(inks, 2):
        assert difference(one.colour, other.colour, "normal") > INKS_DIFFER


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_writing_can_be_read(theme: Theme) -> None:
    assert contrast(theme.caption, theme.page) >= 4.5
    assert contrast(theme.label, theme.halo) >= 7
    assert contrast(theme.accent, theme.page) >= 3


def test_every_root_has_a_colour_of_its_own() -> None:
    colours = [THEMES["light"].territory(str(root)) for root in Root]
    assert len(set(colours)) == len(colours)


def test_a_joined_territory_has_the_colour_of_its_first_root() -> None:
    theme = THEMES["light"]
    assert theme.territory("S4-5") == theme.territory("S4")
    assert theme.territory("L5_core", 3) == theme.territory("L5")
    assert theme.territory("sural", 3) == theme.tints[3]
