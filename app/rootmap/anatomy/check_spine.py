"""Hold discs, causes and imaging rules to the other tables: every root, disc, finding and warning sign is known."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rootmap.anatomy.model import Anatomy, Condition, Provenance
from rootmap.anatomy.vocabulary import Root
from rootmap.errors import InputError

ANY_EMERGENCY, ANY_URGENT, ANYTHING = "red_flag.E", "red_flag.U", "anything_to_explain"
OWN_CONDITIONS = (ANY_EMERGENCY, ANY_URGENT, ANYTHING)
CanHold = Callable[[Condition], bool]


def check_spine(anatomy: Anatomy, folder: Path, can_hold: CanHold) -> None:
    """Raise InputError for the first place where a table of the spine names what no other table knows."""
    for name, cause in anatomy.causes.items():
        for disc in cause.discs:
            if disc not in anatomy.discs:
                raise InputError(folder / "causes.yaml", f"{name}.discs", f'names no disc "{disc}"', "check the id")
        for flag in cause.red_flags:
            if flag not in anatomy.red_flags:
                raise InputError(folder / "causes.yaml", f"{name}.red_flags", f'names no "{flag}"', "check the id")
        for hint in (*cause.speaks_for, *cause.speaks_against):
            if not can_hold(Condition(hint.finding, hint.result)):
                problem = f'asks for "{hint.finding}" {hint.result}, which no finding can be'
                raise InputError(folder / "causes.yaml", name, problem, "check the id and its results")
    last = list(anatomy.imaging)[-1:]
    for name, rule in anatomy.imaging.items():
        if bool(rule.when) == ([name] == last):
            problem = "is empty" if [name] != last else "asks for something, so that some cases get no answer"
            raise InputError(folder / "imaging.yaml", f"{name}.when", problem, "only the last rule has none")
        for condition in (condition for way in rule.when for condition in way):
            if condition.test not in OWN_CONDITIONS and not can_hold(condition):
                problem = f'asks for "{condition.test}" {condition.result}, which no finding can be'
                raise InputError(folder / "imaging.yaml", name, problem, "check the id and its results")
        for question in rule.contested:
            if question not in anatomy.contested:
                raise InputError(folder / "imaging.yaml", f"{name}.contested", f'names no "{question}"', "check the id")
    for root, facts in anatomy.roots.items():
        _disc_agrees(anatomy, folder, root, facts.disc_foraminal)


def _disc_agrees(anatomy: Anatomy, folder: Path, root: Root, foraminal: str) -> None:
    for disc in anatomy.discs.values():
        if foraminal == disc.name.replace("–", "-") and disc.exits is not root:
            problem = f"says {foraminal}, where discs.yaml lets {disc.exits} leave"
            raise InputError(folder / "roots.yaml", f"{root}.disc_foraminal", problem, "correct either")


def spine_provenances(anatomy: Anatomy) -> Iterator[tuple[str, str, Provenance]]:
    """Yield (file, place, provenance) for every fact of the tables of the spine."""
    for name, disc in anatomy.discs.items():
        yield "discs.yaml", name, disc.provenance
        if disc.share_provenance is not None:
            yield "discs.yaml", f"{name}.share", disc.share_provenance
    for name, cause in anatomy.causes.items():
        yield "causes.yaml", name, cause.provenance
        for hint in (*cause.speaks_for, *cause.speaks_against):
            yield "causes.yaml", f"{name}.{hint.finding}", hint.provenance
    for name, rule in anatomy.imaging.items():
        yield "imaging.yaml", name, rule.provenance
    for name, question in anatomy.contested.items():
        for said in (*question.sides, question.evidence):
            yield "contested.yaml", name, said.provenance
