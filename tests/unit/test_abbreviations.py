"""The table of abbreviations means only what other tables know, and every fault is named with its place."""

from pathlib import Path
from shutil import copytree

import pytest

from rootmap.anatomy.abbreviations import ABBREVIATIONS, load_abbreviations
from rootmap.errors import InputError
from rootmap.resources import assets


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        (
            "[muscle.extensor_hallucis_longus]",
            "[muscle.extensor_hallucis]",
            '"muscle.extensor_hallucis" is in no table',
        ),
        ("names: [EHL]", "names: [ehl, TA]", '"TA" stands twice'),
        ("names: [EHL]", "names: []", "write the abbreviation"),
        ("recalled: [clinical_practice", "recalled: [clinical_practise", "clinical_practise"),
        ("sensation.pinprick", "sensation.needle", "is in no table"),
        ("\n  either: true", "\n  either: maybe", "write true or false"),
    ],
)
def test_a_fault_in_the_table_is_named_with_its_place(tmp_path: Path, old: str, new: str, part: str) -> None:
    folder = tmp_path / "anatomy"
    copytree(assets("anatomy"), folder)
    text = (folder / ABBREVIATIONS).read_text()
    assert old in text
    (folder / ABBREVIATIONS).write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as caught:
        load_abbreviations(folder)
    assert ABBREVIATIONS in str(caught.value)
    assert part in str(caught.value)


def test_every_abbreviation_says_where_it_comes_from() -> None:
    assert all(entry.provenance.sources for entry in load_abbreviations())
