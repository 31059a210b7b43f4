"""On which day something comes round each year, as people say it.

In: a text such as "11 November", "4th Thursday of November + 1", "Good Friday (GB) - 19" or "last Sunday of May unless Pentecost Monday
(FR) - 1 then 1st Sunday of June"; the public holidays that it leans on. Out: the days of a year. It knows no holiday by itself, and a
day that a year does not have (29 February, a fifth Sunday) is left out in that year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}
#: No event lies further from the day that it follows.
MOST_SHIFT = 60
_DAY = timedelta(days=1)
_FIXED = re.compile(r"(\d{1,2}) ([A-Z][a-z]+)")
_NTH = re.compile(r"(\w+) ([A-Z][a-z]+day) of ([A-Z][a-z]+)")
_HOLIDAY = re.compile(r"([^()]{3,60}(?:\([^()]{3,40}\))?) \(([A-Z]{2})\)")
_SHIFTED = re.compile(r"(.{4,120}?)(?: ([+-]) (\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A public holiday of a country (ISO 3166-1 alpha-2), by its English name. `estimated`: seen by the moon, a day earlier or later."""

    country: str
    day: date
    name: str
    estimated: bool = False


#: Public holidays by country, in the order of their days; they cover the year asked for and its neighbours.
PublicDays = Mapping[str, tuple[PublicDay, ...]]


@dataclass(frozen=True, slots=True)
class Fixed:
    month: int
    day: int

    def days(self, year: int, _: PublicDays) -> Iterable[date]:
        try:
            return (date(year, self.month, self.day),)
        except ValueError:
            return ()


@dataclass(frozen=True, slots=True)
class Nth:
    """The `nth` (-1: the last) `weekday` (Monday is 0) of a month."""

    nth: int
    weekday: int
    month: int

    def days(self, year: int, _: PublicDays) -> Iterable[date]:
        days = [day for day in _month(year, self.month) if day.weekday() == self.weekday]
        return days[-1:] if self.nth < 0 else days[self.nth - 1 : self.nth]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday by its name; of several days in a row the first. A lunar one may come twice in a year, or not at all."""

    name: str
    country: str

    def days(self, year: int, public: PublicDays) -> Iterable[date]:
        named = {each.day for each in public.get(self.country, ()) if each.name == self.name}
        return sorted(day for day in named if day - _DAY not in named and day.year == year)


@dataclass(frozen=True, slots=True)
class Rule:
    """A day and how many days after it. `unless`: where that rule gives the same day, `instead` counts."""

    base: Fixed | Nth | Holiday
    shift: int = 0
    unless: Rule | None = None
    instead: Rule | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def countries(self) -> frozenset[str]:
        """The countries whose public holidays it leans on."""
        own = frozenset({self.base.country}) if isinstance(self.base, Holiday) else frozenset[str]()
        return own.union(*(each.countries for each in (self.unless, self.instead) if each))

    def days(self, year: int, public: PublicDays) -> tuple[date, ...]:
        """The days of a year, in order."""
        found = tuple(day + self.shift * _DAY for day in self.base.days(year, public))
        if self.unless and self.instead and set(found) & set(self.unless.days(year, public)):
            return self.instead.days(year, public)
        return found


def rule_of(text: str) -> Rule:
    """A rule of its words; `ValueError` says what is wrong with them."""
    said, _, exception = text.partition(" unless ")
    unless, _, instead = exception.partition(" then ")
    if bool(exception) != bool(instead):
        raise ValueError(f"{text!r}: an exception is written 'unless A then B'")
    base, shift = _based(said)
    if not exception:
        return Rule(base, shift, text=text)
    return Rule(base, shift, rule_of(unless), rule_of(instead), text)


def _based(text: str) -> tuple[Fixed | Nth | Holiday, int]:
    match = _SHIFTED.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is no day of the year")
    shift = int(match[3] or 0) * (-1 if match[2] == "-" else 1)
    if abs(shift) > MOST_SHIFT:
        raise ValueError(f"{text!r}: {shift} days from its day; wanted at most {MOST_SHIFT}")
    return _base(match[1]), shift


def _base(text: str) -> Fixed | Nth | Holiday:
    if fixed := _FIXED.fullmatch(text):
        return _fixed(text, int(fixed[1]), fixed[2])
    if nth := _NTH.fullmatch(text):
        return Nth(_of(text, _ORDINALS, nth[1]), _of(text, _WEEKDAYS, nth[2]), _of(text, _MONTHS, nth[3]) + 1)
    if holiday := _HOLIDAY.fullmatch(text):
        return Holiday(holiday[1].strip(), holiday[2])
    raise ValueError(f"{text!r} is no day; wanted '11 November', '4th Thursday of November' or 'Good Friday (GB)'")


def _fixed(text: str, day: int, month_name: str) -> Fixed:
    month = _of(text, _MONTHS, month_name) + 1
    try:
        date(2028, month, day)  # a leap year: 29 February is a day
    except ValueError as impossible:
        raise ValueError(f"{text!r}: no year has that day") from impossible
    return Fixed(month, day)


def _of(text: str, words: Mapping[str, int] | tuple[str, ...], word: str) -> int:
    if word not in words:
        raise ValueError(f"{text!r}: {word!r} is none of {', '.join(words)}")
    return words[word] if isinstance(words, Mapping) else words.index(word)


def _month(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = (first + n * _DAY for n in range(31))
    return [day for day in days if day.month == month]
