"""The values that rows of the peak packs may hold: each made of what the file says, or refused.

In: one value of a TOML row. Out: the core value. Raises `ValueError` (or `TypeError`) saying what was wanted; `peak_rows` adds where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from maildesk.core.locales import DESK_LOCALES
from maildesk.core.peak.event import MOST_DAYS, Kind
from maildesk.core.peak.exceptional import condition
from maildesk.core.peak.rule import Rule, rule_of
from maildesk.core.peak.waves import Days
from maildesk.packs.calendars import is_country
from maildesk.packs.public_days import public_days

_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")
#: A checklist begins at most half a year before, and ends as long after.
_MOST_LEAD = 180
#: A rule is tried on these years; one of them is a leap year.
_TRIED = range(2025, 2029)

T = TypeVar("T")


def text(held: Any) -> str:
    if not isinstance(held, str) or not held.strip():
        raise ValueError("wanted words")
    return held


def word(held: Any) -> str:
    if not isinstance(held, str) or not _WORD.fullmatch(held):
        raise ValueError("wanted a word of small letters and _")
    return held


def flag(held: Any) -> bool:
    if not isinstance(held, bool):
        raise ValueError("wanted true or false")
    return held


def day(held: Any) -> date:
    if not isinstance(held, date) or isinstance(held, datetime):
        raise ValueError("wanted a date")
    return held


def length(held: Any) -> int:
    """How many days an event lasts."""
    if isinstance(held, bool) or not isinstance(held, int) or not 1 <= held <= MOST_DAYS:
        raise ValueError(f"wanted 1 to {MOST_DAYS} days")
    return held


def month(held: Any) -> int:
    """A month by its number."""
    if isinstance(held, bool) or not isinstance(held, int) or not 1 <= held <= 12:
        raise ValueError("wanted a month, 1 to 12")
    return held


def lead(held: Any) -> int:
    """How many days before or after an event a task is due."""
    if isinstance(held, bool) or not isinstance(held, int) or not 0 <= held <= _MOST_LEAD:
        raise ValueError(f"wanted 0 to {_MOST_LEAD} days")
    return held


def number(held: Any) -> float:
    if isinstance(held, bool) or not isinstance(held, int | float):
        raise ValueError("wanted a number")
    return float(held)


def days(held: Any) -> Days:
    """A pair of days around an event."""
    if not isinstance(held, list) or len(held) != 2 or not all(type(each) is int for each in held):
        raise ValueError("wanted two whole days, [from, to]")
    return Days(*held)


def names(held: Any) -> Mapping[str, str]:
    """A name in every language of the screens."""
    missing = [locale for locale in DESK_LOCALES if not str(held.get(locale, "")).strip()]
    if missing or set(held) - set(DESK_LOCALES):
        raise ValueError(f"wanted a name in {' and '.join(DESK_LOCALES)}")
    return dict(held)


def countries(held: Any) -> tuple[str, ...]:
    if not isinstance(held, list):
        raise ValueError("wanted a list of countries")
    unknown = [code for code in held if not is_country(code)]
    if unknown:
        raise ValueError(f"{', '.join(map(str, unknown))}: no country that is known")
    return tuple(held)


def zone(held: Any) -> str:
    try:
        return ZoneInfo(held).key
    except (ZoneInfoNotFoundError, OSError) as unknown:
        raise ValueError("no time zone") from unknown


def kinds(held: Any) -> frozenset[Kind]:
    if not isinstance(held, list):
        raise ValueError("wanted a list of kinds")
    return frozenset(Kind(each) for each in held)


def rule(held: Any) -> Rule:
    """A rule that gives a day at least once in four years, from holidays of countries that are known."""
    made = rule_of(text(held))
    countries(sorted(made.countries))
    public = public_days(made.countries, _TRIED[0] - 1, _TRIED[-1] + 1)
    if not any(made.days(year, public) for year in _TRIED):
        raise ValueError("no year has such a day")
    return made


def among(held: Any, known: frozenset[str]) -> frozenset[str]:
    unknown = sorted(set(held) - known)
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: no event of the packs")
    return frozenset(held)


def conditions(held: Any) -> tuple[tuple[str, str], ...]:
    """The conditions of a squad's row."""
    return tuple(condition(name, value) for name, value in held.items())


def one_of(*allowed: T) -> Callable[[Any], T]:
    """The one of these values that is written so."""

    def made(held: Any) -> T:
        found = next((each for each in allowed if each == held), None)
        if found is None:
            raise ValueError(f"wanted one of {', '.join(map(str, allowed))}")
        return found

    return made
