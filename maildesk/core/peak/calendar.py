"""The calendar of a year: which events take place when, which public holidays lie between, and which dates nobody has announced yet.

In: event rows, public holidays, two days. Out: occurrences in the order of their days. Announced dates are data: for a year without one
nothing is computed, the event is told as awaited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from maildesk.core.peak.event import EventRow, Occurrence
from maildesk.core.peak.rule import Holiday, PublicDay, PublicDays


@dataclass(frozen=True, slots=True)
class Awaited:
    """An event whose days of a year nobody has announced yet. `guess`: the day of an earlier year that stands for it meanwhile."""

    event: EventRow
    year: int
    guess: date | None = None


def occurrences(rows: Iterable[EventRow], first: date, last: date, public: PublicDays) -> tuple[Occurrence, ...]:
    """What takes place on any of the days from `first` to `last`."""
    found = (each for row in rows for each in _of_row(row, first, last, public))
    inside = [each for each in found if each.first <= last and each.last >= first]
    return tuple(sorted(inside, key=lambda each: (each.first, each.event.id)))


def holidays_between(public: PublicDays, countries: Iterable[str], first: date, last: date) -> tuple[PublicDay, ...]:
    """The public holidays of some countries from `first` to `last`, day by day."""
    found = (each for country in countries for each in public.get(country, ()) if first <= each.day <= last)
    return tuple(sorted(found, key=lambda each: (each.day, each.country, each.name)))


def awaited(rows: Iterable[EventRow], first: date, last: date, public: PublicDays) -> tuple[Awaited, ...]:
    """What somebody has still to announce of the days from `first` to `last`: events that no rule gives, and carriers' cut-offs."""
    years = range(first.year, last.year + 1)
    found = (
        each for row in rows for year in years for each in _awaited(row, year, public) if _may_fall(each, first, last)
    )
    return tuple(sorted(found, key=lambda each: (each.year, each.event.by_month, each.event.id)))


def _awaited(row: EventRow, year: int, public: PublicDays) -> Iterator[Awaited]:
    if any(each.first.year == year for each in row.announced):
        return
    if row.rule is None:
        yield Awaited(row, year)
    elif row.guessed:
        yield from (Awaited(row, year, day) for day in row.rule.days(year, public))


def _may_fall(each: Awaited, first: date, last: date) -> bool:
    """Whether it may still come between two days: what has come round by October is not waited for in November."""
    if each.guess is not None:
        return first <= each.guess <= last
    return (each.year, each.event.by_month) >= (first.year, first.month) and date(each.year, 1, 1) <= last


def _of_row(row: EventRow, first: date, last: date, public: PublicDays) -> Iterator[Occurrence]:
    for announced in row.announced:
        yield Occurrence(row, announced.first, announced.last, announced.sourced, row.estimated and not announced.sure)
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
