"""Days on which a shop may greet: which, on what day, for whom, and between which days the greeting has its sense.

In: a row of the pack, the day it has in the buyer's country (the pack asks the library of holidays), the days closed there. Out:
`Greeting`. Belief is never guessed: from no mail, name, country or language. A row of kind `chosen` is for those who ticked it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from maildesk.core.care.quiet import Closed, Hours, Place, last_open_day
from maildesk.core.clock.calendar import wall


class Kind(StrEnum):
    """`public`: a secular day of the buyer's country. `chosen`: religious, cultural or personal. `own`: of the buyer's history with us."""

    PUBLIC = "public"
    CHOSEN = "chosen"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One row. A greeting leaves on the day; up to `before` days ahead where the day is closed, up to `after` days late."""

    name: str
    kind: Kind
    template: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class OccasionDay:
    """The day of an occasion in one country. `estimated`: by calculation, where the moon decides; it may be a day off."""

    occasion: str
    country: str
    day: date
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Greeting:
    """A greeting with its days, all of the buyer's own calendar. `on` is the day it is meant to arrive."""

    occasion: str
    kind: Kind
    day: date
    on: date
    last: date
    estimated: bool = False


def greeting(row: Occasion, found: OccasionDay, closed: Closed) -> Greeting:
    """When it is meant to arrive: on the day, or on the nearest open day before it."""
    on = last_open_day(found.day, found.day - timedelta(days=row.before), closed)
    return Greeting(row.name, row.kind, found.day, on, found.day + timedelta(days=row.after), found.estimated)


def opens_at(of: Greeting, place: Place, hours: Hours) -> datetime:
    """The moment from which the greeting is due, as UTC: when the buyer's day opens in all zones of the country."""
    return max(wall(of.on, hours.opens, zone) for zone in place.zones)


def lapses_at(of: Greeting, place: Place) -> datetime:
    """The moment at which it has lost its sense, as UTC: the end of the last day where that day ends first."""
    return min(wall(of.last + timedelta(days=1), time(), zone) for zone in place.zones)


def anniversary(first_order: date, year: int) -> date:
    """The day of the first purchase in another year; of a 29 February the 28th."""
    leap = (first_order.month, first_order.day) == (2, 29)
    return date(year, 2, 28) if leap and not _is_leap(year) else first_order.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
