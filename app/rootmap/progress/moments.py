"""Moments in milliseconds UTC, and the days of the learner's own clock."""

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def now_ms() -> int:
    """Return the present moment."""
    return time.time_ns() // 1_000_000


def moment(when_ms: int) -> datetime:
    """Return a moment as a UTC time, exactly."""
    return _EPOCH + when_ms * _MILLISECOND


def milliseconds(when: datetime) -> int:
    """Return the milliseconds of a UTC time, exactly when it has no finer part."""
    return (when - _EPOCH) // _MILLISECOND


def day_of(when_ms: int, zone: tzinfo | None = None) -> date:
    """Return the day a moment falls on, in `zone` or the system's own."""
    return datetime.fromtimestamp(when_ms / 1000, zone).date()


def day_start(day: date, zone: tzinfo | None = None) -> int:
    """Return the moment a day begins, in `zone` or the system's own."""
    midnight = datetime.combine(day, clock_time(), zone)
    return milliseconds(midnight.astimezone(UTC))


def in_words(when_ms: int) -> str:
    """Return a moment as it stands in files: "2026-11-25T21:00:00.000Z"."""
    return moment(when_ms).strftime("%Y-%m-%dT%H:%M:%S.") + f"{when_ms % 1000:03d}Z"
