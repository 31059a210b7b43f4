"""An event of the trade: a sale, an occasion for gifts, a closure of the supply side, a shipping cut-off; and when it takes place.

In: the rows that `packs` has read and checked. Out: frozen values. It computes no day (`calendar` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from maildesk.core.dispute.row import Grade
from maildesk.core.peak.rule import Rule

#: Nothing in the calendar lasts longer (the weeks of going back to school).
MOST_DAYS = 100


class Kind(StrEnum):
    """What an event is: a sale · an occasion people buy gifts for · a closure of factories and warehouses · the last day to ship."""

    SALE = "sale"
    OCCASION = "occasion"
    CLOSURE = "closure"
    CUTOFF = "cutoff"


class Side(StrEnum):
    """Where an event happens: where people buy, or where the goods come from."""

    DEMAND = "demand"
    SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a row comes from. `checked_on`: when somebody last looked."""

    source: str
    grade: Grade
    checked_on: date
    source_date: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """Days that somebody announced for one year: never computed. `first` and `last` belong to it. `sure`: the shop asked for them
    itself, so that they are no estimate even where the row is one."""

    first: date
    last: date
    sourced: Sourced
    sure: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row. `names` by locale (en and zh-Hans). It has a `rule` and lasts `days`, or has `announced` days year by year.

    `countries` empty: everywhere. `zone` empty: the day of each buyer's own country. `usual`: when it is to be expected while nobody has
    announced it, `by_month`: the month in which it has come at the latest. `planned`: large enough that the desk makes a plan for it.
    """

    id: str
    names: Mapping[str, str]
    kind: Kind
    side: Side
    sourced: Sourced
    rule: Rule | None = None
    days: int = 1
    announced: tuple[Announced, ...] = ()
    countries: tuple[str, ...] = ()
    zone: str = ""
    estimated: bool = False
    usual: str = ""
    by_month: int = 12
    planned: bool = False
    carrier: str = ""
    note: str = ""

    @property
    def guessed(self) -> bool:
        """A carrier's cut-off whose day is that of an earlier year until somebody asks for this year's."""
        return self.kind is Kind.CUTOFF and self.estimated

    @property
    def newest(self) -> Sourced:
        """The source of its latest announcement, or of its rule."""
        return self.announced[-1].sourced if self.announced else self.sourced

    def name(self, locale: str) -> str:
        return self.names.get(locale) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event in one year, from its `first` to its `last` day. `estimated`: it may be a day earlier or later."""

    event: EventRow
    first: date
    last: date
    sourced: Sourced
    estimated: bool = False

    @property
    def id(self) -> str:
        """Its name in the store: event and first day's year."""
        return f"{self.event.id}-{self.first.year}"

    def reaches(self, country: str) -> bool:
        """Whether buyers of a country notice it: where the goods come from is felt everywhere."""
        return self.event.side is Side.SUPPLY or not self.event.countries or country in self.event.countries

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """Midnight of the first day, in the event's own zone or else in `zone`; UTC."""
        own = ZoneInfo(self.event.zone) if self.event.zone else zone
        return datetime.combine(self.first, time(), own).astimezone(UTC)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """The end of the last day, likewise."""
        own = ZoneInfo(self.event.zone) if self.event.zone else zone
        return datetime.combine(self.last + timedelta(days=1), time(), own).astimezone(UTC)
