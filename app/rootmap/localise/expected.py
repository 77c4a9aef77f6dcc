"""What a candidate leads one to expect at the bedside, beside what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise.evidence import Candidate, CandidateSide, Finding
from rootmap.localise.finding_evidence import is_abnormal

T = TypeVar("T")


class Agreement(Enum):
    """How a finding sits with an expectation."""

    UNTESTED = "untested"
    AS_EXPECTED = "as_expected"
    NOT_AS_EXPECTED = "not_as_expected"


@dataclass(frozen=True)
class ExpectedSign:
    """A sign a lesion of this root may cause: `is_major` where the root dominates; what was found, if it was tested."""

    test: str
    name: str
    is_major: bool
    provenance: Provenance
    found: Finding | None
    agreement: Agreement


@dataclass(frozen=True)
class Expectation:
    """Everything expected of one candidate, the roots it joins taken together; a text is empty where none is known."""

    candidate: Candidate
    roots: tuple[Root, ...]
    weakness: tuple[ExpectedSign, ...]
    reflexes: tuple[ExpectedSign, ...]
    tests: tuple[ExpectedSign, ...]
    disc_paracentral: str
    disc_foraminal: str
    pain: str
    complaint: str


def expectation(
    candidate: Candidate, roots: Sequence[Root], findings: Sequence[Finding], anatomy: Anatomy
) -> Expectation:
    """Return what a lesion of `roots` (those `candidate` stands for) leads one to expect."""
    facts = [anatomy.roots[root] for root in roots if root in anatomy.roots]
    look = _Look(candidate.side, findings, anatomy)
    muscles = _unique(muscle for fact in facts for muscle in anatomy.muscles_of(fact.root))
    reflexes = _unique(reflex for fact in facts for reflex in anatomy.reflexes_of(fact.root))
    tests = _unique(test for fact in facts for test in anatomy.tests_of(fact.root))
    return Expectation(
        candidate,
        tuple(roots),
        tuple(look.sign(f"muscle.{m.id}", m.name, _meet(m.major_roots, roots), m.provenance) for m in muscles),
        tuple(look.sign(f"reflex.{r.id}", r.name, _meet(r.major_roots, roots), r.provenance) for r in reflexes),
        tuple(look.sign(t.id, t.name, True, t.provenance) for t in tests),
        _text(fact.disc_paracentral for fact in facts),
        _text(fact.disc_foraminal for fact in facts),
        _text(fact.pain for fact in facts),
        _text(fact.complaint for fact in facts),
    )


class _Look:
    """Finds what was found on a candidate's side."""

    def __init__(self, side: CandidateSide, findings: Sequence[Finding], anatomy: Anatomy) -> None:
        self._anatomy = anatomy
        sides = (None,) if side is CandidateSide.BOTH else (None, Side(side.value))
        self._found = {finding.test: finding for finding in findings if finding.side in sides}

    def sign(self, test: str, name: str, is_major: bool, provenance: Provenance) -> ExpectedSign:
        found = self._found.get(test)
        abnormal = None if found is None else is_abnormal(found, self._anatomy)
        agreement = Agreement.UNTESTED
        if found is not None:
            agreement = Agreement.AS_EXPECTED if abnormal else Agreement.NOT_AS_EXPECTED
        return ExpectedSign(test, name, is_major, provenance, found, agreement)


def _meet(one: Iterable[Root], other: Iterable[Root]) -> bool:
    return bool(set(one) & set(other))


def _unique(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))


def _text(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))
