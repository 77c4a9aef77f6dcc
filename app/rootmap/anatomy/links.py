"""How nerves hang together with muscles, reflexes and one another, and what people call things; read when explored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.records import Record, yaml_records
from rootmap.anatomy.tables import keep
from rootmap.anatomy.vocabulary import Root
from rootmap.resources import assets

NERVE_LINKS, EVERYDAY_NAMES = "nerve_links.yaml", "everyday_names.yaml"


@dataclass(frozen=True)
class NerveLinks:
    """What hangs on a nerve at or below the place of its lesion. All fields hold ids; `condition` may be "".

    `key_points` are the roots whose key point lies in the nerve's own skin.
    """

    nerve: str
    branches: tuple[str, ...]
    muscles: tuple[str, ...]
    reflexes: tuple[str, ...]
    condition: str
    key_points: tuple[Root, ...]
    provenance: Provenance


@dataclass(frozen=True)
class EverydayName:
    """Words people use, and what is meant: `sort.id`, the most usual meaning first.

    With `near`, one line, the words name what is in no table: `means` then holds what lies nearest, or nothing.
    """

    names: tuple[str, ...]
    means: tuple[str, ...]
    provenance: Provenance
    near: str = ""


@dataclass(frozen=True)
class Links:
    """Both tables, read-only."""

    nerves: Mapping[str, NerveLinks]
    everyday: tuple[EverydayName, ...]

    def branches_of(self, nerve: str) -> tuple[str, ...]:
        """Return a nerve and everything that leaves it below, each once."""
        found: dict[str, None] = {}
        waiting = [nerve]
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += self.nerves[name].branches if name in self.nerves else ()
        return tuple(found)

    def muscles_of(self, nerve: str) -> tuple[str, ...]:
        """Return the muscles a lesion of the nerve weakens, those of its branches included."""
        below = (self.nerves[name] for name in self.branches_of(nerve) if name in self.nerves)
        return tuple(dict.fromkeys(muscle for links in below for muscle in links.muscles))

    def reflexes_of(self, nerve: str) -> tuple[str, ...]:
        """Return the reflexes whose arc runs through the nerve or its branches."""
        below = (self.nerves[name] for name in self.branches_of(nerve) if name in self.nerves)
        return tuple(dict.fromkeys(reflex for links in below for reflex in links.reflexes))

    def key_points_of(self, nerve: str) -> tuple[Root, ...]:
        """Return the roots whose key point lies in the skin of the nerve or of its branches."""
        below = (self.nerves[name] for name in self.branches_of(nerve) if name in self.nerves)
        return tuple(dict.fromkeys(root for links in below for root in links.key_points))


@cache
def load_links(folder: Path | None = None) -> Links:
    """Return the links of `folder` (those that travel with the program when None), checked against the other tables.

    Raises InputError that names file, place and remedy when a table cannot be read or names something unknown.
    """
    anatomy = load_anatomy(folder)
    folder = folder or assets("anatomy")
    nerves = dict(_nerve_links(folder / NERVE_LINKS, anatomy))
    return Links(MappingProxyType(nerves), tuple(_everyday(folder / EVERYDAY_NAMES, anatomy)))


def _nerve_links(path: Path, anatomy: Anatomy) -> Iterator[tuple[str, NerveLinks]]:
    table: dict[str, NerveLinks] = {}
    for record in yaml_records(path):
        name, condition = record.id(), record.text("condition", "")
        links = NerveLinks(
            nerve=_known(record, "id", name, anatomy.nerves),
            branches=_all_known(record, "branches", anatomy.nerves),
            muscles=_all_known(record, "muscles", anatomy.muscles),
            reflexes=_all_known(record, "reflexes", anatomy.reflexes),
            condition=_known(record, "condition", condition, anatomy.differentials) if condition else "",
            key_points=record.roots("key_points"),
            provenance=_provenance(record, anatomy),
        )
        keep(table, record, name, links)
    yield from table.items()


def _everyday(path: Path, anatomy: Anatomy) -> Iterator[EverydayName]:
    tables: Mapping[str, Any] = {
        "root": {root.value: root for root in anatomy.roots},
        "nerve": anatomy.nerves,
        "muscle": anatomy.muscles,
        "reflex": anatomy.reflexes,
        "mimic": anatomy.differentials,
        "test": anatomy.tests,
    }
    for record in yaml_records(path):
        near = record.text("near", "").strip()
        name = EverydayName(record.texts("names"), record.texts("means"), _provenance(record, anatomy), near)
        if not name.names or not (name.means or near):
            record.refuse("names", "or `means` is empty", "write the words and what they mean")
        for meaning in name.means:
            sort, _, identity = meaning.partition(".")
            if sort not in tables:
                record.refuse("means", f'"{meaning}" is of no sort', f"begin with one of {', '.join(tables)}")
            _known(record, "means", identity, tables[sort])
        record.finish()
        yield name


def _provenance(record: Record, anatomy: Anatomy) -> Provenance:
    provenance = record.provenance()
    for source in provenance.sources:
        _known(record, "source", source, anatomy.sources)
    return provenance


def _all_known(record: Record, key: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_known(record, key, name, table) for name in record.texts(key))


def _known(record: Record, key: str, name: str, table: Mapping[str, Any]) -> str:
    if name not in table:
        record.refuse(key, f'"{name}" is in no table', "check the id")
    return name
