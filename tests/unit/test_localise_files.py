"""Findings come from files that are checked word by word; rankings leave as the JSON other programs rely on."""

import json

import pytest

from localise_world import make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.findings_file import read_findings, write_findings
from rootmap.localise.ranker import Ranker
from rootmap.localise.report import to_json

ANATOMY = load_anatomy()
OF_THE_DESIGN = [
    {"test": "reflex.achilles", "side": "left", "result": "reduced"},
    {"test": "muscle.extensor_hallucis_longus", "side": "left", "mrc": 4},
    {"test": "slr", "side": "left", "result": "positive"},
]


def file_of(folder, entries, **head):
    path = folder / "findings.json"
    path.write_text(json.dumps({"format": "rootmap.findings", "version": 1, "findings": entries} | head))
    return path


def test_the_example_of_the_design_reads_as_three_findings(tmp_path):
    assert read_findings(file_of(tmp_path, OF_THE_DESIGN)) == (
        Finding("reflex.achilles", Side.LEFT, "reduced"),
        Finding("muscle.extensor_hallucis_longus", Side.LEFT, mrc=4),
        Finding("slr", Side.LEFT, "positive"),
    )


def test_findings_written_read_back_equal(tmp_path):
    findings = (
        Finding("slr", Side.RIGHT, "positive", degrees=45.0),
        Finding("bladder_change", None, "present"),
        Finding("reflex.plantar", Side.LEFT, "extensor"),
        Finding("muscle.deltoid", Side.LEFT, mrc=0),
    )
    write_findings(findings, tmp_path / "f.json")
    assert read_findings(tmp_path / "f.json", ANATOMY) == findings


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"test": "reflex.knee", "side": "left", "result": "reduced"}, "findings[0].test"),
        ({"test": "reflex.achilles", "result": "reduced"}, "findings[0].side"),
        ({"test": "reflex.achilles", "side": "both", "result": "reduced"}, "findings[0].side"),
        ({"test": "reflex.achilles", "side": "left", "result": "gone"}, "findings[0].result"),
        ({"test": "reflex.achilles", "side": "left", "result": ["reduced"]}, "findings[0].result"),
        ({"test": "reflex.achilles", "side": "left", "mrc": 3}, "findings[0].mrc"),
        ({"test": "muscle.deltoid", "side": "left", "mrc": 6}, "findings[0].mrc"),
        ({"test": "muscle.deltoid", "side": "left", "mrc": True}, "findings[0].mrc"),
        ({"test": "muscle.deltoid", "side": "left", "mrc": 4.0}, "findings[0].mrc"),
        ({"test": "muscle.deltoid", "side": "left"}, "findings[0].mrc"),
        ({"test": "muscle.any", "side": "left", "mrc": 4}, "findings[0].test"),
        ({"test": "slr", "side": "left", "result": "positive", "degrees": 200}, "findings[0].degrees"),
        ({"test": "fever", "result": "present", "degrees": 39}, "findings[0].degrees"),
        ({"test": "fever", "side": "left", "result": "present"}, "findings[0].side"),
        ({"test": "fever", "result": "yes"}, "findings[0].result"),
        ({"test": "fever", "result": "present", "note": "39 C"}, "findings[0].note"),
        ({"test": 7}, "findings[0].test"),
        ("fever", "findings[0]"),
    ],
)
def test_an_entry_that_is_not_right_is_named_by_its_place(tmp_path, entry, place):
    with pytest.raises(InputError) as caught:
        read_findings(file_of(tmp_path, [entry]), ANATOMY)
    assert caught.value.place == place
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ({"format": "rootmap.drawing"}, "format"),
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"findings": {}}, "findings"),
        ({"findings": [{}] * 2000}, "findings"),
        ({"patient": "x"}, "patient"),
    ],
)
def test_a_file_that_is_not_of_findings_is_refused(tmp_path, head, place):
    with pytest.raises(InputError) as caught:
        read_findings(file_of(tmp_path, [], **head), ANATOMY)
    assert caught.value.place == place


def test_one_test_twice_on_one_side_is_refused(tmp_path):
    with pytest.raises(InputError, match="twice"):
        read_findings(file_of(tmp_path, [OF_THE_DESIGN[0], OF_THE_DESIGN[0]]), ANATOMY)


def test_a_ranking_becomes_the_json_of_the_contract():
    atlas = make_atlas(make_figure())
    table = table_of([atlas], {Quality.NUMBNESS: {("S4-5", Side.LEFT): 20.0}})
    report = json.loads(json.dumps(to_json(Ranker([atlas], ANATOMY).rank(table)), allow_nan=False))
    said = ("format", "version", "ranking", "red_flags", "next_tests", "unexplained", "contradictions", "maps")
    assert tuple(report) == said
    assert report["maps"] == [atlas.info.id]
    assert (report["format"], report["version"]) == ("rootmap.ranking", 1)
    first = report["ranking"][0]
    assert list(first) == ["candidate", "side", "kind", "probability", "inside", "covered", "area_cm2", "interval"]
    assert (first["candidate"], first["side"], first["kind"]) == ("S4-5", "left", "root")
    assert (first["inside"], first["area_cm2"]) == (1.0, 20.0)
    assert first["covered"] == pytest.approx(20.0 / atlas.area_cm2["S4-5"], abs=1e-4)
    assert sum(entry["probability"] for entry in report["ranking"]) + report["unexplained"] == pytest.approx(
        1.0, abs=1e-3
    )
    assert report["red_flags"][0]["condition"] == "Cauda equina syndrome"
    assert set(report["next_tests"][0]) == {
        *("test", "side", "bits", "if_positive", "if_negative"),
        *("urgent", "outlooks"),
    }
