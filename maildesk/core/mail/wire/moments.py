"""Moments in mail headers, as people's clocks and clients write them: text in, aware UTC or None out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST = 200
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
#: Month names as clients write them against RFC 5322, January first; the beginning of a name is enough where it is unlike the others.
_MONTHS = (
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "jänner feb mrz apr mai juni juli aug sept okt nov dez",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "jan feb mars apr maj juni juli aug sept okt nov dec",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "січ лют бер кві тра чер лип сер вер жов лис гру",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "led úno bře dub kvě čer červenec srp zář říj lis pro",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ינו פבר מרץ אפר מאי יונ יול אוג ספט אוק נוב דצמ",
)
_NUMERIC = re.compile(
    r"(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})\s?[日일]?[^\d]{0,12}(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"(?:\.\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?"
)
_NAMED = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,12})\.?\s+(?:de\s+)?(\d{2,4})\s*,?\s+(.{4,40})")


def of_date(text: str) -> datetime | None:
    """A Date header. A missing zone counts as UTC; a moment before 1990 or after 2100 is nonsense."""
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    return _checked(_rfc(text) or _numeric(text) or _localized(text))


def of_received(value: str) -> datetime | None:
    """The moment after the last semicolon of a Received header (RFC 5321, 4.4)."""
    return of_date(value.rpartition(";")[2])


def _rfc(text: str) -> datetime | None:
    try:
        found = parsedate_tz(text)
        if found is None:
            return None
        return datetime(*found[:6], tzinfo=timezone(timedelta(seconds=found[9] or 0)))
    except (ValueError, OverflowError, IndexError, TypeError, AttributeError):
        return None


def _numeric(text: str) -> datetime | None:
    """Year first: ISO 8601 and what East Asian clients write."""
    found = _NUMERIC.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[7] or "Z"))
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _localized(text: str) -> datetime | None:
    """Day, a month's name in one of the desk's languages, year, time."""
    found = _NAMED.search(text)
    if not found:
        return None
    name = found[2].lower()
    months = (place for row in _MONTHS for place, month in enumerate(row.split()) if name.startswith(month))
    place = next(months, None)
    return None if place is None else _rfc(f"{found[1]} {_ENGLISH.split()[place]} {found[3]} {found[4]}")


def _checked(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment if _EARLIEST <= moment < _LATEST else None
