"""The published figures of the accuracy table, made fit for use: capped, shrunk by doubt, cited."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log

from rootmap.anatomy.model import Accuracy, Anatomy
from rootmap.localise import model

Z_95 = 1.96  # half the width of a 95 % interval in standard errors


@dataclass(frozen=True)
class Figure:
    """What rows of the table say of one finding and one condition: natural log ratios, None where not stated."""

    abnormal: float | None
    normal: float | None
    source: str


def rows_by_finding(anatomy: Anatomy, kind: str) -> dict[str, list[Accuracy]]:
    """Return the rows of a kind ("presence", "level", "other") that state a ratio, by finding id."""
    rows: dict[str, list[Accuracy]] = {}
    for row in anatomy.accuracy.values():
        if row.kind == kind and row.finding and (row.lr_positive is not None or row.lr_negative is not None):
            rows.setdefault(row.finding, []).append(row)
    return rows


def figure_of(rows: Sequence[Accuracy], anatomy: Anatomy) -> Figure:
    """Return the mean of the logs of what several rows say."""
    source = "; ".join(dict.fromkeys(cited(row, anatomy) for row in rows))
    return Figure(_trusted_mean(rows, "lr_positive"), _trusted_mean(rows, "lr_negative"), source)


def trusted(ratio: float, row: Accuracy) -> float:
    """Return the natural log of a ratio that `row` states: capped, then shrunk by confidence and by its interval."""
    capped = min(max(ratio, 1.0 / model.LR_CAP), model.LR_CAP)
    power = model.TRUST[row.confidence.value]
    if ratio in (0.0, inf) or _is_small(row):
        power *= model.UNCERTAIN_POWER
    elif row.lr_positive_interval is not None and ratio == row.lr_positive:
        low, high = row.lr_positive_interval
        error = log(high / low) / (2.0 * Z_95)
        power *= model.SIGN_SPREAD**2 / (model.SIGN_SPREAD**2 + error**2)
    return power * log(capped)


def cited(row: Accuracy, anatomy: Anatomy) -> str:
    """Return the study behind a figure with the ratio it gives and how far we trust it."""
    infinite = row.lr_positive is not None and row.lr_positive == inf
    ratio = "unlimited" if infinite else "not given" if row.lr_positive is None else f"{row.lr_positive:g}"
    return f"{citation(row, anatomy)} (ratio {ratio}, {row.confidence.value} confidence)"


def citation(row: Accuracy, anatomy: Anatomy) -> str:
    """Return the study behind a figure, as its table of sources cites it."""
    return anatomy.sources[row.source].citation if row.source in anatomy.sources else row.source


def _is_small(row: Accuracy) -> bool:
    return row.size.isdigit() and int(row.size) < model.SMALL_STUDY


def _trusted_mean(rows: Sequence[Accuracy], field: str) -> float | None:
    """Return the mean trusted log of one ratio over the rows that state it, None when none does."""
    ratios = [(getattr(row, field), row) for row in rows]
    logs = [trusted(ratio, row) for ratio, row in ratios if ratio is not None]
    return sum(logs) / len(logs) if logs else None
