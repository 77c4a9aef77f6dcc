"""A ranking as aligned text for a terminal: red flags first, then the roots, then what to test next."""

import textwrap
from typing import TYPE_CHECKING

from rootmap.localise.evidence import NextTest, Ranked, Ranking, RedFlagAlert
from rootmap.localise.naming import name_of

if TYPE_CHECKING:
    from rootmap.localise.imaging import ImagingDecision

SHOWN = 8
LEAST_SHOWN = 0.01  # below 1 % a line tells the reader nothing
BAR_CELLS = 20
WIDTH = 100  # letters to a line
DISCLAIMER = "For teaching, never for treating a patient."


def in_words(ranking: Ranking, imaging: "ImagingDecision | None" = None) -> str:
    """Return the text of a ranking, ending in a newline; with `imaging`, a line on whether to image."""
    blocks = [
        _red_flags(ranking.red_flags),
        _table(ranking),
        _next_tests(ranking.next_tests),
        _imaging(imaging),
        [DISCLAIMER],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _red_flags(alerts: tuple[RedFlagAlert, ...]) -> list[str]:
    said = (f"{alert.condition}: {alert.urgency.rstrip('.')}. {alert.next_step.rstrip('.')}." for alert in alerts)
    return [textwrap.fill(text, WIDTH, initial_indent="RED FLAG  ", subsequent_indent=" " * 10) for text in said]


def _table(ranking: Ranking) -> list[str]:
    if not ranking.has_evidence:
        return ["Nothing is painted and nothing was found: there is nothing to rank."]
    entries = [entry for entry in ranking.entries[:SHOWN] if entry.probability >= LEAST_SHOWN]
    names = [name_of(entry.candidate) for entry in entries]
    width = max(map(len, names), default=0)
    head = f"{'Compatible with':<{width + BAR_CELLS + 9}}  {'inside':>7}  {'covered':>7}  {'painted':>11}"
    return [head, *(_line(name.ljust(width), entry) for name, entry in zip(names, entries, strict=True))]


def _line(name: str, entry: Ranked) -> str:
    bar = ("▇" * max(1, round(BAR_CELLS * entry.probability))).ljust(BAR_CELLS)
    shares = f"{_percent(entry.probability):>5}  {bar}  {_percent(entry.inside):>7}  {_percent(entry.covered):>7}"
    return f"{name}  {shares}  {entry.area_cm2:>7.0f} cm²"


def _next_tests(tests: tuple[NextTest, ...]) -> list[str]:
    if not tests:
        return []
    best = tests[0]
    test = best.test.removeprefix("reflex.").removeprefix("muscle.").replace("_", " ")
    kind = "reflex" if best.test.startswith("reflex.") else ""
    yes, no = (name_of(candidate) for candidate in (best.if_positive, best.if_negative))
    meaning = f" (abnormal favours {yes}, normal {no})" if yes != no else ""
    return [f"Test next: {test} {kind}".rstrip() + f", {best.side}{meaning}."]


def _imaging(imaging: "ImagingDecision | None") -> list[str]:
    if imaging is None:
        return []
    text = f"{imaging.words}. {imaging.reason}."
    return [textwrap.fill(text, WIDTH, initial_indent="Imaging: ", subsequent_indent=" " * 9)]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
