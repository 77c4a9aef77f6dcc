"""The two results a test may have, as findings: what one would enter when it is abnormal and when it is normal."""

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding
from rootmap.localise.signs import SKIN_TESTS

ABNORMAL_MRC, NORMAL_MRC = 4, 5


def result_of(test: str, side: Side | None, anatomy: Anatomy, *, abnormal: bool) -> Finding:
    """Return the finding that a test gives, abnormal or normal: power 4 or 5, a reflex reduced or normal."""
    family, _, item = test.partition(".")
    if family == "muscle" and item:
        return Finding(test, side, mrc=ABNORMAL_MRC if abnormal else NORMAL_MRC)
    if family == "reflex" and item:
        results = anatomy.reflexes[item].results
        return Finding(test, side, results[1] if abnormal else results[0])
    if family in SKIN_TESTS and item:
        return Finding(test, side, "reduced" if abnormal else "normal")
    known = anatomy.tests[test]
    return Finding(test, side if known.sided else None, known.results[0 if abnormal else 1])
