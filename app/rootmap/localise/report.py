"""A ranking as the JSON object that `rootmap rank --json` prints: a public contract."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from rootmap.localise.contradictions import in_words
from rootmap.localise.evidence import Contradiction, NextTest, Outlook, Ranked, Ranking, RedFlagAlert

if TYPE_CHECKING:
    from rootmap.localise.imaging import ImagingDecision

FORMAT, VERSION = "rootmap.ranking", 1
PROBABILITY_DIGITS, SHARE_DIGITS, AREA_DIGITS = 6, 4, 2


def to_json(ranking: Ranking, imaging: "ImagingDecision | None" = None) -> dict[str, Any]:
    """Return a ranking as plain JSON values, best candidate first; with `imaging`, whether to image and why."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "ranking": _entries(ranking.entries),
        "red_flags": [_red_flag(alert) for alert in ranking.red_flags],
        "next_tests": [_next_test(test) for test in ranking.next_tests],
        "unexplained": round(ranking.unexplained, PROBABILITY_DIGITS),
        "contradictions": [_contradiction(each) for each in ranking.contradictions],
        "maps": list(ranking.maps),
    }
    if imaging is not None:
        told["imaging"] = {
            "answer": str(imaging.answer),
            "reason": imaging.reason,
            "rule": imaging.rule,
            "source": imaging.source,
        }
    return told


def _entries(entries: Sequence[Ranked]) -> list[dict[str, Any]]:
    """Return the candidates; numbers are rounded column by column, for a batch has hundreds of thousands of them."""
    columns = zip(*(entry[1:5] for entry in entries), strict=True)
    digits = (PROBABILITY_DIGITS, SHARE_DIGITS, SHARE_DIGITS, AREA_DIGITS)
    rounded = [np.round(column, places).tolist() for column, places in zip(columns, digits, strict=False)]
    ends = np.round([entry.interval or (0.0, 0.0) for entry in entries], PROBABILITY_DIGITS).tolist()
    return [
        {
            "candidate": entry.candidate.id,
            "side": entry.candidate.side.value,
            "kind": entry.candidate.kind.value,
            "probability": probability,
            "inside": inside,
            "covered": covered,
            "area_cm2": area,
            "interval": None if entry.interval is None else interval,
        }
        for entry, probability, inside, covered, area, interval in zip(entries, *rounded, ends, strict=True)
    ]


def _red_flag(alert: RedFlagAlert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "condition": alert.condition,
        "urgency_code": alert.code,
        "urgency": alert.urgency,
        "next_step": alert.next_step,
        "source": alert.source,
    }


def _next_test(test: NextTest) -> dict[str, Any]:
    return {
        "test": test.test,
        "side": str(test.side),
        "bits": round(test.bits, SHARE_DIGITS),
        "if_positive": {"candidate": test.if_positive.id, "side": str(test.if_positive.side)},
        "if_negative": {"candidate": test.if_negative.id, "side": str(test.if_negative.side)},
        "urgent": test.is_urgent,
        "outlooks": [_outlook(each) for each in test.outlooks],
    }


def _outlook(outlook: Outlook) -> dict[str, Any]:
    return {
        "candidate": outlook.candidate.id,
        "side": str(outlook.candidate.side),
        "probability_if_positive": round(outlook.if_positive, PROBABILITY_DIGITS),
        "probability_if_negative": round(outlook.if_negative, PROBABILITY_DIGITS),
    }


def _contradiction(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "id": contradiction.key,
        "text": in_words(contradiction),
        "findings": list(contradiction.findings),
        "sources": list(contradiction.provenance.sources),
    }
