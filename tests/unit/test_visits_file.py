"""A file of visits is read strictly: what is not right costs one line that names file, place and remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.visits import Measures, Record, record_of
from rootmap.localise.visits_file import MAX_NOTE, read_visits, write_visits
from rootmap.resources import visit_examples
from rootmap.skin.drawing import Drawing
from visits_world import mrc, visit

DRAWING = {"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": []}
VISIT = {"date": "2026-10-01", "drawing": DRAWING}


def file_of(folder: Path, visits: Any, **head: Any) -> Path:
    path = folder / "a.rootvisits"
    path.write_text(json.dumps({"format": "rootmap.visits", "version": 1, "patient": "A", "visits": visits} | head))
    return path


def test_a_record_written_reads_back_equal_whatever_the_order_of_entry(tmp_path: Path) -> None:
    visits = [
        visit(14, 1.2, findings=(mrc(4), Finding("bladder_change", None, "absent")), note='Better: "calf"\nonly'),
        visit(0, measures=Measures()),
        visit(28, measures=Measures(12.5, None, 2)),
    ]
    record = record_of("Mrs Ä., 52", visits)
    write_visits(record, tmp_path / "x.rootvisits")
    assert read_visits(tmp_path / "x.rootvisits") == record
    assert [item.date for item in record.visits] == sorted(item.date for item in visits)
    turned = json.loads((tmp_path / "x.rootvisits").read_text(encoding="utf-8"))
    turned["visits"].reverse()
    (tmp_path / "y.rootvisits").write_text(json.dumps(turned), encoding="utf-8")
    assert read_visits(tmp_path / "y.rootvisits") == record


def test_an_empty_record_and_the_least_that_may_stand_in_a_visit_are_read(tmp_path: Path) -> None:
    write_visits(Record(), tmp_path / "x.rootvisits")
    assert read_visits(tmp_path / "x.rootvisits") == Record()
    (only,) = read_visits(file_of(tmp_path, [VISIT])).visits
    assert (only.drawing, only.findings, only.measures, only.note) == (Drawing("neutral"), (), Measures(), "")


def test_the_example_has_four_visits_with_findings() -> None:
    (path,) = visit_examples()
    record = read_visits(path)
    assert len(record.visits) == 4
    assert all(item.findings and item.measures.sitting_min for item in record.visits)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"date": None}, "visits[0].date"),
        ({"date": "2026-13-01"}, "visits[0].date"),
        ({"date": "20261001"}, "visits[0].date"),
        ({"date": 20261001}, "visits[0].date"),
        ({"date": "1026-10-01"}, "visits[0].date"),
        ({"drawing": None}, "visits[0].drawing.format"),
        ({"drawing": DRAWING | {"version": 2}}, "visits[0].drawing.version"),
        ({"drawing": DRAWING | {"layers": [{"quality": "itch", "marks": []}]}}, "visits[0].drawing.layers[0].quality"),
        ({"findings": {}}, "visits[0].findings"),
        ({"findings": [{"test": "slr", "side": "up", "result": "positive"}]}, "visits[0].findings[0].side"),
        ({"findings": [{"test": "slr", "side": "left", "result": "positive"}] * 2}, "visits[0].findings[1]"),
        ({"measures": []}, "visits[0].measures"),
        ({"measures": {"sitting_min": -1}}, "visits[0].measures.sitting_min"),
        ({"measures": {"sitting_min": "20"}}, "visits[0].measures.sitting_min"),
        ({"measures": {"walking_min": True}}, "visits[0].measures.walking_min"),
        ({"measures": {"walking_min": 1e9}}, "visits[0].measures.walking_min"),
        ({"measures": {"falls": 1.5}}, "visits[0].measures.falls"),
        ({"measures": {"jumping_min": 3}}, "visits[0].measures.jumping_min"),
        ({"note": 5}, "visits[0].note"),
        ({"note": "x" * (MAX_NOTE + 1)}, "visits[0].note"),
        ({"weight_kg": 70}, "visits[0].weight_kg"),
    ],
)
def test_a_visit_that_is_not_right_is_named_by_its_place(tmp_path: Path, change: dict[str, Any], place: str) -> None:
    path = file_of(tmp_path, [VISIT | change])
    with pytest.raises(InputError) as caught:
        read_visits(path, load_anatomy())
    assert caught.value.place == place
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ({"format": "rootmap.drawing"}, "format"),
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"visits": {}}, "visits"),
        ({"visits": [VISIT] * 500}, "visits"),
        ({"visits": ["monday"]}, "visits[0]"),
        ({"visits": [VISIT, VISIT]}, "visits[1].date"),
        ({"patient": 7}, "patient"),
        ({"patient": "x" * 500}, "patient"),
        ({"doctor": "x"}, "doctor"),
    ],
)
def test_a_file_that_is_not_one_of_visits_is_refused(tmp_path: Path, head: dict[str, Any], place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_visits(file_of(tmp_path, **({"visits": []} | head)))
    assert caught.value.place == place


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"format": NaN}', "\x00"])
def test_what_is_no_json_costs_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.rootvisits"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_visits(path)
    assert "\n" not in str(caught.value)


def test_a_record_that_cannot_be_written_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "x.rootvisits"
    folder.mkdir()
    with pytest.raises(InputError):
        write_visits(Record("A"), folder)
    assert folder.is_dir()


def test_two_visits_of_one_day_make_no_record_and_a_new_one_takes_the_place_of_the_old() -> None:
    first, again = visit(0, 1.0), visit(0, 1.5)
    with pytest.raises(ValueError, match="one to a day"):
        record_of("A", [first, again])
    record = record_of("A", [first, visit(7)]).with_visit(again)
    assert record.on(again.date) is again
    assert len(record.visits) == 2
    assert record.without(again.date).on(again.date) is None
