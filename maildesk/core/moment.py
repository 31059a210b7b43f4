"""Moments and days as texts: how exports and `inspect` write them, and what is read of those that people and systems give."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

#: The years that can be meant. The calendar's own ends cannot be told in every zone: one such row would break each page that shows it.
_YEARS = range(1970, 2200)


def moment(at: datetime | None) -> str | None:
    """UTC, to the second, ending in Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def read_moment(text: str, zone: tzinfo = UTC) -> datetime:
    """A moment of ISO 8601, in UTC; without an offset it is one of `zone`. Raises `ValueError` for any other, and outside of `_YEARS`."""
    at = datetime.fromisoformat(text)
    _meant(at, text)
    return at.replace(tzinfo=at.tzinfo or zone).astimezone(UTC)


def read_day(text: str) -> date:
    """A day of ISO 8601. Raises `ValueError` as `read_moment` does."""
    day = date.fromisoformat(text)
    _meant(day, text)
    return day


def _meant(day: date, text: str) -> None:
    if day.year not in _YEARS:
        raise ValueError(f"{text!r} lies in no year that can be meant")
