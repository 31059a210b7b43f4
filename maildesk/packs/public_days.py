"""Public holidays of both sides, buyers' and sellers', by country and day, from the `holidays` package.

In: countries (ISO 3166-1 alpha-2) and years. Out: core values, each country's year built once. Names are the package's English ones,
where it has them; a holiday that two countries keep on different days is told for each country.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import holidays

from maildesk.core.peak.rule import PublicDay, PublicDays
from maildesk.packs.calendars import is_country

_ENGLISH = "en_US"
_ESTIMATED = " (estimated)"


def public_days(countries: Iterable[str], first_year: int, last_year: int) -> PublicDays:
    """The holidays of some countries; one that the package does not know has none."""
    years = range(first_year, last_year + 1)
    return {country: tuple(day for year in years for day in _of(country, year)) for country in sorted(set(countries))}


@cache
def _of(country: str, year: int) -> tuple[PublicDay, ...]:
    if not is_country(country):
        return ()
    found = holidays.country_holidays(country, years=year, expand=False, language=_ENGLISH)
    days = ((day, name) for day, names in sorted(found.items()) for name in names.split("; "))
    return tuple(PublicDay(country, day, name.removesuffix(_ESTIMATED), _ESTIMATED in name) for day, name in days)
