"""What a clinician sees when a table is edited wrongly: one line that names file, place and remedy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.errors import InputError
from rootmap.resources import assets

Tables = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Tables:
    """Return a function that copies the tables and replaces one text in one of them."""

    def edit(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "anatomy"
        shutil.copytree(assets("anatomy"), folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


EHL = "- id: extensor_hallucis_longus\n"
FIRST_ROOT = "  - id: V1\n"
LEVEL_ROW = "mcgee_achilles,reflex.achilles,level,radiculopathy"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("muscles.yaml", EHL, "- id: Extensor-Hallucis\n", "is not snake_case"),
        ("muscles.yaml", EHL, "- id: tibialis_anterior\n", "stands twice"),
        ("muscles.yaml", EHL, EHL + "  nerf: deep\n", "nerf: is not a field"),
        ("muscles.yaml", EHL, EHL + "  id: again\n", '"id" stands twice'),
        ("muscles.yaml", "roots: [L2, L3]", "roots: [L2, L9]", '"L9" is not a root'),
        ("muscles.yaml", "roots: [L2, L3]", "roots: [L3, L2]", "is not in order from head to tail"),
        ("muscles.yaml", "major: [V3]", "major: [V2]", "names V2, which is not among its roots"),
        ("muscles.yaml", "  supply: accessory_nerve\n", "", "does not fit its supply"),
        ("muscles.yaml", "recalled: [mrc_aids_2010", "recalled: [mrc_aids_2011", 'unknown source "mrc_aids_2011"'),
        ("muscles.yaml", "confidence: high", "confidence: certain", "use one of high, moderate, low"),
        ("muscles.yaml", "action: Closes the jaw", "action: ''", "action: is blank"),
        ("muscles.yaml", EHL, "- id: [\n", "is not valid YAML"),
        ("discs.yaml", "  exits: L4\n", "  exits: L5\n", "says L4-L5, where discs.yaml lets L5 leave"),
        ("discs.yaml", "  sac: conus\n", "  sac: brain\n", "use one of cord, conus, cauda_equina"),
        ("discs.yaml", "note_zones: [foraminal", "note_zones: [lateral", 'names "lateral"'),
        ("discs.yaml", '  share: "41 %', '  shared: "41 %', "share_source do not stand together"),
        ("causes.yaml", "finding: worse_sitting", "finding: worse_seated", "which no finding can be"),
        ("causes.yaml", "discs: [l4_l5, l5_s1, c6", "discs: [l5_l6, l5_s1, c6", 'names no disc "l5_l6"'),
        ("causes.yaml", "red_flags: [fever,", "red_flags: [heat,", 'names no "heat"'),
        ("imaging.yaml", "{recent_mri: present}", "{recent_ct: present}", "which no finding can be"),
        ("imaging.yaml", "  when: []\n", "  when:\n    - {recent_mri: present}\n", "only the last rule has none"),
        ("imaging.yaml", "contested: [weeks_before_mri, ct", "contested: [weeks, ct", 'names no "weeks"'),
        ("contested.yaml", "  topic: imaging\n", "  topic: money\n", "use one of imaging, care"),
        ("red_flags.yaml", "  group: cord\n", "  group: rope\n", "use one of cauda_equina, cord"),
        ("reflexes.yaml", "  kind: tendon\n", "  kind: tendons\n", "use one of tendon"),
        ("roots.yaml", FIRST_ROOT, "  - id: V0\n", '"V0" is not a root'),
        (
            "roots.yaml",
            "extensor_hallucis_longus, gluteus_medius",
            "gluteus_medius",
            "does not list extensor_hallucis_longus",
        ),
        ("roots.yaml", "reflexes: [achilles", "reflexes: [patellar, achilles", "which does not name S1"),
        ("roots.yaml", "reflexes: [corneal]", "reflexes: [coronal]", '"coronal" is in no table'),
        ("roots.yaml", "  complaint: {", "  complaints: {", "complaint: has no source"),
        ("roots.yaml", "      lee_2008: ", "      leigh_2008: ", "leigh_2008: has no source"),
        ("accuracy.csv", LEVEL_ROW, LEVEL_ROW.replace("level", "levels"), "use one of presence, level, other"),
        ("accuracy.csv", LEVEL_ROW, LEVEL_ROW.replace("level", "other"), "only other conditions"),
        ("accuracy.csv", LEVEL_ROW, LEVEL_ROW.replace("achilles,l", "achille,l"), 'no finding "reflex.achille"'),
        ("accuracy.csv", "0.13-0.61", "0.61-0.13", "write low-high"),
        ("accuracy.csv", ",inf,", ",nan,", "write a number from 0, or inf"),
        ("accuracy.csv", LEVEL_ROW, LEVEL_ROW + ",", "not as many cells"),
        ("tests.yaml", "  degrees: true", "  degrees: maybe", "write true or false"),
        ("sources.yaml", "year: 2010", "year: 20100", "whole number from 1800 to 2100"),
        ("teaching.yaml", "roots: [L4]", "roots: &a [*a]", "alias"),
        ("key_points.yaml", "[foot.dorsal, 1.0, 2.5]", "[foot, 1.0, 2.5]", "is not a point on the skin"),
        ("red_flags.yaml", "{saddle_in_drawing: present}", "{saddle_in_picture: present}", "which no finding can be"),
        ("red_flags.yaml", "{mrc_at_most: 3}", "{mrc_at_most: 5}", "write a whole number from 0 to 4"),
        ("red_flags.yaml", "accuracy: [cauda_equina_perianal", "accuracy: [cauda_equina_anal", "names no row"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(edited: Tables, file: str, old: str, new: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        load_anatomy(edited(file, old, new))
    message = str(refused.value)
    assert says in message
    assert message.startswith(str(refused.value.where))
    assert ";" in message
    assert "\n" not in message


@pytest.mark.parametrize("file", ["roots.yaml", "muscles.yaml", "accuracy.csv", "sources.yaml", "red_flags.yaml"])
@pytest.mark.parametrize("damage", ["missing", "empty", "binary"])
def test_a_damaged_table_is_named(edited: Tables, file: str, damage: str) -> None:
    folder = edited("roots.yaml", "V1", "V1")
    if damage == "missing":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(b"" if damage == "empty" else bytes(range(256)))
    with pytest.raises(InputError, match=file.replace(".", r"\.")):
        load_anatomy(folder)
