"""Quiet hours and closed days of the buyer.

In: where the buyer is, the house's hours, a moment. Out: the next moment at which a mail may arrive. No statute fixes hours for e-mail;
09:00 to 20:00 is a courtesy. A country with several zones is asked in all of them, for the order says no more than the country.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from maildesk.core.care.law import Law
from maildesk.core.clock.calendar import wall

#: Nowhere are so many days closed in a row.
_MOST_DAYS = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A buyer's country (ISO 3166-1 alpha-2, empty when unknown), its zones, and its public holidays of these years."""

    country: str
    zones: tuple[ZoneInfo, ...]
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Hours:
    """Wall time between which a mail may arrive."""

    opens: time = time(9)
    closes: time = time(20)


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which nothing of this class arrives."""

    weekdays: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()

    def on(self, day: date) -> bool:
        return day.weekday() in self.weekdays or day in self.days


def closed_by(laws: Iterable[Law], place: Place) -> Closed:
    """The closed days of the buyer's own law, for mail that it treats as advertising. The seller's Sundays disturb nobody."""
    own = next((law for law in laws if place.country in law.countries), None)
    if own is None:
        return Closed()
    return Closed(own.closed_weekdays, place.holidays if own.closed_holidays else frozenset())


def next_open(at: datetime, place: Place, hours: Hours, closed: Closed) -> datetime | None:
    """The first moment from `at` (aware) on that is open in every zone of the place, as UTC; nothing when there is none in a month."""
    start = at.astimezone(UTC)
    first = min(start.astimezone(zone).date() for zone in place.zones)
    for number in range(_MOST_DAYS):
        day = first + number * _DAY
        opens = max(wall(day, hours.opens, zone) for zone in place.zones)
        closes = min(wall(day, hours.closes, zone) for zone in place.zones)
        moment = max(opens, start)
        if moment < closes and not closed.on(day):
            return moment
    return None


def day_at(moment: datetime, place: Place) -> tuple[date, ...]:
    """The days it is at this moment in the zones of the place, earliest first."""
    return tuple(sorted({moment.astimezone(zone).date() for zone in place.zones}))


def last_open_day(day: date, earliest: date, closed: Closed) -> date:
    """The day itself, or the nearest day before it that is not closed; the day when all since `earliest` are."""
    return next((each for n in range((day - earliest).days + 1) if not closed.on(each := day - n * _DAY)), day)
