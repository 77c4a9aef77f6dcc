"""Writing cases: what is read is written again, comments stay, typed findings come back, drafts survive."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import box

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.cases.authoring.blocks import comments, rewritten
from rootmap.cases.authoring.checked import check
from rootmap.cases.authoring.finding_lines import FindingLines
from rootmap.cases.authoring.sheet import (
    BANK,
    CASE,
    Sheet,
    keep_draft,
    new_sheet,
    read_draft,
    read_sheet,
    text_of,
    value_of,
)
from rootmap.cases.authoring.strokes import MOST_MARKS, MOST_POINTS, layers_of
from rootmap.cases.authoring.yaml_text import whole_text
from rootmap.cases.model import Case
from rootmap.cases.reading import Reader
from rootmap.cases.tables import tables_of
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.shorthand import load_shorthand
from rootmap.resources import quizzes
from rootmap.skin.drawing import Drawing, Layer, PatchMark, StrokeMark
from rootmap.skin.editing import Editor
from rootmap.skin.figure import SkinPoint, load_figure
from rootmap.source_file.yaml_lines import load

PUBLISHED = sorted(quizzes("cases").glob("*.yaml"))
EXAMPLE = quizzes("cases") / "removal-man-slapping-foot.yaml"
ANATOMY = load_anatomy()
LINES = FindingLines(load_shorthand(ANATOMY), tables_of(ANATOMY))
READER = Reader(ANATOMY)
FIGURE = load_figure("neutral")


def case(path: Path, text: str) -> Case:
    return replace(READER.case(path, text).sound(), digest="")


def in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.test, str(finding.side)))


def changed(sheet: Sheet, **entries: object) -> Sheet:
    return sheet.with_form(sheet.form | entries)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_every_published_case_written_anew_reads_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    value, _ = load(path, text)
    assert case(path, whole_text(value)) == case(path, text)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_what_nobody_touched_in_the_form_stays_letter_by_letter(path: Path) -> None:
    assert text_of(read_sheet(path, LINES), LINES).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_findings_of_every_published_case_come_back_from_typed_lines(path: Path) -> None:
    sheet = read_sheet(path, LINES)
    form = deepcopy(sheet.form)
    form["examination"] += "\n"
    form["history"]["complaint"] += " Indeed."
    before = case(path, sheet.text)
    after = case(path, text_of(sheet.with_form(form), LINES).text)
    assert in_order(after.examination) == in_order(before.examination)
    assert in_order(after.history.findings) == in_order(before.history.findings)
    assert [reply.tells for reply in after.history.replies] == [reply.tells for reply in before.history.replies]


def test_a_bank_nobody_touched_stays_and_a_changed_one_is_sound() -> None:
    path = quizzes("questions") / "first-steps.yaml"
    sheet = read_sheet(path, LINES)
    assert text_of(sheet, LINES).text == sheet.text
    text = text_of(changed(sheet, title="Other steps"), LINES).text
    assert READER.bank(path, text).sound().title == "Other steps"


def test_only_the_entry_that_changed_is_written_anew_and_its_lost_comments_are_named() -> None:
    sheet = read_sheet(EXAMPLE, LINES)
    plain = text_of(changed(sheet, title="Another title"), LINES)
    assert plain.text == sheet.text.replace("A removal man whose foot slaps", "Another title")
    assert plain.lost == ()
    found = text_of(changed(sheet, examination="EHL 4 left"), LINES)
    assert found.lost == ("# what is not listed is normal, on both sides",)
    assert "\nexamination:\n  muscle.extensor_hallucis_longus: {left: 4}\n\nanswer:" in found.text


def test_comments_are_told_from_signs_in_texts() -> None:
    text = "# above\na: 1  # beside\nb: |  # head\n  text\n  # not one\nc: 'x # no'\nd: x#no\n# below\n"
    assert list(comments(text)) == ["# above", "# beside", "# head", "# below"]


def test_unknown_entries_and_odd_writing_are_kept() -> None:
    text = "format: rootmap.case\nmine: {a: 1}  # my own\nlist: [1,\n 2]\n"
    before, _ = load(Path("x.yaml"), text)
    after = rewritten(text, before, before | {"title": "T"}).text
    assert "mine: {a: 1}  # my own" in after
    assert load(Path("x.yaml"), after)[0] == before | {"title": "T"}


@pytest.mark.parametrize(
    "line", ["EHL 4 left", "SLR 40 left", "no fever", "muscle.gastrocnemius: 5", "reflex.achilles: {left: absent}"]
)
def test_a_line_that_is_understood_has_no_fault(line: str) -> None:
    assert LINES.fault(line) == ""


def test_a_line_that_is_not_understood_is_kept_named_and_comes_back() -> None:
    results = LINES.results(["EHL 4 left", "EHL 5 right", "wobbly knees"])
    assert results["muscle.extensor_hallucis_longus"] == {"left": 4, "right": 5}
    assert "wobbly knees" in LINES.lines(results)
    assert LINES.fault("wobbly knees")
    assert LINES.results(["AJ both normal"]) == {"reflex.achilles": "normal"}
    assert LINES.results(["EHL 4 left; SLR 40 left"])["slr"] == {"left": {"result": "positive", "degrees": 40}}


def test_an_empty_case_says_what_to_fill_in_and_can_be_shown_all_the_same() -> None:
    sheet = changed(new_sheet(CASE), title="A cook")
    checked = check(READER, Path("lib/cases/a-cook.yaml"), text_of(sheet, LINES).text, value_of(sheet, LINES))
    places = {remark.place for remark in checked.faults}
    assert {"id", "author", "patient.age", "history.complaint", "drawing", "answer.candidate"} <= places
    assert all('add "' not in remark.line for remark in checked.faults)
    assert checked.case is not None
    assert checked.case.title == "A cook"
    assert "drawing" in checked.missing


def test_an_empty_bank_says_what_to_fill_in() -> None:
    sheet = new_sheet(BANK)
    checked = check(READER, Path("lib/questions/x.yaml"), text_of(sheet, LINES).text, value_of(sheet, LINES))
    assert {"id", "title", "author", "questions"} <= {remark.place for remark in checked.faults}


@pytest.mark.parametrize("make", [lambda: read_sheet(EXAMPLE, LINES), lambda: new_sheet(CASE)])
def test_a_draft_comes_back_as_it_was(tmp_path: Path, make: Callable[[], Sheet]) -> None:
    sheet = changed(make(), title="Half a tit", examination="EHL 4 lef")
    keep_draft(sheet, tmp_path / "draft.json")
    assert read_draft(tmp_path / "draft.json") == sheet
    assert read_draft(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"form": 3}'])
def test_a_damaged_draft_costs_one_line(tmp_path: Path, text: str) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_draft(draft)
    assert read_draft(draft) is None, "it was set aside"
    assert draft.with_suffix(".damaged").read_text(encoding="utf-8") == text


def test_strokes_and_patches_come_along_thinned_and_rounded() -> None:
    points = tuple(SkinPoint("leg.left", k / 400, 90.0001) for k in range(400))
    patch = PatchMark(SkinPoint("leg.left", 0.5, 90), 12.34, erase=True)
    (layer,), alike = layers_of(
        Drawing("neutral", (Layer(Quality.PAIN, (patch, StrokeMark(points, 30.04), patch)),)), FIGURE
    )
    stroke, written = layer["marks"]
    assert len(stroke["stroke"]) <= MOST_POINTS
    assert stroke["stroke"][-1] == ["leg.left", 0.998, 90.0]
    assert written == {"patch": ["leg.left", 0.5, 90.0], "radius_mm": 12.3, "erase": True}
    assert alike > 0.99


def test_what_the_brush_painted_becomes_strokes_that_cover_it() -> None:
    view = FIGURE.views["anterior"]
    middle = view.outline.intersection(box(0, 1100, view.width_mm / 2, 1110)).centroid.x  # of the right thigh
    editor = Editor(FIGURE)
    editor.stroke(Quality.PAIN, "anterior", [(middle, 1000), (middle, 1200)], [40, 40])
    (layer,), alike = layers_of(editor.drawing, FIGURE)
    assert all("patch" in mark or "stroke" in mark for mark in layer["marks"])
    assert len(layer["marks"]) <= MOST_MARKS
    assert alike >= 0.85, alike


def test_a_side_is_written_where_it_was_found() -> None:
    assert LINES.results(["patellar reflex right reduced"]) == {"reflex.patellar": {Side.RIGHT.value: "reduced"}}
