"""`rootmap case check` names line, place and remedy of every fault in a case, and says what is merely odd."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cases_world import CASE, bank_file, case_file
from tests.unit.test_atlas_faults import misfits

from rootmap.__main__ import main
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.atlas.store import available_atlases, load_atlas, to_rank_by
from rootmap.cases.bedside import examinations
from rootmap.cases.known import known_candidates
from rootmap.cases.model import Haste, Region
from rootmap.cases.reading import Reader, read_case
from rootmap.localise.candidates import candidate_set
from rootmap.localise.evidence import CandidateSide, Finding
from rootmap.localise.findings_file import read_findings, write_findings
from rootmap.skin.figure import load_figure

FAULTS = [
    ("id: gardener-hand", "id: other", "line 3: id", "name the file other.yaml"),
    ("id: gardener-hand", "id: Gardener", "line 3: id", "lower case with hyphens"),
    ("title: A gardener whose hand tingles", "title: C7 again", "line 4: title", "say what the patient complains of"),
    ("title: A gardener whose hand tingles", "title: The C6/7 disc", "line 4: title", "say what the patient"),
    ("tags: [hand]", "tags: [hand, c7]", "line 8: tags.1", "say what the patient complains of"),
    ("region: neck_and_arm", "region: arm", "line 6: region", "it may be head, neck_and_arm"),
    ("difficulty: 2", "difficulty: 9", "line 7: difficulty", "at most 5"),
    ("licence: MIT\n", "", "line 1: licence", 'add "licence: …"'),
    ("author: Nobody", "autor: Nobody", "line 9: autor", 'did you mean "author"'),
    ("[preston_shapiro_2020]", "[preston_shapiro]", "line 11: sources.recalled.0", 'did you mean "preston_'),
    ("{recalled: [preston_shapiro_2020], ", "{", "line 11: sources", "add ids of sources.yaml or citations"),
    ("age: 47", "age: '47'", "line 12: patient.age", "without quotes"),
    ("tells: [worse_cough]", "tells: [worse_coughing]", "line 16: history.replies.0.tells.0", "did you mean"),
    ("  worse_cough: present", "  worse_cough: yes please", "line 19: history_findings.worse_cough", "present, absent"),
    ("  worse_cough: present", "  slr: positive", "line 19: history_findings.slr", "move it to examination"),
    ("  fever: absent", "  fever: {left: absent}", "line 20: history_findings.fever", "write fever: present or absent"),
    ("  major_trauma: absent", "  age_over_50: present", "line 22: history_findings.age_over_50", "correct one"),
    ("quality: tingling", "quality: itching", "line 24: drawing.0.quality", "it may be pain, burning"),
    ("[arm.right, 1.0, 175]", "[arm, 1.0, 175]", "line 26: drawing.0.marks.0.stroke.0", "say the side"),
    ("[arm.right, 1.0, 175]", "[arms.right, 1.0, 175]", "line 26: drawing.0.marks.0.stroke.0", 'did you mean "arm.'),
    ("[arm.right, 1.0, 175]", "[arm.right, 7.0, 175]", "line 26: drawing.0.marks.0.stroke.0", "write -0.3 to 2.3"),
    ("[arm.right, 1.0, 175]", "[arm.right, .nan, 175]", "line 26: drawing.0.marks.0.stroke.0.1", "a plain number"),
    ("]], width_mm: 40}", "]]}", "line 26: drawing.0.marks.0", 'add "width_mm: …"'),
    ("radius_mm: 15}", "width_mm: 15}", "line 27: drawing.0.marks.1.width_mm", "write radius_mm"),
    ("{patch: [hand.right.dorsal, 1.5, 2.5], ", "{", "line 27: drawing.0.marks.1", "write {stroke"),
    ("muscle.triceps_brachii: {right: 4}", "triceps_brachii: {right: 4}", "line 29: examination.triceps_brachii",
     'did you mean "muscle.triceps_brachii"'),
    ("{right: 4}", "{right: 6}", "line 29: examination.muscle.triceps_brachii.right", "a grade from 0 to 5"),
    ("{right: 4}", "{right: weak}", "line 29: examination.muscle.triceps_brachii.right", "5 is normal"),
    ("{right: 4}", "4", "line 29: examination.muscle.triceps_brachii", "{left: 4}, or both sides"),
    ("reflex.triceps: {right: reduced}", "reflex.triceps: {right: weak}", "line 30: examination.reflex.triceps.right",
     "write normal, reduced, absent, "),
    ("reflex.triceps: {right: reduced}", "reflex.triceps: {rechts: reduced}", "line 30", "write result and degrees"),
    ("reflex.triceps: {right: reduced}", "reflex.triceps: {right: reduced, top: normal}", "line 30", "left or right"),
    ("pinprick.C7", "pinprick.C9", "line 31: examination.pinprick.C9", 'pinprick.C7'),
    ("degrees: 50", "degrees: 500", "line 32: examination.neck_rotation_limited.right", "from 0 to 180"),
    ("result: positive, degrees: 50", "degrees: 50", "line 32", "write positive, negative"),
    ("gait_disturbance: absent", "fever: absent", "line 33: examination.fever", "move it to history_findings"),
    ("  candidate: C7", "  candidate: C77", "line 35: answer.candidate", "use a root, two neighbours as L5+S1"),
    ("  candidate: C7", "  candidate: carpal_tunnel_syndrome", "line 35: answer.candidate", "write median_at_carpal"),
    ("candidate: C6+C7", "candidate: C7+C6", "line 38: answer.accept.0.candidate", "write C6+C7"),
    ("candidate: C6+C7", "candidate: C5+C7", "line 38: answer.accept.0.candidate", "join two neighbouring roots"),
    ("candidate: C6+C7", "candidate: C7", "line 38: answer.accept.0.candidate: is the answer itself", "keep one"),
    ("candidate: C6+C7, side: right", "candidate: cauda_equina, side: right", "answer.accept.0.side", "write both"),
    ("  candidate: C7", "  candidate: transverse_cord_lesion", "answer.candidate", "transverse_cord_lesion_C4"),
    ("credit: 0.5", "credit: 1.5", "line 38: answer.accept.0.credit", "below 1"),
    ("disc: C6-7", "disc: C6/7", "line 39: level.disc", 'did you mean "C6-7"'),
    ("haste: none", "haste: soon", "line 40: urgency.haste", "it may be E, U, R, none"),
    ("red_flags: []", "red_flags: [fever]", "line 40: urgency.red_flags.0: nothing in the case sets off", "show fever"),
    ("red_flags: []", "red_flags: [feverish]", "line 40: urgency.red_flags.0", 'did you mean "fever"'),
    ("cancer_history: absent\n  major", "cancer_history: present\n  progressive_weakness: present\n  major",
     "line 41: urgency.red_flags: the findings set off cancer_with_neurology", "add cancer_with_neurology"),
    ("plan: [Explain it., Keep moving.]", "plan: []", "line 42: plan", "fill it in"),
    ("when_weeks: 2", "when_weeks: 0", "line 43: reassess.when_weeks", "above 0"),
    ("candidate: median_at_carpal_tunnel", "candidate: C6+C7", "line 45: distractors.0.candidate", "keep one"),
    ("key_examinations: [muscle.triceps_brachii, ", "key_examinations: [muscle.triceps, ", "line 46", "did you mean"),
    ("explanation: Triceps and its reflex.", "explanation: ''", "line 47: explanation: is empty", "fill it in"),
    ("explanation: Triceps and its reflex.", "explanation: See <b>here</b>", "line 47", "write plain words"),
    ("explanation: Triceps and its reflex.", "explanation: See https://example.org", "line 47", "doi:10"),
    ("explanation: Triceps and its reflex.", "explanation: '[see](there)'", "line 47", "links are not followed"),
    ("explanation: Triceps and its reflex.", 'explanation: "be\\u202Egin"', "line 47", "take it out"),
    ("explanation: Triceps and its reflex.", 'explanation: "be\\agin"', "line 47", "take it out"),
    ("explanation: Triceps and its reflex.", "explanation: *a", "line 47", "put it in quotes"),
    ("explanation: Triceps and its reflex.", "explanation: &a [*a, *a]", "line 47", "uses an alias"),
    ("explanation: Triceps and its reflex.", "explanation: !!python/object/apply:os.system [ls]", "line 47", "in "),
    ("explanation: Triceps and its reflex.", f"explanation: {'x' * 5000}", "line 47", "shorten it to 4000"),
    ("explanation: Triceps and its reflex.", "explanation: !!timestamp x", "line 47", "in quotes"),
    ("revision: 1", "revision: 1\nrevision: 2", "line 6", "keep one of them"),
]  # fmt: skip


def changed(folder: Path, old: str, new: str) -> Path:
    assert CASE.count(old) == 1 or new.startswith("id") or old == "revision: 1", old
    return case_file(folder, CASE.replace(old, new, 1))


@pytest.mark.parametrize(("old", "new", "place", "remedy"), FAULTS)
def test_a_fault_names_its_line_its_place_and_what_to_do(
    tmp_path: Path, old: str, new: str, place: str, remedy: str
) -> None:
    examined = Reader().case(changed(tmp_path, old, new))
    found = [str(fault) for fault in examined.faults]
    assert any(place in line and remedy in line.split(place)[1] for line in found), found
    assert all("\n" not in line for line in found)
    assert examined.item is None


HINTS = [
    (
        "My fingers tingle",
        "It is C7, my fingers tingle",
        "line 14: history.complaint",
        "let the patient say it",
    ),
    ("disc: C6-7, zone: foraminal", "disc: C6-7, zone: paracentral", None, ""),
    (
        "disc: C6-7",
        "disc: C5-6",
        "line 39: level: as a rule a lesion foraminal at C5-6 strikes C6, not C7",
        "make sure",
    ),
    ("tells: [fever, cancer_history]", "tells: []", "line 16: history.replies: lets nobody ask", "even a no"),
    ("{right: 4}", "{right: 3}", "line 40: urgency.red_flags: the findings set off severe_weakness", "list it"),
    (
        "[muscle.triceps_brachii, reflex.triceps]",
        "[reflex.triceps, spurling]",
        "line 46: key_examinations",
        "write its",
    ),
]


@pytest.mark.parametrize("hint", HINTS)
def test_what_is_odd_is_said_and_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hint: tuple[str, str, str | None, str]
) -> None:
    old, new, place, remedy = hint
    path = changed(tmp_path, old, new)
    assert main(["case", "check", str(path)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    if place is None:
        assert said.out == "gardener-hand.yaml: good\n"
    else:
        assert f"gardener-hand.yaml: look at {place}" in said.out
        assert remedy in said.out


def test_a_fault_never_sends_control_letters_to_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old in ("region: neck_and_arm", "  candidate: C7", "  fever: absent"):
        path = changed(tmp_path, old, old.partition(":")[0] + ': "\\e[2J\\u202e"')
        assert main(["case", "check", str(path)]) == 2
        said = capsys.readouterr().err
        assert all(line.isprintable() for line in said.splitlines()), said


def test_a_sound_case_is_good_and_a_faulty_one_ends_in_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = case_file(tmp_path), case_file(tmp_path / "b", CASE.replace("MIT", "''"))
    assert main(["case", "check", str(good)]) == 0
    assert capsys.readouterr().out == "gardener-hand.yaml: good\n"
    assert main(["case", "check", str(good), str(bad)]) == 2
    said = capsys.readouterr()
    assert said.out == "gardener-hand.yaml: good\n"
    assert said.err.count("\n") == 1
    assert "line 10: licence: is empty; fill it in" in said.err


def test_the_localisations_one_may_name_are_those_of_the_ranking() -> None:
    anatomy, figure = load_anatomy(), load_figure()
    maps = to_rank_by(tuple(load_atlas(name, figure) for name in available_atlases()))
    known = known_candidates(anatomy)
    ranked = candidate_set(maps, anatomy).candidates
    assert set(known) - {candidate.id for candidate in ranked} == {"S4", "S5"}  # which rank as S4-5
    assert [each for each in ranked if known[each.id].sided is (each.side == CandidateSide.BOTH)] == []


def test_every_result_a_case_may_state_is_one_a_file_of_findings_may_hold(tmp_path: Path) -> None:
    known = examinations(load_anatomy()).values()
    for place in range(max(len(each.results) for each in known)):
        found = [
            replace(each.normal_finding(side), result=each.results[place])
            if each.results
            else each.normal_finding(side)
            for each in known
            for side in each.sides
            if place < max(1, len(each.results))
        ]
        write_findings(found, tmp_path / "all.json")
        assert list(read_findings(tmp_path / "all.json")) == found
    assert all(each.is_normal(each.normal_finding(side)) for each in known for side in each.sides)


def test_a_file_of_another_format_is_told_by_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "check", str(bank_file(tmp_path))]) == 2
    said = capsys.readouterr().err
    assert said.endswith("line 1: format: is rootmap.questions, not rootmap.case; check it with `rootmap quiz check`\n")
    assert said.count("\n") == 1


def test_faults_are_named_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = (
        CASE.replace("C6-7", "C6/7")
        .replace("title: A gardener whose hand tingles", "title: C7")
        .replace("{right: 4}", "9")
    )
    lines = [int(fault.place.split(":")[0].split()[1]) for fault in Reader().case(case_file(tmp_path, text)).faults]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_case_is_read_as_it_was_written(tmp_path: Path) -> None:
    case = read_case(case_file(tmp_path))
    assert (case.id, case.region, case.urgency.haste) == ("gardener-hand", Region.NECK_AND_ARM, Haste.NONE)
    assert case.drawing.layers[0].quality is Quality.TINGLING
    assert Finding("muscle.triceps_brachii", Side.RIGHT, mrc=4) in case.examination
    assert Finding("neck_rotation_limited", Side.RIGHT, "positive", degrees=50.0) in case.examination
    assert Finding("gait_disturbance", None, "absent") in case.examination
    assert [finding.test for finding in case.history.told_at_once] == ["major_trauma"]
    assert [finding.test for finding in case.history.told_by(1)] == ["fever", "cancer_history"]


@pytest.mark.parametrize(("deed", "name"), [("case", "case"), ("quiz", "questions")])
def test_the_schema_in_the_docs_is_the_one_the_program_prints(
    repository: Path, capsys: pytest.CaptureFixture[str], deed: str, name: str
) -> None:
    assert main([deed, "check", "--schema"]) == 0
    printed = capsys.readouterr().out
    assert (repository / "docs" / f"{name}.schema.json").read_text(encoding="utf-8") == printed, (
        f"run `rootmap {deed} check --schema > docs/{name}.schema.json`"
    )
    schema = json.loads(printed)
    groups = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    fields = [field for group in groups for field in group["properties"].values()]
    assert len(fields) > 20
    assert [field for field in fields if not field.get("description")] == []


@pytest.mark.parametrize(("folder", "name"), [("cases", "case"), ("questions", "questions")])
def test_what_is_published_fits_the_schema_an_editor_goes_by(repository: Path, folder: str, name: str) -> None:
    import yaml

    schema = json.loads((repository / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    for path in (repository / "quizzes" / folder).glob("*.yaml"):
        assert list(misfits(yaml.safe_load(path.read_text(encoding="utf-8")), schema, schema)) == [], path.name
