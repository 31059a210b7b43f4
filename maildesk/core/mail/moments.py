"""Moments in mail headers, as people's clocks and clients write them: text in, aware UTC or None out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")


def of_date(text: str) -> datetime | None:
    """A Date header. A missing zone counts as UTC; a moment before 1990 or after 2100 is nonsense."""
    text = text.strip()[:200]
    if not text:
        return None
    return _checked(_rfc(text) or _iso(text))


def of_received(value: str) -> datetime | None:
    """The moment after the last semicolon of a Received header (RFC 5321, 4.4)."""
    return of_date(value.rpartition(";")[2])


def _rfc(text: str) -> datetime | None:
    try:
        found = parsedate_tz(text)
        if found is None:
            return None
        zone = timezone(timedelta(seconds=found[9] or 0))
        return datetime(*found[:6], tzinfo=zone)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _iso(text: str) -> datetime | None:
    found = _ISO.search(text)
    if not found:
        return None
    try:
        return datetime.fromisoformat(f"{found[0].strip().replace(' ', 'T', 1)}").replace(tzinfo=UTC)
    except ValueError:
        return None


def _checked(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment if _EARLIEST <= moment < _LATEST else None
