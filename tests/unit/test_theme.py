"""The colours tell territories and sensations apart, for every kind of eye."""

import itertools

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.skin.figure import load_figure
from rootmap.ui.theme import THEMES, Theme

# Linear RGB as seen with normal sight and by protan, deutan and tritan dichromats: Machado, Oliveira, Fernandes 2009.
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
NEIGHBOURS_DIFFER = 0.055  # in OKLab; about 0.02 is just noticeable side by side
INKS_DIFFER = 0.07
MEET_MM = 2.0


def linear(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> NDArray[np.float64]:
    return TO_LAB @ np.cbrt(TO_LMS @ np.clip(EYES[eye] @ linear(colour), 0, 1))


def difference(one: str, other: str, eye: str) -> float:
    return float(np.linalg.norm(seen(one, eye) - seen(other, eye)))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def neighbours() -> list[tuple[str, str]]:
    """Return the territories that share a border somewhere on the left of the neutral figure, in any atlas."""
    figure, found = load_figure(), set()
    for name in available_atlases():
        atlas = load_atlas(name, figure)
        shapes = [(t.id, view, shape) for t in atlas.info.territories
                  for view, shape in atlas.polygons(t.id, Side.LEFT).items()]  # fmt: skip
        for (one, view, shape), (other, there, reach) in itertools.combinations(shapes, 2):
            if view == there and one != other and shapely.dwithin(shape, reach, MEET_MM):
                shared = shape.buffer(MEET_MM).intersection(reach.boundary)
                if shared.length > 5 * MEET_MM:
                    found.add((one, other))
    return sorted(found)


@pytest.mark.parametrize("eye", EYES)
def test_territories_that_touch_differ(eye: str) -> None:
    theme = THEMES["light"]
    pairs = neighbours()
    assert len(pairs) > 30
    alike = [(a, b) for a, b in pairs if difference(theme.territory(a), theme.territory(b), eye) < NEIGHBOURS_DIFFER]
    assert not alike


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
