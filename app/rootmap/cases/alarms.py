"""Which warning signs the findings of a case set off, and which its drawing might."""

from collections.abc import Iterable, Sequence

from rootmap.anatomy.model import DrawingRule, RedFlag, Urgency
from rootmap.cases.model import Haste
from rootmap.localise.evidence import Finding
from rootmap.localise.red_flags import set_off_by

_DRAWN = frozenset(rule.value for rule in DrawingRule)
HASTE_OF = {
    Urgency.EMERGENCY: Haste.EMERGENCY,
    Urgency.URGENT: Haste.URGENT,
    Urgency.RAISES_SUSPICION: Haste.RAISES_SUSPICION,
}
HASTE_ORDER = (Haste.NONE, Haste.RAISES_SUSPICION, Haste.URGENT, Haste.EMERGENCY)


def is_set_off(flag: RedFlag, findings: Sequence[Finding]) -> bool:
    """Whether the findings alone set a warning sign off."""
    return set_off_by(flag, findings, {}) is not None


def may_be_drawn(flag: RedFlag) -> bool:
    """Whether a drawing alone can set a warning sign off, or nothing that can be entered does."""
    return not flag.when or any(all(each.test in _DRAWN for each in alternative) for alternative in flag.when)


def most_urgent(flags: Iterable[RedFlag]) -> Haste:
    """Return the greatest haste that any of the warning signs asks for."""
    return max((HASTE_OF[flag.urgency] for flag in flags), key=HASTE_ORDER.index, default=Haste.NONE)


def at_least(haste: Haste, other: Haste) -> bool:
    """Whether one haste is as great as the other or greater."""
    return HASTE_ORDER.index(haste) >= HASTE_ORDER.index(other)


def urgent_tests(flags: Iterable[RedFlag]) -> frozenset[str]:
    """Return the findings that an emergency or an urgent warning sign hangs on."""
    urgent = (flag for flag in flags if flag.urgency is not Urgency.RAISES_SUSPICION)
    return frozenset(each.test for flag in urgent for alternative in flag.when for each in alternative)
