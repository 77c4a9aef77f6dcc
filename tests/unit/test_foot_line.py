"""The foot line says how many maps name the commonest root of a place, and which maps say otherwise."""

import re

import pytest

from rootmap.atlas.stack import stack
from rootmap.atlas.store import of_roots, usable_atlases
from rootmap.skin.figure import load_figure
from rootmap.ui.made_of_all import map_name, what_maps_say
from rootmap.ui.session import Knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    figure = load_figure()
    maps, _ = usable_atlases(figure)
    return Knowledge(tuple(maps), stack(figure, of_roots(maps)))


@pytest.mark.parametrize("place", [("anterior", 640.0, 1200.0), ("posterior", 600.0, 400.0)])
def test_every_map_that_says_otherwise_is_named(knowledge: Knowledge, place: tuple[str, float, float]) -> None:
    assert knowledge.roots is not None
    tally = next(part for part in what_maps_say(knowledge, "isncsci", place) if " of " in part)
    first, count, voices = re.match(r"(\S+) in (\d) of (\d) maps", tally).groups()
    roots = {
        map_name(atlas.info.id): {str(root) for name in found for root in atlas.info.territory(name).roots}
        for atlas, found in zip(knowledge.roots.atlases, knowledge.roots.at(*place), strict=True)
    }
    assert int(voices) == sum(bool(named) for named in roots.values())
    assert int(count) == sum(first in named for named in roots.values())
    told = dict(re.findall(r", (\S\d+) in (.*?)(?=, \S\d+ in |$)", tally))
    assert told
    for root, names in told.items():
        assert names.split(", ") == [name for name, named in roots.items() if root in named]
