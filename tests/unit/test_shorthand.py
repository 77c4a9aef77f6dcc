"""Findings typed as in notes: read, written back, and refused in one line with the nearest guesses."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from rootmap.anatomy.abbreviations import load_abbreviations
from rootmap.anatomy.bedside import Examinable, Family, examinables
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.findings_file import read_findings, write_findings
from rootmap.localise.shorthand import Shorthand, load_shorthand

LEFT, RIGHT = Side.LEFT, Side.RIGHT
EHL = "muscle.extensor_hallucis_longus"


@pytest.fixture(scope="module")
def shorthand() -> Shorthand:
    return load_shorthand(load_anatomy())


def every_finding() -> Iterator[Finding]:
    for item in examinables(load_anatomy()).values():
        for side in tuple(Side) if item.sided else (None,):
            yield from answers_of(item, side)


def answers_of(item: Examinable, side: Side | None) -> Iterator[Finding]:
    if item.is_graded:
        yield from (Finding(item.test, side, mrc=grade) for grade in range(6))
    for result in item.results:
        yield Finding(item.test, side, result)
        if item.degrees:
            yield from (Finding(item.test, side, result, degrees=angle) for angle in (0.0, 40.0, 72.5, 180.0))


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("EHL 4", Finding(EHL, LEFT, mrc=4)),
        ("left TA 3/5", Finding("muscle.tibialis_anterior", LEFT, mrc=3)),
        ("r APB 4-", Finding("muscle.abductor_pollicis_brevis", RIGHT, mrc=4)),
        ("R APB 4−", Finding("muscle.abductor_pollicis_brevis", RIGHT, mrc=4)),
        ("peroneus longus 4+/5", Finding("muscle.fibularis_longus", LEFT, mrc=4)),
        ("quads full", Finding("muscle.quadriceps_femoris", LEFT, mrc=5)),
        ("achilles 0", Finding("reflex.achilles", LEFT, "absent")),
        ("AJ absent left", Finding("reflex.achilles", LEFT, "absent")),
        ("no AJ right", Finding("reflex.achilles", RIGHT, "absent")),
        ("AJ absent on reinforcement", Finding("reflex.achilles", LEFT, "absent_reinforced")),
        ("KJ 3+", Finding("reflex.patellar", LEFT, "brisk")),
        ("KJ ++++", Finding("reflex.patellar", LEFT, "clonus")),
        ("SJ 1+", Finding("reflex.brachioradialis", LEFT, "reduced")),
        ("BRJ 2", Finding("reflex.brachioradialis", LEFT, "normal")),
        ("SLR 40 left", Finding("slr", LEFT, "positive", degrees=40.0)),
        ("slr pos 40", Finding("slr", LEFT, "positive", degrees=40.0)),
        ("SLR 70° neg", Finding("slr", LEFT, "negative", degrees=70.0)),
        ("crossed SLR 50 deg", Finding("crossed_slr", LEFT, "positive", degrees=50.0)),
        ("spurling +", Finding("spurling", LEFT, "positive")),
        ("Spurling's -ve", Finding("spurling", LEFT, "negative")),
        ("pinprick L5 reduced", Finding("pinprick.L5", LEFT, "reduced")),
        ("pp L5 0", Finding("pinprick.L5", LEFT, "absent")),
        ("LT S1 absent", Finding("touch.S1", LEFT, "absent")),
        ("touch S4-5 intact r", Finding("touch.S4-5", RIGHT, "normal")),
        ("pp S5 lost", Finding("pinprick.S4-5", LEFT, "absent")),
        ("worse sitting", Finding("worse_sitting", result="present")),
        ("no fever", Finding("fever", result="absent")),
        ("denies night pain", Finding("night_pain", result="absent")),
        ("eased by bending", Finding("better_bending_forward", result="present")),
        ("onset sudden", Finding("onset_sudden", result="present")),
        ("babinski right", Finding("reflex.plantar", RIGHT, "extensor")),
        ("plantar down", Finding("reflex.plantar", LEFT, "flexor")),
        ("hoffmann -", Finding("reflex.hoffmann", LEFT, "absent")),
        ("vibration lost", Finding("vibration_toes", LEFT, "reduced")),
        ("tinel elbow +", Finding("tinel_cubital_tunnel", LEFT, "positive")),
    ],
)
def test_what_is_written_in_notes_is_understood(shorthand: Shorthand, line: str, finding: Finding) -> None:
    assert shorthand.parse(line, LEFT).findings == (finding,)


def test_every_finding_there_is_can_be_written_and_read_back(shorthand: Shorthand) -> None:
    for finding in every_finding():
        assert shorthand.parse(shorthand.write(finding)).findings == (finding,), shorthand.write(finding)


def test_every_abbreviation_is_read_as_what_its_table_says(shorthand: Shorthand) -> None:
    known = examinables(load_anatomy())
    for entry in load_abbreviations():
        if entry.is_either or entry.means[0].startswith("sensation."):
            continue
        tests = [meaning.removeprefix("test.") for meaning in entry.means]
        value = "4" if known[tests[0]].is_graded else known[tests[0]].results[1].replace("_", " ")
        for name in entry.names:
            found = shorthand.parse(f"{name} {value} left").findings
            assert [finding.test for finding in found] == tests, name


def test_a_side_that_is_written_goes_before_the_one_in_view(shorthand: Shorthand) -> None:
    assert [f.side for f in shorthand.parse("EHL 4 right", LEFT).findings] == [RIGHT]
    assert [f.side for f in shorthand.parse("EHL 4 both", LEFT).findings] == [LEFT, RIGHT]
    assert [f.side for f in shorthand.parse("worse sitting", LEFT).findings] == [None]


def test_plus_and_minus_are_kept_as_the_whole_grade_and_that_is_said(shorthand: Shorthand) -> None:
    for written in ("4-", "4−", "4+"):
        assert shorthand.parse(f"EHL {written}", LEFT).findings[0].mrc == 4
    assert shorthand.parse("EHL 4-", LEFT).notes == ("4− is kept as 4",)
    assert shorthand.parse("EHL 4", LEFT).notes == ()


def test_a_name_that_is_muscle_and_reflex_is_told_apart_by_its_answer(shorthand: Shorthand) -> None:
    assert shorthand.parse("biceps 4", LEFT).findings[0].test == "muscle.biceps_brachii"
    assert shorthand.parse("biceps 2+", LEFT).findings[0].test == "reflex.biceps"
    assert shorthand.parse("biceps absent", LEFT).findings[0].test == "reflex.biceps"
    assert shorthand.parse("deltoid 3", LEFT).findings[0].test == "muscle.deltoid"


def test_muscles_tested_as_one_and_roots_from_to_are_all_entered(shorthand: Shorthand) -> None:
    assert len(shorthand.parse("hams 4", LEFT).findings) == 3
    tests = [finding.test for finding in shorthand.parse("pp L4-S1 dull; AJ 0", LEFT).findings]
    assert tests == ["pinprick.L4", "pinprick.L5", "pinprick.S1", "reflex.achilles"]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("EHX 4", "did you mean EHL"),
        ("worse sittng", "did you mean Worse when sitting"),
        ("GM 4", "may mean Gluteus maximus, Gluteus medius or Gastrocnemius"),
        ("Tinel +", "write which"),
        ("EHL", "add 0 to 5"),
        ("EHL 7", 'cannot be "7"; use 0 to 5'),
        ("EHL 5-", "use 0 to 5"),
        ("AJ 5", "use normal, reduced, absent"),
        ("SLR 400", "cannot be"),
        ("spurling 40", "cannot be"),
        ("L5 reduced", 'write "pinprick L5 reduced"'),
        ("pp reduced", "add a root"),
        ("xyzzy 4", "is not known"),
        ("", "is blank"),
        (" ; ", "is blank"),
        ("\x00\n4", "is not known"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(shorthand: Shorthand, line: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        shorthand.parse(line, LEFT)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_line_however_odd_does_more_than_be_refused(shorthand: Shorthand) -> None:
    chance = Random(7)
    letters = "abcdehlrst EHLSLR0123456789+-−°/;.,'’é\x00\n\t()[]{}%$#¼²"
    words = ("left", "EHL", "pinprick", "L5", "4", "+", "reduced", "both", "SLR", "40°", "no", "LT", "S4-5", "L9", "GM")
    for _ in range(400):
        lines = ("".join(chance.choices(letters, k=chance.randrange(20))), " ".join(chance.choices(words, k=4)))
        for line in lines:
            for finding in understood(shorthand, line):
                assert shorthand.parse(shorthand.write(finding)).findings == (finding,)


def understood(shorthand: Shorthand, line: str) -> tuple[Finding, ...]:
    try:
        return shorthand.parse(line, LEFT).findings
    except InputError:
        return ()


def test_without_any_side_one_is_asked_for(shorthand: Shorthand) -> None:
    with pytest.raises(InputError, match="add left or right"):
        shorthand.parse("EHL 4")


def test_what_one_begins_to_type_is_completed(shorthand: Shorthand) -> None:
    assert shorthand.suggest("eh")[0].text == "EHL"
    assert "Achilles reflex" in [suggestion.meaning for suggestion in shorthand.suggest("ankle")]
    assert shorthand.suggest("flexor dig lo")[0].text == "Flexor digitorum longus"
    assert shorthand.suggest("") == ()
    assert shorthand.suggest("xyzzy") == ()


def test_all_there_is_to_find_goes_through_a_file_and_comes_back(tmp_path: Path) -> None:
    answers = {(finding.test, finding.side): finding for finding in every_finding()}
    path = tmp_path / "all.json"
    write_findings(tuple(answers.values()), path)
    assert read_findings(path) == tuple(answers.values())


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ('{"test": "pinprick.L5", "side": "left", "result": "dull"}', "use normal, reduced, absent, increased"),
        ('{"test": "touch.L5", "result": "absent"}', "side: is missing"),
        ('{"test": "pinprick.L9", "side": "left", "result": "absent"}', "is not known"),
        ('{"test": "pinprick.L5", "side": "left", "result": "absent", "degrees": 3}', "does not belong"),
        ('{"test": "reflex.gluteal", "side": "left", "result": "absent_reinforced"}', "is not a result of this test"),
        ('{"test": "reflex.achilles", "side": "left", "result": "2+"}', "is not a result of this test"),
    ],
)
def test_a_file_with_a_wrong_answer_is_refused_in_one_line(tmp_path: Path, entry: str, part: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(f'{{"format": "rootmap.findings", "version": 1, "findings": [{entry}]}}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_findings(path)
    assert part in str(caught.value)
    assert "findings[0]" in str(caught.value)


def test_every_family_has_its_part_of_the_examination() -> None:
    families = [item.family for item in examinables(load_anatomy()).values()]
    assert set(families) == set(Family)
    known = examinables(load_anatomy())
    assert known["vibration_toes"].family is Family.SENSATION
    assert known["pinprick.S4-5"].name == "Pinprick S4-5"
    assert "absent_reinforced" in known["reflex.achilles"].results


MANOEUVRES = """
    slr crossed_slr slump femoral_stretch spurling cervical_traction upper_limb_tension shoulder_abduction_relief
    faber phalen tinel_carpal_tunnel tinel_cubital_tunnel tinel_fibular_head tinel_tarsal_tunnel tinel_guyon_canal
    tinel_lateral_femoral_cutaneous tinel_superficial_radial tinel_supraclavicular
"""
HISTORY = """
    worse_sitting worse_cough worse_walking worse_standing better_bending_forward better_sitting
    better_standing_still night_pain onset_sudden onset_gradual onset_after_trauma duration_under_6_weeks
    duration_6_to_12_weeks duration_over_12_weeks age_under_20 age_20_to_50 age_over_50 age_over_65 clumsy_hands
"""
SIGNS = "vibration_toes position_toes dissociated_sensory_loss stocking_loss sacral_sparing"


def test_what_an_examination_asks_for_is_in_the_tables() -> None:
    known = examinables(load_anatomy())
    assert {known[name].family for name in MANOEUVRES.split()} == {Family.MANOEUVRE}
    assert {known[name].family for name in HISTORY.split()} == {Family.HISTORY}
    assert {known[name].family for name in SIGNS.split()} == {Family.SENSATION}
    assert known["slr"].degrees
    assert known["crossed_slr"].degrees
    assert "gait_disturbance" in known
