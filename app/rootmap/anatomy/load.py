"""Load the anatomy tables once, checked against one another."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from rootmap.anatomy import evidence_tables, spine_tables, tables
from rootmap.anatomy.check import check
from rootmap.anatomy.model import Anatomy
from rootmap.resources import assets


@cache
def load_anatomy(folder: Path | None = None) -> Anatomy:
    """Return all tables of `folder` (those that travel with the program when None), read once.

    Raises InputError that names file, place and remedy when a table cannot be read or two tables disagree.
    """
    folder = folder or assets("anatomy")
    anatomy = Anatomy(
        roots=MappingProxyType(tables.read_roots(folder / "roots.yaml")),
        muscles=MappingProxyType(tables.read_muscles(folder / "muscles.yaml")),
        reflexes=MappingProxyType(tables.read_reflexes(folder / "reflexes.yaml")),
        tests=MappingProxyType(tables.read_tests(folder / "tests.yaml")),
        sources=MappingProxyType(tables.read_sources(folder / "sources.yaml")),
        nerves=MappingProxyType(evidence_tables.read_nerves(folder / "nerves.csv")),
        red_flags=MappingProxyType(evidence_tables.read_red_flags(folder / "red_flags.yaml")),
        differentials=MappingProxyType(evidence_tables.read_differentials(folder / "differentials.csv")),
        key_points=MappingProxyType(evidence_tables.read_key_points(folder / "key_points.yaml")),
        accuracy=MappingProxyType(evidence_tables.read_accuracy(folder / "accuracy.csv")),
        frequencies=MappingProxyType(evidence_tables.read_frequencies(folder / "frequencies.csv")),
        disagreements=MappingProxyType(evidence_tables.read_disagreements(folder / "disagreements.yaml")),
        teaching=MappingProxyType(evidence_tables.read_teaching(folder / "teaching.yaml")),
        discs=MappingProxyType(spine_tables.read_discs(folder / "discs.yaml")),
        causes=MappingProxyType(spine_tables.read_causes(folder / "causes.yaml")),
        imaging=MappingProxyType(spine_tables.read_imaging(folder / "imaging.yaml")),
        contested=MappingProxyType(spine_tables.read_contested(folder / "contested.yaml")),
    )
    check(anatomy, folder)
    return anatomy
