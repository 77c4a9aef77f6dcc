"""Turn the records of discs, causes, imaging rules and contested questions into their types."""

from pathlib import Path

from rootmap.anatomy.evidence_tables import conditions
from rootmap.anatomy.records import Record, yaml_records
from rootmap.anatomy.spine import (
    Cause,
    Contested,
    Disc,
    Hint,
    ImagingAnswer,
    ImagingRule,
    Sac,
    SpineRegion,
    Statement,
    Zone,
)
from rootmap.anatomy.tables import keep, one_of

TOPICS = ("imaging", "care")


def read_discs(path: Path) -> dict[str, Disc]:
    """Read discs.yaml, from head to tail."""
    table: dict[str, Disc] = {}
    for record in yaml_records(path):
        disc = Disc(
            id=record.id(),
            name=record.text("name"),
            region=record.choice("region", SpineRegion),
            upper=record.text("upper"),
            lower=record.text("lower"),
            exits=record.root_named(record.text("exits"), "exits"),
            zones=tuple((zone, record.roots(zone.value)) for zone in Zone),
            sac=record.choice("sac", Sac),
            note=record.text("note", ""),
            note_zones=tuple(Zone(name) for name in _named(record, "note_zones", Zone)) or tuple(Zone),
            share=record.text("share", ""),
            share_provenance=record.provenance("share_source") if "share_source" in record.values else None,
            provenance=record.provenance(),
        )
        if bool(disc.share) != (disc.share_provenance is not None):
            record.refuse("share", "and share_source do not stand together", "give both or neither")
        keep(table, record, disc.id, disc)
    return table


def read_causes(path: Path) -> dict[str, Cause]:
    """Read causes.yaml, the usual causes first."""
    table: dict[str, Cause] = {}
    for record in yaml_records(path):
        cause = Cause(
            id=record.id(),
            name=record.text("name"),
            regions=tuple(SpineRegion(name) for name in _named(record, "regions", SpineRegion)),
            zones=tuple(Zone(name) for name in _named(record, "zones", Zone)),
            discs=record.texts("discs"),
            text=record.text("text"),
            speaks_for=tuple(_hint(each) for each in record.records("speaks_for")),
            speaks_against=tuple(_hint(each) for each in record.records("speaks_against")),
            red_flags=record.texts("red_flags"),
            provenance=record.provenance(),
        )
        keep(table, record, cause.id, cause)
    return table


def read_imaging(path: Path) -> dict[str, ImagingRule]:
    """Read imaging.yaml, in the order in which the rules are asked."""
    table: dict[str, ImagingRule] = {}
    for record in yaml_records(path):
        rule = ImagingRule(
            id=record.id(),
            answer=record.choice("answer", ImagingAnswer),
            when=tuple(conditions(each) for each in record.records("when")),
            reason=record.text("reason"),
            which=record.text("which"),
            contested=record.texts("contested"),
            provenance=record.provenance(),
        )
        keep(table, record, rule.id, rule)
    return table


def read_contested(path: Path) -> dict[str, Contested]:
    """Read contested.yaml."""
    table: dict[str, Contested] = {}
    for record in yaml_records(path):
        name, topic, question = record.id(), one_of(record, "topic", TOPICS), record.text("question")
        sides = tuple(_statement(each) for each in record.records("sides"))
        evidence = _statement(record.record("evidence"))
        if len(sides) < 2:
            record.refuse("sides", "has no other side", "name both, or state it as a teaching point")
        keep(table, record, name, Contested(name, topic, question, sides, evidence, evidence.provenance))
    return table


def _named(record: Record, key: str, kind: type[SpineRegion] | type[Zone]) -> tuple[str, ...]:
    allowed = tuple(member.value for member in kind)
    found = record.texts(key)
    for name in found:
        if name not in allowed:
            record.refuse(key, f'names "{name}"', f"use {', '.join(allowed)}")
    return found


def _hint(record: Record) -> Hint:
    hint = Hint(record.text("finding"), record.text("result", "present"), record.text("why"), record.provenance())
    record.finish()
    return hint


def _statement(record: Record) -> Statement:
    said = Statement(record.text("text"), record.provenance())
    record.finish()
    return said
