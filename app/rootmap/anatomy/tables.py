"""Turn the records of each table into the types of the model."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from rootmap.anatomy.model import BedsideTest, Fact, Muscle, Provenance, Reflex, RootFacts, Source, Supply
from rootmap.anatomy.records import Record, read_yaml, yaml_records
from rootmap.anatomy.vocabulary import Root

T = TypeVar("T")

REFLEX_KINDS = ("tendon", "superficial", "observation", "pathological")
TEST_KINDS = ("manoeuvre", "sign", "history")
SOURCE_KINDS = ("paper", "book", "guideline", "standard", "dataset", "web", "judgement")
YEARS = (1800, 2100)
EVIDENCE_LEVELS = ("", "A", "B", "C", "D")
ROOT_TEXTS = (
    "region",
    "exits",
    "disc_paracentral",
    "disc_foraminal",
    "pain",
    "girdle_pain",
    "complaint",
    "bedside_test",
)
ISNCSCI_TEXTS = ("isncsci_key_muscle", "isncsci_other_movements")
ROOT_LISTS = ("muscles_major", "muscles_minor", "reflexes", "cord_signs", "tests")


def keep(table: dict[str, T], record: Record, entry_id: str, entry: T) -> None:
    """Add `entry` to `table` after refusing unknown fields and an id that is taken."""
    record.finish()
    if entry_id in table:
        record.refuse("id", "stands twice in this table", "rename or remove one")
    table[entry_id] = entry


def one_of(record: Record, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    """Return the text in field `key`, which must be one of `allowed`."""
    value = record.text(key, default)
    if value not in allowed:
        record.refuse(key, f'is "{value}"', f"use one of {', '.join(filter(None, allowed))}")
    return value


def _major(record: Record, roots: tuple[Root, ...]) -> tuple[Root, ...]:
    major = record.roots("major")
    for root in major:
        if root not in roots:
            record.refuse("major", f"names {root}, which is not among its roots", "add it to roots or remove it")
    return major


def read_sources(path: Path) -> dict[str, Source]:
    """Read sources.yaml."""
    table: dict[str, Source] = {}
    for record in yaml_records(path):
        source = Source(
            id=record.id(),
            citation=record.text("citation"),
            kind=one_of(record, "kind", SOURCE_KINDS),
            year=record.whole("year", *YEARS) if "year" in record.values else None,
            doi=record.text("doi", ""),
            url=record.text("url", ""),
        )
        keep(table, record, source.id, source)
    return table


def read_muscles(path: Path) -> dict[str, Muscle]:
    """Read muscles.yaml."""
    table: dict[str, Muscle] = {}
    for record in yaml_records(path):
        muscle_id, roots = record.id(), record.roots("roots")
        key = record.text("isncsci_key", "")
        muscle = Muscle(
            id=muscle_id,
            name=record.text("name"),
            region=record.text("region"),
            action=record.text("action"),
            roots=roots,
            major_roots=_major(record, roots),
            supply=record.choice("supply", Supply, Supply.SPINAL_ROOT),
            nerve=record.text("nerve"),
            plexus_part=record.text("plexus_part"),
            bedside_test=record.text("bedside_test"),
            discriminates=record.text("discriminates", ""),
            disagreement=record.text("disagreement", ""),
            isncsci_key=record.root_named(key, "isncsci_key") if key else None,
            provenance=record.provenance(),
        )
        localises = muscle.supply in (Supply.SPINAL_ROOT, Supply.TRIGEMINAL)
        if localises != bool(muscle.major_roots) or not roots:
            record.refuse(
                "major", "does not fit its supply", "name major roots, or say in `supply` what moves it instead"
            )
        keep(table, record, muscle_id, muscle)
    return table


def read_reflexes(path: Path) -> dict[str, Reflex]:
    """Read reflexes.yaml."""
    table: dict[str, Reflex] = {}
    for record in yaml_records(path):
        reflex_id, roots = record.id(), record.roots("roots")
        reflex = Reflex(
            id=reflex_id,
            name=record.text("name"),
            kind=one_of(record, "kind", REFLEX_KINDS),
            roots=roots,
            major_roots=_major(record, roots),
            nerve=record.text("nerve"),
            effector=record.text("effector", ""),
            how=record.text("how"),
            normal_response=record.text("normal_response"),
            abnormal_meaning=record.text("abnormal_meaning"),
            value=record.text("value", ""),
            results=record.texts("results", None),
            provenance=record.provenance(),
        )
        if not reflex.major_roots:
            record.refuse("major", "is empty", "name the root that matters most")
        keep(table, record, reflex_id, reflex)
    return table


def read_tests(path: Path) -> dict[str, BedsideTest]:
    """Read tests.yaml."""
    table: dict[str, BedsideTest] = {}
    for record in yaml_records(path):
        test = BedsideTest(
            id=record.id(),
            name=record.text("name"),
            kind=one_of(record, "kind", TEST_KINDS),
            region=record.text("region"),
            roots=record.roots("roots"),
            how=record.text("how"),
            positive_means=record.text("positive_means"),
            sided=record.flag("sided", True),
            results=record.texts("results", ("positive", "negative")),
            degrees=record.flag("degrees", False),
            provenance=record.provenance(),
        )
        keep(table, record, test.id, test)
    return table


def read_roots(path: Path) -> dict[Root, RootFacts]:
    """Read roots.yaml, in order from head to tail."""
    whole = Record(path, "", read_yaml(path))
    shared = _provenances(whole.record("field_sources"))
    table: dict[str, RootFacts] = {}
    for record in whole.records("roots"):
        facts = _root_facts(record, shared)
        keep(table, record, str(facts.root), facts)
    whole.finish()
    return {facts.root: facts for facts in sorted(table.values(), key=lambda facts: facts.root)}


def _provenances(record: Record) -> dict[str, Provenance]:
    return {key: record.provenance(key) for key in tuple(record.values)}


def _root_facts(record: Record, shared: Mapping[str, Provenance]) -> RootFacts:
    root = record.root_named(record.text("id"), "id")
    record.place = str(root)
    known = {**shared, **(_provenances(record.record("sources")) if "sources" in record.values else {})}
    texts = {key: record.text(key, "") for key in (*ROOT_TEXTS, *ISNCSCI_TEXTS)}
    texts["evidence_level"] = one_of(record, "evidence_level", EVIDENCE_LEVELS, "")
    lists = {key: record.texts(key) for key in ROOT_LISTS}
    stated = [key for key, value in (*texts.items(), *lists.items()) if value and key != "region"]
    for key in stated:
        if key not in known:
            record.refuse(key, "has no source", "name one under field_sources or in the sources of this root")
    return RootFacts(
        root=root,
        region=texts["region"],
        exits=texts["exits"],
        disc_paracentral=texts["disc_paracentral"],
        disc_foraminal=texts["disc_foraminal"],
        muscles_major=lists["muscles_major"],
        muscles_minor=lists["muscles_minor"],
        reflexes=lists["reflexes"],
        cord_signs=lists["cord_signs"],
        tests=lists["tests"],
        pain=texts["pain"],
        girdle_pain=texts["girdle_pain"],
        complaint=texts["complaint"],
        bedside_test=texts["bedside_test"],
        isncsci_key_muscle=texts["isncsci_key_muscle"],
        isncsci_other_movements=texts["isncsci_other_movements"],
        evidence_level=texts["evidence_level"],
        dermatomes=_dermatomes(record, known),
        notes=tuple(_note(note) for note in record.records("notes")),
        provenance={key: known[key] for key in stated},
    )


def _dermatomes(record: Record, known: Mapping[str, Provenance]) -> dict[str, Fact]:
    texts, found = record.record("dermatomes"), {}
    for publication in tuple(texts.values):
        if f"dermatomes.{publication}" not in known:
            texts.refuse(publication, "has no source", "name one under field_sources or in the sources of this root")
        found[publication] = Fact(texts.text(publication), known[f"dermatomes.{publication}"])
    return found


def _note(record: Record) -> Fact:
    # `text` is the fact; a remark on its source would be `note`, as everywhere.
    fact = Fact(record.text("text"), record.provenance_here())
    record.finish()
    return fact
