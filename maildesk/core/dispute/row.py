"""A deadline as a platform sets it: one row of the packs, and the packs together.

In: the rows that `packs` has read and checked. Out: frozen values. It computes no moment (`lookup` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maildesk.core.clock.ladder import Ladder
from maildesk.core.clock.span import Span

#: The region of rows that hold where no row names the region.
OTHER = "other"
#: The calendar or zone of the marketplace's own country.
MARKET = "market"
#: A row checked longer ago than this is flagged: rules drift.
STALE_AFTER = timedelta(days=180)


class Actor(StrEnum):
    """Who has to act before the deadline. Only the seller's deadlines warn."""

    SELLER = "seller"
    BUYER = "buyer"
    PLATFORM = "platform"


class Grade(StrEnum):
    """How sure a row is: A the platform's own page · B old, regional or several others · C one other source · D not verified.

    C and D are hints: they warn earlier and say so.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def is_hint(self) -> bool:
        """Too unsure to wait for: it warns earlier."""
        return self in (Grade.C, Grade.D)


@dataclass(frozen=True, slots=True)
class Market:
    """A country in which platforms have buyers: its time zone, and the name of its calendar."""

    code: str
    zone: str
    calendar: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One row. `regions` empty: everywhere. `zones`: all that may be meant (`market` among them); the earliest moment counts.

    `warn_after`: moments after the start at which the rule's source advises to act. `replaces`: the cases of the same order that this
    one closes. `valid_from` and `valid_to` are the first and last day of opening for which the row holds.
    """

    platform: str
    case: str
    stage: str
    actor: Actor
    trigger: str
    span: Span
    calendar: str
    zones: tuple[str, ...]
    zone_grade: Grade
    on_expiry: str
    source: str
    source_date: str
    checked_on: date
    grade: Grade
    regions: tuple[str, ...] = ()
    next_stage: str = ""
    evidence: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    warn_after: tuple[timedelta, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def kind(self) -> str:
        """The kind of its clocks."""
        return f"{self.platform} {self.case} {self.stage}"

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force for a case opened on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def stale_on(self, day: date) -> bool:
        """Whether it was checked more than 180 days before."""
        return day - self.checked_on > STALE_AFTER


@dataclass(frozen=True, slots=True)
class PlatformRows:
    """A platform's rows, and the markets that are thought of when a region is not told."""

    name: str
    markets: tuple[str, ...]
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class DisputePacks:
    """All platforms by name; countries by code; groups of countries ("EU") by name; the ladders of the seller's clocks."""

    platforms: Mapping[str, PlatformRows]
    markets: Mapping[str, Market]
    groups: Mapping[str, tuple[str, ...]]
    firm: Ladder
    hint: Ladder

    def stale_on(self, day: date) -> Mapping[str, int]:
        """How many rows of which platforms nobody has checked for too long; they still count."""
        counted = {name: sum(row.stale_on(day) for row in pack.rows) for name, pack in self.platforms.items()}
        return {name: count for name, count in counted.items() if count}
