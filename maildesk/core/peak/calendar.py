"""The calendar of a year: which events take place when, which public holidays lie between, and which dates nobody has announced yet.

In: event rows, public holidays, two days. Out: occurrences in the order of their days. Announced dates are data: for a year without one
nothing is computed, the event is told as not announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from maildesk.core.peak.event import EventRow, Occurrence
from maildesk.core.peak.rule import Holiday, PublicDay, PublicDays


def occurrences(rows: Iterable[EventRow], first: date, last: date, public: PublicDays) -> tuple[Occurrence, ...]:
    """What takes place on any of the days from `first` to `last`."""
    found = (each for row in rows for each in _of_row(row, first, last, public))
    inside = [each for each in found if each.first <= last and each.last >= first]
    return tuple(sorted(inside, key=lambda each: (each.first, each.event.id)))


def holidays_between(public: PublicDays, countries: Iterable[str], first: date, last: date) -> tuple[PublicDay, ...]:
    """The public holidays of some countries from `first` to `last`, day by day."""
    found = (each for country in countries for each in public.get(country, ()) if first <= each.day <= last)
    return tuple(sorted(found, key=lambda each: (each.day, each.country, each.name)))


def unannounced(rows: Iterable[EventRow], year: int) -> tuple[EventRow, ...]:
    """Events whose days of a year somebody has still to announce."""
    return tuple(row for row in rows if row.rule is None and all(each.first.year != year for each in row.announced))


def _of_row(row: EventRow, first: date, last: date, public: PublicDays) -> Iterator[Occurrence]:
    for announced in row.announced:
        yield Occurrence(row, announced.first, announced.last, announced.sourced, row.estimated)
    if row.rule is None:
        return
    told = {each.first.year for each in row.announced}
    # a year earlier: an event may begin in December and last into January
    for year in range(first.year - 1, last.year + 2):
        for day in row.rule.days(year, public) if year not in told else ():
            yield Occurrence(row, day, day + timedelta(days=row.days - 1), row.sourced, _estimated(row, year, public))


def _estimated(row: EventRow, year: int, public: PublicDays) -> bool:
    base = row.rule.base if row.rule else None
    if not isinstance(base, Holiday):
        return row.estimated
    named = (each for each in public.get(base.country, ()) if each.name == base.name and each.day.year == year)
    return row.estimated or any(each.estimated for each in named)
