"""Turn the records of the clinical evidence into the types of the model: accuracy, warning signs, mimics."""

from pathlib import Path
from typing import Literal, cast

from rootmap.anatomy.model import (
    Accuracy,
    Condition,
    Confidence,
    Differential,
    Disagreement,
    FlagGroup,
    Frequency,
    KeyPoint,
    Nerve,
    RedFlag,
    TeachingPoint,
    Urgency,
)
from rootmap.anatomy.records import Record, csv_records, yaml_records
from rootmap.anatomy.tables import keep, one_of

ACCURACY_KINDS = ("presence", "level", "other")
SEEN = ("yes", "partly", "no")
VIEWS = ("anterior", "posterior", "hand", "foot", "perineum")
SEGMENTS = (
    "arm",
    "leg",
    "hand.palmar",
    "hand.dorsal",
    "foot.dorsal",
    "foot.plantar",
    "trunk",
    "neck",
    "head",
    "perineum",
)
STRONGEST_WEAK_MRC = 4  # 5 is normal power


def read_accuracy(path: Path) -> dict[str, Accuracy]:
    """Read accuracy.csv."""
    table: dict[str, Accuracy] = {}
    for record in csv_records(path):
        row = Accuracy(
            id=record.id(),
            region=record.text("region"),
            roots=record.roots("roots"),
            finding=record.text("finding", ""),
            test=record.text("test"),
            category=record.text("category"),
            target_condition=record.text("target_condition"),
            kind=cast(Literal["presence", "level", "other"], one_of(record, "kind", ACCURACY_KINDS)),
            about=record.text("about"),
            sensitivity=record.number("sensitivity"),
            sensitivity_range=record.interval("sensitivity_range"),
            specificity=record.number("specificity"),
            specificity_range=record.interval("specificity_range"),
            lr_positive=record.number("lr_positive"),
            lr_positive_interval=record.interval("lr_positive_interval"),
            lr_negative=record.number("lr_negative"),
            lr_origin=record.text("lr_origin", ""),
            population=record.text("population", ""),
            size=record.text("size", ""),
            reference_standard=record.text("reference_standard", ""),
            source=record.text("source"),
            numbers_seen_now=one_of(record, "numbers_seen_now", SEEN),
            note=record.text("note", ""),
            confidence=Confidence(record.values.get("confidence", "low")),
            provenance=record.provenance_here("source_note"),
        )
        if (row.kind == "other") == (row.about == "radiculopathy"):
            record.refuse(
                "kind", f'is "{row.kind}" about {row.about}', "only other conditions than radiculopathy are other"
            )
        keep(table, record, row.id, row)
    return table


def read_frequencies(path: Path) -> dict[str, Frequency]:
    """Read frequencies.csv."""
    table: dict[str, Frequency] = {}
    for record in csv_records(path):
        row = Frequency(
            id=record.id(),
            region=record.text("region"),
            roots=record.roots("roots"),
            category=record.text("category"),
            subject=record.text("subject"),
            condition=record.text("condition", ""),
            measure=record.text("measure", ""),
            value=record.text("value"),
            percent=record.number("percent"),
            population=record.text("population", ""),
            size=record.text("size", ""),
            note=record.text("note", ""),
            provenance=record.provenance_here("source_note"),
        )
        keep(table, record, row.id, row)
    return table


def read_key_points(path: Path) -> dict[str, KeyPoint]:
    """Read key_points.yaml; its ids are levels, from C2 to S4-5."""
    table: dict[str, KeyPoint] = {}
    for record in yaml_records(path):
        record.place = level = record.text("id")
        point = KeyPoint(
            id=level,
            roots=record.roots("roots"),
            view=one_of(record, "view", VIEWS),
            location=record.text("location"),
            landmark=record.text("landmark"),
            caution=record.text("caution", ""),
            nerve=record.text("nerve"),
            skin=_skin(record),
            provenance=record.provenance(),
        )
        keep(table, record, level, point)
    return table


def _skin(record: Record) -> tuple[str, float, float]:
    value = record.take("skin", list, None)
    try:
        segment, first, second = value
        if segment in SEGMENTS:
            return segment, float(first), float(second)
    except (TypeError, ValueError):
        pass
    return record.refuse("skin", f"{value} is not a point on the skin", "write [segment without side, first, second]")


def read_red_flags(path: Path) -> dict[str, RedFlag]:
    """Read red_flags.yaml."""
    table: dict[str, RedFlag] = {}
    for record in yaml_records(path):
        flag = RedFlag(
            id=record.id(),
            text=record.text("text"),
            region=record.text("region"),
            condition=record.text("condition"),
            urgency=record.choice("urgency", Urgency),
            urgency_text=record.text("urgency_text"),
            next_step=record.text("next_step"),
            guideline=record.text("guideline", ""),
            when=tuple(conditions(each) for each in record.records("when")),
            group=record.choice("group", FlagGroup),
            images=record.flag("images", True),
            accuracy=record.texts("accuracy"),
            note=record.text("note", ""),
            provenance=record.provenance(),
        )
        keep(table, record, flag.id, flag)
    return table


def conditions(record: Record) -> tuple[Condition, ...]:
    """Return the conditions of one alternative, all of which must hold."""
    found = []
    for test in tuple(record.values):
        if isinstance(record.values[test], str):
            found.append(Condition(test, record.text(test)))
            continue
        weakness = record.record(test)
        grade = weakness.whole("mrc_at_most", 0, STRONGEST_WEAK_MRC)
        weakness.finish()
        found.append(Condition(test, "", grade))
    return tuple(found)


def read_nerves(path: Path) -> dict[str, Nerve]:
    """Read nerves.csv."""
    table: dict[str, Nerve] = {}
    for record in csv_records(path):
        nerve = Nerve(
            id=record.id(),
            name=record.text("name"),
            region=record.text("region"),
            skin=record.text("skin"),
            motor=record.text("motor"),
            entrapment=record.text("entrapment"),
            roots=record.roots("roots"),
            mimics=record.text("mimics"),
            discriminates=record.text("discriminates", ""),
            provenance=record.provenance_here("source_note"),
        )
        keep(table, record, nerve.id, nerve)
    return table


def read_differentials(path: Path) -> dict[str, Differential]:
    """Read differentials.csv."""
    table: dict[str, Differential] = {}
    for record in csv_records(path, lists=("roots", "accuracy", "read", "recalled")):
        entry = Differential(
            id=record.id(),
            name=record.text("name"),
            region=record.text("region"),
            mimics=record.roots("roots"),
            skin=record.text("skin"),
            motor=record.text("motor"),
            reflex=record.text("reflex"),
            pain=record.text("pain"),
            discriminates=record.text("discriminates"),
            bedside_tests=record.text("bedside_tests", ""),
            accuracy=record.texts("accuracy"),
            urgency=record.text("urgency", ""),
            provenance=record.provenance_here("source_note"),
        )
        keep(table, record, entry.id, entry)
    return table


def read_disagreements(path: Path) -> dict[str, Disagreement]:
    """Read disagreements.yaml."""
    table: dict[str, Disagreement] = {}
    for record in yaml_records(path):
        maps = record.record("maps")
        entry = Disagreement(
            id=record.id(),
            area=record.text("area"),
            roots=record.roots("roots"),
            maps={publication: maps.text(publication) for publication in tuple(maps.values)},
            advice=record.text("advice"),
            provenance=record.provenance(),
        )
        keep(table, record, entry.id, entry)
    return table


def read_teaching(path: Path) -> dict[str, TeachingPoint]:
    """Read teaching.yaml."""
    table: dict[str, TeachingPoint] = {}
    for record in yaml_records(path):
        point = TeachingPoint(
            id=record.id(),
            topic=record.text("topic"),
            text=record.text("text"),
            roots=record.roots("roots"),
            contested=record.flag("contested", False),
            provenance=record.provenance(),
        )
        keep(table, record, point.id, point)
    return table
