"""Hold the tables to one another: roots agree both ways with muscles, reflexes and tests, and every source is known."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.vocabulary import Root
from rootmap.errors import InputError

Naming = Callable[[Any], tuple[Root, ...]]


def check(anatomy: Anatomy, folder: Path) -> None:
    """Raise InputError for the first place where two tables of `folder` disagree."""
    missing = next((root for root in Root if root not in anatomy.roots), None)
    if missing:
        raise InputError(folder / "roots.yaml", str(missing), "is missing", "add a record for this root")
    _agree(anatomy, folder, "muscles_major", anatomy.muscles, lambda muscle: muscle.major_roots)
    _agree(anatomy, folder, "muscles_minor", anatomy.muscles, _minor_roots)
    _agree(anatomy, folder, "reflexes", anatomy.reflexes, lambda it: () if it.kind == "pathological" else it.roots)
    _agree(anatomy, folder, "cord_signs", anatomy.reflexes, lambda it: it.roots if it.kind == "pathological" else ())
    _agree(anatomy, folder, "tests", anatomy.tests, lambda test: test.roots)
    _sources_known(anatomy, folder)


def _minor_roots(muscle: Any) -> tuple[Root, ...]:
    return tuple(root for root in muscle.roots if root not in muscle.major_roots)


def _agree(anatomy: Anatomy, folder: Path, field: str, table: Mapping[str, Any], naming: Naming) -> None:
    path = folder / "roots.yaml"
    for root, facts in anatomy.roots.items():
        for name in getattr(facts, field):
            if name not in table:
                raise InputError(path, f"{root}.{field}", f'"{name}" is in no table', "check the id")
            if root not in naming(table[name]):
                raise InputError(path, f"{root}.{field}", f"lists {name}, which does not name {root}", "correct either")
    for name, entry in table.items():
        for root in naming(entry):
            if name not in getattr(anatomy.roots[root], field):
                raise InputError(path, f"{root}.{field}", f"does not list {name}, which names {root}", "correct either")


def provenances(anatomy: Anatomy) -> Iterator[tuple[str, str, Provenance]]:
    """Yield (file, place, provenance) for every fact that states one."""
    for root, facts in anatomy.roots.items():
        for field, provenance in facts.provenance.items():
            yield "roots.yaml", f"{root}.{field}", provenance
        for publication, fact in facts.dermatomes.items():
            yield "roots.yaml", f"{root}.dermatomes.{publication}", fact.provenance
        for number, note in enumerate(facts.notes):
            yield "roots.yaml", f"{root}.notes[{number}]", note.provenance
    for file, table in (
        ("muscles.yaml", anatomy.muscles),
        ("reflexes.yaml", anatomy.reflexes),
        ("tests.yaml", anatomy.tests),
    ):
        entries: Mapping[str, Any] = table
        for name, entry in entries.items():
            yield file, name, entry.provenance


def _sources_known(anatomy: Anatomy, folder: Path) -> None:
    for file, place, provenance in provenances(anatomy):
        for source in provenance.sources:
            if source not in anatomy.sources:
                remedy = "add it to sources.yaml or check the id"
                raise InputError(folder / file, place, f'names an unknown source "{source}"', remedy)
