"""What candidates are called in plain words, and the roots they stand for."""

from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import Candidate, CandidateKind

_NO_NERVES = ("dorsal_rami",)
_SPELLED = {  # what an id cannot spell
    "guillain_barre_syndrome": "Guillain-Barré syndrome",
    "brown_sequard_syndrome": "Brown-Séquard syndrome",
    "length_dependent_polyneuropathy": "length-dependent polyneuropathy",
}


def name_of(candidate: Candidate) -> str:
    """Return "L5 left", "common fibular nerve left", "transverse cord lesion at T10", "cauda equina"."""
    name = _without_side(candidate)
    return name if candidate.side == "both" else f"{name} {candidate.side}"


def _without_side(candidate: Candidate) -> str:
    if candidate.id in _SPELLED:
        return _SPELLED[candidate.id]
    if candidate.kind is CandidateKind.ROOTS:
        first, _, second = candidate.id.partition("+")
        return f"{first} on both sides" if first == second else f"{first} and {second}"
    words, level = candidate.id.replace("_", " "), candidate.id.rpartition("_")[2]
    if candidate.kind is CandidateKind.NERVE and candidate.id not in _NO_NERVES:
        trunk, at, place = words.partition(" at ")
        branch, of, whole = trunk.partition(" of ")
        return f"{branch} nerve{of}{whole}{at}{place}"
    if candidate.kind is CandidateKind.CORD and level[:1].isupper():
        return f"{words[: -len(level) - 1]} at {level}"
    return words


def roots_of(candidate: Candidate) -> tuple[Root, ...]:
    """Return the roots, each once, that a candidate is named by: "L5", "S4-5", "L5+S1"; none for any other."""
    found: list[Root] = []
    for part in candidate.id.split("+"):
        first, _, last = part.partition("-")
        names = [first] if not last else [first, last if last[0].isalpha() else first[0] + last]
        try:
            found += [Root(name) for name in names]
        except ValueError:
            return ()
    return tuple(dict.fromkeys(found))
