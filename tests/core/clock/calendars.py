"""Calendars and moments of the tests, made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from maildesk.core.clock.calendar import Calendar, Shift

FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
#: Christmas, New Year and a Thursday in November, every year.
HOLIDAYS = frozenset(
    date(year, month, day) for year in range(2025, 2029) for month, day in [(1, 1), (12, 25), (12, 26), (11, 26)]
)
_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
_NINE_TO_FIVE = (Shift(time(9), time(17)),)
_SPLIT = (Shift(time(8), time(12)), Shift(time(13), time(18)))


def calendar(name: str, weekend: set[int], holidays: frozenset[date] = HOLIDAYS, hours: object = ()) -> Calendar:
    off = frozenset(day for day in _DAYS if day.weekday() in weekend) | holidays
    return Calendar(name, FIRST, LAST, off, hours)


WEEK = calendar("week", {5, 6})
BARE = calendar("bare", {5, 6}, frozenset())
GULF = calendar("gulf", {4, 5})
OFFICE = calendar("office", {5, 6}, hours=((_NINE_TO_FIVE,) * 5 + ((), ()))[:7])
SPLIT = calendar("split", {6}, hours=(_SPLIT,) * 5 + ((Shift(time(10), time(14)),), ()))
NIGHT = calendar("night", set(), frozenset(), hours=((Shift(time(0), time(6)), Shift(time(22), time(0))),) * 7)
CALENDARS = {each.name: each for each in (WEEK, BARE, GULF, OFFICE, SPLIT, NIGHT)}


def at(text: str) -> datetime:
    """A UTC moment of "2026-11-27 09:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
