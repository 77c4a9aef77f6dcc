"""Names of territories are broken into lines and abbreviated until they fit, and still say what they name."""

from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.skin.figure import load_figure
from rootmap.ui.bodymap.wording import broken, forms


def test_a_long_name_is_broken_where_its_lines_are_shortest() -> None:
    assert broken("Posterior femoral cutaneous", 2) == "Posterior\nfemoral cutaneous"
    assert broken("Posterior femoral cutaneous", 3) == "Posterior\nfemoral\ncutaneous"
    assert broken("Sural", 3) == "Sural"


def test_the_fullest_way_comes_first_and_the_narrowest_last() -> None:
    ways = forms("Lateral femoral cutaneous")
    assert ways[0] == "Lateral femoral cutaneous"
    assert ways[-1] == "Lat.\nfemoral\ncut."
    assert forms("L5") == ("L5",)


def test_what_explains_a_name_is_left_out_last() -> None:
    assert forms("Deep gluteal (piriformis) syndrome, core")[-1] == "Deep\ngluteal"


def test_every_way_to_write_a_name_begins_like_the_name() -> None:
    figure = load_figure()
    for territory in (t for name in available_atlases() for t in load_atlas(name, figure).info.territories):
        for way in forms(territory.title):
            assert way[:2] == territory.title[:2]
            assert not set(way) & {"_"}
