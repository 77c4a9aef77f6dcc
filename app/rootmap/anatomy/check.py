"""Hold the tables to one another: roots agree both ways with muscles, reflexes and tests, and every source is known."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from rootmap.anatomy.bedside import Examinable, Family, examinables
from rootmap.anatomy.check_spine import check_spine, spine_provenances
from rootmap.anatomy.model import Anatomy, Condition, DrawingRule, Provenance
from rootmap.anatomy.vocabulary import Root
from rootmap.errors import InputError

_TABLES = {
    "muscles.yaml": "muscles",
    "reflexes.yaml": "reflexes",
    "tests.yaml": "tests",
    "nerves.csv": "nerves",
    "red_flags.yaml": "red_flags",
    "differentials.csv": "differentials",
    "key_points.yaml": "key_points",
    "accuracy.csv": "accuracy",
    "frequencies.csv": "frequencies",
    "disagreements.yaml": "disagreements",
    "teaching.yaml": "teaching",
}

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
    _findings_known(anatomy, folder)
    _rows_known(anatomy, folder)
    check_spine(anatomy, folder, partial(_can_hold, examinables(anatomy)))
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
    for file, table in _TABLES.items():
        for name, entry in getattr(anatomy, table).items():
            yield file, str(name), entry.provenance
    yield from spine_provenances(anatomy)


def results_of(known: Mapping[str, Examinable], finding: str) -> tuple[str, ...] | None:
    """Return the results finding `finding` may have: empty for a muscle, which has a grade; None when unknown."""
    if finding == "muscle.any":
        return ()
    if finding == "reflex.any":
        return tuple({result for item in known.values() if item.family is Family.REFLEX for result in item.results})
    if finding in {rule.value for rule in DrawingRule}:
        return ("present",)
    return known[finding].results if finding in known else None


def _findings_known(anatomy: Anatomy, folder: Path) -> None:
    known = examinables(anatomy)
    for name, row in anatomy.accuracy.items():
        if row.finding and results_of(known, row.finding) is None:
            raise InputError(folder / "accuracy.csv", name, f'names no finding "{row.finding}"', "check the id")
    for name, flag in anatomy.red_flags.items():
        for condition in (condition for conditions in flag.when for condition in conditions):
            if not _can_hold(known, condition):
                problem = f'asks for "{condition.test}" {condition.result}, which no finding can be'
                raise InputError(folder / "red_flags.yaml", name, problem, "check the id and its results")


def _can_hold(known: Mapping[str, Examinable], condition: Condition) -> bool:
    results = results_of(known, condition.test)
    if results is None:
        return False
    return condition.result in results if condition.mrc_at_most is None else condition.test.startswith("muscle.")


def _rows_known(anatomy: Anatomy, folder: Path) -> None:
    for file, table in (("red_flags.yaml", anatomy.red_flags), ("differentials.csv", anatomy.differentials)):
        entries: Mapping[str, Any] = table
        for name, entry in entries.items():
            for row in entry.accuracy:
                if row not in anatomy.accuracy and row not in anatomy.frequencies:
                    raise InputError(folder / file, f"{name}.accuracy", f'names no row "{row}"', "check the id")


def _sources_known(anatomy: Anatomy, folder: Path) -> None:
    for file, place, source in _sources_named(anatomy):
        if source not in anatomy.sources:
            remedy = "add it to sources.yaml or check the id"
            raise InputError(folder / file, place, f'names an unknown source "{source}"', remedy)


def _sources_named(anatomy: Anatomy) -> Iterator[tuple[str, str, str]]:
    for file, place, provenance in provenances(anatomy):
        for source in provenance.sources:
            yield file, place, source
    for root, facts in anatomy.roots.items():
        for publication in facts.dermatomes:
            yield "roots.yaml", f"{root}.dermatomes", publication
    for name, disagreement in anatomy.disagreements.items():
        for publication in disagreement.maps:
            yield "disagreements.yaml", f"{name}.maps", publication
    for name, row in anatomy.accuracy.items():
        yield "accuracy.csv", f"{name}.source", row.source
