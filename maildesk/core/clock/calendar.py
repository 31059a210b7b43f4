"""A calendar: which days are worked, and on a desk's calendar from when to when.

In: days off of the years it covers (built in `packs` from public holidays), opening hours per weekday. Out: whether a day is worked,
and the stretches of UTC time that count on a day. It knows no country and guesses nothing about days it does not cover: asking for
one raises `CalendarEndedError`, for a deadline over an unknown holiday is wrong in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from maildesk.errors import DeskError

_DAY = timedelta(days=1)


class CalendarEndedError(DeskError):
    """A day was asked for that the calendar does not cover. Names the calendar, the day and the years it has."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Opening hours in wall time. `closes` of 00:00 is the day's end; a night shift is two shifts."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != time() and self.opens >= self.closes:
            raise ValueError(f"a shift from {self.opens} to {self.closes} has no length")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days `first` to `last` are covered; `off` are those not worked, weekends among them.

    `hours`: seven tuples of shifts, Monday first; empty when the whole day counts (a marketplace's business days).
    """

    name: str
    first: date
    last: date
    off: frozenset[date]
    hours: tuple[tuple[Shift, ...], ...] = ()

    def works(self, day: date) -> bool:
        """Whether the day is worked; `CalendarEndedError` outside the days covered."""
        if not self.first <= day <= self.last:
            raise CalendarEndedError(f"calendar {self.name}: {day} is outside {self.first} to {self.last}")
        return day not in self.off

    def whole_days(self) -> Calendar:
        """The same days without opening hours."""
        return replace(self, hours=())

    def open_on(self, day: date, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches of the day that count, as UTC, in order. Hours swallowed by a clock change are left out."""
        if not self.works(day):
            return ()
        shifts = self.hours[day.weekday()] if self.hours else (Shift(time(), time()),)
        stretches = ((wall(day, s.opens, zone), _closing(day, s.closes, zone)) for s in shifts)
        return tuple((start, end) for start, end in stretches if start < end)


def wall(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC moment of a wall time. A time that occurs twice is the first; one that a clock change skips is read with the
    offset before the change (RFC 5545, 3.3.5)."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def _closing(day: date, closes: time, zone: ZoneInfo) -> datetime:
    return wall(day + _DAY, closes, zone) if closes == time() else wall(day, closes, zone)
