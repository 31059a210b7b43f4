"""The days of greetings, and the days on which advertising rests, by country, from the `holidays` package.

In: a row of `care/occasions.toml`, a country, a year. Out: `OccasionDay`, or nothing where the occasion has no day there; the public
holidays of a country. Lunar days differ by country (Diwali in India and Singapore, New Year in Korea): each is asked in its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays

from maildesk.core.care.occasion import OccasionDay
from maildesk.packs.calendars import is_country
from maildesk.packs.care import occasion_rows

_ESTIMATED = " (estimated)"
_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day_of(occasion: str, country: str, year: int) -> OccasionDay | None:
    """The day of an occasion in a country and year; nothing where it has none. An unknown country has no days."""
    if not country:
        return None
    return _day_of(occasion, country, year)


@cache
def _day_of(occasion: str, country: str, year: int) -> OccasionDay | None:
    row = _rows()[occasion]
    if written := row.get("days", {}).get(country):
        return OccasionDay(occasion, country, _written(written, year))
    for place in _places(row, country):
        for day, name, estimated in _named_days(place, year, row.get("category", "public")):
            if name in row["holiday"]:
                elsewhere = place != country and row.get("estimated_elsewhere", False)
                return OccasionDay(occasion, country, day + timedelta(days=row.get("moved", 0)), estimated or elsewhere)
    if "everywhere" not in row:
        return None
    day = _written(row["everywhere"], year)
    public = not row.get("public_only") or day in public_days(country, year)
    return OccasionDay(occasion, country, day) if public else None


def _places(row: Mapping[str, Any], country: str) -> tuple[str, ...]:
    """Whose holidays are asked: those of the country itself or the one that stands for it, then of the one for all others."""
    if "holiday" not in row:
        return ()
    as_in = row["as_in"]
    return tuple(dict.fromkeys((as_in.get(country, country), as_in["*"])))


@cache
def _named_days(country: str, year: int, category: str) -> tuple[tuple[date, str, bool], ...]:
    """Each holiday of a country with its English name and whether it is estimated, in order of days."""
    if not is_country(country):
        return ()
    try:
        listed = holidays.country_holidays(country, years=year, expand=False, language="en_US", categories=(category,))
    except ValueError:
        return ()  # a country without holidays of this kind
    return tuple(
        (day, name.removesuffix(_ESTIMATED), name.endswith(_ESTIMATED))
        for day in sorted(listed)
        for name in listed[day].split("; ")
    )


@cache
def public_days(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country, with those of all its parts: an order does not say in which part its buyer lives."""
    if not is_country(country):
        return frozenset()
    whole = holidays.country_holidays(country, years=year, expand=False)
    parts = (holidays.country_holidays(country, subdiv=part, years=year, expand=False) for part in whole.subdivisions)
    return frozenset(whole).union(*(frozenset(part) for part in parts))


@cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return occasion_rows()


def _written(text: str, year: int) -> date:
    """`12-25`, or `4 thu 11`: the fourth Thursday of November."""
    if "-" in text:
        month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    number, weekday, month_of = text.split()
    first = date(year, int(month_of), 1)
    ahead = (_SHORT.index(weekday) - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (int(number) - 1))
