"""What tests share is what a reader returned, as long as the files are the same."""

from pathlib import Path

from read_once import Kept
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.skin.figure import load_figure


def test_a_thing_is_read_anew_only_when_a_file_of_its_changes_comes_or_goes(tmp_path: Path) -> None:
    kept: Kept[int] = Kept(2)
    turns = iter(range(9))

    def read() -> int:
        return kept.get("a", [tmp_path], lambda: next(turns))

    file = tmp_path / "deep" / "file"
    assert (read(), read()) == (0, 0)
    file.parent.mkdir()
    file.write_text("here")
    assert (read(), read()) == (1, 1)
    file.write_text("longer")
    assert (read(), read()) == (2, 2)
    file.unlink()
    assert (read(), read()) == (3, 3)


def test_only_the_last_few_are_kept() -> None:
    kept: Kept[int] = Kept(2)
    turns = iter(range(9))
    found = [kept.get(name, [], lambda: next(turns)) for name in ("a", "b", "a", "c", "b", "a")]
    assert found == [0, 1, 0, 2, 3, 4]


def test_bodies_and_maps_are_shared_and_those_of_another_folder_are_not(repository: Path) -> None:
    shared = load_figure("neutral")
    own = load_figure("neutral", repository / "assets" / "figures" / "neutral")
    name = available_atlases()[0]
    assert load_figure() is shared
    assert own is not shared
    assert load_atlas(name, shared) is load_atlas(name, shared)
    assert load_atlas(name, own) is not load_atlas(name, shared)
