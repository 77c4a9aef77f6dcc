"""Orders what may press a root by stated rules: warning signs first, then age and history, then the usual."""

from collections.abc import Sequence
from dataclasses import dataclass

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Cause, Hint, SpineRegion
from rootmap.localise.evidence import Finding, RedFlagAlert
from rootmap.localise.level import Place

RULE = (
    "Causes with a warning sign stand first; then those for which more findings speak than against, each counting one; "
    "then those that usually sit here. No probability is meant."
)


@dataclass(frozen=True)
class RankedCause:
    """A cause, what was found for and against it, and whether it usually sits in the chosen place, if one is."""

    cause: Cause
    speaks_for: tuple[Hint, ...]
    speaks_against: tuple[Hint, ...]
    warned: bool
    fits_zone: bool | None
    fits_disc: bool | None

    @property
    def balance(self) -> int:
        """How many more findings speak for it than against it."""
        return len(self.speaks_for) - len(self.speaks_against)


def rank_causes(
    anatomy: Anatomy,
    findings: Sequence[Finding],
    alerts: Sequence[RedFlagAlert],
    where: Place | None,
    region: SpineRegion | None,
) -> tuple[RankedCause, ...]:
    """Return the causes of a region (all when None), ordered by `RULE`; in a chosen place only its disc's region."""
    if where is not None:
        region = anatomy.discs[where.disc].region
    raised = {alert.id for alert in alerts}
    found = [
        RankedCause(
            cause,
            tuple(hint for hint in cause.speaks_for if _holds(hint, findings)),
            tuple(hint for hint in cause.speaks_against if _holds(hint, findings)),
            any(flag in raised for flag in cause.red_flags),
            None if where is None else where.zone in cause.zones,
            None if where is None else where.disc in cause.discs,
        )
        for cause in anatomy.causes.values()
        if region is None or region in cause.regions
    ]
    return tuple(sorted(found, key=_order))


def seat_in_words(anatomy: Anatomy, item: RankedCause) -> str:
    """Return where a cause usually sits, in one sentence."""
    cause = item.cause
    if not cause.zones:
        return "Sits in no zone of a disc."
    zones = ", ".join(zone.words for zone in cause.zones)
    discs = ", ".join(anatomy.discs[disc].name for disc in cause.discs)
    return f"Usually {zones}" + (f"; {discs} first." if discs else "; at any level.")


def _order(item: RankedCause) -> tuple[bool, int, int]:
    fits = (item.fits_zone is True) + (item.fits_disc is True)
    return not item.warned, -item.balance, -fits


def _holds(hint: Hint, findings: Sequence[Finding]) -> bool:
    return any(finding.test == hint.finding and finding.result == hint.result for finding in findings)
