"""Time that counts: how much of it lies between two moments, and where an amount of it leads.

In: UTC moments, and `Working` (a calendar in a zone) or nothing when every minute counts. Out: UTC moments, lengths. Where a whole
stretch answers (Friday's closing or Monday's opening: no working time lies between them) the earliest moment is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.clock.calendar import Calendar, CalendarEndedError

_DAY = timedelta(days=1)
_NONE = timedelta()
#: No clock runs longer; a calendar that is always closed ends here instead of never.
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Working:
    """A calendar as its people live it."""

    calendar: Calendar
    zone: ZoneInfo

    def forward(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches that count from `start` on, the first cut at it."""
        day = start.astimezone(self.zone).date()
        for number in range(MOST_DAYS):
            for opens, closes in self.calendar.open_on(day + number * _DAY, self.zone):
                if closes > start:
                    yield max(opens, start), closes
        raise CalendarEndedError(f"calendar {self.calendar.name}: too little is open in {MOST_DAYS} days from {start}")

    def backward(self, end: datetime, since: datetime | None = None) -> Iterator[tuple[datetime, datetime]]:
        """Stretches that count before `end`, the latest first and cut at it; with `since`, none of an earlier day."""
        day = end.astimezone(self.zone).date()
        days = MOST_DAYS if since is None else (day - since.astimezone(self.zone).date()).days + 1
        for number in range(days):
            for opens, closes in reversed(self.calendar.open_on(day - number * _DAY, self.zone)):
                if opens < end:
                    yield opens, min(closes, end)
        if since is None:
            raise CalendarEndedError(f"calendar {self.calendar.name}: too little is open before {end}")


def between(start: datetime, end: datetime, working: Working | None) -> timedelta:
    """How much time counts from `start` to `end`; nothing when `end` is not after `start`."""
    if end <= start:
        return _NONE
    if working is None:
        return end - start
    stretches = working.backward(end, start)
    return sum((closes - max(opens, start) for opens, closes in stretches if closes > start), _NONE)


def after(start: datetime, amount: timedelta, working: Working | None) -> datetime:
    """The earliest moment at which `amount` has passed since `start`."""
    if working is None or amount <= _NONE:
        return start + max(amount, _NONE)
    for opens, closes in working.forward(start):
        if amount <= closes - opens:
            return opens + amount
        amount -= closes - opens
    raise AssertionError("forward() ends by raising")


def before(end: datetime, amount: timedelta, working: Working | None) -> datetime:
    """The earliest moment from which no more than `amount` is left until `end`."""
    if working is None or amount <= _NONE:
        return end - max(amount, _NONE)
    for opens, closes in working.backward(end):
        if amount < closes - opens:
            return closes - amount
        amount -= closes - opens
    raise AssertionError("backward() ends by raising")
