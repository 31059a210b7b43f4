"""Dates as people and platforms write them in the desk's languages.

In: text, the moment it was sent, the zone of its writer. Out: each date found, with its place. It does not know what a date is for.

A date without a time is taken at 00:00 UTC: the day is what was written. A day without a year is the next such day after the sending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from maildesk.core.notice.months import month_of

_NAME = r"[^\W\d_]{3,14}"
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_EASTERN = re.compile(r"(?<!\d)(?<![年년])(?<![年년] )(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(20\d\d|\d\d)(?![\d-])")
_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°|-го)?[ \u00a0]?(?:de |of |d')?({_NAME})\.?,?"
    r"(?:[ \u00a0](?:de |del |г\.? ?)?(20\d\d))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"({_NAME})\.?[ \u00a0](\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d),?(?:[ \u00a0](20\d\d))?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\d-])(\d{1,2})[:h](\d{2})(?::\d{2})?\s?(?:Uhr\s)?([ap]\.?m\b)?\s?\(?((?:UTC|GMT|[A-Z]{1,4})(?![a-z]))?\s?([+-]\d{1,2}(?::?\d{2})?)?"
    r"|(?<!\d)(\d{1,2})\s?([ap]\.?m\b)\s?([A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_ZONES = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "BST": "Europe/London", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "MSK": "Europe/Moscow", "BRT": "America/Sao_Paulo", "SGT": "Asia/Singapore",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A date at `start` to `end` of the text; `moment` is aware UTC."""

    start: int
    end: int
    moment: datetime


def dates_in(text: str, sent: datetime, zone: str, month_first: bool = False) -> Iterator[Written]:
    """All dates, in no certain order. `month_first`: what `03/04/2026` means where both readings lie ahead."""
    for start, end, day in _days(text, sent.date(), month_first):
        after, before = text[end : end + 40].partition("\n")[0], text[max(0, start - 20) : start].rpartition("\n")[2]
        yield Written(start, end, _at(day, _CLOCK.search(after) or _CLOCK.search(before), zone))


def _days(text: str, today: date, month_first: bool) -> Iterator[tuple[int, int, date]]:
    for match in _YEAR_FIRST.finditer(text):
        yield from _placed(match, _date(match[1], match[2], match[3]))
    for match in _EASTERN.finditer(text):
        yield from _placed(match, _next(int(match[1]), int(match[2]), today))
    for match in _NUMERIC.finditer(text):
        yield from _placed(match, _numeric(match, today, month_first))
    for match in _DAY_FIRST.finditer(text):
        yield from _placed(match, _named(match[2], match[1], match[3], today))
    for match in _MONTH_FIRST.finditer(text):
        yield from _placed(match, _named(match[1], match[2], match[3], today))


def _placed(match: re.Match[str], day: date | None) -> Iterator[tuple[int, int, date]]:
    if day:
        yield match.start(), match.end(), day


def _named(name: str, day: str, year: str | None, today: date) -> date | None:
    month = month_of(name)
    if month is None:
        return None
    return _date(year, month, day) if year else _next(month, int(day), today)


def _numeric(match: re.Match[str], today: date, month_first: bool) -> date | None:
    """Dots and hyphens: the day first. Slashes: both readings, and the one that lies ahead and near."""
    year = match[4] if len(match[4]) == 4 else "20" + match[4]
    day_first = _date(year, match[3], match[1])
    other = _date(year, match[1], match[3]) if match[2] == "/" else None
    readings = [day for day in ((other, day_first) if month_first else (day_first, other)) if day]
    near = [day for day in readings if today <= day <= today + timedelta(days=60)]
    return next(iter(near or readings), None)


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _next(month: int, day: int, today: date) -> date | None:
    this = _date(today.year, month, day)
    return this if this is not None and this >= today else _date(today.year + 1, month, day)


def _at(day: date, clock: re.Match[str] | None, zone: str) -> datetime:
    if clock is None:
        return datetime.combine(day, time(), UTC)
    hour, minute = int(clock[1] or clock[6]), int(clock[2] or 0)
    half = (clock[3] or clock[7] or "").lower()[:1]
    hour = hour % 12 + 12 * (half == "p") if half else hour
    if hour > 24 or minute > 59:
        return datetime.combine(day, time(), UTC)
    moment = datetime.combine(day, time(hour % 24, minute), _zone(clock[4] or clock[8] or "", clock[5] or "", zone))
    return (moment + timedelta(days=hour // 24)).astimezone(UTC)


def _zone(name: str, offset: str, default: str) -> timezone | ZoneInfo:
    shift = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", offset)
    if shift and int(shift[2]) <= 14:
        minutes = int(shift[2]) * 60 + int(shift[3] or 0)
        return timezone(timedelta(minutes=-minutes if shift[1] == "-" else minutes))
    return ZoneInfo(_ZONES.get(name.upper(), default))
