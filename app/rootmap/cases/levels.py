"""Discs as cases and questions name them: by their vertebrae, "C5-6", "C7-T1", "L4-5", "L5-S1"."""

from collections.abc import Mapping

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Disc
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.model import Level


def discs_by_name(anatomy: Anatomy) -> Mapping[str, Disc]:
    """Return the discs of the table by the name they have in files, from head to tail."""
    return {_named(disc): disc for disc in anatomy.discs.values()}


def struck_roots(level: Level, discs: Mapping[str, Disc]) -> tuple[Root, ...]:
    """Return the roots that a lesion there strikes as a rule; () where the table names none, as before the cord."""
    return discs[level.disc].pressed(level.zone)


def _named(disc: Disc) -> str:
    same_region = disc.upper[0] == disc.lower[0]
    return f"{disc.upper}-{disc.lower[1:] if same_region else disc.lower}"
