"""How findings are abbreviated in notes: read from their table, every meaning checked; read when something is typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.records import yaml_records
from rootmap.anatomy.spelling import plain
from rootmap.anatomy.vocabulary import Touch
from rootmap.resources import assets

ABBREVIATIONS = "abbreviations.yaml"


@dataclass(frozen=True)
class Abbreviation:
    """Ways to write one thing, and what is meant: `family.id` of all that belongs together.

    With `is_either` people mean one or another of these, and nobody can tell which.
    """

    names: tuple[str, ...]
    means: tuple[str, ...]
    is_either: bool
    provenance: Provenance


@cache
def load_abbreviations(folder: Path | None = None) -> tuple[Abbreviation, ...]:
    """Return the abbreviations of `folder` (those that travel with the program when None).

    Raises InputError that names file, place and remedy when the table cannot be read or names something unknown.
    """
    anatomy = load_anatomy(folder)
    return tuple(_read((folder or assets("anatomy")) / ABBREVIATIONS, anatomy))


def _read(path: Path, anatomy: Anatomy) -> Iterator[Abbreviation]:
    known = {f"muscle.{name}" for name in anatomy.muscles} | {f"reflex.{name}" for name in anatomy.reflexes}
    known |= {f"test.{name}" for name in anatomy.tests} | {f"sensation.{touch}" for touch in Touch}
    seen: set[str] = set()
    for record in yaml_records(path):
        found = Abbreviation(
            record.texts("names"), record.texts("means"), record.flag("either", False), record.provenance()
        )
        if not found.names or not found.means:
            record.refuse("names", "or `means` is empty", "write the abbreviation and what it means")
        for name in found.names:
            if plain(name) in seen:
                record.refuse("names", f'"{name}" stands twice in this table', "keep one")
            seen.add(plain(name))
        for meaning in found.means:
            if meaning not in known:
                record.refuse("means", f'"{meaning}" is in no table', "check the id")
        for source in found.provenance.sources:
            if source not in anatomy.sources:
                record.refuse("source", f'names an unknown source "{source}"', "add it to sources.yaml")
        record.finish()
        yield found
