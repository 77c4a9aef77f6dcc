"""The tables of links and everyday names agree with the others, and every fault is named with its place."""

from pathlib import Path
from shutil import copytree

import pytest

from explore_world import the_library
from rootmap.anatomy.links import load_links
from rootmap.errors import InputError
from rootmap.explore.library import Ref, Sort
from rootmap.resources import assets

NERVES_WITHOUT_MUSCLES = {"superficial_radial", "saphenous", "sural", "lateral_femoral_cutaneous"}


def broken(tmp_path: Path, file: str, old: str, new: str) -> str:
    folder = tmp_path / "anatomy"
    copytree(assets("anatomy"), folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        load_links(folder)
    return str(error.value)


def test_a_name_that_means_nothing_known_is_refused(tmp_path: Path) -> None:
    said = broken(tmp_path, "everyday_names.yaml", "nerve.common_fibular", "nerve.common_fibulae")
    assert "everyday_names.yaml" in said
    assert "common_fibulae" in said


def test_a_sort_of_thing_that_is_not_is_refused(tmp_path: Path) -> None:
    assert "begin with one of" in broken(tmp_path, "everyday_names.yaml", "[root.T10]", "[bone.T10]")


def test_a_muscle_or_source_that_is_not_is_refused(tmp_path: Path) -> None:
    assert "nerve_links.yaml" in broken(tmp_path, "nerve_links.yaml", "[deltoid]", "[deltoidd]")


def test_nearly_every_muscle_of_the_tables_has_its_nerve() -> None:
    library = the_library()
    without = [name for name in library.anatomy.muscles if not library.nerves_of_muscle(name)]
    assert len(without) < len(library.anatomy.muscles) / 4
    assert library.nerves_of_muscle("tibialis_anterior")[0] == Ref(Sort.NERVE, "deep_fibular")


def test_no_branch_leads_back_to_its_parent() -> None:
    links = the_library().links
    for nerve in links.nerves:
        assert all(nerve not in links.branches_of(branch)[1:] for branch in links.branches_of(nerve))


@pytest.mark.parametrize("nerve", sorted(NERVES_WITHOUT_MUSCLES))
def test_a_nerve_of_skin_moves_nothing(nerve: str) -> None:
    assert the_library().links.muscles_of(nerve) == ()
