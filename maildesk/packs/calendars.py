"""Builds the calendars that clocks count by, from the public holidays of the `holidays` package.

In: names: "weekdays" (Monday to Friday, no holiday at all), a country ("DE"), a country and subdivision ("US-CA"). Out: core values that
cover a few years, each built once. Days off are the country's own weekend and its public holidays; make-up workdays are worked.

No page of a platform defines its business day; Monday to Friday without the public holidays of the marketplace's country is the
assumption of the packs, which is why a clock of business days warns on the calendar reading, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache

import holidays
from holidays.registry import EntityLoader

from maildesk.core.clock.calendar import Calendar, Shift

WEEKDAYS = "weekdays"


@cache
def is_country(code: str) -> bool:
    """Whether public holidays of a country (ISO 3166-1 alpha-2) are known."""
    return code in _countries()


@cache
def _countries() -> frozenset[str]:
    # list_supported_countries() would load the modules of all countries, a third of a second, only to name them
    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


@cache
def days_off(name: str, year: int) -> frozenset[date]:
    """The days of a year that are not worked. `KeyError` for a calendar that nobody knows."""
    if name == WEEKDAYS:
        return _weekends(year, frozenset({5, 6}))
    country, _, subdivision = name.partition("-")
    try:
        public = holidays.country_holidays(country, subdiv=subdivision or None, years=year, expand=False)
    except NotImplementedError as unknown:
        raise KeyError(name) from unknown
    return (_weekends(year, frozenset(public.weekend)) | frozenset(public)) - frozenset(public.weekend_workdays)


@cache
def _weekends(year: int, weekdays: frozenset[int]) -> frozenset[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range(366))
    return frozenset(day for day in days if day.year == year and day.weekday() in weekdays)


@cache
def calendar(name: str, first_year: int, last_year: int) -> Calendar:
    """A calendar of whole days. `KeyError` for a name that nobody knows."""
    off = frozenset[date]().union(*(days_off(name, year) for year in range(first_year, last_year + 1)))
    return Calendar(name, date(first_year, 1, 1), date(last_year, 12, 31), off)


def desk_calendar(name: str, days: Calendar, hours: Mapping[int, tuple[Shift, ...]]) -> Calendar:
    """The calendar of a desk: worked days of another one, with opening hours by weekday (Monday is 0)."""
    return Calendar(name, days.first, days.last, days.off, tuple(hours.get(weekday, ()) for weekday in range(7)))


def worked_hours(text: str) -> Shift:
    """Opening hours as "09:00-18:00". `ValueError` for anything else, or hours without a length."""
    opens, _, closes = text.partition("-")
    return Shift(time.fromisoformat(opens), time.fromisoformat(closes))


class Shelf(Mapping[str, Calendar]):
    """All calendars by name, each built when first asked for; they cover the year before `year` to three years after it.

    A name may go on with opening hours, the same on each day that is worked: "weekdays 09:00-18:00".
    """

    def __init__(self, year: int) -> None:
        self._first, self._last = year - 1, year + 3

    def __getitem__(self, name: str) -> Calendar:
        if name not in self:
            raise KeyError(name)
        days, blank, hours = name.partition(" ")
        whole = calendar(days, self._first, self._last)
        return desk_calendar(name, whole, dict.fromkeys(range(7), (worked_hours(hours),))) if blank else whole

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and is_calendar(name.partition(" ")[0])

    def __iter__(self) -> Iterator[str]:
        return iter((WEEKDAYS, *sorted(_countries())))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def is_calendar(name: str) -> bool:
    """Whether a name is that of a calendar."""
    country, dash, subdivision = name.partition("-")
    if name == WEEKDAYS or not is_country(country):
        return name == WEEKDAYS
    return not dash or subdivision in holidays.list_supported_countries(include_aliases=False)[country]
